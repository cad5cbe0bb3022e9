"""The words around a job in a question: contracts, no diploma needed, and all that names no job."""

from bot.domain.vacancies import Contract
from bot.understanding.common import COMMON
from bot.understanding.words import Said, Span, patterns

CONTRACTS = {
    Contract.WORK_PLACEMENT: (
        r"stages?(?: d observation| en entreprise| de fin d etudes?| decouverte| de decouverte)?"
        r"(?: (?:de |en )?(?:3|3e|3eme|troisieme|4e|2nde|seconde|#))?|stagiaires?"
        r"|pmsmp|periode d immersion|immersion|internships?|interns?|work placements?"
        r"|work experience|traineeships?|trainee"
        r"|praktik\w*|schulerpraktik\w*|stageplaats(?:en)?|stageplek(?:ken)?|stagiair\w*"
        r"|snuffelstage|observatiestage"
    ),
    Contract.APPRENTICESHIP: (
        r"(?:contrats? (?:d |en |de )?)?(?:alternan\w+|apprentissages?|apprentie?s?"
        r"|professionnalisation)|contrats? pro|apprentices?(?:hips?)?|dual (?:study|training)"
        r"|ausbildung\w*|azubis?|lehrstellen?|lehrlinge?|lehre|leercontract(?:en)?"
        r"|leerwerk\w*|leerlingwezen|alternerend leren|duaal leren|leerjongen"
    ),
    Contract.INTERIM: (
        r"(?:missions? (?:d |en )?)?interim\w*|missions? temporaires?|temp(?: jobs?| work)?"
        r"|temping|agency work(?:er)?|zeitarbeit\w*|leiharbeit\w*|uitzend\w*"
    ),
    Contract.SEASONAL: (
        r"saisonni\w+|jobistes?|emplois? saison|(?:jobs?|boulots?|travail|tafs?|emplois?)"
        r" (?:d ete|d hiver|etudiante?s?|de vacances|pour l ete)|seasonal|student jobs?"
        r"|holiday jobs?|summer (?:jobs?|work)|saisonarbeit\w*|saisonjobs?|saisonkraft\w*"
        r"|ferienjobs?|ferienarbeit|seizoen\w*|vakantiejobs?|vakantiewerk|studentenjobs?"
    ),
    Contract.OTHER: r"flexi ?jobs?|freelance\w*|auto entrepreneu\w*|zzp",
    Contract.CDI: (
        r"cdi|contrats? a duree indeterminee|permanent(?: (?:contract|job|position|work))?s?"
        r"|unbefristet\w*|festanstellung|feste stellen?|vast (?:contract|werk)|vaste (?:baan|job)"
        r"|onbepaalde duur"
    ),
    Contract.CDD: (
        r"cdd|contrats? a duree determinee|fixed term(?: contract| job)?s?|befristet\w*"
        r"|(?:contract )?(?:van )?bepaalde duur|tijdelijk\w*"
    ),
}
BEGINNERS = patterns(
    (
        r"(?:sans|pas de|aucune?|pas besoin de|sans aucune?|zero) (?:diplomes?|qualifications?"
        r"|bac|experiences?|formation|competences?)(?: (?:ni|et|ou) (?:diplome|experience"
        r"|qualification|formation))?(?: (?:exigee?s?|demandee?s?|requise?s?))?"
        r"|debutante?s?(?: acceptee?s?)?|non diplomee?s?|niveau bep",
        r"no (?:diploma|degree|experience|qualifications?|skills)(?: (?:needed|required"
        r"|necessary))?|without (?:a |any )?(?:diploma|degree|experience|qualifications?)"
        r"|entry level|beginners?|unskilled",
        r"ohne (?:abschluss|ausbildung|erfahrung|berufserfahrung|diplom)|ungelernt\w*"
        r"|quereinsteiger|zonder (?:diploma|ervaring|opleiding)|ongeschoold\w*",
    )
)
ACCESSIBLE = patterns(
    (
        r"handicap\w*|accessibles?|pmr|rqth|travailleurs? handicapes?|(?:en )?fauteuil(?: roulant)?"
        r"|disab\w*|wheelchair|behindert\w*|barrierefrei\w*|rollstuhl|rolstoel\w*|toegankelijk\w*",
    )
)
HIRING = patterns(
    (
        r"recru\w*|rekrut\w*|embauch\w*|enbauch\w*|emploi\w*|jobs?|boulots?|taf|taff|travail\w*"
        r"|bosser|postes?|offres?|annonces?|candidat\w*|postul\w*|metiers?|embauche\w*|gagne pain",
        r"hir\w+|recruit\w*|work|working|vacanc\w+|openings?|careers?|positions?|employ\w*",
        r"stellen?|stellenangebot\w*|einstell\w*|stellt|jobangebot\w*|arbeit\w*|sucht|gesucht"
        r"|beruf\w*",
        r"vacatures?|werft|aanwerv\w*|werk|werken|baan|banen|jobaanbod|gezocht|zoekt|personeel"
        r"|werkgevers?",
        r"(?:qui|who|wer|wie|quelles? (?:entreprises?|boites?|usines?)|il y a qui qui)"
        r" (?:\S+ )?(?:cherche\w*|prend|prennent|engage\w*|besoin|needs?|looking)",
    )
)
_FILLER = """
qui que quoi quel recrute recrutent recruter recrut recrutement recrutements embauche embauchent
embaucher embauches enbauche emploi emplois employeur employeurs job jobs boulot boulots taf taff
travail travailler travaille bosser poste postes offre offres annonce annonces candidat candidature
postuler metier metiers cherche cherches chercher recherche rech engage engagent engager prennent
propose proposent trouver trouve voudrais aimerais besoin actuellement urgent urgence vite svp stp
merci bonjour bjr slt salut bonsoir coucou ya dispo disponible disponibles pourvoir contrat contrats
temps plein partiel complet mi plein moi mon ma mes coin proche proches secteur region alentours
entreprise entreprises boite boites societe societes usine-visite semaine domaine genre type style
comme devenir etre veux dans quelque chose debouche debouches ouvert ouverts ouverte km autour
profil profils gens personnes monde personne fille femme homme ado jeune jeunes enfant
mission missions place places intéressant sympa bien paye payé paie-bien salaire
hire hires hiring recruit recruiting recruits who which any some looking look need needs want work
working vacancy vacancies opening openings career careers position positions employ employer
employers employment company companies near around me please there are is find get offers offer
wer stellt ein sucht suche suchen gesucht stelle stellen stellenangebot stellenangebote arbeit
arbeitsplatz arbeiten einstellen jobangebote beruf berufe als firma firmen gibt es nahe umkreis
brauche brauchen welche unternehmen wo kann
wie werft aan aanwerven aanwervingen vacature vacatures zoek zoekt zoeken gezocht werk werken baan
banen personeel werkgever werkgevers buurt bedrijf bedrijven welke heeft nodig als zijn er
svp sil vous plait ca c j ai n y a t il on l d qu s m nouvelles nouveau nouveaux
"""
FILLER = frozenset(_FILLER.split())
# Words that everybody uses, and that jobs are made of, too.
_OF_JOBS = """
usine usines fabrication industrie industriel atelier train voiture route pont quai ligne
conduite gare ecole lycee college site production montage machine machines groupe groupes
cuisine maison factory industry industrial plant fabrik industrie fabriek accueil entretien
numerique presse four line batiment building bureau cyber stock bus station docteur prof
teacher lehrer lehrerin leraar leraren enfants courrier team voitures
parc salle chef petit industrielle fabrique agence caisse auto car autocar securite pl spl vl cn
"""
OF_JOBS = frozenset(_OF_JOBS.split())


def contracts_in(text: Said) -> list[tuple[Contract, Span]]:
    """Return the contracts that are named, each with its words."""
    found = []
    for contract, lines in _COMPILED.items():
        one = text.find(*lines)
        if one is not None:
            found.append((contract, one.span))
            text = text.without(one.span)
    return found


def names_no_job(word: str) -> bool:
    """Tell whether a word only surrounds the job in a question."""
    if word in FILLER:
        return True
    return len(word) < 2 or word.isdecimal() or (word in COMMON and word not in OF_JOBS)


_COMPILED = {contract: patterns((line,)) for contract, line in CONTRACTS.items()}
