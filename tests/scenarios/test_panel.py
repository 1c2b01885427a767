"""A panel or lab visit: logged once, thanked one by one, and reminded of in one message."""

from itertools import combinations

import pytest

from sandbox import Fault, Message, Person
from tests.scenarios.test_draft import shown, write
from tests.world import World

VISIT = "Dana Wu, Genentech, today 2pm, 40 min"
OTHERS = "Ben Ito, postdoc at Genentech\n- Chi Ngo, lab manager\nDr. Eva Lund, NOAA"
NAMES = ("Dana Wu", "Ben Ito", "Chi Ngo", "Dr. Eva Lund")


async def visit(world: World, person: Person, others: str = OTHERS, text: str = VISIT) -> None:
    await world.log(person, text, others=others, takeaway="ask early", promise="my poster")


def buttons(message: Message, action: str) -> list[str]:
    """Whose buttons are still there, by the record they are about."""
    return [
        element["value"]
        for block in message.blocks
        for element in block.get("elements", [])
        if element.get("action_id") == action
    ]


async def test_several_people_are_logged_at_once_and_each_gets_a_note_of_their_own(world: World) -> None:
    maya = world.maya
    await maya.command(f"/interview log {VISIT}")
    await maya.modal()
    maya.fill(others=OTHERS, takeaway="ask early", promise="my poster")
    assert not (await maya.submit()).errors
    check = maya.modals[-1]
    assert check.title == "Check and save"
    assert "4 people, each with a thank-you note of their own" in check.plain_text
    assert "Chi Ngo, lab manager at Genentech" in check.plain_text
    assert not (await maya.submit()).errors
    saved = maya.modals[-1].plain_text
    assert "A thank-you note to each of them is due *tomorrow at 2:40 pm*." in saved
    assert "I will remind you of all of them in our direct messages: today at 4:40 pm" in saved
    for name in NAMES:
        assert f"Field of work: {name}" in saved
    assert saved.count("How did the talk leave you?") == 1
    await maya.close(clear=True)
    await world.settled()
    notes = []
    for name in NAMES:
        await maya.command(f"/interview thanks {name}")
        await world.settled()
        form = maya.modals[-1]
        assert f"To *{name}" in form.plain_text
        assert "say that stays with you?" in form.plain_text
        form = await write(world, maya, "thank_you.said", f"what {name} said")
        assert f"what {name} said." in shown(form, "note")
        notes.append(shown(form, "note").partition("\n")[2].replace(name, ""))
        assert not (await maya.submit()).errors
        await maya.close(clear=True)
    assert all(one != other for one, other in combinations(notes, 2))


async def test_one_message_reminds_of_all_of_them_and_each_note_is_closed_by_itself(world: World) -> None:
    maya = world.maya
    await visit(world, maya)
    world.advance(hours=2)
    [reminder] = await world.reminders_of(maya)
    told = "Time to thank the 4 people you talked with: the notes are due Tue 24 Nov, 2:40 pm."
    assert told in reminder.plain_text
    for name in NAMES:
        assert name in reminder.text
    dana, ben, *_ = buttons(reminder, "thank_you.sent")
    await maya.press("thank_you.sent", value=ben, message=reminder)
    await world.settled()
    [reminder] = await world.reminders_of(maya)
    assert "Time to thank 3 of 4 people" in reminder.plain_text
    assert "*Ben Ito, postdoc at Genentech* · thanked" in reminder.plain_text
    assert ben not in buttons(reminder, "thank_you.sent")
    assert dana in buttons(reminder, "thank_you.sent")

    world.advance(hours=18)
    _, second = await world.reminders_of(maya)
    assert len(buttons(second, "thank_you.sent")) == 3
    for interview_id in buttons(second, "thank_you.sent"):
        newest = (await world.reminders_of(maya))[-1]
        await maya.press("thank_you.skip", value=interview_id, message=newest)
        await world.settled()
    for message in await world.reminders_of(maya):
        assert "All 4 thank-yous for this conversation are off your list." in message.plain_text
        assert not any(block["type"] == "actions" for block in message.blocks)
    world.advance(days=8)
    assert len(await world.reminders_of(maya)) == 2


async def test_the_first_note_sent_beforehand_leaves_the_reminder_to_the_others(world: World) -> None:
    maya = world.maya
    await visit(world, maya)
    await maya.command("/interview")
    await maya.press("thank_you.sent", message=await maya.message("4 thank-yous due"))
    await world.settled()
    world.advance(hours=2)
    [reminder] = await world.reminders_of(maya)
    assert "Time to thank 3 of 4 people" in reminder.plain_text
    assert "*Dana Wu, Genentech* · thanked" in reminder.plain_text


async def test_never_two_messages_of_one_panel_come_close_together(cohort: World) -> None:
    maya = cohort.maya
    await visit(cohort, maya)
    arrivals: list[int] = []
    for minute in range(0, 60 * 48, 15):
        known = len(arrivals)
        arrivals += [minute] * (len(await cohort.reminders_of(maya)) - known)
        if known < len(arrivals):
            newest = (await cohort.reminders_of(maya))[-1]
            await maya.press("thank_you.sent", value=buttons(newest, "thank_you.sent")[0], message=newest)
            await cohort.settled()
        cohort.advance(minutes=15)
    assert [minute // 60 for minute in arrivals] == [1, 19]


async def test_a_reminder_that_waits_is_handed_over_when_the_first_note_is_sent_meanwhile(
    cohort: World,
) -> None:
    maya = cohort.maya
    await visit(cohort, maya)
    cohort.sandbox.faults.add(Fault("chat.postMessage", "rate_limited", seconds=600))
    cohort.advance(hours=2)
    assert await cohort.reminders_of(maya) == []
    await maya.command("/interview thanks Dana")
    await cohort.settled()
    await write(cohort, maya, "thank_you.said", "nobody reads past the abstract")
    assert not (await maya.submit()).errors
    await cohort.settled()
    cohort.advance(minutes=11)
    [reminder] = await cohort.reminders_of(maya)
    assert "Time to thank 3 of 4 people" in reminder.plain_text


async def test_later_holds_for_all_of_them(cohort: World) -> None:
    maya = cohort.maya
    await visit(cohort, maya)
    cohort.advance(hours=2)
    [reminder] = await cohort.reminders_of(maya)
    await maya.press("thank_you.later", message=reminder, option="Tonight")
    await cohort.settled()
    [reminder] = await cohort.reminders_of(maya)
    assert "I will remind you again on Mon 23 Nov, 7:00 pm." in reminder.plain_text
    cohort.advance(hours=1)
    assert len(await cohort.reminders_of(maya)) == 1
    cohort.advance(hours=1)
    assert len(await cohort.reminders_of(maya)) == 2
    cohort.advance(days=3)
    assert len(await cohort.reminders_of(maya)) == 2


async def test_a_visit_logged_days_later_is_late_and_told_of_once(cohort: World) -> None:
    maya = cohort.maya
    await visit(cohort, maya, text="Dana Wu, Genentech, Saturday 2pm, 40 min")
    [reminder] = await cohort.reminders_of(maya)
    assert "Thank-yous to the 4 people you talked with are late, and still worth sending." in reminder.text
    cohort.advance(days=2)
    assert len(await cohort.reminders_of(maya)) == 1


async def test_somebody_known_is_matched_after_a_question_and_not_doubled(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, "Ben Ito, Genentech, Friday 2pm, 40 min")
    await maya.command(f"/interview log {VISIT}")
    await maya.modal()
    maya.fill(others="Ben Ito\nBen Itoh, Genentech", notes="the second floor")
    assert not (await maya.submit()).errors
    check = maya.modals[-1]
    questions = [block for block in check.values if block.startswith("same.")]
    assert len(questions) == 2
    assert "You know somebody like Ben Itoh. Is it the same person?" in check.plain_text
    twice = await maya.submit()
    assert twice.errors == {"others": "You chose one person twice: Ben Ito is among the others."}
    maya.fill(**{questions[1]: "Someone new"})
    assert not (await maya.submit()).errors
    assert maya.modals[-1].title == "Saved"
    await maya.close(clear=True)
    await maya.command("/interview people Ito")
    people = await maya.message("Ben Itoh")
    assert people.plain_text.count("Ben Ito,") == 1


@pytest.mark.parametrize(
    ("others", "problem"),
    [
        ("Ben Ito\nben ito", "ben ito is named twice. One line for each person is enough."),
        ("Dana Wu", "Dana Wu is named twice. One line for each person is enough."),
        ("\n".join(f"Person {number}" for number in "abcdefgh"), "7 people here at most: log a larger"),
        (f"{'x' * 130}, NOAA", "This line is too long for a name and a place"),
        (", NOAA", "Write a name first: “, NOAA”."),
    ],
)
async def test_what_cannot_be_read_is_explained_at_its_field_and_stays_there(
    cohort: World, others: str, problem: str
) -> None:
    maya = cohort.maya
    await maya.command(f"/interview log {VISIT}")
    await maya.modal()
    maya.fill(others=others, takeaway="ask early")
    assert problem in (await maya.submit()).errors["others"]
    maya.fill(others="Ben Ito")
    assert not (await maya.submit()).errors


async def test_changed_lines_are_shown_again_before_they_are_saved(cohort: World) -> None:
    maya = cohort.maya
    await maya.command(f"/interview log {VISIT}")
    await maya.modal()
    maya.fill(others="Ben Ito", takeaway="ask early")
    await maya.submit()
    maya.fill(others="Ben Ito\nChi Ngo, NOAA")
    await maya.submit()
    check = maya.modals[-1]
    assert check.title == "Check and save"
    assert "3 people" in check.plain_text
    assert shown(check, "takeaway") == "ask early"
    assert shown(check, "others") == "Ben Ito\nChi Ngo, NOAA"
    await maya.submit()
    assert maya.modals[-1].title == "Saved"


async def test_a_double_click_on_save_stores_each_of_them_once(cohort: World) -> None:
    maya = cohort.maya
    await maya.command(f"/interview log {VISIT}")
    await maya.modal()
    maya.fill(others=OTHERS)
    await maya.submit()
    cohort.sandbox.faults.add(Fault("view_submission", "duplicate_delivery"))
    await maya.submit()
    await cohort.settled()
    await maya.close(clear=True)
    await maya.command("/interview people")
    people = await maya.message("Your people")
    assert [people.plain_text.count(name) for name in NAMES] == [1, 1, 1, 1]
    await maya.command("/interview thanks")
    assert "4 thank-yous due." in (await maya.message("4 thank-yous")).plain_text
