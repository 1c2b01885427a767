"""Reading tasks and their days from what was written down: no word is lost, and no day is made up."""

from datetime import date, timedelta
from time import process_time

import pytest
from hypothesis import given, strategies as st

from core.model import Debrief
from core.task import TaskKind
from core.task_rules import AT_MOST, FARTHEST, WITHOUT_A_DAY, due_on_in, lines_of, tasks_in

MONDAY = date(2026, 11, 23)
typed = st.text(st.sampled_from("ab3 -•*·\n\r\u2028by Fri.next week"), max_size=200) | st.text(max_size=200)


@given(typed)
def test_no_word_is_lost(text: str) -> None:
    kept = "".join(" ".join(lines_of(text)).split()).replace(";", "")
    for line in text.splitlines():
        bare = line.strip().lstrip("-–—•*· ").split()
        assert "".join(bare).replace(";", "") in kept


@given(typed)
def test_there_is_a_task_for_every_line_and_never_more_than_ten(text: str) -> None:
    lines = [line for line in text.splitlines() if line.replace(";", "").strip()]
    assert min(len(lines), AT_MOST) <= len(lines_of(text)) <= AT_MOST
    assert all(line.strip() for line in lines_of(text))


@pytest.mark.parametrize(
    ("text", "tasks"),
    [
        ("Send her the poster. Read the lamprey paper.", ["Send her the poster.", "Read the lamprey paper."]),
        ("send the poster by Friday; ask Ben", ["send the poster by Friday", "ask Ben"]),
        ("Read chapter 3. Join ISPE", ["Read chapter 3.", "Join ISPE"]),
        ("Read her paper. It is in Science.", ["Read her paper. It is in Science."]),
        ("Write to Dr. Wu and Prof. Ito", ["Write to Dr. Wu and Prof. Ito"]),
        ("Read e.g. Nature, or the U.S. Code", ["Read e.g. Nature, or the U.S. Code"]),
        ("see https://noaa.gov/a;b", ["see https://noaa.gov/a;b"]),
    ],
)
def test_a_sentence_is_a_task_of_its_own_unless_it_says_more_of_the_one_before(
    text: str, tasks: list[str]
) -> None:
    assert lines_of(text) == tasks


def test_what_more_lines_say_stands_in_the_last_task() -> None:
    lines = [f"thing {number}" for number in range(12)]
    assert lines_of("\n".join(lines))[-1] == "thing 9 · thing 10 · thing 11"


def test_promises_come_before_advice_each_in_the_words_in_which_it_was_typed() -> None:
    said = Debrief(promise="- send the paper by Friday\n\n• thank Ben", advice="Join ISPE.")
    assert [(task.kind, task.text, task.due_on) for task in tasks_in(said, MONDAY)] == [
        (TaskKind.PROMISE, "send the paper by Friday", date(2026, 11, 27)),
        (TaskKind.PROMISE, "thank Ben", date(2026, 12, 7)),
        (TaskKind.ADVICE, "Join ISPE.", date(2026, 12, 7)),
    ]


@given(st.builds(Debrief, advice=typed, promise=typed), st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_every_task_has_a_day_from_today_to_a_year_from_now(debrief: Debrief, today: date) -> None:
    for task in tasks_in(debrief, today):
        assert today <= task.due_on <= today + FARTHEST


@given(st.text(st.characters(exclude_categories=["Nd"]), max_size=60), st.dates(MONDAY, date(2030, 1, 1)))
def test_a_day_in_full_is_read_after_whatever_stands_before_it(text: str, day: date) -> None:
    plain = text.replace("\n", " ")
    if due_on_in(plain, MONDAY) is None and day <= MONDAY + FARTHEST:
        assert due_on_in(f"{plain} by {day.isoformat()}", MONDAY) == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("send the paper by Friday", date(2026, 11, 27)),
        ("send it by Friday, not later", date(2026, 11, 27)),
        ("send it by Fri 5pm", date(2026, 11, 27)),
        ("call her on 3 December", date(2026, 12, 3)),
        ("let her know before Dec 4", date(2026, 12, 4)),
        ("by the 5th", date(2026, 12, 5)),
        ("write by tomorrow", date(2026, 11, 24)),
        ("tell her today", MONDAY),
        ("write next week", date(2026, 11, 30)),
        ("write next Thursday", date(2026, 12, 3)),
        ("join ISPE in two weeks", date(2026, 12, 7)),
        ("apply in 3 months", date(2027, 2, 21)),
        ("apply next month", date(2026, 12, 23)),
        # Whoever means today says so.
        ("send the slides by Monday", date(2026, 11, 30)),
    ],
)
def test_a_day_is_read_as_one_says_it(line: str, day: date) -> None:
    assert due_on_in(line, MONDAY) == day


@pytest.mark.parametrize(
    "line",
    [
        "send the paper",
        "read the book by the 5th author",
        "send it by 5pm",
        "apply by May",
        "send it by Friday 4 Dec",
        "call on 12/3",
        "tell her before Christmas",
        "read “On Writing”",
        "read The Second Sun",
        "work on 2 papers",
        "write on Nov 20",
        "write by Tuesday, or on Wednesday",
        "apply by 1 December 2031",
        "",
    ],
)
def test_what_is_no_day_or_could_be_two_is_none(line: str) -> None:
    assert due_on_in(line, MONDAY) is None


def test_without_a_day_it_is_a_fortnight_later() -> None:
    [task] = tasks_in(Debrief(advice="join ISPE"), MONDAY)
    assert task.due_on - MONDAY == WITHOUT_A_DAY == timedelta(days=14)


@pytest.mark.parametrize("part", ["by ", "by on ", "by 5th ", "until ", "tomorrow ", "by tomorrow\n"])
def test_nothing_that_fits_into_the_form_takes_long_to_read(part: str) -> None:
    began = process_time()
    tasks_in(Debrief(promise=(part * 1000)[:3000]), date(2026, 11, 25))
    assert process_time() - began < 0.2
