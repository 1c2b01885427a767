"""A promise: written down with a conversation, reminded of on its day, kept, and told."""

from typing import Any

from sandbox import Message, Person, View
from tests.scenarios.test_draft import introduce, ready, shown, write
from tests.world import World


async def _log(world: World, person: Person, name: str = "Dana Wu", **fields: object) -> None:
    """A conversation whose note is sent at once: what comes after that is about what it left to do."""
    await world.log(person, f"{name}, Genentech, today 2pm, 40 min", **fields)
    await person.command("/interview")
    await person.press("thank_you.sent", message=await person.message(name))
    await world.settled()


async def _nudges(world: World, person: Person) -> list[Message]:
    return [message for message in await world.reminders_of(person) if "Good morning" in message.plain_text]


async def _press(world: World, person: Person, action: str, **how: Any) -> None:
    await person.press(action, **how)
    await world.settled()


async def _home(world: World, person: Person) -> str:
    await person.open_home()
    await world.settled()
    assert person.home
    return person.home.plain_text


async def test_a_promise_is_reminded_of_on_its_morning_and_becomes_a_reason_to_write(world: World) -> None:
    maya = world.maya
    await _log(world, maya, promise="send the paper by Friday", advice="join ISPE")
    world.advance(days=3, hours=17)
    assert world.local(maya) == "Fri 08:30"
    assert await _nudges(world, maya) == []
    world.advance(minutes=45)
    [nudge] = await _nudges(world, maya)
    assert "Here is something that you set out to do:" in nudge.plain_text
    assert "You promised *Dana Wu, Genentech*: send the paper by Friday" in nudge.plain_text
    assert "Due today." in nudge.plain_text
    await _press(world, maya, "task.done", message=nudge)
    [nudge] = await _nudges(world, maya)
    assert "Done, and a good reason to write to Dana: send the paper by Friday" in nudge.plain_text


async def test_the_draft_holds_what_was_done_and_leaves_the_rest_to_the_student(cohort: World) -> None:
    maya = cohort.maya
    await _log(cohort, maya, promise="send the paper by Friday")
    cohort.advance(days=4)
    [nudge] = await _nudges(cohort, maya)
    await _press(cohort, maya, "task.done", message=nudge)
    [nudge] = await _nudges(cohort, maya)
    await _press(cohort, maya, "draft.start", message=nudge)
    await introduce(cohort, maya)
    view = maya.modals[-1]
    text = shown(view, "text")
    assert "What I promised you is done: send the paper by Friday. [one sentence: what came of it]\n" in text
    written = text.replace("[one sentence: what came of it]", "It reached you as a preprint.")
    await write(cohort, maya, "draft.text", written)
    await ready(cohort, maya)
    await _press(cohort, maya, "outreach.sent")
    await maya.close(clear=True)
    cohort.advance(days=30)
    await maya.command("/interview draft Dana Wu")
    await cohort.settled()
    await _press(cohort, maya, "draft.situation", option="keep_in_touch")
    assert "What I promised you is done" not in shown(maya.modals[-1], "text")


async def test_sent_it_says_that_the_person_knows(cohort: World) -> None:
    maya = cohort.maya
    await _log(cohort, maya, advice="join ISPE by Friday")
    cohort.advance(days=4)
    [nudge] = await _nudges(cohort, maya)
    assert "*Dana Wu, Genentech* advised you: join ISPE by Friday" in nudge.plain_text
    await _press(cohort, maya, "task.done", message=nudge)
    [nudge] = await _nudges(cohort, maya)
    await _press(cohort, maya, "task.told", message=nudge)
    [nudge] = await _nudges(cohort, maya)
    assert "Done, and Dana knows: join ISPE by Friday" in nudge.plain_text
    assert not any(block["type"] == "actions" for block in nudge.blocks)


async def test_in_a_week_holds_and_dropping_is_for_good(cohort: World) -> None:
    maya = cohort.maya
    await _log(cohort, maya, promise="send the paper by Friday\ncall Ben by Friday")
    cohort.advance(days=4)
    [nudge] = await _nudges(cohort, maya)
    assert "Here are 2 things that you set out to do:" in nudge.plain_text
    paper, call = [block for block in nudge.blocks if block["type"] == "actions"]
    await _press(cohort, maya, "task.later", value=paper["elements"][1]["value"], message=nudge)
    [nudge] = await _nudges(cohort, maya)
    await _press(cohort, maya, "task.drop", value=call["elements"][2]["value"], message=nudge)
    [nudge] = await _nudges(cohort, maya)
    assert "I will remind you on Fri 4 Dec 2026: send the paper by Friday" in nudge.plain_text
    assert "Dropped: call Ben by Friday" in nudge.plain_text
    cohort.advance(days=6)
    assert len(await _nudges(cohort, maya)) == 1
    cohort.advance(days=1)
    _, second = await _nudges(cohort, maya)
    assert "send the paper" in second.plain_text
    assert "call Ben" not in second.plain_text


async def test_a_pause_and_a_weekend_hold_tasks_back_as_they_do_nudges(cohort: World) -> None:
    maya = cohort.maya
    await _log(cohort, maya, promise="send the paper by Saturday\ncall Ben on 8 December")
    cohort.advance(days=5)
    assert cohort.local(maya) == "Sat 15:30"
    assert await _nudges(cohort, maya) == []
    cohort.advance(days=2)
    assert len(await _nudges(cohort, maya)) == 1
    await maya.command("/interview settings")
    await maya.modal()
    maya.fill(paused_until="2026-12-14")
    assert not (await maya.submit()).errors
    await maya.close(clear=True)
    cohort.advance(days=9)
    assert len(await _nudges(cohort, maya)) == 1
    cohort.advance(days=5)
    assert "call Ben" in (await _nudges(cohort, maya))[-1].plain_text


async def test_one_morning_brings_one_message_with_people_and_tasks(cohort: World) -> None:
    maya = cohort.maya
    await _log(cohort, maya, keep_in_touch="yes", promise="send the paper on 23 March 2027")
    cohort.advance(days=120)
    [nudge] = await _nudges(cohort, maya)
    assert "something that you set out to do, and somebody to be in touch with again:" in nudge.plain_text
    assert "Last in touch" in nudge.plain_text
    assert "Due today." in nudge.plain_text


async def _saved(person: Person, promise: str) -> View:
    await person.command("/interview log Dana Wu, Genentech, today 2pm, 40 min")
    await person.modal()
    person.fill(promise=promise)
    assert not (await person.submit()).errors
    return person.modals[-1]


async def test_the_day_that_was_understood_is_shown_after_saving_and_can_be_changed(cohort: World) -> None:
    maya = cohort.maya
    saved = await _saved(maya, "send the paper by Friday")
    assert "Promised and advised" in saved.plain_text
    [picker] = [
        block["accessory"] for block in saved.blocks if block.get("accessory", {}).get("type") == "datepicker"
    ]
    assert picker["initial_date"] == "2026-11-27"
    await _press(cohort, maya, "task.day", value="2026-12-01")
    await maya.close(clear=True)
    assert "Promised to Dana Wu, Genentech, due on Tue 1 Dec 2026" in await _home(cohort, maya)


async def test_a_day_that_has_passed_is_explained_and_nothing_is_changed(cohort: World) -> None:
    maya = cohort.maya
    await _saved(maya, "send the paper by Friday")
    await _press(cohort, maya, "task.day", value="2026-11-01")
    assert "That day has passed. Choose today or a later one." in maya.modals[-1].plain_text
    await maya.close(clear=True)
    assert "due on Friday" in await _home(cohort, maya)


async def test_home_lists_what_is_open_and_done_offers_to_write(cohort: World) -> None:
    maya = cohort.maya
    await _log(cohort, maya, promise="send the paper by Friday", advice="join ISPE")
    text = await _home(cohort, maya)
    assert text.index("send the paper by Friday") < text.index("join ISPE")
    await _press(cohort, maya, "task.done")
    assert "Done, and a good reason to write to Dana" in maya.modals[-1].plain_text
    await _press(cohort, maya, "task.told")
    assert "Done, and Dana knows" in maya.modals[-1].plain_text
    await maya.close(clear=True)
    text = await _home(cohort, maya)
    assert "send the paper" not in text
    assert "join ISPE" in text


async def test_a_persons_story_shows_what_is_open_and_what_was_done(cohort: World) -> None:
    maya = cohort.maya
    await _log(cohort, maya, promise="send the paper by Friday", advice="join ISPE")
    await maya.command("/interview people Dana")
    await cohort.settled()
    await _press(cohort, maya, "person.show")
    assert "You promised: send the paper by Friday\nDue on Friday" in maya.modals[-1].plain_text
    await _press(cohort, maya, "task.done")
    assert "Done, and a good reason to write to Dana" in maya.modals[-1].plain_text
    await maya.close(clear=True)
    await _press(cohort, maya, "person.show")
    assert "Done 23 Nov 2026: send the paper by Friday" in maya.modals[-1].plain_text
