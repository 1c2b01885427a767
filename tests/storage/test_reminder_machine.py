"""Whatever members, time and Slack do in whatever order: no reminder is sent that its condition forbids, none
twice, and none that the rules demand is missing.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, consumes, rule
from sqlalchemy import delete

from core import conversations, delivering, members, thank_you
from core.conversations import LogConversation
from core.decisions import InDoubt, NotSent, Result, Send
from core.delivering import Timing
from core.errors import TooLate
from core.local_time import is_quiet
from core.model import (
    ContactDetails,
    Debrief,
    Interview,
    Member,
    Outcome,
    PostedMessage,
    Reminder,
    ReminderState,
    ThankYou,
)
from core.thank_you_rules import (
    LATE,
    STILL_THERE,
    Later,
    Standing,
    closes_at,
    deadline,
    reminding_instants,
    standing,
)
from core.when import Span
from storage.database import Database
from storage.tables import contacts
from tests.storage.machine import MAYA, ZONES, Machine, settings_for

TIMING = Timing()
MINUTE = timedelta(minutes=1)
# A night, and what a Slack of bad moods may add to it.
LONG_ENOUGH = timedelta(hours=30)

OK, LOST, SWALLOWED, WAIT = "ok", "answer lost", "never arrived", "wait"
slack_moods = st.lists(st.sampled_from([OK, OK, OK, LOST, SWALLOWED, WAIT]), max_size=4)


@dataclass
class Slack:
    """Takes posts, and tells the truth about it or not."""

    moods: list[str] = field(default_factory=list)
    posts: list[tuple[Reminder, datetime]] = field(default_factory=list)

    def post(self, send: Send, now: datetime) -> Result:
        mood = self.moods.pop() if self.moods else OK
        if mood == WAIT:
            return NotSent(send.reminder.id, now + 30 * MINUTE)
        if mood != SWALLOWED:
            self.posts.append((send.reminder, now))
        if mood == OK:
            return Outcome(send.reminder.id, ReminderState.SENT, posted=self.place(send.reminder))
        return InDoubt(send.reminder.id, now + TIMING.look_after)

    def look(self, reminder: Reminder) -> PostedMessage | None:
        posted = any(known.id == reminder.id for known, _ in self.posts)
        return self.place(reminder) if posted else None

    @staticmethod
    def place(reminder: Reminder) -> PostedMessage:
        return PostedMessage("D1", str(reminder.id))


class Reminders(Machine):
    talks = Bundle("talks")

    def __init__(self) -> None:
        super().__init__()
        self.slack = Slack()
        self.logged = 0
        self.up: list[tuple[datetime, datetime]] = []
        self.open: dict[int, Interview] = {}
        self.undisturbed: dict[int, dict[int, datetime]] = {}

    @rule(target=talks, ago=st.timedeltas(timedelta(0), timedelta(days=8)))
    def log(self, ago: timedelta) -> int:
        self.logged += 1
        ended = (self.now - ago).replace(microsecond=0)
        talk = LogConversation(
            ContactDetails(f"P{self.logged}", "Acme"),
            Span(ended - 30 * MINUTE, ended),
            Debrief(),
            f"V{self.logged}",
        )
        member = self.member
        interview = conversations.log_conversation(self.database.writing, member, talk, self.now).interview
        self.open[interview.id] = interview
        if all(mood == OK for mood in self.slack.moods):
            planned = reminding_instants(ended, self.now, member.zone, member.quiet_hours)
            self.undisturbed[interview.id] = planned
        return interview.id

    @rule(talk=talks, later=st.sampled_from(Later))
    def snooze(self, talk: int, later: Later) -> None:
        try:
            thank_you.snooze(self.database.writing, self.member, talk, later, self.now)
        except TooLate:
            return
        self.undisturbed.pop(talk, None)

    @rule(talk=consumes(talks), outcome=st.sampled_from([ThankYou.SENT, ThankYou.SKIPPED]))
    def close(self, talk: int, outcome: ThankYou) -> None:
        thank_you.close(self.database.writing, MAYA, talk, outcome, self.now)
        self._forget(talk)

    @rule(talk=consumes(talks))
    def delete_person(self, talk: int) -> None:
        contact = conversations_of(self.database, talk).contact.id
        with self.database.engine.begin() as connection:
            connection.execute(delete(contacts).where(contacts.c.id == contact))
        self._forget(talk)

    def _forget(self, talk: int) -> None:
        self.open.pop(talk, None)
        self.undisturbed.pop(talk, None)

    @rule(zone=st.sampled_from(ZONES))
    def travel(self, zone: str) -> None:
        members.settle_in(self.database.writing, MAYA, zone, self.now)
        self.undisturbed.clear()

    @rule(days=st.integers(0, 60))
    def pause(self, days: int) -> None:
        """Thank-yous come all the same: nothing that is expected changes."""
        until = self.now.date() + timedelta(days=days)
        members.change_settings(self.database.writing, self.member, self.member.quiet_hours, until, self.now)

    @rule(moods=slack_moods)
    def slack_has_moods(self, moods: list[str]) -> None:
        self.slack.moods += moods
        if any(mood != OK for mood in moods):
            self.undisturbed.clear()

    @rule(passed=st.timedeltas(MINUTE, timedelta(hours=40)))
    def pass_time(self, passed: timedelta) -> None:
        until = self.now + passed
        self.up.append((self.now, until))
        self.work_until(until)

    @rule(passed=st.timedeltas(timedelta(hours=1), timedelta(days=3)))
    def pass_time_without_a_worker(self, passed: timedelta) -> None:
        self.now += passed
        self.undisturbed.clear()

    def sweep(self) -> None:
        taken = delivering.take_due(self.database.writing, "worker", self.now, TIMING)
        assert not taken.broken
        results: list[Result] = []
        for send in taken.sends:
            self._check_allowed(send)
            results.append(self.slack.post(send, self.now))
        for reminder in taken.doubts:
            found = self.slack.look(reminder)
            results.append(delivering.after_looking(reminder, found, self.now, TIMING))
        delivering.record(self.database.writing, "worker", results, self.now)

    def _check_allowed(self, send: Send) -> None:
        interview, member = conversations_of(self.database, send.reminder.subject_id), self.member
        assert interview.id in self.open, "its note was dealt with, or its person deleted"
        assert standing(interview, self.now) in {Standing.DUE, Standing.LATE}
        assert send.reminder.id not in {reminder.id for reminder, _ in self.slack.posts}
        if is_quiet(self.now, member.zone, member.quiet_hours):
            just_logged = send.reminder.occurrence == LATE and self.now - interview.logged_at <= STILL_THERE
            assert just_logged or self._no_other_instant(interview, member)

    def _no_other_instant(self, interview: Interview, member: Member) -> bool:
        minutes = int((deadline(interview.ended_at) - self.now) / MINUTE)
        return minutes >= 0 and all(
            is_quiet(self.now + n * MINUTE, member.zone, member.quiet_hours) for n in range(minutes + 1)
        )

    def check_at_end(self) -> None:
        """With a Slack and a worker that do their work from now on."""
        self.slack.moods.clear()
        expected = dict(self.undisturbed)
        self.pass_time(timedelta(days=8))
        posted = {
            (reminder.subject_id, reminder.occurrence): at.replace(microsecond=0)
            for reminder, at in self.slack.posts
        }
        for talk, instants in expected.items():
            mine = {occurrence: at for (subject, occurrence), at in posted.items() if subject == talk}
            assert mine == {n: at.replace(microsecond=0) for n, at in instants.items()}
        for talk, interview in self.open.items():
            if self._up_between(interview.logged_at, closes_at(interview.ended_at)) > LONG_ENOUGH:
                came = any(reminder.subject_id == talk for reminder, _ in self.slack.posts)
                assert came, "a reminder that was owed never came"

    def _up_between(self, start: datetime, end: datetime) -> timedelta:
        """For how long a worker was there."""
        overlaps = (min(until, end) - max(since, start) for since, until in self.up)
        return sum((overlap for overlap in overlaps if overlap > timedelta(0)), timedelta(0))


def conversations_of(database: Database, talk: int) -> Interview:
    return thank_you.find(database.reading, MAYA, talk).interview


TestReminders = Reminders.TestCase
TestReminders.settings = settings_for(40)
