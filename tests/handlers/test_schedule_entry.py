"""Whom and when, out of the words after `/interview schedule`; and what a form is understood as."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import process_time

import pytest
from hypothesis import given, strategies as st

from core.errors import InvalidFields
from core.model import Contact, ContactDetails, Member, Owner
from core.scheduled import Medium, ScheduledInterview, ScheduledState
from handlers.log_entry import read_command as read_log_command
from handlers.schedule_entry import entry_to_move, plan_of, read_command, read_form, understood
from views.schedule_form import ScheduleEntry, Shown

# Monday 23 November 2026, 15:30 in New York.
NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
MAYA = Member(Owner("T1", "U1"), "America/New_York", NOW)
TOMORROW = datetime(2026, 11, 24, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "whom", "when"),
    [
        ("", "", ""),
        ("Dana Wu", "Dana Wu", ""),
        ("Dana Wu, Genentech", "Dana Wu, Genentech", ""),
        ("Dana Wu next Thu 3pm", "Dana Wu", "next Thu 3pm"),
        ("Dana Wu, next Thu 3pm", "Dana Wu", "next Thu 3pm"),
        ("Dana Wu, Genentech, Thu 3pm, 20 min", "Dana Wu, Genentech", "Thu 3pm, 20 min"),
        ("Dana Wu on Thursday at 3", "Dana Wu", "on Thursday at 3"),
        ("Dana Wu in 3 days at 10", "Dana Wu", "in 3 days at 10"),
        ("May Chen Dec 3 14:00", "May Chen", "Dec 3 14:00"),
        ("April Jones tomorrow 3pm", "April Jones", "tomorrow 3pm"),
        ("tomorrow 3pm", "", "tomorrow 3pm"),
        ("Dana Wu yesterday 3pm", "Dana Wu", "yesterday 3pm"),
    ],
)
def test_the_words_after_the_command_are_a_person_and_a_time(text: str, whom: str, when: str) -> None:
    assert read_command(text, NOW, MAYA.zone) == (whom, when)


@given(st.text(max_size=120))
def test_no_text_after_the_command_makes_it_stumble(text: str) -> None:
    whom, when = read_command(text, NOW, MAYA.zone)
    assert len(when) <= 120
    assert whom in " ".join(text.split()) or whom in text


@pytest.mark.parametrize(
    ("entry", "minutes"),
    [
        (ScheduleEntry(when="tomorrow 3pm"), 30),
        (ScheduleEntry(when="tomorrow 3pm", length="20"), 20),
        (ScheduleEntry(when="tomorrow 3pm", length=""), 30),
        (ScheduleEntry(when="tomorrow 3pm, 45 min", length="20"), 45),
        (ScheduleEntry(when="tomorrow 3-4pm", length="20"), 60),
    ],
)
def test_a_length_in_the_words_counts_before_the_chosen_one(entry: ScheduleEntry, minutes: int) -> None:
    plan = plan_of(entry, understood(entry, Shown(), NOW, MAYA))
    assert plan.starts_at == TOMORROW
    assert plan.duration == timedelta(minutes=minutes)


def test_words_that_were_shown_keep_their_meaning_also_after_midnight() -> None:
    entry = ScheduleEntry(when="tomorrow 3pm")
    shown = Shown.of(entry, 0, understood(entry, Shown(), NOW, MAYA))
    next_morning = NOW + timedelta(hours=10)
    assert understood(entry, shown, next_morning, MAYA).started_at == TOMORROW
    assert understood(entry, Shown(), next_morning, MAYA).started_at == TOMORROW + timedelta(days=1)


def test_what_was_shown_and_has_passed_since_is_refused_at_its_field() -> None:
    entry = ScheduleEntry(when="today 4pm")
    shown = Shown.of(entry, 0, understood(entry, Shown(), NOW, MAYA))
    with pytest.raises(InvalidFields) as caught:
        understood(entry, shown, NOW + timedelta(hours=1), MAYA)
    assert "has passed where you are" in caught.value.problems["when"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"when": ""}, "when"),
        ({"when": "soon"}, "when"),
        ({"when": "tomorrow 3pm, 2 min"}, "length"),
        ({"zone": "Mars/Olympus"}, "zone"),
    ],
)
def test_what_cannot_be_saved_is_said_at_its_field(change: dict[str, str], field: str) -> None:
    values = {"when": "tomorrow 3pm", "length": "30", "medium": "video", **change}
    with pytest.raises(InvalidFields) as caught:
        understood(read_form(values, None), Shown(), NOW, MAYA)
    assert list(caught.value.problems) == [field]


def test_what_is_agreed_fills_the_form_that_moves_it_and_reads_as_the_same() -> None:
    dana = Contact(1, ContactDetails("Dana Wu", zone="Europe/Berlin"))
    end = TOMORROW + timedelta(minutes=45)
    agreed = ScheduledInterview(
        1, dana, TOMORROW, end, Medium.PHONE, "+1 555 0100", ScheduledState.SCHEDULED, 0, NOW
    )
    entry = entry_to_move(agreed, MAYA, NOW)
    plan = plan_of(entry, understood(entry, Shown(), NOW, MAYA))
    assert (plan.starts_at, plan.starts_at + plan.duration) == (TOMORROW, end)
    assert (plan.medium, plan.place, plan.zone) == (Medium.PHONE, "+1 555 0100", "Europe/Berlin")
    over = replace(agreed, starts_at=NOW)
    assert entry_to_move(over, MAYA, NOW).when == ""


@pytest.mark.parametrize(
    ("when", "problem"),
    [
        ("tomorrow 25:00", "is not a time of day"),
        ("next Thu at 25:00", "is not a time of day"),
        ("30 Feb 3pm", "no day 30"),
        ("3/12 3pm", "can be 3 December or 12 March"),
    ],
)
def test_a_time_that_cannot_be_leaves_the_name_alone_and_is_said(when: str, problem: str) -> None:
    assert read_command(f"Dana Wu, NOAA {when}", NOW, MAYA.zone) == ("Dana Wu, NOAA", when)
    with pytest.raises(InvalidFields, match=problem):
        understood(ScheduleEntry(when=when), Shown(), NOW, MAYA)


def test_half_past_midnight_may_be_written_as_0_30_am() -> None:
    whom, when = read_command("Dana Wu, NOAA tomorrow 11:30pm-0:30am", NOW, MAYA.zone)
    span = understood(ScheduleEntry(when=when), Shown(), NOW, MAYA)
    assert whom == "Dana Wu, NOAA"
    assert (span.started_at, span.ended_at) == (
        TOMORROW + timedelta(hours=8.5),
        TOMORROW + timedelta(hours=9.5),
    )


@pytest.mark.parametrize("part", ["a ", "1 ", ", ", "until ", "1:", "3pm ", "in an hour until ", "İ"])
def test_the_longest_command_is_read_before_anybody_notices(part: str) -> None:
    text = (part * 4000)[:4000]
    began = process_time()
    read_command(text, NOW, MAYA.zone)
    read_log_command(text, NOW, MAYA.zone)
    # A tenth of what cubic cost took; on an idle machine it is a fiftieth of a second.
    assert process_time() - began < 0.4
