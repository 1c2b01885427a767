"""Adding a person before anything happened: from a message, and from the list; and logging from anywhere."""

from sandbox import Person
from tests.world import World


async def saved_as(person: Person) -> str:
    """What the person's modal shows once the form was added."""
    submitted = await person.submit()
    assert not submitted.errors, submitted.errors
    return person.modals[-1].plain_text


async def test_a_conversation_is_logged_from_anywhere(world: World) -> None:
    assert not await world.maya.shortcut("Log a conversation")
    assert (await world.maya.modal()).title == "Log a conversation"


async def test_a_message_about_somebody_becomes_a_person(world: World) -> None:
    maya, jonas = world.maya, world.jonas
    told = "Talk to Dana Wu at Genentech (dana@gene.com), she is <great> & kind: linkedin.com/in/dana-wu"
    await jonas.say(told, "#cohort")
    seen = await maya.message("Talk to Dana Wu", channel="#cohort")
    assert not await maya.shortcut("Log this person", seen)
    form = await maya.modal()
    assert form.title == "Add a person"
    known = await saved_as(maya)
    for part in ("Dana Wu", "Genentech", "dana@gene.com", "linkedin.com/in/dana-wu", "she is <great> & kind"):
        assert part in known
    await maya.close(clear=True)
    assert "Dana Wu, Genentech" in (await world.answer_to(maya, "/interview people")).plain_text
    # Nobody else has her, and nobody was asked or nudged.
    assert "Nobody here yet" in (await world.answer_to(jonas, "/interview people")).plain_text


async def test_a_message_of_nobody_opens_the_form_with_the_message_in_the_notes(cohort: World) -> None:
    maya = cohort.maya
    await cohort.jonas.say("see you at noon", "#cohort")
    await maya.shortcut("Log this person", await maya.message("see you", channel="#cohort"))
    form = await maya.modal()
    assert "see you at noon" in str(form.blocks)
    assert "name" in (await maya.submit()).errors


async def test_somebody_who_is_known_is_asked_about_and_keeps_what_was_known(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, "Dana Wu, Genentech, today 2pm, 40 min")
    answer = await cohort.answer_to(maya, "/interview people")
    await maya.press("person.add", message=answer)
    await maya.modal()
    maya.fill(
        name="Dana Wu",
        organisation="Genentech",
        role="scientist",
        phone="+1 415 555 0100",
        notes="Met at AGU",
    )
    await maya.submit()
    form = maya.modals[-1]
    assert (form.title, "Is it the same person?" in form.plain_text) == ("Add a person", True)
    known = await saved_as(maya)
    assert "Met at AGU" in known
    assert "+1 415 555 0100" in known
    await maya.close(clear=True)
    people = await cohort.answer_to(maya, "/interview people")
    assert people.plain_text.count("Dana Wu") == 1


async def test_somebody_of_the_same_name_can_be_someone_new(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, "Dana Wu, Genentech, today 2pm, 40 min")
    await maya.press("person.add", message=await cohort.answer_to(maya, "/interview people"))
    await maya.modal()
    maya.fill(name="Dana Wu", organisation="NOAA")
    await maya.submit()
    maya.fill(same_person="Someone new")
    assert "NOAA" in await saved_as(maya)
    await maya.close(clear=True)
    people = await cohort.answer_to(maya, "/interview people")
    assert people.plain_text.count("Dana Wu") == 2
