"""A member's own path: how each talk left them, and what it all adds up to."""

from core.fit import Energy
from sandbox import Person
from tests.scenarios.test_draft import open_draft, ready, write
from tests.world import World


async def _talk(world: World, person: Person, text: str, energy: Energy, curiosity: str) -> None:
    """Log a talk in policy and answer both questions in what follows."""
    await person.command(f"/interview log {text}")
    await person.modal()
    await person.submit()
    if person.modals[-1].title == "Check and save":
        await person.submit()
    assert person.modals[-1].title == "Saved"
    await person.press("fit.energy", option=str(int(energy)))
    await person.press("fit.curiosity", option=curiosity)
    offered = await person.suggest("field.choose", "policy")
    await person.press("field.choose", option=offered[-1]["value"])
    await world.settled()
    await person.close(clear=True)


async def _stats(world: World, person: Person) -> str:
    return (await world.answer_to(person, "/interview stats")).plain_text


async def test_whoever_begins_is_encouraged_and_finds_the_next_step(cohort: World) -> None:
    maya = cohort.maya
    told = await _stats(cohort, maya)
    assert "There is nothing to count yet, and that is where everybody begins." in told
    await maya.press("draft.start")
    assert (await maya.modal()).title == "About you"


async def test_three_talks_in_a_field_are_told_in_plain_words(world: World) -> None:
    maya = world.maya
    await _talk(world, maya, "Dana Wu, NOAA, 16 Nov 2pm, 30 min", Energy.ENERGISED, "Yes")
    await _talk(world, maya, "Ben Ito, EPA, 17 Nov 2pm, 30 min", Energy.LIVELY, "Maybe")
    assert "How the talks left you" not in await _stats(world, maya)
    await _talk(world, maya, "Chi Ngo, RAND, today 2pm, 30 min", Energy.TIRED, "Yes")
    told = await _stats(world, maya)
    assert "Your path this term, since 1 Sep 2026" in told
    assert "Three talks in policy: mostly energising; you wanted to know more after two." in told
    assert "• policy: 3 conversations\n" in told
    assert "You had 3 conversations." in told


async def test_the_whole_path_from_an_ask_to_a_thank_you_in_time(cohort: World) -> None:
    maya = cohort.maya
    await open_draft(cohort, maya, "Dana Wu, scientist at Genentech")
    await write(cohort, maya, "draft.why", "Your talk on hatcheries changed how I read my own data.")
    await ready(cohort, maya)
    await maya.press("outreach.sent")
    await cohort.settled()
    await maya.close(clear=True)
    assert "You asked 1 person; nobody has answered yet." in await _stats(cohort, maya)
    cohort.advance(days=2)
    await cohort.log(maya, "Dana Wu, Genentech, today 2pm, 40 min")
    await maya.command("/interview")
    await maya.press("thank_you.sent", message=await maya.message("Dana Wu"))
    await cohort.settled()
    told = await _stats(cohort, maya)
    assert (
        "You asked 1 person; 1 answered.\nYou had 1 conversation and sent 1 thank-you, within 24 hours."
        in told
    )
    assert "In time  1 ████████████" in told


async def test_a_term_and_all_time_take_each_others_place(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, "Dana Wu, Genentech, 3 Mar 2026 2pm, 40 min")
    told = await _stats(cohort, maya)
    assert "Nothing in this term yet." in told
    await maya.press("stats.show", value="all")
    await cohort.settled()
    told = cohort.answers(maya)[-1].plain_text
    assert "Your path so far" in told
    assert "You had 1 conversation." in told
    await maya.press("stats.show", value="term")
    await cohort.settled()
    assert "Nothing in this term yet." in cohort.answers(maya)[-1].plain_text


async def test_nobody_sees_anybody_elses_path(cohort: World) -> None:
    await cohort.log(cohort.jonas, "Dana Secret, BASF, today 8pm, 30 min")
    assert "There is nothing to count yet" in await _stats(cohort, cohort.maya)


async def test_a_field_is_edited_with_the_person_and_suggested_as_it_was_spelt(cohort: World) -> None:
    maya = cohort.maya
    await _talk(cohort, maya, "Dana Wu, NOAA, 16 Nov 2pm, 30 min", Energy.NEITHER, "No")
    await cohort.log(maya, "Ben Ito, EPA, 17 Nov 2pm, 30 min")
    await maya.command("/interview people ben")
    await maya.press("person.show", message=await maya.message("Your people"))
    await maya.modal()
    await maya.press("person.edit")
    await cohort.settled()
    assert [option["value"] for option in await maya.suggest("field.choose", "POLICY")] == ["policy"]
    maya.fill(field="policy")
    assert not (await maya.submit()).errors
    await cohort.settled()
    assert "Field of work: policy" in maya.modals[-1].plain_text


async def test_what_was_not_said_at_once_is_asked_with_the_note_and_no_more(
    cohort: World,
) -> None:
    maya = cohort.maya
    await cohort.log(maya, "Dana Wu, Genentech, today 2pm, 40 min", takeaway="Labs hire people they know")
    await maya.command("/interview thanks Dana Wu")
    await maya.modal()
    await maya.submit()
    await cohort.settled()
    assert "How did the talk leave you?" in maya.modals[-1].plain_text


async def test_what_was_said_at_once_is_not_asked_again_with_the_note(cohort: World) -> None:
    maya = cohort.maya
    await _talk(cohort, maya, "Dana Wu, NOAA, today 2pm, 30 min", Energy.NEITHER, "No")
    await maya.command("/interview thanks Dana Wu")
    note = await maya.modal()
    [block_id] = [name for name in note.values if name.startswith(("note", "text"))]
    maya.fill(**{block_id: "Dear Dana, thank you for showing me how a lab is run."})
    assert not (await maya.submit()).errors
    await cohort.settled()
    assert "sent, marked" in maya.modals[-1].plain_text
    assert "How did the talk leave you?" not in maya.modals[-1].plain_text
