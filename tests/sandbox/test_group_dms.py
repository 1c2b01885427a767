import asyncio
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Person, Sandbox
from tests.sandbox.conftest import Look
from tests.sandbox.toys import EVENTS, SCOPES, SocketApp, actions, button, manifest, refusal

GROUPS = (*SCOPES, "mpim:write", "mpim:read", "mpim:history")


@pytest.fixture
async def group(sandbox: Sandbox, slack: AsyncWebClient, maya: Person, jonas: Person) -> str:
    """The id of the direct messages of maya, jonas and the bot."""
    sandbox.install(manifest(scopes=GROUPS, events=(*EVENTS, "message.mpim")))
    opened = await slack.conversations_open(users=[maya.id, jonas.id])
    return str(opened["channel"]["id"])


async def test_the_same_people_have_one_group_dm_in_whatever_order(
    group: str, slack: AsyncWebClient, sandbox: Sandbox, maya: Person, jonas: Person
) -> None:
    again = await slack.conversations_open(users=f"{jonas.id},{maya.id},{jonas.id}")
    assert again["channel"]["id"] == group == maya.group_dm(jonas) == jonas.group_dm(maya)
    assert (await slack.conversations_open(channel=group))["channel"]["id"] == group
    more = await slack.conversations_open(users=[maya.id, jonas.id, sandbox.person("leilani").id])
    assert more["channel"]["id"] != group
    with pytest.raises(LookupError):
        maya.group_dm(sandbox.person("sam"))


async def test_a_group_dm_is_seen_by_its_members_only(
    group: str, slack: AsyncWebClient, sandbox: Sandbox, maya: Person, jonas: Person
) -> None:
    await slack.chat_postMessage(channel=group, text="Maya, meet Jonas.")
    await jonas.say("Hello", group)
    for one in (maya, jonas):
        assert [message.text for message in one.messages(group)] == ["Maya, meet Jonas.", "Hello"]
        assert one.messages() == []
    with pytest.raises(LookupError):
        sandbox.person("leilani").messages(group)


async def test_a_group_dm_is_described_as_one(
    group: str, slack: AsyncWebClient, sandbox: Sandbox, maya: Person, jonas: Person
) -> None:
    about = (await slack.conversations_info(channel=group))["channel"]
    assert about["name"] == "mpdm-maya--jonas--toy-1"
    kinds = {name: about[name] for name in ("is_mpim", "is_private", "is_im", "is_group", "is_channel")}
    assert kinds == {
        "is_mpim": True,
        "is_private": True,
        "is_im": False,
        "is_group": False,
        "is_channel": False,
    }
    listed = (await slack.conversations_list(types="mpim"))["channels"]
    assert [channel["id"] for channel in listed] == [group]
    members = (await slack.conversations_members(channel=group))["members"]
    assert members == [maya.id, jonas.id, sandbox.bot_user_id]


async def test_what_is_said_in_a_group_dm_is_an_event_of_its_own_kind(
    group: str, app: SocketApp, maya: Person
) -> None:
    payload, _ = await asyncio.gather(app.event(), maya.say("Hello", group))
    event = payload["event"]
    assert (event["type"], event["channel_type"], event["channel"]) == ("message", "mpim", group)


async def test_a_button_in_a_group_dm_is_pressed_by_either(
    group: str, app: SocketApp, slack: AsyncWebClient, jonas: Person
) -> None:
    await slack.chat_postMessage(channel=group, text="Go", blocks=[actions(button())])
    payload, pressed = await asyncio.gather(app.answer(), jonas.press("go"))
    assert pressed.ok
    assert payload["channel"] == {"id": group, "name": "mpdm-maya--jonas--toy-1"}


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({}, "users_list_not_supplied"),
        ({"users": ","}, "users_list_not_supplied"),
        ({"users": "U07MAYA4KQ2,U0NOBODY"}, "user_not_found"),
        ({"users": "U07MAYA4KQ2,USLACKBOT"}, "cannot_dm_bot"),
        ({"users": ",".join(f"U0NOBODY{n}" for n in range(9))}, "too_many_users"),
        ({"channel": "C07COHORT42"}, "method_not_supported_for_channel_type"),
        ({"channel": "C0NOWHERE"}, "channel_not_found"),
    ],
)
async def test_a_group_dm_that_cannot_be_is_refused(
    arguments: dict[str, Any], error: str, sandbox: Sandbox, slack: AsyncWebClient
) -> None:
    sandbox.install(manifest(scopes=GROUPS))
    assert (await refusal(slack.api_call("conversations.open", params=arguments)))["error"] == error


async def test_somebody_deactivated_gets_no_group_dm(
    sandbox: Sandbox, slack: AsyncWebClient, maya: Person, jonas: Person
) -> None:
    sandbox.install(manifest(scopes=GROUPS))
    jonas.deactivate()
    opened = slack.conversations_open(users=[maya.id, jonas.id])
    assert (await refusal(opened))["error"] == "user_disabled"


async def test_each_kind_of_direct_messages_takes_its_own_scope(
    sandbox: Sandbox, slack: AsyncWebClient, maya: Person, jonas: Person
) -> None:
    sandbox.install(manifest(scopes=("commands", "chat:write", "mpim:write")))
    await slack.conversations_open(users=[maya.id, jonas.id])
    assert (await refusal(slack.conversations_open(users=maya.id)))["needed"] == "im:write"
    sandbox.install(manifest(scopes=("commands", "chat:write", "im:write")))
    assert (await refusal(slack.conversations_open(users=[maya.id, jonas.id])))["needed"] == "mpim:write"
    listed = slack.conversations_list(types="mpim")
    assert (await refusal(listed))["needed"] == "mpim:read"


async def test_nobody_is_invited_into_a_group_dm_or_leaves_it(
    group: str, sandbox: Sandbox, maya: Person
) -> None:
    for act in (maya.invite(sandbox.person("leilani"), group), maya.leave(group)):
        with pytest.raises(PermissionError):
            await act


async def test_the_page_shows_a_group_dm_with_the_names_of_the_others(
    group: str, slack: AsyncWebClient, look: Look
) -> None:
    await slack.chat_postMessage(channel=group, text="Maya, meet Jonas.")
    state = await look("maya", group)
    shown = next(channel for channel in state["channels"] if channel["id"] == group)
    assert (shown["kind"], shown["label"], shown["unread"]) == ("group", "Jonas Weber, Toy", 1)
    assert [message["text"] for message in state["messages"]] == ["Maya, meet Jonas."]
    assert group not in [channel["id"] for channel in (await look("leilani"))["channels"]]
