"""Number words of four languages as figures: `vingt-cinq`, `fünfundzwanzig` → 25."""

UNITS = {
    "fr": "deux trois quatre cinq six sept huit neuf",
    "en": "two three four five six seven eight nine",
    "de": "zwei drei vier funf sechs sieben acht neun",
    "nl": "twee drie vier vijf zes zeven acht negen",
}
TEENS = {
    "fr": "dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf",
    "en": "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    "de": "zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn",
    "nl": "tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien",
}
TENS = {
    "fr": "vingt trente quarante cinquante soixante",
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "de": "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig",
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
}
FIRST = {"fr": "un", "en": "one", "de": "ein", "nl": "een"}
JOINT = {"de": "und", "nl": "en"}  # the unit comes first: `drei und zwanzig` in one word
OTHERS = {
    "2": "zwo tweeen",
    "3": "drieen",
    "4": "vieren quattre quatres",
    "5": "fuenf vijven cinqs",
    "6": "zessen",
    "12": "zwoelf dozen dutzend dozijn douzaine",
    "10": "dizaine tiental",
    "15": "quinzaine",
    "20": "vingtaine twintigtal",
    "30": "trentaine dertigtal",
    "40": "quarantaine",
    "50": "cinquantaine",
    "100": "cent centaine hundred hundert honderd",
}


def _of_language(language: str) -> dict[str, int]:
    """Return the numbers of a language from 2 to 99 by their words."""
    units = dict(enumerate(UNITS[language].split(), 2))
    found = {word: number for number, word in units.items()}
    for number, teen in enumerate(TEENS[language].split(), 10):
        found[teen.replace("-", " ")] = number
    for ten, word in enumerate(TENS[language].split(), 2):
        found[word] = ten * 10
        for unit, small in ((1, FIRST[language]), *units.items()):
            for whole in _joined(language, word, small):
                found[whole] = ten * 10 + unit
    if language == "fr":
        teens = TEENS["fr"].replace("-", " ").split(" ")
        found |= {f"soixante {teen}": 70 + at for at, teen in enumerate(teens[:7])}
        found |= {
            f"{word} {hundred}": 100 * number
            for number, word in units.items()
            for hundred in ("cent", "cents")
        }
        found |= {"quatre vingt": 80, "quatre vingts": 80, "septante": 70, "nonante": 90}
    return found


def _joined(language: str, ten: str, unit: str) -> tuple[str, ...]:
    if language == "fr":
        return (f"{ten} et {unit}", f"{ten} {unit}")
    if language == "en":
        return (f"{ten} {unit}",)
    return (f"{unit}{JOINT[language]}{ten}",)


NUMBERS: dict[str, int] = {
    **{word: int(number) for number, words in OTHERS.items() for word in words.split()},
    **{word: number for name in UNITS for word, number in _of_language(name).items()},
}
