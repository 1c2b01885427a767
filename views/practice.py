"""Practice pairs for the phone script: the message to each of a pair, its reminder, and what became of it."""

from datetime import datetime

from core.local_time import in_zone
from core.pair import Pair, PairState, Partner
from core.practice import FIRST
from core.wording import clock, zone_name
from views import kit
from views.ids import Do

_STEPS = (
    "Agree on a quarter of an hour, and on who calls.",
    "Whoever calls has their phone script open (`/interview draft`, by phone). The other one is a busy "
    "professional, kind and short of time.",
    "Change places. Then tell each other one thing that worked, and one to try next time.",
)
_ONCE_MORE = "I remind you once, in three days. After that I leave you in peace."

_NEXT = "While the term lasts, there are new pairs every two weeks."


def reminder(pair: Pair, occurrence: int, now: datetime) -> kit.Message:
    """The message as things stand: with its buttons while there is somebody to practise with."""
    if not pair.is_open:
        return record(pair)
    who = _names(pair)
    begins = (
        f"You practise the phone script with {who} this time."
        if occurrence == FIRST
        else f"You and {who} wanted to practise the phone script. I ask only this once more."
    )
    where = " ".join(_hours(partner, pair.zone, now) for partner in pair.partners)
    steps = "\n".join(f"{number}. {step}" for number, step in enumerate(_STEPS, 1))
    lines = [f"{begins} {where}".strip(), steps]
    said = [_ONCE_MORE] if occurrence == FIRST else []
    buttons = [
        kit.button("We practised", Do.PRACTICE_DONE, pair.id, style="primary"),
        kit.button("Not this time", Do.PRACTICE_NO, pair.id),
    ]
    blocks = [*map(kit.section, lines), kit.actions(buttons), *map(kit.context, said)]
    return kit.message("\n".join([*lines, *said]), blocks)


def after(pair: Pair, now: datetime) -> kit.Message:
    """What takes the place of a message once somebody of the pair said something."""
    return reminder(pair, FIRST, now)


def record(pair: Pair) -> kit.Message:
    """What became of it."""
    text = _became(pair)
    return kit.message(text, [kit.section(text)])


def _became(pair: Pair) -> str:
    if pair.state is PairState.PRACTISED:
        return f"You practised the phone script with {_names(pair)}."
    if pair.state is PairState.DECLINED:
        return f"No practice of the phone script this time, then. {_NEXT}"
    return f"Your partner cannot practise the phone script this time. {_NEXT}"


def _names(pair: Pair) -> str:
    return " and ".join(kit.mention(partner.user_id) for partner in pair.partners) or "your partner"


def _hours(partner: Partner, zone: str, now: datetime) -> str:
    """What the partner's clock shows in one's own morning: true for longer than the hour of the message."""
    noon = in_zone(now, zone).replace(hour=12, minute=0)
    theirs = in_zone(noon, partner.zone)
    who, where = kit.mention(partner.user_id), zone_name(partner.zone)
    if theirs.utcoffset() == noon.utcoffset():
        return f"{who} has the same time as you ({where})."
    days = (theirs.date() - noon.date()).days
    day = {1: " of the next day", -1: " of the day before"}.get(days, "")
    return f"When it is noon for you, it is {clock(theirs)}{day} for {who} ({where})."
