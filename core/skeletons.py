"""Skeletons become drafts: fields are replaced by what is known, and what is not stays a bracketed gap.

No text is ever finished by a machine: the one specific sentence about the person is the student's to write.
"""

import re
from collections.abc import Mapping
from difflib import get_close_matches

from core.model import ContactDetails
from core.note import salutation
from core.outreach import Channel, Draft, Situation, Skeleton
from core.profile import Profile
from core.skeleton_texts import DEFAULTS

FIELDS: Mapping[str, str] = {
    "person": "their name",
    "full_name": "their full name",
    "organisation": "their organisation",
    "role": "what they do",
    "why_you": "one specific sentence: why this person",
    "referrer": "who referred you",
    "referred": "whom they told you about",
    "school": "the school you share",
    "asked": "when you first wrote, such as “last Tuesday”",
    "when": "the day and time, such as “on Thursday at 3 pm”",
    "new_times": "two other times, such as “Tuesday at 3 pm or Friday at 10 am”",
    "takeaway": "one thing that you took away",
    "result": "what came of it",
    "news": "your news in one sentence",
    "reason": "one or two sentences: why you write now",
    "their_part": "one sentence: what they said or did that helped",
    "phone": "your number",
    "reachable": "when you can be reached, such as “on weekdays until 5 pm”",
    "call_again": "when you will call again, such as “on Thursday morning”",
    "my_name": "your name",
    "spelled_name": "your name, letter by letter",
    "introduction": "who you are, such as “a second-year PhD student in biology at UW”",
    "doing": "what you do now, such as “studying how salmon find home”",
    "looking_for": "what you want to learn, such as “how people move into policy”",
    "link": "a link to your profile",
}
"""The fields that a skeleton may have, and what stands in the gap that is left without a value."""

WHY_GAP = f"[{FIELDS['why_you']}]"

_OPTIONAL = frozenset({"link"})
_SENTENCES = frozenset({"why_you", "takeaway", "result", "news", "their_part", "reason"})
_FIELD = re.compile(r"\{([^{}\n]*)\}")


def channels(situation: Situation) -> tuple[Channel, ...]:
    """The channels that there is a skeleton for; none for the thank-you, which ``core.note`` writes."""
    return tuple(channel for channel in Channel if (situation, channel) in DEFAULTS)


def problems(text: str) -> list[str]:
    """What keeps an edited skeleton from being filled, each in one sentence; none for a good one."""
    unknown = [_unknown(match[0]) for match in _FIELD.finditer(text) if _key(match) not in FIELDS]
    rest = _FIELD.sub("", text)
    if "{" in rest or "}" in rest:
        unknown.append("A brace stands alone: fields are written like {person}.")
    return list(dict.fromkeys(unknown))


def fill(skeleton: str, fields: Mapping[str, str]) -> str:
    """The skeleton with its fields replaced by their values, as typed, or by gaps.

    Values are text and nothing else: what looks like a field in one is not replaced. A line that holds only
    the link goes when there is none. An unknown field stays as it is; ``problems`` names it beforehand.
    """
    lines = [line for line in skeleton.split("\n") if not _goes(line, fields)]
    return _FIELD.sub(lambda match: _replacement(match, fields), "\n".join(lines))


def drafted(
    situation: Situation, channel: Channel, fields: Mapping[str, str], skeleton: Skeleton | None = None
) -> Draft:
    """A draft from the member's own skeleton, or else from the default one.

    Whole sentences get the full stop they lack. Raises KeyError where no skeleton was given and there is no
    default; ``channels`` tells beforehand.
    """
    chosen = skeleton or DEFAULTS[situation, channel]
    values = {name: _closed(value) if name in _SENTENCES else value for name, value in fields.items()}
    subject = fill(chosen.subjects[0], values) if chosen.subjects else ""
    return Draft(situation, channel, subject, fill(chosen.text, values))


def known_fields(profile: Profile, details: ContactDetails) -> dict[str, str]:
    """What the member's profile and the contact tell."""
    return {
        "person": salutation(details.name),
        "full_name": details.name,
        "organisation": details.organisation,
        "role": details.role,
        "my_name": profile.name,
        "spelled_name": spelled(profile.name),
        "introduction": profile.introduction,
        "doing": profile.doing,
        "looking_for": profile.looking_for,
        "link": profile.link,
    }


def spelled(name: str) -> str:
    """A name as one spells it on the phone: ``M-A-Y-A, O-K-A-F-O-R``."""
    words = ["-".join(letter.upper() for letter in word if letter.isalpha()) for word in name.split()]
    return ", ".join(word for word in words if word)


def _key(match: re.Match[str]) -> str:
    return match[1].strip().casefold()


def _unknown(field: str) -> str:
    nearest = get_close_matches(field.strip("{} ").casefold().replace(" ", "_"), FIELDS, n=1, cutoff=0)
    return f"There is no field {field}. Did you mean {{{nearest[0]}}}?"


def _goes(line: str, fields: Mapping[str, str]) -> bool:
    match = _FIELD.fullmatch(line.strip())
    return match is not None and _key(match) in _OPTIONAL and not fields.get(_key(match), "").strip()


def _replacement(match: re.Match[str], fields: Mapping[str, str]) -> str:
    key = _key(match)
    if key not in FIELDS:
        return match[0]
    value = fields.get(key, "")
    return value if value.strip() else f"[{FIELDS[key]}]"


def _closed(text: str) -> str:
    line = text.strip()
    return line if not line or line[-1] in '.!?…)”"]' else f"{line}."
