"""Preparing a conversation: the sheet, its question bank, and the answers afterwards."""

import pytest

from core import question_bank
from sandbox import Person, View
from tests.world import World

LAST = question_bank.LAST.text
FIRST = "How did you get into this line of work?"
FROM_THE_BANK = "What surprised you most when you started?"
QUESTIONS = "questions.0"


async def _open(person: Person, text: str) -> View:
    """The sheet of somebody known, named in the command."""
    await person.command(f"/interview prep {text}")
    await person.modal()
    return person.modals[-1]


async def _prepare(world: World, person: Person, text: str, fields: dict[str, object]) -> View:
    """Fill the sheet of somebody new, and save it."""
    await _open(person, text)
    assert not (await person.submit()).errors
    person.fill(**fields)
    submitted = await person.submit()
    assert not submitted.errors, submitted.errors
    await world.settled()
    assert person.modals[-1].title == "Saved"
    return person.modals[-1]


def _held(person: Person, name: str) -> str:
    """What a field of the top modal holds."""
    [element] = person.modals[-1].values[name].values()
    option = element.get("selected_option")
    return str(option["value"] if option else element["value"] or "")


async def test_a_sheet_is_written_for_somebody_new_and_all_of_it_is_there_again(world: World) -> None:
    maya = world.maya
    saved = await _prepare(
        world,
        maya,
        "Dana Wu, scientist at Genentech",
        {
            "organisation": "antibodies <3",
            "person": "PhD in Basel",
            "aim": "see whether industry suits me",
            QUESTIONS: "Small talk?\n! Why industry?\n? Basel or here?",
            "minutes": "30",
        },
    )
    for part in (
        "Dana Wu, scientist at Genentech",
        "*30 minutes:* 4 min introduction and overview · 24 min your questions · 2 min whom else",
        "see whether industry suits me",
        "antibodies <3",
        "PhD in Basel",
        "Keep to the time you asked for.",
    ):
        assert part in saved.plain_text
    order = [
        saved.plain_text.index(part) for part in ("Why industry?", "Small talk?", "Basel or here?", LAST)
    ]
    assert order == sorted(order)
    await maya.close(clear=True)
    form = await _open(maya, "dana wu")
    assert form.plain_text.count(LAST) == 1
    assert _held(maya, "organisation") == "antibodies <3"
    assert _held(maya, "person") == "PhD in Basel"
    assert _held(maya, "aim") == "see whether industry suits me"
    assert _held(maya, QUESTIONS) == "Small talk?\n! Why industry?\n? Basel or here?"
    assert _held(maya, "minutes") == "30"


async def test_a_first_sheet_begins_with_seven_questions_and_twenty_minutes(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, "Dana Wu, Genentech, today 2pm, 40 min")
    form = await _open(maya, "Dana")
    questions = _held(maya, QUESTIONS).splitlines()
    assert questions[0] == f"! {FIRST}"
    assert [line.startswith("!") for line in questions] == [True] * 3 + [False] * 3
    assert LAST in form.plain_text
    assert _held(maya, "minutes") == "20"
    assert not (await maya.submit()).errors
    assert "4 min introduction and overview · 14 min your questions" in maya.modals[-1].plain_text


async def test_choosing_from_the_bank_loses_nothing_that_was_typed(world: World) -> None:
    maya = world.maya
    await _open(maya, "Dana Wu, Genentech")
    assert not (await maya.submit()).errors
    maya.fill(aim="half a sen", minutes="30", **{QUESTIONS: "! Why indus"})
    await maya.press("question.add", option=FROM_THE_BANK)
    await world.settled()
    assert (_held(maya, "aim"), _held(maya, "minutes")) == ("half a sen", "30")
    assert _held(maya, QUESTIONS) == "! Why indus"
    assert _held(maya, "added.1") == FROM_THE_BANK
    maya.fill(**{QUESTIONS: "! Why industry?", "added.1": f"! {FROM_THE_BANK}"})
    await maya.press("question.add", option=FIRST)
    await world.settled()
    assert _held(maya, QUESTIONS) == "! Why industry?"
    assert _held(maya, "added.2") == f"! {FROM_THE_BANK}\n{FIRST}"
    await maya.press("question.add", option=FROM_THE_BANK)
    await world.settled()
    assert "That question is on your list already." in maya.modals[-1].plain_text
    assert not (await maya.submit()).errors
    await maya.close(clear=True)
    await _open(maya, "Dana Wu")
    assert _held(maya, QUESTIONS) == f"! Why industry?\n! {FROM_THE_BANK}\n{FIRST}"
    assert "added.1" not in maya.modals[-1].values


async def test_of_several_people_of_one_name_the_one_meant_is_asked_for(cohort: World) -> None:
    maya = cohort.maya
    for text in ("Dana Wu, Genentech", "Dana Wu, NOAA"):
        await _prepare(cohort, maya, text, {"aim": text})
        await maya.close(clear=True)
    choose = await _open(maya, "Dana Wu")
    for label in ("Dana Wu, Genentech", "Dana Wu, NOAA", "Someone new: “Dana Wu”"):
        assert label in choose.plain_text
    assert set((await maya.submit()).errors) == {"person"}
    maya.fill(person="Dana Wu, NOAA")
    assert not (await maya.submit()).errors
    assert _held(maya, "aim") == "Dana Wu, NOAA"


async def test_without_a_name_the_person_is_chosen_while_typing(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, "José Núñez, NOAA, today 2pm, 40 min")
    await _open(maya, "")
    assert set((await maya.submit()).errors) == {"person"}
    await maya.suggest("person.choose", "nunez")
    maya.fill(person="José Núñez, NOAA")
    assert not (await maya.submit()).errors
    assert "José Núñez, NOAA" in maya.modals[-1].plain_text


async def test_too_many_questions_are_explained_where_they_stand_and_stay(cohort: World) -> None:
    maya = cohort.maya
    await _open(maya, "Dana Wu")
    await maya.submit()
    many = "\n".join(f"Question {number}?" for number in range(16))
    maya.fill(**{QUESTIONS: many})
    submitted = await maya.submit()
    assert submitted.errors == {
        QUESTIONS: "These are 16 questions. Keep 15 at most; 5 to 10 are plenty.",
    }
    assert _held(maya, QUESTIONS) == many


async def test_the_sheet_goes_to_the_messages_once_and_can_be_changed_there(world: World) -> None:
    maya = world.maya
    await _prepare(world, maya, "Dana Wu, Genentech", {QUESTIONS: "! Why industry?"})
    await maya.press("prep.post")
    await world.settled()
    [sheet] = [message for message in maya.messages() if "For your conversation with" in message.plain_text]
    assert "1. Why industry?" in sheet.text
    assert LAST in sheet.text
    assert "in our direct messages" in maya.modals[-1].plain_text
    await maya.close(clear=True)
    await maya.press("prep.open", message=sheet)
    await maya.modal()
    assert _held(maya, QUESTIONS) == "! Why industry?"


async def test_answers_are_written_beside_their_questions_and_outlive_them(world: World) -> None:
    maya = world.maya
    await _prepare(world, maya, "Dana Wu, Genentech", {QUESTIONS: "! Why industry?\nBasel or here?"})
    await maya.press("answers.write")
    await world.settled()
    form = maya.modals[-1]
    labels = [block["label"]["text"] for block in form.blocks if block["type"] == "input"]
    assert labels == ["Why industry?", "Basel or here?", LAST]
    first, _, last = [block["block_id"] for block in form.blocks if block["type"] == "input"]
    maya.fill(**{first: "Teams, and\npatients.", last: "Ben Ito, yes"})
    assert not (await maya.submit()).errors
    for part in ("What they answered", "Teams, and\npatients.", "Ben Ito, yes"):
        assert part in maya.modals[-1].plain_text
    assert len(maya.modals) == 1
    await maya.press("prep.open")
    await world.settled()
    maya.fill(**{QUESTIONS: "Something else?"})
    assert not (await maya.submit()).errors
    assert "Why industry?\nTeams, and\npatients." in maya.modals[-1].plain_text


async def test_nobody_is_offered_another_members_people_or_sheets(cohort: World) -> None:
    maya, jonas = cohort.maya, cohort.jonas
    await _prepare(cohort, maya, "Dana Wu, Genentech", {QUESTIONS: "! Why industry?"})
    await _open(jonas, "Dana Wu")
    assert _held(jonas, "person") == "new:Dana Wu"
    await jonas.submit()
    assert "Why industry?" not in _held(jonas, QUESTIONS)


async def test_whoever_logs_a_prepared_conversation_can_write_down_the_answers(world: World) -> None:
    maya = world.maya
    await _prepare(world, maya, "Dana Wu, Genentech", {QUESTIONS: "! Why industry?"})
    await maya.close(clear=True)
    await maya.command("/interview log Dana Wu, Genentech, today 2pm, 40 min")
    await maya.modal()
    await maya.submit()
    assert not (await maya.submit()).errors
    await maya.press("answers.write")
    await world.settled()
    [question, *_] = [block for block in maya.modals[-1].blocks if block["type"] == "input"]
    maya.fill(**{question["block_id"]: "For the teams."})
    assert not (await maya.submit()).errors
    await maya.close()
    assert "Your thank-you note is due" in maya.modals[-1].plain_text
    await maya.close(clear=True)
    await maya.command("/interview people")
    await maya.press("person.show", message=await maya.message("Dana Wu"))
    story = await maya.modal()
    assert "*Prepared:* 2 questions, 1 answer" in story.plain_text
    await maya.press("prep.show")
    await world.settled()
    assert "Why industry?\nFor the teams." in maya.modals[-1].plain_text


async def test_a_conversation_with_somebody_unprepared_is_logged_without_a_word_of_it(cohort: World) -> None:
    maya = cohort.maya
    await maya.command("/interview log Dana Wu, Genentech, today 2pm, 40 min")
    await maya.modal()
    assert not (await maya.submit()).errors
    assert maya.modals[-1].title == "Saved"
    with pytest.raises(LookupError):
        await maya.press("answers.write")


async def _schedule(world: World, person: Person, text: str) -> None:
    await person.command(f"/interview schedule {text}")
    await person.modal()
    while person.modals[-1].title != "Scheduled":
        assert not (await person.submit()).errors
    await world.settled()


async def test_the_brief_half_an_hour_before_holds_what_is_prepared(world: World) -> None:
    maya = world.maya
    await _schedule(world, maya, "Dana Wu, Genentech, today 6pm")
    await maya.press("prep.open")
    await world.settled()
    maya.fill(aim="see whether industry suits me", **{QUESTIONS: "Small talk?\n! Why industry?"})
    assert not (await maya.submit()).errors
    await maya.close(clear=True)
    world.advance(hours=2)
    brief = (await world.reminders_of(maya))[-1]
    for part in (
        "see whether industry suits me",
        "Why industry?\n",
        "*30 minutes:* 4 min introduction and overview · 24 min your questions",
        "On the day",
    ):
        assert part in brief.plain_text
    assert brief.plain_text.index("Why industry?") < brief.plain_text.index("Small talk?")
    assert "1. Why industry?" in brief.text


async def test_without_a_name_the_next_conversation_is_offered(cohort: World) -> None:
    maya = cohort.maya
    await _schedule(cohort, maya, "Ben Ito, NOAA, in 3 days at 10am")
    await maya.close(clear=True)
    await _schedule(cohort, maya, "Dana Wu, Genentech, tomorrow at 10am")
    await maya.close(clear=True)
    await _open(maya, "")
    assert not (await maya.submit()).errors
    assert "Dana Wu, Genentech" in maya.modals[-1].plain_text
