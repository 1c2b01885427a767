"""Setting a cohort up as its facilitator does, and what is read of it."""

from sandbox import Message, Person
from tests.scenarios.cohorts import CHANNEL
from tests.world import World


async def set_up(world: World, person: Person, channel: str = CHANNEL, **fields: object) -> None:
    """Bring the bot into the channel and fill the form, until the bot has said what it posts there."""
    await person.invite_bot(channel)
    await world.settled()
    await person.press("cohort.open")
    await person.modal()
    person.fill(**fields)
    submitted = await person.submit()
    assert not submitted.errors, submitted.errors
    await world.settled()
    assert person.modals[-1].title == "Saved", person.modals[-1].plain_text
    await person.close(clear=True)


async def cohort_of(world: World, person: Person) -> Message:
    """What `/interview cohort` answers."""
    return await world.answer_to(person, "/interview cohort")


def posts(person: Person, channel: str = CHANNEL) -> list[str]:
    """What the person reads in the channel."""
    return [message.plain_text for message in person.messages(channel)]
