import asyncio
from datetime import UTC, datetime

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Clock, Person, Sandbox, time_zones
from tests.sandbox.toys import Json, SocketApp, actions, button, refusal

TOMAS = "U03TOMAS4X5"
PARTNER = "T03PARTNER9"


async def test_a_person_has_a_zone_with_its_label_and_offset_of_the_date(
    slack: AsyncWebClient, maya: Person, clock: Clock
) -> None:
    winter = (await slack.users_info(user=maya.id))["user"]
    clock.move_to(datetime(2027, 7, 1, tzinfo=UTC))
    summer = (await slack.users_info(user=maya.id))["user"]
    assert (winter["tz"], winter["tz_label"], winter["tz_offset"]) == (
        "America/New_York",
        "Eastern Standard Time",
        -18_000,
    )
    assert (summer["tz_label"], summer["tz_offset"]) == ("Eastern Daylight Time", -14_400)


async def test_a_zone_without_a_name_is_labelled_by_its_offset(slack: AsyncWebClient, maya: Person) -> None:
    maya.set_tz("Asia/Kathmandu")
    assert (await slack.users_info(user=maya.id))["user"]["tz_label"] == "UTC+05:45"


async def test_a_person_is_shown_as_deleted_a_bot_or_a_guest(slack: AsyncWebClient, sandbox: Sandbox) -> None:
    members = {member["name"]: member for member in (await slack.users_list())["members"]}
    assert {name for name, member in members.items() if member["deleted"]} == {"marek"}
    assert {name for name, member in members.items() if member["is_bot"]} == {"toy"}
    assert {name for name, member in members.items() if member.get("is_restricted")} == {"sam", "noor"}
    assert {name for name, member in members.items() if member.get("is_ultra_restricted")} == {"noor"}
    assert "tz" not in members["marek"]
    assert members["toy"]["id"] == sandbox.bot_user_id
    # Slack's own bot calls itself no bot.
    assert members["slackbot"]["id"] == "USLACKBOT"


async def test_an_unknown_person_is_not_found(slack: AsyncWebClient) -> None:
    assert (await refusal(slack.users_info(user="U0NOBODY")))["error"] == "user_not_found"


async def test_people_come_in_pages(slack: AsyncWebClient) -> None:
    everybody = [member["id"] for member in (await slack.users_list())["members"]]
    paged: list[str] = []
    cursor = None
    while cursor != "":
        page = await slack.users_list(limit=3, cursor=cursor)
        assert len(page["members"]) <= 3
        paged += [member["id"] for member in page["members"]]
        cursor = page["response_metadata"]["next_cursor"]
    assert paged == everybody
    assert (await refusal(slack.users_list(cursor="nonsense")))["error"] == "invalid_cursor"


async def test_a_changed_zone_and_a_deactivation_are_events(app: SocketApp, maya: Person) -> None:
    maya.set_tz("Europe/Lisbon")
    event = (await app.event())["event"]
    assert (event["type"], event["user"]["id"], event["user"]["tz"]) == (
        "user_change",
        maya.id,
        "Europe/Lisbon",
    )
    maya.deactivate()
    assert (await app.event())["event"]["user"]["deleted"] is True


async def test_the_app_team_and_bot_are_described(slack: AsyncWebClient, sandbox: Sandbox) -> None:
    me = await slack.auth_test()
    assert (me["team"], me["user"], me["user_id"]) == ("Cohort 2026", "toy", sandbox.bot_user_id)
    assert (await slack.bots_info(bot=me["bot_id"]))["bot"]["user_id"] == sandbox.bot_user_id
    assert (await slack.team_info())["team"]["id"] == me["team_id"]
    assert (await slack.api_test(foo="bar"))["args"]["foo"] == "bar"
    assert (await refusal(slack.bots_info(bot="B0NOBODY")))["error"] == "bot_not_found"


async def test_people_are_found_by_handle_or_id(sandbox: Sandbox) -> None:
    leilani = sandbox.person("leilani")
    assert sandbox.person(leilani.id).real_name == "Leilani Kealoha"
    assert leilani.tz == "Pacific/Honolulu"
    for nobody in ("nobody", sandbox.bot_user_id):
        with pytest.raises(LookupError):
            sandbox.person(nobody)


@pytest.mark.parametrize(
    ("tz", "label"),
    [
        ("Europe/Dublin", "UTC+01:00"),
        ("Asia/Jerusalem", "UTC+03:00"),
        ("Asia/Shanghai", "UTC+08:00"),
        ("Asia/Manila", "UTC+08:00"),
        ("Pacific/Auckland", "UTC+12:00"),
        ("Asia/Kolkata", "India Standard Time"),
        ("America/Chicago", "Central Daylight Time"),
    ],
)
def test_a_zone_is_never_named_as_another_countrys(tz: str, label: str) -> None:
    assert time_zones.label(tz, datetime(2026, 7, 1, 12, tzinfo=UTC)) == label


async def test_an_app_cannot_write_to_slackbot(slack: AsyncWebClient) -> None:
    for call in (
        slack.chat_postMessage(channel="USLACKBOT", text="Hello"),
        slack.conversations_open(users="USLACKBOT"),
    ):
        assert (await refusal(call))["error"] == "cannot_dm_bot"
    view = {"type": "home", "blocks": [{"type": "divider"}]}
    assert (await refusal(slack.views_publish(user_id="USLACKBOT", view=view)))["error"] == "not_enabled"


async def test_one_person_never_chose_a_display_name(slack: AsyncWebClient) -> None:
    about = (await slack.users_info(user="U07LEILANI3"))["user"]
    assert (about["name"], about["profile"]["display_name"]) == ("leilani", "")
    assert (await slack.users_info(user="U07MAYA4KQ2"))["user"]["profile"]["display_name"] == "maya"


async def test_somebody_of_another_workspace_is_a_stranger_until_the_bot_shares_a_channel_with_them(
    slack: AsyncWebClient, maya: Person
) -> None:
    about = (await slack.users_info(user=TOMAS))["user"]
    assert (about["team_id"], about["profile"]["team"], about["is_stranger"]) == (PARTNER, PARTNER, True)
    await maya.invite_bot("#career-cohort")
    about = (await slack.users_info(user=TOMAS))["user"]
    # Only the team tells now that they are not of this workspace.
    assert (about["team_id"], about["is_stranger"], about["is_restricted"]) == (PARTNER, False, False)
    assert "is_stranger" not in (await slack.users_info(user=maya.id))["user"]
    assert TOMAS not in [member["id"] for member in (await slack.users_list())["members"]]


async def test_a_channel_with_somebody_of_another_workspace_is_shared(
    slack: AsyncWebClient, app: SocketApp, sandbox: Sandbox, maya: Person
) -> None:
    await asyncio.gather(app.event(), maya.invite_bot("#career-cohort"))
    about = (await slack.conversations_info(channel="C07CAREER77"))["channel"]
    assert (about["is_shared"], about["is_ext_shared"]) == (True, True)
    assert TOMAS in (await slack.conversations_members(channel="C07CAREER77"))["members"]
    tomas = sandbox.person("tomas")
    payload, _ = await asyncio.gather(app.event(), tomas.leave("#career-cohort"))
    assert (payload["event"]["team"], payload["team_id"]) == (PARTNER, "T07COHORT26")
    assert payload["is_ext_shared_channel"] is False
    payload, _ = await asyncio.gather(app.event(), maya.invite(tomas, "#career-cohort"))
    assert (payload["event"]["team"], payload["is_ext_shared_channel"]) == (PARTNER, True)


async def test_a_press_of_somebody_of_another_workspace_names_theirs(
    slack: AsyncWebClient, app: SocketApp, sandbox: Sandbox, maya: Person
) -> None:
    await asyncio.gather(app.event(), maya.invite_bot("#career-cohort"))
    await slack.chat_postMessage(channel="C07CAREER77", text="Go", blocks=[actions(button())])
    payload, _ = await asyncio.gather(app.answer(), sandbox.person("tomas").press("go"))
    assert (payload["user"]["team_id"], payload["team"]["id"]) == (PARTNER, "T07COHORT26")


async def test_a_cohort_of_five_students_and_a_facilitator_is_there(
    slack: AsyncWebClient, sandbox: Sandbox
) -> None:
    members = (await slack.conversations_members(channel="C07CAREER77"))["members"]
    people = [(await slack.users_info(user=member))["user"] for member in members]
    assert [person["name"] for person in people if _is_full_member(person)] == [
        *("ruth", "maya", "jonas", "priya", "luis", "chen"),
    ]
    assert len({person["tz"] for person in people if _is_full_member(person)}) == 4
    assert not sandbox.person("leilani").is_in("#career-cohort")
    leilani = sandbox.person("leilani")
    await leilani.join("#career-cohort")
    assert leilani.is_in("#career-cohort")


def _is_full_member(person: Json) -> bool:
    return not (person["deleted"] or person["is_restricted"] or person["team_id"] == PARTNER)
