"""A person field suggests known people while one types, and takes somebody new."""

from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Person
from tests.world import World
from views import inputs, kit
from views.ids import Do

PEOPLE = ("Dana Wu, Genentech", "José Núñez, NOAA", "Danai Papadopoulou, Roche", "Ben Ito, Woods Hole")


async def _field_for(world: World, person: Person) -> None:
    """A menu of that kind on the person's screen."""
    slack = AsyncWebClient(world.sandbox.bot_token, base_url=world.sandbox.api_url)
    menu = inputs.suggesting_input("Type a name", Do.PERSON_CHOOSE)
    await slack.chat_postMessage(channel=person.id, text="Whom?", blocks=[kit.actions([menu])])
    await world.settled()


async def _suggested(world: World, typed: str) -> list[str]:
    options = await world.maya.suggest("person.choose", typed)
    return [option["text"]["text"] for option in options]


async def test_known_people_are_suggested_whatever_the_accents_and_typos(world: World) -> None:
    for text in PEOPLE:
        await world.log(world.maya, f"{text}, today 2pm, 40 min")
    await _field_for(world, world.maya)
    for typed in ("jose", "Nuñez", "nunes", "noaa jo"):
        assert await _suggested(world, typed) == ["José Núñez, NOAA", f"Someone new: “{typed}”"]
    assert await _suggested(world, "dana") == [
        "Dana Wu, Genentech",
        "Danai Papadopoulou, Roche",
        "Someone new: “dana”",
    ]
    assert await _suggested(world, "b") == ["Ben Ito, Woods Hole", "Someone new: “b”"]
    assert await _suggested(world, "Zoe Quill") == ["Someone new: “Zoe Quill”"]


async def test_nobody_is_suggested_another_members_people(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(cohort.jonas, "Dana Secret, BASF, today 8pm, 30 min")
    await _field_for(cohort, maya)
    assert await _suggested(cohort, "dana") == ["Someone new: “dana”"]


async def test_a_misspelt_name_opens_an_empty_field_that_names_who_may_be_meant(cohort: World) -> None:
    await cohort.log(cohort.maya, "Dana Wu, Genentech, today 2pm, 40 min")
    for command in ("touch Danna Wu", "schedule Danna Wu, tomorrow 3pm"):
        await cohort.maya.command(f"/interview {command}")
        opened = await cohort.maya.modal()
        [field] = [block for block in opened.blocks if block.get("block_id") == "person"]
        assert "initial_option" not in field["element"]
        assert "You typed “Danna Wu”. Perhaps you mean Dana Wu, Genentech." in field["hint"]["text"]
        await cohort.maya.close(clear=True)
    await cohort.maya.command("/interview prep Danna Wu")
    assert "Dana Wu, Genentech" in (await cohort.maya.modal()).plain_text
