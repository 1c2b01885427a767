"""What would come within hours of each other comes as few messages, none of it lost and none twice."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import given, strategies as st

from core.decisions import InDoubt, NotSent, Result, Send
from core.delivering import of_each
from core.gathering import AT_MOST, gathered, overtaken
from core.model import (
    Contact,
    ContactDetails,
    Member,
    Outcome,
    Owner,
    PostedMessage,
    Reminder,
    ReminderKind,
    ReminderState,
)
from core.referral import Named

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
KINDS = [ReminderKind.NO_REPLY, ReminderKind.ACT_ON_REFERRAL, ReminderKind.TELL_REFERRER]
WHERE = PostedMessage("D1", "1.0")


def reminder(number: int, user: str, kind: ReminderKind, subject: int, occurrence: int = 1) -> Reminder:
    return Reminder(number, Owner("T1", user), kind, subject, occurrence, NOW, ReminderState.SENDING)


def send(one: Reminder) -> Send:
    named = Named(Contact(one.subject_id, ContactDetails("Sam Reyes")))
    return Send(one, Member(one.owner, "UTC", NOW), named)


@st.composite
def reminders(draw: st.DrawFn) -> list[Reminder]:
    drawn = draw(
        st.lists(
            st.tuples(st.sampled_from("AB"), st.sampled_from(KINDS), st.integers(1, 4), st.integers(1, 3))
        )
    )
    return [reminder(number, *fields) for number, fields in enumerate(drawn)]


@given(reminders())
def test_each_is_told_once_in_its_order_among_its_like_to_its_member(due: list[Reminder]) -> None:
    messages = gathered([send(one) for one in due])
    told = [[each.reminder for each in message.sections] for message in messages]
    assert Counter(one.id for together in told for one in together) == Counter(one.id for one in due)
    for together in told:
        assert len({(one.owner, one.kind) for one in together}) == 1
        assert len(together) <= AT_MOST
        assert [one.id for one in together] == sorted(one.id for one in together)


@given(reminders())
def test_no_more_messages_than_there_is_need_of(due: list[Reminder]) -> None:
    alike = Counter((one.owner, one.kind) for one in due)
    assert len(gathered([send(one) for one in due])) == sum(-(-count // AT_MOST) for count in alike.values())


@given(reminders())
def test_of_two_about_the_same_only_the_last_is_left(due: list[Reminder]) -> None:
    left = [one for one in due if one.id not in overtaken(due)]
    assert {(one.owner, one.kind, one.subject_id) for one in left} == {
        (one.owner, one.kind, one.subject_id) for one in due
    }
    for one in due:
        later = [
            other
            for other in due
            if (other.owner, other.kind, other.subject_id) == (one.owner, one.kind, one.subject_id)
            and other.occurrence > one.occurrence
        ]
        assert (one.id in overtaken(due)) == bool(later)


def test_what_became_of_the_message_became_of_everything_in_it() -> None:
    [message] = gathered([send(reminder(number, "A", KINDS[0], number)) for number in (7, 8, 9)])
    results: list[Result] = [
        Outcome(7, ReminderState.SENT, posted=WHERE),
        NotSent(7, NOW + timedelta(minutes=1)),
        InDoubt(7, NOW),
    ]
    for result in results:
        each = of_each(result, message)
        assert [one.reminder_id for one in each] == [7, 8, 9]
        assert {type(one) for one in each} == {type(result)}
