"""A year, lived day by day: what is told in it keeps every rule, and nobody whose turn comes is forgotten.

``INROAD_TELL=1`` prints every message on a line of its own, to be read as the student would.
"""

import os
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from itertools import pairwise

from sqlalchemy import select

from core.delivering import Timing
from core.thank_you_rules import DUE_WITHIN, LATE, deadline
from storage.database import Database
from storage.tables import contacts, interviews
from tests.scenarios import a_year
from tests.scenarios.heard import Heard
from tests.scenarios.life import Life
from tests.world import World, inhabited

NOT_PACED = Timing(apart=timedelta())
NUDGES = {"keep_in_touch", "no_reply", "act_on_referral", "tell_referrer"}


async def test_in_a_year_every_rule_holds_and_nobody_whose_turn_comes_is_forgotten(sqlite: Database) -> None:
    async with inhabited(sqlite, starts_at=a_year.STARTS_AT, timing=NOT_PACED) as world:
        life = Life(world, world.maya, a_year.talks())
        for season in a_year.SEASONS:
            await season(life)
        assert not world.sandbox.problems
        if os.environ.get("INROAD_TELL"):
            sys.stdout.write("\n".join(["", *(heard.line for heard in life.heard), ""]))
        for rule in RULES:
            rule(life.heard)
        _everybody_is_named_on_the_morning_of_their_turn(life)
        _nobody_is_named_twice_for_one_turn(life)
        _nothing_is_heard_of_whoever_is_gone(life)
        _what_is_due_is_named_once(life)
        _every_note_is_reminded_of_in_its_24_hours(world, life.heard)


def _no_morning_has_more_than_one_nudge_for_three(told: Sequence[Heard]) -> None:
    nudges = [heard for heard in told if heard.kind == "keep_in_touch"]
    days = Counter(heard.at.date() for heard in nudges)
    assert [day for day, count in days.items() if count > 1] == []
    assert [heard.line for heard in nudges if len(heard.turns) > a_year.AT_MOST_NAMED] == []
    assert len(nudges) > 50


def _no_nudge_comes_on_a_day_that_is_not_chosen(told: Sequence[Heard]) -> None:
    for heard in told:
        day = heard.at.date()
        chosen = a_year.THREE_DAYS if day >= a_year.THREE_DAYS_FROM else frozenset(range(1, 6))
        assert heard.kind not in NUDGES or day.isoweekday() in chosen, heard.line


def _no_nudge_comes_in_the_exams(told: Sequence[Heard]) -> None:
    for heard in told:
        is_in_exams = any(first <= heard.at.date() < back for first, back in a_year.EXAMS)
        assert heard.kind not in NUDGES or not is_in_exams, heard.line


def _quiet_hours_hold_except_for_briefs(told: Sequence[Heard]) -> None:
    for heard in told:
        is_early = heard.at.date() >= a_year.EARLIER_HOURS_FROM
        start, end = (time(19), time(8)) if is_early else (time(20), time(9))
        # Whoever logs late is there, at whatever hour.
        is_exempt = heard.kind == "brief" or (heard.kind == "thank_you" and heard.occurrence == LATE)
        assert is_exempt or end <= heard.at.time() < start, heard.line


def _no_note_is_reminded_of_more_than_twice(told: Sequence[Heard]) -> None:
    by_note = Counter(heard.subject_id for heard in told if heard.kind == "thank_you")
    assert max(by_note.values()) == 2


def _nobody_is_named_twice_for_one_turn(life: Life) -> None:
    """Between two namings of a person lies a touch, a week's delay, or another choice how often."""
    named_at: dict[str, list[datetime]] = defaultdict(list)
    for heard in life.heard:
        for name in heard.turns:
            named_at[name].append(heard.at)
    for name, instants in named_at.items():
        for first, second in pairwise(instants):
            assert any(first < at < second for at in life.count.moved[name]), (name, first, second)


RULES: Sequence[Callable[[Sequence[Heard]], None]] = (
    _no_morning_has_more_than_one_nudge_for_three,
    _no_nudge_comes_on_a_day_that_is_not_chosen,
    _no_nudge_comes_in_the_exams,
    _quiet_hours_hold_except_for_briefs,
    _no_note_is_reminded_of_more_than_twice,
)


def _everybody_is_named_on_the_morning_of_their_turn(life: Life) -> None:
    """Three a morning, most overdue first: so whoever has k people before them waits k // 3 mornings."""
    assert [morning for morning in life.mornings if morning.named != morning.expected] == []


def _nothing_is_heard_of_whoever_is_gone(life: Life) -> None:
    assert {silence.why for silence in life.silences} == {"stopped", "archived", "deleted", "merged"}
    for silence in life.silences:
        for heard in life.heard:
            names = heard.turns if silence.of_turns else heard.bold
            is_after = heard.at > silence.since and (silence.until is None or heard.at < silence.until)
            assert not (is_after and silence.name in names), (silence.why, heard.line)


def _what_is_due_is_named_once(life: Life) -> None:
    """What was left to do with somebody who was put away or deleted before its day is not named at all."""
    named = Counter(task for heard in life.heard for task in heard.tasks)
    assert named == Counter(life.tasks)
    assert len(life.tasks) > 40


def _every_note_is_reminded_of_in_its_24_hours(world: World, told: Sequence[Heard]) -> None:
    """A talk that was logged later than that is reminded of at once, and once; nobody put away is."""
    by_note: dict[int, list[datetime]] = defaultdict(list)
    for heard in told:
        if heard.kind == "thank_you":
            by_note[heard.subject_id].append(heard.at)
    columns = interviews.c
    with world.database.engine.connect() as connection:
        rows = connection.execute(
            select(columns.id, columns.ended_at, columns.logged_at, columns.thank_you_closed_at)
            .join_from(interviews, contacts, contacts.c.id == columns.contact_id)
            .where(contacts.c.archived_at.is_(None))
        ).all()
    for interview_id, ended_at, logged_at, closed_at in rows:
        first = next(iter(by_note[interview_id]), None)
        if logged_at - ended_at > DUE_WITHIN:
            assert by_note[interview_id] == [logged_at]
        elif first is None:
            assert closed_at < deadline(ended_at)
        else:
            assert ended_at < first < deadline(ended_at)
