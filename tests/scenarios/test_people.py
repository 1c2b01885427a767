"""A member's people: found, shown, edited, put away, merged and deleted, and nothing typed is lost."""

from datetime import timedelta

from sqlalchemy import delete, insert, select

from core.model import Owner
from core.preparation import Preparation
from sandbox import Message, Person, View
from sandbox.view_state import elements
from storage.tables import contacts, outreaches, preparations, referrals, touches
from tests.world import World

DANA = "Dana Wu, scientist at Genentech, today 2pm, 40 min"


async def _listed(world: World, typed: str = "") -> Message:
    return await world.answer_to(world.maya, f"/interview people {typed}".strip())


async def _shown(world: World, typed: str) -> View:
    """The modal of the first person who is found."""
    await world.maya.press("person.show", message=await _listed(world, typed))
    return await world.maya.modal()


async def _pressed(world: World, action: str, value: str | None = None) -> View:
    await world.maya.press(action, value=value)
    await world.settled()
    return world.maya.modals[-1]


async def _edited(world: World, **fields: object) -> View:
    await _pressed(world, "person.edit")
    await world.maya.suggest("zone.choose", "berlin")
    world.maya.fill(**fields)
    submitted = await world.maya.submit()
    assert not submitted.errors, submitted.errors
    await world.settled()
    return world.maya.modals[-1]


async def test_the_list_tells_what_is_next_about_each_and_when(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, DANA, keep_in_touch="yes")
    listed = await _listed(cohort)
    assert "*Dana Wu, scientist at Genentech*" in listed.plain_text
    assert "*Next:* Send the thank-you note, due Tue 24 Nov" in listed.plain_text
    assert "Last in touch 23 Nov 2026" in listed.plain_text
    await maya.press("thank_you.sent", message=await _overview(cohort))
    await cohort.settled()
    assert "*Next:* Be in touch again, Tue 23 Mar" in (await _listed(cohort)).plain_text
    cohort.advance(days=120)
    assert "*Due:* Be in touch again, Tue 23 Mar" in (await _listed(cohort, "due")).plain_text


async def _overview(world: World) -> Message:
    await world.maya.command("/interview")
    return await world.maya.message("thank-you due")


async def test_filters_survive_turning_the_pages(cohort: World) -> None:
    maya = cohort.maya
    for number in range(10):
        await cohort.log(maya, f"Person {chr(65 + number) * 6}, Woods Hole, 12 Nov {number + 8}:00, 30 min")
    await cohort.log(maya, DANA)
    first = await _listed(cohort, "org:“wods hole” quiet 1")
    assert "Dana" not in first.plain_text
    assert "1 to 8 of 10, longest not in touch first" in first.plain_text
    await maya.press("people.more", message=first)
    await cohort.settled()
    second = cohort.answers(maya)[-1]
    assert "9 to 10 of 10" in second.plain_text
    assert "Dana" not in second.plain_text
    await maya.press("people.back", message=second)
    await cohort.settled()
    assert "1 to 8 of 10" in cohort.answers(maya)[-1].plain_text


async def test_a_filter_that_does_not_exist_is_explained_and_nothing_typed_is_lost(cohort: World) -> None:
    await cohort.log(cohort.maya, DANA)
    answer = await _listed(cohort, "dana company:Genentech & Co")
    assert "I don't know the filter “company:”" in answer.plain_text
    assert "Did you mean “/interview people dana org:Genentech & Co”?" in answer.plain_text
    assert "You typed: /interview people dana company:Genentech & Co" in answer.plain_text
    nobody = await _listed(cohort, "zoe")
    assert "I found nobody for" in nobody.plain_text
    await cohort.maya.press("people.list", message=nobody)
    await cohort.settled()
    assert "Dana Wu" in cohort.answers(cohort.maya)[-1].plain_text


async def test_what_is_known_can_be_edited_and_is_shown_at_once(world: World) -> None:
    maya = world.maya
    await world.log(maya, DANA)
    await _shown(world, "dana")
    shown = await _edited(
        world,
        name="Dana Wu-Smith",
        phone="+1 555 0100",
        linkedin="linkedin.com/in/danawu",
        zone="Europe/Berlin",
        tags="Policy,  ocean law , policy",
        cadence="custom",
        cadence_days="45",
        notes="Met at the *poster* session",
    )
    assert [modal.title for modal in maya.modals] == ["Person"]
    for text in (
        "Dana Wu-Smith",
        "+1 555 0100",
        "https://linkedin.com/in/danawu",
        "Berlin",
        "ocean law, policy",
        "Every 45 days",
        "Met at the *poster* session",
    ):
        assert text in shown.plain_text
    await maya.close()
    assert "Dana Wu-Smith" in (await _listed(world, 'tag:"Ocean Law" wu smith')).plain_text


async def test_each_field_that_cannot_be_saved_says_why_and_keeps_what_was_typed(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, DANA)
    await _shown(cohort, "dana")
    await _pressed(cohort, "person.edit")
    maya.fill(linkedin="danawu", tags="x" * 60, cadence="custom", cadence_days="3", phone="1")
    submitted = await maya.submit()
    assert set(submitted.errors) == {"linkedin", "tags", "cadence_days"}
    assert "linkedin.com/in/" in submitted.errors["linkedin"]
    maya.fill(linkedin=None, tags=None, cadence="warm", cadence_days="45")
    submitted = await maya.submit()
    assert "Choose “another number of days” above" in submitted.errors["cadence_days"]
    assert maya.modals[-1].values["phone"]["value"]["value"] == "1"
    maya.fill(cadence_days=None)
    assert not (await maya.submit()).errors


async def test_we_were_in_touch_counts_once_however_often_it_is_pressed(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, DANA, keep_in_touch="yes")
    cohort.advance(days=10)
    await _shown(cohort, "dana")
    await maya.press("person.touch")
    shown = await _pressed(cohort, "person.touch")
    assert shown.plain_text.count("*3 Dec 2026*  In touch") == 1
    assert "Last in touch 3 Dec 2026" in (await _listed(cohort)).plain_text


async def test_two_touches_of_one_day_are_two_in_the_story(cohort: World) -> None:
    await cohort.log(cohort.maya, DANA)
    cohort.advance(days=1)
    await _shown(cohort, "dana")
    await _pressed(cohort, "person.touch")
    cohort.advance(hours=2)
    shown = await _pressed(cohort, "person.touch")
    assert shown.plain_text.count("*24 Nov 2026*  In touch") == 2


async def test_the_archived_are_hidden_get_no_nudge_and_can_be_brought_back(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, DANA, keep_in_touch="yes")
    await maya.press("thank_you.sent", message=await _overview(cohort))
    await cohort.settled()
    await _shown(cohort, "dana")
    assert "Archived: left out" in (await _pressed(cohort, "person.archive")).plain_text
    await maya.close()
    assert "Everybody is archived" in (await _listed(cohort)).plain_text
    cohort.advance(days=130)
    assert [note for note in await cohort.reminders_of(maya) if "in touch" in note.plain_text] == []
    await _shown(cohort, "archived dana")
    assert "Archived" not in (await _pressed(cohort, "person.restore")).plain_text
    await maya.close()
    # Until Tuesday: the day on which they are brought back is a Friday evening.
    cohort.advance(days=4)
    assert len([note for note in await cohort.reminders_of(maya) if "in touch" in note.plain_text]) == 1


async def test_what_is_open_is_said_before_and_after_somebody_is_archived(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, DANA)
    shown = await _shown(cohort, "dana")
    [archive] = [each for _, each in elements(shown.blocks) if each.get("action_id") == "person.archive"]
    assert archive["confirm"]["text"]["text"] == (
        "You still owe them a thank-you. I will not remind you of it any more."
    )
    archived = (await _pressed(cohort, "person.archive")).plain_text
    assert "Archived: left out of your lists, and nothing reminds you of them." in archived
    assert "Your thank-you to them is not sent: *Draft the note* below is still there for it." in archived
    await maya.close()
    await maya.open_home()
    await cohort.settled()
    assert maya.home
    assert "Thank-yous due\nNothing is due." in maya.home.plain_text
    cohort.advance(days=2)
    assert await cohort.reminders_of(maya) == []


async def test_a_talk_with_somebody_archived_brings_them_back_and_says_so(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, DANA)
    for command in ("log Dana Wu, Genentech, today 3pm, 20 min", "schedule Dana Wu, tomorrow 3pm"):
        await _shown(cohort, "dana")
        await _pressed(cohort, "person.archive")
        await maya.close()
        await maya.command(f"/interview {command}")
        await maya.modal()
        await maya.submit()
        if maya.modals[-1].title == "Check and save":
            maya.fill(same_person="1")
            await maya.submit()
        assert "They were archived, and are back" in maya.modals[-1].plain_text
        await maya.close(clear=True)
        assert "Dana Wu" in (await _listed(cohort)).plain_text


async def test_two_entries_of_one_person_become_one_and_nothing_of_either_is_lost(world: World) -> None:
    maya = world.maya
    await world.log(maya, DANA, notes="about genes", keep_in_touch="yes")
    await world.log(maya, "D. Wu, Roche, 12 Nov 2pm, 30 min, wu@roche.example", notes="about antibodies")
    await world.log(maya, "Ben Ito, NOAA, 12 Nov 2pm, 30 min")
    _belongings(world)
    await _shown(world, "roche")
    await _edited(world, tags="old friend", cadence="mentor", notes="likes tea")
    await maya.close()
    await _shown(world, "genentech")
    await _pressed(world, "person.merge")
    await maya.suggest("person.choose", "roche")
    maya.fill(person="D. Wu, Roche")
    assert not (await maya.submit()).errors
    check = maya.modals[-1]
    assert check.title == "Check and merge"
    assert "Stays: Dana Wu, scientist at Genentech" in check.plain_text.replace("*", "")
    assert "They differ" in check.plain_text
    assert "D. Wu, Roche" in check.plain_text
    assert not (await maya.submit()).errors
    await world.settled()
    [shown] = maya.modals
    story = shown.plain_text
    for text in (
        "Dana Wu",
        "wu@roche.example",
        "old friend",
        "Warm: every 120 days",
        "Also noted as: D. Wu, Roche, in touch every 60 days",
        "likes tea",
        "about genes",
        "about antibodies",
        "Asked by e-mail",
        "In touch: a card",
        "Referred by Ben Ito",
    ):
        assert text in story, text
    await maya.close()
    assert "Roche" not in (await _listed(world)).plain_text
    with world.database.engine.connect() as connection:
        assert connection.execute(select(preparations.c.aim)).scalar_one() == "antibodies"
    world.advance(hours=2)
    [reminder] = [note for note in await world.reminders_of(maya) if "Dana" in note.plain_text]
    assert "scientist at Genentech" in reminder.plain_text


def _belongings(world: World) -> None:
    """What other features keep about D. Wu, of Roche."""
    now = world.clock.now()
    with world.database.engine.begin() as connection:
        ids = dict(map(tuple, connection.execute(select(contacts.c.name, contacts.c.id))))
        wu = ids["D. Wu"]
        row = connection.execute(select(contacts.c.team_id, contacts.c.user_id)).first()
        assert row
        connection.execute(
            insert(outreaches).values(
                team_id=row.team_id,
                user_id=row.user_id,
                contact_id=wu,
                situation="cold",
                channel="email",
                subject="",
                text="",
                state="sent",
                drafted_at=now,
                sent_at=now - timedelta(days=20),
                request_key="k",
            )
        )
        connection.execute(
            insert(touches).values(contact_id=wu, touched_at=now - timedelta(days=1), note="a card")
        )
        referral = {"contact_id": wu, "referrer_id": ids["Ben Ito"], "permission": "yes"}
        connection.execute(insert(referrals).values(**referral, referred_at=now - timedelta(days=30)))
    with world.database.writing() as work:
        work.preparations.save(Owner(row.team_id, row.user_id), wu, Preparation(aim="antibodies"), now)
        work.commit()


async def test_one_conversation_logged_of_both_is_told_of_and_thanked_for_once(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, DANA, takeaway="learn to code")
    await cohort.log(maya, "D. Wu, Roche, today 2pm, 40 min", takeaway="write to Sam")
    await _shown(cohort, "genentech")
    await _pressed(cohort, "person.merge")
    await maya.suggest("person.choose", "roche")
    maya.fill(person="D. Wu, Roche")
    await maya.submit()
    assert not (await maya.submit()).errors
    await cohort.settled()
    assert maya.modals[-1].plain_text.count("Talked") == 1
    await maya.close(clear=True)
    cohort.advance(hours=2)
    [reminder] = await cohort.reminders_of(maya)
    assert "learn to code" in reminder.plain_text
    assert "write to Sam" in reminder.plain_text


async def test_a_merge_that_cannot_be_made_any_more_says_why(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, DANA)
    await cohort.log(maya, "D. Wu, Roche, 12 Nov 2pm, 30 min")
    await _shown(cohort, "genentech")
    await _pressed(cohort, "person.merge")
    await maya.suggest("person.choose", "roche")
    maya.fill(person="D. Wu, Roche")
    await maya.submit()
    assert maya.modals[-1].title == "Check and merge"
    with cohort.database.engine.begin() as connection:
        connection.execute(delete(contacts).where(contacts.c.name == "Dana Wu"))
    await maya.submit()
    assert maya.modals[-1].title == "That did not work"
    assert "I can't find that any more." in maya.modals[-1].plain_text


async def test_only_somebody_else_who_is_known_can_be_merged(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, DANA)
    await _shown(cohort, "dana")
    await _pressed(cohort, "person.merge")
    dana, new = await maya.suggest("person.choose", "dana")
    for option, sentence in ((dana, "That is the same entry."), (new, "only people you know can be merged")):
        maya.fill(person=option["value"])
        assert sentence in (await maya.submit()).errors["person"]


async def test_delete_says_what_goes_too_and_cancels_what_was_planned(world: World) -> None:
    maya = world.maya
    await world.log(maya, DANA, keep_in_touch="yes")
    await world.log(maya, "Ben Ito, NOAA, today 2pm, 30 min")
    shown = await _shown(world, "dana")
    asked = _asked_before_deleting(shown)
    assert "Dana Wu goes with 1 conversation, all that you wrote down" in asked
    assert "calendar" not in asked
    gone = await _pressed(world, "person.delete")
    assert "Dana Wu and all that was theirs is deleted." in gone.plain_text
    await maya.close()
    assert "Dana" not in (await _listed(world)).plain_text
    world.advance(days=1)
    assert all("Dana" not in note.plain_text for note in await world.reminders_of(maya))
    world.advance(days=130)
    assert all("Dana" not in note.plain_text for note in await world.reminders_of(maya))


def _asked_before_deleting(shown: View) -> str:
    [button] = [
        element
        for block in shown.blocks
        for element in block.get("elements", [])
        if element.get("action_id") == "person.delete"
    ]
    return str(button["confirm"]["text"]["text"])


async def test_delete_says_that_an_agreed_conversation_stays_in_the_calendar(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, DANA)
    await maya.command("/interview schedule Dana Wu, tomorrow 3pm")
    await maya.modal()
    await maya.submit()
    await maya.close(clear=True)
    asked = _asked_before_deleting(await _shown(cohort, "dana"))
    assert "1 agreed conversation" in asked
    assert "What is in your calendar stays there." in asked


async def test_another_members_person_can_be_neither_changed_nor_deleted(cohort: World) -> None:
    maya, jonas = cohort.maya, cohort.jonas
    await cohort.log(maya, DANA)
    await cohort.log(jonas, "Anna Vogel, BASF, today 8pm, 30 min")
    await jonas.command("/interview people")
    await jonas.press("person.show", message=await jonas.message("Your people"))
    await jonas.modal()
    for action in ("person.touch", "person.archive", "person.edit", "person.merge"):
        await _forge(cohort, jonas, action)
        assert "can't find that" in jonas.modals[-1].plain_text
        await jonas.close()
    await _forge(cohort, jonas, "person.delete")
    assert "can't find that" in jonas.modals[-1].plain_text
    assert "Dana" not in jonas.modals[-1].plain_text
    assert "Dana Wu" in (await _listed(cohort)).plain_text


async def _forge(world: World, person: Person, action: str) -> None:
    """Press it with the id of somebody else's contact."""
    for block in person.modals[-1].blocks:
        for element in block.get("elements", []):
            if element.get("action_id") == action:
                element["value"] = "1"
    await person.press(action)
    await world.settled()
