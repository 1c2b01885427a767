"""The questions that are offered."""

import pytest

from core.question_bank import LAST, LONGEST, QUESTIONS, Group, Priority, Question, by_group

TIARA = [Group.TRENDS, Group.INSIGHTS, Group.ADVICE, Group.RESOURCES, Group.ASSIGNMENTS]
YALE = [Group.PATH, Group.ROLE, Group.CONDITIONS, Group.OTHER]


@pytest.mark.parametrize("question", [*QUESTIONS, LAST], ids=lambda question: question.text)
def test_a_question_fits_into_one_line_of_a_menu_and_is_one_sentence_that_asks(question: Question) -> None:
    assert len(question.text) <= LONGEST
    assert question.text.count("?") == 1
    assert question.text.endswith("?")
    assert question.text == " ".join(question.text.split())
    assert question.text[0].isupper()


def test_none_is_offered_twice_and_the_last_is_not_among_them() -> None:
    texts = [question.text.casefold() for question in (*QUESTIONS, LAST)]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("group", TIARA + YALE)
def test_every_group_has_two_or_three_of_them(group: Group) -> None:
    assert len(by_group()[group]) in {2, 3}


def test_the_founding_questions_come_first_and_are_five_with_the_last() -> None:
    founding = by_group()[Group.FOUNDING]
    assert list(QUESTIONS[: len(founding)]) == founding
    assert len([*founding, LAST]) == 5
    assert LAST.group is Group.FOUNDING


def test_the_groups_together_are_all_in_the_order_offered_and_each_has_a_heading() -> None:
    grouped = by_group()
    assert [question for questions in grouped.values() for question in questions] == list(QUESTIONS)
    assert len({group.heading for group in grouped}) == len(Group)


def test_nobody_asks_for_a_job_or_for_pay() -> None:
    for question in QUESTIONS:
        assert not {"job", "jobs", "hiring", "vacancy", "salary"} & set(question.text.casefold().split())


def test_the_priorities_stand_in_the_order_of_asking() -> None:
    assert [priority.value for priority in Priority] == ["must", "should", "if_time"]
