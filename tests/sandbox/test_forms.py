import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Person, Sandbox, Submitted
from tests.sandbox.conftest import OpenModal
from tests.sandbox.toys import (
    Json,
    SocketApp,
    asking,
    fresh_trigger,
    modal,
    section,
    socket_app,
    submitted,
    web_client,
)

TROUBLE = "We had some trouble connecting. Try again?"


async def test_a_submission_carries_who_what_and_the_whole_view(
    open_modal: OpenModal, app: SocketApp, maya: Person
) -> None:
    await open_modal(modal(asking("name"), private_metadata="m"))
    maya.fill(name="Dana & <Wu>")
    result, payload = await submitted(app, maya)
    assert result == Submitted(closed=True)
    assert payload["type"] == "view_submission"
    assert payload["user"] == {"id": maya.id, "username": "maya", "name": "maya", "team_id": "T07COHORT26"}
    assert payload["team"] == {"id": "T07COHORT26", "domain": "cohort-2026"}
    view = payload["view"]
    assert (view["callback_id"], view["private_metadata"], view["type"]) == ("form", "m", "modal")
    assert view["state"]["values"]["name"]["entry"]["value"] == "Dana & <Wu>"
    assert payload["trigger_id"]
    assert not maya.modals


async def test_errors_of_the_app_stand_under_their_blocks_and_keep_the_form(
    open_modal: OpenModal, app: SocketApp, maya: Person
) -> None:
    await open_modal(modal(asking("name")))
    maya.fill(name="Dana")
    result, _ = await submitted(app, maya, {"response_action": "errors", "errors": {"name": "Which Dana?"}})
    assert result.errors == {"name": "Which Dana?"}
    assert maya.modals[-1].values["name"]["entry"]["value"] == "Dana"
    assert maya.notices == []


USELESS: list[tuple[str, object, str]] = [
    ("unknown block", {"response_action": "errors", "errors": {"nome": "?"}}, "/errors/nome"),
    ("block without input", {"response_action": "errors", "errors": {"text": "?"}}, "/errors/text"),
    ("no errors", {"response_action": "errors", "errors": {}}, "/errors"),
    ("empty error", {"response_action": "errors", "errors": {"name": ""}}, "/errors/name"),
    ("unknown action", {"response_action": "refresh"}, "/response_action"),
    (
        "invalid update",
        {"response_action": "update", "view": modal(section("x" * 3001))},
        "/view/blocks/0/text/text",
    ),
    ("invalid push", {"response_action": "push", "view": modal()}, "/view/blocks"),
    ("text", {"text": "Saved!"}, "/response_action"),
]


@pytest.mark.parametrize(
    ("answer", "place"), [case[1:] for case in USELESS], ids=[case[0] for case in USELESS]
)
async def test_an_answer_that_slack_cannot_use_keeps_the_form_with_a_notice(
    answer: object, place: str, open_modal: OpenModal, app: SocketApp, sandbox: Sandbox, maya: Person
) -> None:
    await open_modal(modal(asking("name", initial_value="Dana"), section(block_id="text")))
    result, _ = await submitted(app, maya, answer)
    assert not result.ok
    assert not result.closed
    assert len(maya.modals) == 1
    assert maya.notices == [TROUBLE]
    assert place in sandbox.problems[-1]


async def test_an_answer_can_update_push_and_clear(
    open_modal: OpenModal, app: SocketApp, maya: Person
) -> None:
    await open_modal(modal(section("One")))
    first = maya.modals[-1]
    await submitted(app, maya, {"response_action": "update", "view": modal(section("Two"))})
    assert (maya.modals[-1].id, maya.modals[-1].plain_text) == (first.id, "Form\nTwo")
    await submitted(app, maya, {"response_action": "push", "view": modal(section("Three"))})
    assert [view.plain_text for view in maya.modals] == ["Form\nTwo", "Form\nThree"]
    result, _ = await submitted(app, maya, {"response_action": "clear"})
    assert result.closed
    assert not maya.modals


async def test_an_empty_answer_closes_one_view_and_shows_the_one_below(
    open_modal: OpenModal, app: SocketApp, maya: Person
) -> None:
    await open_modal(modal(section("One")))
    await submitted(app, maya, {"response_action": "push", "view": modal(section("Two"))})
    await submitted(app, maya)
    assert [view.plain_text for view in maya.modals] == ["Form\nOne"]


async def test_a_submission_acknowledged_late_keeps_the_form_and_the_late_answer_is_thrown_away(
    impatient: Sandbox,
) -> None:
    maya = impatient.person("maya")
    async with socket_app(impatient) as app, web_client(impatient) as slack:
        trigger_id = await fresh_trigger(app, maya)
        await slack.views_open(trigger_id=trigger_id, view=modal(asking("name", initial_value="Dana")))
        result = await maya.submit()
        assert result.timed_out
        assert not result.closed
        await app.acknowledge(await app.receive())
        await slack.auth_test()
        assert maya.modals[-1].values["name"]["entry"]["value"] == "Dana"
        assert maya.notices == [TROUBLE]


async def test_a_form_of_bolt_goes_all_the_way(bolt: AsyncApp, maya: Person) -> None:
    @bolt.command("/interview")
    async def open_form(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=modal(asking("name")))

    @bolt.view("form")
    async def save(ack: AsyncAck, body: Json, client: AsyncWebClient, view: Json) -> None:
        name = view["state"]["values"]["name"]["entry"]["value"]
        if name == "Nobody":
            await ack(response_action="errors", errors={"name": "Who?"})
        else:
            await ack()
            await client.chat_postMessage(channel=body["user"]["id"], text=f"Saved {name}")

    assert (await maya.command("/interview log")).ok
    await maya.modal()
    maya.fill(name="Nobody")
    assert (await maya.submit()).errors == {"name": "Who?"}
    maya.fill(name="Dana")
    assert (await maya.submit()).closed
    assert (await maya.message("Saved")).text == "Saved Dana"
