import copy
from collections.abc import Callable

import pytest

from sandbox import Sandbox
from tests.sandbox.toys import Json, manifest


def test_a_manifest_is_read() -> None:
    Sandbox(manifest())
    Sandbox(manifest(url="http://127.0.0.1:3000/slack/events"))


WRONG: list[tuple[str, Callable[[Json], object]]] = [
    ("35 characters", lambda m: m["display_information"].update(name="x" * 36)),
    ("80 characters", lambda m: m["features"]["bot_user"].update(display_name="x" * 81)),
    ("no command", lambda m: m["features"]["slash_commands"][0].update(command="interview")),
    ("no command", lambda m: m["features"]["slash_commands"][0].update(command="/Inter view")),
    ("description", lambda m: m["features"]["slash_commands"][0].update(description="")),
    ("50 entries", lambda m: m["features"].update(slash_commands=m["features"]["slash_commands"] * 51)),
    ("scope commands", lambda m: m["oauth_config"]["scopes"].update(bot=["chat:write"])),
    (
        "100 entries",
        lambda m: m["settings"]["event_subscriptions"].update(bot_events=[f"e{n}" for n in range(101)]),
    ),
    ("10 entries", lambda m: m["features"].update(shortcuts=m["features"]["shortcuts"] * 6)),
    ("callback_id of its own", lambda m: m["features"].update(shortcuts=m["features"]["shortcuts"] * 2)),
    ("24 at most", lambda m: m["features"]["shortcuts"][0].update(name="x" * 25)),
    ("global or message", lambda m: m["features"]["shortcuts"][0].update(type="channel")),
    ("150 characters", lambda m: m["features"]["shortcuts"][0].update(description="")),
    ("interactivity", lambda m: m["settings"]["interactivity"].update(is_enabled=False)),
    ("features is no object", lambda m: m.update(features=[])),
]


@pytest.mark.parametrize(("complaint", "spoil"), WRONG)
def test_a_manifest_that_slack_would_refuse_is_refused(
    complaint: str, spoil: Callable[[Json], object]
) -> None:
    spoiled = copy.deepcopy(manifest())
    spoil(spoiled)
    with pytest.raises(ValueError, match=complaint):
        Sandbox(spoiled)
