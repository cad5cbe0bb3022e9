"""Formats and audiences, as people call them."""

from bot.domain.programme import Audience, Format
from bot.understanding.words import Said, Span, patterns

FORMATS = {
    Format.JOB_DATING: (
        r"(?:job|jobs) ?dati?ngs?|jobdatings?|speed ?(?:dating|recruiting|recrutement)"
        r"|recruiting events?|recruitment days?|bewerbertage?|jobbeurzen|jobbeurs|jobborse"
        r"|forum (?:de l )?emploi"
    ),
    Format.INTERVIEW: (
        r"entretiens?(?: (?:d embauche|individuels?|conseil|de recrutement))?|interviews?"
        r"|job interviews?|vorstellungsgesprach|bewerbungsgesprach|gesprach|sollicitatiegesprek"
        r"|gesprek"
    ),
    Format.WORKSHOP: (
        r"ateliers?|workshops?|initiations?|hands on|werkstatt|werkstatte|kurse?|atelierbezoek"
        r"|werkplaats|werkwinkel"
    ),
    Format.TALK: (
        r"conferences?|conf|confs|tables? rondes?|debats?|temoignages?|causeries?|talks?(?! "
        r"(?:to|with))|lectures?"
        r"|vortrag|vortrage|podiumsdiskussion|lezing|lezingen|debat|panels?|webinaires?"
    ),
    Format.EXHIBITION: (
        r"expos?|expositions?|exhibitions?|exhibits?|ausstellung|ausstellungen|tentoonstelling"
        r"|tentoonstellingen"
    ),
    Format.FAIR: (
        r"forums?|salons?|foires?|fairs?|job fairs?|career fairs?|messe|messen|jobmesse|beurs"
        r"|beurzen|forum des metiers"
    ),
    Format.OPEN_HOUSE: (
        r"(?:journees? )?portes? ouvertes?|jpo|open (?:day|days|house|doors)"
        r"|tag der offenen tur|tag der offenen tuer|offene tur|opendeurdag(?:en)?|open deur"
        r"|visites? libres?|entree libre"
    ),
}
AUDIENCES = {
    Audience.PUPILS: (
        r"classes?(?! (?:confirm|prepa))|eleves?|collegien(?:ne)?s?|lyceen(?:ne)?s?|scolaires?"
        r"|ecoliers?|pupils?|school class|school group|schoolchildren|schulklasse|schuler"
        r"|schueler|schulgruppe|leerlingen|scholieren|schoolklas|klas"
    ),
    Audience.STUDENTS: (
        r"etudiant(?:e)?s?|students?|studenten|studierende[nr]?|studentin|apprenti(?:e)?s?|bts|iut"
        r"|fac|universite|university|hochschule|universiteit|apprentices?|azubis?"
    ),
    Audience.JOBSEEKERS: (
        r"(?:demandeu(?:r|rs|se|ses) d emploi)|chomeu(?:r|rs|se|ses)|au chomage|chomage"
        r"|(?:en )?recherche d emploi|job ?seekers?|jobseekers?|job seekers?|unemployed"
        r"|arbeitslose?|arbeitslos|arbeitssuchende?|arbeitsuchend|werkzoekende?n?|werkloos"
        r"|reconversion"
    ),
    Audience.PUBLIC: (
        r"grand public|tout public|en famille|familles?|general public|families|offentlichkeit"
        r"|familie|breed publiek|voor iedereen"
    ),
    Audience.PRESS: r"presse|journalistes?|press|journalists?|journalisten?",
}
FORMAT_PATTERNS = {kind: patterns((line,)) for kind, line in FORMATS.items()}
AUDIENCE_PATTERNS = {audience: patterns((line,)) for audience, line in AUDIENCES.items()}


def format_in(text: Said) -> tuple[Format, Span] | None:
    """Return the format that is named; a mere visit is no wish for one."""
    for kind, lines in FORMAT_PATTERNS.items():
        if (found := text.find(*lines)) is not None:
            return kind, found.span
    return None


def audience_in(text: Said) -> tuple[Audience, Span] | None:
    """Return whom it is for."""
    for audience, lines in AUDIENCE_PATTERNS.items():
        if (found := text.find(*lines)) is not None:
            return audience, found.span
    return None
