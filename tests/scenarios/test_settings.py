"""The settings: when reminders and nudges come, how often to be in touch, a pause, and going back."""

from sandbox import Fault
from tests.world import World

MONDAY_TO_FRIDAY = "Nudges come on Monday to Friday, for 3 people at most."


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


async def test_nudges_come_on_the_chosen_weekdays_for_as_many_people_as_one_takes(cohort: World) -> None:
    maya = cohort.maya
    for name in ("Dana Wu", "Ben Ito"):
        await cohort.log(maya, f"{name}, Genentech, today 2pm, 40 min", keep_in_touch="yes", cadence="mentor")
    await maya.command("/interview settings")
    await maya.modal()
    maya.fill(weekdays=["Wednesday", "Saturday"], a_day="1 person", mentor_days="30", warm_days="")
    assert not (await maya.submit()).errors
    saved = maya.modals[-1].plain_text
    assert "Nudges come on Wednesday and Saturday, for 1 person at most." in saved
    assert "Be in touch with a mentor every 30 days, warm every 120, light every 180." in saved
    await maya.close(clear=True)
    # 30 days after Monday 23 November it is a Wednesday.
    told: list[str] = []
    for _ in range(40):
        cohort.advance(days=1)
        known = len(told)
        nudges = [one for one in await cohort.reminders_of(maya) if "in touch with again" in one.plain_text]
        told += [cohort.local(maya)[:3]] * (len(nudges) - known)
    assert told == ["Wed", "Sat"]


async def test_what_cannot_be_meant_is_explained_at_its_field_and_the_form_stays(cohort: World) -> None:
    maya = cohort.maya
    await maya.command("/interview settings")
    await maya.modal()
    maya.fill(mentor_days="often", light_days="400")
    submitted = await maya.submit()
    assert submitted.errors == {
        "mentor_days": "Write a number of days between 7 and 365, such as 90.",
        "light_days": "Choose between 7 and 365 days.",
    }
    maya.fill(mentor_days="90", light_days="180", warm_days="60", weekdays=[])
    submitted = await maya.submit()
    assert submitted.errors == {
        "warm_days": "Choose more than the 90 days above, so that the two differ.",
        "weekdays": "Choose one day at least. To have no nudges for a while, pause them above.",
    }
    maya.fill(warm_days="120", weekdays=["Monday"])
    assert not (await maya.submit()).errors


async def test_reset_takes_everything_back_and_says_so(world: World) -> None:
    maya = world.maya
    await maya.command("/interview settings")
    await maya.modal()
    maya.fill(
        quiet_start="18:00", weekdays=["Sunday"], a_day="2 people", warm_days="100", paused_until="2026-12-24"
    )
    assert not (await maya.submit()).errors
    await maya.close(clear=True)
    await maya.command("/interview settings")
    await maya.modal()
    await maya.press("settings.reset")
    await world.settled()
    assert maya.modals[-1].title == "Reset"
    said = maya.modals[-1].plain_text
    assert "No reminders between 8:00 pm and 9:00 am, New York time." in said
    assert MONDAY_TO_FRIDAY in said
    assert "warm every 120" in said
    assert "wait until" not in said


async def test_a_form_that_is_closed_right_after_a_click_is_no_failure(cohort: World) -> None:
    maya = cohort.maya
    await maya.command("/interview settings")
    await maya.modal()
    cohort.sandbox.faults.add(Fault("views.update", "error", error="not_found"))
    await maya.press("settings.reset")
    await cohort.settled()
    assert maya.messages() == []
