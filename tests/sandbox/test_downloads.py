"""Files on their way out: to the page of whoever sees them, and to the bot."""

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Person, Sandbox
from tests.sandbox.conftest import Look
from tests.sandbox.test_files import CALENDAR, uploaded
from tests.sandbox.toys import manifest


async def test_the_bot_reads_a_file_at_its_private_url_and_nobody_else_does(
    slack: AsyncWebClient, session: aiohttp.ClientSession, sandbox: Sandbox, maya: Person
) -> None:
    await slack.files_upload_v2(channel=maya.dm, filename="a b.txt", content="secret")
    (message,) = (await slack.conversations_history(channel=maya.dm))["messages"]
    for name in ("url_private", "url_private_download"):
        url = message["files"][0][name]
        bearer = {"Authorization": f"Bearer {sandbox.bot_token}"}
        async with session.get(url, headers=bearer) as response:
            assert await response.text() == "secret"
        async with session.get(url) as response:
            assert (response.status, await response.text()) == (200, "Sign in")
    sandbox.install(manifest(scopes=("commands", "files:write")))
    async with session.get(url, headers=bearer) as response:
        assert await response.text() == "Sign in"


async def test_the_page_shows_a_file_with_a_link_that_saves_it(
    slack: AsyncWebClient, session: aiohttp.ClientSession, sandbox: Sandbox, look: Look, maya: Person
) -> None:
    name = 'Dana "Wu"; 東京\r\n.ics'
    await slack.files_upload_v2(channel=maya.dm, filename=name, content=CALENDAR, title="Dana Wu")
    (message,) = (await look(channel=maya.dm))["messages"]
    (file,) = message["files"]
    assert (file["name"], file["title"], file["size"]) == (name, "Dana Wu", len(CALENDAR))
    async with session.get(sandbox.url + file["url"]) as response:
        assert await response.read() == CALENDAR
        assert response.content_type == "text/calendar"
        assert response.content_disposition is not None
        assert response.content_disposition.type == "attachment"
        assert response.content_disposition.filename == name
        assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_only_those_who_see_the_channel_can_save_its_files(
    slack: AsyncWebClient, session: aiohttp.ClientSession, sandbox: Sandbox, maya: Person
) -> None:
    file_id = await uploaded(slack)
    await slack.files_completeUploadExternal(files=[{"id": file_id}], channel_id=maya.dm)
    statuses = {}
    for user in ("maya", "jonas", "marek", "nobody", ""):
        async with session.get(f"{sandbox.url}/page/download/{file_id}", params={"user": user}) as response:
            statuses[user] = response.status
    assert statuses == {"maya": 200, "jonas": 404, "marek": 404, "nobody": 404, "": 404}
