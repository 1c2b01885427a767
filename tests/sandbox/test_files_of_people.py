"""Files that people send: what the app hears, what it may read, and what the page takes."""

import asyncio
from io import BytesIO
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Person, Sandbox
from sandbox.server import MOST_BODY
from tests.sandbox.conftest import Look
from tests.sandbox.toys import SocketApp, manifest, refusal

LIST = b"Name\r\nDana Wu\r\n"
OCTETS = {"Content-Type": "application/octet-stream"}


async def test_the_app_hears_of_a_file_with_what_was_typed_beside_it(
    app: SocketApp, slack: AsyncWebClient, maya: Person
) -> None:
    sent = await maya.upload("people.csv", LIST, "My *people*")
    assert sent.plain_text == "My *people*\npeople.csv"
    event = (await app.event())["event"]
    assert (event["type"], event["subtype"], event["channel_type"]) == ("message", "file_share", "im")
    assert (event["user"], event["channel"], event["text"]) == (maya.id, maya.dm, "My *people*")
    assert "bot_id" not in event
    [file] = event["files"]
    assert (file["name"], file["size"], file["user"], file["mimetype"]) == (
        "people.csv",
        len(LIST),
        maya.id,
        "text/csv",
    )
    told = (await slack.files_info(file=file["id"]))["file"]
    assert (told["name"], told["ims"], told["channels"]) == ("people.csv", [maya.dm], [])
    bearer = {"Authorization": f"Bearer {slack.token}"}
    async with (
        aiohttp.ClientSession() as session,
        session.get(told["url_private_download"], headers=bearer) as response,
    ):
        assert await response.read() == LIST


async def test_a_file_alone_comes_without_text_and_without_blocks(app: SocketApp, maya: Person) -> None:
    await maya.upload("people.csv", LIST)
    event = (await app.event())["event"]
    assert event["text"] == ""
    assert "blocks" not in event


async def test_a_file_where_the_app_is_not_is_none_of_its_business(
    sandbox: Sandbox, slack: AsyncWebClient, session: aiohttp.ClientSession, maya: Person
) -> None:
    await maya.upload("people.csv", LIST, channel="#cohort")
    [file_id] = sandbox._slack.uploads.completed
    assert (await refusal(slack.files_info(file=file_id)))["error"] == "file_not_found"
    url = f"{sandbox.url}/files-pri/T07COHORT26-{file_id}/people.csv"
    async with session.get(url, headers={"Authorization": f"Bearer {sandbox.bot_token}"}) as response:
        assert await response.text() == "Sign in"
    await maya.invite_bot("#cohort")
    assert (await slack.files_info(file=file_id))["file"]["channels"] != []


async def test_reading_about_a_file_needs_the_scope(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    sandbox.install(manifest(scopes=("commands", "files:write")))
    refused = await refusal(slack.files_info(file="F0ABCDEFGHI"))
    assert (refused["error"], refused["needed"]) == ("missing_scope", "files:read")


async def test_an_unknown_file_is_not_found(slack: AsyncWebClient) -> None:
    assert (await refusal(slack.files_info(file="F0ABCDEFGHI")))["error"] == "file_not_found"


@pytest.mark.parametrize(("name", "content"), [("", LIST), ("  ", LIST), ("people.csv", b"")])
async def test_a_file_with_nothing_in_it_or_without_a_name_is_not_sent(
    maya: Person, name: str, content: bytes
) -> None:
    with pytest.raises(ValueError, match="nothing in that file"):
        await maya.upload(name, content)
    assert maya.messages() == []


async def test_nobody_sends_files_to_an_app_that_takes_no_messages(sandbox: Sandbox, maya: Person) -> None:
    sandbox.install(manifest(app_home={"messages_tab_read_only_enabled": True}))
    with pytest.raises(PermissionError):
        await maya.upload("people.csv", LIST)


async def test_the_page_sends_a_file_and_shows_it(
    sandbox: Sandbox, session: aiohttp.ClientSession, look: Look, maya: Person
) -> None:
    where = {"user": "maya", "channel": maya.dm, "name": "Größe & Co.csv", "text": "Here"}
    async with session.post(
        f"{sandbox.url}/page/upload", params=where, data=LIST, headers=OCTETS
    ) as response:
        assert (await response.json())["ok"]
    [file] = maya.files()
    assert (file.name, file.content) == ("Größe & Co.csv", LIST)
    [message] = (await look(channel=maya.dm))["messages"]
    assert message["files"][0]["name"] == "Größe & Co.csv"


async def test_the_page_refuses_what_is_no_file_of_a_person_here(
    sandbox: Sandbox, session: aiohttp.ClientSession, maya: Person
) -> None:
    here = {"user": "maya", "channel": maya.dm, "name": "a.csv"}
    answers = []
    attempts: list[tuple[dict[str, str], Any]] = [
        ({**here, "user": "nobody"}, LIST),
        ({**here, "channel": "C0NOWHERE42"}, LIST),
        ({**here, "name": ""}, LIST),
        (here, b""),
        (here, BytesIO(bytes(MOST_BODY + 1))),
    ]
    for where, data in attempts:
        async with session.post(
            f"{sandbox.url}/page/upload", params=where, data=data, headers=OCTETS
        ) as response:
            answers.append((await response.json())["ok"])
    assert answers == [False] * 5
    async with session.post(f"{sandbox.url}/page/upload", params=here, data=LIST) as response:
        assert response.status == 200  # aiohttp says octet-stream of bytes
    async with session.post(f"{sandbox.url}/page/upload", params=here, data={"a": "b"}) as response:
        assert response.status == 415
    assert len(maya.files()) == 1


async def test_files_at_once_are_all_kept(maya: Person) -> None:
    await asyncio.gather(*(maya.upload(f"{each}.csv", LIST) for each in range(3)))
    assert [file.name for file in maya.files()] == ["0.csv", "1.csv", "2.csv"]
