"""What a person can use: what is on their screen, as it was when they saw it, while they belong here."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Person
from tests.sandbox.conftest import Act, OpenModal
from tests.sandbox.test_response_urls import respond
from tests.sandbox.toys import (
    Json,
    SocketApp,
    actions,
    button,
    choices,
    home,
    modal,
    refusal,
    section,
)

MENU = {"type": "static_select", "action_id": "go", "options": choices("a", "b")}


async def cannot_press(
    person: Person, act: Act, message: Any, *, action_id: str = "go", element: Json | None = None
) -> None:
    """Neither the driver nor the page lets this person use that element."""
    with pytest.raises(LookupError):
        await person.press(action_id, message=message)
    where = {"type": "message", "channel": message.channel, "ts": message.ts}
    answer = await act("press", user=person.id, container=where, action_id=action_id, element=element)
    assert answer["ok"] is False


async def nothing_came(app: SocketApp) -> None:
    with pytest.raises(TimeoutError):
        await anything_but_an_event(app)


async def anything_but_an_event(app: SocketApp) -> Json:
    while (envelope := await app.receive(within=0.05))["type"] == "events_api":
        await app.acknowledge(envelope)
    return envelope


async def test_another_persons_direct_messages_are_on_nobody_elses_screen(
    app: SocketApp, slack: AsyncWebClient, act: Act, maya: Person, jonas: Person
) -> None:
    await slack.chat_postMessage(channel=maya.id, text="Ready?", blocks=[actions(button())])
    await cannot_press(jonas, act, await maya.message("Go"))
    await nothing_came(app)


async def test_another_persons_ephemeral_is_on_nobody_elses_screen(
    app: SocketApp, slack: AsyncWebClient, act: Act, maya: Person, jonas: Person
) -> None:
    await maya.invite_bot("#cohort")
    await slack.chat_postEphemeral(
        channel="C07COHORT42", user=maya.id, text="Ready?", blocks=[actions(button())]
    )
    await cannot_press(jonas, act, await maya.message("Go", channel="#cohort"))
    await nothing_came(app)


async def test_another_persons_home_and_a_covered_modal_are_not_on_the_screen(
    open_modal: OpenModal, app: SocketApp, slack: AsyncWebClient, act: Act, maya: Person, jonas: Person
) -> None:
    published = await slack.views_publish(user_id=maya.id, view=home(actions(button())))
    where = {"type": "view", "view_id": published["view"]["id"]}
    assert (await act("press", user=jonas.id, container=where, action_id="go"))["ok"] is False
    await open_modal(modal(actions(button("below"))))
    payload, _ = await asyncio.gather(app.answer(), maya.press("below"))
    await slack.views_push(trigger_id=payload["trigger_id"], view=modal(section()))
    where = {"type": "view", "view_id": maya.modals[0].id}
    assert (await act("press", container=where, action_id="below"))["ok"] is False
    with pytest.raises(LookupError):
        await maya.press("below")


async def test_a_message_in_a_channel_is_on_the_screen_of_its_members(
    app: SocketApp, slack: AsyncWebClient, maya: Person, jonas: Person
) -> None:
    await maya.invite_bot("#cohort")
    await slack.chat_postMessage(channel="C07COHORT42", text="Ready?", blocks=[actions(button())])
    payload, result = await asyncio.gather(app.answer(), jonas.press("go"))
    assert result.ok
    assert payload["channel"]["name"] == "cohort"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (button(value="1"), button(value="2")),
        (button(value="1"), MENU),
        (MENU, MENU | {"options": choices("b")}),
    ],
    ids=["another value", "another kind", "other options"],
)
async def test_a_click_on_what_an_update_replaced_is_not_delivered(
    before: Json, after: Json, app: SocketApp, slack: AsyncWebClient, act: Act, maya: Person
) -> None:
    posted = await slack.chat_postMessage(
        channel=maya.id, text="Ready?", blocks=[actions(before, block_id="b")]
    )
    seen = maya.messages()[-1]
    await slack.chat_update(
        channel=maya.dm, ts=posted["ts"], text="Ready?", blocks=[actions(after, block_id="b")]
    )
    with pytest.raises(LookupError, match="no longer"):
        await maya.press("go", message=seen, option="a")
    where = {"type": "message", "channel": maya.dm, "ts": posted["ts"]}
    clicked = {"value": "1"} if before["type"] == "button" else {"selected_option": choices("a")[0]}
    if after["type"] == before["type"]:
        answer = await act("press", container=where, block_id="b", action_id="go", element=clicked)
        assert answer["ok"] is False
    await nothing_came(app)


async def test_a_click_lands_on_the_block_that_was_seen(
    app: SocketApp, slack: AsyncWebClient, maya: Person
) -> None:
    posted = await slack.chat_postMessage(
        channel=maya.id, text="Ready?", blocks=[actions(button(value="1"), block_id="one")]
    )
    seen = maya.messages()[-1]
    both = [actions(button(value="1"), block_id="two"), actions(button(value="1"), block_id="one")]
    await slack.chat_update(channel=maya.dm, ts=posted["ts"], text="Ready?", blocks=both)
    payload, _ = await asyncio.gather(app.answer(), maya.press("go", message=seen))
    assert payload["actions"][0]["block_id"] == "one"


async def test_a_button_that_only_changed_its_label_is_still_the_one_that_was_seen(
    app: SocketApp, slack: AsyncWebClient, maya: Person
) -> None:
    posted = await slack.chat_postMessage(
        channel=maya.id, text="Ready?", blocks=[actions(button(value="1"), block_id="b")]
    )
    seen = maya.messages()[-1]
    renamed = [actions(button(text="Go now", value="1"), block_id="b")]
    await slack.chat_update(channel=maya.dm, ts=posted["ts"], text="Ready?", blocks=renamed)
    payload, _ = await asyncio.gather(app.answer(), maya.press("go", message=seen))
    assert payload["actions"][0]["text"]["text"] == "Go now"


async def test_a_message_that_never_was_cannot_be_used(slack: AsyncWebClient, maya: Person) -> None:
    await slack.chat_postMessage(channel=maya.id, text="Ready?", blocks=[actions(button())])
    with pytest.raises(LookupError):
        await maya.press("go", message=replace(maya.messages()[-1], ts="1.000000"))


async def test_a_modal_without_a_submit_button_cannot_be_submitted(
    open_modal: OpenModal, app: SocketApp, act: Act, maya: Person
) -> None:
    view = modal(section())
    del view["submit"]
    await open_modal(view)
    with pytest.raises(LookupError, match="submit"):
        await maya.submit()
    answer = await act("submit", view_id=maya.modals[-1].id, state={})
    assert answer == {"ok": False, "error": "This form has nothing to submit it with."}
    await nothing_came(app)


async def test_whoever_was_deactivated_can_do_nothing(
    open_modal: OpenModal, slack: AsyncWebClient, act: Act, maya: Person
) -> None:
    await slack.chat_postMessage(channel=maya.id, text="Ready?", blocks=[actions(button())])
    await open_modal(modal(section()))
    maya.deactivate()
    deeds = [
        lambda: maya.command("/interview"),
        lambda: maya.say("Hello"),
        lambda: maya.press("go"),
        maya.open_home,
        maya.open_messages,
        maya.submit,
        maya.close,
    ]
    for deed in deeds:
        with pytest.raises(LookupError, match="deactivated"):
            await deed()
    with pytest.raises(LookupError, match="deactivated"):
        maya.fill(name="Dana")
    assert (await act("home"))["ok"] is False


async def test_whoever_was_deactivated_is_answered_no_more(
    app: SocketApp, slack: AsyncWebClient, maya: Person
) -> None:
    await maya.invite_bot("#cohort")
    payload, _ = await asyncio.gather(app.answer(), maya.command("/interview"))
    maya.deactivate()
    status, body = await respond(payload["response_url"], text="Hello")
    assert (status, "user_disabled" in body) == (400, True)
    refused = await refusal(slack.chat_postEphemeral(channel="C07COHORT42", user=maya.id, text="Hello"))
    assert refused["error"] == "user_not_in_channel"
    assert maya.messages() == []
