"""The sheet, the brief and their forms, with the emptiest and the fullest content."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from core.model import Contact, ContactDetails
from core.preparation import (
    ANSWER_LIMIT,
    CHECKLIST,
    QUESTION_LIMIT,
    QUESTIONS_LIMIT,
    RESEARCH_LIMIT,
    SHEET_LIMIT,
    Answer,
    Preparation,
    PreparedQuestion,
    read_questions,
    suggested,
    to_answer,
    with_answers,
    write_questions,
)
from core.preparing import Sheet, begun
from core.question_bank import LAST, QUESTIONS, Priority
from sandbox.block_rules import block_complaints, message_is_too_long
from sandbox.view_rules import view_complaints
from tests.examples import about
from views import kit, prep_form, preparation
from views.ids import Do
from views.person_field import TYPED_LIMIT, new_option
from views.prep_form import Opened, PrepEntry

EMPTY = Sheet(Contact(1, ContactDetails("Dana Wu")), Preparation())
BEGUN = Sheet(Contact(1, ContactDetails("Dana Wu", "Genentech", "scientist")), begun())
LONGEST = ('&<>*ابدأ\n"\\' * 300)[:RESEARCH_LIMIT]
LONG_QUESTIONS = tuple(
    PreparedQuestion((str(number) + LONGEST.replace("\n", " "))[:QUESTION_LIMIT], list(Priority)[number % 3])
    for number in range(SHEET_LIMIT)
)
FULLEST = Sheet(
    Contact(1, ContactDetails("&" * 120, "<" * 160, ">" * 160)),
    Preparation(
        LONGEST,
        LONGEST,
        LONGEST,
        LONG_QUESTIONS,
        30,
        tuple(
            Answer(text, LONGEST[:ANSWER_LIMIT])
            for text in (
                *(each.text for each in LONG_QUESTIONS),
                LAST.text,
                *(f"Earlier {n}?" for n in range(40)),
            )
        ),
    ),
)
MERGED = replace(
    FULLEST,
    preparation=replace(
        FULLEST.preparation,
        questions=(*LONG_QUESTIONS, *(replace(each, text=f"b{each.text}"[:200]) for each in LONG_QUESTIONS)),
        answers=(
            *FULLEST.preparation.answers,
            *(Answer(each.text, "x" * ANSWER_LIMIT) for each in LONG_QUESTIONS),
        ),
    ),
)
SHEETS = {"empty": EMPTY, "begun": BEGUN, "fullest": FULLEST, "merged": MERGED}


def views() -> Iterator[tuple[str, kit.View]]:
    for name, sheet in SHEETS.items():
        opened = Opened(new_option("n" * TYPED_LIMIT)["value"], sheet.contact.label)
        entry = PrepEntry.of(sheet.preparation)
        yield f"sheet {name}", preparation.sheet_view(sheet)
        yield f"form {name}", prep_form.prep_form(opened, entry)
        yield (
            f"form with bank {name}",
            prep_form.prep_form(
                replace(opened, turn=9), replace(entry, added=f"{LAST.text}\n" * 20), "Added below."
            ),
        )
        yield f"answers {name}", prep_form.answers_form(sheet)
    namesakes = [replace(FULLEST.contact, id=number) for number in range(20)]
    yield "namesakes", prep_form.choose_form(namesakes, "w" * 3000)
    yield "nobody", prep_form.choose_form([], "")
    yield "next", prep_form.choose_form([], "", suggested=FULLEST.contact)
    yield "posted", preparation.posted()
    yield "story", kit.modal("Person", preparation.story_blocks(1, FULLEST.preparation))


MESSAGES = [pytest.param(preparation.sheet_message(sheet), id=name) for name, sheet in SHEETS.items()]


@pytest.mark.parametrize("view", [pytest.param(view, id=name) for name, view in views()])
def test_slack_would_take_the_view(view: kit.View) -> None:
    assert view_complaints(view, "modal") == []
    View(**view).validate_json()
    assert len(json.dumps(view)) < 250_000


@pytest.mark.parametrize("message", MESSAGES)
def test_slack_would_take_the_sheet_as_a_message(message: kit.Message) -> None:
    assert block_complaints(message.blocks, "message") == []
    assert not message_is_too_long(message.blocks)
    for block in Block.parse_all(message.blocks):
        block.validate_json()
    assert 0 < len(message.text) <= 3000


@pytest.mark.parametrize("sheet", [pytest.param(sheet, id=name) for name, sheet in SHEETS.items()])
def test_the_brief_leaves_room_for_what_else_its_message_says(sheet: Sheet) -> None:
    for minutes in (5, 20, 720):
        blocks = preparation.brief_blocks(sheet.preparation, minutes)
        assert len(json.dumps(blocks, ensure_ascii=False)) < preparation.BRIEF_LIMIT
        assert block_complaints(blocks, "message") == []
        assert 0 < len(preparation.brief_text(sheet.preparation, minutes)) <= 3000


anything = st.text(alphabet=st.sampled_from('a "\\\n&<أ😀\x01'), max_size=RESEARCH_LIMIT)


@settings(max_examples=about(40))
@given(anything, anything, anything, st.lists(anything, max_size=40), st.integers(1, 720))
def test_no_content_makes_the_brief_too_long(
    organisation: str, person: str, aim: str, questions: list[str], minutes: int
) -> None:
    written = read_questions(
        "\n".join(question.replace("\n", " ")[:QUESTION_LIMIT] for question in questions)
    )
    blocks = preparation.brief_blocks(Preparation(organisation, person, aim, written), minutes)
    assert len(json.dumps(blocks, ensure_ascii=False)) < preparation.BRIEF_LIMIT


def test_the_brief_and_its_words_say_all_that_is_prepared() -> None:
    prepared = Preparation("antibodies", "PhD in Basel", "see whether it suits me", suggested(), 30)
    shown = json.dumps(preparation.brief_blocks(prepared, 30), ensure_ascii=False)
    told = preparation.brief_text(prepared, 30)
    for part in (
        "antibodies",
        "PhD in Basel",
        "see whether it suits me",
        "24 min your questions",
        *(each.text for each in suggested()),
        LAST.text,
        *CHECKLIST,
    ):
        assert part in shown
        assert part in told


def test_questions_are_numbered_through_the_priorities() -> None:
    blocks = preparation.brief_blocks(begun(), 20)
    lists = [block["elements"][1] for block in blocks if block["type"] == "rich_text"]
    assert [one.get("offset", 0) for one in lists] == [0, 3, 5, 6]
    assert [len(one["elements"]) for one in lists] == [3, 2, 1, 1]


def test_what_was_answered_is_shown_and_counted() -> None:
    prepared = with_answers(begun(), {LAST.text: "Ben Ito", "Gone?": "yes"})
    shown = json.dumps(preparation.sheet_view(replace(BEGUN, preparation=prepared)))
    assert "What they answered" in shown
    assert "Gone?" in shown
    [line] = preparation.story_blocks(1, prepared)
    assert line["text"]["text"] == "*Prepared:* 7 questions, 2 answers"
    assert line["accessory"]["action_id"] == Do.PREP_SHOW
    assert "no answers yet" in json.dumps(preparation.story_blocks(1, begun()))
    assert preparation.story_blocks(1, None) == []


def test_the_bank_offers_every_question_in_full_under_its_heading() -> None:
    form = prep_form.prep_form(Opened("1", "Dana Wu"), PrepEntry())
    [bank] = [block["elements"][0] for block in form["blocks"] if block["type"] == "actions"]
    offered = [option["text"]["text"] for group in bank["option_groups"] for option in group["options"]]
    assert offered == [question.text for question in QUESTIONS]


def test_nothing_but_the_length_must_be_filled_in() -> None:
    form = prep_form.prep_form(Opened("1", "Dana Wu"), PrepEntry())
    inputs = [block for block in form["blocks"] if block["type"] == "input"]
    assert [block["block_id"] for block in inputs if not block["optional"]] == ["minutes"]
    assert all("initial_option" in block["element"] for block in inputs if not block["optional"])


@pytest.mark.parametrize("sheet", [pytest.param(sheet, id=name) for name, sheet in SHEETS.items()])
def test_the_form_gives_back_every_question_however_many_fields_it_takes(sheet: Sheet) -> None:
    entry = PrepEntry.of(sheet.preparation)
    form = prep_form.prep_form(Opened("1", "Dana Wu"), entry)
    values = {
        block["block_id"]: block["element"].get("initial_value", "")
        for block in form["blocks"]
        if block["type"] == "input"
    }
    assert prep_form.read_entry(values).questions == write_questions(sheet.preparation.questions)
    assert prep_form.QUESTIONS_FIELD in values


def test_every_question_on_a_sheet_has_a_field_of_its_own_for_its_answer() -> None:
    names = [prep_form.answer_field(question) for question in to_answer(FULLEST.preparation)]
    assert len(names) == len(set(names)) == SHEET_LIMIT + 1
    assert prep_form.answer_field("Why you?") == prep_form.answer_field("why  you")


def test_a_full_field_takes_no_further_question_and_says_so() -> None:
    full = PrepEntry(added="w" * QUESTIONS_LIMIT)
    entry, remark = prep_form.with_question(full, LAST.text)
    assert entry == full
    assert "no room" in remark
