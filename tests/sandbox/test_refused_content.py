import json

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Person
from tests.sandbox.toys import Json, home, plain, refusal, section


async def test_a_message_with_51_blocks_is_refused(slack: AsyncWebClient, maya: Person) -> None:
    refused = await refusal(
        slack.chat_postMessage(channel=maya.id, text="a", blocks=[{"type": "divider"}] * 51)
    )
    assert refused["error"] == "invalid_blocks"
    assert refused["response_metadata"]["messages"] == [
        "[ERROR] no more than 50 items allowed [json-pointer:/blocks]"
    ]
    assert refused["errors"] == ["no more than 50 items allowed [json-pointer:/blocks]"]


async def test_blocks_that_are_broken_json_are_refused(slack: AsyncWebClient, maya: Person) -> None:
    refused = await refusal(slack.chat_postMessage(channel=maya.id, text="a", blocks="[{"))
    assert refused["error"] == "invalid_blocks"


async def test_blocks_in_a_string_of_json_are_taken(slack: AsyncWebClient, maya: Person) -> None:
    await slack.chat_postMessage(channel=maya.id, text="a", blocks=json.dumps([section("Hello")]))
    assert maya.messages()[-1].plain_text == "Hello"


async def test_a_message_of_nothing_is_refused(slack: AsyncWebClient, maya: Person) -> None:
    nothing = slack.api_call("chat.postMessage", json={"channel": maya.id})
    assert (await refusal(nothing))["error"] == "no_text"


async def test_a_message_whose_text_is_too_long_is_refused(slack: AsyncWebClient, maya: Person) -> None:
    refused = await refusal(slack.chat_postMessage(channel=maya.id, text="x" * 40_001))
    assert refused["error"] == "msg_too_long"
    posted = await slack.chat_postMessage(channel=maya.id, text="Hello")
    update = slack.chat_update(channel=posted["channel"], ts=posted["ts"], text="x" * 4_001)
    assert (await refusal(update))["error"] == "msg_too_long"


async def test_a_message_whose_blocks_are_too_long_together_is_refused(
    slack: AsyncWebClient, maya: Person
) -> None:
    refused = await refusal(
        slack.chat_postMessage(channel=maya.id, text="a", blocks=[section("x" * 2900)] * 5)
    )
    assert refused["error"] == "msg_blocks_too_long"


async def test_an_invalid_or_oversized_view_is_refused(slack: AsyncWebClient, maya: Person) -> None:
    untitled = await refusal(slack.views_publish(user_id=maya.id, view=home({"type": "banner"})))
    assert untitled["error"] == "invalid_arguments"
    assert untitled["response_metadata"]["messages"] == [
        "[ERROR] unsupported type: banner [json-pointer:/view/blocks/0/type]"
    ]
    huge = home(*[section("x" * 3000) for _ in range(84)])
    assert (await refusal(slack.views_publish(user_id=maya.id, view=huge)))["error"] == "view_too_large"
    broken = await refusal(slack.api_call("views.publish", params={"user_id": maya.id, "view": "{"}))
    assert broken["error"] == "invalid_arguments"


@pytest.mark.parametrize(
    ("metadata", "error"),
    [
        ({"event_type": "a"}, "invalid_metadata_format"),
        ({"event_type": "", "event_payload": {}}, "invalid_metadata_format"),
        ({"event_type": "a", "event_payload": {"k": "x" * 16_000}}, "metadata_too_large"),
    ],
)
async def test_malformed_metadata_is_refused(
    metadata: Json, error: str, slack: AsyncWebClient, maya: Person
) -> None:
    refused = await refusal(slack.chat_postMessage(channel=maya.id, text="a", metadata=metadata))
    assert refused["error"] == error


async def test_missing_block_ids_and_action_ids_are_generated(slack: AsyncWebClient, maya: Person) -> None:
    nameless = {"type": "actions", "elements": [{"type": "button", "text": plain("Go")}]}
    posted = await slack.chat_postMessage(channel=maya.id, text="a", blocks=[nameless, section()])
    first, second = posted["message"]["blocks"]
    assert first["block_id"]
    assert first["block_id"] != second["block_id"]
    assert first["elements"][0]["action_id"]


TOO_MUCH: list[tuple[str, Json, str]] = [
    ("msg_too_long", {"text": "x" * 40_001}, "/text"),
    ("no_text", {}, "/text"),
    ("msg_blocks_too_long", {"blocks": [section("x" * 2900)] * 5}, "/blocks"),
    ("too_many_attachments", {"attachments": [{"text": "a"}] * 101}, "/attachments"),
    (
        "metadata_too_large",
        {"metadata": {"event_type": "a", "event_payload": {"k": "x" * 16_000}}},
        "/metadata",
    ),
    ("invalid_metadata_format", {"metadata": {"event_type": "a"}}, "/metadata"),
]


@pytest.mark.parametrize(("error", "content", "place"), TOO_MUCH, ids=[case[0] for case in TOO_MUCH])
async def test_a_refused_message_names_the_place(
    error: str, content: Json, place: str, slack: AsyncWebClient, maya: Person
) -> None:
    said = {} if error == "no_text" else {"text": "a"}
    refused = await refusal(slack.api_call("chat.postMessage", json={"channel": maya.id, **said, **content}))
    assert refused["error"] == error
    assert f"[json-pointer:{place}]" in refused["response_metadata"]["messages"][0]


async def test_a_view_that_is_too_large_names_the_place(slack: AsyncWebClient, maya: Person) -> None:
    huge = home(*[section("x" * 3000) for _ in range(84)])
    refused = await refusal(slack.views_publish(user_id=maya.id, view=huge))
    assert "[json-pointer:/view]" in refused["response_metadata"]["messages"][0]
