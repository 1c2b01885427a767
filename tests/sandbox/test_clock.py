import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from sandbox import Clock

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_a_frozen_clock_stands_still_until_moved() -> None:
    clock = Clock(NOON)
    assert clock.now() == clock.now() == NOON
    clock.advance(timedelta(hours=1))
    assert clock.now() == NOON + timedelta(hours=1)
    clock.move_to(NOON + timedelta(hours=3))
    assert clock.now() == NOON + timedelta(hours=3)


def test_a_running_clock_is_ahead_by_what_it_was_moved() -> None:
    clock = Clock()
    clock.advance(timedelta(days=1))
    ahead = clock.now() - datetime.now(UTC)
    assert timedelta(hours=23) < ahead <= timedelta(days=1)


@pytest.mark.parametrize("starts_at", [NOON, datetime(2040, 1, 1, tzinfo=UTC)])
def test_a_running_clock_may_start_at_another_time_than_now(starts_at: datetime) -> None:
    clock = Clock(starts_at=starts_at)
    assert timedelta() <= clock.now() - starts_at < timedelta(minutes=1)


def test_a_clock_never_goes_back() -> None:
    clock = Clock(NOON)
    with pytest.raises(ValueError, match="forward"):
        clock.move_to(NOON - timedelta(seconds=1))
    with pytest.raises(ValueError, match="forward"):
        clock.advance(timedelta(seconds=-1))


def test_a_clock_refuses_an_instant_without_a_zone() -> None:
    with pytest.raises(ValueError, match="aware"):
        Clock(NOON.replace(tzinfo=None))


async def test_waiting_for_an_instant_ends_when_the_clock_is_moved_there() -> None:
    clock = Clock(NOON)
    waiting = asyncio.ensure_future(clock.reach(NOON + timedelta(minutes=1)))
    await asyncio.sleep(0)
    clock.advance(timedelta(seconds=59))
    await asyncio.sleep(0)
    assert not waiting.done()
    clock.advance(timedelta(seconds=1))
    await asyncio.wait_for(waiting, 1)


async def test_waiting_for_an_instant_ends_when_a_running_clock_reaches_it() -> None:
    clock = Clock()
    await asyncio.wait_for(clock.reach(clock.now() + timedelta(milliseconds=5)), 1)
