"""The first two steps of an upload: asking for a URL, and posting the bytes to it."""

from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Fault, Person, Sandbox
from tests.sandbox.test_files import CALENDAR
from tests.sandbox.toys import Json, refusal

PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)


async def posted(session: aiohttp.ClientSession, url: str, data: Any) -> int:
    async with session.post(url, data=data) as response:
        return response.status


async def test_the_upload_url_takes_a_form_with_one_file(
    slack: AsyncWebClient, session: aiohttp.ClientSession, maya: Person
) -> None:
    given = await slack.files_getUploadURLExternal(filename="dana.ics", length=len(CALENDAR))
    form = aiohttp.FormData()
    form.add_field("filename", CALENDAR, filename="other.ics")
    assert await posted(session, given["upload_url"], form) == 200
    await slack.files_completeUploadExternal(files=[{"id": given["file_id"]}], channel_id=maya.dm)
    (file,) = maya.files()
    assert (file.name, file.content) == ("dana.ics", CALENDAR)


async def test_the_upload_url_is_the_sandboxs_own_and_used_once(
    slack: AsyncWebClient, session: aiohttp.ClientSession, sandbox: Sandbox
) -> None:
    given = await slack.files_getUploadURLExternal(filename="a.txt", length=1)
    assert given["upload_url"].startswith(f"{sandbox.url}/upload/v1/")
    assert given["file_id"].startswith("F0")
    assert await posted(session, given["upload_url"], b"a") == 200
    assert await posted(session, given["upload_url"], b"a") == 404
    assert await posted(session, f"{sandbox.url}/upload/v1/nonsense", b"a") == 404


@pytest.mark.parametrize("content", [b"", b"ab", b"abcd"])
async def test_more_or_fewer_bytes_than_announced_are_refused(
    content: bytes, slack: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    given = await slack.files_getUploadURLExternal(filename="a.txt", length=3)
    assert await posted(session, given["upload_url"], content) == 400
    assert await posted(session, given["upload_url"], b"abc") == 200


async def test_a_form_without_a_file_or_with_two_is_refused(
    slack: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    given = await slack.files_getUploadURLExternal(filename="a.txt", length=1)
    for names in ((), ("one", "two")):
        form = aiohttp.FormData({"note": "a"}, default_to_multipart=True)
        for name in names:
            form.add_field(name, b"a", filename=name)
        assert await posted(session, given["upload_url"], form) == 400
    headers = {"Content-Type": "multipart/form-data"}
    async with session.post(given["upload_url"], data=b"a", headers=headers) as response:
        assert response.status == 400


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"length": 5}, "invalid_arguments"),
        ({"filename": "a.txt"}, "invalid_arguments"),
        ({"filename": "", "length": 5}, "invalid_arguments"),
        ({"filename": "a.txt", "length": 0}, "missing_argument"),
        ({"filename": "a.txt", "length": -1}, "invalid_arguments"),
        ({"filename": "a.txt", "length": "many"}, "invalid_arguments"),
        ({"filename": "a.txt", "length": 5, "alt_txt": "x" * 1001}, "alt_txt_too_large"),
        ({"filename": "a.txt", "length": 5, "snippet_type": "klingon"}, "unknown_snippet_type"),
        ({"filename": "a.py", "length": 1_000_001, "snippet_type": "python"}, "snippet_too_large"),
        ({"filename": "a.mov", "length": 4_000_000}, "file_upload_size_restricted"),
    ],
)
async def test_an_upload_url_is_refused(fields: Json, error: str, slack: AsyncWebClient) -> None:
    refused = await refusal(slack.api_call("files.getUploadURLExternal", params=fields))
    assert refused["error"] == error


async def test_an_alt_text_of_a_thousand_characters_is_taken(slack: AsyncWebClient, maya: Person) -> None:
    await slack.files_upload_v2(channel=maya.dm, filename="a.png", content=PNG, alt_txt="x" * 1000)
    assert [file.alt_text for file in maya.files()] == ["x" * 1000]


async def test_every_step_is_recorded(slack: AsyncWebClient, sandbox: Sandbox, maya: Person) -> None:
    await slack.files_upload_v2(channel=maya.dm, filename="a.txt", content="abc", title="A")
    (asked,) = sandbox.calls_of("files.getUploadURLExternal")
    assert (asked.arguments["filename"], asked.arguments["length"]) == ("a.txt", "3")
    (sent,) = sandbox.calls_of("upload")
    assert (sent.arguments, sent.status, sent.token) == ({"length": 3}, 200, "")
    (completed,) = sandbox.calls_of("files.completeUploadExternal")
    assert completed.arguments["files"] == [{"id": asked.answer["file_id"], "title": "A"}]
    assert completed.arguments["channel_id"] == maya.dm


async def test_faults_happen_to_each_step(slack: AsyncWebClient, sandbox: Sandbox, maya: Person) -> None:
    def upload() -> Any:
        return slack.files_upload_v2(channel=maya.dm, filename="a.txt", content="abc")

    for method in ("files.getUploadURLExternal", "files.completeUploadExternal"):
        sandbox.faults.add(Fault(method, "error", error="internal_error"))
        assert (await refusal(upload()))["error"] == "internal_error"
    for kind in ("server_error", "rate_limited"):
        sandbox.faults.add(Fault("upload", kind))
        with pytest.raises(SlackRequestError):
            await upload()
    sandbox.faults.add(Fault("upload", "drop_after"))
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await upload()
    assert maya.messages() == []
    sandbox.faults.add(Fault("files.completeUploadExternal", "drop_after"))
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await upload()
    assert len(maya.files()) == 1
