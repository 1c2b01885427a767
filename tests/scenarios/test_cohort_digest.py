"""The weekly digest: what it tells, what it leaves out, and that it comes once, whatever happens."""

from sandbox import Fault, Person
from tests.scenarios.cohort_setup import cohort_of, posts, set_up
from tests.scenarios.cohorts import CHANNEL
from tests.world import World


def ruth_of(world: World) -> Person:
    return world.sandbox.person("ruth")


async def digests(world: World) -> list[str]:
    """Those in the channel so far, once the worker has delivered what is due at this hour."""
    await world.deliver()
    await world.settled()
    return [post for post in posts(world.maya) if "The cohort's week" in post]


async def talk(world: World, handle: str, name: str) -> None:
    await world.log(world.sandbox.person(handle), f"{name}, Genentech, today 9am, 40 min")


async def test_the_digest_comes_weekly_at_the_cohorts_hour_and_tells_what_three_or_more_did(
    world: World,
) -> None:
    await set_up(world, ruth_of(world))
    for handle in ("maya", "jonas", "luis"):
        await talk(world, handle, "Dana Wu")
    await talk(world, "maya", "Ben Ito")
    world.advance(days=6, hours=17)
    assert world.local(ruth_of(world)) == "Mon 08:30"
    assert await digests(world) == []
    world.advance(minutes=30)
    (told,) = await digests(world)
    assert "*The cohort's week*, 23 Nov 2026 to 29 Nov 2026" in told
    assert "4 conversations held" in told
    assert "thank-you" not in told
    assert "asked" not in told
    world.advance(days=7)
    assert len(await digests(world)) == 2


async def test_a_week_with_nothing_to_tell_says_something_useful(cohort: World) -> None:
    await set_up(cohort, ruth_of(cohort))
    await talk(cohort, "maya", "Dana Wu")
    await talk(cohort, "jonas", "Dana Wu")
    cohort.advance(days=7)
    (told,) = await digests(cohort)
    assert "No numbers this week, and that is fine." in told
    assert "A step to begin with: `/interview" in told
    assert "conversation held" not in told
    cohort.advance(days=7)
    first, second = await digests(cohort)
    assert first.split("instead:")[1] != second.split("instead:")[1]


async def test_whoever_does_not_want_to_be_counted_is_not(cohort: World) -> None:
    await set_up(cohort, ruth_of(cohort))
    for handle in ("maya", "jonas", "luis"):
        await talk(cohort, handle, "Dana Wu")
    maya = cohort.maya
    await maya.press("cohort.counted", message=await cohort_of(cohort, maya))
    await cohort.settled()
    assert "What you do is not counted in the numbers." in (await cohort_of(cohort, maya)).plain_text
    cohort.advance(days=7)
    (told,) = await digests(cohort)
    assert "conversations held" not in told


async def test_a_member_sees_the_week_as_the_channel_does_and_their_own_month(cohort: World) -> None:
    await set_up(cohort, ruth_of(cohort), programme_on="2026-11-23")
    for handle in ("maya", "jonas", "luis"):
        await talk(cohort, handle, "Dana Wu")
    seen = (await cohort_of(cohort, cohort.maya)).plain_text
    # Nobody sees the number move while somebody is at it.
    assert "Nothing yet that three people or more did." in seen
    assert "conversations: 1 of 1" in seen
    assert "people asked: 0 of 10" in seen
    assert "30 days left" in seen
    cohort.advance(days=1)
    assert "Nothing yet that three people or more did." in (await cohort_of(cohort, cohort.maya)).plain_text
    cohort.advance(days=6)
    seen = (await cohort_of(cohort, cohort.maya)).plain_text
    assert "3 conversations held" in seen
    assert "since 23 Nov 2026, all together: 3 conversations" in seen
    assert "conversations: 0 of 1" in (await cohort_of(cohort, cohort.sandbox.person("priya"))).plain_text


async def test_a_changed_hour_moves_the_next_digest_and_no_week_has_two(cohort: World) -> None:
    ruth = ruth_of(cohort)
    await set_up(cohort, ruth)
    cohort.advance(days=7)
    assert len(await digests(cohort)) == 1
    await ruth.press("cohort.settings", message=await cohort_of(cohort, ruth))
    await ruth.modal()
    ruth.fill(digest_day="Friday")
    await ruth.submit()
    await cohort.settled()
    cohort.advance(days=6)
    assert len(await digests(cohort)) == 1
    cohort.advance(days=5)
    assert cohort.local(ruth) == "Fri 15:30"
    assert len(await digests(cohort)) == 2


async def test_the_term_is_closed_once_in_the_channel_and_then_it_is_silent_until_there_are_new_dates(
    cohort: World,
) -> None:
    ruth = ruth_of(cohort)
    await set_up(cohort, ruth, term_starts_on="2026-11-01", term_ends_on="2026-12-01")
    for handle in ("maya", "jonas", "luis"):
        await talk(cohort, handle, "Dana Wu")
    cohort.advance(days=7)
    assert len(await digests(cohort)) == 1
    cohort.advance(days=7)
    await digests(cohort)
    [closing] = [post for post in posts(cohort.maya) if "The cohort's term" in post]
    assert "*The cohort's term*, 1 Nov 2026 to 1 Dec 2026" in closing
    assert "3 conversations held" in closing
    assert "I post no other one until a facilitator sets new dates" in closing
    before = posts(cohort.maya)
    cohort.advance(days=60)
    await digests(cohort)
    assert posts(cohort.maya) == before
    assert "The term ended on 1 Dec 2026" in (await cohort_of(cohort, cohort.maya)).plain_text
    await ruth.press("cohort.settings", message=await cohort_of(cohort, ruth))
    await ruth.modal()
    ruth.fill(term_starts_on="2027-02-01", term_ends_on="2027-06-01")
    assert not (await ruth.submit()).errors
    await cohort.settled()
    cohort.advance(days=7)
    assert len(await digests(cohort)) == 2


async def test_a_digest_whose_answer_was_lost_is_not_repeated_and_can_be_posted_again(world: World) -> None:
    ruth = ruth_of(world)
    await set_up(world, ruth)
    world.sandbox.faults.add(Fault("chat.postMessage", "drop_before"))
    world.advance(days=7)
    assert await digests(world) == []
    world.advance(minutes=5)
    assert await digests(world) == []
    told = [one for one in await world.reminders_of(ruth) if "may not have arrived" in one.plain_text]
    assert len(told) == 1
    assert "may not have arrived in the channel" in (await cohort_of(world, ruth)).plain_text
    assert "but it may not have arrived" in (await world.answer_to(ruth, "/interview status")).plain_text
    assert "may not have arrived" not in (await cohort_of(world, world.maya)).plain_text
    await ruth.press("digest.again", message=told[0])
    await world.settled()
    assert len(await digests(world)) == 1
    assert "may not have arrived" not in (await cohort_of(world, ruth)).plain_text
    world.advance(days=7)
    assert len(await digests(world)) == 2


async def test_a_digest_that_arrived_though_the_answer_was_lost_stands_there_once(cohort: World) -> None:
    await set_up(cohort, ruth_of(cohort))
    cohort.sandbox.faults.add(Fault("chat.postMessage", "drop_after"))
    cohort.advance(days=7)
    await digests(cohort)
    cohort.advance(hours=3)
    assert len(await digests(cohort)) == 1


async def test_the_digest_goes_on_when_whoever_leads_leaves(cohort: World) -> None:
    ruth = ruth_of(cohort)
    await set_up(cohort, ruth)
    await cohort_of(cohort, cohort.jonas)
    await ruth.leave(CHANNEL)
    await cohort.settled()
    cohort.advance(days=7)
    assert len(await digests(cohort)) == 1


async def test_a_channel_that_is_archived_stops_nobody_elses_and_is_told(cohort: World) -> None:
    ruth = ruth_of(cohort)
    await set_up(cohort, ruth)
    await ruth.archive(CHANNEL)
    cohort.advance(days=7)
    assert await digests(cohort) == []
    status = await cohort.answer_to(ruth, "/interview status")
    assert "The cohort's digest" in status.plain_text
    assert "but the cohort's channel is archived" in status.plain_text
