"""The socket comes back by itself, and closes only once what came in is answered."""

import asyncio

from sandbox import Fault
from storage.database import Database
from tests.world import inhabited

OUTAGE_S = 6
"""Longer than the client waits between two attempts, so that one fails."""


async def test_it_reconnects_when_slack_refreshes_or_cuts_the_connection(sqlite: Database) -> None:
    async with inhabited(sqlite) as world:
        for abruptly in (False, True):
            await world.sandbox.disconnect_sockets(abruptly=abruptly)
            await world.sandbox.app_connected(timeout=30)
            assert (await world.maya.command("/interview help")).ok


async def test_it_recovers_when_a_handshake_failed_and_its_address_was_spent(sqlite: Database) -> None:
    async with inhabited(sqlite) as world:
        world.sandbox.refuse_tickets_for(OUTAGE_S)
        await world.sandbox.disconnect_sockets(abruptly=True)
        await asyncio.sleep(OUTAGE_S)
        await world.sandbox.app_connected(timeout=20)
        assert (await world.maya.command("/interview help")).ok


async def test_it_recovers_when_all_of_slack_was_gone(sqlite: Database) -> None:
    async with inhabited(sqlite) as world:
        port = int(world.sandbox.url.rsplit(":", 1)[1])
        await world.sandbox.stop()
        await asyncio.sleep(OUTAGE_S)
        await world.sandbox.start(port=port)
        await world.sandbox.app_connected(timeout=20)
        assert (await world.maya.command("/interview help")).ok


async def test_what_came_in_is_finished_before_the_bot_stops(sqlite: Database) -> None:
    async with inhabited(sqlite) as world:
        world.sandbox.faults.add(Fault("views.open", "latency", seconds=0.5))
        await world.maya.command("/interview log Dana Wu, Genentech, today 2pm, 40 min")
        await world.bot.stop()
        assert (await world.maya.modal()).title == "Log a conversation"
