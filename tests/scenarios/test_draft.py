"""From a name to an ask that is sent: the profile once, the text, its check, and the member's own words."""

from sandbox import Message, Person, View
from tests.world import World

ABOUT = {
    "name": "Maya Okafor",
    "introduction": "I'm a second-year PhD student in biology at UW.",
    "looking_for": "how people move from the bench into policy",
    "doing": "studying how salmon find their way home",
}
WHY = "Your talk on hatcheries changed how I read my own data."


async def introduce(world: World, person: Person) -> None:
    """Answer what is asked before the very first draft."""
    assert (await person.modal()).title == "About you"
    person.fill(**ABOUT)
    assert not (await person.submit()).errors
    await world.settled()


async def open_draft(world: World, person: Person, text: str) -> View:
    await person.command(f"/interview draft {text}".strip())
    await world.settled()
    if person.modals[-1].title == "About you":
        await introduce(world, person)
    return person.modals[-1]


async def choose(world: World, person: Person, action: str, option: str) -> View:
    await person.press(action, option=option)
    await world.settled()
    return person.modals[-1]


async def write(world: World, person: Person, action: str, text: str) -> View:
    await person.press(action, value=text)
    await world.settled()
    return person.modals[-1]


def shown(view: View, name: str) -> str:
    """What stands in a field, by the field's name."""
    held = {block_id.partition(".")[0]: state for block_id, state in view.values.items()}
    [state] = held[name].values()
    option = state.get("selected_option")
    return str(option["value"] if option else state.get("value") or "")


async def ready(world: World, person: Person) -> Message:
    """Submit the form; gives the message that is posted."""
    submitted = await person.submit()
    assert not submitted.errors, submitted.errors
    assert person.modals[-1].title == "Your draft"
    await world.settled()
    return await person.message("is ready")


async def test_a_first_ask_from_the_profile_to_sent(world: World) -> None:
    maya = world.maya
    await world.log(maya, "Ben Ito, NOAA, today 2pm, 40 min")
    view = await open_draft(world, maya, "Dana Wu, scientist at Genentech")
    assert shown(view, "text").startswith(
        "Dear Dana,\n\nI'm a second-year PhD student in biology at UW, studying how salmon find their way home."
    )
    assert "Something is still yours to write" in view.plain_text
    view = await write(world, maya, "draft.why", WHY)
    assert WHY in shown(view, "text")
    assert "all is well" in view.plain_text, view.plain_text
    message = await ready(world, maya)
    assert WHY in message.plain_text
    await maya.press("outreach.sent")
    await world.settled()
    assert "is sent. Waiting since Mon 23 Nov. On Thu 26 Nov: think of someone else there." in (
        maya.modals[-1].plain_text
    )
    assert (await maya.message("is sent")).ts == message.ts
    await maya.close()
    await maya.open_home()
    await world.settled()
    assert maya.home
    assert "Waiting for a reply\n*Dana Wu, scientist at Genentech*" in maya.home.plain_text
