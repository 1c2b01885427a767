"""What is promised and advised, read aloud: what it says in each state, and what may be pressed."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from core.conversations import Overview
from core.model import Contact, ContactDetails, Debrief, Interview, Member, Owner, ThankYou
from core.nudges import Nudge
from core.task import Task, TaskKind, TaskState
from core.tasks import OpenTasks
from tests.views.promises import FRIDAY, NOW, task
from views import home, kit, nudges, tasks

MEMBER = Member(Owner("T1", "U1"), "America/New_York", NOW)
DANA = Contact(7, ContactDetails("Dana Wu", "Genentech"))
TALK = Interview(1, DANA, NOW - timedelta(minutes=40), NOW, NOW, Debrief(), ThankYou.DUE)
OPEN = task(TALK)


def _labels(blocks: list[dict[str, Any]]) -> list[str]:
    return [
        element["text"]["text"]
        for block in blocks
        if block["type"] == "actions"
        for element in block["elements"]
    ]


@pytest.mark.parametrize(
    ("one", "said", "steps"),
    [
        (
            OPEN,
            "You promised *Dana Wu, Genentech*: send the paper\nDue on Friday.",
            ["Done", "In a week", "Drop it"],
        ),
        (
            replace(OPEN, kind=TaskKind.ADVICE, text="join ISPE"),
            "*Dana Wu, Genentech* advised you: join ISPE\nDue on Friday.",
            ["Done", "In a week", "Drop it"],
        ),
        (
            replace(OPEN, due_on=FRIDAY + timedelta(days=7)),
            "I will remind you on Fri 4 Dec 2026: send the paper",
            [],
        ),
        (
            task(TALK, state=TaskState.DONE),
            "Done, and a good reason to write to Dana: send the paper",
            ["Write to them", "Sent it"],
        ),
        (
            replace(task(TALK, state=TaskState.DONE), written_at=NOW),
            "Done, and Dana knows: send the paper",
            [],
        ),
        (task(TALK, state=TaskState.DROPPED), "Dropped: send the paper", []),
    ],
)
def test_a_task_says_how_it_stands_and_what_may_be_done(one: Task, said: str, steps: list[str]) -> None:
    message = nudges.nudge(Nudge([], [one]), 1, MEMBER, NOW)
    assert message.text == f"Good morning. Here is something that you set out to do:\n{said}"
    assert _labels(message.blocks) == steps


def test_writing_to_them_opens_the_draft_of_keeping_in_touch() -> None:
    [steps] = [
        block for block in tasks.done_form(task(TALK, state=TaskState.DONE))["blocks"] if "elements" in block
    ]
    assert steps["elements"][0]["value"] == "keep_in_touch::7"


def test_home_says_whose_it_is_and_for_when_and_how_many_more_there_are() -> None:
    told = home.home(Overview([], [], [], to_do=OpenTasks([OPEN], 4)), MEMBER, NOW)
    texts = [block["text"]["text"] for block in told["blocks"] if block["type"] == "section"]
    assert "send the paper\nPromised to Dana Wu, Genentech, due on Friday" in texts
    assert kit.context("And 3 more, once these are done.") in told["blocks"]


def test_where_nothing_is_promised_home_does_not_speak_of_it() -> None:
    told = home.home(Overview([], [], []), MEMBER, NOW)
    assert kit.header("Promised and advised") not in told["blocks"]


def test_what_was_understood_stands_beside_a_calendar_that_says_which_task_it_is() -> None:
    [_, block] = tasks.saved_blocks([OPEN])
    assert block["text"]["text"] == "You promised: send the paper"
    assert block["accessory"]["initial_date"] == "2026-11-27"
    assert tasks.task_id_of(block["block_id"]) == "1"
