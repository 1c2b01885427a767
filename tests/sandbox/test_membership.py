import asyncio
from collections.abc import Awaitable

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Person, Sandbox
from tests.sandbox.toys import EVENTS, SCOPES, Json, SocketApp, manifest, refusal

COHORT = "C07COHORT42"
TEAM = "T07COHORT26"
MEMBERSHIP = ("member_joined_channel", "member_left_channel", "channel_left", "group_left")


@pytest.fixture
async def listening(sandbox: Sandbox, app: SocketApp) -> SocketApp:
    """An app in #cohort that hears of every coming and going."""
    events = tuple(dict.fromkeys((*EVENTS, *MEMBERSHIP)))
    sandbox.install(manifest(scopes=(*SCOPES, "groups:read"), events=events))
    await asyncio.gather(app.event(), sandbox.person("maya").invite_bot("#cohort"))
    return app


async def heard(app: SocketApp, act: Awaitable[object]) -> Json:
    payload, _ = await asyncio.gather(app.event(), act)
    event: Json = payload["event"]
    event.pop("event_ts")
    return event


async def nothing_heard(sandbox: Sandbox, app: SocketApp) -> None:
    await sandbox.settled()
    with pytest.raises(TimeoutError):
        await app.receive(within=0.01)


async def test_whoever_joins_leaves_or_is_invited_is_told_with_who_invited(
    listening: SocketApp, sandbox: Sandbox, maya: Person, jonas: Person
) -> None:
    about = {"user": jonas.id, "channel": COHORT, "channel_type": "C", "team": TEAM}
    assert await heard(listening, jonas.leave("#cohort")) == {"type": "member_left_channel", **about}
    assert not jonas.is_in("#cohort")
    joined = {"type": "member_joined_channel", **about}
    assert await heard(listening, jonas.join("#cohort")) == joined
    await heard(listening, jonas.leave("#cohort"))
    invited = await heard(listening, maya.invite(jonas, "#cohort"))
    assert invited == {**joined, "inviter": maya.id}
    await maya.invite(jonas, "#cohort")
    await jonas.join("#cohort")
    await nothing_heard(sandbox, listening)


async def test_a_bot_that_is_invited_learns_by_whom(app: SocketApp, sandbox: Sandbox, maya: Person) -> None:
    event = await heard(app, maya.invite_bot("#cohort"))
    assert (event["type"], event["inviter"]) == ("member_joined_channel", maya.id)
    assert event["user"] == sandbox.bot_user_id


async def test_a_bot_that_is_removed_is_told_that_it_left_and_no_more_of_the_channel(
    listening: SocketApp, sandbox: Sandbox, slack: AsyncWebClient, maya: Person, jonas: Person
) -> None:
    gone = await heard(listening, jonas.remove_bot("#cohort"))
    assert gone == {"type": "channel_left", "channel": COHORT, "actor_id": jonas.id}
    await maya.leave("#cohort")
    await nothing_heard(sandbox, listening)
    post = slack.chat_postMessage(channel=COHORT, text="Hello")
    assert (await refusal(post))["error"] == "not_in_channel"
    with pytest.raises(LookupError):
        await jonas.remove_bot("#cohort")


async def test_a_private_channel_tells_of_its_members_with_its_own_scope(
    listening: SocketApp, sandbox: Sandbox, maya: Person, jonas: Person
) -> None:
    channel = await maya.create_channel("mentors", private=True)
    await heard(listening, maya.invite_bot("#mentors"))
    event = await heard(listening, maya.invite(jonas, "#mentors"))
    assert (event["channel_type"], event["channel"]) == ("G", channel)
    assert (await heard(listening, jonas.leave("#mentors")))["type"] == "member_left_channel"
    gone = await heard(listening, maya.remove_bot("#mentors"))
    assert gone == {"type": "group_left", "channel": channel, "actor_id": maya.id}
    sandbox.install(manifest(events=(*EVENTS, *MEMBERSHIP)))
    await maya.invite_bot("#mentors")
    await nothing_heard(sandbox, listening)


async def test_a_private_channel_is_seen_by_its_members_and_a_bot_only_when_it_is_one(
    slack: AsyncWebClient, sandbox: Sandbox, maya: Person, jonas: Person
) -> None:
    sandbox.install(manifest(scopes=(*SCOPES, "groups:read")))
    channel = await maya.create_channel("mentors", private=True)
    for look in (jonas.join("#mentors"), jonas.say("Hello", "#mentors")):
        with pytest.raises(LookupError):
            await look
    assert (await refusal(slack.conversations_info(channel=channel)))["error"] == "channel_not_found"
    assert (await refusal(slack.conversations_members(channel=channel)))["error"] == "channel_not_found"
    assert (await slack.conversations_list(types="private_channel"))["channels"] == []
    await maya.invite_bot("#mentors")
    listed = (await slack.conversations_list(types="private_channel"))["channels"]
    assert [(each["id"], each["is_private"], each["is_group"]) for each in listed] == [(channel, True, True)]
    assert (await slack.conversations_members(channel=channel))["members"] == [maya.id, sandbox.bot_user_id]
    await slack.chat_postMessage(channel=channel, text="Hello")
    assert maya.messages("#mentors")[-1].text == "Hello"


async def test_a_guest_is_invited_and_joins_nothing(sandbox: Sandbox, maya: Person) -> None:
    guest = sandbox.person("sam")
    with pytest.raises(LookupError):
        await guest.join("#general")
    await maya.invite(guest, "#general")
    assert guest.is_in("#general")
    await guest.leave("#general")
    assert not guest.is_in("#general")


async def test_nobody_leaves_general_or_direct_messages(maya: Person) -> None:
    for channel in ("#general", maya.dm):
        with pytest.raises(PermissionError):
            await maya.leave(channel)


async def test_an_archived_channel_takes_neither_posts_nor_members(
    slack: AsyncWebClient, maya: Person, jonas: Person
) -> None:
    await maya.invite_bot("#cohort")
    await jonas.leave("#cohort")
    ts = (await slack.chat_postMessage(channel=COHORT, text="Hello"))["ts"]
    await maya.archive("#cohort")
    for call in (
        slack.chat_postMessage(channel=COHORT, text="Hello"),
        slack.chat_update(channel=COHORT, ts=ts, text="Goodbye"),
        slack.chat_delete(channel=COHORT, ts=ts),
        slack.chat_postEphemeral(channel=COHORT, user=maya.id, text="Hello"),
    ):
        assert (await refusal(call))["error"] == "is_archived"
    assert (await slack.conversations_info(channel=COHORT))["channel"]["is_archived"] is True
    for act in (maya.say("Hello", "#cohort"), jonas.join("#cohort"), maya.invite(jonas, "#cohort")):
        with pytest.raises(PermissionError):
            await act


async def test_somebody_deactivated_leaves_channels_and_is_told_of(
    listening: SocketApp, slack: AsyncWebClient, maya: Person, jonas: Person
) -> None:
    jonas.deactivate()
    events = [(await listening.event())["event"] for _ in range(2)]
    kinds = {event["type"]: event for event in events}
    assert kinds["user_change"]["user"]["deleted"] is True
    assert kinds["member_left_channel"]["user"] == jonas.id
    assert jonas.id not in (await slack.conversations_members(channel=COHORT))["members"]
    assert jonas.id in (await slack.conversations_members(channel=jonas.dm))["members"]
    with pytest.raises(LookupError):
        await maya.invite(jonas, "#cohort")
