"""What to do when an ask stays unanswered: 3B7, one follow-up at most, then a kind close.

After 3 business days try someone else there, after 7 write again to the first (Duke, SFU: "3B7"); follow up
only once (SFU). That it is closed after 14 is our choice. All of it follows from what is stored about the
ask, so that it can be reckoned anew in another zone or with other quiet hours (defaults, section 2).

Working days are counted from Monday to Friday, as those who are asked work; what falls on a day on which the
member takes no nudges comes on the next one of their ``weekdays``.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from core.business_days import (
    add_business_days,
    business_day,
    business_days_between,
    morning_of,
    on_weekday,
    sendable_on_weekday,
)
from core.errors import InvalidFields
from core.model import WORKING_DAYS, QuietHours

FARTHEST_RETURN = timedelta(days=366)
"""How far ahead somebody may be away: more is a misread year (our choice)."""


class NoReplyStep(StrEnum):
    """What to suggest while nobody answers, in this order."""

    SECOND_PERSON = "second_person"
    FOLLOW_UP = "follow_up"
    CLOSE = "close"

    @property
    def business_days(self) -> int:
        """How long after *Sent it*."""
        return _BUSINESS_DAYS[self]


def step_of(occurrence: int) -> NoReplyStep:
    """Which step a reminder is: they come in rounds of three, a new round after a follow-up."""
    return list(NoReplyStep)[(occurrence - 1) % len(NoReplyStep)]


_BUSINESS_DAYS = {NoReplyStep.SECOND_PERSON: 3, NoReplyStep.FOLLOW_UP: 7, NoReplyStep.CLOSE: 14}

CLOSE_AFTER_FOLLOW_UP = NoReplyStep.CLOSE.business_days - NoReplyStep.FOLLOW_UP.business_days
"""Business days that a follow-up is given: as many as lie between the two steps of the plan."""


@dataclass(frozen=True, slots=True)
class Absence:
    """The contact's automatic answer: the clock stood still from ``since`` to the morning after ``until``."""

    since: datetime
    until: date


def steps_after(
    sent_at: datetime,
    zone: str,
    quiet: QuietHours,
    *,
    followed_up_at: datetime | None = None,
    absence: Absence | None = None,
    weekdays: frozenset[int] = WORKING_DAYS,
) -> dict[NoReplyStep, datetime]:
    """The steps that remain, in order, each on one of the weekdays and outside quiet hours.

    Once a follow-up was sent only the close remains: 14 business days after *Sent it*, but never before the
    follow-up has had its 7. An automatic answer is no reply (HubSpot): see ``Absence`` for what it moves.
    """

    def step_at(start: datetime, days: int) -> datetime:
        return _step_at(start, days, zone, quiet, absence, weekdays)

    close_at = step_at(sent_at, NoReplyStep.CLOSE.business_days)
    if followed_up_at is not None:
        return {NoReplyStep.CLOSE: max(close_at, step_at(followed_up_at, CLOSE_AFTER_FOLLOW_UP))}
    steps = {step: step_at(sent_at, step.business_days) for step in NoReplyStep}
    steps[NoReplyStep.CLOSE] = max(close_at, step_at(steps[NoReplyStep.FOLLOW_UP], CLOSE_AFTER_FOLLOW_UP))
    return steps


def close_after_follow_up(
    offered_at: datetime, zone: str, quiet: QuietHours, weekdays: frozenset[int] = WORKING_DAYS
) -> datetime:
    """The earliest close once the follow-up was offered."""
    return _settled(add_business_days(offered_at, CLOSE_AFTER_FOLLOW_UP, zone), zone, quiet, weekdays)


def put_off(
    steps: dict[NoReplyStep, datetime],
    until: datetime,
    zone: str,
    quiet: QuietHours,
    weekdays: frozenset[int] = WORKING_DAYS,
) -> dict[NoReplyStep, datetime]:
    """The steps to come, none before ``until``; a follow-up that waits has its time before the close."""
    later = {step: max(at, until) for step, at in steps.items()}
    if NoReplyStep.CLOSE in steps and steps.get(NoReplyStep.FOLLOW_UP, until) < until:
        close_at = close_after_follow_up(until, zone, quiet, weekdays)
        later[NoReplyStep.CLOSE] = max(later[NoReplyStep.CLOSE], close_at)
    return later


def after_absence(
    until: date,
    noted_at: datetime,
    sent_at: datetime,
    zone: str,
    quiet: QuietHours,
    *,
    known: Absence | None = None,
) -> Absence:
    """What to store when an answer says "out of office until …", with what is known of an earlier one.

    Still away, the earlier one grows longer. Away once more, the two become one that leaves as many business
    days as have not been used up outside both.
    """
    if known is None:
        return Absence(noted_at, until)
    back_at = _back_at(known, zone, quiet)
    if noted_at < back_at:
        return Absence(known.since, until)
    used = business_days_between(sent_at, known.since, zone) + business_days_between(back_at, noted_at, zone)
    return Absence(add_business_days(sent_at, used, zone), until)


def check_until(until: date, today: date) -> None:
    """Refuse a day of return that cannot be meant, both in the member's zone. Raises InvalidFields."""
    if until < today:
        raise InvalidFields(
            {"away_until": "That day has passed. Choose the last day on which they are away."}
        )
    if until - today > FARTHEST_RETURN:
        raise InvalidFields({"away_until": "That is more than a year ahead. Check the year."})


def _step_at(
    start: datetime,
    days: int,
    zone: str,
    quiet: QuietHours,
    absence: Absence | None,
    weekdays: frozenset[int],
) -> datetime:
    """The step so many business days after ``start``; one that came before the absence stays where it was."""
    planned_at = _settled(add_business_days(start, days, zone), zone, quiet, weekdays)
    if absence is None or planned_at <= absence.since:
        return planned_at
    back_at = _back_at(absence, zone, quiet)
    if back_at <= max(absence.since, start):
        return planned_at
    left = max(days - business_days_between(start, absence.since, zone), 0)
    return _settled(add_business_days(back_at, left, zone), zone, quiet, weekdays)


def _settled(instant: datetime, zone: str, quiet: QuietHours, weekdays: frozenset[int]) -> datetime:
    return sendable_on_weekday(on_weekday(instant, zone, weekdays), zone, quiet, weekdays)


def _back_at(absence: Absence, zone: str, quiet: QuietHours) -> datetime:
    """The morning of the first business day after the absence."""
    return morning_of(business_day(absence.until, 1), zone, quiet)
