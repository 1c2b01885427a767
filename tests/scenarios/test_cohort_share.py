"""Sharing a takeaway: seen first as it will stand in the channel, posted once, changed and taken back."""

from sandbox import Fault, Message, Person
from tests.scenarios.cohorts import CHANNEL, gathered
from tests.world import World

SAID = "Dana Wu of Genentech said that labs hire people they have met"
SHOWN = "A scientist of their organisation said that labs hire people they have met"


async def _met_dana(world: World) -> None:
    await gathered(world)
    await world.log(world.maya, "Dana Wu, scientist at Genentech, today 2pm, 40 min", takeaway=SAID)


async def _open(world: World, text: str = "") -> None:
    await world.maya.command(f"/interview share {text}".strip())
    await world.maya.modal()
    await world.settled()


async def _submit(world: World) -> dict[str, str]:
    errors = (await world.maya.submit()).errors
    await world.settled()
    return errors


async def _type(world: World, text: str) -> None:
    await world.maya.press("takeaway.text", value=text)
    await world.sandbox.until(lambda: not world.sandbox.busy)
    await world.settled()


def _in_channel(person: Person) -> list[Message]:
    return [each for each in person.messages(CHANNEL) if "takeaway" in each.plain_text]


def _text(person: Person) -> str:
    values = person.modals[-1].values
    [block_id] = [name for name in values if name.startswith("text.")]
    return str(values[block_id]["takeaway.text"]["value"])


async def test_a_takeaway_is_posted_as_it_was_shown_without_who_and_where(world: World) -> None:
    maya, jonas = world.maya, world.jonas
    await _met_dana(world)
    await _open(world)
    form = maya.modals[-1]
    assert _text(maya) == SAID
    assert f"This is how it will stand in #{CHANNEL}" in form.plain_text
    assert f"A takeaway from a cohort mate*\n{SHOWN}" in form.plain_text
    assert not await _submit(world)
    assert "in a moment" in maya.modals[-1].plain_text

    [post] = _in_channel(jonas)
    assert post.plain_text == f"*A takeaway from a cohort mate*\n{SHOWN}"
    assert f"\n{SHOWN}" in post.text
    assert not post.pings
    told = await maya.message("Your takeaway stands in")
    assert SHOWN in told.plain_text
    assert not world.sandbox.problems


async def test_names_stay_and_the_sharer_is_named_where_it_is_chosen(cohort: World) -> None:
    maya = cohort.maya
    await _met_dana(cohort)
    await _open(cohort)
    maya.fill(boxes=["people", "places", "signed"])
    await _type(cohort, SAID)
    assert f"{SAID}" in maya.modals[-1].plain_text.split("This is how")[1]
    assert not await _submit(cohort)
    [post] = _in_channel(cohort.jonas)
    assert "A takeaway from @Maya Okafor" in post.plain_text
    assert SAID in post.plain_text


async def test_what_is_posted_was_always_seen_first(cohort: World) -> None:
    maya = cohort.maya
    await _met_dana(cohort)
    await _open(cohort)
    maya.fill(boxes=["places"])
    assert not await _submit(cohort)
    assert "This is what it says by now." in maya.modals[-1].plain_text
    assert "A scientist of Genentech said" in maya.modals[-1].plain_text
    assert _in_channel(cohort.jonas) == []
    assert not await _submit(cohort)
    [post] = _in_channel(cohort.jonas)
    assert "A scientist of Genentech said" in post.plain_text


async def test_nothing_that_is_typed_pings_links_or_looks_like_markup(cohort: World) -> None:
    await gathered(cohort)
    hostile = (
        "@channel <!here> <@U07JONAS8W1> <https://evil.example|our page> *bold* _it_ `code` & :tada:\n> so"
    )
    await _open(cohort)
    await _type(cohort, hostile)
    assert not await _submit(cohort)
    [post] = _in_channel(cohort.jonas)
    assert not post.pings
    quoted = post.blocks[1]["elements"][0]["elements"]
    assert quoted == [{"type": "text", "text": hostile}]
    assert "&lt;!here&gt;" in post.text
    assert "<https" not in post.text


async def test_another_conversation_fills_the_text_and_what_was_typed_is_never_lost(cohort: World) -> None:
    maya = cohort.maya
    await _met_dana(cohort)
    await cohort.log(maya, "Ben Ito, NOAA, today 1pm, 20 min", takeaway="Ben says: read one budget")
    await _open(cohort)
    assert _text(maya) == SAID
    await maya.press("takeaway.talk", option="Ben Ito, NOAA, Mon 23 Nov")
    await cohort.settled()
    assert _text(maya) == "Ben says: read one budget"
    assert "Someone I talked with says: read one budget" in maya.modals[-1].plain_text
    await _type(cohort, "My own words about Ben")
    await maya.press("takeaway.talk", option="I type something")
    await cohort.settled()
    assert _text(maya) == "My own words about Ben"
    assert "My own words about someone I talked with" in maya.modals[-1].plain_text


async def test_what_is_typed_after_the_command_is_in_the_form(cohort: World) -> None:
    await _met_dana(cohort)
    await _open(cohort, "Visit Dana's lab")
    assert _text(cohort.maya) == "Visit Dana's lab"
    assert "Visit their lab" in cohort.maya.modals[-1].plain_text
    assert set(await _submit(cohort)) == set()
    assert len(_in_channel(cohort.jonas)) == 1


async def test_an_empty_takeaway_is_asked_for_at_its_field(cohort: World) -> None:
    await gathered(cohort)
    await _open(cohort)
    cohort.maya.fill(**{"text.1": " "})
    [(field, why)] = (await _submit(cohort)).items()
    assert field == "text.1"
    assert "Write what you took away" in why


async def test_a_takeaway_is_changed_and_taken_back_from_the_message_that_remains(cohort: World) -> None:
    maya = cohort.maya
    await _met_dana(cohort)
    await _open(cohort)
    await _submit(cohort)
    await maya.close(clear=True)
    told = await maya.message("Your takeaway stands in")
    await maya.press("takeaway.edit", message=told)
    await maya.modal()
    await cohort.settled()
    assert maya.modals[-1].title == "Change your takeaway"
    await _type(cohort, "Labs hire whom they know, says Dana")
    await _submit(cohort)
    await maya.close(clear=True)
    [post] = _in_channel(cohort.jonas)
    assert "Labs hire whom they know, says a scientist" in post.plain_text
    told = await maya.message("Your takeaway stands in")
    assert "Labs hire whom they know, says a scientist" in told.plain_text

    await maya.press("takeaway.withdraw", message=told)
    await cohort.settled()
    assert _in_channel(cohort.jonas) == []
    told_now = await maya.message("You took this takeaway back on Mon 23 Nov.")
    assert told_now.ts == told.ts
    assert not [block for block in told_now.blocks if block["type"] == "actions"]


async def test_it_is_taken_back_under_the_command_as_well(cohort: World) -> None:
    maya = cohort.maya
    await _met_dana(cohort)
    await _open(cohort)
    await _submit(cohort)
    await maya.close(clear=True)
    await _open(cohort)
    assert "Shared Mon 23 Nov: “A scientist of" in maya.modals[-1].plain_text
    await maya.press("takeaway.withdraw")
    await cohort.settled()
    assert "Shared Mon 23 Nov" not in maya.modals[-1].plain_text
    assert _text(maya) == SAID
    assert _in_channel(cohort.jonas) == []
    assert await maya.message("You took this takeaway back")


async def test_a_post_that_slack_did_not_take_is_told_and_can_be_posted_again(cohort: World) -> None:
    maya = cohort.maya
    await _met_dana(cohort)
    await _open(cohort)
    cohort.sandbox.faults.add(Fault("chat.postMessage", "error", error="internal_error"))
    await _submit(cohort)
    assert _in_channel(cohort.jonas) == []
    told = await maya.message("Slack has not told me that your takeaway is in the cohort's channel.")
    await maya.close(clear=True)
    cohort.sandbox.faults.add(Fault("chat.postMessage", "error", error="internal_error"))
    await maya.press("takeaway.post", message=told)
    await cohort.settled()
    assert _in_channel(cohort.jonas) == []
    await maya.press("takeaway.post", message=await maya.message("Slack has not told me"))
    await cohort.settled()
    assert len(_in_channel(cohort.jonas)) == 1
    assert await maya.message("Your takeaway stands in")


async def test_a_form_and_a_click_that_arrive_twice_post_it_once(world: World) -> None:
    maya = world.maya
    await _met_dana(world)
    await _open(world)
    world.sandbox.faults.add(Fault("view_submission", "duplicate_delivery"))
    world.sandbox.faults.add(Fault("chat.postMessage", "error", error="internal_error", times=2))
    await _submit(world)
    await world.settled()
    await maya.close(clear=True)
    await _open(world)
    world.sandbox.faults.add(Fault("block_actions", "duplicate_delivery"))
    await maya.press("takeaway.post")
    await world.settled()
    assert len(_in_channel(world.jonas)) == 1
    assert len([each for each in maya.messages() if "takeaway" in each.plain_text]) == 1


async def test_whoever_is_not_in_the_cohort_is_told_where_it_is(cohort: World) -> None:
    await gathered(cohort)
    leilani = cohort.sandbox.person("leilani")
    result = await leilani.command("/interview share Labs hire")
    assert result.ok
    await cohort.settled()
    assert "The cohort is in" in leilani.messages()[-1].plain_text
    assert _in_channel(cohort.jonas) == []
