"""What a note tells somebody who led the member to a person: that the two have met, or what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from core.local_time import DAY, in_zone
from core.model import Contact, Owner
from core.outreach import Situation
from core.ports import UnitOfWork
from core.referral import Named

TELLING = frozenset({Situation.TELL_REFERRER, Situation.TELL_RESULT})


@dataclass(frozen=True, slots=True)
class Told:
    """Of whom the note tells, and what it says of them: the fields of its skeleton."""

    contact: Contact
    fields: Mapping[str, str]


def told_of(
    work: UnitOfWork, owner: Owner, referrer_id: int, about_id: int | None, zone: str, now: datetime
) -> Told | None:
    """Of whom to tell this referrer: of those they named the one chosen, else one they have not heard of.

    Raises NotYours.
    """
    named = work.referrals.named_by(owner, referrer_id)
    chosen = [one for one in named if one.contact.id == about_id]
    untold = [one for one in named if any(tie.referrer.id == referrer_id for tie in one.to_tell)]
    of = next(iter([*chosen, *untold]), None)
    return _told(of, referrer_id, zone, now) if of else None


def _told(named: Named, referrer_id: int, zone: str, now: datetime) -> Told:
    talk = named.last_talk
    results = [tie.result for tie in named.ties if tie.referrer.id == referrer_id]
    return Told(
        named.contact,
        {
            "referred": named.contact.details.name,
            "when": on_day(talk.started_at, zone, now) if talk else "",
            "takeaway": " ".join(talk.debrief.takeaway.split()) if talk else "",
            "result": results[0].splitlines()[-1] if results and results[0] else "",
        },
    )


def on_day(at: datetime, zone: str, now: datetime) -> str:
    """A day of the past as one says it to somebody: ``yesterday``, ``on Tuesday``, ``on 3 November``."""
    wall, today = in_zone(at, zone), in_zone(now, zone).date()
    days = (today - wall.date()) // DAY
    if days < 2:
        return "yesterday" if days == 1 else "today"
    return f"on {wall:%A}" if days < 7 else f"on {wall.day} {wall:%B}"
