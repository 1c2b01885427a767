"""What becomes of a reminder when Slack answers badly, or not at all."""

import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from sqlalchemy import select, update

from bot import delivery
from bot.slack_calls import clients
from core.decisions import Send
from core.delivering import Timing
from core.model import (
    Contact,
    ContactDetails,
    Debrief,
    Interview,
    Member,
    Owner,
    Reminder,
    ReminderKind,
    ReminderState,
    ThankYou,
)
from sandbox import Fault
from storage.database import Database
from storage.tables import members, reminders, reminders_done
from tests.world import World, inhabited
from views.kit import Message

TIMING = Timing()
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MEMBER = Member(Owner("T1", "U1"), "America/New_York", NOON)
SEND = Send(
    Reminder(1, MEMBER.owner, ReminderKind.THANK_YOU, 1, 1, NOON, ReminderState.SENDING),
    MEMBER,
    Interview(1, Contact(1, ContactDetails("Dana Wu")), NOON, NOON, NOON, Debrief(), ThankYou.DUE),
)
TALK = "Dana Wu, Genentech, today 2pm, 40 min"


@pytest.fixture
async def world(database: Database) -> AsyncIterator[World]:
    """Maya has logged a talk."""
    async with inhabited(database) as world:
        await world.log(world.maya, TALK)
        yield world


def fall_due(world: World, *faults: Fault) -> None:
    """Let the first reminder fall due, with these faults waiting for it."""
    for fault in faults:
        world.sandbox.faults.add(fault)
    world.advance(hours=2)


def first(world: World) -> tuple[str, str]:
    """State and reason of the first reminder, wherever it stands."""
    with world.database.engine.connect() as connection:
        done = connection.execute(
            select(reminders_done.c.state, reminders_done.c.reason).where(reminders_done.c.occurrence == 1)
        ).one_or_none()
        if done:
            return done.state, done.reason
        return connection.execute(
            select(reminders.c.state).where(reminders.c.occurrence == 1)
        ).scalar_one(), ""


async def posts(world: World) -> int:
    await world.deliver()
    return len([message for message in world.maya.messages() if message.metadata])


async def test_a_reminder_that_arrives_is_recorded_with_where_it_stands(world: World) -> None:
    fall_due(world)
    assert await posts(world) == 1
    assert first(world) == ("sent", "")
    [message] = await world.reminders_of(world.maya)
    with world.database.reading() as work:
        [posted] = work.reminders.posted(Owner("T07COHORT26", world.maya.id), ReminderKind.THANK_YOU, 1)
    assert (posted.channel, posted.ts) == (message.channel, message.ts)


async def test_it_waits_as_long_as_slack_asks(world: World) -> None:
    fall_due(world, Fault("chat.postMessage", "rate_limited", seconds=30))
    assert await posts(world) == 0
    assert first(world)[0] == "pending"
    world.advance(seconds=29)
    assert await posts(world) == 0
    world.advance(seconds=2)
    assert await posts(world) == 1


@pytest.mark.parametrize(
    "error", ["account_inactive", "user_not_found", "channel_not_found", "token_revoked"]
)
async def test_what_slack_will_never_take_has_failed_with_slacks_own_word(world: World, error: str) -> None:
    fall_due(world, Fault("chat.postMessage", "error", error=error))
    assert await posts(world) == 0
    assert first(world) == ("failed", error)
    world.advance(hours=1)
    assert await posts(world) == 0


@pytest.mark.parametrize("error", ["ratelimited", "invalid_auth", "missing_scope"])
async def test_what_is_the_operators_to_mend_is_tried_again(world: World, error: str) -> None:
    fall_due(world, Fault("chat.postMessage", "error", error=error))
    assert await posts(world) == 0
    assert first(world)[0] == "pending"
    world.advance(minutes=6)
    assert await posts(world) == 1


LOST = {
    "5xx": Fault("chat.postMessage", "server_error"),
    "connection dropped": Fault("chat.postMessage", "drop_before"),
    "internal_error": Fault("chat.postMessage", "error", error="internal_error"),
    "fatal_error": Fault("chat.postMessage", "error", error="fatal_error"),
}


@pytest.mark.parametrize("fault", LOST.values(), ids=LOST.keys())
async def test_what_was_lost_is_looked_for_and_posted_once_it_is_certain_that_it_is_not_there(
    world: World, fault: Fault
) -> None:
    fall_due(world, fault)
    assert await posts(world) == 0
    assert first(world)[0] == "unknown"
    world.advance(seconds=TIMING.look_after.total_seconds())
    assert await posts(world) == 0
    assert len(world.sandbox.calls_of("conversations.history")) == 1
    world.advance(seconds=TIMING.settles_after.total_seconds())
    await world.deliver()
    assert await posts(world) == 1
    assert first(world) == ("sent", "")
    world.advance(hours=1)
    assert await posts(world) == 1


async def test_a_post_whose_answer_was_lost_is_found_again_and_stands_once(world: World) -> None:
    fall_due(world, Fault("chat.postMessage", "drop_after"))
    assert await posts(world) == 1
    assert first(world)[0] == "unknown"
    world.advance(seconds=TIMING.look_after.total_seconds())
    assert await posts(world) == 1
    assert first(world) == ("sent", "")
    assert len(world.sandbox.calls_of("chat.postMessage")) == 1
    [message] = await world.reminders_of(world.maya)
    await world.maya.press("thank_you.sent", message=message)
    await world.settled()
    assert "sent, marked" in (await world.reminders_of(world.maya))[0].plain_text


async def test_a_reminder_that_was_found_behind_many_messages_stands_once(world: World) -> None:
    fall_due(world, Fault("chat.postMessage", "drop_after"))
    await world.deliver()
    for number in range(40):
        await world.maya.say(f"hello {number}")
    await world.settled()
    world.advance(seconds=TIMING.look_after.total_seconds())
    await world.deliver()
    assert first(world) == ("sent", "")


async def test_while_slack_lets_nobody_look_the_doubt_stays(world: World) -> None:
    fall_due(world, Fault("chat.postMessage", "drop_after"))
    await world.deliver()
    world.sandbox.faults.add(Fault("conversations.history", "error", error="missing_scope"))
    world.advance(seconds=TIMING.look_after.total_seconds())
    await world.deliver()
    assert first(world)[0] == "unknown"
    world.advance(minutes=6)
    await world.deliver()
    assert first(world) == ("sent", "")


async def test_what_slack_refused_for_good_is_shown_to_the_member(world: World) -> None:
    maya = world.maya
    fall_due(world, Fault("chat.postMessage", "error", error="messages_tab_disabled"))
    await world.deliver()
    await maya.command("/interview status")
    answer = await maya.message("Could not be delivered")
    assert "Thank-you to Dana Wu: tried today at 5:30 pm, but the bot's Messages tab" in answer.plain_text
    assert "Coming up" in answer.plain_text
    await maya.open_home()
    await world.sandbox.until(lambda: maya.home and "Could not be delivered" in maya.home.plain_text)


async def test_status_tells_what_was_sent_and_what_comes_next(world: World) -> None:
    maya = world.maya
    fall_due(world)
    await world.deliver()
    await maya.command("/interview status")
    answer = await maya.message("Coming up")
    assert "Thank-you to Dana Wu: tomorrow at 10:40 am" in answer.plain_text
    assert "*Sent*\n• Thank-you to Dana Wu: today at 5:30 pm" in answer.plain_text


async def test_while_slack_asks_to_wait_nothing_else_is_sent_there(world: World) -> None:
    await world.log(world.jonas, "Anna Vogel, BASF, today 8pm, 30 min")
    await world.log(world.maya, "Ben Ito, NOAA, today 3pm, 20 min")
    fall_due(world, Fault("chat.postMessage", "rate_limited", seconds=60))
    await world.deliver()
    called = len(world.sandbox.calls_of("chat.postMessage"))
    world.advance(seconds=30)
    await world.deliver()
    assert len(world.sandbox.calls_of("chat.postMessage")) == called
    world.advance(seconds=31)
    assert await posts(world) == 2


async def test_a_post_that_takes_too_long_is_in_doubt_before_its_lease_ends(database: Database) -> None:
    quick = replace(TIMING, call=timedelta(seconds=0.3))
    async with inhabited(database, timing=quick) as world:
        await world.log(world.maya, TALK)
        fall_due(world, Fault("chat.postMessage", "latency", seconds=2))
        started = time.monotonic()
        await world.deliver()
        assert time.monotonic() - started < 1.5
        assert first(world)[0] == "unknown"


@pytest.mark.parametrize(
    ("status", "content_type", "body"),
    [
        (200, "text/html", "<h1>Log in to this network</h1>"),
        (404, "text/html", "<h1>Not here</h1>"),
        (403, "text/plain", "no"),
        (200, "application/json", "{}"),
        (200, "application/json", "{"),
        (502, "application/json", "<"),
        (408, "text/plain", ""),
    ],
)
async def test_an_answer_that_is_not_slacks_leaves_a_doubt_and_no_failure(
    status: int, content_type: str, body: str
) -> None:
    async def anything(_request: web.Request) -> web.Response:
        return web.Response(status=status, text=body, content_type=content_type)

    application = web.Application()
    application.router.add_route("*", "/{path:.*}", anything)
    async with TestServer(application) as server, aiohttp.ClientSession() as http:
        slack = clients("xoxb-1", str(server.make_url("/api/")), http)
        outcome = await delivery.post(slack.posting, SEND, Message("hello", []))
    assert isinstance(outcome, delivery.Unclear)


async def test_one_damaged_record_does_not_stop_the_reminders_of_others(world: World) -> None:
    await world.log(world.jonas, "Anna Vogel, BASF, today 8pm, 30 min")
    with world.database.engine.begin() as connection:
        connection.execute(
            update(members).where(members.c.user_id == world.jonas.id).values(zone="Mars/Phobos")
        )
    world.advance(hours=18)
    await world.deliver()
    assert await posts(world) == 1


async def test_the_worker_ticks_by_itself(world: World) -> None:
    fall_due(world)
    await world.sandbox.until(lambda: [message for message in world.maya.messages() if message.metadata])


async def test_while_slack_cannot_be_reached_the_reminder_stays_due(world: World) -> None:
    port = int(world.sandbox.url.rsplit(":", 1)[1])
    await world.sandbox.stop()
    fall_due(world)
    await world.deliver()
    assert first(world)[0] == "pending"
    await world.sandbox.start(port=port)
    world.advance(minutes=1)
    assert await posts(world) == 1


async def test_what_a_worker_had_claimed_when_it_died_is_delivered_by_another(world: World) -> None:
    then = world.clock.now() + timedelta(hours=2)
    with world.database.writing() as work:
        assert work.reminders.claim("dead", then, lease=TIMING.lease, limit=10)
        work.commit()
    fall_due(world)
    assert await posts(world) == 0
    world.advance(seconds=TIMING.lease.total_seconds())
    await world.deliver()
    assert await posts(world) == 1
    assert first(world) == ("sent", "")


async def test_a_worker_that_was_down_sends_one_late_reminder_instead_of_two(world: World) -> None:
    world.advance(hours=21)
    await world.deliver()
    world.advance(hours=30)
    await world.deliver()
    [reminder] = [message for message in world.maya.messages() if message.metadata]
    assert "due Tue 24 Nov, 2:40 pm" in reminder.plain_text


async def test_after_days_of_outage_the_reminder_says_that_it_is_late_but_not_at_night(world: World) -> None:
    world.advance(hours=58)
    await world.deliver()
    assert world.local(world.maya) == "Thu 01:30"
    assert [message for message in world.maya.messages() if message.metadata] == []
    world.advance(hours=7.5)
    await world.deliver()
    [reminder] = [message for message in world.maya.messages() if message.metadata]
    assert "late, and still worth sending" in reminder.plain_text
