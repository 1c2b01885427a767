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
            person, f"{name}, Genentech, today 2pm, 40 min", keep_in_touch="yes", takeaway="read widely"
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
    assert "*Dana Wu, Genentech*\nLast in touch 23 Nov 2026, when you talked." in nudge.plain_text
    assert nudge.plain_text.count("read widely") == 1
    assert "A reason to write: What stayed with you from Dana: read widely." in nudge.plain_text
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
    await maya.press("nudge.more", option="Stop", message=nudge)
    await cohort.settled()
    [nudge] = await _nudges(cohort, maya)
    await maya.press("nudge.snooze", message=nudge)
    await cohort.settled()
    [nudge] = await _nudges(cohort, maya)
    assert "Next nudge around 30 Mar 2027." in nudge.plain_text
    assert "No further nudges about them." in nudge.plain_text
    cohort.advance(days=6)
    assert len(await _nudges(cohort, maya)) == 1
    cohort.advance(days=1)
    _, second = await _nudges(cohort, maya)
    assert "Ben Ito" in second.plain_text
    assert "Dana Wu" not in second.plain_text
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


async def test_how_often_is_chosen_while_logging_and_a_number_that_is_none_keeps_the_form(
    cohort: World,
) -> None:
    maya = cohort.maya
    await maya.command("/interview log Dana Wu, Genentech, today 2pm, 40 min")
    await maya.modal()
    maya.fill(keep_in_touch="yes", cadence="custom", cadence_days="often", takeaway="read widely")
    submitted = await maya.submit()
    assert submitted.errors == {"cadence_days": "Write a number of days between 7 and 365, such as 90."}
    maya.fill(cadence_days="45")
    assert not (await maya.submit()).errors
    assert "Next nudge around 7 Jan 2027. Every 45 days." in maya.modals[-1].plain_text
    await maya.press("cadence.change")
    await maya.modal()
    await cohort.settled()
    maya.fill(cadence="mentor", cadence_days=None)
    assert not (await maya.submit()).errors
    assert "Next nudge around 22 Jan 2027. A mentor: every 60 days." in maya.modals[-1].plain_text


async def test_no_nudges_is_a_choice_that_a_later_yes_does_not_undo(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, "Dana Wu, Genentech, yesterday 2pm, 40 min", keep_in_touch="yes", cadence="none")
    await cohort.log(maya, "Dana Wu, Genentech, today 2pm, 40 min", keep_in_touch="yes")
    await maya.command("/interview people Dana")
    await maya.press("person.show")
    await maya.modal()
    assert "Keep in touch: No nudges" in maya.modals[-1].plain_text


async def test_a_draft_from_the_nudge_holds_the_reason_and_sending_it_starts_the_clock(world: World) -> None:
    maya = world.maya
    await _log(world, maya, "Dana Wu")
    world.advance(days=120)
    [nudge] = await _nudges(world, maya)
    await maya.press("draft.start", message=nudge)
    await maya.modal()
    maya.fill(name="Maya", introduction="a PhD student", doing="studying salmon", looking_for="how to teach")
    await maya.submit()
    await world.settled()
    [text] = [
        block["element"]["initial_value"]
        for block in maya.modals[-1].blocks
        if block.get("block_id") == "text.1"
    ]
    assert "I still think of what you told me: read widely. [one sentence: what it led to]" in text
    maya.fill(**{"text.1": "Dear Dana, I read widely now, and it led me to policy. Thank you. Maya"})
    assert not (await maya.submit()).errors
    await maya.press("outreach.sent")
    await world.settled()
    await maya.close(clear=True)
    await maya.command("/interview people Dana")
    await maya.press("person.show")
    await maya.modal()
    assert "Be in touch again" in maya.modals[-1].plain_text
    assert "Wrote by e-mail" in maya.modals[-1].plain_text


async def test_how_often_is_changed_from_the_nudge_which_says_what_follows(cohort: World) -> None:
    maya = cohort.maya
    await _log(cohort, maya, "Dana Wu")
    cohort.advance(days=120)
    [nudge] = await _nudges(cohort, maya)
    await maya.press("nudge.more", option="Change how often", message=nudge)
    await maya.modal()
    maya.fill(cadence="light")
    assert not (await maya.submit()).errors
    await maya.close(clear=True)
    await cohort.settled()
    [nudge] = await _nudges(cohort, maya)
    assert "Next nudge around 22 May 2027." in nudge.plain_text


async def _home(world: World) -> str:
    """What Home says below "Keep in touch"."""
    await world.maya.open_home()
    await world.settled()
    home = world.maya.home
    assert home
    return home.plain_text.partition("Keep in touch\n")[2].partition("Recent")[0]


async def test_home_lists_whose_turn_it_is_and_one_click_notes_the_touch(cohort: World) -> None:
    maya = cohort.maya
    await _log(cohort, maya, *TEN[:7])
    assert (await _home(cohort)).startswith("Nobody is due.")
    cohort.advance(days=120)
    due = await _home(cohort)
    assert due.count("Last in touch 23 Nov 2026.") == 5
    assert "And 2 more: `/interview people due` lists them." in due
    await maya.press("touch.note")
    await cohort.settled()
    due = await _home(cohort)
    assert "Dana Wu" not in due
    assert "And 1 more" in due


async def test_a_shorter_cadence_chosen_in_the_nudge_names_a_day_to_come_and_holds_until_then(
    cohort: World,
) -> None:
    maya = cohort.maya
    await _log(cohort, maya, "Dana Wu")
    cohort.advance(days=120)
    [nudge] = await _nudges(cohort, maya)
    await maya.press("nudge.more", option="Change how often", message=nudge)
    await maya.modal()
    maya.fill(cadence="mentor")
    assert not (await maya.submit()).errors
    assert "Next nudge around 6 Apr 2027. A mentor: every 60 days." in maya.modals[-1].plain_text
    await maya.close(clear=True)
    await cohort.settled()
    [nudge] = await _nudges(cohort, maya)
    assert "Next nudge around 6 Apr 2027." in nudge.plain_text
    cohort.advance(days=13)
    assert len(await _nudges(cohort, maya)) == 1
    cohort.advance(days=1)
    assert len(await _nudges(cohort, maya)) == 2


async def test_whoever_was_met_at_a_conference_comes_with_where_that_was(cohort: World) -> None:
    maya = cohort.maya
    await maya.command("/interview touch Ana Ruiz, NOAA")
    await maya.modal()
    await maya.submit()
    maya.fill(when="today", note="met at the ASLO poster session", cadence="mentor")
    assert not (await maya.submit()).errors
    await maya.close(clear=True)
    cohort.advance(days=60)
    [nudge] = await _nudges(cohort, maya)
    assert "Here is somebody to be in touch with again:" in nudge.plain_text
    assert "*Ana Ruiz, NOAA*\nLast in touch 23 Nov 2026." in nudge.plain_text
    assert "You noted: met at the ASLO poster session" in nudge.plain_text
