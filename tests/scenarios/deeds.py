"""What a student does about their people over a long time, straight to the use cases, and counts alone."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from core import keep_in_touch, members, people_changes, referrals, telling
from core.keep_in_touch import Touch
from core.local_time import in_zone
from core.model import ContactDetails, Member, Owner, QuietHours
from core.news import NoteState
from core.nudges import HowOften
from core.outreaches import Permission
from core.people_choice import Whom
from core.referrals import Naming
from sandbox import Person
from sandbox.workspace import Workspace
from tests.scenarios.heard import Silence
from tests.scenarios.own_count import OwnCount
from tests.scenarios.student import Student
from tests.world import World


class Deeds:
    """One student's people, what is done about them, and of whom nothing is to be heard since."""

    def __init__(self, world: World, person: Person) -> None:
        self.student = Student(world, person)
        self.silences: list[Silence] = []
        self.tasks: set[str] = set()
        self.count = OwnCount()
        self._world, self._person = world, person
        self._owner = Owner(Workspace.team_id, person.id)
        self._uow = world.database.writing
        members.settle_in(self._uow, self._owner, person.tz, self._now)

    @property
    def now(self) -> datetime:
        """What the student's clock shows."""
        return in_zone(self._now, self._person.tz)

    @property
    def _now(self) -> datetime:
        return self._world.clock.now()

    @property
    def _member(self) -> Member:
        member = members.find(self._uow, self._owner)
        assert member
        return member

    def meet(self, name: str, organisation: str, cadence: int) -> None:
        """Somebody new, met just now."""
        met = Touch(self._now, f"we stood at the poster from {organisation}")
        self._note(ContactDetails(name, organisation), met, HowOften(cadence), name)
        self.count.people[name].cadence = cadence
        self.count.touched(name, self._now, self.now)

    def touch(self, name: str, days_ago: int = 0) -> None:
        """Note that they were in touch."""
        at = self._now - timedelta(days=days_ago)
        self._note(
            self.count.id_of(name), Touch(at, f"wrote {days_ago} days ago" if days_ago else ""), None, name
        )
        self.count.touched(name, at, self.now)

    def _note(self, whom: Whom, touch: Touch, how_often: HowOften | None, name: str) -> None:
        key = f"{name} {touch.at} {self._now}"
        known = keep_in_touch.note_touch(
            self._uow, self._member, whom, touch, how_often, request_key=key, now=self._now
        )
        self.count.know(name, known.contact.id)

    def keep_every(self, name: str, days: int | None) -> None:
        """Choose how often."""
        keep_in_touch.set_cadence(self._uow, self._member, self.count.id_of(name), self._now, days)
        self.count.people[name].cadence = days
        self.count.recount(name, self.now)

    def stop(self, name: str) -> None:
        """No nudges about them any more."""
        self.keep_every(name, None)
        self.silences.append(Silence(name, "stopped", self._now, of_turns=True))

    def archive(self, name: str, *, leaving: str = "") -> None:
        """Put them away, with what was to be done."""
        self.tasks.discard(leaving)
        people_changes.archive(self._uow, self._member, self.count.id_of(name), self._now)
        self.count.people[name].is_away, self.count.people[name].due_on = True, None
        self.silences.append(Silence(name, "archived", self._now))

    def bring_back(self, name: str) -> None:
        """Undo that."""
        people_changes.bring_back(self._uow, self._member, self.count.id_of(name), self._now)
        self.count.people[name].is_away = False
        self.count.recount(name, self.now)
        place, before = next(
            (place, each)
            for place, each in enumerate(self.silences)
            if (each.name, each.until) == (name, None)
        )
        self.silences[place] = replace(before, until=self._now)

    def delete(self, name: str, *, leaving: str = "") -> None:
        """Delete them with all that is theirs."""
        self.tasks.discard(leaving)
        people_changes.remove(self._uow, self._member, self.count.id_of(name), self._now)
        del self.count.people[name]
        self.silences.append(Silence(name, "deleted", self._now))

    def merge(self, name: str, other: str) -> None:
        """Make two entries one."""
        people_changes.merge(
            self._uow, self._member, self.count.id_of(name), self.count.id_of(other), self._now
        )
        gone, kept = self.count.people.pop(other), self.count.people[name]
        kept.cadence = kept.cadence or gone.cadence
        self.silences.append(Silence(other, "merged", self._now))
        if gone.touched_at:
            self.count.touched(name, gone.touched_at, self.now)

    def is_named(self, name: str, organisation: str, by: str) -> None:
        """Somebody named them in their last talk."""
        referrer = self.count.id_of(by)
        with self._uow() as work:
            [interview, *_] = work.interviews.with_contact(self._owner, referrer)
        naming = Naming(ContactDetails(name, organisation), Permission.YES)
        [named] = referrals.add(
            self._uow, self._member, interview.id, [naming], self._now, request_key=f"{name} {self._now}"
        )
        self.count.know(name, named.contact.id)

    def not_them(self, name: str) -> None:
        """Not ask them after all."""
        referrals.not_them(self._uow, self._member, self.count.id_of(name), self._now)

    def came_of(self, name: str, result: str) -> None:
        """Something came of it."""
        referrals.came_of_it(
            self._uow,
            self._member,
            self.count.id_of(name),
            result,
            self._now,
            request_key=f"{result} {self._now}",
        )

    def tell_news(self, text: str, names: list[str]) -> None:
        """Tell them, and mark all but the last as sent."""
        ids = [self.count.id_of(name) for name in names]
        told = telling.tell(self._uow, self._member, text, ids, request_key=text, now=self._now, name="Maya")
        for name in names[:-1]:
            telling.close(
                self._uow, self._member, told.news.id, self.count.id_of(name), NoteState.SENT, self._now
            )
            self.count.wrote(name, self.now)

    def pause(self, until: date) -> None:
        """No nudges until that day."""
        member = self._member
        members.change_settings(self._uow, member, member.quiet_hours, until, self._now)

    def change_hours(self, start: time, end: time) -> None:
        """Other quiet hours."""
        members.change_settings(self._uow, self._member, QuietHours(start, end), None, self._now)

    def change_weekdays(self, weekdays: frozenset[int]) -> None:
        """Nudges on other days."""
        member = self._member
        nudging = replace(member.nudging, weekdays=weekdays)
        members.change_settings(self._uow, member, member.quiet_hours, None, self._now, nudging)

    async def travel(self, zone: str) -> None:
        """Arrive in another zone."""
        self._person.set_tz(zone)
        await self._world.settled()
        assert self._member.zone == zone
