"""How nudges, the touch form and the settings read."""

from dataclasses import replace
from datetime import date

import pytest

from core.model import Debrief, Nudging, ReminderKind, ReminderReport, ReminderState
from core.nudges import DueContact, Keeping, Nudge, TouchNote
from core.reasons import Reason, ReasonKind
from sandbox.visible_text import plain_text
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


def _shown(turn: DueContact) -> str:
    return plain_text(nudges.nudge(Nudge([turn]), 7, keeping.MEMBER, keeping.NOW).blocks)


TALK = replace(
    keeping.FULL_TALK,
    contact=keeping.DANA,
    debrief=Debrief("write early", "- read the report\n- join ISPE", "send the paper\nsend the code"),
)


def test_a_takeaway_is_said_once_as_the_reason_to_write_or_as_what_stays() -> None:
    reason = Reason(ReasonKind.TAKEAWAY, "What stayed with you from Dana: write early.", "")
    turn = replace(keeping.PLAIN_TURN, last_talk=TALK)
    assert _shown(turn).count("write early") == 1
    assert _shown(replace(turn, reason=reason)).count("write early") == 1


def test_what_is_done_stands_in_the_reason_and_no_longer_as_promised_or_advised() -> None:
    reason = Reason(ReasonKind.PROMISE_KEPT, "You did what you promised Dana: send the paper.", "", 1)
    turn = replace(
        keeping.PLAIN_TURN, last_talk=TALK, reason=reason, settled=("send the paper", "read the report")
    )
    shown = _shown(turn)
    assert shown.count("send the paper") == 1
    assert "You promised: send the code" in shown
    assert "Advice: join ISPE" in shown
    everything = ("send the paper", "send the code", "read the report", "join ISPE")
    shown = _shown(replace(turn, settled=everything))
    assert "You promised:" not in shown
    assert "Advice:" not in shown


def test_the_day_of_a_talk_is_said_once() -> None:
    assert "Last in touch 26 Jul 2026, when you talked." in _shown(
        replace(keeping.PLAIN_TURN, last_talk=TALK)
    )
    later = replace(keeping.OPEN, touched_at=keeping.NOW)
    shown = _shown(replace(keeping.PLAIN_TURN, keeping=later, last_talk=TALK))
    assert "Last in touch 23 Nov 2026.\n" in shown
    assert "You talked: 26 Jul 2026" in shown


def test_what_was_noted_when_they_met_comes_with_them_unless_a_talk_came_after() -> None:
    touched_at = keeping.OPEN.touched_at
    assert touched_at
    met = replace(keeping.PLAIN_TURN, noted=TouchNote(touched_at, "met at the ASLO poster session"))
    assert "You noted: met at the ASLO poster session" in _shown(met)
    touched = replace(met, keeping=replace(keeping.OPEN, touched_at=keeping.NOW))
    assert "You noted on 26 Jul 2026: met at the ASLO poster session" in _shown(touched)
    talked = replace(touched, last_talk=replace(TALK, ended_at=keeping.NOW))
    assert "poster" not in _shown(talked)


def test_a_nudge_that_is_shown_again_later_names_no_day_that_is_past() -> None:
    moved = replace(keeping.PLAIN_TURN, keeping=replace(keeping.OPEN, due_on=date(2026, 12, 1)))
    assert "Next nudge around 1 Dec 2026." in _shown(moved)
    assert "Their turn has come again since." in _shown(replace(moved, comes_again=True))


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
