"""A month, told in full: `a_month.txt` is everything that a student does and is told, to be read as a story.

It is compared to the letter. ``INROAD_RETELL=1`` writes it anew, to be read before it is kept. What must hold
in any month stands below in plain words.
"""

import os
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from ical.calendar_stream import IcsCalendarStream
from ical.event import EventStatus
from sqlalchemy import select

from core.delivering import Timing
from core.thank_you_rules import DUE_WITHIN, LATE, deadline
from sandbox.view_state import elements
from storage.database import Database
from storage.tables import interviews
from tests.scenarios import a_month
from tests.scenarios.diary import ANSWER, Told
from tests.scenarios.student import Student
from tests.world import World, inhabited
from views.ids import Do

STORY = Path(__file__).with_name("a_month.txt")
NOT_PACED = Timing(apart=timedelta())

HOURS_CHANGE_AT = datetime(2026, 11, 9, 11, 30)
PAUSE_FROM, PAUSE_UNTIL = datetime(2026, 10, 30, 15), date(2026, 11, 7)
NUDGES = {"no_reply", "keep_in_touch"}
SILENCE: list[tuple[str, datetime, str, set[str] | None]] = [
    ("Chi Ngo", datetime(2026, 10, 14, 12, 30), "deleted", None),
    ("Grace Lim", datetime(2026, 10, 14, 17), "answered", {"no_reply"}),
    ("Kofi Boateng", datetime(2026, 10, 19, 11, 30), "archived", None),
    ("Dana Wu", datetime(2026, 10, 23, 18), "answered", {"no_reply"}),
    ("Juan Mora", datetime(2026, 10, 27, 18), "cancelled", None),
    ("Femi Ade", datetime(2026, 10, 30, 10, 30), "closed", None),
    ("Ana Ruiz", datetime(2026, 10, 30, 15), "answered", {"no_reply"}),
]


async def test_a_month_is_told_as_it_is_written_down_and_keeps_every_rule(sqlite: Database) -> None:
    async with inhabited(sqlite, starts_at=a_month.STARTS_AT, timing=NOT_PACED) as world:
        maya = Student(world, world.maya)
        for week in a_month.WEEKS:
            await week(maya)
        story, told = maya.diary.story, maya.diary.told
        assert not world.sandbox.problems
        reminders = [each for each in told if each.kind != ANSWER]
        for rule in RULES:
            rule(reminders)
        _first_reminder_comes_within_the_24_hours(world, reminders)
        _calendar_files_follow_one_another(told)
        _every_button_is_known(told)
    if os.environ.get("INROAD_RETELL"):
        STORY.write_text(story)
        pytest.skip("The story was written anew: read it, then run this again.")
    assert story == STORY.read_text()


def _quiet_hours_hold_except_for_briefs(reminders: Sequence[Told]) -> None:
    for told in reminders:
        wall = told.at.replace(tzinfo=None)
        start, end = (time(20), time(9)) if wall < HOURS_CHANGE_AT else (time(21), time(8))
        # Whoever logs late is there, at whatever hour.
        is_exempt = told.kind == "brief" or (told.kind == "thank_you" and told.occurrence == LATE)
        assert is_exempt or end <= wall.time() < start, told


def _no_nudge_comes_on_a_weekend_or_in_the_pause(reminders: Sequence[Told]) -> None:
    for told in reminders:
        wall = told.at.replace(tzinfo=None)
        if told.kind in NUDGES:
            assert wall.weekday() < 5, told
            assert wall < PAUSE_FROM or wall.date() >= PAUSE_UNTIL, told


def _no_note_is_reminded_of_more_than_twice(reminders: Sequence[Told]) -> None:
    by_note = defaultdict(list)
    for told in reminders:
        if told.kind == "thank_you":
            by_note[told.subject_id].append(told)
    assert max(map(len, by_note.values())) == 2


def _nothing_comes_about_what_is_over(reminders: Sequence[Told]) -> None:
    for name, since, why, kinds in SILENCE:
        for told in reminders:
            is_about = f"*{name}" in told.message.plain_text and (kinds is None or told.kind in kinds)
            assert not is_about or told.at.replace(tzinfo=None) <= since, (why, told)


def _every_reminder_can_be_heard(reminders: Sequence[Told]) -> None:
    """What is read aloud names whom the reminder is about, and nothing in it pings anybody."""
    for told in reminders:
        first_line = told.message.plain_text.splitlines()[0]
        assert first_line in told.message.text, told
        assert not told.message.pings, told


RULES: Sequence[Callable[[Sequence[Told]], None]] = (
    _quiet_hours_hold_except_for_briefs,
    _no_nudge_comes_on_a_weekend_or_in_the_pause,
    _no_note_is_reminded_of_more_than_twice,
    _nothing_comes_about_what_is_over,
    _every_reminder_can_be_heard,
)


def _first_reminder_comes_within_the_24_hours(world: World, reminders: Sequence[Told]) -> None:
    """A talk that was logged later than that is reminded of at once, and once."""
    columns = interviews.c
    with world.database.engine.connect() as connection:
        rows = connection.execute(select(columns.id, columns.ended_at, columns.logged_at)).all()
    for interview_id, ended_at, logged_at in rows:
        told = [each for each in reminders if (each.kind, each.subject_id) == ("thank_you", interview_id)]
        if logged_at - ended_at > DUE_WITHIN:
            assert [each.at for each in told] == [logged_at]
        else:
            assert ended_at < told[0].at < deadline(ended_at)


def _calendar_files_follow_one_another(told: Sequence[Told]) -> None:
    files = [file for each in told for file in each.message.files]
    events = [IcsCalendarStream.calendar_from_ics(file.content.decode()).events[0] for file in files]
    by_uid = defaultdict(list)
    for event in events:
        by_uid[event.uid].append(event.sequence)
    assert all(numbers == list(range(len(numbers))) for numbers in by_uid.values())
    assert [event.status for event in events if event.status != EventStatus.CONFIRMED] == ["CANCELLED"]


def _every_button_is_known(told: Sequence[Told]) -> None:
    actions = {element["action_id"] for each in told for _, element in elements(each.message.blocks)}
    assert actions <= set(Do)
