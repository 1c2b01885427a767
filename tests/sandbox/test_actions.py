import asyncio

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Person, Sandbox
from tests.sandbox.conftest import OpenModal
from tests.sandbox.toys import (
    Json,
    SocketApp,
    actions,
    asking,
    button,
    choices,
    home,
    manifest,
    modal,
    plain,
    section,
    socket_app,
    web_client,
)


async def pressed(app: SocketApp, person: Person, action_id: str, **how: object) -> Json:
    """What the app gets when this person presses that."""
    payload, result = await asyncio.gather(app.answer(), person.press(action_id, **how))  # type: ignore[arg-type]
    assert result.ok
    return payload


async def test_a_button_in_a_message_carries_the_message_and_a_response_url(
    app: SocketApp, slack: AsyncWebClient, sandbox: Sandbox, maya: Person
) -> None:
    blocks = [section("Ready?"), actions(button(value="42", style="primary"), block_id="b")]
    metadata = {"event_type": "reminder", "event_payload": {"id": "r1"}}
    posted = await slack.chat_postMessage(channel=maya.id, text="Ready?", blocks=blocks, metadata=metadata)
    payload = await pressed(app, maya, "go")
    assert payload["type"] == "block_actions"
    assert payload["container"]["message_ts"] == posted["ts"]
    assert payload["channel"] == {"id": maya.dm, "name": "directmessage"}
    assert payload["message"]["blocks"] == posted["message"]["blocks"]
    assert payload["message"]["metadata"] == metadata
    assert payload["state"] == {"values": {}}
    assert payload["response_url"].startswith(sandbox.url)
    assert payload["trigger_id"]
    (action,) = payload["actions"]
    assert action.pop("action_ts")
    assert action == {
        "type": "button",
        "action_id": "go",
        "block_id": "b",
        "text": {"type": "plain_text", "text": "Go", "emoji": True},
        "value": "42",
        "style": "primary",
    }


async def test_a_button_in_a_modal_carries_the_view_with_its_state(
    open_modal: OpenModal, app: SocketApp, maya: Person
) -> None:
    await open_modal(modal(asking("name"), actions(button())))
    maya.fill(name="Dana")
    payload = await pressed(app, maya, "go")
    view = maya.modals[-1]
    assert payload["container"] == {"type": "view", "view_id": view.id}
    assert payload["view"]["hash"] == view.hash
    assert payload["view"]["state"]["values"]["name"]["entry"]["value"] == "Dana"
    assert "message" not in payload
    assert "response_url" not in payload


async def test_a_button_on_home_carries_the_home_view(
    app: SocketApp, slack: AsyncWebClient, maya: Person
) -> None:
    published = await slack.views_publish(user_id=maya.id, view=home(actions(button())))
    payload = await pressed(app, maya, "go")
    assert payload["view"]["id"] == published["view"]["id"]
    assert payload["view"]["type"] == "home"
    assert payload["container"]["type"] == "view"


CHOSEN: list[tuple[Json, dict[str, str], Json]] = [
    (
        {"type": "static_select", "options": choices("a", "b")},
        {"option": "b"},
        {"selected_option": {"text": {"type": "plain_text", "text": "B", "emoji": True}, "value": "b"}},
    ),
    (
        {"type": "overflow", "options": choices("a", "b")},
        {"option": "A"},
        {"selected_option": {"text": {"type": "plain_text", "text": "A", "emoji": True}, "value": "a"}},
    ),
    ({"type": "datepicker"}, {"value": "2026-11-20"}, {"selected_date": "2026-11-20"}),
    ({"type": "timepicker"}, {"value": "09:30"}, {"selected_time": "09:30"}),
    ({"type": "users_select"}, {"option": "jonas"}, {"selected_user": "U07JONAS8W1"}),
    (
        {"type": "checkboxes", "options": choices("a")},
        {"option": "a"},
        {
            "selected_options": [
                {"text": {"type": "plain_text", "text": "A", "emoji": True}, "value": "a"},
            ]
        },
    ),
]


@pytest.mark.parametrize(("element", "how", "chosen"), CHOSEN, ids=[str(case[0]["type"]) for case in CHOSEN])
async def test_a_choice_arrives_in_the_shape_of_its_element(
    element: Json,
    how: dict[str, str],
    chosen: Json,
    app: SocketApp,
    slack: AsyncWebClient,
    maya: Person,
) -> None:
    blocks = [actions({"action_id": "pick", **element})]
    await slack.chat_postMessage(channel=maya.id, text="Pick", blocks=blocks)
    payload = await pressed(app, maya, "pick", **how)
    (action,) = payload["actions"]
    assert action.items() >= {"type": element["type"], **chosen}.items()


async def test_a_choice_in_a_modal_is_in_its_state_from_then_on(
    open_modal: OpenModal, app: SocketApp, maya: Person
) -> None:
    menu = {"type": "static_select", "action_id": "pick", "options": choices("a", "b")}
    await open_modal(modal(section(accessory=menu, block_id="s")))
    payload = await pressed(app, maya, "pick", option="b")
    chosen = payload["view"]["state"]["values"]["s"]["pick"]["selected_option"]
    assert chosen["value"] == "b"
    assert maya.modals[-1].values["s"]["pick"]["selected_option"] == chosen


async def test_an_input_tells_the_app_only_when_it_dispatches(
    open_modal: OpenModal, app: SocketApp, maya: Person
) -> None:
    quiet, loud = asking("quiet"), asking("loud", dispatch_action=True)
    loud["element"]["action_id"] = "loud_entry"
    await open_modal(modal(quiet, loud))
    assert (await maya.press("entry", value="hush")).ok
    payload = await pressed(app, maya, "loud_entry", value="hey")
    assert payload["actions"][0]["value"] == "hey"
    assert payload["view"]["state"]["values"]["quiet"]["entry"]["value"] == "hush"


async def test_buttons_that_share_an_action_id_are_told_apart_by_value(
    app: SocketApp, slack: AsyncWebClient, maya: Person
) -> None:
    blocks = [actions(button(value=number)) for number in ("1", "2", "3")]
    await slack.chat_postMessage(channel=maya.id, text="Pick", blocks=blocks)
    payload = await pressed(app, maya, "go", value="2")
    assert payload["actions"][0]["value"] == "2"


async def test_a_button_that_the_message_no_longer_has_is_not_delivered(
    slack: AsyncWebClient, maya: Person
) -> None:
    posted = await slack.chat_postMessage(channel=maya.id, text="Ready?", blocks=[actions(button())])
    seen = await maya.message("Go")
    await slack.chat_update(channel=posted["channel"], ts=posted["ts"], text="Done", blocks=[])
    with pytest.raises(LookupError):
        await maya.press("go", message=seen)
    await slack.chat_delete(channel=posted["channel"], ts=posted["ts"])
    with pytest.raises(LookupError):
        await maya.press("go", message=seen)


async def test_an_app_that_is_not_interactive_hears_of_no_action(
    app: SocketApp, slack: AsyncWebClient, sandbox: Sandbox, maya: Person
) -> None:
    await slack.chat_postMessage(channel=maya.id, text="Ready?", blocks=[actions(button())])
    await app.event()
    mute = manifest()
    mute["settings"]["interactivity"]["is_enabled"] = False
    mute["features"].pop("shortcuts", None)  # which need it
    sandbox.install(mute)
    assert not (await maya.press("go")).ok
    with pytest.raises(TimeoutError):
        await app.receive(within=0.01)


async def test_a_failed_action_is_told_to_the_person(impatient: Sandbox) -> None:
    maya = impatient.person("maya")
    async with socket_app(impatient), web_client(impatient) as slack:
        await slack.chat_postMessage(channel=maya.id, text="Ready?", blocks=[actions(button())])
        result = await maya.press("go")
    assert result.timed_out
    assert maya.notices == ["Oh no, something went wrong. Please try that again."]


async def test_an_external_menu_asks_the_app_for_options(
    open_modal: OpenModal, app: SocketApp, maya: Person
) -> None:
    await open_modal(modal(asking("who", "external_select", min_query_length=2)))
    assert await maya.suggest("entry", "d") == []
    offered = {"options": [{"text": plain("Dana"), "value": "d1"}]}
    payload, options = await asyncio.gather(app.answer(offered), maya.suggest("entry", "da"))
    assert payload["type"] == "block_suggestion"
    assert (payload["action_id"], payload["block_id"], payload["value"]) == ("entry", "who", "da")
    assert payload["container"] == {"type": "view", "view_id": maya.modals[-1].id}
    assert payload["view"]["callback_id"] == "form"
    assert [(each["text"]["text"], each["value"]) for each in options] == [("Dana", "d1")]
    maya.fill(who="Dana")
    assert maya.modals[-1].values["who"]["entry"]["selected_option"]["value"] == "d1"


async def test_options_in_groups_are_offered_too(open_modal: OpenModal, app: SocketApp, maya: Person) -> None:
    await open_modal(modal(asking("who", "multi_external_select", min_query_length=0)))
    offered = {"option_groups": [{"label": plain("People"), "options": choices("dana", "omar")}]}
    _, options = await asyncio.gather(app.answer(offered), maya.suggest("entry", ""))
    assert [option["value"] for option in options] == ["dana", "omar"]
    maya.fill(who=["omar"])


@pytest.mark.parametrize(
    "answer",
    [None, {"options": choices(*[f"o{n}" for n in range(101)])}, {"options": [{"text": "Dana"}]}],
    ids=["nothing", "101 options", "malformed"],
)
async def test_options_that_slack_cannot_use_are_not_shown(
    answer: object, open_modal: OpenModal, app: SocketApp, sandbox: Sandbox, maya: Person
) -> None:
    await open_modal(modal(asking("who", "external_select", min_query_length=0)))
    _, options = await asyncio.gather(app.answer(answer), maya.suggest("entry", ""))
    assert options == []
    assert "entry" in sandbox.problems[-1]


async def test_a_person_cannot_use_what_is_not_on_the_screen(open_modal: OpenModal, maya: Person) -> None:
    with pytest.raises(LookupError):
        await maya.press("go")
    with pytest.raises(LookupError):
        await maya.submit()
    await open_modal(modal(asking("pick", "static_select", options=choices("a"))))
    with pytest.raises(LookupError, match="pick"):
        maya.fill(nick="a")
    with pytest.raises(LookupError, match="A"):
        maya.fill(pick="b")
