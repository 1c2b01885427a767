"""Whatever members, time and Slack do in whatever order: a turn is the last touch and the cadence. A nudge
comes on a morning of the member's days, never in a pause, names as many people as they take, each once for
one turn and nobody again within a week, and nobody whose turn has come is forgotten.
"""

from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, invariant, rule
from sqlalchemy import select

from core import conversations, delivering, keep_in_touch, members, people_changes
from core.conversations import LogConversation
from core.decisions import NotSent, Result, Send
from core.delivering import Timing
from core.keep_in_touch import Touch
from core.keep_in_touch_rules import is_weekday, presets
from core.local_time import in_zone, is_quiet
from core.model import (
    ContactDetails,
    Debrief,
    KeepInTouch,
    Nudging,
    Outcome,
    PostedMessage,
    QuietHours,
    ReminderKind,
    ReminderState,
    ThankYou,
)
from core.nudges import HowOften, Nudge
from core.when import Span
from storage.tables import contacts, interviews, reminders
from tests.storage.machine import MAYA, ZONES, Machine, settings_for
from tests.storage.turns import Turn, next_nudge

DAY = timedelta(days=1)
A_WEEK_IN_ANY_ZONE = timedelta(days=5)
AGO = st.timedeltas(timedelta(0), timedelta(days=200))
OFTEN = st.none() | st.builds(HowOften, st.none() | st.integers(7, 365))
NUDGING = st.builds(
    Nudging,
    st.frozensets(st.integers(1, 7), min_size=1),
    st.integers(1, 3),
    st.sampled_from([20, 60]),
    st.sampled_from([61, 90, 120]),
    st.sampled_from([150, 180]),
)
QUIET = st.sampled_from([QuietHours(), QuietHours(time(22), time(7)), QuietHours(time(0), time(0))])


class Nudges(Machine):
    people = Bundle("people")

    def __init__(self) -> None:
        super().__init__()
        self.logged = 0
        self.refusals = 0
        self.named: set[tuple[int, date]] = set()
        self.named_at: dict[int, datetime] = {}
        self.days: list[date] = []
        self.turns: dict[int, Turn] = {}
        self.is_refused = False

    @rule(target=people, ago=AGO, how_often=OFTEN)
    def log(self, ago: timedelta, how_often: HowOften | None) -> int:
        """A conversation with someone new who may be kept in touch with."""
        ended = (self.now - ago).replace(microsecond=0)
        person = self._logged(ended, how_often, None)
        days = how_often.days if how_often else self.member.nudging.warm_days
        self.turns[person] = Turn(ended, days, is_chosen=how_often is not None)
        self._counted(person)
        return person

    @rule(person=people, ago=AGO, how_often=OFTEN)
    def log_again(self, person: int, ago: timedelta, how_often: HowOften | None) -> None:
        """Another with somebody known, lately or long before the others; who was put away is back."""
        if turn := self.turns.get(person):
            ended = (self.now - ago).replace(microsecond=0)
            self._logged(ended, how_often, person)
            turn.talk(ended)
            turn.is_archived = False
            if how_often:
                turn.days, turn.is_chosen = how_often.days, True
            elif turn.days is None and not turn.is_chosen:
                turn.days = self.member.nudging.warm_days
            self._counted(person)

    def _logged(self, ended: datetime, how_often: HowOften | None, same_as: int | None) -> int:
        """Its note is sent at once."""
        self.logged += 1
        talk = LogConversation(
            ContactDetails(f"P{self.logged}", "Acme"),
            Span(ended - timedelta(minutes=30), ended),
            Debrief(keep_in_touch=KeepInTouch.YES),
            f"V{self.logged}",
            same_as,
            how_often=how_often,
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
        if turn := self.turns.get(person):
            keep_in_touch.touch(self.database.writing, self.member, person, self.now)
            turn.touch(self.now)
            self._counted(person)

    @rule(person=people, ago=AGO, how_often=OFTEN)
    def note_touch(self, person: int, ago: timedelta, how_often: HowOften | None) -> None:
        """One of any day, at times with a new choice how often."""
        if turn := self.turns.get(person):
            self.logged += 1
            keep_in_touch.note_touch(
                self.database.writing,
                self.member,
                person,
                Touch(self.now - ago),
                how_often,
                request_key=f"touch:{self.logged}",
                now=self.now,
            )
            turn.touch(self.now - ago)
            self._count(person)
            if how_often:
                turn.days, turn.is_chosen = how_often.days, True
            self._counted(person)

    @rule(person=people)
    def snooze(self, person: int) -> None:
        if turn := self.turns.get(person):
            keep_in_touch.snooze(self.database.writing, self.member, person, self.now)
            turn.snoozed = in_zone(self.now, self.member.zone).date() + 7 * DAY
            self._counted(person)

    @rule(person=people, days=st.none() | st.integers(7, 365))
    def change_cadence(self, person: int, days: int | None) -> None:
        if turn := self.turns.get(person):
            keep_in_touch.set_cadence(self.database.writing, self.member, person, self.now, days)
            turn.days, turn.is_chosen = days, True
            self._counted(person)

    @rule(person=people)
    def delete(self, person: int) -> None:
        if self.turns.pop(person, None):
            remove = people_changes.remove
            assert remove(self.database.writing, self.member, person, self.now)
            assert remove(self.database.writing, self.member, person, self.now) is None
            self._check_next()

    @rule(person=people, away=st.booleans())
    def archive(self, person: int, *, away: bool) -> None:
        if turn := self.turns.get(person):
            change = people_changes.archive if away else people_changes.bring_back
            change(self.database.writing, self.member, person, self.now)
            turn.is_archived = away
            self._counted(person)

    @rule(person=people, other=people)
    def merge(self, person: int, other: int) -> None:
        if person != other and person in self.turns and other in self.turns:
            people_changes.merge(self.database.writing, self.member, person, other, self.now)
            self.named |= {(person, due_on) for named, due_on in self.named if named == other}
            self.named_at.pop(person, None)
            kept, gone = self.turns[person], self.turns.pop(other)
            kept.last = max(kept.last, gone.last)
            kept.is_chosen |= gone.is_chosen or (kept.days is None and gone.days is not None)
            kept.days = kept.days or gone.days
            kept.is_archived &= gone.is_archived
            self._counted(person)

    def _counted(self, person: int) -> None:
        self._count(person)
        self._check_next()

    def _count(self, person: int) -> None:
        with self.database.reading() as work:
            named_at = work.nudges.named_at(MAYA, person)
        self.turns[person].count(self.member.zone, self.now, named_at)

    def _check_next(self) -> None:
        """One nudge waits, for the first turn that no nudge has named; while one is refused, it is that."""
        if self.is_refused:
            return
        member = self.member
        due = [
            turn.due_on
            for person, turn in self.turns.items()
            if turn.due_on and (person, turn.due_on) not in self.named
        ]
        told_today = in_zone(self.now, member.zone).date() in self.days
        expected = [next_nudge(min(due), member, self.now, told_today=told_today)] if due else []
        with self.database.engine.connect() as connection:
            kind = reminders.c.kind == ReminderKind.KEEP_IN_TOUCH.value
            waiting = list(connection.execute(select(reminders.c.due_at).where(kind)).scalars())
        assert waiting == expected

    @invariant()
    def a_turn_is_the_last_touch_and_the_cadence(self) -> None:
        with self.database.engine.connect() as connection:
            stored = connection.execute(select(contacts.c.id, contacts.c.due_on)).all()
        assert set(map(tuple, stored)) == {(person, turn.due_on) for person, turn in self.turns.items()}

    @rule(days=st.none() | st.integers(1, 40), quiet=QUIET, nudging=st.none() | NUDGING)
    def change_settings(self, days: int | None, quiet: QuietHours, nudging: Nudging | None) -> None:
        before = self.member
        until = in_zone(self.now, before.zone).date() + days * DAY if days else None
        after = members.change_settings(self.database.writing, before, quiet, until, self.now, nudging)
        meant = {days: cadence for cadence, days in presets(before.nudging).items()}
        for person, turn in self.turns.items():
            if turn.days in meant and presets(after.nudging)[meant[turn.days]] != turn.days:
                turn.days = presets(after.nudging)[meant[turn.days]]
                self._count(person)
        self._check_next()

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
        self.work_until(self.now + passed)

    @rule(passed=st.timedeltas(timedelta(hours=1), timedelta(days=9)))
    def pass_time_without_a_worker(self, passed: timedelta) -> None:
        self.now += passed

    def sweep(self) -> None:
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
        assert is_weekday(today, member.nudging.weekdays)
        assert not is_quiet(self.now, member.zone, member.quiet_hours)
        assert not (member.paused_until and today < member.paused_until)
        if self.refusals:
            self.refusals -= 1
            self.is_refused = True
            return NotSent(send.reminder.id, self.now + timedelta(minutes=30))
        self.is_refused = False
        assert 1 <= len(send.subject.people) <= member.nudging.a_day
        assert today not in self.days, "two nudges on one day"
        self.days.append(today)
        for person in send.subject.people:
            assert person.due_on <= today
            assert person.keeping.due_on == person.due_on, "not their turn any more"
            assert (person.contact.id, person.due_on) not in self.named, "named twice for one turn"
            self.named.add((person.contact.id, person.due_on))
            before = self.named_at.get(person.contact.id)
            assert before is None or self.now - before > A_WEEK_IN_ANY_ZONE, "named again too soon"
            self.named_at[person.contact.id] = self.now
        return Outcome(send.reminder.id, ReminderState.SENT, posted=PostedMessage("D1", "1"))

    def check_at_end(self) -> None:
        """With a worker and a Slack that do their work: everybody's turn comes, one a week at the slowest."""
        self.refusals = 0
        self.pass_time(timedelta(days=365 + 40 + 14 * self.logged))
        with self.database.engine.connect() as connection:
            turns = connection.execute(select(contacts.c.id, contacts.c.due_on)).all()
        for person, due_on in turns:
            assert due_on is None or (person, due_on) in self.named, "their turn came, and nobody said so"


TestNudges = Nudges.TestCase
TestNudges.settings = settings_for(12)
