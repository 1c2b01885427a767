"""The cohort: the group of one workspace with its shared channel, and who is in it.

A workspace has one at most. What its members share and ask of each other: core.sharing, core.cohort_asks.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import available_timezones

from core.errors import InvalidFields
from core.model import Owner, PostedMessage

CAP = 2
"""Members in touch with one professional in a term (1–2: Amherst; 2: APS IMPact; defaults, section 6)."""

LARGEST_CAP = 20
DIGEST_DAY = 1
DIGEST_HOUR = 9
"""Monday morning, before the week is planned (our choice). An hour of the day in the cohort's zone."""

TERM = timedelta(weeks=15)
"""How long a term is when nobody said so (our choice: a semester)."""

LONGEST_TERM = timedelta(days=400)
FLOOR = 3
"""Nothing is told that is computed from fewer members than this (product, "The cohort")."""

MATES_TO_HIDE_AMONG = FLOOR
"""In a cohort with fewer others than this whoever is told of "somebody" knows who: nothing is told then."""

_NO_INSTANT = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Cohort:
    """A workspace's cohort as its facilitators set it up.

    ``digest_day``: an ISO weekday, and ``digest_hour`` an hour of it, both in ``zone``. ``cap``: how many
    members may be in touch with one professional in a term. ``programme_on``: the first day of the
    programme's month (core.programme), None without one. ``announced_at``: when the bot told the channel
    what it posts there. ``away_since``: since when the bot is not in the channel. ``synced_at``: when those
    in the channel were last read from Slack.
    """

    team_id: str
    channel: str
    zone: str
    term_starts_on: date
    term_ends_on: date
    digest_day: int = DIGEST_DAY
    digest_hour: int = DIGEST_HOUR
    cap: int = CAP
    programme_on: date | None = None
    created_at: datetime = _NO_INSTANT
    announced_at: datetime | None = None
    away_since: datetime | None = None
    synced_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CohortMember:
    """One in the cohort: in its channel, and a full member of the workspace.

    ``is_counted``: in the numbers of the digest. ``start_with``: what new people of theirs are shared with
    (core.sharing), "" until they chose. ``practises_since``: None for whoever is in no practice pairs.
    """

    owner: Owner
    joined_at: datetime
    is_facilitator: bool = False
    is_counted: bool = True
    start_with: str = ""
    practises_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """That somebody is in the cohort."""

    cohort: Cohort
    member: CohortMember


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What stands in Slack of somebody who left the cohort, to be taken back there in the background.

    ``posts``: messages of the bot that are to be deleted.
    """

    posts: tuple[PostedMessage, ...] = ()

    def __add__(self, other: "Withdrawn") -> "Withdrawn":
        return Withdrawn(self.posts + other.posts)


NOTHING = Withdrawn()


def check(cohort: Cohort) -> None:
    """Raises InvalidFields for what cannot be meant."""
    problems: dict[str, str] = {}
    if cohort.zone not in available_timezones():
        problems["zone"] = "Choose the zone from the list: type a city in it."
    if cohort.term_ends_on <= cohort.term_starts_on:
        problems["term_ends_on"] = "Choose a day after the term's first one."
    elif cohort.term_ends_on - cohort.term_starts_on > LONGEST_TERM:
        problems["term_ends_on"] = "A term can last 400 days at most. Choose an earlier day."
    if not 1 <= cohort.cap <= LARGEST_CAP:
        problems["cap"] = f"Choose a number between 1 and {LARGEST_CAP}."
    if problems:
        raise InvalidFields(problems)
