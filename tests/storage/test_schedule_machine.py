"""Whatever members, time and Slack do in whatever order: a conversation is confirmed, briefed and asked about
when it should be, once each, and never after it was moved away, called off, missed or held.
"""

from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, rule

from core import conversations, delivering, members, scheduling
from core.conversations import LogConversation
from core.decisions import NotSent, Result, Send
from core.delivering import Timing
from core.errors import TooLate
from core.local_time import in_zone, is_quiet
from core.meeting_rules import BRIEF_BEFORE, MeetingPrompt, prompts
from core.model import (
    ContactDetails,
    Debrief,
    Member,
    Outcome,
    PostedMessage,
    QuietHours,
    ReminderState,
)
from core.scheduled import Medium, Meeting, ScheduledInterview, ScheduledState, is_second
from core.scheduling import Plan
from core.when import Span
from tests.storage.machine import MAYA, ZONES, Machine, settings_for

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
QUIET = st.sampled_from([QuietHours(), QuietHours(time(22), time(7)), QuietHours(time(0), time(0))])
AHEAD = st.timedeltas(MINUTE, 3 * HOUR) | st.timedeltas(MINUTE, 2 * DAY) | st.timedeltas(DAY, 20 * DAY)
LENGTH = st.sampled_from([15, 30, 60]).map(lambda minutes: minutes * MINUTE)


@dataclass(frozen=True)
class Agreed:
    """One version of a conversation, and the member as they have been since then."""

    scheduled: ScheduledInterview
    member: Member
    since: datetime

    @property
    def wanted(self) -> dict[MeetingPrompt, datetime]:
        one, member = self.scheduled, self.member
        return prompts(one.starts_at, one.ends_at, one.scheduled_at, member.zone, member.quiet_hours)


class Conversations(Machine):
    talks = Bundle("talks")

    def __init__(self) -> None:
        super().__init__()
        self.requests = 0
        self.refusals = 0
        self.agreed: dict[int, Agreed] = {}
        self.sent: dict[tuple[int, int], dict[MeetingPrompt, datetime]] = defaultdict(dict)
        self.disturbed: list[tuple[datetime, datetime]] = []

    def _key(self) -> str:
        self.requests += 1
        return f"V{self.requests}"

    @rule(target=talks, ahead=AHEAD, duration=LENGTH)
    def schedule(self, ahead: timedelta, duration: timedelta) -> int:
        key = self._key()
        plan = Plan(self.now + ahead, duration, Medium.VIDEO)
        person = ContactDetails(f"P{key}", "Acme")
        changed = scheduling.schedule(self.database.writing, self.member, person, plan, key, self.now)
        again = scheduling.schedule(self.database.writing, self.member, person, plan, key, self.now)
        assert again.scheduled == changed.scheduled
        self.agreed[changed.scheduled.id] = Agreed(changed.scheduled, self.member, self.now - MINUTE)
        return changed.scheduled.id

    @rule(talk=talks, ahead=AHEAD, duration=LENGTH, twice=st.booleans())
    def move(self, talk: int, ahead: timedelta, duration: timedelta, twice: bool) -> None:
        self._check_nothing_is_missing(talk)
        plan = Plan(self.now + ahead, duration, Medium.PHONE)
        with suppress(TooLate):
            for _ in range(2 if twice else 1):
                changed = scheduling.move(self.database.writing, self.member, talk, plan, self.now)
            self.agreed[talk] = Agreed(changed.scheduled, self.member, self.now - MINUTE)

    @rule(talk=talks, cancels=st.booleans())
    def call_off(self, talk: int, cancels: bool) -> None:
        self._check_nothing_is_missing(talk)
        end = scheduling.cancel if cancels else scheduling.no_show
        with suppress(TooLate):
            self._closed(end(self.database.writing, MAYA, talk, self.now).scheduled)

    @rule(talk=talks, pressed=st.booleans(), late=st.timedeltas(-HOUR, HOUR))
    def log(self, talk: int, pressed: bool, late: timedelta) -> None:
        """With the button, or of the same person on the same day."""
        self._check_nothing_is_missing(talk)
        known = scheduling.find(self.database.reading, MAYA, talk)
        began = min(known.starts_at + late, self.now - 30 * MINUTE)
        details, span = known.contact.details, Span(began, began + 30 * MINUTE)
        told = LogConversation(
            details, span, Debrief(), self._key(), known.contact.id, scheduled_id=talk if pressed else None
        )
        conversations.log_conversation(self.database.writing, self.member, told, self.now)
        after = scheduling.find(self.database.reading, MAYA, talk)
        zone = self.member.zone
        same_day = in_zone(began, zone).date() == in_zone(known.starts_at, zone).date()
        if known.is_open:
            assert (after.state is ScheduledState.HELD) == (pressed or same_day)
        self._closed(after)

    def _closed(self, scheduled: ScheduledInterview) -> None:
        if not scheduled.is_open:
            self.agreed.pop(scheduled.id, None)

    @rule(quiet=QUIET)
    def change_quiet_hours(self, quiet: QuietHours) -> None:
        self._check_nothing_is_missing(*self.agreed)
        members.change_settings(self.database.writing, self.member, quiet, None, self.now)
        self._reckon_anew()

    @rule(zone=st.sampled_from(ZONES))
    def travel(self, zone: str) -> None:
        self._check_nothing_is_missing(*self.agreed)
        members.settle_in(self.database.writing, MAYA, zone, self.now)
        self._reckon_anew()

    def _reckon_anew(self) -> None:
        """What was to come at its hour there is to come at that of here, unless it had come before."""
        for talk, agreed in self.agreed.items():
            self.agreed[talk] = replace(agreed, member=self.member, since=self.now)

    @rule(times=st.integers(1, 3))
    def slack_refuses(self, times: int) -> None:
        self.refusals += times

    @rule(passed=st.timedeltas(MINUTE, DAY) | st.timedeltas(HOUR, 12 * DAY))
    def pass_time(self, passed: timedelta) -> None:
        self.work_until(self.now + passed)

    @rule(passed=st.timedeltas(MINUTE, 4 * DAY))
    def pass_time_without_a_worker(self, passed: timedelta) -> None:
        self.disturbed.append((self.now, self.now + passed))
        self.now += passed

    def sweep(self) -> None:
        taken = delivering.take_due(self.database.writing, "worker", self.now, Timing())
        assert not taken.broken
        results = [self._post(send) for send in taken.sends]
        delivering.record(self.database.writing, "worker", results, self.now)

    def _post(self, send: Send) -> Result:
        where = PostedMessage("D1", f"{send.reminder.id}")
        if not isinstance(send.subject, Meeting):
            return Outcome(send.reminder.id, ReminderState.SENT, posted=where)
        if self.refusals:
            self.refusals -= 1
            self.disturbed.append((self.now - HOUR, self.now + HOUR))
            return NotSent(send.reminder.id, self.now + 20 * MINUTE)
        self._check_is_wanted(send, send.subject.scheduled)
        return Outcome(send.reminder.id, ReminderState.SENT, posted=where)

    def _check_is_wanted(self, send: Send, told: ScheduledInterview) -> None:
        prompt = (
            MeetingPrompt.OUTCOME_AGAIN if is_second(send.reminder) else MeetingPrompt(send.reminder.kind)
        )
        agreed = self.agreed.get(told.id)
        assert agreed, f"{prompt} for one that is over and done"
        assert told == agreed.scheduled, f"{prompt} for another time than what is agreed"
        member, sent = self.member, self.sent[told.id, told.sequence]
        assert prompt not in sent, f"{prompt} twice"
        due_at = replace(agreed, member=member).wanted.get(prompt)
        assert due_at, f"{prompt} for nothing"
        assert due_at <= self.now, f"{prompt} too early"
        quiet = is_quiet(self.now, member.zone, member.quiet_hours)
        match prompt:
            case MeetingPrompt.CONFIRM:
                assert self.now < told.starts_at - BRIEF_BEFORE
                assert not quiet
            case MeetingPrompt.BRIEF:
                assert told.starts_at - BRIEF_BEFORE <= self.now < told.starts_at
            case _:
                assert self.now >= told.ends_at
                assert not quiet
        if prompt is MeetingPrompt.OUTCOME_AGAIN and MeetingPrompt.OUTCOME in sent:
            assert self.now - sent[MeetingPrompt.OUTCOME] >= timedelta(hours=48)
        sent[prompt] = self.now

    def _check_nothing_is_missing(self, *talks: int) -> None:
        """What was due while nothing was in its way has come, and at its very instant."""
        for agreed in (self.agreed[talk] for talk in talks if talk in self.agreed):
            sent = self.sent[agreed.scheduled.id, agreed.scheduled.sequence]
            for prompt, due_at in agreed.wanted.items():
                again = prompt is MeetingPrompt.OUTCOME_AGAIN
                if agreed.since < due_at < self.now and not again and not self._excused(due_at):
                    assert prompt in sent, f"{prompt} is missing"
                    assert sent[prompt] == due_at or sent[prompt] <= agreed.since

    def _excused(self, due_at: datetime) -> bool:
        return any(start <= due_at <= end + DAY for start, end in self.disturbed)

    def check_at_end(self) -> None:
        """With a worker and a Slack that do their work: nobody is left without the question how it went."""
        self.refusals = 0
        self.pass_time(timedelta(days=45))
        for talk, agreed in self.agreed.items():
            self._check_nothing_is_missing(talk)
            sent = self.sent[talk, agreed.scheduled.sequence]
            assert {MeetingPrompt.OUTCOME, MeetingPrompt.OUTCOME_AGAIN} & sent.keys(), "never asked"
        due_at = self.next_at()
        assert due_at is None or due_at > self.now, "something is left behind"


TestConversations = Conversations.TestCase
TestConversations.settings = settings_for(25)
