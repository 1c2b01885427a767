"""How much a member may do at once."""

from typing import cast

from hypothesis import given, strategies as st

from core.model import Owner
from handlers.pace import REMEMBERED, USUAL, Allowance, Pace, PacedRouter, Rate
from handlers.ports import Slack
from handlers.requests import Event

MAYA, JONAS = Owner("T1", "U1"), Owner("T1", "U2")


class Watch:
    """A clock in seconds."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


def test_twenty_acts_in_five_seconds_are_never_too_many() -> None:
    watch = Watch()
    allowance = Allowance(USUAL.acts, watch)
    for _ in range(100):
        assert allowance.take(MAYA)
        watch.at += 0.25


@given(st.lists(st.floats(0, 3), max_size=200))
def test_in_any_span_no_more_is_allowed_than_the_rate(pauses: list[float]) -> None:
    watch, rate = Watch(), Rate(5, 2)
    allowance = Allowance(rate, watch)
    allowed: list[float] = []
    for pause in pauses:
        watch.at += pause
        if allowance.take(MAYA):
            allowed.append(watch.at)
    for first, since in enumerate(allowed):
        for last, until in enumerate(allowed[first:], 1):
            assert last <= rate.at_once + rate.per_s * (until - since) + 1e-6


def test_one_member_takes_nothing_from_another() -> None:
    allowance = Allowance(Rate(1, 1), Watch())
    assert allowance.take(MAYA)
    assert not allowance.take(MAYA)
    assert allowance.take(JONAS)
    assert allowance.take(Owner("T2", MAYA.user_id))


def test_too_many_is_told_once_until_it_is_calm_again() -> None:
    watch = Watch()
    allowance = Allowance(Rate(4, 1), watch)
    for _ in range(4):
        assert allowance.take(MAYA)
    assert [allowance.is_news(MAYA) for _ in range(3)] == [True, False, False]
    watch.at += 1
    assert allowance.take(MAYA)
    assert not allowance.is_news(MAYA)
    watch.at += 10
    assert allowance.take(MAYA)
    assert allowance.is_news(MAYA)


async def test_messages_that_nobody_wrote_are_never_too_many() -> None:
    router = PacedRouter([], Pace(Rate(1, 0), Rate(1, 0)), Watch())
    taken_out = Event(
        owner=Owner("T1", ""), slack=cast("Slack", None), id="Ev1", kind="message", body={}, bot_id="UBOT"
    )
    for _ in range(3):
        await router.event(taken_out)


def test_memory_is_bounded_and_whoever_is_active_is_remembered() -> None:
    allowance = Allowance(Rate(2, 0), Watch())
    allowance.take(MAYA)
    for number in range(2 * REMEMBERED):
        allowance.take(Owner("T1", f"U{number + 10}"))
        if number == REMEMBERED // 2:
            allowance.take(MAYA)
        if number == REMEMBERED:
            assert not allowance.take(MAYA)
    assert len(allowance._left) == REMEMBERED
