import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Person, Sandbox
from tests.sandbox.toys import actions, button, manifest, refusal, section

COHORT = "C07COHORT42"
DEACTIVATED = "U07MAREK6R2"


async def test_a_person_is_reached_by_user_id_and_the_answer_names_the_dm(
    slack: AsyncWebClient, sandbox: Sandbox, maya: Person, jonas: Person
) -> None:
    posted = await slack.chat_postMessage(channel=maya.id, text="Hello")
    assert posted["channel"] == maya.dm
    assert posted["message"]["user"] == sandbox.bot_user_id
    assert posted["message"]["bot_profile"]["name"] == "toy"
    assert [message.text for message in maya.messages()] == ["Hello"]
    assert jonas.messages() == []


async def test_a_channel_that_the_bot_is_not_in_is_refused(slack: AsyncWebClient, maya: Person) -> None:
    refused = await refusal(slack.chat_postMessage(channel=COHORT, text="Hello"))
    assert refused["error"] == "not_in_channel"
    await maya.invite_bot("#cohort")
    await slack.chat_postMessage(channel="#cohort", text="Hello")
    assert [message.text for message in maya.messages("#cohort")] == ["Hello"]


async def test_a_public_channel_is_open_to_an_app_with_the_scope(
    slack: AsyncWebClient, sandbox: Sandbox
) -> None:
    sandbox.install(manifest(scopes=("commands", "chat:write", "chat:write.public")))
    await slack.chat_postMessage(channel=COHORT, text="Hello")


@pytest.mark.parametrize("channel", ["U0NOBODY", "C0NOWHERE", "D0NOWHERE", "#nowhere"])
async def test_an_unknown_person_or_channel_is_refused(channel: str, slack: AsyncWebClient) -> None:
    refused = await refusal(slack.chat_postMessage(channel=channel, text="Hello"))
    assert refused["error"] == "channel_not_found"


async def test_a_deactivated_person_is_refused(slack: AsyncWebClient, maya: Person) -> None:
    refused = await refusal(slack.chat_postMessage(channel=DEACTIVATED, text="Hello"))
    assert refused["error"] == "user_disabled"
    assert (await refusal(slack.conversations_open(users=DEACTIVATED)))["error"] == "user_disabled"
    maya.deactivate()
    refused = await refusal(slack.chat_postMessage(channel=maya.dm, text="Hello"))
    assert refused["error"] == "user_disabled"


async def test_the_bot_has_no_dm_with_itself(slack: AsyncWebClient, sandbox: Sandbox) -> None:
    refused = await refusal(slack.chat_postMessage(channel=sandbox.bot_user_id, text="Hello"))
    assert refused["error"] == "cannot_dm_bot"


async def test_an_app_without_a_messages_tab_cannot_dm(
    slack: AsyncWebClient, sandbox: Sandbox, maya: Person
) -> None:
    sandbox.install(manifest(app_home={"messages_tab_enabled": False}))
    refused = await refusal(slack.chat_postMessage(channel=maya.id, text="Hello"))
    assert refused["error"] == "messages_tab_disabled"


async def test_a_read_only_messages_tab_takes_no_messages_of_people(sandbox: Sandbox, maya: Person) -> None:
    sandbox.install(manifest(app_home={"messages_tab_read_only_enabled": True}))
    with pytest.raises(PermissionError):
        await maya.say("Hello")


async def test_somebody_elses_message_can_be_neither_updated_nor_deleted(
    slack: AsyncWebClient, maya: Person
) -> None:
    said = await maya.say("Hello")
    update = slack.chat_update(channel=maya.dm, ts=said.ts, text="Goodbye")
    assert (await refusal(update))["error"] == "cant_update_message"
    delete = slack.chat_delete(channel=maya.dm, ts=said.ts)
    assert (await refusal(delete))["error"] == "cant_delete_message"


async def test_an_update_wants_the_dms_id_and_a_message_that_is_there(
    slack: AsyncWebClient, maya: Person
) -> None:
    posted = await slack.chat_postMessage(channel=maya.id, text="Hello")
    by_user = slack.chat_update(channel=maya.id, ts=posted["ts"], text="Goodbye")
    assert (await refusal(by_user))["error"] == "channel_not_found"
    elsewhere = slack.chat_update(channel=maya.dm, ts="1.000001", text="Goodbye")
    assert (await refusal(elsewhere))["error"] == "message_not_found"


async def test_an_update_with_only_text_keeps_the_blocks_and_the_metadata(
    slack: AsyncWebClient, maya: Person
) -> None:
    metadata = {"event_type": "reminder", "event_payload": {"id": "r1"}}
    posted = await slack.chat_postMessage(
        channel=maya.id, text="Ready?", blocks=[section("Ready?"), actions(button())], metadata=metadata
    )
    await slack.chat_update(channel=posted["channel"], ts=posted["ts"], text="Done")
    (message,) = maya.messages()
    assert message.text == "Done"
    assert message.blocks == posted["message"]["blocks"]
    assert message.metadata == metadata
    assert message.edited


async def test_an_update_with_empty_blocks_removes_them(slack: AsyncWebClient, maya: Person) -> None:
    posted = await slack.chat_postMessage(channel=maya.id, text="Ready?", blocks=[actions(button())])
    await slack.chat_update(channel=posted["channel"], ts=posted["ts"], text="Done", blocks=[])
    assert maya.messages()[-1].blocks == []


async def test_an_ephemeral_is_seen_by_one_member_and_is_not_in_the_history(
    slack: AsyncWebClient, maya: Person, jonas: Person
) -> None:
    await maya.invite_bot("#cohort")
    shown = await slack.chat_postEphemeral(channel=COHORT, user=maya.id, text="Psst")
    assert [message.text for message in maya.messages("#cohort")] == ["Psst"]
    assert jonas.messages("#cohort") == []
    assert (await slack.conversations_history(channel=COHORT))["messages"] == []
    update = slack.chat_update(channel=COHORT, ts=shown["message_ts"], text="Louder")
    assert (await refusal(update))["error"] == "message_not_found"


async def test_an_ephemeral_for_somebody_outside_the_channel_is_refused(
    slack: AsyncWebClient, maya: Person
) -> None:
    await maya.invite_bot("#general")
    refused = await refusal(slack.chat_postEphemeral(channel="C07GENERAL1", user="U07GUEST5T0", text="Psst"))
    assert refused["error"] == "user_not_in_channel"


async def test_a_deleted_message_is_gone(slack: AsyncWebClient, maya: Person) -> None:
    posted = await slack.chat_postMessage(channel=maya.id, text="Hello")
    await slack.chat_delete(channel=posted["channel"], ts=posted["ts"])
    assert maya.messages() == []


async def test_a_permalink_leads_to_a_message_that_is_there(slack: AsyncWebClient, maya: Person) -> None:
    posted = await slack.chat_postMessage(channel=maya.id, text="Hello")
    link = await slack.chat_getPermalink(channel=maya.dm, message_ts=posted["ts"])
    assert link["permalink"].endswith(f"/archives/{maya.dm}/p{posted['ts'].replace('.', '')}")
    missing = await refusal(slack.chat_getPermalink(channel=maya.dm, message_ts="1.000001"))
    assert missing["error"] == "message_not_found"


async def test_messages_have_timestamps_of_their_own_though_the_clock_stands_still(
    slack: AsyncWebClient, maya: Person
) -> None:
    stamps = [(await slack.chat_postMessage(channel=maya.id, text=str(n)))["ts"] for n in range(5)]
    assert stamps == sorted(set(stamps))


async def test_a_private_channel_without_the_bot_might_as_well_not_be(
    slack: AsyncWebClient, maya: Person
) -> None:
    await maya.invite_bot("#cohort")
    posted = await slack.chat_postMessage(channel="C07COHORT42", text="Hello")
    channel = maya._workspace.channels["C07COHORT42"]
    channel.is_private = True
    channel.members.pop()
    hidden, ts = channel.id, str(posted["ts"])
    for call in (
        slack.chat_postMessage(channel=hidden, text="Hello"),
        slack.chat_postEphemeral(channel=hidden, user=maya.id, text="Hello"),
        slack.chat_update(channel=hidden, ts=ts, text="Hello"),
        slack.chat_delete(channel=hidden, ts=ts),
        slack.chat_getPermalink(channel=hidden, message_ts=ts),
    ):
        assert (await refusal(call))["error"] == "channel_not_found"
