"""A short run of `make chaos`."""

from storage.database import Database
from tests.chaos.harness import Chaos


async def test_every_reminder_is_posted_once_however_workers_die_and_slack_answers(
    database: Database,
) -> None:
    workers = 1 if database.is_sqlite else 3
    verdict = await Chaos(database, kills=24, workers=workers, seed=7).run()
    assert verdict.holds, verdict
    assert verdict.kills == 24
    assert verdict.late == 0
