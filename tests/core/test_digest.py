"""The digest: nothing from fewer than three, a week of whole days, and one a week whatever is changed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from core import digest, programme
from core.cohort import FLOOR, Cohort, check
from core.digest import Tally, What
from core.digest_tips import TIPS, tip_of
from core.errors import InvalidFields
from core.local_time import in_zone
from core.programme import Progress

ZONES = st.sampled_from(["America/New_York", "Europe/Berlin", "Asia/Kolkata", "Pacific/Auckland", "UTC"])
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))
COHORT = Cohort("T1", "C1", "America/New_York", date(2026, 9, 1), date(2026, 12, 18))


def cohorts() -> st.SearchStrategy[Cohort]:
    return st.builds(
        lambda zone, day, hour: replace(COHORT, zone=zone, digest_day=day, digest_hour=hour),
        ZONES,
        st.integers(1, 7),
        st.integers(0, 23),
    )


def week_number(cohort: Cohort, instant: datetime) -> tuple[int, int]:
    return in_zone(instant, cohort.zone).date().isocalendar()[:2]


@given(st.dictionaries(st.sampled_from(What), st.builds(Tally, st.integers(0, 99), st.integers(0, 9))))
def test_a_number_from_fewer_than_three_members_is_never_told(tallies: dict[What, Tally]) -> None:
    told = digest.told(tallies)
    assert all(
        tallies[what].members >= FLOOR and tallies[what].number == number for what, number in told.items()
    )
    assert all(told.values())
    hidden = tallies.keys() - told.keys()
    assert all(tallies[what].members < FLOOR or tallies[what].number == 0 for what in hidden)


@given(cohorts(), INSTANTS)
def test_a_week_is_seven_whole_days_up_to_the_last_day_on_which_a_digest_comes(
    cohort: Cohort, now: datetime
) -> None:
    since, until = digest.week_of(cohort, now)
    first, last = in_zone(since, cohort.zone).date(), in_zone(until, cohort.zone).date()
    assert last - first == timedelta(days=7)
    assert last.isoweekday() == cohort.digest_day
    assert until <= now < until + timedelta(days=7, hours=2)


@given(cohorts(), INSTANTS, st.integers(0, 7))
def test_between_two_digests_the_week_stays_the_same_so_that_no_day_can_be_told_from_another(
    cohort: Cohort, now: datetime, days: int
) -> None:
    later = now + timedelta(days=days)
    weeks = [digest.week_of(cohort, instant) for instant in (now, later)]
    assert weeks[0] == weeks[1] or weeks[0][1] <= weeks[1][0]
    cohort = replace(cohort, programme_on=in_zone(now, cohort.zone).date() - timedelta(days=10))
    months = [digest.month_of(cohort, instant) for instant in (now, later)]
    if months[0] and months[1] and weeks[0] == weeks[1]:
        assert months[0] == months[1]


@given(cohorts(), INSTANTS)
def test_the_next_digest_is_within_a_week_on_its_day_at_its_hour(cohort: Cohort, now: datetime) -> None:
    due_at = digest.next_at(cohort, now)
    wall = in_zone(due_at, cohort.zone)
    assert timedelta(0) < due_at - now <= timedelta(days=7, hours=1)
    assert wall.isoweekday() == cohort.digest_day
    # The clock jumps over an hour once a year.
    assert wall.hour - cohort.digest_hour in {0, 1}


@given(cohorts(), st.dates(date(2026, 9, 2), date(2027, 6, 30)))
def test_the_first_digest_after_the_last_day_and_no_other_closes_the_term(cohort: Cohort, last: date) -> None:
    cohort = replace(cohort, term_ends_on=last)
    since, until = digest.term_of(cohort)
    assert in_zone(since, cohort.zone).date() == cohort.term_starts_on
    before = digest.next_at(cohort, until - timedelta(days=8))
    told = [before, digest.next_at(cohort, before)]
    closing = next(due_at for due_at in [*told, digest.next_at(cohort, told[1])] if due_at >= until)
    assert digest.is_over(cohort, closing)
    assert closing - until <= timedelta(days=7, hours=1)
    assert not digest.is_over(cohort, until - timedelta(microseconds=1))
    week = digest.closing_of(cohort, {What.TALKS: Tally(9, FLOOR), What.ASKS: Tally(9, FLOOR - 1)})
    assert (week.since_on, week.until_on) == (cohort.term_starts_on, last + timedelta(days=1))
    assert week.counts == {What.TALKS: 9}


@given(cohorts(), cohorts(), INSTANTS, st.integers(0, 20))
def test_a_changed_day_or_hour_moves_the_next_digest_within_its_week_or_later_and_never_into_the_past(
    before: Cohort, wanted: Cohort, planned: datetime, days: int
) -> None:
    """``planned``: when the digest that waits was planned, at the latest as the last one was posted."""
    due_at = digest.next_at(before, planned)
    now = min(planned + timedelta(days=days), due_at - timedelta(minutes=1))
    after = replace(wanted, zone=before.zone)
    moved_at = digest.moved(after, due_at, now)
    assert moved_at > now
    assert week_number(after, moved_at) >= week_number(after, due_at)
    assert in_zone(moved_at, after.zone).isoweekday() == after.digest_day
    assert digest.moved(after, moved_at, now) == moved_at


@given(cohorts(), st.integers(0, 120))
def test_the_programme_is_told_of_while_it_lasts_and_until_all_of_it_was(cohort: Cohort, days: int) -> None:
    cohort = replace(cohort, programme_on=date(2026, 11, 1))
    noon = datetime(2026, 11, 1, 12, tzinfo=ZoneInfo(cohort.zone)) + timedelta(days=days)
    assert bool(digest.programme_began_at(cohort, noon.astimezone(UTC))) == (days < 30)
    told = digest.month_of(cohort, noon.astimezone(UTC))
    if 7 <= days <= 30:
        assert told
    if days == 0 or days >= 30 + 14:
        assert told is None
    if told:
        began, until = (in_zone(instant, cohort.zone).date() for instant in told)
        assert began == date(2026, 11, 1)
        assert began < until <= min(noon.date(), date(2026, 12, 1))


@given(cohorts())
def test_all_of_the_programmes_month_is_told_of_at_its_end(cohort: Cohort) -> None:
    cohort = replace(cohort, programme_on=date(2026, 11, 1))
    end = datetime(2026, 12, 1, 1, tzinfo=ZoneInfo(cohort.zone)).astimezone(UTC)
    told = digest.month_of(cohort, digest.next_at(cohort, end - timedelta(hours=1)))
    assert told
    assert in_zone(told[1], cohort.zone).date() == date(2026, 12, 1)


@given(DAYS)
def test_every_week_has_another_tip_and_every_day_of_it_the_same(day: date) -> None:
    monday = day - timedelta(days=day.weekday())
    assert tip_of(day) == tip_of(monday)
    following = [tip_of(monday + timedelta(weeks=number)) for number in range(len(TIPS))]
    assert set(following) == set(TIPS)


@pytest.mark.parametrize(
    ("progress", "is_done"),
    [
        (Progress(10, 5, 1), True),
        (Progress(9, 9, 9), False),
        (Progress(20, 4, 1), False),
        (Progress(10, 5), False),
    ],
)
def test_the_month_is_done_with_ten_asks_five_of_them_to_strangers_and_one_talk(
    progress: Progress, is_done: bool
) -> None:
    assert progress.is_done == is_done
    assert programme.ends_on(date(2026, 11, 1)) == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (replace(COHORT, zone="Mars/Olympus"), "zone"),
        (replace(COHORT, term_ends_on=COHORT.term_starts_on), "term_ends_on"),
        (replace(COHORT, term_ends_on=date(2028, 1, 1)), "term_ends_on"),
        (replace(COHORT, cap=0), "cap"),
        (replace(COHORT, cap=21), "cap"),
    ],
)
def test_what_cannot_be_meant_is_refused_at_its_field(wanted: Cohort, field: str) -> None:
    check(COHORT)
    with pytest.raises(InvalidFields) as refused:
        check(wanted)
    assert list(refused.value.problems) == [field]
