"""Questions in order, the last one always last, time boxes, and answers that stay with their questions."""

import pytest
from hypothesis import given, strategies as st

from core.errors import InvalidFields
from core.preparation import (
    CHECKLIST,
    LENGTHS,
    MOST_QUESTIONS,
    PLANNED_MINUTES,
    QUESTION_LIMIT,
    TOP,
    Asked,
    Prep,
    TimeBoxes,
    answered,
    lines_of,
    ordered,
    read_lines,
    same,
    suggested,
    time_boxes,
    with_questions,
)
from core.question_bank import BANK, LAST, Group, Priority, by_key, in_group

texts = st.one_of(
    st.sampled_from(
        [LAST, LAST.upper(), "whom else should I talk  with, and may I use your name", "Why?", "why"]
    ),
    st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=40).filter(same),
)
questions = st.lists(
    st.builds(Asked, texts, st.sampled_from(Priority), st.sampled_from(["", "yes", "because"])), max_size=12
)


@given(questions)
def test_the_last_question_comes_last_and_never_twice(asked: list[Asked]) -> None:
    shown = [each.text for each in ordered(asked)]
    assert shown[-1] == LAST
    assert [same(text) for text in shown].count(same(LAST)) == 1


@given(questions)
def test_questions_go_from_must_to_if_time_in_the_students_own_order(asked: list[Asked]) -> None:
    *shown, _ = ordered(asked)
    importance = [list(Priority).index(each.priority) for each in shown]
    assert importance == sorted(importance)
    for priority in Priority:
        own = [each.text for each in asked if each.priority is priority]
        kept = [each.text for each in shown if each.priority is priority]
        assert kept == sorted(kept, key=own.index)


@given(questions)
def test_ordering_what_is_in_order_changes_nothing(asked: list[Asked]) -> None:
    once = ordered(asked)
    assert ordered(once) == once


@given(questions)
def test_no_question_and_no_answer_is_lost_in_ordering(asked: list[Asked]) -> None:
    shown = {same(each.text): each.answer for each in ordered(asked)}
    for each in asked:
        assert each.answer in shown[same(each.text)]


@given(questions)
def test_a_form_gives_back_the_questions_that_it_showed(asked: list[Asked]) -> None:
    shown = ordered(Asked(each.text, each.priority) for each in asked)
    assert read_lines({priority: lines_of(shown, priority) for priority in Priority}) == shown


@given(st.dictionaries(st.sampled_from(Priority), st.text(max_size=200)))
def test_every_line_typed_is_on_the_sheet(typed: dict[Priority, str]) -> None:
    try:
        shown = {same(each.text) for each in read_lines(typed)}
    except InvalidFields:
        return
    for text in typed.values():
        assert all(same(line) in shown for line in text.splitlines() if same(line))


def test_empty_lines_and_pasted_spaces_do_not_count() -> None:
    read = read_lines({Priority.MUST: "  Why   you?\n\n \nWhy not me?  ", Priority.IF_TIME: LAST})
    assert [(each.text, each.priority) for each in read] == [
        ("Why you?", Priority.MUST),
        ("Why not me?", Priority.MUST),
        (LAST, Priority.MUST),
    ]


def test_more_questions_than_a_talk_holds_are_refused_at_the_field_that_has_them() -> None:
    many = "\n".join(f"Question {number}?" for number in range(MOST_QUESTIONS))
    assert len(read_lines({Priority.SHOULD: many})) == MOST_QUESTIONS + 1
    with pytest.raises(InvalidFields) as refused:
        read_lines({Priority.MUST: "One more?", Priority.SHOULD: many})
    assert set(refused.value.problems) == {Priority.SHOULD}
    assert "These are 16 questions. Keep 15 at most" in refused.value.sentence


def test_a_question_as_long_as_a_speech_is_refused_where_it_stands() -> None:
    with pytest.raises(InvalidFields) as refused:
        read_lines({Priority.IF_TIME: "w" * (QUESTION_LIMIT + 1)})
    assert set(refused.value.problems) == {Priority.IF_TIME}


@given(st.integers(5, 240))
def test_time_boxes_fill_the_talk_and_leave_most_of_it_to_the_questions(minutes: int) -> None:
    boxes = time_boxes(minutes)
    assert boxes.opening + boxes.discussion + boxes.ending == minutes
    assert min(boxes.opening, boxes.ending) >= 1
    assert boxes.discussion * 2 > minutes
    longer = time_boxes(minutes + 1)
    assert longer.opening >= boxes.opening
    assert longer.ending >= boxes.ending


def test_twenty_minutes_are_boxed_as_in_the_twenty_minute_meeting() -> None:
    assert time_boxes(20) == TimeBoxes(4, 14, 2)
    assert time_boxes(30) == TimeBoxes(5, 22, 3)
    assert PLANNED_MINUTES in LENGTHS


def test_seven_questions_are_suggested_and_three_of_them_are_a_must() -> None:
    shown = suggested()
    assert len(shown) == 7
    assert [each.priority for each in shown[:-1]].count(Priority.MUST) == TOP
    assert {each.text for each in shown} <= {question.text for question in BANK} | {LAST}
    assert read_lines({priority: lines_of(shown, priority) for priority in Priority}) == shown


@given(questions, questions)
def test_an_answer_outlives_the_change_of_its_question(before: list[Asked], after: list[Asked]) -> None:
    prep = with_questions(
        Prep(questions=ordered(before)), [Asked(each.text, each.priority) for each in after]
    )
    kept = {same(each.text): each.answer for each in (*prep.questions, *prep.earlier)}
    for each in ordered(before):
        assert kept.get(same(each.text), "") == each.answer
    assert all(each.answer for each in prep.earlier)


def test_a_question_that_comes_back_has_its_answer_again() -> None:
    prep = answered(Prep(questions=ordered([Asked("Why you?", Priority.MUST)])), {0: "By chance.", 1: "Ben."})
    without = with_questions(prep, [])
    assert without.earlier == (Asked("Why you?", Priority.MUST, "By chance."),)
    assert without.questions == (Asked(LAST, Priority.MUST, "Ben."),)
    again = with_questions(without, [Asked("why you", Priority.SHOULD)])
    assert again.questions[0] == Asked("why you", Priority.SHOULD, "By chance.")
    assert again.earlier == ()


def test_the_bank_holds_the_founding_questions_and_each_group_some() -> None:
    founding = [question.text for question in in_group(Group.FOUNDING)]
    assert founding[:2] == ["How did you get into this line of work?", "What has been your career path?"]
    assert len(founding) == 4
    for group in Group:
        assert len(in_group(group)) >= 2


def test_the_banks_keys_and_texts_are_unique_and_can_be_asked() -> None:
    assert len({question.key for question in BANK}) == len(BANK)
    assert len({same(question.text) for question in BANK}) == len(BANK)
    assert same(LAST) not in {same(question.text) for question in BANK}
    for question in BANK:
        assert by_key(question.key) == question
        assert len(question.text) <= QUESTION_LIMIT
    assert by_key("path.99") is None


def test_the_checklist_has_what_the_guidance_asks_for() -> None:
    told = " ".join(CHECKLIST)
    for part in ("on time", "purpose", "time you asked for", "résumé", "keep in touch"):
        assert part in told
