"""The main job: log a conversation, be reminded, write the note, and have it off the list."""

import asyncio
from typing import Any

import pytest

from core.note import GAP
from sandbox import Fault, Message, Person
from tests.scenarios.test_draft import shown
from tests.world import World

TALK = "Dana Wu, Genentech, today 2pm, 40 min"


@pytest.mark.parametrize(
    "world",
    [
        (transport, database)
        for transport in ("socket", "http")
        for database in ("sqlite", "postgres_database")
    ],
    indirect=True,
    ids="-".join,
)
async def test_a_student_logs_a_talk_is_reminded_drafts_the_note_and_is_done(world: World) -> None:
    maya = world.maya
    assert (await maya.command(f"/interview log {TALK}")).ok
    form = await maya.modal()
    assert "*Saves as:* Monday 23 November 2026, 2:00 pm to 2:40 pm (New York time)" in form.plain_text
    maya.fill(takeaway="curiosity before technique", advice="read Nature Jobs", keep_in_touch="yes")
    assert (await maya.submit()).errors == {}
    answer = maya.modals[-1]
    assert answer.title == "Saved"
    assert "note is due *tomorrow at 2:40 pm*" in answer.plain_text
    assert "in our direct messages: today at 4:40 pm, then tomorrow at 10:40 am." in answer.plain_text
    await maya.close(clear=True)
    await maya.open_home()
    await world.sandbox.until(lambda: maya.home and "Dana Wu, Genentech" in maya.home.plain_text)

    assert await world.reminders_of(maya) == []
    world.advance(hours=2)
    [reminder] = await world.reminders_of(maya)
    assert "Time to thank *Dana Wu, Genentech*: the note is due Tue 24 Nov, 2:40 pm." in reminder.plain_text
    assert "What stays with you: curiosity before technique" in reminder.plain_text
    assert "Advice: read Nature Jobs" in reminder.text

    await maya.press("thank_you.draft", message=reminder)
    note = shown(await maya.modal(), "note")
    assert "What stays with me most: curiosity before technique." in note
    maya.fill(**{"note.1": note.replace("Best wishes,", "Best wishes,\nMaya")})
    assert (await maya.submit()).errors == {}
    await world.settled()

    [record] = await world.reminders_of(maya)
    assert record.plain_text == "Thank-you to *Dana Wu, Genentech* sent, marked Mon 23 Nov, 5:30 pm."
    assert maya.home
    assert "Nothing is due" in maya.home.plain_text
    world.advance(hours=30)
    assert len(await world.reminders_of(maya)) == 1


async def test_sent_it_on_the_reminder_leaves_a_record_and_stops_the_second_reminder(world: World) -> None:
    maya = world.maya
    await world.log(maya, TALK)
    world.advance(hours=2)
    [reminder] = await world.reminders_of(maya)
    await maya.press("thank_you.sent", message=reminder)
    await world.settled()
    [record] = await world.reminders_of(maya)
    assert "sent, marked" in record.plain_text
    assert not any(block["type"] == "actions" for block in record.blocks)
    world.advance(hours=24)
    assert len(await world.reminders_of(maya)) == 1


async def test_a_reminder_on_its_way_while_the_note_is_sent_arrives_as_a_record(
    world: World,
) -> None:
    maya = world.maya
    await world.log(maya, TALK)
    await maya.command("/interview")
    standing = await maya.message("1 thank-you due")
    world.sandbox.faults.add(Fault("chat.postMessage", "latency", seconds=0.5))
    world.advance(hours=2)
    assert world.bot.worker
    sweep = asyncio.create_task(world.bot.worker.sweep())
    await world.sandbox.until(lambda: world.sandbox.busy)
    await maya.press("thank_you.sent", message=standing)
    await sweep
    [record] = await world.reminders_of(maya)
    assert "sent, marked" in record.plain_text
    assert not any(block["type"] == "actions" for block in record.blocks)


async def test_whoever_does_nothing_is_reminded_twice_and_never_a_third_time(world: World) -> None:
    maya = world.maya
    await world.log(maya, TALK)
    arrived = await _arrivals(world, hours=72)
    assert arrived == ["Mon 17:00", "Tue 11:00"]
    assert maya.home
    await maya.open_home()
    await world.settled()
    assert "late, still worth sending" in maya.home.plain_text


async def _arrivals(world: World, hours: int, person: Person | None = None) -> list[str]:
    """At which half hours somebody (Maya) got a reminder."""
    person = person or world.maya
    known = len(await world.reminders_of(person))
    arrived = []
    for _ in range(2 * hours):
        world.advance(minutes=30)
        now = len(await world.reminders_of(person))
        arrived += [world.local(person)] * (now - known)
        known = now
    return arrived


async def test_a_talk_in_the_evening_is_not_reminded_of_before_nine(world: World) -> None:
    world.advance(hours=5)
    await world.log(world.maya, "Dana Wu, Genentech, today 7pm, 40 min")
    assert await _arrivals(world, hours=24) == ["Tue 09:00", "Tue 16:00"]


async def test_quiet_hours_are_those_of_the_students_own_zone(world: World) -> None:
    jonas = world.jonas
    await world.log(jonas, "Anna Vogel, BASF, today 8pm, 30 min")
    assert world.local(jonas) == "Mon 21:30"
    world.advance(hours=3)
    assert await world.reminders_of(jonas) == []
    world.advance(hours=8.5)
    [reminder] = await world.reminders_of(jonas)
    assert world.local(jonas) == "Tue 09:00"
    assert "due Tue 24 Nov, 8:30 pm" in reminder.plain_text


@pytest.mark.parametrize(
    ("zone", "expected"),
    [("Pacific/Honolulu", "Tue 09:00"), ("Asia/Tokyo", "Tue 19:30"), ("America/New_York", "Tue 10:30")],
)
async def test_reminders_follow_whoever_moves_to_another_zone_into_its_daytime(
    cohort: World, zone: str, expected: str
) -> None:
    jonas = cohort.jonas
    await cohort.log(jonas, "Anna Vogel, BASF, today 8pm, 30 min")
    jonas.set_tz(zone)
    await cohort.settled()
    arrived = await _arrivals(cohort, 24, jonas)
    assert expected in arrived
    assert all("09:00" <= at.split()[1] < "20:00" for at in arrived)


async def test_a_late_reminder_that_its_worker_missed_waits_for_the_morning(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, "Dana Wu, Genentech, Saturday 2pm, 40 min")
    assert len(await cohort.reminders_of(maya)) == 1
    cohort.sandbox.faults.add(Fault("chat.postMessage", "rate_limited", seconds=3600 * 10))
    await cohort.log(maya, "Ben Ito, NOAA, Saturday 3pm, 40 min")
    await cohort.deliver()
    cohort.advance(hours=10.1)
    assert cohort.local(maya) == "Tue 01:36"
    assert len(await cohort.reminders_of(maya)) == 1
    cohort.advance(hours=7.5)
    assert len(await cohort.reminders_of(maya)) == 2


async def test_sent_it_on_the_second_reminder_turns_both_into_records(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, TALK)
    cohort.advance(hours=2)
    assert len(await cohort.reminders_of(maya)) == 1
    cohort.advance(hours=18)
    [_, second] = await cohort.reminders_of(maya)
    await maya.press("thank_you.sent", message=second)
    await cohort.settled()
    assert ["sent, marked" in message.plain_text for message in await cohort.reminders_of(maya)] == [True] * 2


async def test_a_refusal_reaches_whoever_lives_in_a_workspace_without_edits(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, TALK)
    cohort.advance(hours=2)
    [reminder] = await cohort.reminders_of(maya)
    cohort.advance(hours=2.5)
    cohort.sandbox.faults.add(Fault("chat.update", "error", error="edit_window_closed"))
    await maya.press("thank_you.later", message=reminder, option="Tonight")
    assert "It is evening already" in (await maya.message("evening already")).plain_text


async def test_later_tonight_moves_the_next_reminder_and_keeps_the_buttons(world: World) -> None:
    maya = world.maya
    await world.log(maya, TALK)
    world.advance(hours=2)
    [reminder] = await world.reminders_of(maya)
    await maya.press("thank_you.later", message=reminder, option="Tonight")
    await world.settled()
    [snoozed] = await world.reminders_of(maya)
    assert "I will remind you again on Mon 23 Nov, 7:00 pm." in snoozed.plain_text
    assert "Sent it" in snoozed.plain_text
    assert await _arrivals(world, hours=48) == ["Mon 19:00"]


async def test_later_than_the_deadline_is_refused_with_the_reason_and_the_plan_stays(world: World) -> None:
    maya = world.maya
    await world.log(maya, "Dana Wu, Genentech, today 7:30am, 40 min")
    [reminder] = await world.reminders_of(maya)
    await maya.press("thank_you.later", message=reminder, option="Tomorrow morning")
    await world.settled()
    [refused] = await world.reminders_of(maya)
    assert "That would be too late" in refused.plain_text
    assert "by Tue 24 Nov, 8:10 am" in refused.plain_text
    assert await _arrivals(world, hours=24) == ["Mon 19:30"]


async def test_tonight_asked_for_in_the_evening_is_refused_without_naming_a_choice_that_is_refused_too(
    world: World,
) -> None:
    maya = world.maya
    await world.log(maya, TALK)
    world.advance(hours=2)
    [reminder] = await world.reminders_of(maya)
    world.advance(hours=2.5)
    await maya.press("thank_you.later", message=reminder, option="Tonight")
    await world.settled()
    [refused] = await world.reminders_of(maya)
    assert "It is evening already where you are. Two sentences now are enough." in refused.plain_text


async def test_skip_asks_first_then_takes_the_note_off_the_list(world: World) -> None:
    maya = world.maya
    await world.log(maya, TALK)
    world.advance(hours=2)
    [reminder] = await world.reminders_of(maya)
    skip = next(element for element in _elements(reminder) if element.get("action_id") == "thank_you.skip")
    assert skip["confirm"]["confirm"]["text"] == "Skip it"
    await maya.press("thank_you.skip", message=reminder)
    await world.settled()
    [record] = await world.reminders_of(maya)
    assert "skipped on Mon 23 Nov" in record.plain_text
    assert await _arrivals(world, hours=30) == []


def _elements(message: Message) -> list[dict[str, Any]]:
    return [element for block in message.blocks for element in block.get("elements", [])]


async def test_a_talk_logged_two_days_late_is_reminded_of_once_and_at_once(world: World) -> None:
    maya = world.maya
    world.advance(hours=7)
    await world.log(maya, "Dana Wu, Genentech, Saturday 2pm, 40 min")
    [reminder] = await world.reminders_of(maya)
    assert "late, and still worth sending" in reminder.plain_text
    assert "Later" not in reminder.plain_text
    assert await _arrivals(world, hours=48) == []


async def test_a_talk_of_last_month_asks_for_no_note(world: World) -> None:
    await world.maya.command("/interview log Dana Wu, Genentech, 20 Oct 2pm, 40 min")
    await world.maya.modal()
    await world.maya.submit()
    assert "no thank-you is due" in world.maya.modals[-1].plain_text
    assert await _arrivals(world, hours=24) == []


async def test_a_double_click_on_save_stores_one_conversation(world: World) -> None:
    maya = world.maya
    await maya.command(f"/interview log {TALK}")
    await maya.modal()
    world.sandbox.faults.add(Fault("view_submission", "duplicate_delivery"))
    await maya.submit()
    await world.settled()
    await maya.close(clear=True)
    await maya.command("/interview people")
    people = await maya.message("Your people")
    assert people.plain_text.count("Dana Wu") == 1
    world.advance(hours=2)
    assert len(await world.reminders_of(maya)) == 1


@pytest.mark.parametrize("words", ["", "takeaway"])
async def test_a_note_without_a_takeaway_leaves_the_gap_to_the_student(world: World, words: str) -> None:
    maya = world.maya
    await world.log(maya, TALK, takeaway=words)
    world.advance(hours=2)
    [reminder] = await world.reminders_of(maya)
    await maya.press("thank_you.draft", message=reminder)
    note = shown(await maya.modal(), "note")
    assert (GAP in note) == (words == "")
