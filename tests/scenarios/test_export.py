"""Everything of a member, sent as a zip file: opened here, and brought in by somebody who starts anew."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from ical.calendar_stream import IcsCalendarStream
from sqlalchemy import select

from core import importing
from core.import_person import NewPerson
from core.model import ContactDetails
from sandbox import Fault, Person
from storage.tables import contacts
from tests.scenarios.cohorts import owner_of
from tests.scenarios.test_schedule import schedule
from tests.world import World


async def _exported(world: World, person: Person) -> dict[str, bytes]:
    """What is in the zip file that comes."""
    before = len(person.files())
    told = await world.answer_to(person, "/interview export")
    assert "I am gathering everything of yours." in told.plain_text
    await world.settled()
    [file] = person.files()[before:]
    with ZipFile(BytesIO(file.content)) as zipped:
        return {name.removeprefix("inroad/"): zipped.read(name) for name in zipped.namelist()}


async def _live(world: World, person: Person) -> None:
    await world.log(
        person, "Dana Wu, Genentech, today 2pm, 40 min", takeaway="Ask for the team", notes="=1+1"
    )
    await schedule(world, person, "Sam Reyes, NOAA, tomorrow 3pm, 30 min")
    await world.settled()


async def test_everything_that_was_written_down_comes_in_one_file(world: World) -> None:
    maya = world.maya
    await _live(world, maya)
    files = await _exported(world, maya)
    assert {"README.txt", "people.csv", "people.vcf", "conversations.csv", "conversations.ics"} < set(files)
    assert "Ask for the team" in files["notes/Dana Wu, Genentech.md"].decode()
    assert '"\'=1+1"' in files["conversations.csv"].decode()
    assert b"Sam Reyes" in files["more/meetings.csv"]
    assert b"thank you" in files["more/reminders.csv"]
    calendar = IcsCalendarStream.calendar_from_ics(files["conversations.ics"].decode())
    assert {event.summary for event in calendar.events} == {
        "Conversation with Dana Wu, Genentech",
        "Conversation with Sam Reyes, NOAA",
        "Thank-you to Dana Wu is due",
    }
    said = next(message for message in maya.messages() if message.files and "zip" in message.text)
    assert "Here is everything that I keep of you: 2 people and 1 conversation" in said.plain_text


async def test_nothing_of_anybody_else_is_in_it(cohort: World) -> None:
    await cohort.log(cohort.jonas, "Zed Quorvath, Blixtrum, today 2pm, 40 min", notes="zylophonic")
    await cohort.log(cohort.maya, "Dana Wu, Genentech, today 2pm, 40 min")
    told = b"".join((await _exported(cohort, cohort.maya)).values())
    for secret in (b"Quorvath", b"Blixtrum", b"zylophonic", cohort.jonas.id.encode()):
        assert secret not in told


async def test_what_was_sent_is_brought_in_by_somebody_who_starts_anew(cohort: World) -> None:
    maya, jonas = cohort.maya, cohort.jonas
    await cohort.log(maya, "Dana Wu, Genentech, today 2pm, 40 min", email="dana@x.example")
    await _exported(cohort, maya)
    before = len(cohort.answers(jonas))
    await jonas.upload("inroad.zip", maya.files()[-1].content)
    await cohort.sandbox.until(lambda: len(cohort.answers(jonas)) > before + 1)
    await cohort.settled()
    assert "1 person" in cohort.answers(jonas)[-1].plain_text
    await jonas.press("import.start", message=cohort.answers(jonas)[-1])
    await cohort.settled()
    with cohort.database.engine.connect() as connection:
        rows = connection.execute(select(contacts.c.name, contacts.c.organisation, contacts.c.email)).all()
    assert [tuple(row) for row in rows] == [("Dana Wu", "Genentech", "dana@x.example")] * 2


async def test_an_export_of_nothing_says_so(cohort: World) -> None:
    told = await cohort.answer_to(cohort.maya, "/interview export")
    assert "There is nothing of yours to take along yet" in told.plain_text
    assert cohort.maya.files() == []


async def test_a_file_that_does_not_arrive_is_told(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, "Dana Wu, Genentech, today 2pm, 40 min")
    cohort.sandbox.faults.add(Fault("files.completeUploadExternal", "error", error="access_denied"))
    await maya.command("/interview export")
    await cohort.settled()
    assert "Something went wrong on our side" in cohort.answers(maya)[-1].plain_text
    assert len(await _exported(cohort, maya)) > 5


@pytest.mark.parametrize("times", [3])
async def test_asking_again_while_it_is_under_way_sends_one_file(cohort: World, times: int) -> None:
    maya = cohort.maya
    await cohort.log(maya, "Dana Wu, Genentech, today 2pm, 40 min")
    cohort.sandbox.faults.add(Fault("files.getUploadURLExternal", "latency", seconds=0.5))
    for _ in range(times):
        assert (await maya.command("/interview export")).ok
    await cohort.settled()
    assert len(maya.files()) == 1


async def test_five_thousand_people_come_within_seconds_and_nobody_waits(cohort: World) -> None:
    maya, jonas = cohort.maya, cohort.jonas
    await cohort.log(maya, "Dana Wu, Genentech, today 2pm, 40 min")
    people = [
        NewPerson(ContactDetails(f"Person {n}", f"Lab {n}", email=f"p{n}@x.example"), notes=f"met {n}")
        for n in range(5_000)
    ]
    for start in range(0, len(people), 1_000):
        came_at = cohort.clock.now()
        importing.bring_in(cohort.database.writing, owner_of(maya), people[start : start + 1_000], came_at)
    assert (await maya.command("/interview export")).ok
    # Whoever asks meanwhile is answered.
    assert "No thank-you is due." in (await cohort.answer_to(jonas, "/interview")).plain_text
    await cohort.sandbox.until(lambda: bool(maya.files()), timeout=30)
    with ZipFile(BytesIO(maya.files()[-1].content)) as zipped:
        assert zipped.read("inroad/people.csv").count(b"\r\n") == 5_002
