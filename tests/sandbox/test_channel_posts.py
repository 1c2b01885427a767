import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Person, Sandbox
from tests.sandbox.conftest import Look
from tests.sandbox.toys import refusal, section

CAREER = "C07CAREER77"


@pytest.fixture
async def here(maya: Person) -> None:
    """The bot is in #career-cohort."""
    await maya.invite_bot("#career-cohort")


@pytest.mark.usefixtures("here")
async def test_what_the_bot_posts_changes_and_deletes_is_what_every_member_sees(
    slack: AsyncWebClient, sandbox: Sandbox, maya: Person, jonas: Person
) -> None:
    posted = await slack.chat_postMessage(channel=CAREER, text="Two thank-yous this week")
    for person in (maya, jonas, sandbox.person("ruth"), sandbox.person("sam")):
        assert person.messages("#career-cohort")[-1].text == "Two thank-yous this week"
    await slack.chat_update(channel=CAREER, ts=posted["ts"], text="Three thank-yous this week")
    assert jonas.messages("#career-cohort")[-1].text == "Three thank-yous this week"
    await slack.chat_delete(channel=CAREER, ts=posted["ts"])
    assert maya.messages("#career-cohort") == []
    with pytest.raises(LookupError):
        sandbox.person("leilani").messages("#career-cohort")


@pytest.mark.usefixtures("here")
async def test_a_bot_that_left_can_change_nothing_there_any_more(
    slack: AsyncWebClient, sandbox: Sandbox
) -> None:
    ts = (await slack.chat_postMessage(channel=CAREER, text="Hello"))["ts"]
    await sandbox.person("ruth").remove_bot("#career-cohort")
    for call in (
        slack.chat_update(channel=CAREER, ts=ts, text="Goodbye"),
        slack.chat_delete(channel=CAREER, ts=ts),
        slack.chat_postEphemeral(channel=CAREER, user="U07MAYA4KQ2", text="Psst"),
    ):
        assert (await refusal(call))["error"] == "not_in_channel"


@pytest.mark.usefixtures("here")
async def test_an_ephemeral_in_a_channel_is_for_a_member_alone(
    slack: AsyncWebClient, sandbox: Sandbox, look: Look, jonas: Person, maya: Person
) -> None:
    await slack.chat_postEphemeral(channel=CAREER, user=jonas.id, text="Psst")
    assert [message.ephemeral for message in jonas.messages("#career-cohort")] == [True]
    assert maya.messages("#career-cohort") == []
    assert (await look("maya", CAREER))["messages"] == []
    assert [message["text"] for message in (await look("jonas", CAREER))["messages"]] == ["Psst"]
    leilani = slack.chat_postEphemeral(channel=CAREER, user=sandbox.person("leilani").id, text="Psst")
    assert (await refusal(leilani))["error"] == "user_not_in_channel"


@pytest.mark.usefixtures("here")
async def test_a_mention_is_read_by_name_and_a_channel_one_does_not_see_is_not_told(
    slack: AsyncWebClient, maya: Person, jonas: Person
) -> None:
    mentors = await maya.create_channel("mentors", private=True)
    text = f"<@{jonas.id}> and <@U07MAREK6R2>, see <#{CAREER}> & <#{mentors}>, not <that>"
    await slack.chat_postMessage(channel=CAREER, text=text, blocks=[section(text)])
    seen = maya.messages("#career-cohort")[-1]
    assert seen.text == text.replace("&", "&amp;").replace("<that>", "&lt;that&gt;")
    assert seen.plain_text == ("@Jonas Weber and @Marek Nowak, see #career-cohort & #mentors, not <that>")
    assert "#private-channel" in jonas.messages("#career-cohort")[-1].plain_text
    assert jonas.id in seen.pings
