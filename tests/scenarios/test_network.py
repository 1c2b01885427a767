"""Who led to whom: the list at once, the picture in the direct messages, nobody else's people in either."""

from io import BytesIO

from PIL import Image

from sandbox import Person
from tests.world import World


async def _name(world: World, person: Person, talk: str, names: str) -> None:
    await person.command(f"/interview log {talk}")
    await person.modal()
    person.fill(referrals=names)
    for _ in range(2):
        if person.modals[-1].title != "Saved":
            assert not (await person.submit()).errors
    await person.press("names.add")
    await world.settled()
    while person.modals[-1].title == "People they named":
        assert not (await person.submit()).errors
    await person.close(clear=True)
    await world.settled()


async def test_who_led_to_whom_is_listed_and_drawn(world: World) -> None:
    maya, jonas = world.maya, world.jonas
    await _name(world, maya, "Dana Wu, Genentech, today 1pm, 30 min", "Sam Reyes at NOAA; José Núñez")
    await _name(world, maya, "Sam Reyes, NOAA, today 2pm, 30 min", "Kim Lee; Dana Wu, Genentech")
    await _name(world, jonas, "Secret Person, X, today 2pm, 30 min", "Other Secret at Y")
    await maya.command("/interview network")
    listed = await maya.message("Who led to whom")
    assert "4 people, and it began with one person." in listed.plain_text
    assert "Dana Wu, Genentech (talked), also named by Sam Reyes" in listed.plain_text
    await world.settled()
    [file] = [file for message in maya.messages() for file in message.files]
    assert file.name == "who-led-to-whom.png"
    assert "Dana Wu led to Sam Reyes, José Núñez." in file.alt_text
    assert "Secret" not in listed.plain_text + file.alt_text
    picture = Image.open(BytesIO(file.content))
    assert picture.format == "PNG"
    assert picture.width >= 900


async def test_an_empty_network_says_how_it_begins_and_sends_no_picture(cohort: World) -> None:
    maya = cohort.maya
    await maya.command("/interview network")
    assert "Nobody has led you to anybody yet." in (await maya.message("Nobody has")).plain_text
    await cohort.settled()
    assert [file for message in maya.messages() for file in message.files] == []


async def test_a_long_network_is_listed_in_pages(cohort: World) -> None:
    maya = cohort.maya
    for place in range(4):
        names = "; ".join(f"Person {chr(65 + place)}{chr(97 + each)}" for each in range(10))
        await _name(cohort, maya, f"Root {'ABCD'[place]}, X{place}, today 1pm, 30 min", names)
    await maya.command("/interview network")
    first = await maya.message("Who led to whom")
    assert "Here are 1 to 30." in first.plain_text
    await maya.press("network.more", message=first)
    await cohort.settled()
    assert "Here are 31 to 44." in (await maya.message("31 to")).plain_text
