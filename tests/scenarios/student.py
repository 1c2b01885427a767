"""A student at work: what they do in the workspace, each act of it written into their diary."""

from typing import Any

from core.outreach import Situation
from sandbox import Message, Person, View
from sandbox.view_state import elements
from tests.scenarios.diary import Diary
from tests.scenarios.test_draft import shown
from tests.world import World

ABOUT = {
    "name": "Maya Okafor",
    "introduction": "a second-year PhD student in biology at UW",
    "looking_for": "how people move from the bench into policy",
    "doing": "studying how salmon find their way home",
}


class Student:
    """Acts through the screen only, and fails on whatever the screen does not offer."""

    def __init__(self, world: World, person: Person) -> None:
        self.diary = Diary(world, person)
        self._world = world
        self._person = person

    async def until(self, wall: str) -> None:
        """Wait for ``Mon 12 Oct 10:00`` by the student's own clock."""
        await self.diary.until(wall)

    async def travel(self, zone: str) -> None:
        """Arrive in another zone."""
        self.diary.does(f"arrives; Slack's clock now shows {zone}")
        self._person.set_tz(zone)
        await self.diary.look()

    async def press(self, action: str, about: str, *, option: str | None = None) -> None:
        """Press it on the newest message that has it and says ``about``."""
        message = self._newest(action, about)
        value = _value(message, action, about)
        self.diary.does(f"[{option or _label(message, action, value)}] on “{_first_line(message)}”")
        await self._person.press(action, value=value, message=message, option=option)
        await self.diary.look()

    async def ask(self, whom: str, why: str, **fields: str) -> None:
        """Draft an ask to somebody, and send it."""
        await self._command(f"/interview draft {whom}")
        if self._person.modals[-1].title == "About you":
            await self._submit(**ABOUT)
        await self.write_and_send(why, **fields)

    async def write_and_send(self, why: str = "", **chosen: str) -> None:
        """Fill the open draft, keep it, and say that it was sent."""
        for name, typed in chosen.items():
            await self._choose(name, typed)
        if why:
            await self._person.press("draft.why", value=why)
            await self._world.settled()
        await self._submit()
        await self.diary.look()
        self.diary.does("copies it, sends it herself, and says [Sent it]")
        await self._person.press("outreach.sent")
        await self.diary.look()
        await self._person.close(clear=True)

    async def log(self, text: str, **fields: str) -> None:
        """Log a conversation that took place."""
        await self._command(f"/interview log {text}")
        await self.save(**fields)

    async def save(self, **fields: str) -> None:
        """Fill the open form, look at how it was understood, save it, and close what it answers."""
        await self.save_and_stay(**fields)
        await self.close()

    async def save_and_stay(self, **fields: str) -> None:
        """The same, with the answer left open."""
        self.diary.does(f"fills in {fields}" if fields else "looks it over")
        await self._submit(**fields)
        if self._person.modals[-1].title not in {"Saved", "Scheduled"}:
            await self._submit()
        self.diary.reads(self._person.modals[-1])
        await self.diary.look()

    async def write_answers(self, *answers: str) -> None:
        """Write them down beside their questions, from the form that answers a log."""
        await self._person.press("answers.write")
        await self._world.settled()
        inputs = [block["block_id"] for block in self._person.modals[-1].blocks if block["type"] == "input"]
        self.diary.does(f"writes down the answers {answers}")
        await self._submit(**dict(zip(inputs, answers, strict=False)))
        self.diary.reads(self._person.modals[-1])

    async def schedule(self, text: str, zone: str = "", **fields: str) -> None:
        """Put a conversation to come into the calendar."""
        await self._command(f"/interview schedule {text}")
        await self.agree(zone, **fields)

    async def agree(self, zone: str = "", **fields: str) -> None:
        """Fill the open form of a conversation to come."""
        if zone:
            [offered, *_] = await self._person.suggest("zone.choose", zone)
            fields["zone"] = offered["value"]
        await self.save(**fields)

    async def prepare(self, whom: str, questions: str, **fields: str) -> None:
        """Write the sheet."""
        await self._command(f"/interview prep {whom}")
        self.diary.does(f"writes {questions!r} and {fields}")
        await self._submit(**{"questions.0": questions}, **fields)
        self.diary.reads(self._person.modals[-1])
        await self._person.close(clear=True)

    async def away_until(self, day: str) -> None:
        """Answer until when they are out of office."""
        self.diary.does(f"enters {day}")
        await self._submit(away_until=day)
        await self.diary.look()
        await self._person.close(clear=True)

    async def send_note(self) -> None:
        """Say in the open note that it was sent."""
        self.diary.does(f"sends the note:\n{shown(self._person.modals[-1], 'note')}")
        await self._submit()
        await self.diary.look()
        await self._person.close(clear=True)

    async def settings(self, **fields: str) -> None:
        """Change the settings."""
        await self._command("/interview settings")
        await self.save(**fields)

    async def open_person(self, query: str) -> None:
        """Look somebody up and open their story."""
        await self._command(f"/interview people {query}")
        await self._person.press("person.show", message=self._newest("person.show", ""))
        await self._world.settled()

    async def change_person(self, query: str, action: str) -> None:
        """Press something in somebody's story."""
        await self.open_person(query)
        self.diary.does(f"[{action}]")
        await self._person.press(action)
        await self.diary.look()
        self.diary.reads(self._person.modals[-1])
        await self._person.close(clear=True)

    async def edit_person(self, query: str, **fields: str) -> None:
        """Change what is known of somebody."""
        await self.open_person(query)
        self.diary.does(f"edits: {fields}")
        await self._person.press("person.edit")
        await self._world.settled()
        await self._submit(**fields)
        await self._person.close(clear=True)

    async def merge(self, query: str, other: str) -> None:
        """Make two entries one; the one found by ``query`` stays."""
        await self.open_person(query)
        await self._person.press("person.merge")
        await self._world.settled()
        [offered, *_] = await self._person.suggest("person.choose", other)
        self.diary.does(f"merges {offered['text']['text']} into them")
        await self._submit(person=offered["value"])
        self.diary.reads(self._person.modals[-1])
        await self._submit()
        await self._person.close(clear=True)
        await self.diary.look()

    def read_form(self) -> None:
        """Read the open form, and close it."""
        self.diary.reads(self._person.modals[-1])

    async def close(self) -> None:
        """Close what is open."""
        await self._person.close(clear=True)
        await self.diary.look()

    async def _command(self, text: str) -> None:
        self.diary.does(text)
        await self._person.command(text)
        await self.diary.look()

    async def _submit(self, **fields: Any) -> None:
        self._person.fill(**fields)
        submitted = await self._person.submit()
        assert not submitted.errors, submitted.errors
        await self._world.settled()

    async def _choose(self, name: str, typed: str) -> View:
        """Choose in the draft's form: a person by typing, all else from its menu."""
        action = f"draft.{name}"
        option = typed
        if name in {"person", "referrer"}:
            offered = await self._person.suggest(action, typed)
            option = offered[0]["value"]
        self.diary.does(f"chooses {name}: {Situation(typed) if name == 'situation' else typed}")
        await self._person.press(action, option=option)
        await self._world.settled()
        return self._person.modals[-1]

    def _newest(self, action: str, about: str) -> Message:
        found = [
            message
            for message in self._person.messages()
            if about in message.plain_text and _has(message, action)
        ]
        assert found, f"no message about {about!r} has {action}"
        return found[-1]


def _has(message: Message, action: str) -> bool:
    return any(element["action_id"] == action for _, element in elements(message.blocks))


def _value(message: Message, action: str, about: str) -> str | None:
    """The value of the button that is about them, where a message has several."""
    return next(
        (
            str(element["value"])
            for _, element in elements(message.blocks)
            if element["action_id"] == action and about in element.get("accessibility_label", "")
        ),
        None,
    )


def _label(message: Message, action: str, value: str | None) -> str:
    return next(
        str(element.get("text", {}).get("text", action))
        for _, element in elements(message.blocks)
        if element["action_id"] == action and value in {None, element.get("value")}
    )


def _first_line(message: Message) -> str:
    return message.plain_text.splitlines()[0].replace("\u200b", "").replace("*", "")
