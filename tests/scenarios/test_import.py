"""People brought in from a file or pasted: seen first, nobody twice, every bad row told, and taken back."""

from contextlib import suppress
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from bot.manifest import manifest
from sandbox import Fault, Message, Person, View
from storage.tables import contacts, reminders
from tests.world import World

NOTES = (
    'Notes:\n"When exporting your connection data, you may notice that some of the email addresses, are\n'
    'missing."\n\n'
)
CONNECTIONS = NOTES + (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    'Dana,Wu,https://www.linkedin.com/in/danawu,,"Genentech, Inc.",Scientist,12 Mar 2024\n'
    "Sam,Reyes,https://www.linkedin.com/in/samreyes,sam@noaa.example,NOAA,Policy officer,03 Jan 2019\n"
    ",,https://www.linkedin.com/in/nobody,,NOAA,,03 Jan 2019\n"
    "José,Núñez,https://www.linkedin.com/in/josenunez,,Woods Hole,Director,03 Jan 2019\n"
)


async def _sent(world: World, person: Person, name: str, content: str | bytes) -> Message:
    """Send a file; what is answered."""
    before = len(world.answers(person))
    await person.upload(name, content.encode() if isinstance(content, str) else content)
    await world.sandbox.until(lambda: len(world.answers(person)) > before + 1)
    await world.settled()
    return world.answers(person)[-1]


async def _brought_in(world: World, found: Message) -> Message:
    await world.maya.press("import.start", message=found)
    await world.settled()
    return next(message for message in world.answers(world.maya) if message.ts == found.ts)


def _text(seen: Message | View) -> str:
    """What stands there, without the marks of bold."""
    return seen.plain_text.replace("*", "")


def _people(world: World) -> list[str]:
    with world.database.engine.connect() as connection:
        rows = connection.execute(select(contacts.c.name).order_by(contacts.c.id))
        return list(rows.scalars())


async def test_linkedins_file_is_shown_first_and_then_brought_in(world: World) -> None:
    maya = world.maya
    found = await _sent(world, maya, "Connections.csv", CONNECTIONS)
    assert "3 people in Connections.csv. The first three:" in _text(found)
    assert "Dana Wu, Scientist at Genentech, Inc., linkedin.com/in/danawu" in _text(found)
    assert "1 row is left out:\n• row 8: there is no name" in _text(found)
    assert _people(world) == []
    result = await _brought_in(world, found)
    assert "3 people are in." in _text(result)
    assert "row 8: there is no name" in _text(result)
    assert _people(world) == ["Dana Wu", "Sam Reyes", "José Núñez"]
    listed = await world.answer_to(maya, "/interview people org:noaa")
    assert "Sam Reyes, Policy officer at NOAA" in _text(listed)


async def test_nobody_who_is_brought_in_is_nudged_about(cohort: World) -> None:
    await _brought_in(cohort, await _sent(cohort, cohort.maya, "Connections.csv", CONNECTIONS))
    with cohort.database.engine.connect() as connection:
        columns = contacts.c.cadence_days, contacts.c.cadence_chosen, contacts.c.due_on, contacts.c.touched_at
        assert {tuple(row) for row in connection.execute(select(*columns))} == {(None, False, None, None)}
        assert connection.execute(select(reminders)).all() == []
    cohort.advance(days=400)
    assert await cohort.reminders_of(cohort.maya) == []


async def test_the_same_file_again_brings_nobody_in_twice(cohort: World) -> None:
    await _brought_in(cohort, await _sent(cohort, cohort.maya, "Connections.csv", CONNECTIONS))
    again = await _brought_in(cohort, await _sent(cohort, cohort.maya, "Connections.csv", CONNECTIONS))
    assert "Nobody new came in. 3 people were here already, just so." in _text(again)
    assert len(_people(cohort)) == 3


async def test_a_second_click_changes_nothing(cohort: World) -> None:
    maya = cohort.maya
    found = await _sent(cohort, maya, "people.csv", "Name\nDana Wu\n")
    await maya.press("import.start", message=found)
    with suppress(LookupError):  # the first one was quicker, and its button is gone
        await maya.press("import.start", message=found)
    await cohort.settled()
    assert _people(cohort) == ["Dana Wu"]


async def test_whoever_is_certainly_known_is_completed_and_what_differs_is_noted(cohort: World) -> None:
    maya = cohort.maya
    await _brought_in(cohort, await _sent(cohort, maya, "Connections.csv", CONNECTIONS))
    newer = (
        "Name,LinkedIn,Phone,Organisation,Role\nDana Wu,linkedin.com/in/DanaWu/,+1 555 0100,Roche,Director\n"
    )
    result = await _brought_in(cohort, await _sent(cohort, maya, "new.csv", newer))
    assert "Of 1 person you know I noted what I did not have yet." in _text(result)
    await maya.press("person.show", message=await cohort.answer_to(maya, "/interview people dana"))
    shown = _text(await maya.modal())
    assert "+1 555 0100" in shown
    assert "Role: Scientist" in shown
    assert "Also noted as: Director at Roche" in shown
    assert len(_people(cohort)) == 3


async def test_whoever_may_be_known_comes_in_and_is_asked_about(world: World) -> None:
    maya = world.maya
    await world.log(maya, "Dana Wu, Genentech, today 1pm, 30 min")
    await world.log(maya, "Sam Reyes, NOAA, today 2pm, 30 min")
    result = await _brought_in(world, await _sent(world, maya, "Connections.csv", CONNECTIONS))
    assert "2 people may be the same as somebody you know." in _text(result)
    assert len(_people(world)) == 5
    await maya.press("import.pairs", message=result)
    await world.settled()
    form = await maya.modal()
    assert "Dana Wu" in _text(form)
    assert "https://www.linkedin.com/in/danawu" in _text(form)
    await maya.press("import.same")
    await world.settled()
    assert "Sam Reyes" in _text(maya.modals[-1])
    await maya.press("import.different")
    await world.settled()
    assert "That was everybody." in _text(maya.modals[-1])
    assert _people(world) == ["Dana Wu", "Sam Reyes", "Sam Reyes", "José Núñez"]


async def test_an_import_is_taken_back_except_for_those_with_whom_something_was_done(world: World) -> None:
    maya = world.maya
    result = await _brought_in(world, await _sent(world, maya, "Connections.csv", CONNECTIONS))
    await maya.press("person.show", message=await world.answer_to(maya, "/interview people sam"))
    await maya.modal()
    await maya.press("person.touch")
    await maya.close(clear=True)
    await world.settled()
    await maya.press("import.undo", message=result)
    await world.settled()
    told = next(message for message in world.answers(maya) if message.ts == result.ts)
    assert "2 people are taken out again. 1 person stays: you have done something with them" in _text(told)
    assert _people(world) == ["Sam Reyes"]


async def test_after_a_day_an_import_stays(cohort: World) -> None:
    maya = cohort.maya
    result = await _brought_in(cohort, await _sent(cohort, maya, "Connections.csv", CONNECTIONS))
    cohort.clock.advance(timedelta(days=1, minutes=1))
    await maya.press("import.undo", message=result)
    await cohort.settled()
    assert "can be taken back for a day, and that is over" in _text(cohort.answers(maya)[-1])
    assert len(_people(cohort)) == 3


async def test_a_file_with_headings_of_its_own_is_brought_in_by_the_form(world: World) -> None:
    maya = world.maya
    found = await _sent(
        world, maya, "list.csv", "Wer;Wo;Kontakt\nDana Wu;Genentech;dana@x.example\nSam;NOAA;n/a\n"
    )
    assert "I can't tell which column holds the names" in _text(found)
    await maya.press("import.columns", message=found)
    await world.settled()
    form = await maya.modal()
    assert "Which column holds the names?" in _text(form)
    maya.fill(name="Wer", organisation="Wo", email="Kontakt")
    assert not (await maya.submit()).errors
    await world.settled()
    form = maya.modals[-1]
    assert "2 people in list.csv" in _text(form)
    assert "Dana Wu, Genentech, dana@x.example" in _text(form)
    assert "row 3: the e-mail address is left out: it does not look like one" in _text(form)
    assert not (await maya.submit()).errors
    await world.settled()
    assert "I am bringing them in." in _text(maya.modals[-1])
    assert "2 people are in." in _text(world.answers(maya)[-1])
    assert _people(world) == ["Dana Wu", "Sam"]


async def test_pasted_rows_are_brought_in_by_the_form(world: World) -> None:
    maya = world.maya
    assert (await maya.command("/interview import")).ok
    await maya.modal()
    maya.fill(text="Dana Wu, Genentech, dana@x.example\nSam Reyes, NOAA, sam@x.example")
    assert not (await maya.submit()).errors
    form = maya.modals[-1]
    assert "2 people" in _text(form)
    assert form.raw["submit"]["text"] == "Import 2 people"
    maya.fill(organisation="None of them", role="Column 2: Genentech")
    assert not (await maya.submit()).errors
    form = maya.modals[-1]
    assert form.title == "Import people"
    assert "Dana Wu, Genentech, dana@x.example" in _text(form)
    assert not (await maya.submit()).errors
    await world.settled()
    assert "2 people are in." in _text(world.answers(maya)[-1])
    with world.database.engine.connect() as connection:
        rows = connection.execute(select(contacts.c.name, contacts.c.role, contacts.c.organisation)).all()
    assert [tuple(row) for row in rows] == [("Dana Wu", "Genentech", ""), ("Sam Reyes", "NOAA", "")]


async def test_pasted_vcards_need_no_columns(cohort: World) -> None:
    maya = cohort.maya
    await maya.command("/interview import")
    await maya.modal()
    maya.fill(text="BEGIN:VCARD\nVERSION:3.0\nFN:Dana Wu\nORG:Genentech\nEND:VCARD")
    assert not (await maya.submit()).errors
    assert "Which column" not in _text(maya.modals[-1])
    assert not (await maya.submit()).errors
    await cohort.settled()
    assert _people(cohort) == ["Dana Wu"]


async def test_nonsense_that_is_pasted_is_refused_in_its_field(cohort: World) -> None:
    maya = cohort.maya
    await maya.command("/interview import")
    await maya.modal()
    maya.fill(text=",,,,")
    assert "can't make out any row" in (await maya.submit()).errors["text"]


@pytest.mark.parametrize(
    ("name", "content", "answer"),
    [
        ("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "That is a picture."),
        ("book.xls", b"\xd0\xcf\x11\xe0" + bytes(600), "Save it as CSV"),
        ("book.zip", b"PK\x03\x04" + b"x" * 100, "I can't open that zip file."),
        ("huge.csv", bytes(200_000_000), "That file has 200 MB, and I read 10 MB at most."),
        ("header.csv", b"Name,Company,Email\n", "nobody below it"),
    ],
)
async def test_what_cannot_be_read_is_answered_with_what_to_do(
    cohort: World, name: str, content: bytes, answer: str
) -> None:
    assert answer in _text(await _sent(cohort, cohort.maya, name, content))
    assert _people(cohort) == []


async def test_the_scope_that_is_missing_is_named(cohort: World) -> None:
    lacking = manifest()
    lacking["oauth_config"]["scopes"]["bot"].remove("files:read")
    cohort.sandbox.install(lacking)
    assert "scope files:read" in _text(await _sent(cohort, cohort.maya, "a.csv", CONNECTIONS))


async def test_a_file_that_is_gone_when_the_button_is_pressed_is_asked_for_again(cohort: World) -> None:
    maya = cohort.maya
    found = await _sent(cohort, maya, "a.csv", CONNECTIONS)
    cohort.sandbox._slack.uploads.completed.clear()
    channel = cohort.sandbox._workspace.dm(maya.id)
    channel.posts = [post for post in channel.posts if not post.files]
    result = await _brought_in(cohort, found)
    assert "That file is not in Slack any more. Send it again." in _text(result)
    assert _people(cohort) == []


async def test_ten_thousand_people_come_in_with_word_of_how_far_it_is(cohort: World) -> None:
    maya = cohort.maya
    rows = "".join(f"Person {n},Org {n % 99},p{n}@x.example\n" for n in range(10_000))
    found = await _sent(cohort, maya, "all.csv", f"Name,Company,Email\n{rows}")
    assert "10,000 people in all.csv" in _text(found)
    await maya.press("import.start", message=found)
    await cohort.sandbox.until(lambda: "1,000 of 10,000" in cohort.answers(maya)[-1].text, timeout=30)
    assert (await cohort.jonas.command("/interview help")).ok
    assert "people are in" not in cohort.answers(maya)[-1].text
    await cohort.sandbox.until(lambda: "people are in" in cohort.answers(maya)[-1].text, timeout=60)
    assert "10,000 people are in." in _text(cohort.answers(maya)[-1])
    told = [call.arguments["text"] for call in cohort.sandbox.calls_of("chat.update")]
    assert "I am bringing in your people: 5,000 of 10,000." in told
    assert len(told) <= 12


async def test_an_import_that_stops_says_how_far_it_came_and_goes_on_when_the_file_is_sent_again(
    cohort: World,
) -> None:
    maya = cohort.maya
    rows = "Name,Email\n" + "".join(f"Person {n},p{n}@x.example\n" for n in range(3_000))
    await maya.press("import.start", message=await _sent(cohort, maya, "all.csv", rows))
    await cohort.sandbox.until(lambda: "0 of 3,000" in cohort.answers(maya)[-1].text)
    cohort.sandbox.faults.add(Fault("chat.update", "error", error="internal_error"))
    await cohort.settled()
    stopped = _text(cohort.answers(maya)[-1])
    assert "1,000 people are in. Send the file again to go on: nobody comes in twice." in stopped
    again = await _brought_in(cohort, await _sent(cohort, maya, "all.csv", rows))
    assert "2,000 people are in. 1,000 people were here already, just so." in _text(again)
    assert len(_people(cohort)) == 3_000


async def test_a_file_that_slack_tells_of_twice_is_answered_once(cohort: World) -> None:
    cohort.sandbox.faults.add(Fault("message", "duplicate_delivery"))
    await _sent(cohort, cohort.maya, "Connections.csv", CONNECTIONS)
    await cohort.settled()
    assert len([each for each in cohort.answers(cohort.maya) if "*3 people*" in each.text]) == 1


async def test_linkedins_zip_file_is_brought_in_without_being_unpacked_by_hand(cohort: World) -> None:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("Basic/Connections.csv", CONNECTIONS)
        archive.writestr("Basic/messages.csv", "FROM,TO\n")
    found = await _sent(cohort, cohort.maya, "Basic_LinkedInDataExport.zip", packed.getvalue())
    assert "3 people in Connections.csv" in _text(found)
    assert "3 people are in." in _text(await _brought_in(cohort, found))
