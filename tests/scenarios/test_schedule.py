"""A conversation to come: agreed, put into the calendar, confirmed, prepared, and what became of it."""

import asyncio
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from sandbox import Fault, Message, Person
from storage.database import Database
from tests.world import World, inhabited

DANA = "Dana Wu, Genentech next Thu 3pm"
LINK = "https://example.org/dana"


async def schedule(world: World, person: Person, text: str, zone: str = "", **fields: object) -> str:
    """Schedule through command and form; gives what the form answers."""
    await person.command(f"/interview schedule {text}")
    await person.modal()
    return await save(world, person, zone, **fields)


async def save(world: World, person: Person, zone: str = "", **fields: object) -> str:
    """Fill the form, look at what was understood, and save it."""
    if zone:
        await person.suggest("zone.choose", zone)
        person.fill(zone=(await person.suggest("zone.choose", zone))[0]["value"])
    person.fill(**fields)
    submitted = await person.submit()
    if person.modals[-1].title != "Scheduled":
        submitted = await person.submit()
    assert not submitted.errors, submitted.errors
    assert person.modals[-1].title == "Scheduled"
    said = person.modals[-1].plain_text
    await person.close(clear=True)
    await world.settled()
    return said


def entries(person: Person) -> list[Event]:
    """What an independent library reads in the calendar files of the person's DM, oldest first."""
    files = [file.content.decode() for file in person.files() if file.name.endswith(".ics")]
    return [IcsCalendarStream.calendar_from_ics(file).events[0] for file in files]


async def arrivals(world: World, person: Person, hours: int) -> list[str]:
    """When something about a conversation came, to the half hour, and how it begins."""
    known = len(await world.reminders_of(person))
    arrived = []
    for _ in range(2 * hours):
        world.advance(minutes=30)
        told = await world.reminders_of(person)
        arrived += [f"{world.local(person)} {message.plain_text[:12]}" for message in told[known:]]
        known = len(told)
    return arrived


async def last(world: World, person: Person) -> Message:
    return (await world.reminders_of(person))[-1]


async def test_a_date_in_ones_own_words_is_shown_on_both_clocks_and_goes_into_the_calendar(
    world: World,
) -> None:
    maya = world.maya
    await maya.command(f"/interview schedule {DANA}")
    form = await maya.modal()
    assert "*Saves as:* Thursday 3 December 2026, 3:00 pm to 3:30 pm (New York time)" in form.plain_text
    assert "in 10 days" in form.plain_text
    offered = await maya.suggest("zone.choose", "munich")
    assert [one["text"]["text"] for one in offered] == ["Berlin time, now 9:30 pm"]
    maya.fill(zone=offered[0]["value"], place=LINK)
    assert (await maya.submit()).errors == {}
    both = "Thursday 3 December 2026, 3:00 pm to 3:30 pm your time, 9:00 pm Berlin time"
    assert both in maya.modals[-1].plain_text
    assert (await maya.submit()).errors == {}
    saved = maya.modals[-1].plain_text
    assert both in saved
    assert "to confirm, Wed 2 Dec at 9:00 am; with the brief, Thu 3 Dec at 2:30 pm" in saved
    await maya.close(clear=True)
    await world.settled()

    [event] = entries(maya)
    assert event.dtstart == datetime(2026, 12, 3, 20, tzinfo=UTC)
    assert event.dtend == datetime(2026, 12, 3, 20, 30, tzinfo=UTC)
    assert event.summary == "Conversation with Dana Wu, Genentech"
    assert (event.location, event.sequence, event.status) == (LINK, 0, "CONFIRMED")
    [message] = [each for each in maya.messages() if each.files]
    assert "Thu 3 Dec, 3:00 pm your time, 9:00 pm Berlin time" in message.plain_text


async def test_it_is_confirmed_prepared_told_about_and_thanked_for(world: World) -> None:
    maya = world.maya
    await schedule(world, maya, DANA, zone="munich", place=LINK)
    both = "Thursday 3 December 2026, 3:00 pm to 3:30 pm your time, 9:00 pm Berlin time"
    assert await arrivals(world, maya, 24 * 8) == []
    world.advance(hours=17, minutes=30)
    confirm = await last(world, maya)
    assert world.local(maya) == "Wed 09:00"
    assert "Your conversation with *Dana Wu, Genentech* is tomorrow at 3:00 pm." in confirm.plain_text
    assert f"{both}\nHow: Video call\nLink: {LINK}" in confirm.plain_text
    assert (
        "I look forward to our conversation on Thursday 3 December at 9:00 pm your time "
        f"(3:00 pm New York time), by video: {LINK}." in confirm.plain_text
    )

    world.advance(hours=29, minutes=30)
    brief = await last(world, maya)
    assert world.local(maya) == "Thu 14:30"
    assert brief.plain_text.startswith("In 30 minutes, at 3:00 pm: *Dana Wu, Genentech*")
    assert "Leave your résumé where it is unless they ask for it." in brief.plain_text
    assert "*30 minutes:* 4 min introduction and overview" in brief.plain_text

    world.advance(hours=1)
    question = await last(world, maya)
    assert "How did it go with *Dana Wu, Genentech*?" in question.plain_text
    await maya.press("meeting.held", message=question)
    log = await maya.modal()
    assert "*Saves as:* Thursday 3 December 2026, 3:00 pm to 3:30 pm (New York time)" in log.plain_text
    assert log.values["name"]["value"]["value"] == "Dana Wu"
    maya.fill(takeaway="policy is written in meetings", promise="my thesis chapter")
    assert (await maya.submit()).errors == {}
    assert maya.modals[-1].title == "Saved"
    assert "thank-you note is due *tomorrow at 3:30 pm*" in maya.modals[-1].plain_text
    await maya.close(clear=True)
    await world.settled()

    told = [message.plain_text for message in await world.reminders_of(maya)]
    when = "Thu 3 Dec, 3:00 pm your time, 9:00 pm Berlin time"
    record = f"You talked with *Dana Wu, Genentech*: {when}. It is logged."
    assert told == [record, brief.plain_text, record]
    world.advance(hours=2)
    assert "Time to thank *Dana Wu, Genentech*" in (await last(world, maya)).plain_text
    world.advance(hours=72)
    assert not any("How did it go" in each.plain_text for each in await world.reminders_of(maya))


async def test_with_whom_a_talk_was_agreed_is_not_asked_again_unless_another_name_is_written(
    cohort: World,
) -> None:
    maya = cohort.maya
    await cohort.log(maya, "Dana Wood, Genentech, today 2pm, 20 min")
    await schedule(cohort, maya, "Dana Wu, Genentech tomorrow 3pm")
    cohort.advance(days=1, hours=3)
    [question] = [m for m in await cohort.reminders_of(maya) if "How did it go" in m.plain_text]
    await maya.press("meeting.held", message=question)
    log = await maya.modal()
    assert "same person" not in log.plain_text
    maya.fill(name="Dana Wood")
    await maya.submit()
    assert "Is it the same person?" in maya.modals[-1].plain_text
    maya.fill(name="Dana Wu")
    await maya.submit()
    if maya.modals[-1].title != "Saved":
        await maya.submit()
    assert maya.modals[-1].title == "Saved"
    await maya.close(clear=True)
    people = await cohort.answer_to(maya, "/interview people Dana Wu")
    assert "Dana Wu · 1 person" in people.plain_text


async def test_the_next_brief_tells_what_was_said_and_promised_last_time(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(
        maya, "Dana Wu, Genentech, today 2pm, 40 min", takeaway="ask early", promise="my thesis chapter"
    )
    await schedule(cohort, maya, "Dana Wu tomorrow 3pm", place="+1 555 0100", medium="Phone")
    cohort.advance(hours=23)
    briefs = [m for m in await cohort.reminders_of(maya) if m.plain_text.startswith("In 30 minutes")]
    [brief] = briefs
    assert "*Last time, 23 Nov 2026*\nWhat stays with you: ask early" in brief.plain_text
    assert "You promised: my thesis chapter" in brief.plain_text
    assert "How: Phone\nNumber: +1 555 0100" in brief.plain_text


async def test_whoever_does_nothing_is_asked_twice_and_never_again(cohort: World) -> None:
    maya = cohort.maya
    await schedule(cohort, maya, "Dana Wu, Genentech tomorrow 3pm")
    assert await arrivals(cohort, maya, 24 * 8) == [
        "Tue 14:30 In 30 minute",
        "Tue 15:30 How did it g",
        "Thu 15:30 How did it g",
    ]
    assert "This is the last time that I ask." in (await last(cohort, maya)).plain_text


async def test_moving_it_moves_everything_that_hung_on_the_time(world: World) -> None:
    maya = world.maya
    await schedule(world, maya, "Dana Wu, Genentech Wed 3pm", zone="berlin", place=LINK)
    world.advance(hours=18)
    confirm = await last(world, maya)
    assert "tomorrow at 3:00 pm" in confirm.plain_text
    await maya.press("meeting.move", message=confirm)
    form = await maya.modal()
    assert form.title == "Move the conversation"
    assert form.values["when"]["value"]["value"] == "25 Nov 2026 15:00-15:30"
    assert form.values["place"]["value"]["value"] == LINK
    assert "9:00 pm Berlin time" in form.plain_text
    await save(world, maya, when="Friday 10am", length="45 minutes")

    told = [message.plain_text for message in await world.reminders_of(maya)]
    assert told == [
        "The conversation with *Dana Wu, Genentech* has changed. "
        "It is now Fri 27 Nov, 10:00 am your time, 4:00 pm Berlin time."
    ]
    first, moved = entries(maya)
    assert (moved.uid, moved.sequence) == (first.uid, 1)
    assert moved.dtstart == datetime(2026, 11, 27, 15, tzinfo=UTC)
    assert moved.dtend == datetime(2026, 11, 27, 15, 45, tzinfo=UTC)
    assert await arrivals(world, maya, 24 * 4) == [
        "Thu 09:00 Your convers",
        "Fri 09:30 In 30 minute",
        "Fri 11:00 How did it g",
    ]


async def test_a_place_alone_can_be_changed_and_an_unchanged_form_changes_nothing(cohort: World) -> None:
    maya = cohort.maya
    await schedule(cohort, maya, DANA)
    cohort.advance(days=4)
    await maya.open_home()
    await cohort.settled()
    for _ in range(2):
        await maya.press("meeting.move")
        await maya.modal()
        await save(cohort, maya, place="Café Leopold")
    assert [entry.location for entry in entries(maya)] == ["Video call", "Café Leopold"]


async def test_cancelling_asks_first_then_stops_its_reminders_and_takes_it_out_of_the_calendar(
    world: World,
) -> None:
    maya = world.maya
    await schedule(world, maya, "Dana Wu, Genentech Wed 3pm")
    world.advance(hours=18)
    confirm = await last(world, maya)
    [buttons] = [block for block in confirm.blocks if block["type"] == "actions"]
    cancel = next(each for each in buttons["elements"] if each["action_id"] == "meeting.cancel")
    assert cancel["confirm"]["title"]["text"] == "Did you both call it off?"
    await maya.press("meeting.cancel", message=confirm)
    await world.settled()
    record = await last(world, maya)
    assert (
        "The conversation with *Dana Wu, Genentech* on Wed 25 Nov, 3:00 pm is cancelled." in record.plain_text
    )
    first, cancelled = entries(maya)
    assert (cancelled.uid, cancelled.sequence, cancelled.status) == (first.uid, 1, "CANCELLED")
    assert await arrivals(world, maya, 24 * 5) == []

    await maya.press("draft.start", message=record)
    assert "About you" in (await maya.modal()).title, "a first draft asks for the profile"
    await maya.close(clear=True)
    await maya.press("meeting.move", message=record)
    form = await maya.modal()
    assert form.values["when"]["value"]["value"] is None
    await save(world, maya, when="tomorrow 3pm")
    assert (await arrivals(world, maya, 30))[0] == "Mon 14:30 In 30 minute"


async def test_a_no_show_gets_a_kind_note_and_another_time(cohort: World) -> None:
    maya = cohort.maya
    await schedule(cohort, maya, "Dana Wu, Genentech tomorrow 3pm")
    cohort.advance(days=1)
    question = await last(cohort, maya)
    await maya.press("meeting.missed", message=question)
    note = await maya.modal()
    assert "Subject: Another time for our conversation?" in note.plain_text
    assert "We seem to have missed each other on Tuesday 24 November" in note.plain_text
    await maya.close(clear=True)
    await cohort.settled()
    record = await last(cohort, maya)
    assert "*Dana Wu, Genentech* did not come on Tue 24 Nov, 3:00 pm." in record.plain_text
    assert await arrivals(cohort, maya, 72) == []
    await maya.press("meeting.move", message=record)
    await maya.modal()
    await save(cohort, maya, when="next Wed 2pm")
    assert "It is now Wed 2 Dec, 2:00 pm." in (await cohort.reminders_of(maya))[-1].plain_text


async def test_logging_it_without_the_button_settles_it_too(cohort: World) -> None:
    maya = cohort.maya
    await schedule(cohort, maya, "Dana Wu, Genentech tomorrow 3pm")
    cohort.advance(days=1)
    assert "How did it go" in (await last(cohort, maya)).plain_text
    await cohort.log(maya, "Dana Wu, Genentech, today 3pm, 20 min")
    told = await cohort.reminders_of(maya)
    assert "You talked with *Dana Wu, Genentech*" in told[-1].plain_text
    cohort.advance(days=2)
    assert not any("How did it go" in each.plain_text for each in await cohort.reminders_of(maya))


async def test_between_the_clock_changes_of_two_countries_both_clocks_are_right(sqlite: Database) -> None:
    """New York's clocks go forward on 14 March 2027, Berlin's on 28 March: five hours apart in between."""
    winter = datetime(2027, 3, 11, 15, 30, tzinfo=ZoneInfo("America/New_York"))
    async with inhabited(sqlite, starts_at=winter) as world:
        maya = world.maya
        said = await schedule(world, maya, "Dana Wu, Genentech 16 March 3pm", zone="berlin")
        assert "Tuesday 16 March 2027, 3:00 pm to 3:30 pm your time, 8:00 pm Berlin time" in said
        [event] = entries(maya)
        assert event.dtstart == datetime(2027, 3, 16, 19, tzinfo=UTC)
        assert await arrivals(world, maya, 24 * 6) == [
            "Mon 09:00 Your convers",
            "Tue 14:30 In 30 minute",
            "Tue 15:30 How did it g",
        ]


async def test_moved_over_a_clock_change_it_keeps_the_wall_time_that_was_said(sqlite: Database) -> None:
    winter = datetime(2027, 3, 11, 15, 30, tzinfo=ZoneInfo("America/New_York"))
    async with inhabited(sqlite, starts_at=winter) as world:
        maya = world.maya
        await schedule(world, maya, "Dana Wu, Genentech 12 March 3pm", zone="berlin")
        await maya.open_home()
        await world.settled()
        await maya.press("meeting.move")
        await maya.modal()
        said = await save(world, maya, when="16 March 3pm")
        assert "3:00 pm to 3:30 pm your time, 8:00 pm Berlin time" in said
        await maya.press("meeting.move")
        await maya.modal()
        said = await save(world, maya, when="30 March 3pm")
        assert "3:00 pm to 3:30 pm your time, 9:00 pm Berlin time" in said
        assert [entry.dtstart for entry in entries(maya)] == [
            datetime(2027, 3, 12, 20, tzinfo=UTC),
            datetime(2027, 3, 16, 19, tzinfo=UTC),
            datetime(2027, 3, 30, 19, tzinfo=UTC),
        ]
        assert [entry.sequence for entry in entries(maya)] == [0, 1, 2]
        assert await arrivals(world, maya, 24 * 17) == []
        assert await arrivals(world, maya, 24 * 2) == [
            "Mon 09:00 Your convers",
            "Tue 14:30 In 30 minute",
            "Tue 15:30 How did it g",
        ]


async def test_a_time_that_the_clocks_jump_over_is_said_at_its_field(sqlite: Database) -> None:
    winter = datetime(2027, 3, 11, 15, 30, tzinfo=ZoneInfo("America/New_York"))
    async with inhabited(sqlite, starts_at=winter) as world:
        await world.maya.command("/interview schedule Dana Wu")
        await world.maya.modal()
        world.maya.fill(when="14 March 2:30am")
        assert "the clocks go forward then" in (await world.maya.submit()).errors["when"]


async def test_the_brief_comes_at_night_too_and_the_question_waits_for_the_morning(cohort: World) -> None:
    maya = cohort.maya
    await schedule(cohort, maya, "Dana Wu, Genentech Wed 9:30pm, 30 min")
    assert await arrivals(cohort, maya, 70) == [
        "Tue 09:00 Your convers",
        "Wed 21:00 In 30 minute",
        "Thu 09:00 How did it g",
    ]


async def test_whoever_flies_to_honolulu_is_asked_to_confirm_at_nine_there(cohort: World) -> None:
    maya = cohort.maya
    await schedule(cohort, maya, "Dana Wu, Genentech Thu 3pm")
    maya.set_tz("Pacific/Honolulu")
    await cohort.settled()
    assert await arrivals(cohort, maya, 24 * 3) == [
        "Wed 09:00 Your convers",
        "Thu 09:30 In 30 minute",
        "Thu 10:30 How did it g",
    ]


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"when": "yesterday 3pm"}, ("when", "Sunday 22 November 2026, 3:00 pm has passed where you are.")),
        ({"when": "soon"}, ("when", "I can't read “soon” as a date or time. Try “next Thu 3pm”")),
        ({"when": "1 Dec 2028 3pm"}, ("when", "more than a year ahead")),
        ({"when": "Thu"}, ("when", "At what time on Thursday 26 November 2026?")),
        ({"when": "3/12 3pm"}, ("when", "3 December or 12 March")),
    ],
)
async def test_what_cannot_be_scheduled_is_said_at_its_field(
    cohort: World, fields: dict[str, object], problem: tuple[str, str]
) -> None:
    maya = cohort.maya
    await maya.command("/interview schedule Dana Wu, Genentech")
    await maya.modal()
    maya.fill(**fields)
    errors = (await maya.submit()).errors
    assert problem[1] in errors[problem[0]]


async def test_the_form_says_at_once_why_a_time_after_the_command_cannot_be(cohort: World) -> None:
    await cohort.maya.command("/interview schedule Dana Wu yesterday 3pm")
    assert "has passed where you are" in (await cohort.maya.modal()).plain_text


async def test_another_length_is_shown_before_it_is_saved(cohort: World) -> None:
    maya = cohort.maya
    await maya.command(f"/interview schedule {DANA}")
    await maya.modal()
    maya.fill(length="45 minutes")
    assert (await maya.submit()).errors == {}
    assert "3:00 pm to 3:45 pm" in maya.modals[-1].plain_text
    assert maya.modals[-1].title == "Schedule"
    await maya.submit()
    assert maya.modals[-1].title == "Scheduled"


async def test_scheduling_again_with_somebody_moves_what_is_agreed_unless_it_is_a_second_one(
    world: World,
) -> None:
    maya = world.maya
    await schedule(world, maya, DANA, medium="Phone", place="+1 555 0100", length="45 minutes")
    await maya.command("/interview schedule Dana Wu next Tue 2pm")
    form = await maya.modal()
    assert "You have a conversation with *Dana Wu, Genentech* on Thu 3 Dec, 3:00 pm." in form.plain_text
    assert "Which one is this?" in form.plain_text
    assert "*Saves as:* Tuesday 1 December 2026, 2:00 pm to 2:45 pm" in form.plain_text
    assert "+1 555 0100" in str(form.blocks)
    await save(world, maya)
    first, moved = entries(maya)
    assert (moved.uid, moved.sequence) == (first.uid, 1)
    assert (moved.dtstart, moved.location) == (datetime(2026, 12, 1, 19, tzinfo=UTC), "+1 555 0100")

    await maya.command("/interview schedule Dana Wu next Fri 10am")
    await maya.modal()
    maya.fill(**{"which.1": "This is a second one"})
    await save(world, maya)
    second = entries(maya)[-1]
    assert (second.uid == first.uid, second.sequence) == (False, 0)
    await maya.command("/interview schedule Dana Wu 7 Dec 10am")
    assert "already: Tue 1 Dec, 2:00 pm; Fri 4 Dec, 10:00 am." in (await maya.modal()).plain_text
    await maya.close(clear=True)
    assert await arrivals(world, maya, 24 * 12) == [
        "Mon 09:00 Your convers",
        "Tue 13:30 In 30 minute",
        "Tue 15:00 How did it g",
        "Thu 09:00 Your convers",
        "Thu 15:00 How did it g",
        "Fri 09:30 In 30 minute",
        "Fri 11:00 How did it g",
    ]


async def test_whoever_is_chosen_in_the_form_is_asked_about_before_anything_is_saved(cohort: World) -> None:
    maya = cohort.maya
    await schedule(cohort, maya, DANA, place=LINK)
    await maya.command("/interview schedule")
    await maya.modal()
    offered = await maya.suggest("person.choose", "Dana")
    maya.fill(person=offered[0]["value"], when="next Wed 2pm")
    assert (await maya.submit()).errors == {}
    form = maya.modals[-1]
    assert form.title == "Schedule"
    assert "You have a conversation with *Dana Wu, Genentech* on Thu 3 Dec, 3:00 pm." in form.plain_text
    assert form.values["place.1"]["value"]["value"] == LINK
    assert (await maya.submit()).errors == {}
    assert maya.modals[-1].title == "Scheduled"
    await cohort.settled()
    first, moved = entries(maya)
    assert (moved.uid, moved.sequence, moved.location) == (first.uid, 1, LINK)
    await maya.close(clear=True)
    await maya.open_home()
    await cohort.settled()
    assert maya.home
    assert maya.home.plain_text.count("Dana Wu") == 1


async def test_a_double_click_on_a_second_one_schedules_one_more(cohort: World) -> None:
    maya = cohort.maya
    await schedule(cohort, maya, DANA)
    await maya.command("/interview schedule Dana Wu next Fri 10am")
    await maya.modal()
    maya.fill(**{"which.1": "This is a second one"})
    cohort.sandbox.faults.add(Fault("view_submission", "duplicate_delivery"))
    await maya.submit()
    await cohort.settled()
    assert len(entries(maya)) == 2


async def test_a_double_click_on_save_schedules_once(cohort: World) -> None:
    maya = cohort.maya
    await maya.command(f"/interview schedule {DANA}")
    await maya.modal()
    cohort.sandbox.faults.add(Fault("view_submission", "duplicate_delivery"))
    await maya.submit()
    await cohort.settled()
    assert len(entries(maya)) == 1
    await maya.open_home()
    await cohort.settled()
    assert maya.home
    assert maya.home.plain_text.count("Dana Wu") == 1


async def test_a_file_that_slack_does_not_take_is_told_and_can_be_sent_again(cohort: World) -> None:
    maya = cohort.maya
    cohort.sandbox.faults.add(Fault("files.completeUploadExternal", "error", error="internal_error"))
    await schedule(cohort, maya, DANA)
    assert entries(maya) == []
    told = cohort.answers(maya)[-1]
    assert (
        "The calendar file for your conversation with *Dana Wu, Genentech* may not have arrived."
        in told.plain_text
    )
    assert "The conversation is scheduled all the same." in told.plain_text
    await maya.press("meeting.file", message=told)
    await cohort.settled()
    assert len(entries(maya)) == 1


async def test_of_a_file_that_arrived_while_slacks_answer_was_lost_nothing_untrue_is_said(
    cohort: World,
) -> None:
    maya = cohort.maya
    fault = Fault("files.completeUploadExternal", "error", error="internal_error", takes_effect=True)
    cohort.sandbox.faults.add(fault)
    await schedule(cohort, maya, DANA)
    assert len(entries(maya)) == 1
    told = await maya.message("may not have arrived")
    assert "If you do not see the file here, send it again." in told.plain_text
    assert "could not" not in told.plain_text


async def test_home_and_the_overview_name_the_next_conversation(cohort: World) -> None:
    maya = cohort.maya
    await maya.open_home()
    await cohort.settled()
    assert maya.home
    assert "This week's conversations\nNone is scheduled." in maya.home.plain_text
    await schedule(cohort, maya, DANA)
    assert "None in the coming seven days. The next one: *Dana Wu, Genentech*" in maya.home.plain_text
    await schedule(cohort, maya, "Ben Ito, NOAA Thu 4pm", place="Pier 69")
    assert "*Ben Ito, NOAA*\nThu 26 Nov, 4:00 pm · Pier 69" in maya.home.plain_text
    await maya.command("/interview")
    overview = await maya.message("No thank-you is due.")
    assert "Next conversation: *Ben Ito, NOAA*: Thu 26 Nov, 4:00 pm" in overview.plain_text
    cohort.advance(days=3, hours=2)
    await maya.open_home()
    await cohort.settled()
    assert "Thu 26 Nov, 4:00 pm · how did it go?" in maya.home.plain_text
    await maya.press("meeting.held")
    await maya.modal()
    await maya.submit()
    await maya.close(clear=True)
    await cohort.settled()
    assert "how did it go?" not in maya.home.plain_text


async def test_a_known_person_is_filled_in_with_their_zone(cohort: World) -> None:
    maya = cohort.maya
    await schedule(cohort, maya, DANA, zone="tokyo")
    await maya.command("/interview schedule dana in 3 days at 10")
    form = await maya.modal()
    assert form.values["person"]["person.choose"]["selected_option"]["text"]["text"] == "Dana Wu, Genentech"
    assert "10:00 am to 10:30 am your time, Fri 27 Nov, 12:00 am Tokyo time, in 3 days." in form.plain_text


async def test_nobody_sees_or_moves_another_members_conversation(cohort: World) -> None:
    await schedule(cohort, cohort.maya, "Dana Wu, Genentech tomorrow 3pm")
    jonas = cohort.jonas
    await jonas.command("/interview")
    assert "Dana" not in (await jonas.message("No thank-you is due.")).plain_text
    assert entries(jonas) == []
    cohort.advance(days=1)
    assert await cohort.reminders_of(jonas) == []


async def test_a_person_is_asked_for_and_nothing_typed_is_lost(cohort: World) -> None:
    maya = cohort.maya
    await maya.command("/interview schedule tomorrow 3pm")
    form = await maya.modal()
    assert "Tuesday 24 November 2026, 3:00 pm to 3:30 pm" in form.plain_text
    assert "person" in (await maya.submit()).errors
    await maya.suggest("person.choose", "Zoe Quill, NOAA")
    maya.fill(person="new:Zoe Quill, NOAA", place="Pier 69", medium="In person")
    await maya.submit()
    assert "*Zoe Quill, NOAA*" in maya.modals[-1].plain_text
    assert "How: In person\nPlace: Pier 69" in maya.modals[-1].plain_text


async def test_a_question_on_its_way_while_the_conversation_is_cancelled_arrives_as_a_record(
    cohort: World,
) -> None:
    maya = cohort.maya
    await schedule(cohort, maya, "Dana Wu, Genentech today 5pm")
    cohort.advance(hours=2)
    first = await last(cohort, maya)
    cohort.advance(hours=48)
    cohort.sandbox.faults.add(Fault("chat.postMessage", "latency", seconds=0.5))
    assert cohort.bot.worker
    sweep = asyncio.create_task(cohort.bot.worker.sweep())
    await cohort.sandbox.until(lambda: cohort.sandbox.busy)
    await maya.press("meeting.cancel", message=first)
    await sweep
    second = await last(cohort, maya)
    assert second.ts != first.ts
    assert "is cancelled" in second.plain_text
    assert "How did it go" not in second.plain_text
