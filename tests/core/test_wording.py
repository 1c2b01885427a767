"""Days as one says them, and several lines as one sentence."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from core.wording import due, in_one_line

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (4, "on Friday"),
        (7, "on Mon 30 Nov 2026"),
        (-1, "since yesterday"),
        (-3, "since Friday"),
        (-7, "since Mon 16 Nov 2026"),
    ],
)
def test_a_day_on_which_something_is_due_is_said_from_where_one_stands(days: int, said: str) -> None:
    assert due(MONDAY + timedelta(days=days), MONDAY) == said


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("join ISPE\nread the paper", "join ISPE; read the paper"),
        ("- join ISPE\n\n• read  the paper.\n", "join ISPE; read the paper."),
        ("Join ISPE.\nRead the paper.", "Join ISPE. Read the paper."),
        ("", ""),
    ],
)
def test_several_lines_become_one_without_running_together(text: str, line: str) -> None:
    assert in_one_line(text) == line


@given(st.text())
def test_a_line_stays_one_line(text: str) -> None:
    assert len(in_one_line(text).splitlines()) <= 1
