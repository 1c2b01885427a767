"""Commands, people, Home and plain words: everything entered is in sight, and no word is a dead end."""

import pytest

from sandbox import Fault, Message
from tests.world import World

TALK = "Dana Wu, scientist at Genentech, today 2pm, 40 min"


@pytest.mark.parametrize("command", ["/interview", "/interview help", "/interview people", "/interview HELP"])
async def test_every_command_answers_a_newcomer(cohort: World, command: str) -> None:
    answer = await cohort.answer_to(cohort.maya, command)
    assert answer.ephemeral
    assert len(answer.plain_text) > 40


async def test_help_lists_every_command(cohort: World) -> None:
    text = (await cohort.answer_to(cohort.maya, "/interview help")).text
    for command in ("/interview`", "/interview log`", "/interview people`", "/interview help`"):
        assert command in text
    assert "never write to anyone for you" in text


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("/interview lgo Dana Wu, NOAA", "Did you mean `/interview log Dana Wu, NOAA`?"),
        ("/interview poeple", "Did you mean `/interview people`?"),
        ("/interview hlep", "Did you mean `/interview help`?"),
        ("/interview frobnicate", "Type `/interview help`"),
        ("/interview <!channel>", "I don't know"),
    ],
)
async def test_a_misspelt_word_gets_the_nearest_command(cohort: World, typed: str, suggested: str) -> None:
    answer = await cohort.answer_to(cohort.maya, typed)
    assert suggested in answer.plain_text
    assert "Log a conversation" in answer.plain_text
    assert answer.pings == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("help", "/interview log"),
        ("Help!", "/interview help"),
        ("log", "Press the button"),
        ("thanks", "/interview thanks"),
        ("good morning", "commands"),
    ],
)
async def test_plain_words_in_the_dm_are_answered(cohort: World, words: str, expected: str) -> None:
    await cohort.maya.say(words)
    await cohort.sandbox.until(lambda: len(cohort.maya.messages()) == 2)
    assert expected in cohort.answers(cohort.maya)[-1].plain_text


async def test_a_message_that_slack_delivers_twice_is_answered_once(cohort: World) -> None:
    cohort.sandbox.faults.add(Fault("message", "duplicate_delivery"))
    await cohort.maya.say("help")
    await cohort.sandbox.until(lambda: len(cohort.maya.messages()) == 2)
    await cohort.settled()
    assert len(cohort.maya.messages()) == 2


async def test_where_i_stand_shows_what_is_due_and_its_buttons_work_there(cohort: World) -> None:
    maya = cohort.maya
    assert "No thank-you is due" in (await cohort.answer_to(cohort.maya, "/interview")).plain_text
    await cohort.log(maya, TALK)
    standing = await cohort.answer_to(cohort.maya, "/interview")
    assert "1 thank-you due" in standing.plain_text
    assert "Dana Wu, scientist at Genentech" in standing.plain_text
    await maya.press("thank_you.sent", message=standing)
    await cohort.settled()
    assert "No thank-you is due" in cohort.answers(maya)[-1].plain_text


async def test_the_log_button_opens_the_form_from_a_message_and_from_home(cohort: World) -> None:
    maya = cohort.maya
    standing = await cohort.answer_to(cohort.maya, "/interview")
    await maya.press("conversation.log", message=standing)
    assert (await maya.modal()).title == "Log a conversation"
    await maya.close()
    await maya.open_home()
    await cohort.sandbox.until(lambda: maya.home)
    assert maya.home
    await maya.press("conversation.log")
    assert (await maya.modal()).title == "Log a conversation"


async def test_log_and_more_words_in_the_dm_open_the_form_filled(cohort: World) -> None:
    maya = cohort.maya
    await maya.say("log Dana Wu & Co, Genentech, today 2pm, 40 min, dana@example.org")
    answer = await maya.message("what you wrote")
    await maya.press("conversation.log", message=answer)
    form = await maya.modal()
    assert "Saves as:" in form.plain_text
    assert form.values["name"]["value"]["value"] == "Dana Wu & Co"
    assert form.values["email"]["value"]["value"] == "dana@example.org"


async def test_a_name_with_formatting_marks_is_shown_as_typed(cohort: World) -> None:
    await cohort.log(cohort.maya, "Bob *Star* `Neil`, Acme, today 2pm, 40 min")
    listed = await cohort.answer_to(cohort.maya, "/interview people")
    assert "Bob *Star* `Neil`, Acme" in listed.plain_text.replace("\u200b", "")
    assert "*Bob" not in listed.plain_text


async def test_a_note_that_was_never_sent_can_still_be_drafted_from_the_person(cohort: World) -> None:
    maya = cohort.maya
    await maya.command("/interview log Dana Wu, Genentech, 10 Nov 2pm, 40 min")
    await maya.modal()
    await maya.submit()
    await maya.close(clear=True)
    await maya.command("/interview people")
    await maya.press("person.show", message=await maya.message("Your people"))
    await maya.modal()
    await maya.press("thank_you.draft")
    await cohort.settled()
    assert maya.modals[-1].title == "Thank-you note"


async def test_people_lists_all_in_pages_and_shows_everything_about_one(cohort: World) -> None:
    maya = cohort.maya
    for number in range(11):
        await cohort.log(
            maya,
            f"Person {chr(65 + number) * 6}, Firm {chr(90 - number) * 6}, 12 Nov {number + 8}:00, 30 min",
            notes=f"note {number}",
            email=f"p{number}@example.org",
        )
    first = await cohort.answer_to(cohort.maya, "/interview people")
    assert "1 to 8 of 11, by name" in first.plain_text
    await maya.press("people.more", message=first)
    await cohort.settled()
    second = cohort.answers(maya)[-1]
    assert "9 to 11 of 11, by name" in second.plain_text
    await maya.press("person.show", message=second)
    story = await maya.modal()
    assert "Person IIIIII" in story.plain_text
    assert "note 8" in story.plain_text
    assert "p8@example.org" in story.plain_text
    await maya.close()
    await maya.press("people.back", message=second)
    await cohort.settled()
    assert "1 to 8 of 11, by name" in cohort.answers(maya)[-1].plain_text


async def test_every_conversation_with_a_person_can_be_reached(cohort: World) -> None:
    maya = cohort.maya
    for day in range(10, 15):
        await cohort.log(maya, f"Dana Wu, Genentech, {day} Nov 2pm, 40 min", notes=f"note of the {day}th")
    await maya.command("/interview people")
    await maya.press("person.show", message=await maya.message("Your people"))
    seen = (await maya.modal()).plain_text
    for _ in range(2):
        await maya.press("person.earlier")
        await cohort.settled()
        seen += maya.modals[-1].plain_text
    assert all(f"note of the {day}th" in seen for day in range(10, 15))
    assert len(maya.modals) == 1
    await maya.press("person.later")
    await cohort.settled()
    assert "note of the 12th" in maya.modals[-1].plain_text


async def test_people_and_one_persons_story_open_from_home_too(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, TALK, takeaway="curiosity first")
    await maya.open_home()
    await cohort.sandbox.until(lambda: maya.home and "Dana Wu" in maya.home.plain_text)
    await maya.press("people.list", value=None)
    listed = await maya.modal()
    assert "Dana Wu" in listed.plain_text
    await maya.press("person.show")
    await cohort.sandbox.until(lambda: len(maya.modals) == 2)
    assert "curiosity first" in maya.modals[-1].plain_text


async def test_home_greets_a_newcomer_with_one_thing_to_do(cohort: World) -> None:
    maya = cohort.maya
    await maya.open_home()
    await cohort.sandbox.until(lambda: maya.home)
    assert maya.home
    assert "Log the first one in under a minute" in maya.home.plain_text
    assert "America/New_York" in maya.home.plain_text


async def test_home_follows_whoever_moves_to_another_zone(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, TALK)
    maya.set_tz("Pacific/Honolulu")
    await cohort.settled()
    await maya.open_home()
    await cohort.sandbox.until(lambda: maya.home and "Pacific/Honolulu" in maya.home.plain_text)
    cohort.advance(hours=2)
    [reminder] = await cohort.reminders_of(maya)
    assert "9:00 am to 9:40 am (Honolulu time)" in reminder.plain_text


@pytest.mark.parametrize("action", ["thank_you.draft", "thank_you.sent", "thank_you.skip", "thank_you.later"])
async def test_a_button_with_another_members_record_is_refused(cohort: World, action: str) -> None:
    maya, jonas = cohort.maya, cohort.jonas
    await cohort.log(maya, TALK)
    await cohort.log(jonas, "Anna Vogel, BASF, today 8pm, 30 min")
    cohort.advance(hours=2)
    await cohort.deliver()
    cohort.advance(hours=11)
    [mine], [his] = await cohort.reminders_of(maya), await cohort.reminders_of(jonas)
    before = mine.plain_text
    _forge(his, from_="2", to="1")
    forged = (await cohort.reminders_of(jonas))[-1]
    await jonas.press(action, message=forged, option="Tonight" if action == "thank_you.later" else None)
    await cohort.settled()
    assert "can't find that" in cohort.answers(jonas)[-1].plain_text
    [unchanged] = await cohort.reminders_of(maya)
    assert unchanged.plain_text == before
    assert not any("Dana" in message.plain_text for message in jonas.messages())


def _forge(message: Message, *, from_: str, to: str) -> None:
    """Change the record's id in every button of a posted message."""
    for block in message.blocks:
        for element in block.get("elements", []):
            if element.get("value") == from_:
                element["value"] = to
            for option in element.get("options", []):
                option["value"] = option["value"].replace(f":{from_}", f":{to}")


async def test_a_person_of_another_member_is_not_shown(cohort: World) -> None:
    maya, jonas = cohort.maya, cohort.jonas
    await cohort.log(maya, TALK)
    await cohort.log(jonas, "Anna Vogel, BASF, today 8pm, 30 min")
    await jonas.command("/interview people")
    listed = await jonas.message("Your people")
    assert "Dana" not in listed.plain_text
    for block in listed.blocks:
        if "accessory" in block:
            block["accessory"]["value"] = "1"
    await jonas.press("person.show", message=listed)
    await cohort.settled()
    assert "can't find that" in cohort.answers(jonas)[-1].plain_text


async def test_a_form_that_slack_gives_no_time_to_open_says_so_and_keeps_the_text(
    cohort: World,
) -> None:
    maya = cohort.maya
    cohort.sandbox.faults.add(Fault("views.open", "error", error="expired_trigger_id"))
    await maya.command(f"/interview log {TALK}")
    answer = await maya.message("longer than Slack allows")
    assert f"/interview log {TALK}" in answer.plain_text


async def test_a_form_that_cannot_open_from_home_is_explained_in_the_messages(cohort: World) -> None:
    maya = cohort.maya
    await maya.open_home()
    await cohort.sandbox.until(lambda: maya.home)
    cohort.sandbox.faults.add(Fault("views.open", "error", error="expired_trigger_id", times=2))
    await maya.press("conversation.log", message=None)
    assert (await maya.message("longer than Slack allows")).channel == maya.dm


async def test_every_way_through_the_forms_ends_below_slacks_limit_of_three(cohort: World) -> None:
    maya = cohort.maya
    await maya.open_home()
    await cohort.sandbox.until(lambda: maya.home)
    await maya.press("help.show", message=None)
    await maya.modal()
    await maya.press("people.list")
    await cohort.settled()
    await maya.press("conversation.log")
    await cohort.settled()
    maya.fill(name="Dana Wu", affiliation="Genentech", when="today 2pm, 40 min")
    await maya.submit()
    await maya.submit()
    assert maya.modals[-1].title == "Saved"
    await maya.press("thank_you.draft")
    await cohort.settled()
    assert maya.modals[-1].title == "Thank-you note"


@pytest.mark.parametrize("gap", ["\n", "\t", "  "])
async def test_any_white_space_parts_the_command_from_its_text(cohort: World, gap: str) -> None:
    await cohort.maya.command(f"/interview log{gap}Dana Wu, Genentech, today 2pm, 40 min")
    assert "Saves as:" in (await cohort.maya.modal()).plain_text


async def test_a_failure_of_ours_is_told_with_a_reference_and_no_detail(cohort: World) -> None:
    cohort.sandbox.faults.add(Fault("views.open", "error", error="invalid_arguments"))
    await cohort.maya.command(f"/interview log {TALK}")
    answer = await cohort.maya.message("Something went wrong on our side (reference ")
    assert "invalid_arguments" not in answer.plain_text
    assert f"/interview log {TALK}" in answer.plain_text
