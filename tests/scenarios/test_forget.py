"""Everything of a member is deleted: in every table, on Home, in DM and channel; and they begin anew."""

from datetime import timedelta

from core import members
from core.forgetting import GRACE
from core.shares import Share
from sandbox import Fault, Message, Person
from storage.tables import metadata
from tests.scenarios.cohorts import CHANNEL, gathered, owner_of
from tests.scenarios.test_cohort_ask import asked, knows, request_to
from tests.scenarios.test_schedule import schedule
from tests.storage.test_forgetting import scan
from tests.world import World, on_its_way

NAMES = ("Quorvath", "Blixtrum", "zylophonic")


async def _live(world: World, person: Person) -> None:
    """A talk with what was written down, one that is agreed, and somebody to keep in touch with."""
    debrief = {"takeaway": "a zylophonic takeaway", "promise": "call Quorvath", "notes": "zylophonic notes"}
    await world.log(
        person, "Zed Quorvath, Blixtrum, today 2pm, 40 min", keep_in_touch="yes", cadence="warm", **debrief
    )
    await schedule(world, person, "Xen Quorvath, Blixtrum, tomorrow 3pm, 30 min")
    await world.settled()


async def _forget(world: World, person: Person) -> None:
    assert (await person.command("/interview forget")).ok
    await person.modal()
    person.fill(confirm="forget")
    assert not (await person.submit()).errors
    assert "Everything of yours is deleted." in person.modals[-1].plain_text
    await person.close(clear=True)
    await world.settled()


def _texts(messages: list[Message]) -> str:
    return "\n".join(message.plain_text for message in messages)


async def test_nothing_is_left_and_what_stood_in_slack_goes_too(world: World) -> None:
    maya = world.maya
    await _live(world, maya)
    await maya.open_home()
    await world.settled()
    world.advance(hours=3)
    await world.deliver()
    assert set(scan(world.database, *NAMES, maya.id)) > {
        "contacts",
        "interviews",
        "reminders_done",
        "members",
    }
    await _forget(world, maya)
    assert scan(world.database, *NAMES, maya.id) == {}
    [last] = maya.messages()
    assert "Everything of yours is deleted." in last.plain_text
    assert "zip file" not in last.plain_text
    assert maya.files() == []
    assert maya.home
    assert "Everything of yours is deleted." in maya.home.plain_text
    world.advance(days=200)
    await world.deliver()
    assert maya.messages() == [last]
    assert scan(world.database, *NAMES, maya.id) == {}


async def test_the_form_says_what_goes_and_wants_the_word(cohort: World) -> None:
    maya = cohort.maya
    await _live(cohort, maya)
    await maya.command("/interview forget")
    said = (await maya.modal()).plain_text
    assert "2 people" in said
    assert "1 conversation\n" in said
    assert "1 conversation that was agreed" in said
    assert "1 thing that you promised or were advised" in said
    maya.fill(confirm="yes")
    assert (await maya.submit()).errors == {"confirm": "Type forget, or press Keep everything."}
    assert scan(cohort.database, *NAMES) != {}
    maya.fill(confirm=" Forget. ")
    assert not (await maya.submit()).errors
    await cohort.settled()
    assert scan(cohort.database, *NAMES) == {}


async def test_the_export_is_offered_first_and_stays_until_it_was_saved(cohort: World) -> None:
    maya = cohort.maya
    await _live(cohort, maya)
    await maya.command("/interview forget")
    await maya.modal()
    await maya.press("export.send")
    await cohort.settled()
    assert "The zip file is on its way" in maya.modals[-1].plain_text
    maya.fill(confirm="forget")
    assert not (await maya.submit()).errors
    await maya.close(clear=True)
    await cohort.settled()
    [file] = maya.files()
    assert file.name.endswith(".zip")
    last = maya.messages()[-1]
    assert "The zip file that I sent you is still here: save it" in last.plain_text
    await maya.press("forget.files", message=last)
    await cohort.settled()
    assert maya.files() == []
    [last] = maya.messages()
    assert "zip file" not in last.plain_text


async def test_whoever_comes_again_starts_afresh(world: World) -> None:
    maya = world.maya
    await _live(world, maya)
    await _forget(world, maya)
    assert "No thank-you is due." in (await world.answer_to(maya, "/interview")).plain_text
    await world.log(maya, "Dana Wu, Genentech, today 2pm, 40 min")
    world.advance(hours=3)
    told = await world.reminders_of(maya)
    assert len(told) == 1
    assert "Dana Wu" in told[0].plain_text


async def test_a_reminder_that_is_on_its_way_brings_nothing_back(world: World) -> None:
    maya = world.maya
    await _live(world, maya)
    world.advance(hours=3)
    async with on_its_way(world):
        await _forget(world, maya)
    await world.settled()
    assert scan(world.database, *NAMES, maya.id) == {}


async def test_nobody_of_whom_nothing_is_kept_is_asked(cohort: World) -> None:
    told = await cohort.answer_to(cohort.maya, "/interview forget")
    assert "I keep nothing of you" in told.plain_text


async def test_messages_that_stayed_are_taken_out_by_asking_again(cohort: World) -> None:
    maya = cohort.maya
    await _live(cohort, maya)
    cohort.sandbox.faults.add(Fault("conversations.history", "error", error="internal_error", times=1))
    await _forget(cohort, maya)
    assert "messages of mine may still be here" in maya.messages()[-1].plain_text
    again = await cohort.answer_to(maya, "/interview forget")
    await maya.press("forget.files", message=again)
    await cohort.settled()
    assert [
        "Everything of yours is deleted." in each.plain_text for each in maya.messages() if not each.ephemeral
    ] == [True]
    assert scan(cohort.database, *NAMES, maya.id) == {}


async def test_what_slack_does_not_let_go_of_is_told(cohort: World) -> None:
    maya = cohort.maya
    await _live(cohort, maya)
    cohort.sandbox.faults.add(
        Fault("chat.delete", "error", error="compliance_exports_prevent_deletion", times=1)
    )
    await _forget(cohort, maya)
    assert "Slack did not let me take out all of my messages here." in maya.messages()[-1].plain_text
    assert scan(cohort.database, *NAMES, maya.id) == {}


async def test_a_cohort_keeps_nothing_of_whoever_is_forgotten(world: World) -> None:
    await gathered(world)
    maya, jonas = world.maya, world.jonas
    await _live(world, maya)
    await world.log(jonas, "Ann Lee, NOAA, today 1pm, 30 min")
    await maya.command("/interview share a zylophonic thought for all of you")
    await maya.modal()
    await maya.submit()
    await maya.close(clear=True)
    await world.settled()
    assert "zylophonic thought" in _texts(jonas.messages(CHANNEL))
    await maya.command("/interview forget")
    assert "What you share with the cohort" in (await maya.modal()).plain_text
    await maya.close(clear=True)
    await _forget(world, maya)
    assert scan(world.database, "zylophonic", maya.id) == {}
    assert "zylophonic thought" not in _texts(jonas.messages(CHANNEL))
    assert scan(world.database, "Ann Lee") != {}


async def test_a_mate_who_was_asked_keeps_no_trace_of_the_asker(cohort: World) -> None:
    maya, jonas = cohort.maya, cohort.jonas
    await gathered(cohort)
    dana = knows(cohort, jonas, {Share.ORGANISATION})
    await asked(cohort, maya)
    request = await request_to(cohort, jonas)
    assert "introduce" in _texts(jonas.messages())
    await _forget(cohort, maya)
    assert scan(cohort.database, maya.id) == {}
    assert request.ts not in {message.ts for message in jonas.messages()}
    with cohort.database.reading() as work:
        assert work.contacts.get(owner_of(jonas), dana).details.name == "Dana Wu"


async def test_an_asker_keeps_no_trace_of_a_mate_who_said_yes(cohort: World) -> None:
    maya, jonas = cohort.maya, cohort.jonas
    await gathered(cohort)
    knows(cohort, jonas, {Share.ORGANISATION})
    await asked(cohort, maya)
    await jonas.press("introduction.yes", message=await request_to(cohort, jonas))
    await cohort.settled()
    assert scan(cohort.database, jonas.id) != {}
    await _forget(cohort, jonas)
    assert scan(cohort.database, jonas.id) == {}
    assert scan(cohort.database, maya.id) != {}


async def test_a_cohort_whose_only_facilitator_is_forgotten_finds_another(cohort: World) -> None:
    await gathered(cohort)
    ruth, jonas = cohort.sandbox.person("ruth"), cohort.jonas
    for person in (ruth, jonas):
        members.settle_in(cohort.database.writing, owner_of(person), person.tz, cohort.clock.now())
    await ruth.press("cohort.take_over", message=await cohort.answer_to(ruth, "/interview cohort"))
    await cohort.settled()
    await ruth.command("/interview forget")
    said = (await ruth.modal()).plain_text
    assert "You facilitate the cohort, and nobody else does." in said
    await ruth.close(clear=True)
    await _forget(cohort, ruth)
    assert scan(cohort.database, ruth.id) == {}
    told = await cohort.answer_to(jonas, "/interview cohort")
    assert "Nobody facilitates the cohort at the moment." in told.plain_text
    await jonas.press("cohort.take_over", message=told)
    await cohort.settled()
    assert "You facilitate" in (await cohort.answer_to(jonas, "/interview cohort")).plain_text


async def test_whoever_leaves_the_workspace_is_forgotten_after_the_grace(world: World) -> None:
    maya = world.maya
    await _live(world, maya)
    maya.deactivate()
    await world.settled()
    assert world.bot.worker
    world.clock.advance(GRACE - timedelta(hours=1))
    await world.bot.worker.tidy()
    assert scan(world.database, *NAMES) != {}
    world.advance(hours=2)
    await world.bot.worker.tidy()
    assert scan(world.database, *NAMES, maya.id) == {}


async def test_a_cohort_that_cannot_be_read_keeps_nobody_from_being_forgotten(cohort: World) -> None:
    await gathered(cohort)
    maya = cohort.maya
    await _live(cohort, maya)
    maya.deactivate()
    await cohort.settled()
    cohort.clock.advance(GRACE + timedelta(hours=1))
    cohort.sandbox.faults.add(Fault("conversations.members", "drop_before", times=9))
    assert cohort.bot.worker
    await cohort.bot.worker.tidy()
    assert scan(cohort.database, *NAMES, maya.id) == {}


async def test_to_whoever_left_nothing_is_sent_and_whoever_is_back_gets_it_then(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, "Dana Wu, Genentech, today 2pm, 40 min")
    maya.deactivate()
    await cohort.settled()
    cohort.advance(hours=3)
    assert await cohort.reminders_of(maya) == []
    with cohort.database.reading() as work:
        assert work.history.failed(10) == []
    user = cohort.sandbox._workspace.users[maya.id]
    user.deleted = False
    maya.set_tz("America/Chicago")  # Slack tells of the account with whatever changes
    await cohort.settled()
    cohort.advance(hours=16)
    late = await cohort.reminders_of(maya)
    assert late
    assert all("Dana Wu" in each.plain_text for each in late)


async def test_whoever_left_unheard_is_found_by_a_reminder_that_does_not_arrive(cohort: World) -> None:
    maya = cohort.maya
    await _live(cohort, maya)
    cohort.sandbox._workspace.users[maya.id].deleted = True
    cohort.advance(hours=3)
    await cohort.deliver()
    assert cohort.bot.worker
    await cohort.bot.worker.tidy()
    cohort.clock.advance(GRACE + timedelta(hours=1))
    await cohort.bot.worker.tidy()
    assert scan(cohort.database, *NAMES, maya.id) == {}


async def test_nobody_is_forgotten_while_slack_cannot_be_asked(cohort: World) -> None:
    maya = cohort.maya
    await _live(cohort, maya)
    maya.deactivate()
    await cohort.settled()
    cohort.clock.advance(GRACE + timedelta(hours=1))
    cohort.sandbox.faults.add(Fault("users.info", "error", error="internal_error", times=5))
    assert cohort.bot.worker
    await cohort.bot.worker.tidy()
    assert scan(cohort.database, "Zed Quorvath") != {}


async def test_whoever_is_back_within_the_grace_keeps_everything(cohort: World) -> None:
    maya = cohort.maya
    await _live(cohort, maya)
    maya.deactivate()
    await cohort.settled()
    cohort.clock.advance(GRACE + timedelta(hours=1))
    cohort.sandbox._workspace.users[maya.id].deleted = False
    assert cohort.bot.worker
    await cohort.bot.worker.tidy()
    assert scan(cohort.database, "Zed Quorvath") != {}
    cohort.clock.advance(2 * GRACE)
    await cohort.bot.worker.tidy()
    assert scan(cohort.database, "Zed Quorvath") != {}


def test_the_scan_looks_into_every_table() -> None:
    assert len(metadata.tables) > 25
