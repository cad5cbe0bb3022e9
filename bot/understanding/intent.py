"""What somebody wants: the first row of the table one of whose phrases is said."""

from enum import StrEnum

from bot.understanding.words import Said, Span, patterns


class Intent(StrEnum):
    """What a sentence asks for."""

    BOOK = "book"
    HIRING = "hiring"
    MY_VISITS = "my_visits"
    CANCEL = "cancel"
    MOVE = "move"
    CHANGE_SEATS = "change_seats"
    HELP = "help"
    LANGUAGE = "language"
    HUMAN = "human"


TONGUE = (
    r"(?:francais|anglais|allemand|neerlandais|flamand|french|english|german|dutch|flemish"
    r"|franzosisch|englisch|deutsch|niederlandisch|hollandisch|frans|engels|duits|nederlands)"
)
SOMEBODY = (
    r"(?:quelqu un|quelqun|un humain|une personne|une vraie personne|un conseiller"
    r"|une conseillere|un operateur|un responsable|l accueil|un etre humain|qqun|qqn|un agent"
    r"|somebody|someone|a human|a person|a real person|an agent|an operator|a human being"
    r"|jemand(?:em|en)?|einem menschen|einen menschen|mensch|mitarbeiter|einem mitarbeiter"
    r"|iemand|een mens|een medewerker|een persoon|een echt persoon|organisateurs?"
    r"|l organisateur|the organi[sz]ers?|veranstalter)"
)
VISIT = (
    r"(?:visites?|reservations?|resas?|inscriptions?|rdv|rendez vous|places?|creneaux?|billets?"
    r"|tickets?|booking|bookings|visits?|reservation|appointments?|slots?|buchung(?:en)?"
    r"|besuch(?:e)?|termine?|reservierung(?:en)?|boeking(?:en)?|bezoek(?:en)?|reservering(?:en)?"
    r"|afspraak|afspraken|tour|tours)"
)
MY = r"(?:ma|mes|mon|notre|nos|la|le|my|our|the|mein(?:e|en|em)?|unsere?n?|mijn|onze|m n)"
TABLE: dict[Intent, tuple[str, ...]] = {
    Intent.LANGUAGE: (
        rf"(?:parle[zrs]?|parlez vous|parler|speak|sprechen|spreek|spreekt|sprichst|praat|"
        rf"repond\w*|ecri\w+|passe[rz]?|switch|change[rz]?|mets|mettre|reden)(?: \S+){{0,3}} "
        rf"(?:(?:en|in|to|auf|op|naar) )?{TONGUE}",
        rf"^(?:en|in|auf|in het|in t) {TONGUE}(?: (?:please|svp|stp|bitte|alstublieft|aub))?$",
        rf"(?:en|in|auf|in het|in t) {TONGUE} (?:please|svp|stp|bitte|alstublieft|aub|graag|s il "
        rf"vous plait)",
        rf"^{TONGUE}(?: (?:please|svp|stp|bitte|alstublieft|aub))?$",
        r"(?:change[rz]?|changement|choisir|modifier|autre) (?:\S+ ){0,2}langue|langue",
        r"(?:change|choose|other|another|switch) (?:\S+ ){0,2}language|language",
        r"(?:andere |die )?sprache(?: \S+)?|(?:andere )?taal",
        rf"(?:je comprends pas|je ne comprends pas|i don t understand|kein) (?:le |l |the )"
        rf"?{TONGUE}",
    ),
    Intent.HUMAN: (
        rf"(?:parler|parle|discuter|contacter|joindre|avoir|voir|speak|talk|chat|contact|"
        rf"sprechen|praten|spreken|telephoner|appeler|call|reach)(?: \S+){{0,3}} {SOMEBODY}",
        rf"{SOMEBODY}(?: \S+){{0,3}} (?:au telephone|sprechen|spreken|praten|kontaktieren|"
        rf"erreichen|on the phone|am telefon|aan de telefoon)",
        rf"^{SOMEBODY}$|(?:vrai humain|real human|real person|echter mensch|echte mens)",
        r"(?:votre |un |le |numero de )(?:numero(?: de telephone)?|telephone|tel)$",
        r"(?:vous |te |t )?(?:telephoner|appeler au telephone|rappelez moi|rappeler moi|call me|"
        r"phone number|telefonnummer|telefoonnummer)",
        r"(?:humain|operateur|conseiller|human|operator|mitarbeiter|medewerker)",
    ),
    Intent.CANCEL: (
        r"(?<!pas )(?<!jamais )(?:annul\w+|desinscri\w+|desist\w+|resili\w+|cancel\w*|"
        r"stornier\w*|absagen|storno|abmelden|annuleren|annuleer|afzeggen|afmelden)",
        r"(?:supprim\w+|enlev\w+|efface\w*|retire[rz]?|delete|drop|loschen|streichen|schrap\w*|"
        r"verwijder\w*)(?: \S+){0,2} " + VISIT,
        r"(?:je|on|nous|j) (?:ne |n )?(?:viens?|vient|venons|viendrai|viendra|viendrons|pourrai|"
        r"pourra|pourrons|peux|peut|pouvons|y vais|y va|vais) (?:plus|pas|pas pouvoir)(?: "
        r"(?:venir|y aller|etre la|assister|du tout|finalement))?$",
        r"(?:je|on|nous) (?:ne )?(?:viens?|vient|venons|peux|peut|pouvons|pourrai|pourra|"
        r"pourrons|viendrai|viendra|viendrons|vais|va) (?:plus|pas) (?:pouvoir )?(?:venir|y "
        r"aller|assister|etre la)",
        r"(?:je|on|nous) (?:ne )?(?:viens?|vient|venons|viendrai|viendra|viendrons) (?:plus|pas)",
        r"(?:i|we) (?:can t|cannot|can not|won t|will not|am not|m not|are not|re not)(?: be)? "
        r"(?:come|coming|make it|attend|able to come|attending)(?: anymore)?",
        r"(?:i|we) (?:can t|cannot|won t) (?:\S+ )?(?:come|make it|attend)",
        r"(?:ich|wir) (?:kann|konnen|komme|kommen)(?: \S+){0,3} (?:doch |leider )?nicht(?: mehr)"
        r"?(?: kommen)?",
        r"(?:nicht mehr kommen|doch nicht kommen|kann leider nicht)",
        r"(?:ik|wij|we) (?:kan|kunnen|kom|komen)(?: \S+){0,2} (?:toch |helaas )?niet(?: meer)"
        r"?(?: komen)?",
        r"empeche(?:ment|e|s)?|forfait",
    ),
    Intent.MOVE: (
        r"(?:decal\w+|report\w+|deplac\w+|repouss\w+|replanifi\w+|avancer|reschedul\w*|"
        r"postpone\w*|verschieb\w*|verschieben|verleg\w*|umbuch\w*|verplaats\w*|verschuiv\w*|"
        r"verzet\w*)",
        r"(?:chang\w+|modifi\w+|echang\w+|switch|move|tausch\w*|ander\w*|wijzig\w*|verander\w*|"
        r"verzetten|wissel\w*)(?: \S+){0,4} (?:date|jour|heure|horaire|creneau|day|time|hour|"
        r"slot|tag|datum|uhrzeit|termin|dag|uur|tijdstip|moment|§)",
        rf"(?:chang\w+|modifi\w+|move|ander\w*|wijzig\w*|mettre|deplacer|passer|bouger|swap|"
        rf"switch|shift)(?: \S+){{0,2}} (?:{VISIT}|#)(?: \S+){{0,6}} (?:a|au|pour|en|to|auf|naar|"
        rf"vers|plutot|instead|by) ",
        r"(?:autre|other|another|anderer?|anderes|een andere) (?:creneau|horaire|date|jour|heure|"
        r"slot|time|day|tag|termin|uhrzeit|datum|dag|moment|tijdstip)(?= (?:pour|que|a la place|"
        r"for|instead|fur|voor))",
        r"(?:est ce que je peux |peut on |on peut |je peux |can i |could i |can we |could we )"
        r"(?:venir|passer|come)(?: \S+){0,3} (?:plutot|instead|a la place)",
        r"(?:move|moving) (?:my|our|the|it|mine)",
        r"(?:changer|modifier|echanger|passer|switch|change|wechseln|wisselen)"
        r" (?:pour|a|au|to|auf|naar) (?:le |the |den )?#",
    ),
    Intent.CHANGE_SEATS: (
        r"(?:on sera|nous serons|on est|on vient|we will be|we ll be|there will be|we are|we re|"
        r"wir sind|wir werden|wij zijn|we zijn|wij komen|we komen)(?: \S+){0,2} (?:\S+ )(?:au "
        r"lieu de|instead of|statt|anstatt|in plaats van|et pas|et non|finalement|not)",
        r"(?:chang\w+|modifi\w+|corrig\w+|updat\w+|ander\w*|wijzig\w*|pass\w+|ajust\w+|"
        r"augment\w+|redui\w+|increase|reduce|erhoh\w*|reduzier\w*|verminder\w*)(?: \S+){0,4} "
        r"(?:nombre|nb|places?|personnes?|seats?|number|people|party|anzahl|zahl|platze|personen|"
        r"personenzahl|aantal|plaatsen)",
        r"(?:\d{1,2}|une?|deux|trois|quatre|one|two|three|eine?r?|zwei|drei|een|twee|drie)(?: "
        r"\S+)? (?:de plus|de moins|en plus|en moins|more|fewer|less|mehr|weniger|meer|minder|"
        r"extra)",
        r"(?:ajout\w+|rajout\w+|enlev\w+|retir\w+|add|remove|hinzufug\w*|toevoeg\w*|bijboek\w*|"
        r"voeg\w*)(?: \S+){0,3} (?:places?|personnes?|pers|seats?|person|people|platz|platze|"
        r"plaats|plaatsen|persoon|personen)",
        r"(?:nombre|number|anzahl|zahl|aantal)(?: \S+){0,3} (?:changer|modifier|andern|aendern|"
        r"wijzigen|aanpassen|veranderen)",
        r"(?:place|person|seat|platz|plaats|persoon)s? (?:supplementaire|additional|zusatzlich|"
        r"extra)s?",
        r"(?:\S+) (?:ne vient|ne viendra|ne peut|vient|viendra) (?:plus|pas)(?: finalement)? on "
        r"sera",
    ),
    Intent.HIRING: (
        r"(?:recrut\w+|embauch\w+|hiring|recruiting|hire[sd]?|recruit[s]?|offres? d emploi|"
        r"emplois?|jobs?(?! dat)|boulots?|taf|travail(?:ler)?|cdi|cdd|interim|alternance|"
        r"alternant\w*|stages?|stagiaires?|apprentissage|postes?(?! de garde)|vacanc\w+|careers?|"
        r"employment|internships?|apprenticeships?|work placement)",
        r"(?:stellt \S* ?(?:\S+ )?ein|stellen einstellen|einstellen|einstellt|stellenangebot\w*|"
        r"offene stellen|jobangebot\w*|arbeit(?:splatz|splatze|sstelle|sstellen)?|stellen?(?! "
        r"(?:sie|wir))|ausbildung(?:splatz|splatze)?|praktik\w+|personal sucht|sucht (?:personal|"
        r"leute|mitarbeiter))",
        r"(?:vacatures?|werft aan|aanwerv\w+|aanwerft|werk(?= zoek)|zoek\w* (?:een )?(?:werk|job|"
        r"baan)|baan|banen|stageplaats\w*|neemt (?:mensen|personeel) aan|personeel|aannemen)",
        r"(?:qui|who|wer|wie|quelles? (?:entreprises?|boites?)) (?:cherche|cherchent|prend|"
        r"looks? for|is looking for|needs|sucht|suchen|zoekt|zoeken)",
    ),
    Intent.MY_VISITS: (
        rf"(?:mes|nos|my|our|meine|unsere|mijn|onze) {VISIT}",
        rf"(?:quand|ou|a quelle heure|a quelle §|wie viel §|hoe laat|c est quand|c est ou|quel "
        rf"jour|quel §|when|where|what time|wann|wo|um wie viel uhr|wanneer|waar|hoe laat)(?: "
        rf"\S+){{0,4}} (?:{MY} )(?:{VISIT})",
        rf"(?:voir|revoir|retrouver|afficher|montre[zr]?|montrer|consulter|liste[r]?|"
        rf"rappelle[zr]?|show|see|list|view|find|zeig\w*|anzeigen|toon|tonen|bekijk\w*|laat|"
        rf"check)(?: \S+){{0,2}} (?:ma|mon|mes|nos|notre|my|our|mein\w*|unser\w*|mijn|onze) "
        rf"{VISIT}",
        r"(?:mon|mes|my|mein|meinen|mijn|notre) (?:codes?|qr ?codes?|billets?|tickets?|bons?|"
        r"planning|programme|agenda)",
        r"(?:qu est ce que j ai|j ai|ai je|qu ai je|what did i|what have i|was habe ich|wat heb "
        r"ik|ce que j ai)(?: \S+){0,2} (?:reserve|inscrit|prevu|booked|book|gebucht|geboekt|"
        r"reserviert|gereserveerd)",
        r"(?:suis je|je suis) (?:bien )?inscrite?|am i (?:booked|registered)|bin ich angemeldet|"
        r"ben ik ingeschreven",
    ),
    Intent.HELP: (
        r"(?:aide[rz]?(?: moi)?|help|hilfe|hulp|sos|au secours|besoin d aide)(?: (?:svp|stp|"
        r"please|bitte|me|moi|aub))?",
        r"(?:comment|how|wie|hoe) (?:ca |cela |est ce que ca |does it |does this |do i |"
        r"funktioniert |werkt |fonctionne )?(?:marche|fonctionne|work|works|use|utiliser|das|dit|"
        r"faire|on fait|geht das|utilise)(?: \S+){0,3}",
        r"(?:how do(?:es)? (?:i|this|it|the)|wie geht das|wie mache ich|hoe werkt|hoe doe ik)(?: "
        r"\S+)*",
        r"(?:mode d emploi|instructions|anleitung|uitleg|gebruiksaanwijzing|explique[zr]?(?: moi)"
        r"?)",
        r"(?:je (?:ne )?comprends (?:pas|rien)|i don t (?:understand|get it)|(?:ich )?verstehe? "
        r"(?:\S+ )?nicht|ik (?:begrijp|snap) (?:\S+ )?niet|je suis perdue?|i m lost|i am lost)",
        r"(?:tu|vous) (?:peux|pouvez|sais|savez) faire quoi|que (?:peux|sais) tu faire|qu est ce "
        r"que (?:tu|vous) (?:peux|pouvez|sais|savez) faire|what can you do|was kannst du|wat kan "
        r"je",
    ),
    Intent.BOOK: (
        r"(?:reserv\w+|resa|resas|inscri\w+|book|booking|visiter|visitez|visitons|visiting|"
        r"buch\w+|anmeld\w+|besuch\w+|besichtig\w+|reservier\w+|boek\w*|bezoek\w*|bezichtig\w*|"
        r"inschrijv\w*|register|sign up)",
        r"(?:une?|1|\d|des|a|an|any|eine[nr]?|een|the next|(?:il y a|y a)) (?:\S+ )?(?:visites?|"
        r"visits?|tours?|besuch|besichtigung|fuhrung|bezoek|rondleiding)",
        r"^(?:visites?|visit|tour|besuch|besichtigung|fuhrung|bezoek|rondleiding)",
        r"(?:want|like|love|wanna|can|could|may|would|to|together|we|i) (?:\S+ ){0,2}visit",
        r"(?:voudrais?|voudrions|aimerais?|aimerions|veux|veut|souhaite\w*|cherche\w*|envie|want|"
        r"would like|d like|looking for|mochte\w*|wollen|will|suche\w*|wil|willen|zou|zoek\w*)"
        r"(?: \S+){0,5} (?:voir|decouvrir|aller|venir|participer|usines?|entreprises?|ateliers?|"
        r"see|discover|go|come|factory|company|sehen|fabrik|betrieb|firma|zien|fabriek|bedrijf|"
        r"place|places|creneau|seats?|slot|platze?|plaats|plaatsen)",
        r"(?:il (?:vous )?reste|reste t il|y a t il|il y a|vous avez|avez vous|any|are there|is "
        r"there|do you have|gibt es|habt ihr|haben sie|zijn er|is er|heeft u)(?: \S+){0,5} "
        r"(?:places?|creneaux?|dispo\w*|seats?|slots?|spots?|left|available|platze?|frei\w*|"
        r"termine?|plaats|plaatsen|vrij|usines?|entreprises?|factor\w+|compan\w+|fabrik\w*|"
        r"fabriek\w*|bedrij\w+|betrieb\w*)",
        r"(?:dispos?|disponible|disponibles|available|verfugbar|beschikbaar)",
    ),
}
COMPILED = {intent: patterns(lines) for intent, lines in TABLE.items()}


def intent_in(text: Said) -> tuple[Intent, Span] | None:
    """Return what is wanted, and the words that say it."""
    for intent, lines in COMPILED.items():
        if (found := text.find(*lines)) is not None:
            return intent, found.span
    return None
