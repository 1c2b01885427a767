"""The bot as `inroad run` builds it, over HTTP, with members who have something due.

``python -m bench.ours PORT API_URL DATABASE_URL [--actions N] [--worker]``

With ``--worker`` as `inroad worker` builds it: it only delivers, and PORT is that of its metrics.
"""

import argparse
from datetime import UTC, datetime, timedelta

from pydantic import SecretStr

from bench.payloads import BOT_TOKEN, SIGNING_SECRET, TEAM, user
from bot import logs, running
from bot.assembly import Bot
from bot.settings import LogFormat, Settings
from core import conversations, members, thank_you
from core.conversations import LogConversation
from core.model import ContactDetails, Debrief, Owner, ThankYou
from core.when import Span
from handlers.pace import BOUNDLESS
from handlers.ports import Services
from handlers.requests import Interaction
from handlers.router import OK, Feature, Reply, Routes
from storage.database import Database, parse_url
from storage.migrate import migrate

MEMBERS = 16
CONVERSATIONS = 3


class Acknowledging:
    """So many buttons, and a command, which are only acknowledged."""

    def __init__(self, actions: int) -> None:
        self._actions = actions

    def routes(self) -> Routes:
        actions = {f"x-{number}": self.acknowledge for number in range(self._actions)}
        return Routes(actions=actions, commands={"ack": self.acknowledge})

    async def acknowledge(self, request: Interaction) -> Reply:  # noqa: ARG002 - that is all it does
        return OK


class MeasuredBot(Bot):
    """The whole bot, with what is measured beside its own features."""

    extra = 0

    def features(self, services: Services) -> list[Feature]:
        return [*super().features(services), Acknowledging(self.extra)]


async def serve(settings: Settings, actions: int) -> None:
    """Serve until SIGTERM."""
    stopped = running.told_to_stop()
    database = Database(parse_url(settings.database_url))
    migrate(database)
    seed(database)
    bot = MeasuredBot(settings, database, pace=BOUNDLESS)
    bot.extra = actions
    await running.start(bot, settings)
    await stopped.wait()
    await bot.stop()
    database.close()


async def deliver(settings: Settings) -> None:
    """Deliver until SIGTERM, from a database that is ready."""
    stopped = running.told_to_stop()
    database = Database(parse_url(settings.database_url))
    bot = Bot(settings, database, receives=False)
    await running.start(bot, settings)
    await stopped.wait()
    await bot.stop()
    database.close()


def seed(database: Database) -> None:
    """Members whose zone is fresh, each with a few conversations of the last hour; one thank-you is owed."""
    now = datetime.now(UTC)
    for number in range(MEMBERS):
        member = members.settle_in(database.writing, Owner(TEAM, user(number)), "America/New_York", now)
        for nth in range(1, CONVERSATIONS + 1):
            logged = conversations.log_conversation(database.writing, member, _conversation(nth, now), now)
            if nth > 1:
                thank_you.close(database.writing, member.owner, logged.interview.id, ThankYou.SENT, now)


def _conversation(nth: int, now: datetime) -> LogConversation:
    """One so recent that no reminder falls due while a benchmark runs."""
    ended = now - timedelta(minutes=10 * nth)
    return LogConversation(
        details=ContactDetails(f"Dana Wu {nth}", "Genentech", "scientist"),
        span=Span(ended - timedelta(minutes=40), ended),
        debrief=Debrief(takeaway="Start with the regulators.", promise="Send her the paper."),
        request_key=f"V{nth}",
    )


def main() -> None:
    """Read the arguments and serve."""
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("api_url")
    parser.add_argument("database_url")
    parser.add_argument("--actions", type=int, default=0)
    parser.add_argument("--worker", action="store_true")
    given = parser.parse_args()
    settings = Settings(
        slack_bot_token=SecretStr(BOT_TOKEN),
        slack_app_token=None,
        slack_signing_secret=SecretStr(SIGNING_SECRET),
        slack_api_url=given.api_url,
        database_url=given.database_url,
        host="127.0.0.1",
        port=given.port,
        operations_port=given.port if given.worker else 0,
    )
    logs.set_up("warning", LogFormat.TEXT)
    running.run(deliver(settings) if given.worker else serve(settings, given.actions))


if __name__ == "__main__":
    main()
