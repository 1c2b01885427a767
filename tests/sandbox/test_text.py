import asyncio
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Person
from tests.sandbox.conftest import OpenModal
from tests.sandbox.toys import Json, SocketApp, asking, markup, modal, plain, section, submitted

JONAS = "U07JONAS8W1"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("already &lt;escaped&gt; &amp; fine", "already &lt;escaped&gt; &amp; fine"),
        ("<@U07JONAS8W1> & <!here>", "<@U07JONAS8W1> &amp; <!here>"),
        ("<https://example.com/?a=1&b=2|link>", "<https://example.com/?a=1&b=2|link>"),
        ("<b>bold</b>", "&lt;b&gt;bold&lt;/b&gt;"),
    ],
)
async def test_text_comes_back_escaped(sent: str, kept: str, slack: AsyncWebClient, maya: Person) -> None:
    posted = await slack.chat_postMessage(channel=maya.id, text=sent, blocks=[section(sent)])
    assert posted["message"]["text"] == kept
    assert posted["message"]["blocks"][0]["text"]["text"] == kept
    (message,) = (await slack.conversations_history(channel=maya.dm))["messages"]
    assert message["text"] == kept


async def test_a_reader_sees_text_without_markup(slack: AsyncWebClient, maya: Person) -> None:
    text = "Ask <@U07JONAS8W1|jonas> &amp; see <https://example.com|this> by <!date^1^{date}|Monday>"
    await slack.chat_postMessage(channel=maya.id, text=text)
    assert maya.messages()[-1].plain_text == "Ask @Jonas Weber & see this by Monday"


RICH: dict[str, Json] = {
    "user": {"type": "user", "user_id": JONAS},
    "broadcast": {"type": "broadcast", "range": "channel"},
    "text": {"type": "text", "text": "@channel <!channel>"},
}
PINGS: list[tuple[str, str, list[Json], list[str]]] = [
    ("raw in mrkdwn", "x", [section("to @channel and @here")], ["channel", "here"]),
    ("raw in verbatim", "x", [{"type": "section", "text": markup("@channel", verbatim=True)}], []),
    ("marked up in mrkdwn", "x", [section("<!channel> <@U07JONAS8W1>")], ["channel", JONAS]),
    (
        "marked up in verbatim",
        "x",
        [{"type": "section", "text": markup("<!channel>", verbatim=True)}],
        ["channel"],
    ),
    ("escaped in mrkdwn", "x", [section("&lt;!channel&gt; &lt;@U07JONAS8W1&gt;")], []),
    ("in plain text", "x", [{"type": "header", "text": plain("@channel <!channel>")}], []),
    ("in an address", "x", [section("me@channel.example")], []),
    ("raw in fields", "x", [{"type": "section", "fields": [markup("@everyone")]}], ["everyone"]),
    ("raw in context", "x", [{"type": "context", "elements": [markup("@here")]}], ["here"]),
    ("raw in markdown", "x", [{"type": "markdown", "text": "@channel"}], ["channel"]),
    ("raw in text", "to @channel", [], []),
    ("marked up in text", "to <!channel>", [], ["channel"]),
    ("escaped in text", "to &lt;!channel&gt;", [], []),
]


def _rich(kind: str) -> Json:
    section = {"type": "rich_text_section", "elements": [RICH[kind]]}
    return {"type": "rich_text", "elements": [section]}


PINGS += [
    ("a rich user", "x", [_rich("user")], [JONAS]),
    ("a rich broadcast", "x", [_rich("broadcast")], ["channel"]),
    ("rich text", "x", [_rich("text")], []),
]


@pytest.mark.parametrize(
    ("text", "blocks", "expected"), [case[1:] for case in PINGS], ids=[case[0] for case in PINGS]
)
async def test_a_message_pings_whom_slack_would_ping(
    text: str, blocks: list[Json], expected: list[str], slack: AsyncWebClient, maya: Person
) -> None:
    await maya.invite_bot("#cohort")
    await slack.chat_postMessage(channel="C07COHORT42", text=text, blocks=blocks)
    assert maya.messages("#cohort")[-1].pings == expected


async def test_somebody_who_is_not_in_a_conversation_hears_nothing_of_being_named_there(
    slack: AsyncWebClient, maya: Person
) -> None:
    posted = await slack.chat_postMessage(channel=maya.id, text=f"<@{JONAS}> and <@{maya.id}>")
    assert maya.messages()[-1].pings == [maya.id]
    await slack.chat_update(channel=maya.dm, ts=posted["ts"], text=f"<@{JONAS}>")
    assert maya.messages()[-1].pings == []


@pytest.mark.parametrize("how", [{"link_names": True}, {"parse": "full"}])
async def test_raw_names_in_text_ping_when_the_app_asks_for_it(
    how: dict[str, Any], slack: AsyncWebClient, maya: Person
) -> None:
    await slack.chat_postMessage(channel=maya.id, text="to @channel", **how)
    assert maya.messages()[-1].pings == ["channel"]


async def test_an_update_parses_raw_names_unless_told_not_to(slack: AsyncWebClient, maya: Person) -> None:
    posted = await slack.chat_postMessage(channel=maya.id, text="to nobody")
    where = {"channel": maya.dm, "ts": posted["ts"]}
    await slack.chat_update(**where, text="to @channel")
    assert maya.messages()[-1].pings == ["channel"]
    await slack.chat_update(**where, text="to @channel", parse="none")
    assert maya.messages()[-1].pings == []


async def test_what_a_person_types_pings_whom_it_names(maya: Person) -> None:
    said = await maya.say("@here and @jonas in #cohort", "#cohort")
    assert said.text == "<!here> and <@U07JONAS8W1> in <#C07COHORT42|cohort>"
    assert said.pings == ["here", JONAS]


async def test_plain_text_comes_back_escaped_and_is_read_unescaped(
    open_modal: OpenModal, app: SocketApp, maya: Person
) -> None:
    options = [{"text": plain("R&D <lab>"), "value": "rd"}]
    pick = asking("pick", "static_select", options=options)
    await open_modal(modal(pick, title=plain("Q&A")))
    assert maya.modals[-1].title == "Q&A"
    assert "R&D <lab>" in maya.modals[-1].plain_text
    maya.fill(pick="R&D <lab>")
    _, payload = await submitted(app, maya)
    assert payload["view"]["title"]["text"] == "Q&amp;A"
    chosen = payload["view"]["state"]["values"]["pick"]["entry"]["selected_option"]
    assert chosen["text"]["text"] == "R&amp;D &lt;lab&gt;"


async def test_options_of_an_external_menu_come_back_escaped_too(
    open_modal: OpenModal, app: SocketApp, maya: Person
) -> None:
    await open_modal(modal(asking("who", "external_select", min_query_length=0)))
    offered = {"options": [{"text": plain("Wu & Sons"), "value": "1"}]}
    await asyncio.gather(app.answer(offered), maya.suggest("entry", ""))
    maya.fill(who="Wu & Sons")
    chosen = maya.modals[-1].values["who"]["entry"]["selected_option"]
    assert chosen["text"]["text"] == "Wu &amp; Sons"
