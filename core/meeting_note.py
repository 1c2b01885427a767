"""Short texts around a conversation that is agreed, for the member to finish, copy and send themselves."""

from datetime import datetime

from core.local_time import in_zone
from core.note import salutation
from core.outreach import Channel, Draft, Situation
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
    when = f"on {_day(in_zone(scheduled.starts_at, details.zone or zone))}"
    return drafted(Situation.NO_SHOW, Channel.EMAIL, {**known_fields(profile, details), "when": when})


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
