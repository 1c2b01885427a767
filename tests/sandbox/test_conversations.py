from datetime import timedelta

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Clock, Person, Sandbox
from tests.sandbox.toys import manifest, refusal


@pytest.fixture
async def stamps(slack: AsyncWebClient, maya: Person, clock: Clock) -> list[str]:
    """The timestamps of seven messages to maya, a minute apart."""
    stamps = []
    for number in range(7):
        clock.advance(timedelta(minutes=1))
        stamps.append((await slack.chat_postMessage(channel=maya.id, text=f"No. {number}"))["ts"])
    return stamps


async def test_history_comes_newest_first_in_pages(
    stamps: list[str], slack: AsyncWebClient, maya: Person
) -> None:
    pages, cursor = [], None
    while True:
        page = await slack.conversations_history(channel=maya.dm, limit=3, cursor=cursor)
        pages.append([message["ts"] for message in page["messages"]])
        assert page["has_more"] is ("response_metadata" in page.data)
        if not page["has_more"]:
            break
        cursor = page["response_metadata"]["next_cursor"]
    assert pages == [stamps[6:3:-1], stamps[3:0:-1], stamps[:1]]


async def test_history_lies_between_oldest_and_latest(
    stamps: list[str], slack: AsyncWebClient, maya: Person
) -> None:
    oldest, latest = stamps[2], stamps[5]
    between = await slack.conversations_history(channel=maya.dm, oldest=oldest, latest=latest)
    assert [message["ts"] for message in between["messages"]] == [stamps[4], stamps[3]]
    including = await slack.conversations_history(
        channel=maya.dm, oldest=oldest, latest=latest, inclusive=True
    )
    assert [message["ts"] for message in including["messages"]] == stamps[5:1:-1]


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"limit": 1000}, "invalid_limit"),
        ({"limit": -1}, "invalid_limit"),
        ({"cursor": "nonsense"}, "invalid_cursor"),
        ({"oldest": "yesterday"}, "invalid_ts_oldest"),
        ({"latest": "tomorrow"}, "invalid_ts_latest"),
    ],
)
async def test_history_refuses_what_it_cannot_page_by(
    wrong: dict[str, str], error: str, slack: AsyncWebClient, maya: Person
) -> None:
    call = slack.api_call("conversations.history", params={"channel": maya.dm, **wrong})
    assert (await refusal(call))["error"] == error


async def test_metadata_comes_back_whole_only_when_asked_for(slack: AsyncWebClient, maya: Person) -> None:
    metadata = {"event_type": "reminder", "event_payload": {"id": "r1"}}
    await slack.chat_postMessage(channel=maya.id, text="Hello", metadata=metadata)
    without = await slack.conversations_history(channel=maya.dm)
    assert without["messages"][0]["metadata"] == {"event_type": "reminder"}
    whole = await slack.conversations_history(channel=maya.dm, include_all_metadata=True)
    assert whole["messages"][0]["metadata"] == metadata


async def test_answers_in_a_thread_are_its_replies_and_not_in_the_history(
    stamps: list[str], slack: AsyncWebClient, maya: Person
) -> None:
    answer = await slack.chat_postMessage(channel=maya.dm, text="In the thread", thread_ts=stamps[0])
    history = await slack.conversations_history(channel=maya.dm)
    assert answer["ts"] not in [message["ts"] for message in history["messages"]]
    replies = await slack.conversations_replies(channel=maya.dm, ts=stamps[0])
    assert [message["ts"] for message in replies["messages"]] == [stamps[0], answer["ts"]]
    nowhere = slack.chat_postMessage(channel=maya.dm, text="Hello?", thread_ts="1.000001")
    assert (await refusal(nowhere))["error"] == "thread_not_found"


async def test_the_history_of_a_channel_is_for_its_members(slack: AsyncWebClient, maya: Person) -> None:
    refused = await refusal(slack.conversations_history(channel="C07COHORT42"))
    assert refused["error"] == "not_in_channel"
    await maya.invite_bot("#cohort")
    await maya.say("Hello", "#cohort")
    history = await slack.conversations_history(channel="C07COHORT42")
    assert [message["text"] for message in history["messages"]] == ["Hello"]


async def test_channels_are_listed_by_type_and_described(
    slack: AsyncWebClient, sandbox: Sandbox, maya: Person
) -> None:
    channels = (await slack.conversations_list())["channels"]
    assert [(channel["name"], channel["is_member"]) for channel in channels] == [
        ("general", False),
        ("cohort", False),
        ("career-cohort", False),
    ]
    ims = (await slack.conversations_list(types="im"))["channels"]
    assert maya.id in [im["user"] for im in ims]
    info = await slack.conversations_info(channel="C07COHORT42", include_num_members=True)
    assert info["channel"]["num_members"] == 4
    members = await slack.conversations_members(channel=maya.dm)
    assert set(members["members"]) == {maya.id, sandbox.bot_user_id}
    assert (await refusal(slack.conversations_list(types="secret")))["error"] == "invalid_types"


async def test_a_dm_is_opened_for_one_person(slack: AsyncWebClient, sandbox: Sandbox, maya: Person) -> None:
    opened = await slack.conversations_open(users=maya.id, return_im=True)
    assert (opened["channel"]["id"], opened["channel"]["user"]) == (maya.dm, maya.id)
    assert (await refusal(slack.conversations_open(users="U0NOBODY")))["error"] == "user_not_found"
    group = await refusal(slack.conversations_open(users=[maya.id, "U07JONAS8W1"]))
    assert (group["error"], group["needed"]) == ("missing_scope", "mpim:write")
    sandbox.install(manifest(scopes=("commands", "chat:write")))
    assert (await refusal(slack.conversations_open(users=maya.id)))["needed"] == "im:write"


async def test_a_dm_is_seen_by_its_two(slack: AsyncWebClient, maya: Person, jonas: Person) -> None:
    await slack.chat_postMessage(channel=maya.id, text="For Maya")
    await maya.say("For the bot")
    assert [message.text for message in maya.messages()] == ["For Maya", "For the bot"]
    assert jonas.messages() == []
    with pytest.raises(LookupError):
        jonas.messages(maya.dm)
