"""More than a phrase: how long is asked for, and whether there is a reason for this person."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.outreach_text import GAP, folded, plain, sentences, without_greeting, without_signature

SHORTEST_MINUTES, LONGEST_MINUTES = 15, 30
"""15 (RCEL), 20 (Pomona), up to 30 (Berkeley), "never an hour" (20-Minute Meeting)."""

_NUMBERS = {
    "five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "twenty-five": 25, "thirty": 30, "forty": 40,
    "forty-five": 45, "sixty": 60, "ninety": 90,
}  # fmt: skip
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_HOURS = (
    (r"\bhour[- ]long (?:talk|lecture|podcast|interview|episode|seminar|webinar|film)", " "),
    (
        r"\b(?:an|one|1|\d\.\d) hours?(?: and a half)?\b(?! (?:ago|away|from|north|south))|\bhour-long\b",
        "60 minutes",
    ),
    (r"\b(?:\d|two|three|a couple of|a few) hours\b", "120 minutes"),
)
_HALVES = (
    (r"\bthree[- ]quarters of an hour\b", "45 minutes"),
    (r"\b(?:a )?quarter(?: of an|-| )hour\b", "15 minutes"),
    (r"\bhalf (?:an|a) hour\b|\b(?:a )?half[- ]hour\b", "30 minutes"),
)
_MINUTES = re.compile(
    rf"\b(?P<low>{_NUMBER})(?:[- ]?min(?:ute)?s?)?(?: ?(?:-|–|—|to|or) ?(?P<high>{_NUMBER}))?"
    r"[- ]?(?:minutes?|mins?)\b"
)
_ASKING = re.compile(r"\?|\b(?:could|would|can|may|might|hop(?:e|ing)|ask(?:ing)?|if you|like to|love to)\b")


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time named in an ask, in minutes: the least and the most."""

    least: int
    most: int

    @property
    def fits(self) -> bool:
        """Whether it can be asked of a stranger."""
        return SHORTEST_MINUTES <= self.most <= LONGEST_MINUTES


def asked_lengths(text: str) -> list[Length]:
    """The lengths of time that are asked for: "20–30 minutes", "half an hour", "an hour".

    One that fits counts wherever it stands; a longer one only where something is asked.
    """
    lengths: list[Length] = []
    for sentence in _of_time(text):
        asking = _ASKING.search(sentence)
        named = (_length(match) for match in _MINUTES.finditer(_in_minutes(sentence)))
        lengths += [length for length in named if asking or length.fits]
    return lengths


def _of_time(text: str) -> Iterator[str]:
    """The sentences that may name a length of time, in small letters."""
    small = map(str.casefold, sentences(text))
    return (sentence for sentence in small if "min" in sentence or "hour" in sentence)


def _in_minutes(sentence: str) -> str:
    for pattern, minutes in (*_HALVES, *_HOURS):
        sentence = re.sub(pattern, minutes, sentence)
    return re.sub(r"\btwenty five\b", "twenty-five", sentence)


def _length(match: re.Match[str]) -> Length:
    low, high = _value(match["low"]), _value(match["high"] or match["low"])
    return Length(min(low, high), max(low, high))


def _value(number: str) -> int:
    return _NUMBERS[number] if number in _NUMBERS else int(number)


# "You" as the one who is asked, written to or found, not as the one with a path of their own.
_YOU_IN_PASSING = re.compile(
    r"\b(?:would|could|can|will|may|might|do|are) you\b|"
    r"\b(?:if|that|when|know) you(?:'re|'d| are| have| had| would| can)* (?:(?:be|so|very|a|an|any|the) )*"
    r"(?:busy|willing|open|available|able|free|happy|time|minute|moment|spare)\b|"
    r"\b(?:ask|tell|reach|contact|e-?mail|write|writing|wrote|call|calling|talk|talking|speak|speaking|chat|meet|"
    r"meeting|connect|thank|hear|learn|trouble|bother|offer|send|found|from|suits?|for|writing)"
    r"(?: out)?(?: to| with| from| back)? you\b|\byou went to (?:\w+ ){1,5}?too\b|"
    r"\byour (?:time|schedule|calendar|convenience|advice|inbox|day|reply|response|consideration|help|"
    r"name|e-?mail)\b"
)
_ABOUT_THEM = re.compile(r"\b(?:you|your|yours|you're|you've|you'd)\b")
_CAME_ACROSS = re.compile(
    r"\bi(?:'ve| have)? (?:\w+ )?"
    r"(?:read|saw|seen|heard|watched|attended|listened|came across|noticed|followed|used)\b(?! that\b)"
)
_TOKEN = re.compile(r"[^\W_][\w'&-]*")
_STOCK_WORDS = """
a about absolutely academia academic accomplishments achievements across admiration admire admired advice
advise after all already also alumni alumnus always am amazing an and any apply applying appreciate
appreciated are area around as ask aspire aspiring at attach attached aware awesome background be because
been being best better big brain brief briefly busy but by call came can career careers chat chatting
clearly colleague colleagues coming company connect contact conversation could curious current currently
day days deeply did direction discuss diverse do does doing dream during e-mail each early email ever
every exactly excellent excited exciting experience experiences expertise explore exploring extensive
extraordinary fan fascinating few field find finding finds follow following for forward found friday from
future gain gained get glad go goal goals great guidance had has have hear hearing help helpful highly
hire hired hiring honor honored honoured hope hoped hopefully hoping how huge i i'd i'm i've idea ideas
if impress impressed impressive in incredible industry insight insightful insights inspiration inspire
inspired inspiring interest interested interesting interests internship interview into is it it's job
jobs journey just kind know knowledge last leader leadership learn learning life like linkedin look
looking lot love loved many may maybe me meet meeting mentor mentoring mentorship mind minute minutes
monday month more most much my myself name new next nice not now obviously of on one online open opening
openings opinion opportunities opportunity or organisation organization other our out outstanding part
passion passionate path paths people perfect perhaps person personally perspective phone pick picking
position positions possible possibly profession professional professionally professionals profile
profiles question questions quick reach read reading really recent recently regarding related reputation
request research resonated respected resume rich role résumé saturday saw say seen several share short
similar skill skills so some someday soon spare speak speaking story strong student students studies
success successful such suit suits sunday sure talented talk talking tell than thank thanks that that's
the their them there these they thing things think this those thought thoughts through thursday time
times to too touch trajectory truly tuesday understand understanding unique university unusual us use
valuable value vast very video was way we website wednesday week weeks well went were what when where
which while who why will willing wish with within wonder wonderful wondering work worked working world
would write writing year years you you'd you're you've your yours zoom
"""
_STOCK = frozenset(_STOCK_WORDS.split())
_ENOUGH = 2


def specific_sentence(text: str, not_specific: Sequence[str] = ()) -> str:
    """The first sentence that says something about this person; empty when there is none.

    It speaks of them and names two things that not everybody's ask could say, or one proper name or number
    (our choice): "your paper on kelp forests", "your work on CRISPR", but not "your impressive background".
    ``not_specific``: what stands in every draft of the member's (profile, names, organisation).
    """
    common = {
        folded(token) for known in not_specific for token in _TOKEN.findall(plain(known)) if _is_name(token)
    }
    for sentence in sentences(without_greeting(without_signature(GAP.sub(" ", text)))):
        if _speaks_of_them(sentence) and _says_enough(_without(sentence, not_specific), common):
            return sentence
    return ""


def _speaks_of_them(sentence: str) -> bool:
    lowered = sentence.casefold()
    return bool(_ABOUT_THEM.search(_YOU_IN_PASSING.sub(" ", lowered)) or _CAME_ACROSS.search(lowered))


def _without(sentence: str, phrases: Sequence[str]) -> str:
    for phrase in phrases:
        if phrase.strip():
            sentence = re.sub(re.escape(plain(" ".join(phrase.split()))), " ", sentence, flags=re.IGNORECASE)
    return sentence


def _says_enough(sentence: str, common: set[str]) -> bool:
    telling: dict[str, int] = {}
    for number, token in enumerate(_TOKEN.findall(_without_lengths(sentence))):
        key = folded(token).removesuffix("'s")
        if len(key) > 1 and key not in _STOCK and key not in common:
            telling[key] = 2 if number and _is_name(token) else 1
    return sum(telling.values()) >= _ENOUGH


def _without_lengths(sentence: str) -> str:
    return re.sub(
        rf"\b{_NUMBER}\b|\bminutes?\b|\bmins?\b|\bhalf\b|\bhours?\b", " ", sentence, flags=re.IGNORECASE
    )


def _is_name(token: str) -> bool:
    return token[0].isupper() or any(character.isdigit() for character in token)
