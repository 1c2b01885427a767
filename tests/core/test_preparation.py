"""Questions in the order of asking, as they are typed and written back, answers, and the parts of a talk."""

import pytest
from hypothesis import assume, example, given, strategies as st

from core.errors import InvalidFields
from core.preparation import (
    CHECKLIST,
    FEWEST,
    LAST_QUESTION,
    LENGTHS,
    MOST,
    PLANNED_MINUTES,
    QUESTION_LIMIT,
    SHEET_LIMIT,
    Answer,
    Preparation,
    PreparedQuestion,
    TimeBox,
    answer_to,
    answered,
    check_questions,
    is_last,
    key,
    ordered,
    read_questions,
    suggested,
    time_boxes,
    to_answer,
    with_answers,
    write_questions,
)
from core.question_bank import LAST, QUESTIONS, Priority

MUST, SHOULD, IF_TIME = Priority

texts = (
    st.text(min_size=1) | st.sampled_from(["!", "?", "-", "- ", "* a", "! a", "?b", "-c", LAST.text, "! ! d"])
).map(lambda text: " ".join(text.split()))
questions = st.builds(PreparedQuestion, texts.filter(bool), st.sampled_from(Priority))
lists = st.lists(questions, max_size=12)
forms = st.lists(st.text() | st.sampled_from(["! Why?", "? When", "- x", "• y", "", "!", LAST.text])).map(
    "\n".join
)
answers = st.dictionaries(st.sampled_from(["Why?", "When?", LAST.text]), st.sampled_from(["", "Yes.", "No."]))


def test_a_form_is_read_line_by_line_with_its_marks() -> None:
    typed = """
! How did you get into this line of work?
What has been your career path?
?What do you read to keep up?
• Which associations are useful?
-5 degrees: how do you work outside in winter?
"""
    assert read_questions(typed) == (
        PreparedQuestion("How did you get into this line of work?", MUST),
        PreparedQuestion("What has been your career path?", SHOULD),
        PreparedQuestion("What do you read to keep up?", IF_TIME),
        PreparedQuestion("Which associations are useful?", SHOULD),
        PreparedQuestion("-5 degrees: how do you work outside in winter?", SHOULD),
    )


def test_a_form_shows_the_suggested_questions_with_their_marks() -> None:
    assert write_questions(suggested()) == (
        "! How did you get into this line of work?\n"
        "! What skills do you need to be successful in this field?\n"
        "! If you were in my place, what would you do next?\n"
        "What has been your career path?\n"
        "What does a typical week look like for you?\n"
        "? Which associations and professional groups do you find most useful?"
    )


@given(lists)
@example([PreparedQuestion("!", SHOULD), PreparedQuestion("- !", MUST), PreparedQuestion("- a", SHOULD)])
def test_what_is_written_into_a_form_is_read_again_as_the_same(given_: list[PreparedQuestion]) -> None:
    assert list(read_questions(write_questions(given_))) == given_


@given(forms)
def test_a_form_saved_twice_does_not_change(typed: str) -> None:
    once = write_questions(read_questions(typed))
    assert write_questions(read_questions(once)) == once


@given(forms)
def test_no_letter_that_is_typed_is_lost(typed: str) -> None:
    read = "".join(question.text for question in read_questions(typed))
    assert [letter for letter in read if letter.isalnum()] == [letter for letter in typed if letter.isalnum()]


@given(forms)
def test_no_line_that_is_not_blank_is_lost(typed: str) -> None:
    assert len(read_questions(typed)) == sum(bool(line.strip()) for line in typed.splitlines())


@given(lists)
def test_musts_are_asked_first_and_what_can_wait_last(given_: list[PreparedQuestion]) -> None:
    priorities = [list(Priority).index(question.priority) for question in ordered(given_)[:-1]]
    assert priorities == sorted(priorities)


@given(lists)
def test_within_a_priority_the_students_own_order_stays(given_: list[PreparedQuestion]) -> None:
    for priority in Priority:
        own = [question.text for question in given_ if question.priority is priority]
        asked = [question.text for question in ordered(given_)[:-1] if question.priority is priority]
        assert asked == sorted(asked, key=own.index)


@given(lists)
def test_every_question_is_asked_and_none_of_them_twice(given_: list[PreparedQuestion]) -> None:
    asked = [key(question.text) for question in ordered(given_)]
    assert len(asked) == len(set(asked))
    assert {key(question.text) for question in given_ if not is_last(question.text)} | {
        key(LAST.text)
    } == set(asked)


@given(lists)
def test_the_last_question_is_always_last_and_never_asked_twice(given_: list[PreparedQuestion]) -> None:
    in_order = ordered(given_)
    assert in_order[-1] == LAST_QUESTION
    assert not any(is_last(question.text) for question in in_order[:-1])
    assert ordered(in_order) == in_order


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LAST.text, True),
        ("whom else should I talk with and may I use your name", True),
        ("Whom else should I talk with, and may I use your name when I contact them?", True),
        ("Whom else should I talk with?", False),
        ("", False),
    ],
)
def test_the_last_question_is_known_in_other_words_only_where_it_asks_for_the_name(
    text: str, expected: bool
) -> None:
    assert is_last(text) is expected


def test_seven_questions_are_suggested_and_the_top_three_are_musts() -> None:
    asked = ordered(suggested())
    assert [question.priority for question in asked] == [MUST, MUST, MUST, SHOULD, SHOULD, IF_TIME, MUST]
    assert {question.text for question in asked} <= {question.text for question in (*QUESTIONS, LAST)}
    assert FEWEST <= len(asked) <= MOST
    check_questions(suggested())


def test_more_questions_than_a_form_can_ask_the_answers_of_are_refused() -> None:
    many = read_questions("\n".join(f"Question {number}?" for number in range(SHEET_LIMIT)))
    check_questions((*many, LAST_QUESTION, many[0]))
    with pytest.raises(InvalidFields, match="These are 16 questions"):
        check_questions((*many, PreparedQuestion("One more?")))


def test_a_speech_is_no_question() -> None:
    check_questions([PreparedQuestion("w" * QUESTION_LIMIT)])
    with pytest.raises(InvalidFields, match="200 characters") as refused:
        check_questions([PreparedQuestion("w" * (QUESTION_LIMIT + 1))])
    assert set(refused.value.problems) == {"questions"}


@given(lists)
def test_a_form_asks_the_answers_of_all_that_is_on_a_sheet_it_took(given_: list[PreparedQuestion]) -> None:
    asked = to_answer(Preparation(questions=tuple(given_)))
    assert asked == [question.text for question in ordered(given_)]


def test_a_sheet_that_grew_by_a_merge_asks_no_more_than_a_form_holds() -> None:
    many = read_questions("\n".join(f"? Question {number}?" for number in range(40)))
    asked = to_answer(Preparation(questions=(*many, PreparedQuestion("Most important?", MUST))))
    assert len(asked) == SHEET_LIMIT + 1
    assert asked[0] == "Most important?"
    assert asked[-1] == LAST.text


@given(answers, answers)
def test_what_was_answered_stays_until_it_is_answered_anew(
    first: dict[str, str], then: dict[str, str]
) -> None:
    prepared = with_answers(with_answers(Preparation(), first), then)
    for question in {*first, *then}:
        assert answer_to(prepared, question) == then.get(question, first.get(question, ""))
    assert with_answers(prepared, then) == prepared
    assert all(each.text for each in prepared.answers)


@given(lists, st.text(min_size=1))
def test_an_answer_outlives_its_question_and_finds_it_again(
    given_: list[PreparedQuestion], text: str
) -> None:
    assume(given_)
    question = given_[0].text
    prepared = with_answers(Preparation(questions=tuple(given_)), {question: text})
    without = Preparation(questions=(), answers=prepared.answers)
    assert answer_to(without, question) == text


def test_changed_punctuation_leaves_an_answer_where_it_is() -> None:
    prepared = with_answers(Preparation(), {"Why you?": "By chance."})
    assert answer_to(prepared, "why  you") == "By chance."
    assert answer_to(prepared, "why not you") == ""


def test_two_answers_to_one_question_stand_under_each_other_as_a_merge_leaves_them() -> None:
    prepared = Preparation(answers=(Answer("Why?", "By chance."), Answer("why", "By luck.")))
    assert answer_to(prepared, "Why?") == "By chance.\nBy luck."


def test_answers_are_told_in_the_order_of_asking_then_those_to_earlier_questions() -> None:
    prepared = Preparation(questions=(PreparedQuestion("When?"), PreparedQuestion("Why?", MUST)))
    for question in ("Who?", "Where?", "when", "Why?", "Where?"):
        prepared = with_answers(prepared, {question: f"{question} that"})
    assert [each.question for each in answered(prepared)] == ["Why?", "When?", "Where?", "Who?"]


@given(lists, answers)
def test_every_answer_is_told_once(given_: list[PreparedQuestion], told: dict[str, str]) -> None:
    prepared = with_answers(Preparation(questions=tuple(given_)), told)
    assert sorted(each.text for each in answered(prepared)) == sorted(filter(None, told.values()))


def test_a_talk_of_twenty_minutes_has_four_fourteen_and_two() -> None:
    assert time_boxes(PLANNED_MINUTES) == [
        TimeBox("Introduction and overview", 4),
        TimeBox("Your questions", 14),
        TimeBox("Whom else, thanks, keeping in touch", 2),
    ]
    assert PLANNED_MINUTES in LENGTHS


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(30, [4, 24, 2]), (60, [4, 54, 2]), (15, [3, 11, 1]), (10, [2, 7, 1]), (5, [1, 3, 1]), (1, [1])],
)
def test_a_longer_talk_has_more_questions_and_a_shorter_one_less_of_everything(
    minutes: int, expected: list[int]
) -> None:
    assert [box.minutes for box in time_boxes(minutes)] == expected


@given(st.integers(1, 720))
def test_the_parts_of_a_talk_fill_it_without_a_gap(minutes: int) -> None:
    boxes = time_boxes(minutes)
    assert sum(box.minutes for box in boxes) == minutes
    assert all(box.minutes > 0 for box in boxes)


@given(st.integers(10, 719))
def test_a_minute_more_takes_no_minute_from_any_part_but_the_questions(minutes: int) -> None:
    shorter, longer = time_boxes(minutes), time_boxes(minutes + 1)
    assert longer[0].minutes >= shorter[0].minutes
    assert longer[-1].minutes >= shorter[-1].minutes
    assert max(box.minutes for box in longer) == longer[1].minutes


@pytest.mark.parametrize(
    "words", ["on time", "not looking for a job", "Keep to the time", "résumé", "keep in touch"]
)
def test_the_checklist_has_what_the_day_needs(words: str) -> None:
    assert any(words in line for line in CHECKLIST)
