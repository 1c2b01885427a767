"""Keeping in touch: one message on a weekday morning, a few people, and a pause that holds."""

from datetime import datetime

from core.local_time import in_zone
from sandbox import Message, Person
from tests.world import World

TEN = (
    "Dana Wu",
    "Ben Ito",
    "Chi Ngo",
    "Eva Lund",
    "Femi Ade",
    "Gus Roth",
    "Hana Kim",
    "Ivo Petrov",
    "Juan Mora",
    "Kofi Boateng",
)


async def _log(world: World, person: Person, *names: str) -> None:
    """Conversations whose notes are sent at once: what comes after that is about keeping in touch."""
    for name in names:
        await world.log(
            person, f"{name}, Genentech, today 2pm, 40 min", keep_in_touch="yes", promise="the paper"
        )
        await person.command("/interview")
        overview = await person.message(name)
        await person.press("thank_you.sent", message=overview)
        await world.settled()


async def _nudges(world: World, person: Person) -> list[Message]:
    return [message for message in await world.reminders_of(person) if "in touch" in message.plain_text]


async def test_after_four_months_a_morning_names_whom_to_be_in_touch_with(world: World) -> None:
    maya = world.maya
    await _log(world, maya, "Dana Wu")
    # 120 days after Monday 23 November it is a Tuesday, in summer time.
    world.advance(days=119, hours=16)
    assert await _nudges(world, maya) == []
    world.advance(minutes=45)
    assert world.local(maya) == "Tue 09:15"
    [nudge] = await _nudges(world, maya)
    assert "Here is somebody to be in touch with again:" in nudge.plain_text
    assert "*Dana Wu, Genentech*\nLast in touch 23 Nov 2026." in nudge.plain_text
    assert "You promised: the paper" in nudge.plain_text
    world.advance(days=60)
    assert len(await _nudges(world, maya)) == 1


async def test_being_in_touch_starts_the_clock_anew_and_the_message_says_when(cohort: World) -> None:
    maya = cohort.maya
    await _log(cohort, maya, "Dana Wu")
    cohort.advance(days=120)
    [nudge] = await _nudges(cohort, maya)
    await maya.press("touch.note", message=nudge)
    await cohort.settled()
    [nudge] = await _nudges(cohort, maya)
    assert "Next nudge around 21 Jul 2027." in nudge.plain_text
    assert not any(block["type"] == "actions" for block in nudge.blocks)
    cohort.advance(days=120)
    assert len(await _nudges(cohort, maya)) == 2


async def test_next_week_holds_and_stop_is_for_good(cohort: World) -> None:
    maya = cohort.maya
    await _log(cohort, maya, "Dana Wu", "Ben Ito")
    cohort.advance(days=120)
    [nudge] = await _nudges(cohort, maya)
    assert "Here are 2 people to be in touch with again:" in nudge.plain_text
    dana, ben = [block for block in nudge.blocks if block["type"] == "actions"]
    await maya.press("nudge.snooze", value=dana["elements"][1]["value"], message=nudge)
    await maya.press("nudge.stop", value=ben["elements"][2]["value"], message=nudge)
    await cohort.settled()
    [nudge] = await _nudges(cohort, maya)
    assert "Next nudge around 30 Mar 2027." in nudge.plain_text
    assert "No further nudges about them." in nudge.plain_text
    cohort.advance(days=6)
    assert len(await _nudges(cohort, maya)) == 1
    cohort.advance(days=1)
    _, second = await _nudges(cohort, maya)
    assert "Dana Wu" in second.plain_text
    assert "Ben Ito" not in second.plain_text
    cohort.advance(days=200)
    assert len(await _nudges(cohort, maya)) == 2


async def test_a_crowd_is_spread_over_the_mornings_three_a_day_and_none_on_a_weekend(cohort: World) -> None:
    maya = cohort.maya
    await _log(cohort, maya, *TEN)
    mornings: list[datetime] = []
    for _ in range(130):
        cohort.advance(days=1)
        known = len(mornings)
        nudges = await _nudges(cohort, maya)
        mornings += [in_zone(cohort.clock.now(), maya.tz)] * (len(nudges) - known)
    assert [f"{at:%a %d %b}" for at in mornings] == ["Tue 23 Mar", "Wed 24 Mar", "Thu 25 Mar", "Fri 26 Mar"]
    named = [nudge.plain_text.count("Last in touch") for nudge in await _nudges(cohort, maya)]
    assert named == [3, 3, 3, 1]


async def test_a_worker_that_was_away_for_days_folds_all_nudges_into_one_message(cohort: World) -> None:
    maya = cohort.maya
    await _log(cohort, maya, "Dana Wu")
    cohort.advance(days=1)
    await _log(cohort, maya, "Ben Ito")
    cohort.advance(days=1)
    await _log(cohort, maya, "Chi Ngo")
    cohort.advance(days=124)
    [nudge] = await _nudges(cohort, maya)
    for name in ("Dana Wu", "Ben Ito", "Chi Ngo"):
        assert name in nudge.plain_text


async def test_in_a_pause_nudges_wait_and_thank_yous_do_not(world: World) -> None:
    maya = world.maya
    await _log(world, maya, "Dana Wu")
    world.advance(days=118)
    await maya.command("/interview settings")
    await maya.modal()
    maya.fill(paused_until="2027-04-10")
    assert not (await maya.submit()).errors
    assert "Nudges wait until 10 Apr 2027, and so do the steps" in maya.modals[-1].plain_text
    await maya.close(clear=True)
    await world.log(maya, "Ben Ito, NOAA, today 2pm, 40 min")
    world.advance(days=1)
    assert "Ben Ito" in (await world.reminders_of(maya))[-1].plain_text
    world.advance(days=16)
    assert await _nudges(world, maya) == []
    await maya.command("/interview status")
    assert "Nudges wait until 10 Apr 2027" in (await maya.message("Times are in")).plain_text
    # The tenth is a Saturday.
    world.advance(days=7)
    [nudge] = await _nudges(world, maya)
    assert "Dana Wu" in nudge.plain_text


async def test_whoever_flies_to_honolulu_is_nudged_at_nine_there(cohort: World) -> None:
    maya = cohort.maya
    await _log(cohort, maya, "Dana Wu")
    maya.set_tz("Pacific/Honolulu")
    await cohort.settled()
    cohort.advance(days=119, hours=22)
    assert await _nudges(cohort, maya) == []
    cohort.advance(hours=1)
    assert cohort.local(maya) == "Tue 09:30"
    assert len(await _nudges(cohort, maya)) == 1


async def test_quiet_hours_can_be_changed_and_what_is_planned_moves(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, "Dana Wu, Genentech, today 2pm, 40 min")
    await maya.command("/interview settings")
    await maya.modal()
    maya.fill(quiet_start="16:00", quiet_end="10:30")
    assert not (await maya.submit()).errors
    assert "No reminders between 4:00 pm and 10:30 am, New York time." in maya.modals[-1].plain_text
    await maya.close(clear=True)
    cohort.advance(hours=18)
    assert await cohort.reminders_of(maya) == []
    cohort.advance(hours=1)
    assert cohort.local(maya) == "Tue 10:30"
    assert len(await cohort.reminders_of(maya)) == 1


async def test_a_pause_of_more_than_a_year_is_explained_at_its_field(cohort: World) -> None:
    maya = cohort.maya
    await maya.command("/interview settings")
    await maya.modal()
    maya.fill(paused_until="2028-01-01")
    submitted = await maya.submit()
    assert submitted.errors == {"paused_until": "A pause can last a year at most. Choose an earlier day."}
