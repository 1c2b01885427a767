"""The reminders of a scheduled conversation, over zones, clock changes and quiet hours."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from core.errors import InvalidFields
from core.local_time import in_zone, is_quiet
from core.meeting_rules import (
    KEPT_FREE,
    MeetingPrompt,
    check_length,
    check_start,
    prompts,
)
from core.model import QuietHours, ReminderKind

ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "Pacific/Honolulu",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "America/St_Johns",
]
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
BERLIN = "Europe/Berlin"
DEFAULT, NONE = QuietHours(), QuietHours(time(8), time(8))
CONFIRM, BRIEF, OUTCOME, OUTCOME_AGAIN = MeetingPrompt

zones = st.sampled_from(ZONES)
instants = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))
wall_times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
quiet_hours = st.builds(QuietHours, wall_times, wall_times)
lengths = st.timedeltas(5 * MINUTE, 12 * HOUR)
ahead = st.timedeltas(timedelta(seconds=1), 40 * DAY) | st.timedeltas(timedelta(seconds=1), 2 * DAY)


def local(text: str, zone: str = BERLIN) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def said(starts: str, scheduled: str, quiet: QuietHours = DEFAULT) -> dict[str, str]:
    """A conversation of half an hour in Berlin."""
    starts_at = local(starts)
    found = prompts(starts_at, starts_at + KEPT_FREE, local(scheduled), BERLIN, quiet)
    return {prompt.value: f"{in_zone(at, BERLIN):%a %H:%M}" for prompt, at in found.items()}


def test_a_conversation_scheduled_days_ahead_has_all_four() -> None:
    assert said("2026-11-26 15:00", "2026-11-20 11:00") == {
        "confirm": "Wed 09:00",
        "brief": "Thu 14:30",
        "outcome": "Thu 15:30",
        "outcome_again": "Sat 15:30",
    }


def test_the_brief_for_an_early_talk_comes_in_quiet_hours_and_the_question_how_it_went_waits() -> None:
    assert said("2026-11-26 08:00", "2026-11-20 11:00") == {
        "confirm": "Wed 09:00",
        "brief": "Thu 07:30",
        "outcome": "Thu 09:00",
        "outcome_again": "Sat 09:00",
    }


def test_a_talk_on_monday_is_confirmed_on_sunday() -> None:
    assert said("2026-11-30 15:00", "2026-11-20 11:00")["confirm"] == "Sun 09:00"


@pytest.mark.parametrize(
    "scheduled",
    ["2026-11-25 09:00", "2026-11-25 12:00", "2026-11-25 23:00", "2026-11-26 08:00"],
    ids=["that very morning", "the day before", "that night", "the same day"],
)
def test_what_was_agreed_after_the_morning_before_is_not_confirmed(scheduled: str) -> None:
    assert list(said("2026-11-26 15:00", scheduled)) == ["brief", "outcome", "outcome_again"]


def test_what_was_agreed_less_than_a_day_ahead_is_not_confirmed_even_before_that_morning() -> None:
    assert "confirm" not in said("2026-11-26 06:00", "2026-11-25 07:00")
    assert "confirm" in said("2026-11-26 07:00", "2026-11-25 07:00")


def test_scheduled_minutes_ahead_the_brief_comes_at_once() -> None:
    assert said("2026-11-26 15:00", "2026-11-26 14:50")["brief"] == "Thu 14:50"


def test_scheduled_once_it_has_begun_only_the_question_how_it_went_is_left() -> None:
    assert said("2026-11-26 15:00", "2026-11-26 15:00") == {
        "outcome": "Thu 15:30",
        "outcome_again": "Sat 15:30",
    }


@given(instants, lengths, ahead, zones, quiet_hours)
def test_they_come_in_order_and_none_before_it_was_scheduled(
    starts_at: datetime, lasts: timedelta, before: timedelta, zone: str, quiet: QuietHours
) -> None:
    scheduled_at = starts_at - before
    found = prompts(starts_at, starts_at + lasts, scheduled_at, zone, quiet)
    assert list(found) == [prompt for prompt in MeetingPrompt if prompt in found]
    assert list(found.values()) == sorted(found.values())
    assert all(at >= scheduled_at for at in found.values())
    assert len(set(found.values())) == len(found)


@given(instants, lengths, ahead, zones, quiet_hours)
def test_the_brief_comes_half_an_hour_before_or_at_once_whatever_the_quiet_hours(
    starts_at: datetime, lasts: timedelta, before: timedelta, zone: str, quiet: QuietHours
) -> None:
    brief_at = prompts(starts_at, starts_at + lasts, starts_at - before, zone, quiet)[BRIEF]
    assert brief_at == starts_at - min(before, 30 * MINUTE)


@given(instants, lengths, ahead, zones, quiet_hours)
def test_the_confirmation_comes_on_the_day_before_outside_quiet_hours_to_who_scheduled_a_day_ahead(
    starts_at: datetime, lasts: timedelta, before: timedelta, zone: str, quiet: QuietHours
) -> None:
    found = prompts(starts_at, starts_at + lasts, starts_at - before, zone, quiet)
    if CONFIRM not in found:
        return
    assert in_zone(found[CONFIRM], zone).date() == in_zone(starts_at, zone).date() - DAY
    assert not is_quiet(found[CONFIRM], zone, quiet)
    assert before >= DAY
    assert found[CONFIRM] > starts_at - before


@given(instants, lengths, st.timedeltas(50 * HOUR, 40 * DAY), zones)
def test_scheduled_two_days_ahead_it_is_always_confirmed_by_who_has_ordinary_quiet_hours(
    starts_at: datetime, lasts: timedelta, before: timedelta, zone: str
) -> None:
    assert CONFIRM in prompts(starts_at, starts_at + lasts, starts_at - before, zone, DEFAULT)


@given(instants, lengths, ahead, zones, quiet_hours)
def test_how_it_went_is_asked_after_the_end_outside_quiet_hours_and_once_more_two_days_later(
    starts_at: datetime, lasts: timedelta, before: timedelta, zone: str, quiet: QuietHours
) -> None:
    ends_at = starts_at + lasts
    found = prompts(starts_at, ends_at, starts_at - before, zone, quiet)
    for prompt in (OUTCOME, OUTCOME_AGAIN):
        assert not is_quiet(found[prompt], zone, quiet)
    assert found[OUTCOME] >= ends_at
    assert found[OUTCOME] == ends_at or is_quiet(ends_at, zone, quiet)
    assert found[OUTCOME_AGAIN] - found[OUTCOME] >= 48 * HOUR


@given(instants, lengths, ahead, zones)
def test_without_quiet_hours_it_is_asked_at_the_end_and_48_hours_later(
    starts_at: datetime, lasts: timedelta, before: timedelta, zone: str
) -> None:
    ends_at = starts_at + lasts
    found = prompts(starts_at, ends_at, starts_at - before, zone, NONE)
    assert (found[OUTCOME], found[OUTCOME_AGAIN]) == (ends_at, ends_at + 48 * HOUR)


def test_both_questions_how_it_went_are_reminders_of_one_kind() -> None:
    assert [prompt.kind for prompt in MeetingPrompt] == [
        ReminderKind.CONFIRM,
        ReminderKind.BRIEF,
        ReminderKind.OUTCOME,
        ReminderKind.OUTCOME,
    ]


@given(instants, st.timedeltas(timedelta(0), 900 * DAY), zones)
def test_a_start_that_has_passed_is_refused_with_what_to_do_instead(
    now: datetime, ago: timedelta, zone: str
) -> None:
    with pytest.raises(InvalidFields, match=r"has passed where you are\. .* log the conversation"):
        check_start(now - ago, now, zone)


@given(instants, st.timedeltas(timedelta(seconds=1), 366 * DAY), zones)
def test_a_start_within_a_year_is_taken(now: datetime, ahead: timedelta, zone: str) -> None:
    check_start(now + ahead, now, zone)


def test_a_start_more_than_a_year_ahead_is_asked_about() -> None:
    with pytest.raises(InvalidFields) as refusal:
        check_start(local("2028-11-26 15:00"), local("2026-11-26 15:00"), BERLIN)
    assert refusal.value.problems == {
        "starts_at": "Sunday 26 November 2028 is more than a year ahead. Check the year."
    }


@given(lengths)
def test_a_length_that_a_conversation_may_have_is_taken(duration: timedelta) -> None:
    check_length(duration)


@pytest.mark.parametrize("duration", [timedelta(0), 4 * MINUTE, 13 * HOUR, -HOUR])
def test_a_length_that_none_has_is_refused_with_what_is_possible(duration: timedelta) -> None:
    with pytest.raises(InvalidFields, match="between 5 minutes and 12 hours"):
        check_length(duration)
