import asyncio

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Fault, Person, Sandbox
from tests.sandbox.conftest import Act, Look
from tests.sandbox.toys import SocketApp, modal, section


async def test_a_shortcut_opens_a_form_from_anywhere(
    app: SocketApp, slack: AsyncWebClient, maya: Person
) -> None:
    payload, trouble = await asyncio.gather(app.answer(), maya.shortcut("Begin"))
    assert not trouble
    assert (payload["type"], payload["callback_id"]) == ("shortcut", "begin")
    assert (payload["user"]["id"], payload["team"]["id"]) == (maya.id, "T07COHORT26")
    assert payload["action_ts"]
    assert not {"response_url", "channel", "message"} & payload.keys()
    await slack.views_open(trigger_id=payload["trigger_id"], view=modal(section()))
    assert (await maya.modal()).title


async def test_a_message_shortcut_brings_the_message(app: SocketApp, maya: Person, jonas: Person) -> None:
    said = await jonas.say("Talk to Dana Wu & Co", "#cohort")
    seen = next(message for message in maya.messages("#cohort") if message.ts == said.ts)
    payload, trouble = await asyncio.gather(app.answer(), maya.shortcut("Keep this", seen))
    assert not trouble
    assert (payload["type"], payload["callback_id"]) == ("message_action", "keep")
    assert payload["message"]["text"] == "Talk to Dana Wu &amp; Co"
    assert (payload["message"]["user"], payload["message_ts"]) == (jonas.id, said.ts)
    assert payload["channel"] == {"id": "C07COHORT42", "name": "cohort"}
    assert payload["response_url"]
    assert "container" not in payload


async def test_there_is_no_shortcut_that_the_app_did_not_declare(maya: Person) -> None:
    for name in ("Keep this", "Fly"):
        with pytest.raises(LookupError, match="no shortcut"):
            await maya.shortcut(name)


async def test_a_shortcut_that_the_app_does_not_take_is_told(maya: Person) -> None:
    assert "did not respond" in await maya.shortcut("Begin")
    assert "did not respond" in maya.notices[-1]


async def test_a_shortcut_can_be_delivered_twice(app: SocketApp, sandbox: Sandbox, maya: Person) -> None:
    sandbox.faults.add(Fault("shortcut", "duplicate_delivery"))
    using = asyncio.create_task(maya.shortcut("Begin"))
    first, second = await app.answer(), await app.answer()
    assert not await using
    assert first["trigger_id"] == second["trigger_id"]


async def test_the_page_offers_shortcuts_and_uses_them(
    app: SocketApp, jonas: Person, act: Act, look: Look
) -> None:
    offered = (await look())["app"]["shortcuts"]
    assert [(each["name"], each["type"]) for each in offered] == [
        ("Begin", "global"),
        ("Keep this", "message"),
    ]
    begun, answer = await asyncio.gather(app.answer(), act("shortcut", name="Begin"))
    assert (begun["callback_id"], answer["ok"]) == ("begin", True)
    said = await jonas.say("Hello", "#cohort")
    where = {"name": "Keep this", "channel": "C07COHORT42", "ts": said.ts}
    kept, answer = await asyncio.gather(app.answer(), act("shortcut", **where))
    assert (kept["message"]["text"], answer["ok"]) == ("Hello", True)
    gone = await act("shortcut", **(where | {"ts": "1.000001"}))
    assert gone["error"] == "That message is gone."
