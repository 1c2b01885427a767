"""A held key, a loop, a script: one member's haste costs nobody else anything, and loses nothing."""

from collections.abc import AsyncIterator
from inspect import signature

import pytest

from bot.assembly import Bot
from handlers.pace import USUAL, Pace, Rate
from storage.database import Database
from tests.scenarios.test_draft import choose, open_draft
from tests.world import World, inhabited

SENTENCE = "That was a lot at once"
NEVER_MORE = Pace(acts=Rate(7, 0), typing=Rate(40, 0))


@pytest.fixture
async def world(sqlite: Database) -> AsyncIterator[World]:
    """Each may act seven times."""
    async with inhabited(sqlite, pace=NEVER_MORE) as world:
        yield world


def test_every_process_has_an_allowance_unless_it_is_told_otherwise() -> None:
    assert signature(Bot).parameters["pace"].default is USUAL


async def test_a_command_too_many_is_answered_kindly_and_others_are_served(world: World) -> None:
    for _ in range(7):
        assert SENTENCE not in (await world.answer_to(world.maya, "/interview help")).text
    refused = await world.answer_to(world.maya, "/interview log Dana Wu, Genentech")
    assert SENTENCE in refused.text
    assert "You typed: /interview log Dana Wu, Genentech" in refused.text
    assert SENTENCE not in (await world.answer_to(world.jonas, "/interview help")).text


async def test_a_form_too_many_stays_open_with_all_that_was_typed(world: World) -> None:
    maya = world.maya
    await maya.command("/interview log Dana Wu, Genentech, today 2pm, 40 min")
    await maya.modal()
    maya.fill(notes="she said the lab is closing")
    for _ in range(6):
        await maya.command("/interview help")
    submitted = await maya.submit()
    assert SENTENCE in " ".join(submitted.errors.values())
    assert maya.modals[-1].title == "Log a conversation"


async def test_clicks_too_many_are_told_once(world: World) -> None:
    maya = world.maya
    message = await world.answer_to(maya, "/interview")
    for _ in range(6):
        await maya.command("/interview help")
    await world.settled()
    calls = len(world.sandbox.calls)
    for _ in range(4):
        await maya.press("conversation.log", message=message)
    await world.settled()
    assert [call.method for call in world.sandbox.calls[calls:]] == ["response_url"]
    assert SENTENCE in world.answers(maya)[-1].text


async def test_messages_too_many_are_told_once(world: World) -> None:
    for _ in range(12):
        await world.maya.say("help")
    await world.settled()
    told = [message for message in world.answers(world.maya) if SENTENCE in message.text]
    assert len(told) == 1


async def test_typing_into_a_menu_takes_nothing_from_acting_and_acting_nothing_from_typing(
    world: World,
) -> None:
    maya = world.maya
    await world.log(maya, "Ben Ito, NOAA, today 2pm, 40 min")
    await open_draft(world, maya, "Dana Wu, Genentech")
    await choose(world, maya, "draft.situation", "referred")
    for _ in range(30):
        assert await maya.suggest("draft.referrer", "ben")
    await maya.command("/interview help")
    await maya.command("/interview help")
    assert SENTENCE in (await world.answer_to(maya, "/interview help")).text
    assert await maya.suggest("draft.referrer", "ben")
