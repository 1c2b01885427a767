"""Setting the cohort up, who is in it, sharing the role, leaving, and turning it off."""

from core.model import Owner
from sandbox import Person
from sandbox.workspace import TEAM_ID
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


async def test_the_cohort_is_whoever_is_in_the_channel_as_a_full_member(cohort: World) -> None:
    await set_up(cohort, ruth_of(cohort))
    for handle in ("maya", "jonas", "priya", "luis", "chen", "ruth"):
        assert "The cohort in #career-cohort" in await said_to(cohort, handle), handle
    for handle in ("sam", "noor"):
        assert await said_to(cohort, handle) == "The cohort is in #career-cohort. Join it to take part."
    assert await said_to(cohort, "leilani") == "The cohort is in #career-cohort. Join it to take part."


async def test_whoever_joins_is_in_and_whoever_leaves_is_out_at_once(world: World) -> None:
    await set_up(world, ruth_of(world))
    leilani = world.sandbox.person("leilani")
    await leilani.join(CHANNEL)
    await world.settled()
    assert "The cohort in #career-cohort" in await said_to(world, "leilani")
    await leilani.leave(CHANNEL)
    await world.settled()
    assert await said_to(world, "leilani") == "The cohort is in #career-cohort. Join it to take part."


async def test_somebody_who_is_deactivated_is_out(cohort: World) -> None:
    await set_up(cohort, ruth_of(cohort))
    assert "U07CHEN9D31" in members(cohort)
    cohort.sandbox.person("chen").deactivate()
    await cohort.settled()
    assert "U07CHEN9D31" not in members(cohort)


async def test_who_came_and_went_unheard_is_seen_the_next_day(cohort: World) -> None:
    await set_up(cohort, ruth_of(cohort))
    chen, leilani = cohort.sandbox.person("chen").id, cohort.sandbox.person("leilani").id
    with cohort.database.writing() as work:
        work.cohorts.remove(Owner(TEAM_ID, chen))
        work.cohorts.add(TEAM_ID, [leilani], cohort.clock.now())
        work.commit()
    assert cohort.bot.worker
    await cohort.bot.worker.tidy()
    assert chen not in members(cohort)
    cohort.advance(hours=25)
    await cohort.bot.worker.tidy()
    assert chen in members(cohort)
    assert leilani not in members(cohort)


async def test_without_a_cohort_the_command_opens_the_form_for_this_channel(cohort: World) -> None:
    maya = cohort.maya
    await ruth_of(cohort).invite_bot(CHANNEL)
    await maya.command("/interview cohort", CHANNEL)
    form = await maya.modal()
    assert form.title == "Set up the cohort"
    assert not (await maya.submit()).errors
    await cohort.settled()
    assert "The cohort is in #career-cohort." in maya.modals[-1].plain_text
    assert "You facilitate." in await said_to(cohort, "maya")


async def test_a_guest_cannot_set_it_up(cohort: World) -> None:
    sam = cohort.sandbox.person("sam")
    await sam.command("/interview cohort")
    told = await sam.message("Only a full member of this workspace can set up the cohort.")
    assert told
    assert sam.modals == []


async def test_a_channel_that_the_bot_or_the_person_is_not_in_is_refused_and_nothing_is_changed(
    cohort: World,
) -> None:
    maya = cohort.maya
    await maya.command("/interview cohort")
    await maya.modal()
    maya.fill(channel="C07COHORT42")
    await maya.submit()
    await cohort.settled()
    assert maya.modals[-1].title == "That did not work"
    assert "Type /invite @inroad there" in maya.modals[-1].plain_text
    await maya.close(clear=True)
    leilani = cohort.sandbox.person("leilani")
    await ruth_of(cohort).invite_bot(CHANNEL)
    await cohort.settled()
    await leilani.command("/interview cohort")
    await leilani.modal()
    leilani.fill(channel="C07CAREER77")
    await leilani.submit()
    await cohort.settled()
    assert "You are not in that channel." in leilani.modals[-1].plain_text
    assert members(cohort) == []


async def test_what_cannot_be_meant_is_explained_at_its_field(cohort: World) -> None:
    ruth = ruth_of(cohort)
    await ruth.command("/interview cohort", CHANNEL)
    await ruth.modal()
    ruth.fill(channel="C07CAREER77", term_ends_on="2026-11-01")
    assert (await ruth.submit()).errors == {"term_ends_on": "Choose a day after the term's first one."}


async def test_the_role_is_shared_and_handed_over_and_nobody_else_has_its_buttons(cohort: World) -> None:
    ruth, maya = ruth_of(cohort), cohort.maya
    await set_up(cohort, ruth)
    assert "You facilitate." not in await said_to(cohort, "maya")
    await hand(cohort, ruth, maya, "share")
    assert await maya.message("made you a facilitator of the cohort in")
    assert "You facilitate." in await said_to(cohort, "maya")
    assert "You facilitate." in await said_to(cohort, "ruth")
    await hand(cohort, maya, cohort.jonas, "over")
    assert "You facilitate." not in await said_to(cohort, "maya")
    assert "You facilitate." in await said_to(cohort, "jonas")


async def test_the_role_is_not_given_to_somebody_outside_the_cohort(cohort: World) -> None:
    ruth = ruth_of(cohort)
    await set_up(cohort, ruth)
    await ruth.press("cohort.hand_over", message=await cohort_of(cohort, ruth))
    await ruth.modal()
    ruth.fill(person="leilani", how="share")
    said = {"person": "They are not in the cohort. Choose somebody in its channel."}
    assert (await ruth.submit()).errors == said


async def test_a_cohort_that_nobody_leads_can_be_taken_over_by_a_member(cohort: World) -> None:
    ruth, maya = ruth_of(cohort), cohort.maya
    await set_up(cohort, ruth)
    await ruth.leave(CHANNEL)
    await cohort.settled()
    seen = await cohort_of(cohort, maya)
    assert "Nobody facilitates the cohort at the moment." in seen.plain_text
    await maya.press("cohort.take_over", message=seen)
    await cohort.settled()
    assert "You facilitate." in await said_to(cohort, "maya")
    assert "Nobody facilitates" not in await said_to(cohort, "jonas")


async def test_somebody_who_leaves_by_choice_stays_out_until_they_come_back(cohort: World) -> None:
    maya = cohort.maya
    await set_up(cohort, ruth_of(cohort))
    await maya.press("cohort.leave", message=await cohort_of(cohort, maya))
    await cohort.settled()
    assert "You left the cohort in #career-cohort." in await said_to(cohort, "maya")
    cohort.advance(hours=25)
    assert cohort.bot.worker
    await cohort.bot.worker.tidy()
    seen = await cohort_of(cohort, maya)
    await maya.press("cohort.join", message=seen)
    await cohort.settled()
    assert "The cohort in #career-cohort" in await said_to(cohort, "maya")


async def test_turned_off_nothing_is_posted_and_all_that_was_shared_is_gone(cohort: World) -> None:
    ruth = ruth_of(cohort)
    await set_up(cohort, ruth)
    await ruth.press("cohort.off", message=await cohort_of(cohort, ruth))
    await cohort.settled()
    assert members(cohort) == []
    cohort.advance(days=15)
    await cohort.deliver()
    assert len(posts(ruth)) == 1
    await set_up_again(cohort, cohort.maya)
    assert len(posts(ruth)) == 2
    cohort.advance(days=7)
    await cohort.deliver()
    assert len(posts(ruth)) == 3


async def test_while_the_bot_is_not_in_the_channel_nothing_is_told_and_then_all_is_as_it_was(
    cohort: World,
) -> None:
    ruth, maya = ruth_of(cohort), cohort.maya
    await set_up(cohort, ruth)
    await maya.press("practice.start", message=await cohort_of(cohort, maya))
    await cohort.settled()
    await ruth.remove_bot(CHANNEL)
    await cohort.settled()
    assert await ruth.message("I am not in #career-cohort any more")
    assert "Until I am invited there again" in await said_to(cohort, "maya")
    await ruth.invite_bot(CHANNEL)
    await cohort.settled()
    assert "You are paired every two weeks" in await said_to(cohort, "maya")
    assert len(posts(maya)) == 1


async def test_a_second_channel_gets_no_second_cohort(cohort: World) -> None:
    await set_up(cohort, ruth_of(cohort))
    await cohort.maya.invite_bot("cohort")
    await cohort.settled()
    told = await cohort.maya.message("You brought me into #cohort")
    assert "The cohort is in another channel" in told.plain_text


async def test_the_cohort_moves_to_another_channel_with_whoever_is_in_it(cohort: World) -> None:
    ruth = ruth_of(cohort)
    await set_up(cohort, ruth)
    channel = await ruth.create_channel("interviews")
    await ruth.invite(cohort.maya, "interviews")
    await ruth.invite_bot("interviews")
    await cohort.settled()
    await ruth.press("cohort.settings", message=await cohort_of(cohort, ruth))
    await ruth.modal()
    ruth.fill(channel=channel)
    await ruth.submit()
    await cohort.settled()
    assert sorted(members(cohort)) == sorted([ruth.id, cohort.maya.id])
    assert len(posts(ruth, "interviews")) == 1
    assert len(posts(ruth)) == 1


async def hand(world: World, person: Person, to: Person, how: str) -> None:
    await person.press("cohort.hand_over", message=await cohort_of(world, person))
    await person.modal()
    person.fill(person=to.handle, how=how)
    assert not (await person.submit()).errors
    await world.settled()
    await person.close(clear=True)


async def set_up_again(world: World, person: Person) -> None:
    await person.command("/interview cohort", CHANNEL)
    await person.modal()
    assert not (await person.submit()).errors
    await world.settled()
    await person.close(clear=True)


async def said_to(world: World, handle: str) -> str:
    return (await cohort_of(world, world.sandbox.person(handle))).plain_text


def members(world: World) -> list[str]:
    with world.database.reading() as work:
        return [one.owner.user_id for one in work.cohorts.members(TEAM_ID)]
