import asyncio
import json
from datetime import timedelta

import pytest
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Clock, Fault, Person, Sandbox
from tests.sandbox.toys import HttpApp, Json, SocketApp, http_app, manifest, socket_app


async def test_what_a_person_says_to_the_bot_is_an_event(
    app: SocketApp, sandbox: Sandbox, maya: Person
) -> None:
    said = await maya.say("Hello & good <morning>")
    payload = await app.event()
    assert payload["type"] == "event_callback"
    assert payload["team_id"] == "T07COHORT26"
    assert payload["event_id"].startswith("Ev")
    assert payload["event_time"] == int(sandbox.clock.now().timestamp())
    assert payload["authorizations"][0]["user_id"] == sandbox.bot_user_id
    event = payload["event"]
    assert (event["type"], event["channel_type"], event["channel"]) == ("message", "im", maya.dm)
    assert (event["user"], event["ts"], event["event_ts"]) == (maya.id, said.ts, said.ts)
    assert event["text"] == "Hello &amp; good &lt;morning&gt;"
    assert event["client_msg_id"]
    assert event["blocks"][0]["elements"][0]["elements"] == [
        {"type": "text", "text": "Hello & good <morning>"}
    ]
    assert "bot_id" not in event


async def test_the_bots_own_posts_changes_and_deletions_are_events_too(
    app: SocketApp, slack: AsyncWebClient, sandbox: Sandbox, maya: Person
) -> None:
    metadata = {"event_type": "reminder", "event_payload": {"id": "r1"}}
    posted = await slack.chat_postMessage(channel=maya.id, text="Hello", metadata=metadata)
    event = (await app.event())["event"]
    assert (event["user"], event["text"]) == (sandbox.bot_user_id, "Hello")
    assert event["bot_id"]
    assert event["metadata"] == {"event_type": "reminder"}
    await slack.chat_update(channel=maya.dm, ts=posted["ts"], text="Changed")
    event = (await app.event())["event"]
    assert (event["subtype"], event["message"]["text"]) == ("message_changed", "Changed")
    assert event["previous_message"]["text"] == "Hello"
    await slack.chat_delete(channel=maya.dm, ts=posted["ts"])
    event = (await app.event())["event"]
    assert (event["subtype"], event["deleted_ts"]) == ("message_deleted", posted["ts"])


async def test_bolt_hears_people_and_not_itself(bolt: AsyncApp, sandbox: Sandbox, maya: Person) -> None:
    heard: list[str] = []

    @bolt.event("message")
    async def listen(event: Json, client: AsyncWebClient) -> None:
        heard.append(event["text"])
        await client.chat_postMessage(channel=event["channel"], text="I heard")

    await maya.say("Hello")
    await maya.message("I heard")
    await sandbox.settled()
    assert heard == ["Hello"]


async def test_opening_home_and_messages_are_events_with_the_published_view(
    app: SocketApp, slack: AsyncWebClient, maya: Person
) -> None:
    await maya.open_home()
    first = (await app.event())["event"]
    assert (first["type"], first["tab"], first["user"]) == ("app_home_opened", "home", maya.id)
    assert first["channel"] == maya.dm
    assert "view" not in first
    view = {"type": "home", "blocks": [{"type": "divider"}]}
    published = await slack.views_publish(user_id=maya.id, view=view)
    await maya.open_home()
    assert (await app.event())["event"]["view"]["id"] == published["view"]["id"]
    await maya.open_messages()
    assert (await app.event())["event"]["tab"] == "messages"


async def test_a_mention_in_a_channel_is_two_events(app: SocketApp, maya: Person) -> None:
    await asyncio.gather(app.event(), maya.invite_bot("#cohort"))
    await maya.say("@toy hello", "#cohort")
    kinds = {(await app.event())["event"]["type"], (await app.event())["event"]["type"]}
    assert kinds == {"message", "app_mention"}


async def test_the_app_hears_nothing_of_channels_it_is_not_in(
    app: SocketApp, sandbox: Sandbox, maya: Person
) -> None:
    await maya.say("Hello", "#cohort")
    await sandbox.settled()
    with pytest.raises(TimeoutError):
        await app.receive(within=0.01)


@pytest.mark.parametrize(
    "changed",
    [{"events": ("app_home_opened",)}, {"scopes": ("commands", "chat:write")}],
    ids=["not subscribed", "without the scope"],
)
async def test_an_event_needs_a_subscription_and_its_scope(
    changed: dict[str, tuple[str, ...]], app: SocketApp, sandbox: Sandbox, maya: Person
) -> None:
    sandbox.install(manifest(**changed))  # type: ignore[arg-type]
    await maya.say("Hello")
    await sandbox.settled()
    with pytest.raises(TimeoutError):
        await app.receive(within=0.01)


async def test_an_event_that_fails_is_retried_at_once_after_a_minute_and_after_five(
    sandbox: Sandbox, clock: Clock
) -> None:
    async with http_app(sandbox) as app:
        app.respond = _failing
        await sandbox.person("maya").say("Hello")
        await sandbox.until(lambda: len(app.requests) == 2)
        await sandbox.settled()
        clock.advance(timedelta(seconds=59))
        await sandbox.settled()
        assert len(app.requests) == 2
        clock.advance(timedelta(seconds=1))
        await sandbox.until(lambda: len(app.requests) == 3)
        await sandbox.settled()
        clock.advance(timedelta(minutes=5))
        await sandbox.until(lambda: len(app.requests) == 4)
        await sandbox.settled()
        clock.advance(timedelta(hours=24))
        await sandbox.settled()
        assert _retries(app) == [
            (None, None),
            ("1", "http_error"),
            ("2", "http_error"),
            ("3", "http_error"),
        ]
        assert len({json.loads(body)["event_id"] for _, body in app.requests}) == 1
        assert "never taken" in sandbox.problems[-1]


async def test_an_event_that_is_taken_at_last_is_not_retried_again(sandbox: Sandbox, clock: Clock) -> None:
    async with http_app(sandbox) as app:
        answers = iter([web.Response(status=500), web.Response()])

        async def respond() -> web.Response:
            return next(answers)

        app.respond = respond
        await sandbox.person("maya").say("Hello")
        await sandbox.until(lambda: len(app.requests) == 2)
        clock.advance(timedelta(hours=1))
        await sandbox.settled()
        assert len(app.requests) == 2


async def test_an_app_may_ask_not_to_be_retried(sandbox: Sandbox) -> None:
    async with http_app(sandbox) as app:

        async def refuse_for_good() -> web.Response:
            return web.Response(status=500, headers={"x-slack-no-retry": "1"})

        app.respond = refuse_for_good
        await sandbox.person("maya").say("Hello")
        await sandbox.until(lambda: app.requests)
        await sandbox.settled()
        assert len(app.requests) == 1


async def test_an_event_taken_too_late_is_retried_for_a_timeout(impatient: Sandbox) -> None:
    released = asyncio.Event()

    async def wait() -> web.Response:
        await released.wait()
        return web.Response()

    async with http_app(impatient) as app:
        app.respond = wait
        await impatient.person("maya").say("Hello")
        await impatient.until(lambda: len(app.requests) == 2)
        assert _retries(app) == [(None, None), ("1", "http_timeout")]
        released.set()


async def test_over_sockets_an_event_that_was_not_acknowledged_is_sent_again(
    impatient: Sandbox, clock: Clock
) -> None:
    async with socket_app(impatient) as app:
        await impatient.person("maya").say("Hello")
        first, second = await app.receive(), await app.receive()
        assert (first["retry_attempt"], first["retry_reason"]) == (0, "")
        assert (second["retry_attempt"], second["retry_reason"]) == (1, "timeout")
        await impatient.settled()
        clock.advance(timedelta(minutes=1))
        third = await app.receive()
        assert third["retry_attempt"] == 2
        await app.acknowledge(third)
        event_ids = {envelope["payload"]["event_id"] for envelope in (first, second, third)}
        assert len(event_ids) == 1
        await impatient.settled()
        clock.advance(timedelta(hours=1))
        await impatient.settled()
        assert impatient.problems == []


async def test_an_event_while_no_socket_is_open_comes_with_a_retry(sandbox: Sandbox, clock: Clock) -> None:
    await sandbox.person("maya").say("Hello")
    await sandbox.settled()
    async with socket_app(sandbox) as app:
        clock.advance(timedelta(minutes=1))
        envelope = await app.receive()
        await app.acknowledge(envelope)
        assert (envelope["retry_attempt"], envelope["retry_reason"]) == (2, "timeout")


async def test_a_command_over_sockets_tells_of_no_attempts(app: SocketApp, maya: Person) -> None:
    running = asyncio.ensure_future(maya.command("/interview"))
    envelope = await app.receive()
    await app.acknowledge(envelope)
    assert (await running).ok
    assert not {"retry_attempt", "retry_reason"} & set(envelope)


@pytest.mark.parametrize("name", ["message", "message.im", "event_callback", "*"])
async def test_a_delivery_can_be_duplicated(
    name: str, app: SocketApp, sandbox: Sandbox, maya: Person
) -> None:
    sandbox.faults.add(Fault(name, "duplicate_delivery"))
    await maya.say("Hello")
    first, second = await app.event(), await app.event()
    assert first == second
    await maya.say("Again")
    assert (await app.event())["event"]["text"] == "Again"


async def test_a_command_can_be_delivered_twice(app: SocketApp, sandbox: Sandbox, maya: Person) -> None:
    sandbox.faults.add(Fault("/interview", "duplicate_delivery"))
    running = asyncio.ensure_future(maya.command("/interview"))
    assert await app.answer() == await app.answer()
    assert (await running).ok


async def _failing() -> web.Response:
    return web.Response(status=500)


def _retries(app: HttpApp) -> list[tuple[str | None, str | None]]:
    return [
        (headers.get("x-slack-retry-num"), headers.get("x-slack-retry-reason"))
        for headers, _body in app.requests
    ]
