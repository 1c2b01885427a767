"""The parts of an outreach text: greeting, sentences, clauses, sign-off, names and gaps."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

GAP = re.compile(r"\[(?:(?![\[\]\n])[\W\d_])*+[^\W\d_][^\[\]\n]*+\]")
"""What is left for the member to write, in brackets, with a letter in it. Nothing is read twice (``*+``)."""

_STRAIGHT = str.maketrans("’\u2018\u02bc“”\u00a0\u2011", "'''\"\" -")
_ABBREVIATION = re.compile(
    r"\b(Dr|Drs|Prof|Mr|Mrs|Ms|Mx|St|Jr|Sr|Ph|vs|approx|Univ|[A-Za-z])\.(?=[\s\w,])", re.IGNORECASE
)
_GREETING = re.compile(
    r"\s*(?:dear|hi|hello|hey|good (?:morning|afternoon|evening|day))\b"
    r"(?:[ \t]+[^\s,!:.—]+){0,4}(?:\s*[,!:.—]|\n)",
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(
    r"(?:(?:with |my |many |the )?(?:all the |kind |kindest |warm |warmest |very )?(?:best|wishes|"
    r"regards|thanks)(?: wishes| regards| again| so much| in advance)?|"
    r"thank you(?: again| so much| very much| in advance)?|cheers|sincerely(?: yours)?|warmly|"
    r"respectfully|gratefully|take care|yours(?: sincerely| truly| faithfully)?)\s*[,.!–—-]*",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(
    r"[.;:!?()—\n]|,(?!\s*n?or\b)|\s[–-]\s|\b(?:but|though|although|however|yet|just|still|unless)\b|"
    r"\band (?=(?:i |i'm |i am |am )?(?:wonder\w*|was|would|could|do|are|is|if|whether|please)\b)",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:not|no|never|nor|none|neither|without|rather than|instead of|nothing|cannot|dont|isnt|havent)\b|"
    r"n't\b",
    re.IGNORECASE,
)
# "I don't know whether you have openings" asks for one.
_NO_NEGATION = re.compile(
    r"(?:\bdo(?:n't| not)|\bnot|n't) (?:\w+ )?(?:know|sure|certain|mind|hesitate)\b|\bnot only\b|\bno idea\b",
    re.IGNORECASE,
)
_TITLES = {"dr", "prof", "professor", "mr", "mrs", "ms", "mx", "van", "von", "der", "den", "de", "la", "the"}
_ORDINARY_WORDS = {
    "art", "august", "bill", "case", "chance", "day", "early", "faith", "field", "frank", "good", "grace",
    "grant", "hope", "joy", "just", "lane", "long", "mark", "may", "mine", "park", "rich", "so", "summer",
    "to", "wells", "will", "wish", "you", "young",
}  # fmt: skip
_SIGNATURE_LINES = 6


def plain(text: str) -> str:
    """The text with straight apostrophes and without the full stops of abbreviations ("Dr.", "Ph.D.")."""
    straight = unicodedata.normalize("NFC", text).translate(_STRAIGHT)
    return _ABBREVIATION.sub(lambda match: match[1], straight) if "." in straight else straight


# The rules of a check read the same few texts one after the other.
@lru_cache(maxsize=8)
def sentences(text: str) -> tuple[str, ...]:
    """Its sentences, in order. A blank line ends one, too."""
    paragraphs = re.split(r"\n\s*\n", plain(text))
    parts = (part for paragraph in paragraphs for part in re.split(r"(?<=[.!?…])[\"')]*\s+", paragraph))
    return tuple(" ".join(part.split()) for part in parts if part.strip())


@lru_cache(maxsize=8)
def clauses(text: str) -> tuple[str, ...]:
    """The stretches in which a "not" holds: "not for a job, but have you any openings?" has two."""
    return tuple(
        clause for sentence in sentences(text) for clause in _CLAUSE_END.split(sentence) if clause.strip()
    )


def negated(clause: str) -> bool:
    """Whether there is a "not" or "no" in it that denies what follows."""
    return _denied_from(clause) <= len(clause)


def _denied_from(clause: str) -> int:
    """Where the first "not" or "no" ends that denies what follows; behind the clause where there is none."""
    found = _NEGATION.search(_NO_NEGATION.sub(lambda match: " " * len(match[0]), clause))
    return found.end() if found else len(clause) + 1


def unless_negated(text: str, pattern: re.Pattern[str]) -> str:
    """The first words that match and that no "not" or "no" before them in their clause denies."""
    for clause in clauses(text):
        # Where the first match is denied, all after it are.
        match = pattern.search(clause)
        if match and match.end() < _denied_from(clause):
            return match[0].strip()
    return ""


def without_greeting(text: str) -> str:
    """The text without "Dear Dana,"."""
    cleaned = plain(text)
    match = _GREETING.match(cleaned)
    rest = cleaned[match.end() :] if match else ""
    return rest if rest.strip() else cleaned


def without_signature(text: str) -> str:
    """The text up to "Best wishes,"."""
    lines = text.rstrip().split("\n")
    for number in range(len(lines) - 1, max(0, len(lines) - 1 - _SIGNATURE_LINES), -1):
        if is_sign_off(lines[number]):
            return "\n".join(lines[:number])
    return text


def is_sign_off(line: str) -> bool:
    """Whether the line is "Best wishes," or the like and nothing else."""
    return _SIGN_OFF.fullmatch(line.strip()) is not None


def answered(script: str) -> str:
    """What a phone script says when the person answers: its first part."""
    parts = re.split(r"^.*:[ \t]*$", script, flags=re.MULTILINE)
    return next((part for part in parts if part.strip()), "")


def spoken(script: str) -> str:
    """A phone script without its headings."""
    return "\n".join(line for line in script.split("\n") if not line.rstrip().endswith(":"))


def words(text: str) -> int:
    """How many words it has, greeting and signature included: all of them stand on the screen."""
    return sum(any(character.isalnum() for character in word) for word in text.split())


def names(text: str, name: str) -> bool:
    """Whether it names the person, by any part of their name that is not a title."""
    within = folded(text)
    return any(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", within) for part in name_parts(name))


def first_named(text: str, people: Iterable[str], allowed: Iterable[str]) -> str:
    """The first of those people whom the text names; "" for none.

    What one of ``allowed`` is called, too, may stand for them; and a name that is an ordinary word ("Will",
    "May") is no sign of anybody.
    """
    others = {part for name in allowed for part in name_parts(name)} | _ORDINARY_WORDS
    for person in people:
        own = " ".join(part for part in name_parts(person) if part not in others)
        if own and names(text, own):
            return person
    return ""


def name_parts(name: str) -> list[str]:
    """The parts of a name that may stand for the person, folded."""
    return [
        part for part in re.findall(r"[^\W\d_][\w'-]*", folded(name)) if len(part) > 1 and part not in _TITLES
    ]


def folded(text: str) -> str:
    """The text without capitals and accents."""
    if text.isascii():
        return plain(text).casefold()
    decomposed = unicodedata.normalize("NFKD", plain(text).casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
