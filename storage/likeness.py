"""Whether two descriptions may mean the same person: accents, case, titles and typos do not count."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from core.match_keys import search_key
from core.model import ContactDetails

SAME_EMAIL = 200.0
NEAR_NAME = 85.0
NEAR_AFFILIATION = 75.0
NEAR_WORD = 70.0
SAME_WORD, BEGINNING, PART = 100.0, 95.0, 75.0
TYPO, ELSEWHERE = 0.8, 0.9
"""How much less a misspelt word counts, and one that is not of the name (these numbers are our choice)."""
_PARTS_ADDRESS = str.maketrans("@.-_+", "     ")


@dataclass(frozen=True, slots=True)
class SearchKeys:
    """What of a person is compared, made comparable. Stored with each contact."""

    name: str
    affiliation: str
    email: str

    @classmethod
    def of(cls, details: ContactDetails) -> "SearchKeys":
        return cls(search_key(details.name), search_key(details.affiliation), details.email.casefold())


def likeness(one: SearchKeys, other: SearchKeys) -> float:
    """How alike two people are described; 0 where they need not be offered as the same."""
    if one.email and one.email == other.email:
        return SAME_EMAIL
    if not one.name:
        return 0.0
    name_score = max(fuzz.ratio(one.name, other.name), fuzz.token_set_ratio(one.name, other.name))
    if name_score < NEAR_NAME:
        return 0.0
    affiliation_score = fuzz.token_set_ratio(one.affiliation, other.affiliation)
    same_full_name = one.name == other.name and " " in one.name
    return name_score + affiliation_score if same_full_name or affiliation_score >= NEAR_AFFILIATION else 0.0


def ranked(typed: str, people: Mapping[int, SearchKeys], *, typos: bool = True) -> list[int]:
    """The ids of those whom these words find, best first: each word has to be found in each of them."""
    words = [*dict.fromkeys(search_key(typed).split())]
    if not words:
        return []
    index = _Index.of(people)
    found = [index.scores(word, typos=typos and len(word) > 2) for word in words]
    everywhere = set(found[0]).intersection(*found[1:])
    total = {each: sum(scores[each] for scores in found) for each in everywhere}
    return sorted(everywhere, key=lambda each: (-total[each], people[each].name, each))


@dataclass(frozen=True, slots=True)
class _Index:
    """Who has which word in their name, and who elsewhere: only those whom a word finds are looked at."""

    named: Mapping[str, Sequence[int]]
    elsewhere: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, people: Mapping[int, SearchKeys]) -> "_Index":
        named, elsewhere = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
        for each, keys in people.items():
            for word in keys.name.split():
                named[word].append(each)
            for word in keys.affiliation.split() + keys.email.translate(_PARTS_ADDRESS).split():
                elsewhere[word].append(each)
        return cls(named, elsewhere)

    def scores(self, typed: str, *, typos: bool) -> dict[int, float]:
        """How well each person has the typed word; one of the name counts more than where they work."""
        best: dict[int, float] = {}
        for words, weight in ((self.named, 1.0), (self.elsewhere, ELSEWHERE)):
            for word, score in _alike(typed, words.keys(), typos=typos).items():
                for each in words[word]:
                    best[each] = max(best.get(each, 0.0), score * weight)
        return best


def _alike(typed: str, vocabulary: Collection[str], *, typos: bool) -> dict[str, float]:
    """How well each known word is meant by a typed one: itself, its beginning, a part of it, or a typo."""
    near: dict[str, float] = {}
    if typos:
        matches = process.extract(typed, vocabulary, scorer=fuzz.ratio, score_cutoff=NEAR_WORD, limit=None)
        near = {word: score * TYPO for word, score, _ in matches}
    for word in vocabulary:
        if word.startswith(typed):
            near[word] = SAME_WORD if word == typed else BEGINNING
        elif typed in word and (len(typed) > 2 or not typed.isascii()):
            near[word] = max(near.get(word, 0.0), PART)
    return near
