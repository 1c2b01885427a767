"""Reading on which day two people were in touch, as students type it."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from core.errors import UnreadableTime
from core.local_time import in_zone
from core.when import OLDEST, read_moment

ZONE = "America/New_York"
# Monday 23 November 2026, 15:30 in New York.
NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", "Mon 2026-11-23 15:30"),
        ("just now", "Mon 2026-11-23 15:30"),
        ("an hour ago", "Mon 2026-11-23 14:30"),
        ("this morning", "Mon 2026-11-23 15:30"),
        ("today at 9am", "Mon 2026-11-23 09:00"),
        ("9am", "Mon 2026-11-23 09:00"),
        ("yesterday", "Sun 2026-11-22 12:00"),
        ("yesterday 3pm", "Sun 2026-11-22 15:00"),
        ("Thu", "Thu 2026-11-19 12:00"),
        ("last Monday", "Mon 2026-11-16 12:00"),
        ("3 days ago", "Fri 2026-11-20 12:00"),
        ("2 weeks ago", "Mon 2026-11-09 12:00"),
        ("on the 5th", "Thu 2026-11-05 12:00"),
        ("19 Nov", "Thu 2026-11-19 12:00"),
        ("2026-03-08", "Sun 2026-03-08 12:00"),
    ],
)
def test_a_day_is_read_without_a_time_of_day(text: str, expected: str) -> None:
    assert f"{in_zone(read_moment(text, NOW, ZONE), ZONE):%a %Y-%m-%d %H:%M}" == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "On which day was it?"),
        ("recently", "I can't read “recently” as a day. Try “today”"),
        ("tomorrow", "still to come"),
        ("today at 6pm", "still to come"),
        ("3 May 2019", "more than five years ago"),
        ("3/12", ""),
        ("Tue 19 Nov", "Which day do you mean?"),
    ],
)
def test_what_is_no_day_of_the_past_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(UnreadableTime) as refusal:
        read_moment(text, NOW, ZONE)
    assert why in refusal.value.sentence


@given(st.text(max_size=60), st.integers(0, 900))
def test_whatever_is_typed_is_a_moment_of_the_last_years_or_refused(text: str, days: int) -> None:
    now = NOW + timedelta(days=days)
    with suppress(UnreadableTime):
        assert timedelta(0) <= now - read_moment(text, now, ZONE) <= OLDEST
