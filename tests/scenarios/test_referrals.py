"""From a name in a conversation to a person who was asked, met, and whose referrer was told."""

from sandbox import Message, Person
from sandbox.view_state import elements
from tests.scenarios.test_draft import introduce
from tests.world import World, on_its_way

NAMED = "Sam Reyes, scientist at NOAA; Kim Lee"


async def _log(person: Person, referrals: str = NAMED) -> None:
    """A conversation with Dana Wu, on Monday afternoon; *Saved* stays open."""
    await person.command("/interview log Dana Wu, Genentech, today 2pm, 40 min")
    await person.modal()
    person.fill(referrals=referrals)
    for _ in range(2):
        if person.modals[-1].title != "Saved":
            assert not (await person.submit()).errors
    assert person.modals[-1].title == "Saved"


async def _open_names(world: World, person: Person, referrals: str = NAMED) -> None:
    await _log(person, referrals)
    await person.press("names.add")
    await world.settled()
    assert person.modals[-1].title == "People they named"


async def _add(world: World, person: Person, referrals: str = NAMED) -> None:
    await _open_names(world, person, referrals)
    assert not (await person.submit()).errors
    assert person.modals[-1].title == "Added"
    await world.settled()


def values(message: Message, action: str) -> list[str]:
    """Whose button of this kind is there, by the record that each is about."""
    return [element["value"] for _, element in elements(message.blocks) if element["action_id"] == action]


async def _about(world: World, person: Person, words: str) -> list[Message]:
    return [message for message in await world.reminders_of(person) if words in message.plain_text]


async def test_names_become_people_to_ask_in_two_clicks_and_no_sentence_does(world: World) -> None:
    maya = world.maya
    await _open_names(world, maya, f"{NAMED}\nshe will think about it")
    shown = maya.modals[-1]
    assert [shown.values[f"name.{row}"]["value"].get("value") for row in range(3)] == [
        "Sam Reyes",
        "Kim Lee",
        None,
    ]
    assert "she will think about it" in shown.plain_text
    assert not (await maya.submit()).errors
    added = maya.modals[-1].plain_text
    assert "Sam Reyes, scientist at NOAA" in added
    assert "To ask. I will remind you on Wed 25 Nov." in added
    await maya.close(clear=True)
    await maya.open_home()
    await world.settled()
    assert maya.home
    assert (
        "People to ask\n*Sam Reyes, scientist at NOAA*\nNamed by *Dana Wu*, Mon 23 Nov"
        in maya.home.plain_text
    )
    await maya.command("/interview people")
    people = (await maya.message("Your people")).plain_text
    assert "Ask them for a conversation, Wed 25 Nov" in people
    assert "think" not in people


async def test_somebody_known_is_linked_and_not_made_twice(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, "Sam Reyes, NOAA, today 1pm, 30 min")
    await _open_names(cohort, maya)
    assert "You know somebody like that. Is it the same person?" in maya.modals[-1].plain_text
    assert not (await maya.submit()).errors
    assert "You have been in touch with them before." in maya.modals[-1].plain_text
    await maya.close(clear=True)
    await maya.command("/interview network")
    listed = (await maya.message("Who led to whom")).plain_text
    assert listed.count("Sam Reyes") == 1


async def test_an_emptied_form_says_so_and_a_lone_affiliation_is_asked_about(cohort: World) -> None:
    maya = cohort.maya
    await _open_names(cohort, maya, "perhaps later")
    assert (await maya.submit()).errors == {"name.0": "Write a name, or press Cancel."}
    maya.fill(**{"affiliation.0": "NOAA"})
    assert (await maya.submit()).errors == {"name.0": "Write whose organisation this is, or empty both."}


async def test_after_two_business_days_the_ask_is_drafted_with_the_permission_first(world: World) -> None:
    maya = world.maya
    await _add(world, maya, "Sam Reyes, scientist at NOAA")
    await maya.close(clear=True)
    world.advance(days=1, hours=17)
    assert await _about(world, maya, "named") == []
    world.advance(hours=1)
    assert world.local(maya) == "Wed 09:30"
    [reminder] = await _about(world, maya, "The biggest mistake with a referral is delay.")
    assert "*Dana Wu* named *Sam Reyes, scientist at NOAA*." in reminder.plain_text
    await maya.press("draft.start", message=reminder)
    await world.settled()
    await introduce(world, maya)
    assert "First ask Dana Wu whether you may use their name." in maya.modals[-1].plain_text
    world.advance(days=9)
    assert len(await _about(world, maya, "The biggest mistake")) == 1


async def test_next_week_holds_and_not_them_after_all_ends_it(cohort: World) -> None:
    maya = cohort.maya
    await _add(cohort, maya)
    await maya.close(clear=True)
    cohort.advance(days=2)
    [both] = await _about(cohort, maya, "The biggest mistake")
    sam, kim = values(both, "referral.later")
    await maya.press("referral.later", value=sam, message=both)
    await cohort.settled()
    [both] = await _about(cohort, maya, "remind you on Wed 2 Dec")
    assert "I will remind you on Wed 2 Dec to ask" in both.plain_text
    assert values(both, "referral.drop") == [kim]
    await maya.press("referral.drop", value=kim, message=both)
    await cohort.settled()
    [both] = await _about(cohort, maya, "remind you on Wed 2 Dec")
    assert "I will remind you on Wed 2 Dec to ask" in both.plain_text
    assert "after all. They stay among your people." in both.plain_text
    drafts = values(both, "draft.start")
    assert len(drafts) == 2, "either can still be asked"
    cohort.advance(days=6)
    assert await _about(cohort, maya, "The biggest mistake") == []
    cohort.advance(days=1)
    assert len(await _about(cohort, maya, "The biggest mistake")) == 1


async def test_who_was_met_or_archived_is_not_reminded_of(cohort: World) -> None:
    maya = cohort.maya
    await _add(cohort, maya, "Sam Reyes, NOAA")
    await maya.close(clear=True)
    cohort.advance(days=1)
    await cohort.log(maya, "Sam Reyes, NOAA, today 2pm, 30 min", takeaway="agencies hire in spring")
    cohort.advance(days=5)
    assert await _about(cohort, maya, "The biggest mistake") == []


async def test_the_referrer_is_told_of_the_talk_with_a_filled_draft_and_then_of_what_came_of_it(
    world: World,
) -> None:
    maya = world.maya
    await _add(world, maya, "Sam Reyes, NOAA")
    await maya.close(clear=True)
    world.advance(days=1)
    await world.log(maya, "Sam Reyes, NOAA, today 2pm, 30 min", takeaway="agencies hire in spring")
    world.advance(hours=18)
    [reminder] = await _about(world, maya, "You have met")
    assert world.local(maya) == "Wed 09:30"
    await maya.press("draft.start", message=reminder)
    await world.settled()
    await introduce(world, maya)
    text = maya.modals[-1]
    assert "Thank you for pointing me to Sam Reyes. We talked yesterday." in str(text.values)
    assert "agencies hire in spring." in str(text.values)
    assert not (await maya.submit()).errors
    await maya.press("outreach.sent")
    await world.settled()
    await maya.close(clear=True)
    world.advance(days=7)
    assert len(await _about(world, maya, "You have met")) == 1

    await maya.command("/interview people sam")
    await maya.press("person.show", message=await maya.message("Sam Reyes"))
    await world.settled()
    await maya.press("referral.result")
    await world.settled()
    maya.fill(result="an internship in her lab")
    assert not (await maya.submit()).errors
    assert "I will remind you on" in maya.modals[-1].plain_text
    await maya.close(clear=True)
    world.advance(days=1)
    [reminder] = await _about(world, maya, "an internship in her lab")
    assert "Something came of *Sam Reyes, NOAA*" in reminder.plain_text
    await maya.press("referrer.told", message=reminder)
    await maya.press("referrer.told", message=reminder)
    await world.settled()
    assert len(await _about(world, maya, "named them: done.")) == 1
    await maya.command("/interview people dana")
    await maya.press("person.show", message=await maya.message("Dana Wu"))
    await world.settled()
    assert maya.modals[-1].plain_text.count("In touch") == 1


async def test_a_pause_holds_both_reminders_back(cohort: World) -> None:
    maya = cohort.maya
    await _add(cohort, maya, "Sam Reyes, NOAA")
    await maya.close(clear=True)
    await maya.command("/interview settings")
    await maya.modal()
    maya.fill(paused_until="2026-12-01")
    assert not (await maya.submit()).errors
    await maya.close(clear=True)
    cohort.advance(days=7)
    assert await _about(cohort, maya, "The biggest mistake") == []
    cohort.advance(days=1)
    assert len(await _about(cohort, maya, "The biggest mistake")) == 1


async def test_three_names_of_one_sitting_are_asked_for_in_one_message_each_with_its_own_buttons(
    world: World,
) -> None:
    maya = world.maya
    await _add(world, maya, f"{NAMED}; Ana Ruiz, EPA")
    await maya.close(clear=True)
    world.advance(days=2)
    [told] = await _about(world, maya, "to be asked")
    assert "3 people were named to you and wait to be asked. The biggest mistake" in told.plain_text
    assert told.plain_text.count("The biggest mistake") == 1
    for name in ("Sam Reyes, scientist at NOAA", "Kim Lee", "Ana Ruiz, EPA"):
        assert f"*Dana Wu* named *{name}*." in told.plain_text
    sam, kim, ana = values(told, "referral.later")
    await maya.press("referral.drop", value=kim, message=told)
    await world.settled()
    [told] = await _about(world, maya, "to be asked")
    assert "2 people were named to you" in told.plain_text
    assert values(told, "referral.drop") == [sam, ana]


async def test_a_name_that_is_put_off_while_the_message_is_on_its_way_is_not_shown_as_open(
    cohort: World,
) -> None:
    maya = cohort.maya
    await _add(cohort, maya, "Sam Reyes, NOAA")
    await maya.close(clear=True)
    cohort.advance(days=2)
    [first] = await _about(cohort, maya, "The biggest mistake")
    await maya.press("referral.later", message=first)
    await _add(cohort, maya, "Kim Lee")
    await maya.close(clear=True)
    cohort.advance(days=7)
    async with on_its_way(cohort):
        await maya.command("/interview people sam")
        await cohort.log(maya, "Sam Reyes, NOAA, today 2pm, 30 min")
    newest = (await cohort.reminders_of(maya))[-1]
    assert "and you have asked them" in newest.plain_text


async def test_two_who_were_met_are_told_of_in_one_message(cohort: World) -> None:
    maya = cohort.maya
    await _add(cohort, maya, "Sam Reyes, NOAA; Kim Lee, EPA")
    await maya.close(clear=True)
    await cohort.log(maya, "Sam Reyes, NOAA, today 3pm, 10 min")
    cohort.advance(hours=1)
    await cohort.log(maya, "Kim Lee, EPA, today 4pm, 20 min")
    cohort.advance(hours=18)
    [told] = await _about(cohort, maya, "will be glad to hear")
    assert "You have met *Sam Reyes, NOAA*." in told.plain_text
    assert "You have met *Kim Lee, EPA*." in told.plain_text
    sam, kim = values(told, "referrer.told")
    await maya.press("referrer.told", value=sam, message=told)
    await cohort.settled()
    [told] = await _about(cohort, maya, "will be glad to hear")
    assert "*Dana Wu* named them: done." in told.plain_text
    assert values(told, "referrer.told") == [kim]
