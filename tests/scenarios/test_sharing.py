"""What I share: person by person, seen beforehand word for word, and taken back at any time."""

from sandbox import Person
from tests.scenarios.cohorts import gathered
from tests.world import World


async def _press(world: World, person: Person, action: str) -> None:
    await person.press(action)
    await world.settled()


async def _story(world: World, person: Person, name: str = "Dana") -> None:
    await person.command(f"/interview people {name}")
    await world.settled()
    await _press(world, person, "person.show")


async def _tick(world: World, person: Person, *shares: str) -> str:
    """Tick exactly these; the form as it shows what others are told then."""
    await person.press("share.fields", value=list(shares) or None)  # type: ignore[arg-type]
    await world.settled()
    return person.modals[-1].plain_text.replace("*", "")


async def test_the_form_shows_word_for_word_what_others_are_told(world: World) -> None:
    maya = world.maya
    await gathered(world)
    await world.log(maya, "Dana Wu, NOAA, today 2pm, 40 min")
    await _story(world, maya)
    assert "Shared with the cohort: nothing" in maya.modals[-1].plain_text.replace("*", "")
    await _press(world, maya, "share.open")
    assert "Nothing. Nobody is told anything about them." in maya.modals[-1].plain_text.replace("*", "")
    told = await _tick(world, maya, "organisation")
    assert "Someone in the cohort knows somebody at NOAA." in told
    assert "A cohort mate is in touch" not in told
    told = await _tick(world, maya, "organisation", "name")
    assert "A cohort mate offers to introduce you to Dana Wu, NOAA." in told
    assert "A cohort mate is in touch with this person." in told
    assert not (await maya.submit()).errors
    await world.settled()
    assert maya.modals[-1].title == "Saved"
    await maya.close()
    assert "Shared with the cohort: name, and that you introduce" in maya.modals[-1].plain_text.replace(
        "*", ""
    )
    await maya.close(clear=True)
    seen = await world.answer_to(world.jonas, "/interview ask NOAA")
    for sentence in (
        "Someone in the cohort knows somebody at NOAA.",
        "offers to introduce you to Dana Wu, NOAA.",
    ):
        assert sentence in seen.plain_text.replace("*", "")


async def test_what_a_name_implies_is_ticked_with_it_and_dropping_it_drops_the_name(cohort: World) -> None:
    maya = cohort.maya
    await gathered(cohort)
    await cohort.log(maya, "Dana Wu, NOAA, today 2pm, 40 min")
    await _story(cohort, maya)
    await _press(cohort, maya, "share.open")
    await _tick(cohort, maya, "name")
    told = await _tick(cohort, maya, "organisation", "name")
    assert "offers to introduce" not in told
    assert "A cohort mate is in touch" not in told
    assert "Someone in the cohort knows somebody at NOAA." in told


async def test_the_list_shows_everybody_and_follows_what_is_changed_in_it(cohort: World) -> None:
    maya = cohort.maya
    await gathered(cohort)
    for name in ("Dana Wu", "Ben Ito"):
        await cohort.log(maya, f"{name}, NOAA, today 2pm, 40 min")
    await cohort.answer_to(maya, "/interview cohort")
    await _press(cohort, maya, "shares.show")
    assert "You share nothing. You know 2 people." in maya.modals[-1].plain_text.replace("*", "")
    await _press(cohort, maya, "share.open")
    await _tick(cohort, maya, "guard")
    assert not (await maya.submit()).errors
    await cohort.settled()
    await maya.close()
    shown = maya.modals[-1].plain_text.replace("*", "")
    assert "You share something of 1 of your 2 people." in shown
    assert "Ben Ito, NOAA\nShared: warning" in shown


async def test_new_people_start_with_what_was_chosen(cohort: World) -> None:
    maya = cohort.maya
    await gathered(cohort)
    await cohort.log(maya, "Dana Wu, NOAA, today 2pm, 40 min")
    await cohort.answer_to(maya, "/interview cohort")
    await _press(cohort, maya, "shares.show")
    await _press(cohort, maya, "shares.start")
    maya.fill(shares=["guard"], known=["yes"])
    assert not (await maya.submit()).errors
    await cohort.settled()
    shown = maya.modals[-1].plain_text.replace("*", "")
    assert "New people start with: warning" in shown
    assert "Dana Wu, NOAA\nShared: warning" in shown
    await maya.close(clear=True)
    await cohort.log(maya, "Ben Ito, NASA, today 1pm, 40 min")
    await _story(cohort, maya, "Ben")
    assert "Shared with the cohort: warning" in maya.modals[-1].plain_text.replace("*", "")


async def test_whoever_is_in_no_cohort_sees_nothing_of_sharing(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, "Dana Wu, NOAA, today 2pm, 40 min")
    await _story(cohort, maya)
    assert "Shared with the cohort" not in maya.modals[-1].plain_text.replace("*", "")
