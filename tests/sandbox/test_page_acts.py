import asyncio
import json
from collections.abc import Awaitable

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Person, Sandbox
from tests.sandbox.conftest import Act, Look, OpenModal
from tests.sandbox.toys import (
    SocketApp,
    actions,
    asking,
    button,
    choices,
    home,
    modal,
    section,
)


async def test_what_is_typed_is_posted_or_run(act: Act, app: SocketApp, maya: Person) -> None:
    assert await act("say", channel=maya.dm, text="Hello") == {"ok": True}
    assert maya.messages()[-1].text == "Hello"
    payload, answer = await asyncio.gather(
        app.answer(), act("say", channel=maya.dm, text="/interview log Dana")
    )
    assert payload["text"] == "log Dana"
    assert answer["ok"]


async def test_an_unknown_command_and_an_empty_message_are_refused_with_a_sentence(
    act: Act, maya: Person
) -> None:
    unknown = await act("say", channel=maya.dm, text="/interveiw")
    assert unknown == {"ok": False, "error": "/interveiw is not a valid command."}
    assert (await act("say", channel=maya.dm, text=" "))["ok"] is False
    assert (await act("say", channel="C0NOWHERE", text="Hello"))["ok"] is False
    assert maya.messages() == []


async def test_a_failed_command_leaves_a_notice_that_can_be_put_away(
    act: Act, look: Look, maya: Person
) -> None:
    failed = await act("say", channel=maya.dm, text="/interview")
    assert failed == {"ok": False, "error": '/interview failed with the error "dispatch_failed"'}
    (notice,) = (await look())["notices"]
    assert notice["text"] == failed["error"]
    await act("seen", notice=notice["id"])
    assert (await look())["notices"] == []


async def test_a_button_is_pressed_by_where_it_stands(
    act: Act, app: SocketApp, slack: AsyncWebClient, maya: Person
) -> None:
    posted = await slack.chat_postMessage(
        channel=maya.id, text="Ready?", blocks=[actions(button(value="1"), block_id="b")]
    )
    container = {"type": "message", "channel": maya.dm, "ts": posted["ts"]}
    where = {"container": container, "block_id": "b", "action_id": "go", "element": {"value": "1"}}
    payload, answer = await asyncio.gather(app.answer(), act("press", **where))
    assert answer["ok"]
    assert payload["actions"][0]["value"] == "1"
    await slack.chat_update(channel=maya.dm, ts=posted["ts"], text="Done", blocks=[])
    assert (await act("press", **where))["ok"] is False
    await slack.chat_delete(channel=maya.dm, ts=posted["ts"])
    assert await act("press", **where) == {"ok": False, "error": "That message is gone."}


async def test_a_form_is_submitted_with_the_state_of_the_page(
    open_modal: OpenModal, act: Act, app: SocketApp, maya: Person
) -> None:
    await open_modal(modal(asking("name")))
    view_id = maya.modals[-1].id
    empty = await act("submit", view_id=view_id, state={})
    assert empty["errors"] == {"name": "Please complete this required field."}
    state = {"name": {"entry": {"type": "plain_text_input", "value": "Dana"}}, "other": {"x": {"value": 1}}}
    payload, answer = await asyncio.gather(app.answer(), act("submit", view_id=view_id, state=state))
    assert (answer["ok"], answer["errors"]) == (True, {})
    assert payload["view"]["state"]["values"] == {
        "name": {"entry": {"type": "plain_text_input", "value": "Dana"}}
    }
    assert (await act("submit", view_id=view_id, state=state))["ok"] is False


async def test_a_button_that_an_update_left_in_place_is_pressed_by_the_id_that_was_seen(
    act: Act, app: SocketApp, slack: AsyncWebClient, look: Look, maya: Person
) -> None:
    def published(*values: str) -> Awaitable[object]:
        blocks = [actions(button(value=value)) for value in values]
        return slack.views_publish(user_id=maya.id, view=home(*blocks))

    await published("1", "2")
    seen = (await look())["home"]
    where = {"view_id": seen["id"], "block_id": seen["blocks"][1]["block_id"], "action_id": "go"}
    await published("1", "2", "3")
    payload, answer = await asyncio.gather(app.answer(), act("press", **where, element={"value": "2"}))
    assert answer == {"ok": True}
    (action,) = payload["actions"]
    assert (action["value"], action["block_id"]) == ("2", payload["view"]["blocks"][1]["block_id"])
    await published("1", "3")
    gone = await act("press", **where, element={"value": "2"})
    assert gone == {"ok": False, "error": "There is no go here any more."}


async def test_a_form_whose_app_is_gone_stays_with_a_sentence(
    open_modal: OpenModal, act: Act, app: SocketApp, sandbox: Sandbox, maya: Person
) -> None:
    await open_modal(modal(section()))
    await app.socket.close()
    await sandbox.settled()
    answer = await act("submit", view_id=maya.modals[-1].id, state={})
    assert answer == {"ok": False, "errors": {}, "error": "We had some trouble connecting. Try again?"}
    assert len(maya.modals) == 1


async def test_a_choice_in_a_modal_brings_the_state_along(
    open_modal: OpenModal, act: Act, app: SocketApp, maya: Person
) -> None:
    menu = {"type": "static_select", "action_id": "pick", "options": choices("a")}
    await open_modal(modal(asking("name"), section(accessory=menu, block_id="s")))
    payload, answer = await asyncio.gather(
        app.answer(),
        act(
            "press",
            container={"type": "view", "view_id": maya.modals[-1].id},
            block_id="s",
            action_id="pick",
            element={"selected_option": choices("a")[0]},
            state={"name": {"entry": {"type": "plain_text_input", "value": "Dana"}}},
        ),
    )
    assert answer["ok"]
    values = payload["view"]["state"]["values"]
    assert values["name"]["entry"]["value"] == "Dana"
    assert values["s"]["pick"]["selected_option"]["value"] == "a"


async def test_a_form_is_closed_by_the_page(open_modal: OpenModal, act: Act, maya: Person) -> None:
    await open_modal(modal(section()))
    assert (await act("close", view_id=maya.modals[-1].id, clear=False))["ok"]
    assert not maya.modals
    assert (await act("close", view_id="V0NOWHERE"))["ok"] is False


async def test_an_external_menu_is_typed_into(
    open_modal: OpenModal, act: Act, app: SocketApp, maya: Person
) -> None:
    await open_modal(modal(asking("who", "external_select", min_query_length=1)))
    where = {"view_id": maya.modals[-1].id, "block_id": "who", "action_id": "entry", "value": "d"}
    offered = {"options": choices("dana")}
    _, answer = await asyncio.gather(app.answer(offered), act("suggest", **where))
    assert (answer["ok"], answer["option_groups"]) == (True, [])
    assert [option["value"] for option in answer["options"]] == ["dana"]


async def test_opening_the_tabs_tells_the_app_once_each(act: Act, app: SocketApp, maya: Person) -> None:
    await act("home")
    assert (await app.event())["event"]["tab"] == "home"
    await act("seen", channel=maya.dm)
    assert (await app.event())["event"]["tab"] == "messages"
    await act("seen", channel=maya.dm)
    await act("home")
    assert (await app.event())["event"]["tab"] == "home"


async def test_what_was_seen_is_not_unread(
    act: Act, look: Look, slack: AsyncWebClient, jonas: Person, maya: Person
) -> None:
    await slack.chat_postMessage(channel=maya.id, text="Hello")
    await jonas.say("Hello", "#cohort")
    await maya.say("Hello", "#cohort")
    state = await look()
    assert (state["app"]["unread"], [each["unread"] for each in state["channels"]]) == (1, [0, 1, 0])
    await act("seen", channel=maya.dm)
    assert (await look())["app"]["unread"] == 0


async def test_only_the_page_itself_can_act(sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
    body = json.dumps({"user": "maya", "kind": "home"})
    for content_type in ("text/plain", "application/x-www-form-urlencoded"):
        headers = {"Content-Type": content_type}
        async with session.post(f"{sandbox.url}/page/act", data=body, headers=headers) as response:
            assert response.status == 415


@pytest.mark.parametrize("body", ["{", "[]", '{"user": "maya", "kind": "press", "container": 1}'])
async def test_what_the_page_would_not_send_is_refused(
    body: str, sandbox: Sandbox, session: aiohttp.ClientSession
) -> None:
    headers = {"Content-Type": "application/json"}
    async with session.post(f"{sandbox.url}/page/act", data=body, headers=headers) as response:
        assert response.status == 400
        assert (await response.json())["ok"] is False


async def test_an_unknown_kind_of_act_is_refused(act: Act) -> None:
    assert (await act("dance"))["ok"] is False
