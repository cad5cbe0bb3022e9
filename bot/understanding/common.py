"""Words that everybody uses: a typing error of a name is never looked for in them."""

from bot.understanding.dates import LANGUAGES
from bot.understanding.numbers import NUMBERS

FRENCH = """
secours gare mairie ecole lycee college marche station bahnhof centre ville eglise train velo pied
job jobs dating datings conference conferences forum salon expo entretien entretiens annonce
a ai aller allez alors annuler annule appel apres aime aimerais attend au aucun aucune aujourd
aussi autour autre autres aux avec avez avoir avons bah beaucoup ben besoin bien bjr bonjour
bonsoir bout ca car ce cela cest cet cette ceux chaque cherche cherchons chez chose classe code
combien comme comment compte compris connais contre coucou cours dans de deja demande demander
depuis des deux dire dis dispo disponible disponibles dit dois doit donc donner du duree elle
elles emploi en encore enfants enfin entre entreprise entreprises envie environ est et etait ete
etes etre eu eux fabrique fabrication faire fais fait famille faut fille fils finalement font
forme fois gens genre grand grande grandes grands groupe gros heures hey ici idee il ils industrie
industriel interesse interessee interessant inscrire inscription inscriptions jai jamais je jeune
jeunes jour journee juste la laquelle le les lequel leur libre lieu loin lors lui ma mais manger
marche maintenant maison matin me meme mere merci mes metier metiers mettre mieux moi moins mon
monde montre ne ni nom nombre non nos notre nous nouveau nouvelle numero on ont ou oui par parce
parfait parking parler part partir pas passe passer pays peu peut peuvent peux plait place places
plus pluie plutot possible possibles pour pourquoi pourrais pouvez pouvoir pouvons pr prendre pres
presque prevoir prochain programme propose proposez puis qd quand que quel quelle quelles quels
quelque quelques qui quoi recherche regarder regarde rendez reste rester retard rien sa salut sans
savoir se secteur secteurs semaine sera serait seul serons ses si site slt soir sommes son sont
sous souhaite souhaitons stage stp suis suite super sur sympa ta tard te temps tes toi ton tot
tomber tombe tombent
toujours tous tout toute toutes tres trop trouver truc tu un une usine usines utile va vais vas
venir vers veux veut veulent vient viens ville visite visites visiter visitons voila voir vois
voiture voitures vos votre voudrais voulez vouloir voulons vous vrai vu y portes ouvertes ouverte
ouvrir commence commencer commencent finit finir termine terminer dure pointure taille chaussures
securite vetements gratuit gratuite payant tarif tarifs prix argent carte cartes adresse acces
handicap handicape fauteuil poussette chien chiens chat bebe bebes parents grands grandes autres
salaire salaires repondre reponse repondez question questions savez sais pense penser crois trop
vraiment surtout mobilite reduite experience experiences ensemble pendant plusieurs certains
quelques personne personnes petit petite petits petites
belle beau bonne bon nord sud ouest centre rue quai port pont
route village coin region departement agence societe boite atelier ateliers groupes salle salles
"""
ENGLISH = """
a about after again all also am an and any anything are around as at available be because been
before best big book booking but by call can cancel change choose close come coming company
companies could day days did do does done dont factory factories far few find for friend friends
from fun get give go going good great group had has have hello help her here hey hi hiring how i
if ill im in industry interested into is it its job jobs join just kids know last later left let
lets like list little long look looking love make many may maybe me meet might mine more morning
most move much my near nearby need new next nice no not now of off ok on one only open or other
our out over people place places plant please possible rather really see seats show site slot
small so some someone something somewhere son soon speak spots still students take talk team tell
than thank thanks that the their them then there they thing things this time to today too tour
tours town tried try two until up us use very visit visiting visits wanna want was we week well
what when where which who why will with work works would yes yet you your force price prices
free shoes entrance parking wheelchair experience years mobility
"""
GERMAN = """
aber ab alle allem alles als also am an anderen angebot auch auf aus bei beim besuch besuchen
besichtigen bitte besichtigung betrieb betriebe bin bis brauche buchen da danke dann das dass dem
den der des die dies diese diesen doch du durch ein eine einem einen einer eines er es etwas euch
fabrik fabriken fahren firma firmen frage freie fur gerne gern gibt ganz geht gehen genau gut
guten habe haben hallo halt hat hatte hatten heute hier hilfe ich ihr im in ist ja jemand kann
kein keine kommen konnen konnte konnten lieber machen man mehr mein meine mich mir mit mochte
mochten moglich moechte morgen muss nach nahe nein nicht nichts noch nur ob oder ohne ort platz
platze schon schule sehen sehr sein sich sie sind so stadt stelle stellen suche suchen tag termin
uber um und uns unser unternehmen unter viel viele vom von vor wann war warum was wenn wer werden
wie wieder will wir wird wo wollen wurde wurden zu zum zur zusammen erfahrung erfahrungen jahr jahre
alter kosten kostet preis kostenlos eingang parken parkplatz hund rollstuhl barrierefrei schuhe
"""
DUTCH = """
aan alle alles als alstublieft andere bedrijf bedrijven bedankt ben bent bezoek bezoeken
bezichtigen bij boeken dag dan dank dat de deze die dit door een eens en er fabriek fabrieken ga
gaan goed goede graag groep haar had hallo heb hebben heeft help het hier hij hoe hoeveel hun iets
iemand ik in is ja jaar jullie kan kom komen kunnen kwam laat maar maken meer mee met mij mijn
moet mogelijk morgen na naar naast nee niet niets nog nu of om ons ook op open over plaats
plaatsen plek reserveren rond school te tegen tijd toch tot u uit uur van vandaag veel vind voor
vraag waar wanneer want was wat we week wel werk werken wie wij wil willen worden zaterdag ze zeer
zich zien zij zijn zo zoek zou ervaring kosten kost prijs gratis ingang parking hond rolstoel
schoenen jaren leeftijd
"""
COMMON = frozenset(
    {
        *" ".join((FRENCH, ENGLISH, GERMAN, DUTCH)).split(),
        *(word for lexicon, _ in LANGUAGES.values() for word in lexicon.words),
        *(word for words in NUMBERS for word in words.split()),
    }
)
SMALL_WORDS = """
a an and at au aux avec by ce ces d das de den der des die du ein eine en et fur het im in l la le
les met mit of par pour s sa ses son sous sur te the to u un une und van von voor with y zu zum
zur
"""
SMALL = frozenset(SMALL_WORDS.split())
"""Words that name nothing, wherever they stand in a name."""
