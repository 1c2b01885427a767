"""How nudges, the touch form and the settings read."""

from dataclasses import replace

import pytest

from core.model import Nudging, ReminderKind, ReminderReport, ReminderState
from core.nudges import Keeping, Nudge
from tests.views import keeping
from views import nudges, settings_form, status
from views.person_words import cadence_in_words, keeping_in_words


def test_a_nudge_offers_what_one_does_first_and_the_rest_behind_three_dots() -> None:
    actions = nudges.nudge(Nudge([keeping.PLAIN_TURN]), 7, keeping.MEMBER, keeping.NOW).blocks[-1]["elements"]
    assert [one["text"]["text"] for one in actions[:-1]] == ["We were in touch", "Draft", "Next week"]
    behind = {one["text"]["text"]: one["value"] for one in actions[-1]["options"]}
    assert behind == {"Change how often": "cadence.change:1:7", "Stop": "nudge.stop:1:7"}


def test_whoever_is_stopped_can_be_taken_up_again() -> None:
    stopped = replace(keeping.PLAIN_TURN, keeping=Keeping(None, keeping.NOW))
    blocks = nudges.nudge(Nudge([stopped]), 7, keeping.MEMBER, keeping.NOW).blocks
    assert "No further nudges about them." in blocks[-2]["text"]["text"]
    assert blocks[-1]["elements"][0]["action_id"] == "cadence.change"


@pytest.mark.parametrize(
    ("weekdays", "words"),
    [
        ({1, 2, 3, 4, 5}, "Monday to Friday"),
        ({5, 6, 7}, "Friday to Sunday"),
        (set(range(1, 8)), "every day"),
        ({2}, "Tuesday"),
        ({6, 7}, "Saturday and Sunday"),
        ({1, 3, 5}, "Monday, Wednesday and Friday"),
    ],
)
def test_days_are_named_as_one_says_them(weekdays: set[int], words: str) -> None:
    assert settings_form.days_in_words(weekdays) == words


def test_a_cadence_is_named_after_what_the_member_means_by_it() -> None:
    own = Nudging(mentor_days=30)
    said = [cadence_in_words(days, own) for days in (30, 60, 120, None)]
    assert said == ["A mentor: every 30 days", "Every 60 days", "Warm: every 120 days", "No nudges"]


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        (Keeping(), "No nudges about them."),
        (Keeping(is_chosen=True), "No nudges about them, as you chose."),
        (Keeping(60), "Keep in touch: a mentor: every 60 days."),
        (keeping.OPEN, "Their turn since 23 Nov 2026. Warm: every 120 days."),
        (keeping.STATES[1], "Next nudge around 23 Mar 2027. Warm: every 120 days."),
    ],
)
def test_how_somebody_is_kept_in_touch_with_is_said_in_a_sentence(clock: Keeping, words: str) -> None:
    assert keeping_in_words(clock, keeping.MEMBER, keeping.NOW) == words


@pytest.mark.parametrize("kind", list(ReminderKind))
def test_every_kind_of_reminder_has_a_name_in_the_status(kind: ReminderKind) -> None:
    report = ReminderReport(
        1, keeping.MEMBER.owner, kind, "Dana Wu", keeping.NOW, ReminderState.FAILED, "restricted_action"
    )
    said = status.failure(report, keeping.MEMBER, keeping.NOW)
    assert said.endswith(": tried today at 3:30 pm, but this workspace does not let the bot write to you.")
    assert said.partition(":")[0][0].isupper()
