"""Where a text names somebody or an organisation, in all the ways in which one writes a name.

A person: the name and every part of it, with titles, possessives and initials, in whatever case, with or
without accents. An organisation: its name, what is left of it without "The" and "Inc.", its abbreviation, and
each word of it that hardly stands for anything else.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from core.folding import Word, folded_words, is_capitalised, is_unspaced
from core.name_words import (
    ARTICLES,
    COMMON_ABBREVIATIONS,
    GENERIC,
    LEGAL,
    ORDINARY,
    PARTICLES,
    SMALL,
    TITLES,
)

_PRIVATE = re.compile(
    r"(?<![^\s<>(),;:])[^\s<>(),;:@]+@[^\s<>(),;:@]+\.[^\s<>(),;:@]*[^\W_]|"
    r"(?:https?://)?(?:\w+\.)?linkedin\.com/(?:in|pub)/[^\s<>(),;]*",
    re.IGNORECASE,
)
_ARTICLE_BEFORE = re.compile(r"\b(?:the|an?)[ \t]+$", re.IGNORECASE)
_OWNS = re.compile("['’\u02bc]s?(?!\\w)")
_TWO = 2
_LONGEST_ABBREVIATION = 6
_SENTENCE_END = re.compile(r"[.!?]\s")
_WIDEST = 3
"""Characters between two parts of a name."""
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


class What(IntEnum):
    """What a passage stands for; of two that overlap the first one named here wins."""

    PERSON = 0
    OTHER = 1
    PLACE = 2
    ADDRESS = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """From which character to which; ``owns``: it ended in "'s"."""

    start: int
    end: int
    what: What
    owns: bool = False


def spellings(name: str) -> Iterator[str]:
    """The name in each of its spellings: ``Müller`` is written ``Mueller``, too."""
    yield name
    if (spelt_out := unicodedata.normalize("NFC", name).translate(_UMLAUTS)) != name:
        yield spelt_out


def person(text: str, words: Sequence[Word], name: str) -> Iterator[Passage]:
    """Where it names somebody, whole or in part. ``words``: those of the text."""
    for spelling in spellings(name):
        parts = [word.text for word in folded_words(spelling) if word.text not in TITLES]
        whole = in_full(text, words, spelling, What.PERSON)
        yield from (one for one in whole if not _SENTENCE_END.search(text, one.start, one.end))
        if parts:
            yield from _in_parts(text, words, parts)
            yield from _initials(text, words, [part[0] for part in parts])
            yield from _joined(words, parts)


def _in_parts(text: str, words: Sequence[Word], parts: Sequence[str]) -> Iterator[Passage]:
    """Every run of words that are parts of the name, with the initials, particles and titles beside them."""
    full = {part for part in parts if len(part) > 1 and part not in PARTICLES} or set(parts)
    beside = {part[0] for part in parts} | (PARTICLES & set(parts)) | TITLES | full
    taken = [_is_part(text, word, full) for word in words]
    for place, is_taken in enumerate(taken):
        if is_taken:
            first = last = place
            while first and words[first - 1].text in beside and _touch(text, words[first - 1 : first + 1]):
                first -= 1
            # Between two parts only: "Dana a year ago" has no initial in it.
            while any(taken[last + 1 : last + 3]) and _touch(text, words[last : last + 2]):
                if not (taken[last + 1] or words[last + 1].text in beside):
                    break
                last += 1
            yield _passage(text, words[first].start, words[last].end, What.PERSON)


def _is_part(text: str, word: Word, full: set[str]) -> bool:
    if any(is_unspaced(part) and part in word.text for part in full):
        return True
    if word.text in full:
        return word.text not in ORDINARY or is_capitalised(text, word)
    return is_capitalised(text, word) and word.text.removesuffix("s") in full - ORDINARY


def _touch(text: str, pair: Sequence[Word]) -> bool:
    """Whether two words stand together as the parts of a name do: a full stop only shortens one."""
    one, other = pair
    between = text[one.end : other.start]
    is_short = len(one.text) == 1 or one.text in TITLES
    return not between.strip(" \t-'’·" + ("." if is_short else "")) and len(between) <= _WIDEST


def in_full(text: str, words: Sequence[Word], name: str, what: What) -> Iterator[Passage]:
    """The whole name, word for word, whatever its case."""
    wanted = [word.text for word in folded_words(name)]
    if not wanted:
        yield from _literally(text, name, what)
    elif len(wanted) > 1 or what is not What.OTHER:
        yield from _sequences(text, words, wanted, what)


def _literally(text: str, name: str, what: What) -> Iterator[Passage]:
    """A name without a letter in it."""
    if marks := name.strip():
        yield from (
            Passage(found.start(), found.end(), what) for found in re.finditer(re.escape(marks), text)
        )


def _sequences(text: str, words: Sequence[Word], wanted: Sequence[str], what: What) -> Iterator[Passage]:
    size = len(wanted)
    is_ordinary = size == 1 and wanted[0] in ORDINARY | GENERIC
    for place in range(len(words) - size + 1 if size else 0):
        if is_ordinary and not is_capitalised(text, words[place]):
            continue
        if [word.text for word in words[place : place + size]] == wanted:
            yield _passage(text, words[place].start, words[place + size - 1].end, what)


def _initials(text: str, words: Sequence[Word], letters: Sequence[str]) -> Iterator[Passage]:
    """``D.W.``, ``D. W.`` and ``DW``."""
    outer = (letters[0], letters[-1])
    for wanted in {tuple(letters), outer} if len(letters) > 1 else ():
        joined = "".join(wanted)
        for place, word in enumerate(words):
            run = words[place : place + len(wanted)]
            if [each.text for each in run] == [*wanted] and _are_shortened(text, run):
                yield _passage(text, word.start, _past_full_stop(text, run[-1].end), What.PERSON)
            is_upper = text[word.start : word.end].isupper()
            if word.text == joined and is_upper and joined not in COMMON_ABBREVIATIONS:
                yield _passage(text, word.start, word.end, What.PERSON)


def _are_shortened(text: str, run: Sequence[Word]) -> bool:
    """Whether each of these letters has its full stop."""
    return all(text[each.end : each.end + 1] == "." for each in run) and all(
        _touch(text, pair) for pair in pairwise(run)
    )


def _past_full_stop(text: str, end: int) -> int:
    """After the full stop of the last letter, unless it ends the sentence, too."""
    after = text[end + 1 :].lstrip()
    return end if not after or after[0].isupper() else end + 1


def _joined(words: Sequence[Word], parts: Sequence[str]) -> Iterator[Passage]:
    """``danawu``, as in the name of an account."""
    together = {"".join(parts), "".join(reversed(parts))} if len(parts) > 1 else set()
    for word in words:
        if word.text in together:
            yield Passage(word.start, word.end, What.PERSON)


def organisation(text: str, words: Sequence[Word], name: str) -> Iterator[Passage]:
    """Where it names an organisation, whole or shortened. ``words``: those of the text."""
    forms = Forms.of(name)
    if not forms.spelt_out:
        yield from _literally(text, name, What.PLACE)
    for wanted in forms.spelt_out:
        yield from _sequences(text, words, wanted, What.PLACE)
    for place, word in enumerate(words):
        is_telling = word.text in forms.telling and is_capitalised(text, word)
        is_part = any(is_unspaced(one) and one in word.text for one in forms.whole)
        if is_telling or is_part or _is_short(text, word, forms):
            yield _passage(text, word.start, word.end, What.PLACE)
        for letters in forms.short if len(word.text) == 1 else ():
            run = words[place : place + len(letters)]
            if [each.text for each in run] == [*letters] and _are_shortened(text, run):
                yield _passage(text, word.start, _past_full_stop(text, run[-1].end), What.PLACE)


def _is_short(text: str, word: Word, forms: "Forms") -> bool:
    """Whether it is an abbreviation; one of two letters is only where it is in capitals."""
    return word.text in forms.short and (len(word.text) > _TWO or text[word.start : word.end].isupper())


@dataclass(frozen=True, slots=True)
class Forms:
    """How an organisation is spelt: word for word, by an abbreviation, by a telling word, in one word."""

    spelt_out: tuple[list[str], ...]
    short: frozenset[str]
    telling: frozenset[str]
    whole: frozenset[str]

    @classmethod
    def of(cls, name: str) -> "Forms":
        outside, inside = _parenthesised(name)
        spelt = [
            form for one in (name, outside, *inside) if (form := [word.text for word in folded_words(one)])
        ]
        spelt += [bare for form in spelt if (bare := _bare(form)) and bare != form]
        words = _bare([word.text for word in folded_words(outside)])
        short = {abbreviation for abbreviation in _abbreviations(words) if len(abbreviation) > 1}
        short |= {word.text for word in folded_words(name) if _is_abbreviation(name[word.start : word.end])}
        telling = {word for form in spelt for word in form} - GENERIC - LEGAL - SMALL - ORDINARY
        whole = frozenset("".join(form) for form in spelt)
        return cls(
            tuple(spelt), frozenset(short), frozenset(word for word in telling if len(word) > 2), whole
        )


def _is_abbreviation(shown: str) -> bool:
    return _TWO <= len(shown) <= _LONGEST_ABBREVIATION and shown.isupper() and shown.isalpha()


def _parenthesised(name: str) -> tuple[str, list[str]]:
    """``National … Administration (NOAA)`` → the name outside, and what stands in brackets."""
    return re.sub(r"\([^()]*\)", " ", name), re.findall(r"\(([^()]*)\)", name)


def _bare(words: Sequence[str]) -> list[str]:
    """Without "the" before it and "Inc." after it, unless nothing else is left."""
    left = list(words)
    while len(left) > 1 and left[0] in ARTICLES:
        left = left[1:]
    while len(left) > 1 and left[-1] in LEGAL:
        left = left[:-1]
    return left


def _abbreviations(words: Sequence[str]) -> set[str]:
    """``bank of america`` → ``ba`` and ``boa``; of one word there is none."""
    if len(words) < 2:
        return set()
    main = "".join(word[0] for word in words if word not in SMALL)
    return {main, "".join(word[0] for word in words)} - COMMON_ABBREVIATIONS


def addresses(text: str) -> Iterator[Passage]:
    """E-mail addresses and pages of people, whosever they are."""
    for match in _PRIVATE.finditer(text):
        yield Passage(match.start(), match.end(), What.ADDRESS)


def _passage(text: str, start: int, end: int, what: What) -> Passage:
    """With the "'s" after it, and the article before an organisation."""
    own = _OWNS.match(text, end)
    if what is What.PLACE and (article := _ARTICLE_BEFORE.search(text[max(0, start - 6) : start])):
        start -= len(article[0])
    return Passage(start, own.end() if own else end, what, owns=own is not None)


def apart(passages: Iterable[Passage]) -> list[Passage]:
    """In the order of the text, those that overlap or touch made one."""
    joined: list[Passage] = []
    for one in sorted(passages, key=lambda passage: (passage.start, -passage.end, passage.what)):
        last = joined[-1] if joined else None
        if last and one.start < last.end:
            # An address holds a name, and is no name.
            what = What.ADDRESS if What.ADDRESS in {last.what, one.what} else min(last.what, one.what)
            longer = one if one.end > last.end else last
            joined[-1] = Passage(
                last.start, longer.end, what, longer.owns or (last.owns and last.end == one.end)
            )
        else:
            joined.append(one)
    return joined
