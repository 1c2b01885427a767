"""Slack's limits are kept in each workspace, and one workspace never delays another."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from bot.pacing import IN_HAND, Pace
from core.model import Owner

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
APART = timedelta(seconds=0.2)
MAYA, JONAS, ELSEWHERE = Owner("T1", "U1"), Owner("T1", "U2"), Owner("T2", "U1")


class StandingClock:
    def __init__(self) -> None:
        self.now = NOW


class Crowd:
    """Messages that are under way until they are told to go."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._gate = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self.under_way: list[Owner] = []

    async def come(self, owners: Iterable[Owner]) -> None:
        """Let each of them take its place, if there is one."""
        self._tasks = [asyncio.create_task(self._post(owner)) for owner in owners]
        for _ in range(10 * len(self._tasks)):
            await asyncio.sleep(0)

    async def go(self) -> None:
        self._gate.set()
        await asyncio.gather(*self._tasks)

    async def _post(self, owner: Owner) -> None:
        async with self._pace.turn(owner):
            self.under_way.append(owner)
            await self._gate.wait()


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
    crowd = Crowd(Pace(lambda: NOW, APART, in_one=2))
    await crowd.come([*(Owner("T1", f"U{number}") for number in range(5)), ELSEWHERE])
    assert [owner.team_id for owner in crowd.under_way].count("T1") == 2
    assert ELSEWHERE in crowd.under_way
    await crowd.go()
    assert len(crowd.under_way) == 6


async def test_no_more_than_so_many_are_under_way_in_all_workspaces_together() -> None:
    crowd = Crowd(Pace(lambda: NOW, APART, at_once=3, in_one=2))
    await crowd.come([Owner(f"T{number}", "U1") for number in range(5)])
    assert len(crowd.under_way) == 3
    await crowd.go()
    assert len(crowd.under_way) == 5


async def test_one_message_begins_in_a_pass_of_the_event_loop_so_that_clicks_are_answered_between() -> None:
    crowd, most, before = Crowd(Pace(lambda: NOW, APART)), 0, 0
    coming = asyncio.create_task(crowd.come([Owner("T1", f"U{number}") for number in range(100)]))
    while len(crowd.under_way) < 100:
        await asyncio.sleep(0)
        most, before = max(most, len(crowd.under_way) - before), len(crowd.under_way)
    await coming
    await crowd.go()
    assert most == 1


async def test_two_messages_that_waited_for_a_place_are_still_a_second_apart() -> None:
    pace, started = Pace(lambda: NOW, APART, at_once=1), asyncio.get_running_loop().time()
    instants: list[float] = []

    async def post(owner: Owner, takes: float) -> None:
        async with pace.turn(owner):
            await asyncio.sleep(takes)
            if owner == MAYA:
                instants.append(asyncio.get_running_loop().time() - started)

    slow = 2 * APART.total_seconds()
    await asyncio.gather(post(JONAS, slow), post(MAYA, 0), post(MAYA, 0))
    assert instants[0] >= slow
    assert instants[1] - instants[0] >= APART.total_seconds()


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
