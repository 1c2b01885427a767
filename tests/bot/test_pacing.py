"""Slack's limits are kept in each workspace, and one workspace never delays another."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.pacing import IN_HAND, Pace
from core.model import Owner

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
APART = timedelta(seconds=0.2)
MAYA, JONAS, ELSEWHERE = Owner("T1", "U1"), Owner("T1", "U2"), Owner("T2", "U1")


class StandingClock:
    def __init__(self) -> None:
        self.now = NOW


async def test_a_channel_has_one_message_a_second_and_others_go_on_meanwhile() -> None:
    pace, started = Pace(lambda: NOW, APART), asyncio.get_running_loop().time()
    order: list[tuple[str, float]] = []

    async def post(name: str, owner: Owner) -> None:
        async with pace.turn(owner):
            order.append((name, asyncio.get_running_loop().time() - started))

    await asyncio.gather(post("first", MAYA), post("second", MAYA), post("other", JONAS))
    assert [name for name, _ in order] == ["first", "other", "second"]
    assert order[1][1] < APART.total_seconds() <= order[2][1]


async def test_no_more_than_so_many_are_under_way_in_one_workspace() -> None:
    pace, gate = Pace(lambda: NOW, APART, at_once=2), asyncio.Event()
    under_way: list[Owner] = []

    async def post(owner: Owner) -> None:
        async with pace.turn(owner):
            under_way.append(owner)
            await gate.wait()

    tasks = [asyncio.create_task(post(Owner("T1", f"U{number}"))) for number in range(5)]
    tasks.append(asyncio.create_task(post(ELSEWHERE)))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert [owner.team_id for owner in under_way].count("T1") == 2
    assert ELSEWHERE in under_way
    gate.set()
    await asyncio.gather(*tasks)
    assert len(under_way) == 6


async def test_a_workspace_that_asked_to_wait_takes_nothing_until_then() -> None:
    clock = StandingClock()
    pace = Pace(lambda: clock.now, APART)
    pace.wait("T1", timedelta(seconds=30))
    pace.wait("T1", timedelta(seconds=10))
    assert pace.full() == {"T1"}
    assert pace.waits_until("T1") == NOW + timedelta(seconds=30)
    clock.now += timedelta(seconds=30)
    assert pace.full() == set()
    assert pace.waits_until("T1") is None


async def test_a_workspace_with_enough_in_hand_is_not_given_more() -> None:
    pace, gate = Pace(lambda: NOW, APART), asyncio.Event()

    async def post(number: int) -> None:
        async with pace.turn(Owner("T1", f"U{number}")):
            await gate.wait()

    tasks = [asyncio.create_task(post(number)) for number in range(IN_HAND)]
    await asyncio.sleep(0)
    assert pace.full() == {"T1"}
    gate.set()
    await asyncio.gather(*tasks)
    assert pace.full() == set()
