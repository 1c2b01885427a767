import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from slack_sdk.web import WebClient
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Clock, Person, Sandbox
from tests.sandbox.toys import SocketApp, manifest, refusal, section, web_client

COHORT = "C07COHORT42"
CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


async def uploaded(
    slack: AsyncWebClient, name: str = "dana.ics", content: bytes = CALENDAR, **more: Any
) -> str:
    """The id of a file whose bytes were taken, but which is not completed."""
    given = await slack.files_getUploadURLExternal(filename=name, length=len(content), **more)
    async with (
        aiohttp.ClientSession() as session,
        session.post(given["upload_url"], data=content) as response,
    ):
        assert response.status == 200
    return str(given["file_id"])


@pytest.fixture
async def file_id(slack: AsyncWebClient) -> str:
    return await uploaded(slack)


async def test_the_sdks_own_helper_brings_a_file_into_the_dm(
    slack: AsyncWebClient, maya: Person, jonas: Person
) -> None:
    answer = await slack.files_upload_v2(
        channel=maya.dm, filename="dana.ics", content=CALENDAR, title="Dana Wu", initial_comment="For *you*"
    )
    assert answer["file"]["title"] == "Dana Wu"
    (message,) = maya.messages()
    assert message.plain_text == "For *you*\nDana Wu"
    (file,) = maya.files()
    assert (file.name, file.title, file.mimetype) == ("dana.ics", "Dana Wu", "text/calendar")
    assert file.content == CALENDAR
    assert jonas.files() == []


def _upload_synchronously(sandbox: Sandbox, channel: str) -> None:
    client = WebClient(sandbox.bot_token, base_url=sandbox.api_url)
    client.files_upload_v2(channel=channel, filename="people.csv", content="Name\nDana")


async def test_the_sdks_helper_without_asyncio_brings_one_too(sandbox: Sandbox, maya: Person) -> None:
    # It posts the raw bytes as if they were a form.
    await asyncio.to_thread(_upload_synchronously, sandbox, maya.dm)
    (file,) = maya.files()
    assert (file.name, file.title, file.mimetype) == ("people.csv", "people.csv", "text/csv")
    assert file.content == b"Name\nDana"


async def test_several_files_come_in_one_message(slack: AsyncWebClient, maya: Person) -> None:
    uploads = [{"filename": f"{each}.txt", "content": each} for each in ("one", "two")]
    await slack.files_upload_v2(channel=maya.dm, file_uploads=uploads)
    (message,) = maya.messages()
    assert [file.content for file in message.files] == [b"one", b"two"]


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal"])
async def test_files_need_the_scope_to_write_them(
    method: str, sandbox: Sandbox, slack: AsyncWebClient
) -> None:
    sandbox.install(manifest(scopes=("commands", "chat:write", "files:read")))
    refused = await refusal(slack.api_call(method))
    assert (refused["error"], refused["needed"]) == ("missing_scope", "files:write")


@pytest.mark.parametrize(
    ("files", "place"),
    [
        (None, ""),
        ("[", "/files"),
        ("F0ABCDEFGHI", "/files"),
        ([], "/files"),
        ([{"title": "A"}], "/files/0"),
        ([{"id": "F0ABCDEFGHI", "name": "a"}], "/files/0"),
        ([{"id": "F0ABCDEFGHI", "title": 7}], "/files/0/title"),
        ([{"id": f"F0{index}"} for index in range(11)], "/files"),
        ([{"id": "F0ABCDEFGHI"}, {"id": "F0ABCDEFGHI"}], "/files"),
    ],
)
async def test_a_list_of_files_that_is_none_is_refused_and_says_where(
    files: object, place: str, slack: AsyncWebClient
) -> None:
    body = {} if files is None else {"files": files}
    refused = await refusal(slack.api_call("files.completeUploadExternal", json=body))
    assert refused["error"] == "invalid_arguments"
    assert place in refused["response_metadata"]["messages"][0]


async def test_an_unknown_file_or_one_without_bytes_is_not_found(slack: AsyncWebClient, maya: Person) -> None:
    empty = await slack.files_getUploadURLExternal(filename="a.txt", length=1)
    for file_id in ("F0ABCDEFGHI", empty["file_id"]):
        call = slack.files_completeUploadExternal(files=[{"id": file_id}], channel_id=maya.dm)
        assert (await refusal(call))["error"] == "file_not_found"
    assert maya.messages() == []


async def test_an_upload_is_completed_once(slack: AsyncWebClient, maya: Person, file_id: str) -> None:
    await slack.files_completeUploadExternal(files=[{"id": file_id}], channel_id=maya.dm)
    again = slack.files_completeUploadExternal(files=[{"id": file_id}], channel_id=maya.dm)
    assert (await refusal(again))["error"] == "file_not_found"
    assert len(maya.files()) == 1


async def test_one_missing_file_keeps_the_others_from_being_shared(
    slack: AsyncWebClient, maya: Person, file_id: str
) -> None:
    files: list[dict[str, str | None]] = [{"id": file_id}, {"id": "F0ABCDEFGHI"}]
    await refusal(slack.files_completeUploadExternal(files=files, channel_id=maya.dm))
    assert maya.messages() == []
    await slack.files_completeUploadExternal(files=[{"id": file_id}], channel_id=maya.dm)


@pytest.mark.parametrize("argument", ["channel_id", "channels"])
async def test_the_dm_goes_by_its_own_id_and_not_by_its_persons(
    argument: str, slack: AsyncWebClient, maya: Person, file_id: str
) -> None:
    for name in (maya.id, "#cohort", "d07small"):
        body = {"files": [{"id": file_id}], argument: name}
        refused = await refusal(slack.api_call("files.completeUploadExternal", json=body))
        assert refused["error"] == "invalid_arguments"
        assert refused["response_metadata"]["messages"] == [
            f"[ERROR] input must match regex pattern: ^[CGDZ][A-Z0-9]{{8,}}$ [json-pointer:/{argument}]"
        ]
    await slack.api_call("files.completeUploadExternal", json={"files": [{"id": file_id}], argument: maya.dm})
    assert len(maya.files()) == 1


@pytest.mark.parametrize(
    ("where", "error"),
    [
        ({"channel_id": COHORT}, "not_in_channel"),
        ({"channels": COHORT}, "not_in_channel"),
        ({"channel_id": "C0NOWHERE42"}, "channel_not_found"),
        ({"channels": "C0NOWHERE42"}, "invalid_channel"),
        ({"channels": ",".join(f"C0NOWHERE{index:03}" for index in range(101))}, "channels_limit_exceeded"),
        ({"channel_id": COHORT, "channels": COHORT}, "invalid_arguments"),
        ({"thread_ts": "1.000001"}, "invalid_arguments"),
    ],
)
async def test_a_share_to_a_place_that_is_not_the_bots_is_refused(
    where: Mapping[str, str], error: str, sandbox: Sandbox, slack: AsyncWebClient, file_id: str
) -> None:
    sandbox.install(manifest(scopes=("commands", "chat:write", "chat:write.public", "files:write")))
    body = {"files": [{"id": file_id}], **where}
    assert (await refusal(slack.api_call("files.completeUploadExternal", json=body)))["error"] == error


async def test_the_dm_of_somebody_deactivated_or_without_a_messages_tab_is_closed(
    slack: AsyncWebClient, sandbox: Sandbox, maya: Person, jonas: Person, file_id: str
) -> None:
    maya.deactivate()
    closed = slack.files_completeUploadExternal(files=[{"id": file_id}], channel_id=maya.dm)
    assert (await refusal(closed))["error"] == "posting_to_channel_denied"
    sandbox.install(manifest(app_home={"messages_tab_enabled": False}))
    closed = slack.files_completeUploadExternal(files=[{"id": file_id}], channel_id=jonas.dm)
    assert (await refusal(closed))["error"] == "posting_to_channel_denied"


async def test_a_file_is_shared_to_several_channels_of_the_bot(
    slack: AsyncWebClient, maya: Person, jonas: Person, file_id: str
) -> None:
    await maya.invite_bot("#cohort")
    channels = [maya.dm, COHORT]
    await slack.files_completeUploadExternal(files=[{"id": file_id}], channels=channels)
    assert (len(maya.files()), len(jonas.files("#cohort")), len(jonas.files())) == (1, 1, 0)


async def test_a_file_without_a_channel_is_seen_by_nobody(
    slack: AsyncWebClient, maya: Person, session: aiohttp.ClientSession, sandbox: Sandbox, file_id: str
) -> None:
    await slack.files_completeUploadExternal(files=[{"id": file_id}])
    assert maya.messages() == []
    async with session.get(f"{sandbox.url}/page/download/{file_id}?user=maya") as response:
        assert response.status == 404


async def test_a_file_can_answer_in_a_thread_but_not_to_an_answer(
    slack: AsyncWebClient, maya: Person, file_id: str
) -> None:
    parent = (await slack.chat_postMessage(channel=maya.dm, text="Parent"))["ts"]
    reply = (await slack.chat_postMessage(channel=maya.dm, text="Reply", thread_ts=parent))["ts"]
    for ts in (reply, "1.000001"):
        call = slack.files_completeUploadExternal(files=[{"id": file_id}], channel_id=maya.dm, thread_ts=ts)
        assert (await refusal(call))["error"] == "thread_not_found"
    await slack.files_completeUploadExternal(files=[{"id": file_id}], channel_id=maya.dm, thread_ts=parent)
    replies = (await slack.conversations_replies(channel=maya.dm, ts=parent))["messages"]
    assert replies[-1]["files"][0]["id"] == file_id


async def test_blocks_stand_beside_a_file_unless_there_is_a_comment_and_markdown_never(
    slack: AsyncWebClient, maya: Person
) -> None:
    markdown = [{"type": "markdown", "text": "# Hello"}]
    method, where = "files.completeUploadExternal", {"channel_id": maya.dm}
    body = {"files": [{"id": await uploaded(slack)}], "blocks": [section("In blocks")], **where}
    await slack.api_call(method, json=body)
    body = {"files": [{"id": await uploaded(slack)}], "blocks": markdown, **where}
    assert (await refusal(slack.api_call(method, json=body)))["error"] == "internal_error"
    await slack.api_call(method, json={**body, "initial_comment": "In words"})
    texts = [message.plain_text for message in maya.messages()]
    assert texts == ["In blocks\ndana.ics", "In words\ndana.ics"]


async def test_the_history_shows_the_message_with_its_files_and_the_answer_knows_little(
    slack: AsyncWebClient, sandbox: Sandbox, maya: Person, file_id: str
) -> None:
    answer = await slack.files_completeUploadExternal(files=[{"id": file_id}], channel_id=maya.dm)
    early = answer["files"][0]
    assert (early["mimetype"], early["shares"], early["ims"]) == ("", {}, [])
    (message,) = (await slack.conversations_history(channel=maya.dm))["messages"]
    assert (message["subtype"], message["user"]) == ("file_share", sandbox.bot_user_id)
    (file,) = message["files"]
    assert (file["id"], file["name"], file["title"]) == (file_id, "dana.ics", "dana.ics")
    assert (file["mimetype"], file["size"], file["mode"]) == ("text/calendar", len(CALENDAR), "hosted")


async def test_the_app_hears_of_its_own_file(
    app: SocketApp, slack: AsyncWebClient, maya: Person, file_id: str
) -> None:
    await slack.files_completeUploadExternal(files=[{"id": file_id}], channel_id=maya.dm)
    event = (await app.event())["event"]
    assert (event["type"], event["subtype"], event["channel"]) == ("message", "file_share", maya.dm)
    assert event["files"][0]["id"] == file_id


async def test_a_file_is_a_message_of_its_channel_for_the_limit_of_one_a_second(clock: Clock) -> None:
    async with (
        Sandbox(manifest(), clock=clock, enforce_rate_limits=True) as strict,
        web_client(strict) as slack,
    ):
        dm = strict.person("maya").dm
        await slack.chat_postMessage(channel=dm, text="One")
        files: list[dict[str, str | None]] = [{"id": await uploaded(slack)}]
        limited = slack.files_completeUploadExternal(files=files, channel_id=dm)
        assert (await refusal(limited))["error"] == "ratelimited"
        clock.advance(timedelta(seconds=1))
        await slack.files_completeUploadExternal(files=files, channel_id=dm)
        assert len(strict.person("maya").files()) == 1


async def test_a_file_goes_with_its_message(slack: AsyncWebClient, maya: Person) -> None:
    await slack.files_upload_v2(channel=maya.dm, filename="a.txt", content="abc", initial_comment="Hello")
    (message,) = maya.messages()
    await slack.chat_update(channel=maya.dm, ts=message.ts, text="Goodbye")
    assert len(maya.files()) == 1
    await slack.chat_delete(channel=maya.dm, ts=message.ts)
    assert maya.files() == []


async def test_a_file_of_the_apps_own_is_deleted_and_a_message_without_words_goes_with_it(
    slack: AsyncWebClient, maya: Person
) -> None:
    said = await slack.files_upload_v2(
        channel=maya.dm, content=CALENDAR, filename="a.ics", initial_comment="Hi"
    )
    bare = await slack.files_upload_v2(channel=maya.dm, content=CALENDAR, filename="b.ics")
    assert len(maya.files()) == 2
    for answer in (said, bare):
        await slack.files_delete(file=answer["file"]["id"])
    assert maya.files() == []
    (message,) = maya.messages()
    assert message.plain_text == "Hi"
    again = await refusal(slack.files_delete(file=said["file"]["id"]))
    assert again["error"] == "file_not_found"


async def test_a_file_of_a_persons_own_is_theirs_to_delete(slack: AsyncWebClient, maya: Person) -> None:
    await maya.upload("people.csv", b"Name")
    history = await slack.conversations_history(channel=maya.dm)
    refused = await refusal(slack.files_delete(file=history["messages"][0]["files"][0]["id"]))
    assert refused["error"] == "cant_delete_file"
