"""Setting the cohort up, who is in it, sharing the role, leaving, and turning it off."""

from sandbox import Person
from tests.scenarios.cohort_setup import cohort_of, posts, set_up
from tests.scenarios.cohorts import CHANNEL
from tests.world import World


def ruth_of(world: World) -> Person:
    return world.sandbox.person("ruth")


async def test_whoever_invites_the_bot_sets_the_cohort_up_and_the_channel_is_told_once(world: World) -> None:
    ruth = ruth_of(world)
    await ruth.invite_bot(CHANNEL)
    asked = await ruth.message("Shall I help the cohort there?")
    await ruth.press("cohort.open", message=asked)
    await ruth.modal()
    ruth.fill(digest_day="Thursday", digest_hour="4:00 pm", programme_on="2026-11-30")
    assert not (await ruth.submit()).errors
    await world.settled()
    saved = ruth.modals[-1].plain_text
    assert "Thursdays at 4:00 pm (New York time)" in saved
    assert "People of other workspaces are in that channel." in saved
    await ruth.close(clear=True)
    (told,) = posts(world.maya)
    assert "Thursdays at 4:00 pm (New York time): the cohort's week in numbers" in told
    assert "*The programme*, from 30 Nov 2026: a month in which everybody asks 10 people" in told
    assert "To turn this off" in told
    await ruth.press("cohort.settings", message=await cohort_of(world, ruth))
    await ruth.modal()
    ruth.fill(cap="3")
    await ruth.submit()
    await world.settled()
    assert "3 members at most" in ruth.modals[-1].plain_text
    assert len(posts(world.maya)) == 1
