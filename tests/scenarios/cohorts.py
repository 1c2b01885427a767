"""A cohort that is set up already, for what happens in it."""

from datetime import date

from core.cohort import Cohort
from core.model import Owner
from sandbox import Person
from sandbox.workspace import TEAM_ID
from tests.world import World

CHANNEL, CHANNEL_ID = "career-cohort", "C07CAREER77"
TERM = date(2026, 9, 1), date(2026, 12, 18)
STUDENTS = ("maya", "jonas", "priya", "luis", "chen")


async def gathered(world: World, *, cap: int = 2) -> None:
    """The students and their facilitator are the cohort of #career-cohort."""
    ruth = world.sandbox.person("ruth")
    await ruth.invite_bot(CHANNEL)
    await world.settled()
    now = world.clock.now()
    with world.database.writing() as work:
        work.cohorts.save(Cohort(TEAM_ID, CHANNEL_ID, ruth.tz, *TERM, cap=cap, created_at=now, synced_at=now))
        work.cohorts.add(TEAM_ID, [world.sandbox.person(each).id for each in (*STUDENTS, "ruth")], now)
        work.commit()


def owner_of(person: Person) -> Owner:
    """Whose data it is."""
    return Owner(TEAM_ID, person.id)
