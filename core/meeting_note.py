"""Short texts around a conversation that is agreed, for the member to finish, copy and send themselves."""

from datetime import datetime

from core.local_time import in_zone
from core.model import Contact, Member
from core.note import salutation
from core.outreach import Channel, Draft, Situation
from core.ports import UnitOfWork
from core.profile import Profile
from core.scheduled import Medium, ScheduledInterview
from core.skeletons import drafted, known_fields
from core.wording import clock, zone_name

_HOW = {Medium.VIDEO: "by video", Medium.PHONE: "by phone", Medium.IN_PERSON: "in person"}


def confirmation(scheduled: ScheduledInterview, zone: str, name: str = "") -> str:
    """Two lines that confirm the day before, with the time in the other's zone, and the link or place.

    That they go out the day before, with zone and number, is advice (rcelconnect; defaults, section 3).
    ``name``: the member's, to sign with.
    """
    where = f": {_one_line(scheduled.place)}" if scheduled.place else ""
    return "\n\n".join(
        [
            f"Dear {salutation(scheduled.contact.details.name)},",
            f"I look forward to our conversation on {_their_time(scheduled, zone)}, "
            f"{_HOW[scheduled.medium]}{where}. I will keep to the time we agreed on. "
            "If anything has come up, I will gladly find another time.",
            f"Best wishes,\n{name}".rstrip(),
        ]
    )


def after_no_show(scheduled: ScheduledInterview, profile: Profile, zone: str) -> Draft:
    """A kind note after the other did not come, asking for another time."""
    details = scheduled.contact.details
    fields = {**known_fields(profile, details), "when": _on_their_day(scheduled, zone)}
    return drafted(Situation.NO_SHOW, Channel.EMAIL, fields)


def agreed_day(work: UnitOfWork, member: Member, contact: Contact, now: datetime) -> str:
    """The day of the next conversation with the person, or else of the last: ``on Thursday 3 December``.

    Of those only of which it is not told yet what became of them; empty without one.
    """
    agreed = work.scheduled.open_with(member.owner, contact.id)
    to_come = [each for each in agreed if each.ends_at > now]
    chosen = to_come[:1] or agreed[-1:]
    return _on_their_day(chosen[0], member.zone) if chosen else ""


def _on_their_day(scheduled: ScheduledInterview, zone: str) -> str:
    return f"on {_day(in_zone(scheduled.starts_at, scheduled.contact.details.zone or zone))}"


def _their_time(scheduled: ScheduledInterview, zone: str) -> str:
    """In their zone first: ``Thursday 3 December at 9:00 pm your time (3:00 pm New York time)``."""
    theirs = scheduled.contact.details.zone or zone
    start, mine = in_zone(scheduled.starts_at, theirs), in_zone(scheduled.starts_at, zone)
    if start.utcoffset() == mine.utcoffset():
        return f"{_day(start)} at {clock(start)}"
    other_day = "" if start.date() == mine.date() else f"{_day(mine)}, "
    return f"{_day(start)} at {clock(start)} your time ({other_day}{clock(mine)} {zone_name(zone)} time)"


def _day(wall: datetime) -> str:
    return f"{wall:%A} {wall.day} {wall:%B}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
