"""Events as they are parsed: whose they are, and what Slack says of the installation."""

from datetime import UTC, datetime
from typing import Any

import pytest

from core.model import Owner
from handlers.requests import Event, parse_event
from tests.scenarios.test_every_handler import EverythingTold

OURS = {"team_id": "T1", "enterprise_id": None, "user_id": "U0BOT", "is_enterprise_install": False}
ORG = {"team_id": None, "enterprise_id": "E1", "user_id": "U0BOT", "is_enterprise_install": True}


def parsed(**envelope: Any) -> Event:
    event = {"type": "member_joined_channel", "user": "U1", "channel": "C1"}
    return parse_event({"team_id": "T1", "event_id": "Ev1", "event": event, **envelope}, EverythingTold())


def test_an_event_belongs_to_the_workspace_that_installed_us_wherever_it_happened() -> None:
    event = parsed(team_id="T9", authorizations=[OURS])
    assert event.owner == Owner("T1", "U1")
    assert event.bot_id == "U0BOT"


@pytest.mark.parametrize("authorizations", [None, []])
def test_without_a_word_of_who_installed_us_it_belongs_to_where_it_happened(authorizations: Any) -> None:
    assert parsed(authorizations=authorizations).owner == Owner("T1", "U1")


def test_in_an_organisation_it_belongs_to_the_workspace_where_it_happened() -> None:
    event = parsed(team_id="T2", authorizations=[ORG])
    assert event.owner == Owner("T2", "U1")
    assert (event.enterprise_id, event.is_org_wide) == ("E1", True)


def test_an_organisations_goodbye_names_no_workspace() -> None:
    goodbye = parsed(team_id=None, authorizations=[ORG], event={"type": "app_uninstalled"}, event_time=60)
    assert goodbye.owner == Owner("", "")
    assert goodbye.happened_at == datetime(1970, 1, 1, 0, 1, tzinfo=UTC)
