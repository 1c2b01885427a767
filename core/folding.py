"""Words as they are compared: without capitals, accents and marks that nobody sees, each with its place."""

import unicodedata
from dataclasses import dataclass

_PLAIN = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "\u0131": "i",
        "æ": "ae",
        "œ": "oe",
        "ħ": "h",
        "ŧ": "t",
    }
)
"""Letters with a stroke and ligatures, which Unicode does not take apart."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is compared, and from which character of the text to which it stands."""

    text: str
    start: int
    end: int


def folded(text: str) -> str:
    """The text without capitals and accents: ``Núñez`` → ``nunez``, ``Søren`` → ``soren``."""
    return "".join(map(_folded, text))


def folded_words(text: str) -> list[Word]:
    """Its words. A word is letters and digits; what stands between them parts them."""
    words: list[Word] = []
    letters: list[str] = []
    start = end = 0
    for place, char in enumerate(text):
        plain = _folded(char)
        if plain == "":
            end = place + 1 if letters and end == place else end
            continue
        if plain.isalnum():
            start = start if letters else place
            letters.append(plain)
            end = place + 1
        elif letters:
            words.append(Word("".join(letters), start, end))
            letters = []
    if letters:
        words.append(Word("".join(letters), start, end))
    return words


def is_capitalised(text: str, word: Word) -> bool:
    """Whether it stands there with a capital, or is in a script that has none."""
    shown = text[word.start : word.end]
    return not shown.islower()


def is_unspaced(word: str) -> bool:
    """Whether it is in a script without capitals, whose words often stand together without spaces."""
    return len(word) > 1 and word.isalpha() and word.lower() == word.upper()


def _folded(char: str) -> str:
    """One character; "" for one that only marks another, or that nobody sees."""
    if char.isascii():
        return char.lower()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold()).translate(_PLAIN)
    return "".join(each for each in plain if unicodedata.category(each) not in {"Mn", "Me", "Cf"}).casefold()
