import asyncio
from collections.abc import Awaitable, Callable

import pytest
from aiohttp import web
from slack_bolt.async_app import AsyncAck, AsyncApp

from sandbox import Person, Sandbox
from tests.sandbox.toys import SocketApp, button, http_app, manifest, section, socket_app, web_client


async def test_a_command_arrives_with_slacks_fields(app: SocketApp, sandbox: Sandbox, maya: Person) -> None:
    payload, result = await asyncio.gather(app.answer(), maya.command("/interview log Dana"))
    assert result.ok
    assert payload["command"] == "/interview"
    assert payload["text"] == "log Dana"
    assert (payload["user_id"], payload["user_name"]) == (maya.id, "maya")
    assert (payload["channel_id"], payload["channel_name"]) == (maya.dm, "directmessage")
    assert (payload["team_id"], payload["team_domain"]) == ("T07COHORT26", "cohort-2026")
    assert payload["response_url"].startswith(f"{sandbox.url}/response/")
    assert payload["trigger_id"]
    assert payload["api_app_id"].startswith("A")
    assert maya.messages() == []


async def test_a_command_in_a_channel_names_the_channel(app: SocketApp, maya: Person) -> None:
    payload, _ = await asyncio.gather(app.answer(), maya.command("/interview", "#cohort"))
    assert (payload["channel_id"], payload["channel_name"]) == ("C07COHORT42", "cohort")


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("Dana & <Wu>", "Dana &amp; &lt;Wu&gt;"),
        ("@jonas", "<@U07JONAS8W1>"),
        ("@nobody #nowhere", "@nobody #nowhere"),
        ("in #cohort", "in <#C07COHORT42|cohort>"),
        ("@here", "<!here>"),
        ("dana@example.com", "<mailto:dana@example.com|dana@example.com>"),
        ("see https://example.com/a.", "see <https://example.com/a>."),
    ],
)
async def test_a_commands_text_comes_escaped_and_marked_up(
    typed: str, sent: str, app: SocketApp, maya: Person
) -> None:
    payload, _ = await asyncio.gather(app.answer(), maya.command(f"/interview {typed}"))
    assert payload["text"] == sent


async def test_a_command_that_does_not_ask_for_escaping_gets_names_as_typed(
    app: SocketApp, sandbox: Sandbox, maya: Person
) -> None:
    sandbox.install(manifest(escape=False))
    payload, _ = await asyncio.gather(app.answer(), maya.command("/interview @jonas & co"))
    assert payload["text"] == "@jonas &amp; co"


@pytest.mark.parametrize(
    "answer",
    [{"text": "Only you"}, {"text": "Only you", "response_type": "ephemeral"}],
    ids=["plain", "said"],
)
async def test_the_answer_to_a_command_is_seen_by_one_person_only(
    answer: dict[str, str], app: SocketApp, maya: Person, jonas: Person
) -> None:
    await asyncio.gather(app.answer(answer), maya.command("/interview", "#general"))
    (message,) = maya.messages("#general")
    assert (message.text, message.ephemeral) == ("Only you", True)
    assert jonas.messages("#general") == []


async def test_the_answer_to_a_command_is_seen_by_all_when_it_says_so(
    app: SocketApp, maya: Person, jonas: Person
) -> None:
    answer = {"text": "For all", "response_type": "in_channel"}
    await asyncio.gather(app.answer(answer), maya.command("/interview", "#general"))
    (message,) = jonas.messages("#general")
    assert (message.text, message.ephemeral) == ("For all", False)


async def test_bolts_ack_with_text_is_an_ephemeral(bolt: AsyncApp, maya: Person, jonas: Person) -> None:
    @bolt.command("/interview")
    async def answer(ack: AsyncAck) -> None:
        await ack("Only you")

    assert (await maya.command("/interview", "#general")).ok
    assert [message.ephemeral for message in maya.messages("#general")] == [True]
    assert jonas.messages("#general") == []


async def test_an_answer_that_is_not_valid_fails_the_command(
    app: SocketApp, sandbox: Sandbox, maya: Person
) -> None:
    answer = {"blocks": [section("x" * 3001)]}
    _, result = await asyncio.gather(app.answer(answer), maya.command("/interview"))
    assert result.error == "invalid_command_response"
    assert "/blocks/0/text/text" in sandbox.problems[-1]


async def test_a_command_nobody_acknowledges_times_out_in_front_of_the_person(impatient: Sandbox) -> None:
    maya = impatient.person("maya")
    async with socket_app(impatient) as app, web_client(impatient) as slack:
        result = await maya.command("/interview")
        assert result.timed_out
        assert maya.notices == ['/interview failed with the error "operation_timeout"']
        await app.acknowledge(await app.receive(), {"text": "Too late"})
        await slack.auth_test()
        assert maya.messages() == []


async def test_a_command_without_an_app_fails_to_dispatch(maya: Person) -> None:
    result = await maya.command("/interview")
    assert result.error == "dispatch_failed"
    assert maya.notices == ['/interview failed with the error "dispatch_failed"']


async def test_an_unknown_command_is_told_to_the_person(maya: Person) -> None:
    assert not (await maya.command("/interveiw")).ok
    assert maya.notices == ["/interveiw is not a valid command."]


async def test_over_http_plain_text_and_json_are_ephemerals_too(sandbox: Sandbox, maya: Person) -> None:
    async with http_app(sandbox) as app:
        app.respond = _answer(web.Response(text="Plain"))
        await maya.command("/interview")
        app.respond = _answer(web.json_response({"text": "Json", "blocks": [section("Json")]}))
        await maya.command("/interview")
    assert [(message.plain_text, message.ephemeral) for message in maya.messages()] == [
        ("Plain", True),
        ("Json", True),
    ]


async def test_over_http_a_command_comes_as_form_fields(sandbox: Sandbox, maya: Person) -> None:
    async with http_app(sandbox) as app:
        assert (await maya.command("/interview log Dana & co")).ok
        assert app.fields()["command"] == "/interview"
        assert app.fields()["text"] == "log Dana &amp; co"


@pytest.mark.parametrize("status", [201, 302, 404, 500])
async def test_over_http_any_other_status_than_200_fails_to_dispatch(
    status: int, sandbox: Sandbox, maya: Person
) -> None:
    async with http_app(sandbox) as app:
        app.respond = _answer(web.Response(status=status, text="No"))
        assert (await maya.command("/interview")).error == "dispatch_failed"
    assert maya.messages() == []


async def test_over_http_a_late_answer_is_thrown_away(impatient: Sandbox) -> None:
    maya, released = impatient.person("maya"), asyncio.Event()

    async def answer_late() -> web.Response:
        await released.wait()
        return web.Response(text="Too late")

    async with http_app(impatient) as app:
        app.respond = answer_late
        assert (await maya.command("/interview")).timed_out
        released.set()
    assert maya.messages() == []


async def test_nothing_is_delivered_to_another_machine(sandbox: Sandbox, maya: Person) -> None:
    sandbox.install(manifest(url="https://slack-app.example.com/slack/events"))
    assert (await maya.command("/interview")).error == "dispatch_failed"


async def test_inviting_the_bot_makes_it_a_member_and_tells_it(app: SocketApp, maya: Person) -> None:
    payload, _ = await asyncio.gather(app.event(), maya.invite_bot("#cohort"))
    event = payload["event"]
    assert event["type"] == "member_joined_channel"
    assert (event["channel"], event["inviter"]) == ("C07COHORT42", maya.id)


async def test_a_command_is_a_message_of_nobody(app: SocketApp, maya: Person) -> None:
    await asyncio.gather(
        app.answer({"text": "ok", "blocks": [{"type": "actions", "elements": [button()]}]}),
        maya.command("/interview"),
    )
    (message,) = maya.messages()
    payload, pressed = await asyncio.gather(app.answer(), maya.press("go"))
    assert pressed.ok
    assert payload["container"] == {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": maya.dm,
        "is_ephemeral": True,
    }
    assert "message" not in payload


def _answer(response: web.Response) -> Callable[[], Awaitable[web.Response]]:
    async def respond() -> web.Response:
        return response

    return respond


async def test_slacks_own_commands_bring_people_and_the_bot_in_and_out(
    sandbox: Sandbox, maya: Person, jonas: Person
) -> None:
    assert (await jonas.command("/leave", "#cohort")).ok
    assert not jonas.is_in("#cohort")
    assert (await jonas.command("/join #cohort")).ok
    assert (await maya.command("/remove @jonas", "#cohort")).ok
    assert (await maya.command("/invite @jonas", "#cohort")).ok
    assert jonas.is_in("#cohort")
    assert (await maya.command("/leave", "#general")).error == "not_allowed"
    assert (await sandbox.person("sam").command("/join #general")).error == "not_found"
    assert (await maya.command("/join #nowhere")).error == "not_found"
    assert (await maya.command("/invite @nobody", "#cohort")).error == "not_found"
    assert maya.notices == [
        "Nobody can leave #general.",
        "/join needs the #name of a channel.",
        "/invite needs the @name of somebody in this workspace.",
    ]
