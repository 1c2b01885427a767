"""Nobody answers: someone else there, the one follow-up, a kind close; and everything that ends it."""

from sandbox import Fault, Message, Person
from tests.scenarios.test_draft import WHY, choose, open_draft, ready, shown, write
from tests.world import World, on_its_way

NO_REPLY = ("No reply from", "Still no reply")


async def ask(world: World, person: Person, text: str) -> Message:
    """Draft a first ask and say that it is sent; gives the message in which its text stands."""
    await open_draft(world, person, text)
    await write(world, person, "draft.why", WHY)
    message = await ready(world, person)
    await person.close()
    await person.press("outreach.sent", message=message)
    await world.settled()
    return await person.message("is sent. Waiting since")


async def steps(world: World, person: Person) -> list[Message]:
    """The no-reply reminders in the DM, as they were posted or as they stand now."""
    return [message for message in await world.reminders_of(person) if message.metadata]


async def new_step(world: World, person: Person, **duration: float) -> Message | None:
    """The reminder that comes in this time, if one does."""
    before = len(await steps(world, person))
    world.advance(**duration)
    after = await steps(world, person)
    return after[-1] if len(after) > before else None


async def test_from_an_ask_over_no_reply_and_the_follow_up_to_the_answer(world: World) -> None:
    maya = world.maya
    message = await ask(world, maya, "Dana Wu, Genentech")
    assert await new_step(world, maya, days=2, hours=23) is None
    step = await new_step(world, maya, hours=1)
    assert step
    assert "No reply from *Dana Wu, Genentech* yet" in step.plain_text
    assert "Is there someone else at Genentech to ask?" in step.plain_text
    step = await new_step(world, maya, days=6)
    assert step
    assert world.local(maya) == "Wed 15:30"
    assert "Now is the time for one follow-up, and only one." in step.plain_text
    await maya.press("draft.start", message=step)
    await world.settled()
    view = maya.modals[-1]
    assert shown(view, "situation") == "follow_up"
    assert "I wrote to you on 23 November" in shown(view, "text")
    await ready(world, maya)
    await maya.press("outreach.sent")
    await world.settled()
    await maya.close()
    assert (
        "followed up Wed 2 Dec. On Fri 11 Dec: leave it there, kindly."
        in (await maya.message("Waiting since Mon 23 Nov")).plain_text
    )
    step = await new_step(world, maya, days=9)
    assert step
    assert "it says nothing about you" in step.plain_text
    assert WHY in step.plain_text
    await maya.press("outreach.replied", message=step)
    await world.settled()
    answered = [each for each in maya.messages() if "*Dana Wu, Genentech* answered" in each.plain_text]
    assert message.ts in {each.ts for each in answered}
    assert len(answered) == 4
    assert await new_step(world, maya, days=60) is None


async def test_a_second_click_on_sent_it_starts_no_second_clock(cohort: World) -> None:
    maya = cohort.maya
    await open_draft(cohort, maya, "Dana Wu")
    await write(cohort, maya, "draft.why", WHY)
    message = await ready(cohort, maya)
    await maya.press("outreach.sent")
    await cohort.settled()
    cohort.advance(hours=1)
    assert "Sent it" not in (await maya.message("is sent.")).plain_text
    await maya.close()
    assert await new_step(cohort, maya, days=2, hours=23)
    assert await new_step(cohort, maya, hours=2) is None
    assert message.ts


async def test_a_second_person_of_the_organisation_is_offered_by_name(cohort: World) -> None:
    maya = cohort.maya
    await open_draft(cohort, maya, "Ana Ruiz, Genentech")
    await write(cohort, maya, "draft.why", WHY)
    draft = await ready(cohort, maya)
    await maya.close()
    await maya.press("outreach.close", message=draft)
    await ask(cohort, maya, "Dana Wu, Genentech")
    step = await new_step(cohort, maya, days=3)
    assert step
    assert "*Ana Ruiz, Genentech*" in step.plain_text
    await maya.press("draft.start", message=step)
    await cohort.settled()
    assert shown(maya.modals[-1], "text").startswith("Dear Ana,")


async def test_whoever_has_asked_someone_else_there_meanwhile_is_not_told_to_think_of_it(
    cohort: World,
) -> None:
    maya = cohort.maya
    await ask(cohort, maya, "Ana Ruiz, Genentech")
    cohort.advance(days=1)
    await ask(cohort, maya, "Dana Wu, Genentech")
    cohort.advance(days=3)
    told = [message.plain_text for message in await cohort.reminders_of(maya)]
    assert len(told) == 1, "only the later ask has nobody asked after it"
    assert "No reply from *Dana Wu, Genentech* yet" in told[0]


async def test_no_step_comes_on_a_weekend_or_in_quiet_hours(cohort: World) -> None:
    maya = cohort.maya
    cohort.advance(days=3, hours=7)
    assert cohort.local(maya) == "Thu 22:30"
    await ask(cohort, maya, "Dana Wu")
    # Three working days after Thursday night it is Tuesday night.
    assert await new_step(cohort, maya, days=5, hours=10) is None
    assert await new_step(cohort, maya, hours=1)
    assert cohort.local(maya) == "Wed 09:30"


async def test_of_the_steps_that_a_worker_missed_the_one_follow_up_comes_and_the_close_gives_it_time(
    cohort: World,
) -> None:
    maya = cohort.maya
    await ask(cohort, maya, "Dana Wu")
    cohort.advance(days=28)
    [step] = await steps(cohort, maya)
    assert "one follow-up, and only one" in step.plain_text
    assert await new_step(cohort, maya, days=8, hours=23) is None
    close = await new_step(cohort, maya, hours=1)
    assert close
    assert cohort.local(maya) == "Wed 15:30"
    assert "it says nothing about you" in close.plain_text


async def pause(world: World, person: Person, until: str) -> None:
    """Pause nudges through the settings."""
    await person.command("/interview settings")
    await world.settled()
    person.fill(paused_until=until)
    assert not (await person.submit()).errors
    await person.close(clear=True)


async def test_a_pause_swallows_no_follow_up_and_is_neither_planned_into_nor_told_of_once_it_is_over(
    cohort: World,
) -> None:
    maya = cohort.maya
    await ask(cohort, maya, "Dana Wu")
    await pause(cohort, maya, "2026-12-14")
    await maya.command("/interview status")
    status = (await maya.message("Coming up")).plain_text
    assert "No reply from Dana Wu yet: Mon 14 Dec" in status
    assert "Nudges wait until 14 Dec 2026" in status
    assert "26 Nov" not in status
    cohort.advance(days=21)
    [step] = await steps(cohort, maya)
    assert "one follow-up, and only one" in step.plain_text
    await maya.command("/interview status")
    await cohort.settled()
    status = [each.plain_text for each in maya.messages() if "Coming up" in each.plain_text][-1]
    assert "No reply from Dana Wu yet: Wed 23 Dec" in status
    assert "Nudges wait" not in status


async def test_out_of_office_moves_what_is_left(world: World) -> None:
    maya = world.maya
    await ask(world, maya, "Dana Wu, Genentech")
    step = await new_step(world, maya, days=3)
    assert step
    await maya.press("outreach.away", message=step)
    await world.settled()
    maya.fill(away_until="2026-11-20")
    assert list((await maya.submit()).errors) == ["away_until"]
    maya.fill(away_until="2026-12-11")
    assert not (await maya.submit()).errors
    await world.settled()
    assert "away until 11 Dec 2026. On Fri 18 Dec: follow up, once." in maya.modals[-1].plain_text
    await maya.close()
    assert await new_step(world, maya, days=21) is None
    follow_up = await new_step(world, maya, days=1)
    assert follow_up
    assert "one follow-up" in follow_up.plain_text


async def test_in_a_pause_the_steps_wait(cohort: World) -> None:
    maya = cohort.maya
    await ask(cohort, maya, "Dana Wu")
    await pause(cohort, maya, "2026-12-06")
    assert await new_step(cohort, maya, days=13) is None
    # The sixth is a Sunday.
    step = await new_step(cohort, maya, days=1)
    assert step
    assert cohort.local(maya) == "Mon 15:30"
    assert "one follow-up" in step.plain_text
    assert await new_step(cohort, maya, hours=20) is None


async def test_a_talk_that_is_agreed_or_logged_answers_the_ask(cohort: World) -> None:
    maya = cohort.maya
    await ask(cohort, maya, "Dana Wu, Genentech")
    cohort.advance(days=1)
    await cohort.log(maya, "Dana Wu, Genentech, today 2pm, 30 min")
    await maya.open_home()
    await cohort.settled()
    assert maya.home
    assert "Waiting for a reply" not in maya.home.plain_text
    cohort.advance(days=30)
    assert not any(text in each.plain_text for each in await steps(cohort, maya) for text in NO_REPLY)


async def test_scheduled_leads_to_the_form_and_once_saved_every_message_says_that_they_answered(
    cohort: World,
) -> None:
    maya = cohort.maya
    sent = await ask(cohort, maya, "Dana Wu, Genentech")
    step = await new_step(cohort, maya, days=3)
    assert step
    await maya.press("meeting.schedule", message=step)
    await cohort.settled()
    maya.fill(when="tomorrow 3pm")
    await maya.submit()
    assert not (await maya.submit()).errors
    await cohort.settled()
    answered = [each for each in maya.messages() if "*Dana Wu, Genentech* answered" in each.plain_text]
    assert {each.ts for each in answered} == {sent.ts, step.ts}
    assert [WHY in each.plain_text for each in answered] == [True, False]


async def test_whoever_flies_to_honolulu_gets_the_steps_by_the_clock_there(cohort: World) -> None:
    maya = cohort.maya
    await ask(cohort, maya, "Dana Wu")
    maya.set_tz("Pacific/Honolulu")
    await cohort.settled()
    # Sent at 10:30 there.
    assert await new_step(cohort, maya, days=2, hours=23) is None
    assert await new_step(cohort, maya, hours=1)
    assert cohort.local(maya) == "Thu 10:30"


async def test_a_closed_ask_can_still_be_answered_and_a_new_one_takes_its_place(cohort: World) -> None:
    maya = cohort.maya
    first = await ask(cohort, maya, "Dana Wu, Genentech")
    view = await open_draft(cohort, maya, "Dana Wu")
    assert "*You asked today*, and no answer is marked yet. This is the one follow-up." in view.plain_text
    await choose(cohort, maya, "draft.situation", "cold")
    view = await choose(cohort, maya, "draft.channel", "linkedin")
    await write(cohort, maya, "draft.why", "I read you.")
    assert "LinkedIn" in view.plain_text
    second = await ready(cohort, maya)
    await maya.close()
    await maya.press("outreach.sent", message=second)
    await cohort.settled()
    closed = await maya.message("was closed on")
    assert closed.ts == first.ts
    await maya.press("outreach.replied", message=closed)
    await cohort.settled()
    assert (await maya.message("answered, marked")).ts == first.ts


async def sitting(world: World, person: Person) -> None:
    """Three asks, sent one after the other."""
    for text in ("Dana Wu, Genentech", "Sam Reyes, NOAA", "Kim Lee, EPA"):
        await ask(world, person, text)
        world.advance(minutes=6)


def still_open(message: Message) -> list[str]:
    """The asks of which the message still suggests a step."""
    return [
        element["value"]
        for block in message.blocks
        for element in block.get("elements", [])
        if element.get("action_id") == "outreach.close"
    ]


async def test_three_asks_of_one_sitting_are_told_of_in_one_message_each_with_its_own_buttons(
    world: World,
) -> None:
    maya = world.maya
    await sitting(world, maya)
    step = await new_step(world, maya, days=2, hours=23, minutes=42)
    assert step
    assert "No reply yet from 3 people, which is common." in step.plain_text
    for name, there in (("Dana Wu", "Genentech"), ("Sam Reyes", "NOAA"), ("Kim Lee", "EPA")):
        assert f"*{name}, {there}*\nIs there someone else at {there} to ask?" in step.plain_text
        assert name in step.text
    dana, sam, kim = still_open(step)
    await maya.press("outreach.replied", value=sam, message=step)
    await world.settled()
    [step] = await steps(world, maya)
    assert "2 of these 3 asks are still waiting for a next step." in step.plain_text
    assert "*Sam Reyes, NOAA* answered, marked" in step.plain_text
    assert still_open(step) == [dana, kim]
    assert await new_step(world, maya, hours=5) is None, "they came along, not once more by themselves"

    follow_ups = await new_step(world, maya, days=5, hours=19)
    assert follow_ups
    assert still_open(follow_ups) == [dana, kim]
    assert follow_ups.plain_text.count("Now is the time for one follow-up, and only one.") == 2
    await maya.press("outreach.away", value=kim, message=follow_ups)
    await world.settled()
    maya.fill(away_until="2026-12-11")
    assert not (await maya.submit()).errors
    await maya.close(clear=True)
    await world.settled()
    for message in await steps(world, maya):
        assert "*Kim Lee, EPA* is sent. Waiting since Mon 23 Nov, away until 11 Dec" in message.plain_text
        assert "*Dana Wu, Genentech*\n" in message.plain_text
    for replied in (dana, kim):
        newest = (await steps(world, maya))[-1]
        await maya.press("outreach.replied", value=replied, message=newest)
        await world.settled()
    for message in await steps(world, maya):
        assert "next step" not in message.plain_text
        assert message.plain_text.count("answered, marked") in {2, 3}
    assert await new_step(world, maya, days=60) is None


async def test_several_closes_come_together_and_show_what_was_written_on_demand(cohort: World) -> None:
    maya = cohort.maya
    await sitting(cohort, maya)
    for days in (3, 6, 12):
        step = await new_step(cohort, maya, days=days)
    assert step
    assert step.plain_text.count("you can leave it there, kindly.") == 3
    assert WHY not in step.plain_text
    await maya.press("outreach.show", value=still_open(step)[0], message=step)
    await cohort.settled()
    assert WHY in maya.modals[-1].plain_text


async def test_asks_of_different_days_are_told_of_on_their_own_days(cohort: World) -> None:
    maya = cohort.maya
    await ask(cohort, maya, "Dana Wu, Genentech")
    cohort.advance(days=1)
    await ask(cohort, maya, "Sam Reyes, NOAA")
    step = await new_step(cohort, maya, days=2)
    assert step
    assert "No reply from *Dana Wu, Genentech* yet" in step.plain_text
    step = await new_step(cohort, maya, days=1)
    assert step
    assert "No reply from *Sam Reyes, NOAA* yet" in step.plain_text


async def test_of_three_on_their_way_the_one_that_is_answered_arrives_as_a_record(cohort: World) -> None:
    maya = cohort.maya
    await sitting(cohort, maya)
    answered = next(each for each in maya.messages() if "Sam Reyes, NOAA* is sent" in each.plain_text)
    cohort.advance(days=3)
    async with on_its_way(cohort):
        await maya.press("outreach.replied", message=answered)
    [step] = await steps(cohort, maya)
    assert "*Sam Reyes, NOAA* answered, marked" in step.plain_text
    assert "2 of these 3 asks are still waiting for a next step." in step.plain_text
    assert len(still_open(step)) == 2


async def test_a_click_on_a_message_of_which_slacks_answer_was_lost_leaves_the_other_sections(
    cohort: World,
) -> None:
    maya = cohort.maya
    await sitting(cohort, maya)
    cohort.advance(days=3)
    cohort.sandbox.faults.add(Fault("chat.postMessage", "drop_after"))
    [step] = await steps(cohort, maya)
    dana, sam, kim = still_open(step)
    await maya.press("outreach.replied", value=dana, message=step)
    await cohort.settled()
    [step] = await steps(cohort, maya)
    assert still_open(step) == [sam, kim]
    cohort.advance(minutes=3)
    [step] = await steps(cohort, maya)
    assert still_open(step) == [sam, kim]
    await maya.press("outreach.replied", value=kim, message=step)
    await cohort.settled()
    [step] = await steps(cohort, maya)
    assert still_open(step) == [sam]


async def test_a_step_on_its_way_while_the_answer_is_noted_arrives_as_a_record(cohort: World) -> None:
    maya = cohort.maya
    asked = await ask(cohort, maya, "Dana Wu, Genentech")
    cohort.advance(days=3)
    async with on_its_way(cohort):
        await maya.press("outreach.replied", message=asked)
    [step] = await steps(cohort, maya)
    assert "*Dana Wu, Genentech* answered, marked" in step.plain_text
    assert "someone else" not in step.plain_text
