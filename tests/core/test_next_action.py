"""The one thing to do next about a person."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from core.local_time import in_zone
from core.model import Member, Owner
from core.next_action import Act, Asked, NextAction, Plans, next_action

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
MAYA = Member(Owner("T1", "U1"), "America/New_York", NOW)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OWED = NOW - HOUR
TO_COME = (NOW + 2 * DAY, NOW + 2 * DAY + HOUR)
ASKED = Asked(NOW - HOUR)
TURN = date(2027, 3, 23)

instants = st.datetimes(datetime(2026, 6, 1), datetime(2027, 6, 1), timezones=st.just(UTC))
plans = st.builds(
    Plans,
    st.none() | instants,
    st.none() | instants.map(lambda at: (at, at + HOUR)),
    st.none() | st.builds(Asked, instants),
    st.none() | st.dates(date(2026, 6, 1), date(2027, 6, 1)),
)


@pytest.mark.parametrize(
    ("known", "act", "on"),
    [
        (Plans(OWED, TO_COME, ASKED, TURN), Act.THANK, date(2026, 11, 24)),
        (Plans(None, TO_COME, ASKED, TURN), Act.TALK, date(2026, 11, 25)),
        (Plans(None, (NOW - DAY, NOW - DAY + HOUR), ASKED, TURN), Act.TELL_OUTCOME, date(2026, 11, 22)),
        (Plans(None, None, ASKED, TURN), Act.ASK_SECOND_PERSON, date(2026, 11, 26)),
        (Plans(None, None, None, TURN), Act.KEEP_IN_TOUCH, TURN),
        (Plans(), Act.NOTHING, None),
        (Plans(NOW - 8 * DAY), Act.NOTHING, None),
    ],
)
def test_what_cannot_wait_comes_first(known: Plans, act: Act, on: date | None) -> None:
    action = next_action(known, MAYA, NOW)
    assert (action.act, action.on) == (act, on)


@pytest.mark.parametrize(
    ("days_later", "act", "on"),
    [
        (2, Act.ASK_SECOND_PERSON, date(2026, 11, 26)),
        (3, Act.ASK_SECOND_PERSON, date(2026, 11, 26)),
        (4, Act.FOLLOW_UP, date(2026, 12, 2)),
        (12, Act.FOLLOW_UP, date(2026, 12, 2)),
        (21, Act.CLOSE, date(2026, 12, 11)),
    ],
)
def test_an_unanswered_ask_goes_through_its_steps(days_later: int, act: Act, on: date) -> None:
    asked = Plans(asked=Asked(NOW))
    assert next_action(asked, MAYA, NOW + days_later * DAY) == NextAction(act, on)


def test_after_the_one_follow_up_only_the_close_is_left() -> None:
    asked = Plans(asked=Asked(NOW, NOW + 9 * DAY))
    assert next_action(asked, MAYA, NOW + 10 * DAY).act is Act.CLOSE


@given(plans, instants)
def test_there_is_always_one_thing_with_a_day_or_nothing_at_all(known: Plans, now: datetime) -> None:
    action = next_action(known, MAYA, now)
    assert (action.act is Act.NOTHING) == (action.on is None)
    if action.act is Act.NOTHING:
        assert [known.talk, known.asked, known.due_on] == [None] * 3
        assert not action.is_due(in_zone(now, MAYA.zone).date())


@given(plans, instants)
def test_keeping_in_touch_never_comes_before_what_is_under_way(known: Plans, now: datetime) -> None:
    if next_action(known, MAYA, now).act is Act.KEEP_IN_TOUCH:
        assert known.talk is None
        assert known.asked is None
