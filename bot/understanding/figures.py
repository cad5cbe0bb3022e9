"""Number words of a text as figures, so that patterns count in figures only."""

from bot.understanding.numbers import NUMBERS
from bot.understanding.words import Said, Word

LONGEST = 3  # words of one number


def in_figures(text: Said) -> Said:
    """Return the words with numbers as figures; `un` and its like stay, they are articles too."""
    words: list[Word] = []
    at = 0
    while at < len(text.words):
        for length in range(min(LONGEST, len(text.words) - at), 0, -1):
            row = text.words[at : at + length]
            number = NUMBERS.get(" ".join(word.text for word in row))
            if number is not None:
                words.append(Word(str(number), row[0].start, row[-1].end))
                at += length
                break
        else:
            words.append(text.words[at])
            at += 1
    return Said(tuple(words))
