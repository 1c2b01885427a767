"""A life over a long time: the routine of its days, and what is heard in it."""

from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from core import (
    conversations,
    keep_in_touch,
    tasks,
    thank_you,
)
from core.delivering import next_due_at
from core.local_time import to_instant
from core.model import ContactDetails, Debrief, ThankYou
from core.nudges import HowOften
from core.when import Span
from sandbox import Message, Person
from storage.tables import reminders_done
from tests.scenarios.deeds import Deeds
from tests.scenarios.heard import SENT_AT_ONCE, SENT_NEXT_DAY, SKIPPED, Heard, Morning, Talk
from tests.world import World

AWAKE = (13, 17, 21)
"""The hours of a day at which something is done."""

EVERYTHING = 500


class Life(Deeds):
    """One student, who does what the year says and answers nudges in turn in different ways."""

    def __init__(self, world: World, person: Person, talks: list[Talk]) -> None:
        super().__init__(world, person)
        self.heard: list[Heard] = []
        self.mornings: list[Morning] = []
        self._talks = talks
        self._to_thank: list[tuple[int, int]] = []
        self._seen: set[str] = set()
        self._answered = 0
        self._last_nudge: Message | None = None

    async def until(self, day: str) -> None:
        """Live on to five in the afternoon of that day."""
        goal = datetime.combine(date.fromisoformat(day), time(17))
        while (wall := self.now.replace(tzinfo=None)) < goal:
            today = wall.date()
            hours = [hour for hour in AWAKE if datetime.combine(today, time(hour)) > wall]
            day_, hour = (today, hours[0]) if hours else (today + timedelta(days=1), AWAKE[0])
            await self._pass_to(datetime.combine(day_, time(hour)))
            await self._routine(hour)

    async def _pass_to(self, wall: datetime) -> None:
        expected = self.count.whose_turn(wall.date(), self._member) if wall.hour == AWAKE[0] else []
        known, goal, before = len(self.heard), to_instant(wall, self._person.tz), None
        while (due_at := next_due_at(self._world.database.reading)) and due_at <= goal:
            assert due_at != before, f"what is due at {due_at} is neither sent nor postponed"
            self._world.clock.move_to(max(due_at, self._now))
            await self._listen()
            before = due_at
        self._world.clock.move_to(goal)
        named = [name for heard in self.heard[known:] for name in heard.turns]
        if expected or named:
            self.mornings.append(Morning(wall.date(), expected, named))

    async def _listen(self) -> None:
        await self._world.deliver()
        await self._world.settled()
        for message in self._person.messages():
            if message.ts not in self._seen:
                self._seen.add(message.ts)
                if message.metadata:
                    self._hear(message)

    def _hear(self, message: Message) -> None:
        assert message.metadata
        columns = reminders_done.c
        one = select(columns.kind, columns.subject_id, columns.occurrence).where(
            columns.id == message.metadata["event_payload"]["reminder"]
        )
        with self._world.database.engine.connect() as connection:
            row = connection.execute(one).one()
        heard = Heard(self.now, row.kind, message.plain_text, row.subject_id, row.occurrence)
        self.heard.append(heard)
        if heard.turns:
            self._last_nudge = message
        for name in heard.turns:
            self.count.named(name, self.now)

    async def _routine(self, hour: int) -> None:
        if hour == AWAKE[0]:
            await self._answer_nudge()
            self._do_what_was_named()
            self._send_thanks(SENT_NEXT_DAY)
        wall = self.now.replace(tzinfo=None)
        for talk in [talk for talk in self._talks if talk.logged <= wall]:
            self._talks.remove(talk)
            self._log(talk)
        if hour == AWAKE[-1]:
            self._send_thanks(SENT_AT_ONCE)

    async def _answer_nudge(self) -> None:
        """The first one by the buttons, the others by what stands behind these."""
        message, self._last_nudge = self._last_nudge, None
        names = self.heard[-1].turns if message and self.heard[-1].turns else []
        for place, name in enumerate(names):
            answer = ("touch", "snooze", "ignore", "often", "touch")[self._answered % 5]
            self._answered += 1
            if place == 0 and answer in {"touch", "snooze"}:
                await self._person.press(
                    "touch.note" if answer == "touch" else "nudge.snooze", message=message
                )
                await self._world.settled()
                self.count.touched(name, self._now, self.now) if answer == "touch" else self.count.snoozed(
                    name, self.now
                )
            elif answer == "touch":
                self.touch(name)
            elif answer == "snooze":
                keep_in_touch.snooze(self._uow, self._member, self.count.id_of(name), self._now)
                self.count.snoozed(name, self.now)
            elif answer == "often":
                self.keep_every(name, min(2 * (self.count.people[name].cadence or 90), 365))

    def _do_what_was_named(self) -> None:
        """Every other task of the last message is done by now."""
        named = self.heard[-1].tasks[::2] if self.heard else []
        with self._uow() as work:
            to_do = work.tasks.open(self._owner, EVERYTHING)
        for task in to_do:
            if task.text in named:
                tasks.complete(self._uow, self._member, task.id, self._now)

    def _log(self, talk: Talk) -> None:
        known = self.count.people.get(talk.name)
        started_at = to_instant(talk.starts, self._person.tz)
        ended_at = started_at + timedelta(minutes=30)
        command = conversations.LogConversation(
            ContactDetails(talk.name, talk.organisation),
            Span(started_at, ended_at),
            Debrief(takeaway=talk.takeaway, promise=talk.promise, advice=talk.advice),
            request_key=f"{talk.name} {talk.starts}",
            same_as=known.id if known else None,
            how_often=HowOften(talk.cadence),
        )
        logged = conversations.log_conversation(self._uow, self._member, command, self._now)
        self.count.know(talk.name, logged.interview.contact.id).cadence = talk.cadence
        self.count.touched(talk.name, ended_at, self.now)
        self._to_thank.append((logged.interview.id, talk.thanks))
        for text in filter(None, [*talk.promise.splitlines(), *talk.advice.splitlines()]):
            self.tasks.add(text)

    def _send_thanks(self, when: int) -> None:
        """Of every note what is to become of it."""
        for interview_id, thanks in list(self._to_thank):
            if thanks not in {when, SKIPPED}:
                continue
            self._to_thank.remove((interview_id, thanks))
            outcome = ThankYou.SKIPPED if thanks == SKIPPED else ThankYou.SENT
            closed = thank_you.close(self._uow, self._owner, interview_id, outcome, self._now)
            if outcome is ThankYou.SENT:
                self.count.wrote(closed.interview.contact.details.name, self.now)

    def holds(
        self, name: str, organisation: str, *, cadence: int, takeaway: str = "", promise: str = ""
    ) -> None:
        """A talk of this afternoon, logged now."""
        wall = self.now.replace(tzinfo=None)
        self._log(Talk(name, organisation, wall.replace(hour=15), wall, cadence, takeaway, promise))
