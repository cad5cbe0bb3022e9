"""The words with which staff change a slot, in four languages; the first that fit count."""

from enum import StrEnum

HOUR = r"\d{1,2} ?(?:h|:|am|pm|u(?=hr|ur)) ?(?:\d\d)?"
MINUTES = r"(?P<n>\d{1,3}) ?(?:min\w*|mn|')?"
BY = r"(?P<n>\d{1,3}) ?(?:min\w*|mn|')"  # « de 14 » may be an hour
ABOUT = r"(?:environ |d'environ |about |etwa |ongeveer )?"
SEATS = r"(?P<n>\d{1,4})"
IN_WORDS = (
    ("trois quarts d'heure|dreiviertelstunde|drie kwartier", "45 min"),
    ("(?:un )?quart d'heure|(?:a )?quarter of an hour|(?:eine )?viertelstunde", "15 min"),
    ("(?:een )?kwartier", "15 min"),
    ("une demi[- ]heure|half an hour|(?:eine )?halbe stunde|(?:een )?half uur", "30 min"),
    ("une heure|an hour|one hour|eine stunde|een uur", "60 min"),
)


class Part(StrEnum):
    """What of a slot is to change."""

    TIME = "time"
    OFF = "off"
    OPEN = "open"
    SEATS = "seats"
    LATE = "late"
    EARLIER = "earlier"
    LATER = "later"


LATE = (
    r"(?P<slot>.+?),? (?:(?:est|sera|is|runs|running|will be|a|aura) )*(?:en retard|"
    rf"late|delayed)(?: de| d'environ| d'| by| about)* ?{MINUTES}$",
    r"(?P<slot>.+?),? (?:a|aura|is|runs|running|will be|prend|avec) "
    rf"{ABOUT}{MINUTES} (?:de retard|late)$",
    rf"(?:retard|delay|late)(?: de| d'| of| by)? ?{MINUTES} (?:pour|sur|for|on) (?P<slot>.+)$",
    rf"retarde[rz]? (?P<slot>.+?) (?:de |d'){MINUTES}$",
    rf"(?P<slot>.+?) hat {ABOUT}{MINUTES} verspatung$",
    rf"(?P<slot>.+?) verspatet sich um {ABOUT}{MINUTES}$",
    rf"(?P<slot>.+?) (?:ist|beginnt|startet) {ABOUT}{MINUTES} (?:zu spat|verspatet|spater)$",
    rf"(?P<slot>.+?) heeft {ABOUT}{MINUTES} vertraging$",
    rf"(?P<slot>.+?) (?:is|begint|start) {ABOUT}{MINUTES} (?:te laat|vertraagd|later)$",
)
CAPACITY = (
    r"(?:capacite|capacity|jauge|places?|seats?)(?: de| du| d'| of| for| pour)?"
    rf"(?: la| le| l')? (?P<slot>.+?)(?: (?:a|passe a|to|=|:))? {SEATS}(?: places?| seats?)?$",
    rf"(?:mets|mettre|mettez|put|give) {SEATS} (?:places?|seats?) "
    r"(?:a|au|pour|sur|on|to|for) (?P<slot>.+)$",
    r"(?:kapazitat|platzzahl|platze)(?: fur| der| des| von)?(?: die| den| das)? "
    rf"(?P<slot>.+?)(?: (?:auf|=|:))? {SEATS}(?: platze?)?$",
    r"(?:capaciteit|plaatsen)(?: van| voor)?(?: de| het)? "
    rf"(?P<slot>.+?)(?: (?:naar|op|=|:))? {SEATS}(?: plaatsen)?$",
    r"(?P<slot>.+?)(?: (?:passe a|goes to|has|avec|a|:|hat|bekommt|auf|heeft|krijgt|naar))? "
    rf"{SEATS} (?:places?|seats?|platze?n?|plaats(?:en)?)$",
)
OPEN = (
    r"(?:rouvr\w+|retabli\w*|reouvr\w+|reopen|restore|heropen) (?P<slot>.+)$",
    r"(?P<slot>.+?) (?:(?:est|sera) (?:rouverte?|retablie?)|re?-?ouvre|a finalement lieu|"
    r"aura finalement lieu|is open again|is back on)$",
    r"offne (?P<slot>.+?) wieder$",
    r"(?P<slot>.+?) (?:wieder offnen|findet (?:nun )?doch statt|ist wieder offen)$",
    r"(?P<slot>.+?) (?:gaat (?:dan |nu )?toch door|is weer open|heropenen)$",
)
OFF = (
    r"(?:annule[rz]?|supprime[rz]?|cancel|call off) (?P<slot>.+)$",
    r"(?P<slot>.+?) (?:(?:est|sera) annule\w*|n'aura pas lieu|n'a pas lieu|is cancelled|"
    r"is called off|is off)$",
    r"(?:sage?|sagen sie) (?P<slot>.+?) ab$",
    r"(?P<slot>.+?) (?:absagen|stornieren|fallt aus|entfallt|findet nicht statt|"
    r"(?:ist|wird) abgesagt)$",
    r"(?:storniere?|streiche?) (?P<slot>.+)$",
    r"(?P<slot>.+?) (?:gaat niet door|(?:is|wordt) geannuleerd|annuleren|schrappen|valt weg)$",
    r"(?:annuleer|schrap) (?P<slot>.+)$",
)
EARLIER = (
    rf"(?:on )?avance[rz]? (?P<slot>.+?) (?:de |d'){BY}$",
    rf"(?P<slot>.+?) (?:est|sera) avance\w* (?:de |d'){BY}$",
    rf"(?:on )?(?:deplace|decale)[rz]? (?P<slot>.+?) (?:de |d'){BY} plus tot$",
    rf"(?:move|shift) (?P<slot>.+?) {BY} earlier$",
    rf"(?P<slot>.+?) {BY} (?:fruher|eerder)$",
)
LATER = (
    r"(?:on )?(?:deplace|decale|repousse|reporte)[rz]? (?P<slot>.+?) "
    rf"(?:de |d'){BY}(?: plus tard)?$",
    r"(?P<slot>.+?) (?:est|sera) (?:deplace|decale|repousse|reporte)\w* "
    rf"(?:de |d'){BY}(?: plus tard)?$",
    rf"(?:move|shift) (?P<slot>.+?) (?:by )?{BY}(?: later)?$",
    rf"(?P<slot>.+?) {BY} (?:spater|later)$",
)
TIME = (
    r"(?:on )?(?:deplace|decale|repousse|reporte|avance|move|shift|reschedule)[rz]? (?P<slot>.+) "
    r"(?:a|au|to|vers|de) (?P<to>.+?)$",
    r"(?P<slot>.+?) (?:passe(?:ra)?|(?:est|sera) (?:deplace|decale|reporte|avance)\w*|"
    r"commence(?:ra)?|aura lieu|se tient|moves|is moved|(?:starts|will start|begins)"
    rf"(?: now)?|is now) (?:(?:de|from) {HOUR} ?(?=a |to ))?"
    r"(?:a |au |to |at |le |on |de |from )?(?P<to>.+)$",
    r"(?:verschieb\w*|verleg\w*) (?P<slot>.+) (?:auf|nach) (?P<to>.+)$",
    r"(?P<slot>.+?) (?:(?:wird|ist) )?(?:auf|zu) (?P<to>.+?) "
    r"(?:verschieben|verlegen|verlegt|verschoben|vorverlegt|vorgezogen)$",
    r"(?P<slot>.+?) (?:beginnt|startet|findet|ist)(?: nun| jetzt| erst)* "
    r"(?=um |am |erst |von )(?P<to>.+?)(?: statt)?$",
    r"(?:verplaats|verschuif|verzet) (?P<slot>.+) naar (?P<to>.+)$",
    r"(?P<slot>.+?) (?:(?:wordt|is) (?:verplaatst|verschoven|verzet)|gaat|verschuift|verhuist) "
    r"naar (?P<to>.+)$",
    r"(?P<slot>.+?) (?:begint|start)(?: nu| pas)? (?P<to>.+)$",
)
PATTERNS: dict[Part, tuple[str, ...]] = {
    Part.EARLIER: EARLIER,
    Part.LATE: LATE,
    Part.LATER: LATER,
    Part.SEATS: CAPACITY,
    Part.OPEN: OPEN,
    Part.OFF: OFF,
    Part.TIME: TIME,
}
