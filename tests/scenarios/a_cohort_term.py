"""A term of a cohort, September to December 2026: five students and who leads them, in New York and Berlin.

What they log, share, ask and post; each part is one that a real cohort would have in those weeks.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from core import members, people_choice, sharing
from core.delivering import next_due_at
from core.local_time import in_zone, to_instant
from core.shares import Share
from handlers.takeaways import LOOK_AGAIN
from sandbox import Message, Person
from tests.scenarios.cohort_setup import set_up
from tests.scenarios.cohorts import CHANNEL, owner_of
from tests.scenarios.diary import rendered
from tests.scenarios.student import ABOUT
from tests.world import World

STARTS_AT = datetime(2026, 9, 1, 9, 50, tzinfo=ZoneInfo("America/New_York"))
ZONES = {
    "America/New_York": ("ruth", "maya", "luis", "chen"),
    "Europe/Berlin": ("jonas", "priya"),
}

OMAR = "Omar Haddad"
"""Of whom one is warned, and whom nobody offers."""

SECRETS = {
    "maya": ("Zora Quill", "Quillworks", "Never work for a founder", "burnt out", "Una Lark", "Larkspur"),
    "jonas": ("Ilse Brand", "Brandwerk", "visa", "Per Holm", "Holmgard"),
    "priya": ("Nila Voss", "Vossanto", "Kai Dorn", "Dornbirn"),
    "luis": ("Teo Marsh", "Marshfield"),
    "chen": ("Ada Finch", "Finchley"),
}
"""What each of them writes down and shares with nobody."""


class Reader:
    """One member's screen: what they read in the channel, as it came and went, and all that they ever saw."""

    def __init__(self, world: World, person: Person) -> None:
        self.person = person
        self.lines: list[str] = []
        self.saw: set[str] = set()
        self._world = world
        self._there: dict[str, str] = {}
        self._day = ""

    def look(self) -> None:
        """Read the channel, the direct messages, and whatever form is open."""
        now = {message.ts: self._text_of(message) for message in self.person.messages(CHANNEL)}
        for ts, text in now.items():
            if ts not in self._there:
                self._write("Inroad:", text)
            elif self._there[ts] != text:
                self._write("[changed to]", text)
        for ts in [gone for gone in self._there if gone not in now]:
            self._write("[taken out]", self._there[ts])
        self._there = now
        self.saw.update(now.values(), map(self._text_of, self._elsewhere()))
        self.saw.update(view.plain_text for view in self.person.modals)

    def _elsewhere(self) -> list[Message]:
        found = self.person.messages()
        for handle in SECRETS:
            other = self._world.sandbox.person(handle)
            try:
                found += self.person.messages(self.person.group_dm(other))
            except LookupError:
                continue
        return found

    def _text_of(self, message: Message) -> str:
        """As it is shown: whoever is mentioned, by name."""
        shown = rendered(message.blocks) if message.blocks else message.plain_text
        for handle in (*SECRETS, "ruth"):
            mentioned = self._world.sandbox.person(handle)
            shown = shown.replace(f"@{mentioned.id}", f"@{mentioned.real_name}")
        return shown.replace("\u200b", "")

    def _write(self, headline: str, text: str) -> None:
        wall = in_zone(self._world.clock.now(), self.person.tz)
        day = f"{wall:%A %-d %B %Y}"
        if day != self._day:
            self.lines += ["", f"=== {day}", ""]
            self._day = day
        self.lines.append(f"{wall:%H:%M}  {headline}")
        self.lines += [f"       {line}".rstrip() for line in text.splitlines()]


class Term:
    """The cohort as it lives: acts through the screen, and everybody looks after each act."""

    def __init__(self, world: World) -> None:
        self.world = world
        for zone, handles in ZONES.items():
            for handle in handles:
                world.sandbox.person(handle).set_tz(zone)
        self.readers = {
            handle: Reader(world, world.sandbox.person(handle))
            for handles in ZONES.values()
            for handle in handles
        }

    def person(self, handle: str) -> Person:
        """Somebody of the cohort."""
        return self.readers[handle].person

    async def look(self) -> None:
        """Let what is due come, and everybody look."""
        await self.world.settled()
        await self.world.deliver()
        await self.world.settled()
        for reader in self.readers.values():
            if reader.person.is_in(CHANNEL):
                reader.look()

    async def until(self, wall: str) -> None:
        """Let time pass to ``Mon 12 Oct 10:00`` in New York, delivering what is due on the way."""
        moment = datetime.strptime(f"{wall} 2026", "%a %d %b %H:%M %Y")  # noqa: DTZ007 - a wall time
        goal = to_instant(moment, "America/New_York")
        while (due_at := next_due_at(self.world.database.reading)) and due_at <= goal:
            self.world.clock.move_to(max(due_at, self.world.clock.now()))
            await self.look()
        self.world.clock.move_to(goal)

    async def log(self, handle: str, text: str, **fields: str) -> None:
        """Log a talk, and thank for it at once."""
        await self.world.log(self.person(handle), text, **fields)
        await self.look()

    async def press(self, handle: str, action: str, containing: str = "", **more: str) -> None:
        """Press it on the newest message that says this, or wherever it is."""
        message = await self.person(handle).message(containing) if containing else None
        await self.person(handle).press(action, message=message, **more)
        await self.look()

    async def command(self, handle: str, text: str) -> None:
        """Type a command."""
        await self.person(handle).command(f"/interview {text}")
        await self.look()

    async def submit(self, handle: str, **fields: object) -> None:
        """Fill the open form and submit it, again where it shows first what it makes of that."""
        person = self.person(handle)
        person.fill(**fields)
        for _ in range(2):
            submitted = await person.submit()
            assert not submitted.errors, submitted.errors
            await self.look()
            if not person.modals or LOOK_AGAIN not in person.modals[-1].plain_text:
                break
        await person.close(clear=True)
        await self.look()

    async def ask(self, handle: str, whom: str) -> None:
        """Draft an ask to somebody, and send it."""
        person = self.person(handle)
        await self.command(handle, f"draft {whom}")
        if person.modals[-1].title == "About you":
            person.fill(**ABOUT | {"name": person.real_name})
            await person.submit()
            await self.look()
        await person.press("draft.why", value="Your talk on hatcheries changed how I read my own data.")
        await self.look()
        submitted = await person.submit()
        assert not submitted.errors, submitted.errors
        await self.press(handle, "outreach.sent")
        await person.close(clear=True)

    def shares(self, handle: str, name: str, *shares: Share) -> None:
        """Somebody in their list is shared like that."""
        owner, now = owner_of(self.person(handle)), self.world.clock.now()
        database = self.world.database
        member = members.find(database.reading, owner)
        [contact] = people_choice.candidates(database.reading, owner, name)
        assert member
        sharing.change(database.writing, member, contact.id, frozenset(shares), now)

    @property
    def story(self) -> str:
        """The channel as it is read in each zone."""
        parts = []
        for zone, handles in ZONES.items():
            names = ", ".join(self.person(handle).real_name for handle in handles)
            parts += [
                f"#{CHANNEL} as it is read by {names} ({zone})",
                *self.readers[handles[0]].lines,
                "",
                "",
            ]
        return "\n".join(parts).rstrip() + "\n"


async def september(term: Term) -> None:
    """The cohort is set up; everybody writes down whom they know, and some share a little of it."""
    await set_up(
        term.world,
        term.person("ruth"),
        term_starts_on="2026-09-01",
        term_ends_on="2026-12-18",
        programme_on="2026-10-05",
    )
    await term.look()
    await term.until("Thu 3 Sep 11:00")
    for handle, (name, place, *more) in SECRETS.items():
        await term.log(handle, f"{name}, {place}, today 9am, 30 min", notes=", ".join(more[:2]))
    await term.log("priya", "Emi Sato, Director at NOAA, today 9am, 30 min")
    term.shares("priya", "Emi Sato", Share.NAME)
    await term.until("Tue 8 Sep 12:00")
    await term.log("maya", "Zora Quill, Quillworks, today 9am, 20 min", takeaway="Never work for a founder")


async def october(term: Term) -> None:
    """The programme's month: a question, an introduction, two takeaways, and a warning before a draft."""
    await term.until("Mon 5 Oct 11:00")
    await term.command("maya", "ask NOAA")
    await term.press("maya", "ask.send", "Emi Sato")
    await term.until("Wed 7 Oct 10:00")
    await term.press("priya", "introduction.yes", "Would you introduce")
    await term.until("Thu 8 Oct 10:00")
    await term.command("luis", "ask science policy")
    await term.press("luis", "ask.post", "science policy")
    await term.submit("luis")
    await term.until("Mon 12 Oct 15:00")
    said = "Ilse Brand says that Brandwerk hires people whom they have met."
    await term.log("jonas", "Ilse Brand, Brandwerk, today 9am, 25 min", takeaway=said)
    said = "A PhD is a project you have led: Ada's first advice was to say so."
    await term.log("chen", "Ada Finch, Finchley, today 9am, 25 min", takeaway=said)
    await term.command("jonas", "share")
    await term.submit("jonas")
    await term.command("chen", "share")
    await term.submit("chen", boxes=["signed"])
    await term.until("Tue 13 Oct 10:00")
    await term.press("jonas", "takeaway.edit", "Your takeaway stands in")
    await term.submit("jonas", **{"text.1": "Visit a lab before you write to it. Ilse said so, too."})
    await term.until("Wed 14 Oct 12:00")
    await term.log("jonas", f"{OMAR}, engineer at Fraunhofer, today 9am, 30 min")
    term.shares("jonas", OMAR, Share.GUARD)
    await term.command("chen", f"draft {OMAR}, Fraunhofer")
    await term.submit("chen", **ABOUT | {"name": "Chen Liu"})
    await term.until("Tue 20 Oct 10:00")
    for handle, whom in (("maya", "Una Lark, Larkspur"), ("jonas", "Per Holm, Holmgard")):
        await term.ask(handle, whom)
    await term.until("Thu 22 Oct 10:00")
    await term.ask("priya", "Kai Dorn, Dornbirn")


async def november(term: Term) -> None:
    """Somebody takes a post back, one leaves, and a quiet week says something useful."""
    await term.until("Mon 2 Nov 10:00")
    await term.press("chen", "takeaway.withdraw", "Your takeaway stands in")
    await term.until("Wed 4 Nov 10:00")
    await term.command("luis", "share Write down one question the evening before.")
    await term.submit("luis")
    await term.until("Fri 6 Nov 10:00")
    await term.person("luis").leave(CHANNEL)
    await term.look()


async def december(term: Term) -> None:
    """To the end of the term, and on: it is closed once, and then there is silence."""
    await term.until("Thu 31 Dec 10:00")


PARTS = (september, october, november, december)
