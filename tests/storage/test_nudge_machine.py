"""Whatever members, time and Slack do in whatever order: a nudge comes on a weekday morning, never in a
pause, names at most three people, each once for one turn, and nobody whose turn has come is forgotten.
"""

import tempfile
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from hypothesis import Phase, settings, strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, rule
from sqlalchemy import select

from core import conversations, delivering, keep_in_touch, members, people_changes
from core.conversations import LogConversation
from core.decisions import NotSent, Result, Send
from core.delivering import Timing
from core.keep_in_touch_rules import AT_MOST, is_weekday
from core.local_time import in_zone, is_quiet
from core.model import (
    ContactDetails,
    Debrief,
    KeepInTouch,
    Member,
    Outcome,
    Owner,
    PostedMessage,
    QuietHours,
    ReminderKind,
    ReminderState,
    ThankYou,
)
from core.nudges import Nudge
from core.when import Span
from storage.database import Database, parse_url
from storage.migrate import migrate
from storage.tables import contacts, interviews, reminders

MAYA = Owner("T1", "U1")
ZONES = ["America/New_York", "Europe/Berlin", "Pacific/Honolulu", "Australia/Lord_Howe", "Asia/Kolkata"]
BEGINNING = datetime(2026, 10, 20, 15, 7, tzinfo=UTC)
DAY = timedelta(days=1)
QUIET = st.sampled_from([QuietHours(), QuietHours(time(22), time(7)), QuietHours(time(0), time(0))])


class Nudges(RuleBasedStateMachine):
    people = Bundle("people")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="inroad-machine-")
        file = Path(self.folder.name) / "x.db"
        file.write_bytes(_migrated())
        self.database = Database(parse_url(f"sqlite:///{file}"))
        self.now = BEGINNING
        self.logged = 0
        self.refusals = 0
        self.named: set[tuple[int, date]] = set()
        self.days: list[date] = []

    @initialize(zone=st.sampled_from(ZONES))
    def arrive(self, zone: str) -> None:
        members.settle_in(self.database.writing, MAYA, zone, self.now)

    @property
    def member(self) -> Member:
        member = members.find(self.database.reading, MAYA)
        assert member
        return member

    @rule(target=people, ago=st.timedeltas(timedelta(0), timedelta(days=200)))
    def log(self, ago: timedelta) -> int:
        """A conversation with someone new who may be kept in touch with; its note is sent at once."""
        self.logged += 1
        ended = (self.now - ago).replace(microsecond=0)
        talk = LogConversation(
            ContactDetails(f"P{self.logged}", "Acme"),
            Span(ended - timedelta(minutes=30), ended),
            Debrief(keep_in_touch=KeepInTouch.YES),
            f"V{self.logged}",
        )
        interview = conversations.log_conversation(
            self.database.writing, self.member, talk, self.now
        ).interview
        with self.database.engine.begin() as connection:
            done = interviews.update().where(interviews.c.id == interview.id)
            connection.execute(done.values(thank_you=ThankYou.SENT.value))
        return interview.contact.id

    @rule(person=people)
    def touch(self, person: int) -> None:
        if self._is_there(person):
            keep_in_touch.touch(self.database.writing, self.member, person, self.now)

    @rule(person=people)
    def snooze(self, person: int) -> None:
        if self._is_there(person):
            keep_in_touch.snooze(self.database.writing, self.member, person, self.now)

    @rule(person=people, days=st.none() | st.integers(7, 365))
    def change_cadence(self, person: int, days: int | None) -> None:
        if self._is_there(person):
            keep_in_touch.set_cadence(self.database.writing, self.member, person, self.now, days)

    @rule(person=people)
    def delete(self, person: int) -> None:
        people_changes.remove(self.database.writing, self.member, person, self.now)

    @rule(person=people, away=st.booleans())
    def archive(self, person: int, *, away: bool) -> None:
        if self._is_there(person):
            change = people_changes.archive if away else people_changes.bring_back
            change(self.database.writing, self.member, person, self.now)

    @rule(person=people, other=people)
    def merge(self, person: int, other: int) -> None:
        if person != other and self._is_there(person) and self._is_there(other):
            people_changes.merge(self.database.writing, self.member, person, other, self.now)
            self.named |= {(person, due_on) for named, due_on in self.named if named == other}

    def _is_there(self, person: int) -> bool:
        with self.database.engine.connect() as connection:
            return (
                connection.execute(select(contacts.c.id).where(contacts.c.id == person)).first() is not None
            )

    @rule(days=st.none() | st.integers(1, 40), quiet=QUIET)
    def change_settings(self, days: int | None, quiet: QuietHours) -> None:
        until = in_zone(self.now, self.member.zone).date() + days * DAY if days else None
        members.change_settings(self.database.writing, self.member, quiet, until, self.now)

    @rule(zone=st.sampled_from(ZONES))
    def travel(self, zone: str) -> None:
        members.settle_in(self.database.writing, MAYA, zone, self.now)
        # A day may come twice on the way around the world: it is a day of its own there.
        self.days.clear()

    @rule(times=st.integers(1, 3))
    def slack_refuses(self, times: int) -> None:
        self.refusals += times

    @rule(passed=st.timedeltas(timedelta(minutes=1), timedelta(days=60)))
    def pass_time(self, passed: timedelta) -> None:
        until = self.now + passed
        while (due := self._next_at()) is not None and due <= until:
            self.now = max(self.now, due)
            self._sweep()
        self.now = until

    @rule(passed=st.timedeltas(timedelta(hours=1), timedelta(days=9)))
    def pass_time_without_a_worker(self, passed: timedelta) -> None:
        self.now += passed

    def _next_at(self) -> datetime | None:
        with self.database.engine.connect() as connection:
            waiting = connection.execute(select(reminders.c.due_at, reminders.c.lease_until)).all()
        return min((max(due_at, lease_until or due_at) for due_at, lease_until in waiting), default=None)

    def _sweep(self) -> None:
        taken = delivering.take_due(self.database.writing, "worker", self.now, Timing())
        assert not taken.broken
        results: list[Result] = []
        for send in taken.sends:
            if send.reminder.kind is ReminderKind.KEEP_IN_TOUCH:
                results.append(self._post(send))
            else:
                results.append(Outcome(send.reminder.id, ReminderState.SENT, posted=PostedMessage("D1", "1")))
        delivering.record(self.database.writing, "worker", results, self.now)

    def _post(self, send: Send) -> Result:
        assert isinstance(send.subject, Nudge)
        member, today = self.member, in_zone(self.now, self.member.zone).date()
        assert is_weekday(today)
        assert not is_quiet(self.now, member.zone, member.quiet_hours)
        assert not (member.paused_until and today < member.paused_until)
        if self.refusals:
            self.refusals -= 1
            return NotSent(send.reminder.id, self.now + timedelta(minutes=30))
        assert 1 <= len(send.subject.people) <= AT_MOST
        assert today not in self.days, "two nudges on one day"
        self.days.append(today)
        for person in send.subject.people:
            assert person.due_on <= today
            assert person.keeping.due_on == person.due_on, "not their turn any more"
            assert (person.contact.id, person.due_on) not in self.named, "named twice for one turn"
            self.named.add((person.contact.id, person.due_on))
        return Outcome(send.reminder.id, ReminderState.SENT, posted=PostedMessage("D1", "1"))

    def teardown(self) -> None:
        try:
            self._check_nobody_is_forgotten()
        finally:
            self.database.close()
            self.folder.cleanup()

    def _check_nobody_is_forgotten(self) -> None:
        """With a worker and a Slack that do their work: everybody's turn comes, three a weekday."""
        self.refusals = 0
        self.pass_time(timedelta(days=365 + 40 + 7 * self.logged))
        with self.database.engine.connect() as connection:
            turns = connection.execute(select(contacts.c.id, contacts.c.due_on)).all()
        for person, due_on in turns:
            assert due_on is None or (person, due_on) in self.named, "their turn came, and nobody said so"


@cache
def _migrated() -> bytes:
    """A new database, as the bytes of its file."""
    with tempfile.TemporaryDirectory(prefix="inroad-machine-") as folder:
        file = Path(folder) / "x.db"
        with closing(Database(parse_url(f"sqlite:///{file}"))) as database:
            migrate(database)
        return file.read_bytes()


TestNudges = Nudges.TestCase
TestNudges.settings = settings(
    max_examples=60,
    stateful_step_count=25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a failing run takes minutes to shrink
)
