"""What a student does and is told over weeks, written down as a story that can be read and compared."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from core.delivering import next_due_at
from core.local_time import in_zone, to_instant
from sandbox import Attached, Message, Person, View
from sandbox.json_types import Json
from sandbox.visible_text import plain_text
from storage.tables import reminders_done
from tests.world import World

ANSWER = "answer"
"""The kind of a message that is no reminder: it answers what the student has just done."""


@dataclass(frozen=True)
class Told:
    """A message as it came. ``at``: by the student's own clock. ``subject_id``: whom a reminder is about."""

    at: datetime
    kind: str
    message: Message
    subject_id: int = 0
    occurrence: int = 0


class Diary:
    """One person's story. Time passes from one due reminder to the next, so that each is seen as it comes."""

    def __init__(self, world: World, person: Person) -> None:
        self.told: list[Told] = []
        self._world = world
        self._person = person
        self._lines: list[str] = []
        self._seen: dict[str, str] = {}
        self._came: dict[str, datetime] = {}
        self._day = ""

    @property
    def story(self) -> str:
        """Everything so far."""
        return "\n".join([*self._lines, ""])

    @property
    def now(self) -> datetime:
        """What the person's clock shows."""
        return in_zone(self._world.clock.now(), self._person.tz)

    async def until(self, wall: str) -> None:
        """Let time pass to ``Mon 12 Oct 10:00`` by the person's clock, delivering what is due on the way."""
        moment = datetime.strptime(f"{wall} {self.now.year}", "%a %d %b %H:%M %Y")  # noqa: DTZ007 - a wall time
        goal, before = to_instant(moment, self._person.tz), None
        while (due_at := next_due_at(self._world.database.reading)) and due_at <= goal:
            assert due_at != before, f"what is due at {due_at} is neither sent nor postponed"
            self._world.clock.move_to(max(due_at, self._world.clock.now()))
            await self.look()
            before = due_at
        self._world.clock.move_to(goal)

    def does(self, what: str) -> None:
        """Write down what the person does."""
        self._write(f"{self._person.real_name.split()[0]}: {what}")

    def reads(self, view: View) -> None:
        """Write down what a form answers."""
        self._write(f"({view.title})", rendered(view.blocks))

    async def look(self) -> None:
        """Write down what has come and what has changed in the direct messages, with what is due by now."""
        await self._world.settled()
        await self._world.deliver()
        await self._world.settled()
        changed: dict[str, list[str]] = {}
        for message in self._person.messages():
            text = _text_of(message)
            if message.ts not in self._seen:
                self._hear(message, text)
            elif self._seen[message.ts] != text:
                changed.setdefault(text, []).append(f"{self._came[message.ts]:%a %d %b %H:%M}")
            self._seen[message.ts] = text
        for text, came in changed.items():
            self._write(f"[now, in place of {' and '.join(came)}]", text)

    def _hear(self, message: Message, text: str) -> None:
        told = self._told(message)
        self.told.append(told)
        self._came[message.ts] = told.at
        self._write(f"Inroad, {'to you only' if message.ephemeral else told.kind}:", text)

    def _told(self, message: Message) -> Told:
        if not message.metadata:
            return Told(self.now, ANSWER, message)
        columns = reminders_done.c
        wanted = columns.id == message.metadata["event_payload"]["reminder"]
        with self._world.database.engine.connect() as connection:
            row = connection.execute(
                select(columns.kind, columns.subject_id, columns.occurrence).where(wanted)
            ).one()
        return Told(self.now, row.kind, message, row.subject_id, row.occurrence)

    def _write(self, headline: str, text: str = "") -> None:
        day = f"{self.now:%A %-d %B %Y} ({self._person.tz})"
        if day != self._day:
            self._lines += ["", f"=== {day}", ""]
            self._day = day
        self._lines.append(f"{self.now:%H:%M}  {headline}")
        self._lines += [f"       {line}".rstrip() for line in text.splitlines()]


def _text_of(message: Message) -> str:
    shown = rendered(message.blocks) if message.blocks else message.plain_text
    return "\n".join([shown, *(_file(file) for file in message.files)])


def _file(file: Attached) -> str:
    """A calendar file by the lines that a reader of calendars cares for."""
    text = file.content.decode().replace("\r\n ", "")
    wanted = ("UID", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "DESCRIPTION", "STATUS")
    lines = [line for line in text.splitlines() if line.startswith(wanted)]
    return "\n".join([f"<{file.name}>", *(f"  {line}" for line in lines)])


def rendered(blocks: list[Json]) -> str:
    """Blocks as one reads them: buttons in brackets, what is to be copied behind a bar."""
    parts = [_rendered(block) for block in blocks]
    return "\n".join(part for part in parts if part).replace("\u200b", "")


def _rendered(block: Json) -> str:
    match block["type"]:
        case "actions":
            return " ".join(_button(element) for element in block["elements"])
        case "section" if "accessory" in block:
            text = plain_text([{**block, "accessory": None}])
            return f"{text} {_button(block['accessory'])}"
        case "rich_text":
            return "\n".join(_rich(element) for element in block["elements"])
        case "divider":
            return "---"
        case "input":
            return f"{block['label']['text']} ____"
        case _:
            return plain_text([block])


def _button(element: Json) -> str:
    if element["type"] == "button":
        return f"[{element['text']['text']}]"
    if element["type"] == "datepicker":
        return f"[{element.get('initial_date', 'choose a day')}]"
    label = element.get("placeholder", {}).get("text", "…")
    options = [option["text"]["text"] for option in element.get("options", [])]
    return f"[{label}: {' / '.join(options)}]"


def _rich(element: Json) -> str:
    text = plain_text([element])
    if element["type"] == "rich_text_preformatted":
        return "\n".join(f"| {line}".rstrip() for line in text.splitlines())
    if element["type"] != "rich_text_list":
        return text
    first = element.get("offset", 0) + 1
    ordered = element["style"] == "ordered"
    items = [plain_text([item]) for item in element["elements"]]
    return "\n".join(f"{f'{first + n}.' if ordered else '•'} {item}" for n, item in enumerate(items))
