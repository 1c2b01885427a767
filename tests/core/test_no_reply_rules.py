"""The steps of an unanswered ask, over zones, clock changes, quiet hours and absences."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, strategies as st

from core.business_days import (
    add_business_days,
    business_day,
    business_days_between,
    is_weekday,
    morning_of,
    sendable_on_weekday,
)
from core.errors import InvalidFields
from core.local_time import in_zone, is_quiet
from core.model import QuietHours
from core.no_reply_rules import (
    CLOSE_AFTER_FOLLOW_UP,
    Absence,
    NoReplyStep,
    after_absence,
    check_until,
    put_off,
    steps_after,
)

ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "Pacific/Honolulu",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "America/St_Johns",
]
DAY = timedelta(days=1)
NEW_YORK = "America/New_York"
DEFAULT, NONE = QuietHours(), QuietHours(time(8), time(8))
SECOND_PERSON, FOLLOW_UP, CLOSE = NoReplyStep

zones = st.sampled_from(ZONES)
instants = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))
wall_times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
quiet_hours = st.builds(QuietHours, wall_times, wall_times)
gaps = st.timedeltas(timedelta(0), timedelta(days=25))
absent_days = st.integers(0, 40)
weekdays_chosen = st.frozensets(st.integers(1, 7), min_size=1)


def local(text: str, zone: str = NEW_YORK) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def said(steps: dict[NoReplyStep, datetime], zone: str = NEW_YORK) -> dict[str, str]:
    return {step.value: f"{in_zone(at, zone):%a %d %b %H:%M}" for step, at in steps.items()}


def away(noted_at: datetime, days: int, zone: str) -> Absence:
    return Absence(noted_at, in_zone(noted_at, zone).date() + days * DAY)


def test_an_ask_sent_on_a_monday_afternoon_has_3_7_and_14_working_days() -> None:
    assert said(steps_after(local("2026-11-02 15:00"), NEW_YORK, DEFAULT)) == {
        "second_person": "Thu 05 Nov 15:00",
        "follow_up": "Wed 11 Nov 15:00",
        "close": "Fri 20 Nov 15:00",
    }


def test_an_ask_sent_on_a_friday_night_is_counted_in_working_days_and_told_in_the_morning() -> None:
    assert said(steps_after(local("2026-11-06 23:30"), NEW_YORK, DEFAULT)) == {
        "second_person": "Thu 12 Nov 09:00",
        "follow_up": "Wed 18 Nov 09:00",
        "close": "Fri 27 Nov 09:00",
    }


@given(instants, zones)
def test_without_quiet_hours_each_comes_at_the_hour_at_which_the_ask_was_sent(
    sent_at: datetime, zone: str
) -> None:
    steps = steps_after(sent_at, zone, NONE)
    assert steps == {step: add_business_days(sent_at, step.business_days, zone) for step in NoReplyStep}


@given(instants, zones, quiet_hours, st.none() | gaps, st.none() | st.tuples(gaps, absent_days))
def test_whatever_happened_no_step_falls_on_a_weekend_or_into_quiet_hours_and_their_order_is_kept(
    sent_at: datetime,
    zone: str,
    quiet: QuietHours,
    follow_up: timedelta | None,
    absent: tuple[timedelta, int] | None,
) -> None:
    followed_up_at = None if follow_up is None else sent_at + follow_up
    absence = None if absent is None else away(sent_at + absent[0], absent[1], zone)
    steps = steps_after(sent_at, zone, quiet, followed_up_at=followed_up_at, absence=absence)
    for at in steps.values():
        assert is_weekday(in_zone(at, zone).date())
        assert not is_quiet(at, zone, quiet)
        assert at > sent_at
    assert list(steps) == [step for step in NoReplyStep if step in steps]
    assert list(steps.values()) == sorted(steps.values())
    assert CLOSE in steps


@given(instants, zones, quiet_hours)
def test_before_anything_happened_there_are_three_and_days_between_them(
    sent_at: datetime, zone: str, quiet: QuietHours
) -> None:
    steps = steps_after(sent_at, zone, quiet)
    assert list(steps) == [SECOND_PERSON, FOLLOW_UP, CLOSE]
    assert steps[FOLLOW_UP] - steps[SECOND_PERSON] > 2 * DAY
    assert steps[CLOSE] - steps[FOLLOW_UP] > 5 * DAY


@given(instants, gaps, zones, quiet_hours)
def test_after_a_follow_up_nothing_but_the_close_remains_and_the_follow_up_has_its_7_working_days(
    sent_at: datetime, gap: timedelta, zone: str, quiet: QuietHours
) -> None:
    followed_up_at = sent_at + gap
    steps = steps_after(sent_at, zone, quiet, followed_up_at=followed_up_at)
    assert list(steps) == [CLOSE]
    assert steps[CLOSE] >= add_business_days(followed_up_at, 7, zone)
    assert steps[CLOSE] >= steps_after(sent_at, zone, quiet)[CLOSE]


def test_a_follow_up_sent_late_moves_the_close_and_one_sent_early_does_not() -> None:
    sent_at = local("2026-11-02 15:00")
    early = steps_after(sent_at, NEW_YORK, DEFAULT, followed_up_at=local("2026-11-09 10:00"))
    late = steps_after(sent_at, NEW_YORK, DEFAULT, followed_up_at=local("2026-11-18 10:00"))
    assert said(early) == {"close": "Fri 20 Nov 15:00"}
    assert said(late) == {"close": "Fri 27 Nov 10:00"}


def test_out_of_office_on_the_day_of_the_ask_starts_the_clock_on_the_morning_of_the_return() -> None:
    absence = Absence(local("2026-11-02 15:01"), date(2026, 11, 13))
    assert said(steps_after(local("2026-11-02 15:00"), NEW_YORK, DEFAULT, absence=absence)) == {
        "second_person": "Thu 19 Nov 09:00",
        "follow_up": "Wed 25 Nov 09:00",
        "close": "Fri 04 Dec 09:00",
    }


def test_out_of_office_later_leaves_what_was_told_and_moves_what_was_left() -> None:
    absence = Absence(local("2026-11-09 16:00"), date(2026, 11, 18))
    assert said(steps_after(local("2026-11-02 15:00"), NEW_YORK, DEFAULT, absence=absence)) == {
        "second_person": "Thu 05 Nov 15:00",
        "follow_up": "Mon 23 Nov 09:00",
        "close": "Wed 02 Dec 09:00",
    }


@given(instants, gaps, absent_days, zones, quiet_hours)
def test_an_absence_moves_what_is_still_to_come_behind_it_and_nothing_else(
    sent_at: datetime, gap: timedelta, days: int, zone: str, quiet: QuietHours
) -> None:
    noted_at = sent_at + gap
    absence = away(noted_at, days, zone)
    back_at = morning_of(business_day(absence.until, 1), zone, quiet)
    assume(back_at > noted_at)
    planned, moved = steps_after(sent_at, zone, quiet), steps_after(sent_at, zone, quiet, absence=absence)
    for step, at in planned.items():
        if at <= noted_at:
            assert moved[step] == at
        else:
            assert moved[step] >= max(at, back_at)


@given(instants, gaps, absent_days, zones)
def test_after_an_absence_as_many_working_days_are_left_as_before_it(
    sent_at: datetime, gap: timedelta, days: int, zone: str
) -> None:
    noted_at = sent_at + gap
    absence = away(noted_at, days, zone)
    back_at = morning_of(business_day(absence.until, 1), zone, NONE)
    used = business_days_between(sent_at, noted_at, zone)
    for step, at in steps_after(sent_at, zone, NONE, absence=absence).items():
        if used < step.business_days:
            assert business_days_between(back_at, at, zone) == step.business_days - used


@given(instants, gaps, zones, quiet_hours)
def test_an_absence_that_is_over_when_it_is_noted_moves_nothing(
    sent_at: datetime, gap: timedelta, zone: str, quiet: QuietHours
) -> None:
    absence = away(sent_at + gap, -7, zone)
    assert steps_after(sent_at, zone, quiet, absence=absence) == steps_after(sent_at, zone, quiet)


@given(instants, gaps, absent_days, zones, quiet_hours)
def test_a_follow_up_sent_into_an_absence_gets_its_7_working_days_after_the_return(
    sent_at: datetime, gap: timedelta, days: int, zone: str, quiet: QuietHours
) -> None:
    absence = away(sent_at + gap, days, zone)
    back_at = morning_of(business_day(absence.until, 1), zone, quiet)
    followed_up_at = absence.since + (back_at - absence.since) / 2
    assume(absence.since < followed_up_at < back_at)
    steps = steps_after(sent_at, zone, quiet, followed_up_at=followed_up_at, absence=absence)
    expected = sendable_on_weekday(add_business_days(back_at, 7, zone), zone, quiet)
    assert steps[CLOSE] >= expected


@given(instants, zones, zones)
def test_reckoned_anew_in_another_zone_a_step_moves_by_no_more_than_a_day_and_a_weekend(
    sent_at: datetime, home: str, abroad: str
) -> None:
    at_home, elsewhere = steps_after(sent_at, home, NONE), steps_after(sent_at, abroad, NONE)
    for step in NoReplyStep:
        assert abs(elsewhere[step] - at_home[step]) <= 3 * DAY + timedelta(hours=2)


def test_still_away_the_first_absence_grows_longer() -> None:
    sent_at = local("2026-11-02 15:00")
    known = Absence(local("2026-11-03 10:00"), date(2026, 11, 6))
    longer = after_absence(
        date(2026, 11, 13), local("2026-11-06 10:00"), sent_at, NEW_YORK, DEFAULT, known=known
    )
    assert longer == Absence(known.since, date(2026, 11, 13))


def test_away_once_more_the_days_between_the_two_count_and_those_away_do_not() -> None:
    sent_at = local("2026-11-02 15:00")
    known = Absence(local("2026-11-03 16:00"), date(2026, 11, 6))
    noted_at = local("2026-11-10 10:00")
    again = after_absence(date(2026, 11, 20), noted_at, sent_at, NEW_YORK, DEFAULT, known=known)
    # One working day before the first absence, one between the two: one of three is left.
    assert said(steps_after(sent_at, NEW_YORK, DEFAULT, absence=again)) == {
        "second_person": "Tue 24 Nov 09:00",
        "follow_up": "Mon 30 Nov 09:00",
        "close": "Wed 09 Dec 09:00",
    }


@given(instants, gaps, absent_days, gaps, absent_days, zones)
def test_two_absences_use_up_no_more_working_days_than_lie_outside_both(
    sent_at: datetime, gap: timedelta, days: int, later: timedelta, more: int, zone: str
) -> None:
    first = after_absence(
        in_zone(sent_at + gap, zone).date() + days * DAY, sent_at + gap, sent_at, zone, NONE
    )
    back_at = morning_of(business_day(first.until, 1), zone, NONE)
    noted_at = max(back_at, first.since) + later
    both = after_absence(
        in_zone(noted_at, zone).date() + more * DAY, noted_at, sent_at, zone, NONE, known=first
    )
    outside = business_days_between(sent_at, first.since, zone) + business_days_between(
        back_at, noted_at, zone
    )
    assert business_days_between(sent_at, both.since, zone) == outside


def test_a_return_that_has_passed_or_lies_years_ahead_is_asked_about() -> None:
    today = date(2026, 11, 24)
    with pytest.raises(InvalidFields, match="That day has passed"):
        check_until(today - DAY, today)
    with pytest.raises(InvalidFields, match="Check the year"):
        check_until(date(2028, 11, 24), today)
    check_until(today, today)
    check_until(date(2027, 11, 24), today)


@given(instants, zones, quiet_hours, gaps, absent_days)
def test_what_waits_for_the_end_of_a_pause_keeps_its_order_and_gives_the_follow_up_its_time(
    sent_at: datetime, zone: str, quiet: QuietHours, since: timedelta, days: int
) -> None:
    steps = {step: at for step, at in steps_after(sent_at, zone, quiet).items() if at > sent_at + since}
    until = morning_of(business_day(in_zone(sent_at + since, zone).date(), days), zone, quiet)
    later = put_off(steps, until, zone, quiet)
    assert list(later) == list(steps)
    assert list(later.values()) == sorted(later.values())
    assert all(at >= max(until, steps[step]) for step, at in later.items())
    if FOLLOW_UP in steps and steps[FOLLOW_UP] < until:
        assert business_days_between(later[FOLLOW_UP], later[CLOSE], zone) >= CLOSE_AFTER_FOLLOW_UP


@given(instants, zones, quiet_hours, weekdays_chosen)
def test_steps_keep_to_the_chosen_weekdays_roll_forward_and_leave_a_follow_up_its_time(
    sent_at: datetime, zone: str, quiet: QuietHours, weekdays: frozenset[int]
) -> None:
    steps = steps_after(sent_at, zone, quiet, weekdays=weekdays)
    assert all(is_weekday(in_zone(at, zone).date(), weekdays) for at in steps.values())
    assert not any(is_quiet(at, zone, quiet) for at in steps.values()) or quiet.start != quiet.end
    assert list(steps.values()) == sorted(steps.values())
    for step, at in steps_after(sent_at, zone, NONE).items():
        assert timedelta(0) <= steps_after(sent_at, zone, NONE, weekdays=weekdays)[step] - at <= 14 * DAY
    assert steps[CLOSE] >= add_business_days(steps[FOLLOW_UP], CLOSE_AFTER_FOLLOW_UP, zone)


def test_a_step_that_a_day_off_would_catch_comes_on_the_next_chosen_day_at_the_same_hour() -> None:
    weekdays = frozenset({2, 4})
    assert said(steps_after(local("2026-11-02 15:00"), NEW_YORK, DEFAULT, weekdays=weekdays)) == {
        "second_person": "Thu 05 Nov 15:00",
        "follow_up": "Thu 12 Nov 15:00",
        "close": "Tue 24 Nov 15:00",
    }
