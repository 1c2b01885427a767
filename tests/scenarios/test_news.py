"""Telling one's news: a draft for each person who helped, one after the other, until all are told."""

from sandbox import Message, Person
from tests.world import World

NEWS = "I'll join NOAA as a fellow in June"


async def _helped(world: World, person: Person) -> None:
    """Three people who helped, each in their own way, and what a draft is signed with."""
    await world.log(person, "Chi Ngo, Roche, 12 Nov 2pm, 30 min")
    await world.log(person, "Ben Ito, NOAA, 16 Nov 2pm, 30 min", takeaway="Labs hire people they have met")
    await world.log(
        person,
        "Dana Wu, Genentech, today 2pm, 40 min",
        advice="Read the Tacoma paper",
        email="dana@example.org",
    )


async def _open(world: World, person: Person, text: str = NEWS) -> None:
    await person.command(f"/interview news {text}")
    await person.modal()
    await world.settled()


async def _tell(world: World, person: Person, **fields: object) -> None:
    person.fill(name="Maya Okafor", **fields)
    submitted = await person.submit()
    assert not submitted.errors, submitted.errors
    await world.settled()


async def _list(person: Person) -> Message:
    return await person.message("Your news:")


def _text(person: Person) -> str:
    """What stands in the note."""
    values = person.modals[-1].values
    [block_id] = [name for name in values if name.startswith("text.")]
    return str(values[block_id]["value"]["value"])


def _block(person: Person, name: str) -> str:
    return next(each for each in person.modals[-1].values if each.startswith(f"{name}."))


async def test_each_who_helped_gets_a_note_of_their_own_until_all_are_told(world: World) -> None:
    maya = world.maya
    await _helped(world, maya)
    await _open(world, maya)
    form = maya.modals[-1]
    assert "They gave you advice, or a name" in form.plain_text
    assert "Advice: Read the Tacoma paper" in form.plain_text
    assert form.values["news"]["value"]["value"] == NEWS
    await _tell(world, maya, helped_2=["Ben Ito, NOAA", "Chi Ngo, Roche"])

    assert "1 of 3 · To *Dana Wu, Genentech*" in maya.modals[-1].plain_text
    assert f"{NEWS}." in _text(maya)
    assert "You had a part in this. Your advice has stayed with me: Read the Tacoma paper." in _text(maya)
    assert "0 of 3 sent. 3 are left:" in (await _list(maya)).plain_text
    assert not (await maya.submit()).errors
    assert "mailto:dana@example.org?subject=Some%20news" in str(maya.modals[-1].blocks)
    await maya.press("news.sent")
    await world.settled()

    assert "Marked as sent." in maya.modals[-1].plain_text
    assert "2 of 3 · To *Ben Ito, NOAA*" in maya.modals[-1].plain_text
    assert "from our conversation: Labs hire people they have met." in _text(maya)
    listed = await _list(maya)
    assert "1 of 3 sent. 2 are left:" in listed.plain_text
    assert "Dana Wu" not in listed.plain_text
    await maya.press("news.skip")
    await world.settled()

    assert "3 of 3 · To *Chi Ngo, Roche*" in maya.modals[-1].plain_text
    gap = (await maya.submit()).errors
    assert "Something is still yours to write: [one sentence: what they said" in str(gap)
    maya.fill(**{_block(maya, "text"): "Dear Chi, you told me to go and see a lab. I did: thank you!"})
    assert not (await maya.submit()).errors
    await maya.press("news.sent")
    await world.settled()

    assert "2 of 3 sent, 1 skipped. That is everyone." in maya.modals[-1].plain_text
    record = await _list(maya)
    assert "Told: Dana Wu, Chi Ngo\nSkipped: Ben Ito\nDone on Mon 23 Nov." in record.plain_text
    assert not any(block["type"] == "actions" for block in record.blocks)


async def test_a_note_is_drafted_and_marked_from_the_list_just_as_well(cohort: World) -> None:
    maya = cohort.maya
    await _helped(cohort, maya)
    await _open(cohort, maya)
    await _tell(cohort, maya, helped_2=["Ben Ito, NOAA"])
    await maya.close(clear=True)
    listed = await _list(maya)
    ben = next(block for block in reversed(listed.blocks) if block["type"] == "actions")
    draft, sent, _skip = ben["elements"]
    await maya.press("news.draft", value=draft["value"], message=listed)
    await cohort.settled()
    assert "To *Ben Ito, NOAA*" in maya.modals[-1].plain_text
    await maya.close()
    await maya.press("news.sent", value=sent["value"], message=listed)
    await cohort.settled()
    listed = await _list(maya)
    assert "1 of 2 sent. One is left:" in listed.plain_text
    await maya.press("news.sent", message=listed)
    await cohort.settled()
    assert "2 of 2 sent. That is everyone." in (await _list(maya)).plain_text


async def test_what_was_sent_is_a_touch_and_stands_in_the_story(cohort: World) -> None:
    maya = cohort.maya
    await _helped(cohort, maya)
    cohort.advance(days=30)
    await _open(cohort, maya)
    await _tell(cohort, maya)
    await maya.press("news.sent", message=await _list(maya))
    await cohort.settled()
    await maya.close(clear=True)
    await maya.command("/interview people dana")
    listed = await maya.message("Your people")
    assert "Last in touch 23 Dec 2026" in listed.plain_text
    await maya.press("person.show", message=listed)
    story = await maya.modal()
    assert f"Told them your news: {NEWS}" in story.plain_text


async def test_who_is_not_told_yet_is_found_again_under_the_command(cohort: World) -> None:
    maya = cohort.maya
    await _helped(cohort, maya)
    await _open(cohort, maya)
    await _tell(cohort, maya)
    await maya.close(clear=True)
    await _open(cohort, maya, "")
    assert f"Not told to everyone yet: “{NEWS}”\n0 of 1 sent. One is left:" in maya.modals[-1].plain_text
    await maya.press("news.draft")
    await cohort.settled()
    assert "1 of 1 · To *Dana Wu, Genentech*" in maya.modals[-1].plain_text


async def test_anybody_one_knows_can_be_told_and_nothing_typed_is_lost(cohort: World) -> None:
    maya = cohort.maya
    await _helped(cohort, maya)
    await _open(cohort, maya, "")
    assert await maya.suggest("news.others", "") == []
    [ben] = await maya.suggest("news.others", "ben")
    maya.fill(helped_1=None)
    errors = (await maya.submit()).errors
    assert set(errors) == {"news"}
    maya.fill(news=NEWS)
    assert (await maya.submit()).errors == {"others": "Tick or choose at least one person to tell."}
    await _tell(cohort, maya, others=[ben["value"]])
    assert "1 of 1 · To *Ben Ito, NOAA*" in maya.modals[-1].plain_text


async def test_without_anybody_to_tell_it_says_how_to_begin(cohort: World) -> None:
    await cohort.maya.command(f"/interview news {NEWS}")
    await cohort.settled()
    told = await cohort.maya.message("There is nobody to tell yet.")
    assert f"You typed: /interview news {NEWS}" in told.plain_text
