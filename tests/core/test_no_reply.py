"""What is decided about an ask that nobody has answered, whatever the hour, the zone and the pause."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from core.decisions import Cancel, Postpone, Send
from core.local_time import in_zone, is_quiet
from core.model import (
    Contact,
    ContactDetails,
    Member,
    Owner,
    Reminder,
    ReminderKind,
    ReminderState,
)
from core.no_reply import next_step, steps_of
from core.no_reply_reminders import decide
from core.no_reply_rules import NoReplyStep, step_of
from core.outreach import Channel, Draft, Situation
from core.outreaches import Outreach, OutreachState, Unanswered

SENT_AT = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
MEMBER = Member(Owner("T1", "U1"), "America/New_York", SENT_AT)
ASK = Outreach(
    1,
    Contact(1, ContactDetails("Dana Wu", "Genentech")),
    Draft(Situation.COLD, Channel.EMAIL, "Hello", "Would you have 20 minutes?"),
    OutreachState.SENT,
    SENT_AT,
    sent_at=SENT_AT,
)
ZONES = st.sampled_from(
    ["America/New_York", "Europe/Berlin", "Pacific/Kiritimati", "Asia/Kolkata", "America/Sao_Paulo"]
)


def reminder(occurrence: int = 1, due_at: datetime = SENT_AT) -> Reminder:
    return Reminder(7, MEMBER.owner, ReminderKind.NO_REPLY, ASK.id, occurrence, due_at, ReminderState.SENDING)


@given(st.integers(1, 10**6))
def test_the_steps_come_round_in_their_order(occurrence: int) -> None:
    assert [step_of(3 * occurrence - 2 + number) for number in range(3)] == list(NoReplyStep)


@given(st.datetimes(datetime(2026, 11, 23), datetime(2027, 11, 23), timezones=st.just(UTC)), ZONES)
def test_nothing_is_sent_at_night_or_on_a_weekend(now: datetime, zone: str) -> None:
    member = replace(MEMBER, zone=zone)
    match decide(reminder(), Unanswered(ASK), member, now):
        case Send():
            assert in_zone(now, zone).weekday() < 5
            assert not is_quiet(now, zone, member.quiet_hours)
        case Postpone(until):
            assert until > now
            assert in_zone(until, zone).weekday() < 5
            assert not is_quiet(until, zone, member.quiet_hours)
        case decision:
            pytest.fail(str(decision))


@given(st.dates(date(2026, 11, 24), date(2027, 6, 1)), ZONES)
def test_in_a_pause_it_waits_for_a_morning_after_it(until: date, zone: str) -> None:
    member = replace(MEMBER, zone=zone, paused_until=until)
    decision = decide(reminder(), Unanswered(ASK), member, SENT_AT)
    if in_zone(SENT_AT, zone).date() >= until:
        assert not isinstance(decision, Cancel)
        return
    assert isinstance(decision, Postpone)
    assert in_zone(decision.until, zone).date() >= until


@pytest.mark.parametrize(
    ("unanswered", "reason"),
    [
        (Unanswered(replace(ASK, state=OutreachState.ANSWERED)), "answered"),
        (Unanswered(replace(ASK, state=OutreachState.CLOSED)), "closed"),
        (Unanswered(replace(ASK, state=OutreachState.DRAFTED)), "drafted"),
        (Unanswered(ASK, archived=True), "archived"),
        (Unanswered(ASK, agreed=True), "agreed"),
        (Unanswered(replace(ASK, followed_up_at=SENT_AT)), "followed_up"),
    ],
)
def test_it_stops_with_what_ended_it(unanswered: Unanswered, reason: str) -> None:
    assert decide(reminder(), unanswered, MEMBER, SENT_AT) == Cancel(reason)


def test_after_a_follow_up_only_the_close_remains() -> None:
    followed_up = replace(ASK, followed_up_at=SENT_AT + timedelta(days=9))
    assert list(steps_of(followed_up, MEMBER)) == [NoReplyStep.CLOSE]
    assert isinstance(decide(reminder(6), Unanswered(followed_up), MEMBER, SENT_AT), Send)


@given(st.integers(0, 60))
def test_the_next_step_is_the_first_to_come_and_at_last_the_close(days: int) -> None:
    now = SENT_AT + timedelta(days=days)
    following = next_step(ASK, MEMBER, now)
    assert following
    step, at = following
    assert at > now or step is NoReplyStep.CLOSE
    assert all(at <= other for other in steps_of(ASK, MEMBER).values() if other > now)


def waiting(days: dict[int, int]) -> tuple[Reminder, ...]:
    """What is pending, by its number and the days since the ask on which it is due."""
    planned = (reminder(number, SENT_AT + timedelta(days=after)) for number, after in days.items())
    return tuple(sorted(planned, key=lambda each: each.due_at))


@pytest.mark.parametrize(
    ("pending", "days", "step"),
    [
        ({1: 3, 2: 9, 3: 18}, 0, NoReplyStep.SECOND_PERSON),
        ({2: 9, 3: 18}, 5, NoReplyStep.FOLLOW_UP),
        # Put off by a pause that is over: the follow-up comes before the close.
        ({2: 22, 3: 31}, 20, NoReplyStep.FOLLOW_UP),
        ({1: 3, 2: 9, 3: 18}, 20, NoReplyStep.FOLLOW_UP),
        ({1: 3, 3: 18}, 20, NoReplyStep.CLOSE),
        ({5: 22, 6: 31}, 20, NoReplyStep.FOLLOW_UP),
        ({}, 20, NoReplyStep.CLOSE),
    ],
)
def test_the_next_step_is_the_one_that_its_reminders_will_tell_of(
    pending: dict[int, int], days: int, step: NoReplyStep
) -> None:
    following = next_step(ASK, MEMBER, SENT_AT + timedelta(days=days), waiting(pending))
    assert following
    assert following[0] is step


def test_what_awaits_no_reply_has_no_step() -> None:
    assert next_step(replace(ASK, state=OutreachState.CLOSED), MEMBER, SENT_AT) is None
