"""The note that is asked for: whose it is, in which length, as it was sent, and long after it was due."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from sandbox import Fault, Message, Person, View
from tests.scenarios.test_draft import ABOUT, choose, shown, write
from tests.world import World

TALK = "Dana Wu, Genentech, today 2pm, 40 min"


async def note_of(world: World, person: Person, typed: str = "") -> View:
    await person.command(f"/interview thanks {typed}".strip())
    await world.settled()
    return person.modals[-1]


async def listed(world: World, person: Person, typed: str, expected: str) -> Message:
    await person.command(f"/interview thanks {typed}".strip())
    await world.settled()
    assert not person.modals
    return await person.message(expected)


async def test_the_note_that_is_owed_opens_and_is_sent_as_a_card(world: World) -> None:
    maya = world.maya
    await world.log(maya, TALK, takeaway="curiosity before technique")
    form = await note_of(world, maya, "dana")
    assert "To *Dana Wu, Genentech*." in form.plain_text
    assert shown(form, "subject") == "Thank you for our conversation today"
    card = await choose(world, maya, "thank_you.length", "Handwritten card")
    assert "Thank you for talking with me today." in shown(card, "note")
    assert not any(block_id.startswith("subject") for block_id in card.values)
    assert "Open in mail" not in card.plain_text
    assert not (await maya.submit()).errors
    assert "sent, marked Mon 23 Nov" in maya.modals[-1].plain_text
    await maya.close(clear=True)
    again = await note_of(world, maya, "dana wu")
    assert "sent, marked Mon 23 Nov" in again.plain_text
    assert "Thank you for talking with me today. What stays with me most" in again.plain_text


async def test_what_the_student_changed_stays_whatever_length_is_chosen(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, TALK, takeaway="curiosity before technique")
    await note_of(cohort, maya)
    form = await write(cohort, maya, "thank_you.text", "Dear Dana, my own words.")
    assert "You changed this text, so it stays as it is" in form.plain_text
    card = await choose(cohort, maya, "thank_you.length", "LinkedIn message")
    assert shown(card, "note") == "Dear Dana, my own words."
    await maya.press("thank_you.anew")
    await cohort.settled()
    assert shown(maya.modals[-1], "note").startswith("Hi Dana, thank you for talking with me today.")
    email = await choose(cohort, maya, "thank_you.length", "E-mail")
    assert shown(email, "note").startswith("Dear Dana,\n")
    assert shown(email, "subject") == "Thank you for our conversation today"


async def test_a_finished_email_opens_in_the_mail_program_as_it_stands(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, TALK, email="dana@example.org")
    form = await note_of(cohort, maya)
    assert "Write what stands in [brackets]" in form.plain_text
    form = await write(cohort, maya, "thank_you.text", "Dear Dana,\n\n100 % curious & grateful.\n\nMaya")
    [link] = [
        part.split("|")[0]
        for block in form.blocks
        if block["type"] == "section"
        for part in block["text"]["text"].split("<")
        if part.startswith("mailto:")
    ]
    address = urlsplit(link.replace("&amp;", "&"))
    assert unquote(address.path) == "dana@example.org"
    assert parse_qs(address.query) == {
        "subject": ["Thank you for our conversation today"],
        "body": ["Dear Dana,\r\n\r\n100 % curious & grateful.\r\n\r\nMaya"],
    }
    assert not (await maya.submit()).errors


async def test_a_length_that_was_chosen_last_is_what_is_sent(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, TALK, takeaway="curiosity before technique")
    await note_of(cohort, maya)
    await choose(cohort, maya, "thank_you.length", "LinkedIn message")
    assert not (await maya.submit()).errors
    await maya.close(clear=True)
    assert "Hi Dana, thank you" in (await note_of(cohort, maya, "dana")).plain_text


async def test_of_several_that_are_owed_each_can_be_opened_from_the_list(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, TALK)
    await cohort.log(maya, "Ben Ito, NOAA, today 1pm, 30 min")
    message = await listed(cohort, maya, "", "2 thank-yous due.")
    assert "Ben Ito, NOAA" in message.text
    await maya.press("thank_you.draft", message=message)
    await cohort.settled()
    assert "To *Ben Ito, NOAA*." in maya.modals[-1].plain_text
    await maya.close(clear=True)
    assert "To *Dana Wu, Genentech*." in (await note_of(cohort, maya, "dana")).plain_text


async def test_after_a_week_nothing_is_owed_and_a_note_can_be_written_all_the_same(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, TALK, takeaway="curiosity before technique")
    cohort.advance(days=3)
    late = await note_of(cohort, maya, "dana")
    assert "It is late, and still worth sending. There is no need to say why." in late.plain_text
    await maya.close(clear=True)
    cohort.advance(days=5)
    await maya.open_home()
    await cohort.settled()
    assert maya.home
    assert "Nothing is due." in maya.home.plain_text
    message = await listed(cohort, maya, "dana", "No thank-you is due to dana.")
    assert "all the same" in message.plain_text
    for reproach in ("late", "missed", "overdue", "too"):
        assert reproach not in message.plain_text
    await maya.press("thank_you.draft", message=message)
    await cohort.settled()
    form = maya.modals[-1]
    assert "It is off your list, and you owe nothing." in form.plain_text
    assert "talk with me on 23 November." in shown(form, "note")
    assert not (await maya.submit()).errors
    assert "sent, marked Tue 1 Dec" in maya.modals[-1].plain_text


async def test_a_note_that_was_skipped_can_still_be_written(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, TALK, takeaway="curiosity before technique")
    cohort.advance(hours=2)
    [reminder] = await cohort.reminders_of(maya)
    await maya.press("thank_you.skip", message=reminder)
    await cohort.settled()
    message = await listed(cohort, maya, "", "No thank-you is due.")
    assert "thank-you skipped" in message.plain_text
    await maya.press("thank_you.draft", message=message)
    await cohort.settled()
    assert "You skipped this one." in maya.modals[-1].plain_text
    assert not (await maya.submit()).errors
    await cohort.settled()
    [record] = await cohort.reminders_of(maya)
    assert "sent, marked" in record.plain_text


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", "No thank-you is due. Once you log a conversation, your log fills in the note."),
        ("Zoe Quist", "I do not know anybody called “Zoe Quist” yet."),
    ],
)
async def test_where_there_is_no_conversation_the_next_step_is_to_log_one(
    cohort: World, typed: str, expected: str
) -> None:
    message = await listed(cohort, cohort.maya, typed, expected)
    await cohort.maya.press("conversation.log", message=message)
    await cohort.settled()
    assert cohort.maya.modals[-1].title == "Log a conversation"


async def test_a_note_is_signed_with_the_name_in_the_profile(cohort: World) -> None:
    maya = cohort.maya
    await maya.command("/interview draft")
    await maya.modal()
    maya.fill(**ABOUT)
    await maya.submit()
    await maya.close(clear=True)
    await cohort.log(maya, TALK)
    assert shown(await note_of(cohort, maya), "note").endswith("Best wishes,\nMaya Okafor")


async def test_a_double_click_on_i_sent_it_marks_one_note(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, TALK, takeaway="curiosity before technique")
    await note_of(cohort, maya)
    cohort.sandbox.faults.add(Fault("view_submission", "duplicate_delivery"))
    await maya.submit()
    await cohort.settled()
    await maya.close(clear=True)
    assert "sent, marked" in (await note_of(cohort, maya, "dana")).plain_text


async def test_a_slip_on_skip_is_taken_back_where_it_happened(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, TALK, takeaway="curiosity before technique")
    cohort.advance(hours=2)
    [reminder] = await cohort.reminders_of(maya)
    await maya.press("thank_you.skip", message=reminder)
    await cohort.settled()
    [record] = await cohort.reminders_of(maya)
    assert "skipped on" in record.plain_text
    await maya.press("thank_you.draft", message=record)
    await cohort.settled()
    assert "You skipped this one." in maya.modals[-1].plain_text
    assert not (await maya.submit()).errors
    await cohort.settled()
    [record] = await cohort.reminders_of(maya)
    assert "sent, marked" in record.plain_text
