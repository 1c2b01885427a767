"""What the state machines of reminders share: one member, a database of their own, a clock and a worker."""

import tempfile
from contextlib import closing
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from hypothesis import Phase, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize
from sqlalchemy import select

from core import members
from core.model import Member, Owner
from storage.database import Database, parse_url
from storage.migrate import migrate
from storage.tables import reminders
from tests.examples import about

MAYA = Owner("T1", "U1")
ZONES = ["America/New_York", "Europe/Berlin", "Pacific/Honolulu", "Australia/Lord_Howe", "Asia/Kolkata"]
# The clocks of New York and Berlin change within a fortnight of this.
BEGINNING = datetime(2026, 10, 20, 15, 7, tzinfo=UTC)


class Machine(RuleBasedStateMachine):
    """A subclass says what Maya does, how a sweep is checked, and what must have come at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="inroad-machine-")
        file = Path(self.folder.name) / "x.db"
        file.write_bytes(_migrated())
        self.database = Database(parse_url(f"sqlite:///{file}"))
        self.now = BEGINNING

    @initialize(zone=st.sampled_from(ZONES))
    def arrive(self, zone: str) -> None:
        members.settle_in(self.database.writing, MAYA, zone, self.now)

    @property
    def member(self) -> Member:
        member = members.find(self.database.reading, MAYA)
        assert member
        return member

    def work_until(self, until: datetime) -> None:
        """Let time pass with a worker that sweeps whenever there is something to do."""
        while (due := self.next_at()) is not None and due <= until:
            self.now = max(self.now, due)
            self.sweep()
        self.now = until

    def next_at(self) -> datetime | None:
        """The next instant at which a sweep has something to do."""
        with self.database.engine.connect() as connection:
            waiting = connection.execute(select(reminders.c.due_at, reminders.c.lease_until)).all()
        return min((max(due_at, lease_until or due_at) for due_at, lease_until in waiting), default=None)

    def sweep(self) -> None:
        raise NotImplementedError

    def check_at_end(self) -> None:
        raise NotImplementedError

    def teardown(self) -> None:
        try:
            self.check_at_end()
        finally:
            self.database.close()
            self.folder.cleanup()


def settings_for(examples: int) -> settings:
    """So many runs of 25 steps."""
    return settings(
        max_examples=about(examples),
        stateful_step_count=25,
        deadline=None,
        phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a failing run takes minutes to shrink
    )


@cache
def _migrated() -> bytes:
    """A new database, as the bytes of its file."""
    with tempfile.TemporaryDirectory(prefix="inroad-machine-") as folder:
        file = Path(folder) / "x.db"
        with closing(Database(parse_url(f"sqlite:///{file}"))) as database:
            migrate(database)
        return file.read_bytes()
