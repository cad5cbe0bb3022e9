"""How many come: `pour 2`, `28 élèves et 3 profs`, `moi et ma sœur`, `met z'n vieren`.

Only a number that counts people is one: dates, hours, classes (`3e`), codes and prices have no
pattern here, and what looks like one of them is out of the text before it is read.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.understanding.figures import in_figures
from bot.understanding.words import UNIT, Said, Span, patterns

ONE = r"un|une|one|ein|eine|einen|einer|een|a|an"
N = rf"(?P<n>\d{{1,3}}|{ONE})"
AND = r"(?:et|and|und|en|plus|avec|with|mit|met|#|dont|including)"
UNCOUNTED = (
    rf"(?! (?:{UNIT}|km|kms|kilometres?|kilometers?|h|ans|an|eme|ieme|euros?|eur|pm|am|uhr|uur|o "
    rf"clock|jahre?|years?|jaar|rue|bis|minutes?|stunden?|hours?|visites?|usines?|entreprises?|"
    rf"ateliers?|visits?|factories|companies|betriebe|bedrijven|metres?|fois|times|mal))"
)
PUPILS = (
    r"(?:eleves?|collegien(?:ne)?s?|lyceen(?:ne)?s?|ecolier(?:e)?s?|gamins?|gosses|ados?|jeunes"
    r"|pupils?|schoolchildren|school children|schoolkids|schuler(?:innen)?|schueler(?:innen)?"
    r"|schulkinder|leerlingen|leerling|scholieren|scholier)"
)
CHILDREN = r"(?:enfants?|children|kids|kinder|kinderen|petits)"
GROWN = (
    r"(?:adultes?|profs?|professeure?s?|enseignant(?:e)?s?|accompagnat(?:eur|rice)s?"
    r"|accompagnants?|encadrants?|parents?|maitres?|maitresses?|instits?|surveillants?|aesh"
    r"|adults?|teachers?|chaperones?|grown ups?|erwachsene[rn]?|lehrer(?:innen)?|lehrkrafte?"
    r"|lehrkraefte|begleiter|begleitpersonen|betreuer|volwassenen?|leraren|leraar|leerkrachten"
    r"|leerkracht|begeleiders?|docenten)"
)
PEOPLE = (
    r"(?:personnes?|person(?:en|s)?|pers|prs|people|peoples|places?|pl|sieges?|billets?|tickets?"
    r"|seats?|spots?|platze|plaetze|platz|karten|leute|plaatsen|plaats|plekken|mensen|man|gens"
    r"|invites?|visiteurs?|participants?|etudiant(?:e)?s?|students?|studenten|studierende"
    r"|stagiaires?|apprentis?|collegues?|colleagues|kollegen|collega s|inscrits?|inscriptions?"
    r"|visitors|guests|gaste|gasten|besucher|teilnehmer|deelnemers|candidats?|demandeurs)"
)
ADULTS = rf"(?P<adults>\d{{1,2}}|{ONE})"
THEIR = r"(?:leurs? |ses |nos |their |our |ihre |ihren |unsere |hun |onze )?"
ONE_OF_THEM = (
    r"(?:personne|pers|place|siege|billet|ticket|person|seat|spot|platz|karte|plaats|plek|persoon"
    r"|adulte?|invitee?|etudiante?|student|stagiaire)"
)
KIN = (
    r"(?:soeurs?|freres?|fils|filles?|femme|mari|mere|pere|maman|papa|ami|amie|amis|amies|pote"
    r"|potes|copain|copine|copains|copines|collegue|collegues|conjointe?|compagn(?:on|e)|voisine?"
    r"|cousine?s?|neveux?|nieces?|enfants?|epouse|epoux|binome|camarades?|parents?|gosses?"
    r"|grand mere|grand pere|sister|brother|son|daughter|wife|husband|mother|father|mum|mom|dad"
    r"|friends?|mate|mates|partner|colleagues?|kids?|child|children|girlfriend|boyfriend"
    r"|schwester|bruder|sohn|tochter|frau|mann|mutter|vater|freund(?:in|e|innen)?|kollege"
    r"|kollegin|kollegen|partnerin|kind|kinder|zus|zussen|broer|broers|zoon|dochter|vrouw|moeder"
    r"|vader|vriend(?:en|in|innen)?|collega|partner|kinderen)"
)
MY = r"(?:mon|ma|mes|my|mein(?:e|er|em|en)?|mijn|m n|un|une|a|ein|einem|einer|een|\d{1,2})"
ME = r"(?:moi|me|myself|mir|mich|ich|mij|ik|i)"
ABOUT = (
    r"(?:environ |que |a peu pres |genre |juste |seulement |encore |a |about |around |only |just |"
    r"nur |etwa |ca |ongeveer |maar |ungefahr |une |un |eine |a )*"
)


@dataclass(frozen=True, slots=True)
class Party:
    """How many seats, and how many of them for pupils of a class and for adults with them."""

    seats: int
    pupils: int = 0
    adults: int = 0


Reading = Callable[[Mapping[str, str]], Party | None]


def _number(part: str | None) -> int:
    if part is None:
        return 0
    return int(part) if part.isdecimal() else 1


def _class(parts: Mapping[str, str]) -> Party | None:
    pupils, adults = _number(parts.get("n")), _number(parts.get("adults"))
    return Party(pupils + adults, pupils, adults)


def _seats(parts: Mapping[str, str]) -> Party | None:
    return Party(_number(parts["n"]))


def _sum(parts: Mapping[str, str]) -> Party | None:
    return Party(_number(parts["n"]) + _number(parts["adults"]))


def _kin(count: int, parts: Mapping[str, str]) -> Party | None:
    """Count the people of `moi, ma femme et mes deux enfants`; `mes amis` is no number."""
    each = re.findall(rf"(?:(mes|meine|my|mijn) )?({MY} )?({KIN})(?!\S)", parts["kin"])
    total = count
    for several, number, who in each:
        figure = number.strip()
        plural = several in ("mes",) or figure == "mes" or who in ("friends", "amis", "kids")
        if plural and not figure.isdecimal():
            return None
        total += int(figure) if figure.isdecimal() else 1
    return Party(total)


FAMILY = (
    rf"(?P<kin>(?:(?:mes |my |meine |meinen |mijn )?(?:{MY} )?{KIN})"
    rf"(?: (?:{AND} )?(?:mes |my |meine |meinen |mijn )?{MY} {KIN})*)"
)
GOING = (
    r"(?:on|nous|we|wir|we re|we are|we ll|we will|il y aura|there will be|there are|es sind)"
    r"(?: (?:sera|serons|seront|est|sommes|serait|serions|vient|viendra|viendrons|venons|va etre"
    r"|are|re|will|ll|be|would|sind|werden|zijn|komen|kommen|come|will come|are coming|zullen))*"
)
TABLE: tuple[tuple[tuple[str, ...], Reading], ...] = (
    (
        (
            rf"{N} {PUPILS}(?: de \S+)?(?: \S+)??(?: {AND})? {THEIR}{ADULTS} {GROWN}",
            rf"{ADULTS} {GROWN}(?: \S+)?? {AND} {N} {PUPILS}",
            rf"(?:classe|class|klasse|klas|groupe|group|gruppe|groep)(?: \S+){{0,3}} (?:de|of|"
            rf"von|van|mit|met|with|avec) {N}(?: {PUPILS})? {AND} {THEIR}{ADULTS} "
            rf"{GROWN}",
            rf"(?P<n>\d{{1,3}}) {CHILDREN} {AND} {THEIR}{ADULTS} (?:prof|enseign|"
            rf"accomp|instit|maitre|teacher|lehr|begl|leer)\w*",
            rf"(?P<n>\d{{1,3}}) (?:etudiants|students|studenten) {AND} {THEIR}{ADULTS} (?:prof|"
            rf"enseign|teacher|lehr|leer|leraar|leraren|docent)\w*",
            rf"(?P<n>\d{{2,3}}) {CHILDREN} {AND} {THEIR}{ADULTS} {GROWN}",
            rf"(?P<n>\d{{1,3}}) {PUPILS}",
            r"(?:classe|class|klasse|schulklasse|klas|schoolklas)(?: (?:#|de|\S+)){0,2}? (?:de|"
            r"of|von|van|mit|met|with|avec) (?P<n>\d{1,2})" + UNCOUNTED,
        ),
        _class,
    ),
    (
        (
            rf"{N} (?:{GROWN}|{PEOPLE})(?: {GROWN})? {AND} {THEIR}{ADULTS} (?:{CHILDREN}|bebes?|"
            rf"baby|{GROWN}|{KIN})",
            rf"{N} {CHILDREN} {AND} {THEIR}{ADULTS} {GROWN}",
        ),
        _sum,
    ),
    (
        (
            rf"{ME} {AND} {FAMILY}",
            rf"{FAMILY} {AND} {ME}",
            rf"(?:{AND}) {FAMILY} (?:{AND}) {ME}",
            rf"(?:avec|with|mit|met) {FAMILY}",
        ),
        lambda parts: _kin(1, parts),
    ),
    (
        (
            rf"(?:nous|wir|us|met z n|met ons|zu|a|the \d of us|met) {N}(?:en)? d entre nous",
            r"(?P<n>\d{1,3}) (?:of us|von uns|van ons|d entre nous)",
            rf"(?:met z n|met zijn|met ons) {N}",
            r"nous (?P<n>\d{1,2})(?!\S)" + UNCOUNTED,
        ),
        _seats,
    ),
    (
        (
            rf"{ABOUT}(?P<n>\d{{1,3}})(?: \S+)?? {PEOPLE}",
            rf"(?P<n>{ONE}) {ONE_OF_THEM}",
            rf"(?P<n>\d{{1,3}}) {GROWN}",
        ),
        _seats,
    ),
    (
        (
            rf"{GOING} (?:tous |finalement |plus que |plus |plutot |en fait |bien |doch "
            rf"|nur |toch |maar |met "
            rf"|au total |en tout )"
            rf"*{ABOUT}(?P<n>\d{{1,3}})" + UNCOUNTED,
            r"(?:on|nous|wir|we) (?:\S+ ){0,3}?(?:a|zu|with|mit|met) (?P<n>\d{1,2})" + UNCOUNTED,
            r"(?:zijn (?:we|wij)|sind wir)(?: met| zu)? (?P<n>\d{1,3})" + UNCOUNTED,
            r"(?:serons|sera|serions|viendrons|zijn met|zu) (?:a )?(?P<n>\d{1,3})" + UNCOUNTED,
            r"(?:pour|pr|for|fur|fuer|voor) " + ABOUT + r"(?P<n>\d{1,3})" + UNCOUNTED,
            r"(?:groupe|group|gruppe|groep|gezin|famille|family|familie|party|equipe|team|bande)"
            r"(?: \S+)? (?:de|d|of|von|van|mit|met) " + ABOUT + r"(?P<n>\d{1,3})" + UNCOUNTED,
            r"(?:reserver?|book|buche|boek|reserviere) (?P<n>\d{1,2})(?! (?:visites?|slots?))"
            + UNCOUNTED,
            r"(?P<n>\d{1,2}) (?:de plus|de moins|en tout|au total|in total|insgesamt|in totaal)",
        ),
        _seats,
    ),
    ((r"(?:a|en) (?P<n>2)(?! \S)", r"^a (?P<n>[2-9])$"), _seats),
    (
        (
            r"nous 2|les 2|both of us|wir beide|wij beiden|wij tweetjes|en couple|as a couple"
            r"|als paar|zu zweit|met zn tweeen",
        ),
        lambda _: Party(2),
    ),
    ((r"zu dritt",), lambda _: Party(3)),
    ((r"zu viert|zu viert|met zn vieren",), lambda _: Party(4)),
    ((r"zu funft|zu fuenft",), lambda _: Party(5)),
    ((r"zu sechst",), lambda _: Party(6)),
    (
        (
            r"(?:tout |toute )?seule?|juste moi|rien que moi|que moi|moi seule?|pour moi"
            r"|by myself|on my own|alone|just me|only me|for me|for myself|allein|nur ich"
            r"|nur fur mich|fur mich|alleen|alleen ik|voor mezelf|voor mij|in mijn eentje"
            rf"|(?:pour|for|fur|voor) (?:{ONE})(?: seule?)?$",
        ),
        lambda _: Party(1),
    ),
)
COMPILED = tuple((patterns(lines), reading) for lines, reading in TABLE)
FEWER = patterns(
    (
        r"(?P<n>\d{1,2}|une?|one|eine[rn]?|een)(?: \S+)? (?:de moins|en moins|fewer|less|weniger|"
        r"minder)",
    )
)
MORE = patterns(
    (r"(?P<n>\d{1,2}|une?|one|eine[rn]?|een)(?: \S+)? (?:de plus|en plus|more|mehr|meer|extra)",)
)
MOST = 999


def party_in(text: Said) -> tuple[Party, Span] | None:
    """Return how many come, and the words that say it."""
    figures = in_figures(text)
    for lines, reading in COMPILED:
        found = figures.find(*lines)
        if found is None:
            continue
        party = reading(found.parts)
        if party is not None and 1 <= party.seats <= MOST:
            return party, found.span
    return None


def change_in(text: Said) -> int | None:
    """Return by how many a party grows or shrinks: `2 de moins` → -2."""
    figures = in_figures(text)
    for lines, sign in ((FEWER, -1), (MORE, 1)):
        if (found := figures.find(*lines)) is not None:
            return sign * _number(found.parts["n"])
    return None
