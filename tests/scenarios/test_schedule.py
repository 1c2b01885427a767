"""A conversation to come: agreed, put into the calendar, confirmed, prepared, and what became of it."""

from ical.calendar_stream import IcsCalendarStream

from sandbox import Message, Person
from tests.world import World


async def schedule(world: World, person: Person, text: str, **fields: object) -> str:
    """Schedule through command and form; gives what the form answers."""
    await person.command(f"/interview schedule {text}")
    await person.modal()
    person.fill(**fields)
    submitted = await person.submit()
    if person.modals[-1].title != "Scheduled":
        submitted = await person.submit()
    assert not submitted.errors, submitted.errors
    assert person.modals[-1].title == "Scheduled"
    said = person.modals[-1].plain_text
    await person.close(clear=True)
    await world.settled()
    return said


async def test_smoke(cohort: World) -> None:
    maya = cohort.maya
    said = await schedule(cohort, maya, "Dana Wu, Genentech next Thu 3pm", place="https://zoom.us/j/1")
    print(said)
    for m in maya.messages():
        print("----", m.plain_text, m.files if hasattr(m, "files") else "")
    cohort.advance(days=8, hours=18)
    for d in (dict(), dict(hours=29), dict(hours=1), dict(hours=48)):
        cohort.advance(**d) if d else None
        print(cohort.local(maya))
        for m in (await cohort.reminders_of(maya))[-1:]:
            print("----", m.plain_text)
