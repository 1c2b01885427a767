"""When somebody's turn comes: from the last touch, and not soon after a nudge has named them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import assume, given, strategies as st

from core.keep_in_touch_clock import counted, rested
from core.keep_in_touch_rules import LONGEST_DAYS, SHORTEST_DAYS
from core.nudges import Keeping

ZONE = "America/New_York"
DAY = timedelta(days=1)
NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
TODAY = date(2026, 11, 23)

past = st.timedeltas(timedelta(minutes=1), timedelta(days=400)).map(lambda ago: NOW - ago)
cadences = st.integers(SHORTEST_DAYS, LONGEST_DAYS)
days = st.integers(-400, 400).map(lambda number: TODAY + number * DAY)


def turn(touched_at: datetime, cadence: int | None, snoozed_until: date | None = None) -> Keeping:
    return counted(Keeping(cadence, touched_at, snoozed_until), ZONE)


@given(past, cadences, cadences, past)
def test_whoever_was_named_rests_after_every_choice_for_a_fortnight_or_the_cadence_from_today(
    touched_at: datetime, before: int, chosen: int, named_at: datetime
) -> None:
    assume(before != chosen)
    after = rested(turn(touched_at, chosen), turn(touched_at, before), named_at, TODAY)
    assert after.due_on is not None
    assert after.due_on >= TODAY + min(chosen, 14) * DAY
    assert after.due_on in {turn(touched_at, chosen).due_on, TODAY + min(chosen, 14) * DAY}
    assert counted(after, ZONE) == after


@given(past, past, cadences, past)
def test_a_touch_that_is_remembered_late_names_nobody_anew_the_next_morning(
    touched_at: datetime, remembered_at: datetime, cadence: int, named_at: datetime
) -> None:
    last = max(touched_at, remembered_at)
    assume(named_at > last)
    before, after = turn(touched_at, cadence), turn(last, cadence)
    moved = rested(after, before, named_at, TODAY)
    assert moved.due_on == before.due_on or (moved.due_on and moved.due_on > TODAY + 6 * DAY)


@given(past, cadences, st.none() | cadences)
def test_whoever_was_never_named_counts_from_the_last_touch(
    touched_at: datetime, cadence: int, before: int | None
) -> None:
    after = turn(touched_at, cadence)
    assert rested(after, turn(touched_at, before), None, TODAY) == after


@given(past, cadences, past, days)
def test_a_delay_that_is_chosen_holds_to_the_day(
    touched_at: datetime, cadence: int, named_at: datetime, until: date
) -> None:
    put_off = turn(touched_at, cadence, until)
    assert rested(put_off, turn(touched_at, cadence), named_at, TODAY) == put_off


@given(past, cadences, past)
def test_whoever_was_in_touch_since_counts_from_that(
    touched_at: datetime, cadence: int, named_at: datetime
) -> None:
    assume(touched_at >= named_at)
    after = turn(touched_at, cadence)
    assert rested(after, turn(named_at - 60 * DAY, cadence), named_at, TODAY) == after


def test_whoever_is_archived_or_has_no_nudges_has_no_day() -> None:
    for keeping in (Keeping(60, NOW, is_archived=True), Keeping(None, NOW), Keeping(60)):
        due = counted(replace(keeping, due_on=TODAY), ZONE)
        assert due.due_on is None
        assert rested(due, turn(NOW, 30), NOW, TODAY) == due
