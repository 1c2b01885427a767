"""What Home says of an ask that waits for a reply: the step that will really come next, and when."""

from sandbox import Person
from tests.scenarios.test_no_reply import ask, pause, steps
from tests.world import World


async def waits(world: World, person: Person) -> str:
    await person.open_home()
    await world.settled()
    assert person.home
    return person.home.plain_text.partition("Waiting for a reply")[2]


async def test_in_a_pause_and_after_it_the_follow_up_comes_before_the_close(cohort: World) -> None:
    maya = cohort.maya
    await ask(cohort, maya, "Dana Wu")
    await pause(cohort, maya, "2026-12-14")
    for days in (0, 14):
        cohort.advance(days=days)
        assert "Waiting since Mon 23 Nov. On Mon 14 Dec: follow up, once." in await waits(cohort, maya)
    cohort.advance(days=7)
    [step] = await steps(cohort, maya)
    assert "one follow-up, and only one" in step.plain_text
    assert "On Wed 23 Dec: leave it there, kindly." in await waits(cohort, maya)


async def test_where_somebody_else_was_asked_the_follow_up_is_next(cohort: World) -> None:
    maya = cohort.maya
    await ask(cohort, maya, "Dana Wu, Genentech")
    assert "On Thu 26 Nov: think of someone else there." in await waits(cohort, maya)
    cohort.advance(hours=1)
    await ask(cohort, maya, "Sam Reyes, Genentech")
    first, _, second = (await waits(cohort, maya)).partition("Sam Reyes")
    assert "On Wed 2 Dec: follow up, once." in first
    assert "On Thu 26 Nov: think of someone else there." in second
