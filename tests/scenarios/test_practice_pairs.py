"""Practice pairs: who wants to is paired every two weeks, told once and reminded once, then left in peace."""

from sandbox import Message, Person
from tests.scenarios.cohort_setup import cohort_of, set_up
from tests.world import World

EVERYBODY = ("maya", "jonas", "priya", "luis")


async def begin(world: World, *handles: str) -> list[Person]:
    """The cohort is set up, and these want to practise; their first round is told."""
    await set_up(world, world.sandbox.person("ruth"))
    people = [world.sandbox.person(handle) for handle in handles]
    for person in people:
        await person.press("practice.start", message=await cohort_of(world, person))
        await world.settled()
    world.advance(days=6, hours=18)
    assert world.local(world.maya) == "Mon 09:30"
    await world.deliver()
    return people


async def told(world: World, person: Person) -> list[Message]:
    """What the person was told of their pairs."""
    return [one for one in await world.reminders_of(person) if "phone script" in one.plain_text]


async def test_each_is_told_of_one_partner_with_their_hour_and_what_to_do(world: World) -> None:
    maya, jonas = await begin(world, "maya", "jonas")
    (mine,), (theirs,) = await told(world, maya), await told(world, jonas)
    assert "You practise the phone script with @Jonas Weber this time." in mine.plain_text
    assert "When it is noon for you, it is 6:00 pm for @Jonas Weber (Berlin)." in mine.plain_text
    assert "When it is noon for you, it is 6:00 am for @Maya Okafor (New York)." in theirs.plain_text
    assert "I remind you once" in mine.plain_text
    assert await told(world, world.sandbox.person("priya")) == []


async def test_one_reminder_then_silence(cohort: World) -> None:
    maya, _ = await begin(cohort, "maya", "jonas")
    await told(cohort, maya)
    cohort.advance(days=3)
    _, second = await told(cohort, maya)
    assert "I ask only this once more." in second.plain_text
    cohort.advance(days=3)
    assert len(await told(cohort, maya)) == 2


async def test_we_practised_is_true_for_both_and_nobody_is_reminded(cohort: World) -> None:
    maya, jonas = await begin(cohort, "maya", "jonas")
    (mine,) = await told(cohort, maya)
    await told(cohort, jonas)
    await maya.press("practice.done", message=mine)
    await cohort.settled()
    assert "You practised the phone script with" in (await told(cohort, maya))[0].plain_text
    assert "You practised the phone script with" in (await told(cohort, jonas))[0].plain_text
    cohort.advance(days=4)
    assert len(await told(cohort, maya)) == len(await told(cohort, jonas)) == 1


async def test_not_this_time_is_told_to_the_other_where_they_look_and_nobody_is_reminded(
    cohort: World,
) -> None:
    maya, jonas = await begin(cohort, "maya", "jonas")
    (mine,) = await told(cohort, maya)
    await told(cohort, jonas)
    await maya.press("practice.no", message=mine)
    await cohort.settled()
    assert "No practice of the phone script this time, then." in (await told(cohort, maya))[0].plain_text
    assert (
        "Your partner cannot practise the phone script this time."
        in (await told(cohort, jonas))[0].plain_text
    )
    cohort.advance(days=4)
    assert len(await told(cohort, maya)) == len(await told(cohort, jonas)) == 1


async def test_nobody_is_paired_twice_with_the_same_one_before_they_had_the_others(cohort: World) -> None:
    people = await begin(cohort, *EVERYBODY)
    await everybody(cohort, people)
    for _ in range(2):
        cohort.advance(days=13)
        await cohort.deliver()
        await everybody(cohort, people)
    for person in people:
        partners = [
            one.plain_text.removeprefix("You practised the phone script with ")
            for one in await told(cohort, person)
        ]
        assert len(set(partners)) == len(partners) == 3, partners


async def test_in_the_weeks_between_there_is_no_new_round(cohort: World) -> None:
    maya, _ = await begin(cohort, "maya", "jonas")
    (mine,) = await told(cohort, maya)
    await maya.press("practice.done", message=mine)
    await cohort.settled()
    cohort.advance(days=7)
    assert len(await told(cohort, maya)) == 1
    cohort.advance(days=7)
    assert len(await told(cohort, maya)) == 2


async def test_three_make_one_group(cohort: World) -> None:
    people = await begin(cohort, "maya", "jonas", "priya")
    await a_day_goes_by(cohort)
    for person in people:
        (message,) = await told(cohort, person)
        assert " and " in message.plain_text.split(" this time")[0]


async def test_nobody_is_told_at_night(cohort: World) -> None:
    _, priya = await begin(cohort, "maya", "priya")
    assert cohort.local(priya) == "Mon 20:00"
    assert await told(cohort, priya) == []
    cohort.advance(hours=13)
    assert cohort.local(priya) == "Tue 09:00"
    assert len(await told(cohort, priya)) == 1


async def test_whoever_stops_or_leaves_is_paired_no_more_and_their_partner_not_reminded(
    cohort: World,
) -> None:
    maya, jonas = await begin(cohort, "maya", "jonas")
    await told(cohort, jonas)
    await maya.press("practice.stop", message=await cohort_of(cohort, maya))
    await cohort.settled()
    cohort.advance(days=4)
    assert len(await told(cohort, jonas)) == 1
    cohort.advance(days=10)
    assert len(await told(cohort, maya)) == 1
    assert len(await told(cohort, jonas)) == 1


async def a_day_goes_by(world: World) -> None:
    for _ in range(4):
        world.advance(hours=6)
        await world.deliver()


async def everybody(world: World, people: list[Person]) -> None:
    """Let a day go by, so that everybody's morning has come, and have all of them practise."""
    await a_day_goes_by(world)
    for person in people:
        for message in await told(world, person):
            if "We practised" in message.plain_text:
                await person.press("practice.done", message=message)
                await world.settled()
