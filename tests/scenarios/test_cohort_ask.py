"""Asking the cohort: everybody learns exactly what somebody chose to tell, and a no is never heard."""

import asyncio
from collections.abc import Iterable

import pytest

from core import members, sharing
from core.cohort_members import leave
from core.model import ContactDetails
from core.profile import Profile
from core.shares import NOTHING, Share
from sandbox import Fault, Message, Person, View
from tests.scenarios.cohorts import CHANNEL, gathered, owner_of
from tests.world import World, on_its_way

DANA = ContactDetails("Dana Wu", "NOAA", "Director", field="ocean policy")
SOMEONE = "Someone in the cohort knows somebody at NOAA."
NOBODY = "Nobody in the cohort has said so far that they know somebody for NOAA."
ASKED = "Whoever in the cohort knows somebody for this is asked by me, in private."


def knows(world: World, person: Person, shares: Iterable[Share], details: ContactDetails = DANA) -> int:
    """Somebody in the person's list, shared like that."""
    now = world.clock.now()
    member = members.settle_in(world.database.writing, owner_of(person), person.tz, now)
    with world.database.writing() as work:
        contact = work.contacts.add(member.owner, details, now)
        work.commit()
    sharing.change(world.database.writing, member, contact.id, frozenset(shares), now)
    return contact.id


async def press(world: World, person: Person, action: str, message: Message | None = None) -> None:
    await person.press(action, message=message)
    await world.settled()


async def ask(world: World, person: Person, about: str = "NOAA") -> Message:
    return await world.answer_to(person, f"/interview ask {about}")


async def asked(world: World, person: Person, about: str = "NOAA") -> Message:
    """Ask, and have the mates asked; what the asker sees after that."""
    await press(world, person, "ask.send", await ask(world, person, about))
    return world.answers(person)[-1]


def said(shown: Message | View) -> str:
    """What is read there, without the marks of bold."""
    return shown.plain_text.replace("*", "")


async def request_to(world: World, mate: Person) -> Message:
    """The request, which has waited for the mate's morning."""
    assert await world.reminders_of(mate) == []
    world.advance(hours=12)
    [request] = [one for one in await world.reminders_of(mate) if "Would you introduce" in said(one)]
    return request


def group_of(one: Person, other: Person) -> list[Message]:
    try:
        return one.messages(one.group_dm(other))
    except LookupError:
        return []


async def test_a_yes_brings_the_two_together_with_a_note_that_asks_the_professional_first(
    world: World,
) -> None:
    maya, jonas = world.maya, world.jonas
    await gathered(world)
    with world.database.writing() as work:
        for person, name in ((maya, "Maya Okafor"), (jonas, "Jonas Weber")):
            members_zone = work.members.set_zone(owner_of(person), person.tz, world.clock.now())
            work.profiles.save(
                members_zone.owner,
                Profile(name, "a PhD student in biology", "", "how people move into policy"),
            )
        work.commit()
    knows(world, jonas, [Share.ORGANISATION])

    answer = await ask(world, maya)
    assert said(answer).startswith(SOMEONE)
    assert "They see your name, and that you would like to learn how people move into policy." in said(answer)
    assert "Dana" not in said(answer)
    await press(world, maya, "ask.send", answer)
    assert ASKED in said(world.answers(maya)[-1])

    request = await request_to(world, jonas)
    assert "@Maya Okafor is looking for somebody to talk with about NOAA." in said(request)
    assert "I ask you because of Dana Wu, Director at NOAA." in said(request)
    assert "would like to learn how people move into policy." in said(request)
    assert "They never learn that I asked you unless you say yes." in said(request)
    await press(world, jonas, "introduction.yes", request)
    assert "You said yes: the conversation with @Maya Okafor about Dana Wu" in said(jonas.messages()[-1])

    [first] = group_of(maya, jonas)
    assert "@Maya Okafor, meet @Jonas Weber, who offers to introduce you to Dana Wu, Director at NOAA." in (
        said(first)
    )
    assert "Dear Dana," in said(first)
    assert "Maya Okafor, a PhD student in biology, is in my cohort" in said(first)
    assert "Best wishes,\nJonas Weber" in said(first)
    assert "please wait with writing to Dana Wu until @Jonas Weber says that they agree." in said(first)
    assert not world.sandbox.problems


async def test_who_knows_several_there_chooses_whom_the_introduction_is_about(cohort: World) -> None:
    maya, jonas = cohort.maya, cohort.jonas
    await gathered(cohort)
    knows(cohort, jonas, [Share.ORGANISATION])
    knows(cohort, jonas, [Share.ORGANISATION], ContactDetails("Ben Ito", "NOAA Fisheries", "Biologist"))
    await asked(cohort, maya)
    request = await request_to(cohort, jonas)
    assert "You know one other person for this: choose below whom it would be about." in said(request)
    await jonas.press("introduction.whom", message=request, option="Ben Ito, Biologist at NOAA Fisheries")
    await cohort.settled()
    request = await jonas.message("Would you introduce")
    assert "I ask you because of Ben Ito, Biologist at NOAA Fisheries." in said(request)
    assert "Would you introduce @Maya Okafor to Ben Ito?" in said(request)
    await press(cohort, jonas, "introduction.yes", request)
    [first] = group_of(maya, jonas)
    assert "who offers to introduce you to Ben Ito, Biologist at NOAA Fisheries." in said(first)
    assert "Dana" not in said(first)


@pytest.mark.parametrize("answer", ["no", "silence"])
async def test_neither_a_no_nor_silence_is_ever_heard_of(cohort: World, answer: str) -> None:
    maya, jonas = cohort.maya, cohort.jonas
    await gathered(cohort)
    knows(cohort, jonas, [Share.ORGANISATION])
    await asked(cohort, maya)
    request = await request_to(cohort, jonas)
    before = [said(message) for message in maya.messages()]
    if answer == "no":
        await press(cohort, jonas, "introduction.no", request)
        assert "You said not this time. @Maya Okafor does not hear of it." in said(jonas.messages()[-1])
    cohort.advance(days=13)
    assert await cohort.reminders_of(maya) == []
    assert [said(message) for message in maya.messages()] == before
    assert group_of(maya, jonas) == []
    # Nobody is asked twice.
    assert len(await cohort.reminders_of(jonas)) == 1


async def test_the_asker_is_told_the_same_whoever_was_asked(cohort: World) -> None:
    maya, jonas = cohort.maya, cohort.jonas
    await gathered(cohort)
    knows(cohort, jonas, [Share.ORGANISATION])
    first = await asked(cohort, maya)
    knows(cohort, jonas, [Share.ORGANISATION], ContactDetails("Ben Ito", "NASA"))
    knows(cohort, cohort.sandbox.person("priya"), [Share.ORGANISATION], ContactDetails("Ana Sol", "NASA"))
    assert said(await asked(cohort, maya, "NASA")) == said(first)


async def test_three_are_told_as_a_number_and_less_as_someone(cohort: World) -> None:
    maya = cohort.maya
    await gathered(cohort)
    assert NOBODY in said(await ask(cohort, maya))
    for count, handle in enumerate(("jonas", "priya", "luis"), 1):
        knows(cohort, cohort.sandbox.person(handle), [Share.ORGANISATION])
        told = said(await ask(cohort, maya))
        assert told.startswith(SOMEONE if count < 3 else "3 people in the cohort know somebody at NOAA.")
    assert "in ocean policy." in said(await ask(cohort, maya, "Ocean Policy")).casefold()


async def test_a_name_is_offered_only_where_it_is_shared(cohort: World) -> None:
    maya, jonas = cohort.maya, cohort.jonas
    await gathered(cohort)
    dana = knows(cohort, jonas, [Share.NAME])
    offered = "A cohort mate offers to introduce you to Dana Wu, Director at NOAA."
    assert offered in said(await ask(cohort, maya))
    member = members.settle_in(cohort.database.writing, owner_of(jonas), jonas.tz, cohort.clock.now())
    sharing.change(cohort.database.writing, member, dana, frozenset({Share.GUARD}), cohort.clock.now())
    assert NOBODY in said(await ask(cohort, maya))


async def test_what_is_shared_no_more_takes_the_request_back_where_it_stands(cohort: World) -> None:
    maya, jonas = cohort.maya, cohort.jonas
    await gathered(cohort)
    knows(cohort, jonas, [Share.ORGANISATION])
    await asked(cohort, maya)
    request = await request_to(cohort, jonas)
    await cohort.answer_to(jonas, "/interview cohort")
    await press(cohort, jonas, "shares.show")
    assert "You share something of the one person you know." in said(jonas.modals[-1])
    await press(cohort, jonas, "shares.stop")
    assert "You share nothing. You know 1 person." in said(jonas.modals[-1])
    [told] = await cohort.reminders_of(jonas)
    assert "You do not share Dana Wu for that any more, so I take the question back." in said(told)
    with pytest.raises(LookupError):
        await jonas.press("introduction.yes", message=request)
    assert NOBODY in said(await ask(cohort, maya))
    assert group_of(maya, jonas) == []


async def test_what_is_revoked_while_the_request_is_on_its_way_arrives_without_buttons(cohort: World) -> None:
    maya, jonas = cohort.maya, cohort.jonas
    await gathered(cohort)
    dana = knows(cohort, jonas, [Share.ORGANISATION])
    await press(cohort, maya, "ask.send", await ask(cohort, maya))
    cohort.advance(hours=12)
    async with on_its_way(cohort):
        member = members.settle_in(cohort.database.writing, owner_of(jonas), jonas.tz, cohort.clock.now())
        sharing.change(cohort.database.writing, member, dana, NOTHING, cohort.clock.now())
    [told] = await cohort.reminders_of(jonas)
    assert "so I take the question back." in said(told)
    assert not any(block["type"] == "actions" for block in told.blocks)


async def test_a_double_click_opens_one_conversation_with_one_note(cohort: World) -> None:
    maya, jonas = cohort.maya, cohort.jonas
    await gathered(cohort)
    knows(cohort, jonas, [Share.ORGANISATION])
    await asked(cohort, maya)
    request = await request_to(cohort, jonas)
    await asyncio.gather(*(jonas.press("introduction.yes", message=request) for _ in range(3)))
    await cohort.settled()
    assert len(group_of(maya, jonas)) == 1


@pytest.mark.parametrize("method", ["conversations.open", "chat.postMessage"])
async def test_where_slack_fails_the_mate_is_told_and_may_say_yes_again(cohort: World, method: str) -> None:
    maya, jonas = cohort.maya, cohort.jonas
    await gathered(cohort)
    knows(cohort, jonas, [Share.ORGANISATION])
    await asked(cohort, maya)
    request = await request_to(cohort, jonas)
    cohort.sandbox.faults.add(Fault(method, "error", error="internal_error"))
    await press(cohort, jonas, "introduction.yes", request)
    assert group_of(maya, jonas) == []
    assert "I could not open the conversation with @Maya Okafor" in said(jonas.messages()[-1])
    await press(cohort, jonas, "introduction.yes", request)
    assert len(group_of(maya, jonas)) == 1


async def test_whoever_has_left_is_neither_introduced_nor_asked(cohort: World) -> None:
    maya, jonas = cohort.maya, cohort.jonas
    await gathered(cohort)
    knows(cohort, jonas, [Share.ORGANISATION])
    await asked(cohort, maya)
    request = await request_to(cohort, jonas)
    leave(cohort.database.writing, owner_of(maya), cohort.clock.now())
    await press(cohort, jonas, "introduction.yes", request)
    assert "I can't find that any more." in said(jonas.messages()[-1])
    assert group_of(maya, jonas) == []
    assert "Join it to take part" in said(await ask(cohort, maya))


async def test_guests_and_visitors_are_told_where_the_cohort_is_and_nothing_else(cohort: World) -> None:
    await gathered(cohort)
    knows(cohort, cohort.jonas, [Share.NAME])
    told = await ask(cohort, cohort.sandbox.person("sam"))
    assert said(told) == f"The cohort is in #{CHANNEL}. Join it to take part."


async def test_without_a_cohort_one_is_told_how_to_begin_one(cohort: World) -> None:
    told = await ask(cohort, cohort.maya)
    assert "There is no cohort here yet. Type /interview cohort to set one up." in said(told)


async def test_the_question_is_posted_as_it_was_shown_and_taken_back_with_it(cohort: World) -> None:
    maya, jonas = cohort.maya, cohort.jonas
    await gathered(cohort)
    knows(cohort, jonas, [Share.ORGANISATION])
    subject = "NOAA <!channel> *now* <https://x.org|here>"
    answer = await ask(cohort, maya, subject)
    await press(cohort, maya, "ask.post", answer)
    preview = maya.modals[-1]
    assert f"This is what everybody in #{CHANNEL} will see, with your name:" in said(preview)
    assert not (await maya.submit()).errors
    await cohort.settled()
    [post] = [one for one in jonas.messages(CHANNEL) if "is looking for somebody" in said(one)]
    assert said(post) in said(preview)
    # Of all that is named in it, only the asker is somebody.
    assert post.pings == [maya.id]
    await maya.close(clear=True)

    listed = await cohort.answer_to(maya, "/interview ask")
    assert f"in #{CHANNEL}, open until Mon 7 Dec" in said(listed)
    await press(cohort, maya, "ask.close", listed)
    assert not [one for one in jonas.messages(CHANNEL) if "is looking for somebody" in said(one)]
    assert "Your open questions" not in said(await cohort.answer_to(maya, "/interview ask"))


async def test_a_question_that_is_closed_takes_the_requests_back(cohort: World) -> None:
    maya, jonas = cohort.maya, cohort.jonas
    await gathered(cohort)
    knows(cohort, jonas, [Share.ORGANISATION])
    await asked(cohort, maya)
    request = await request_to(cohort, jonas)
    await press(cohort, maya, "ask.close", await cohort.answer_to(maya, "/interview ask"))
    [told] = await cohort.reminders_of(jonas)
    assert "The question is closed. @Maya Okafor does not hear that I asked you." in said(told)
    with pytest.raises(LookupError):
        await jonas.press("introduction.yes", message=request)


async def test_after_two_weeks_a_yes_comes_too_late_and_says_so(cohort: World) -> None:
    maya, jonas = cohort.maya, cohort.jonas
    await gathered(cohort)
    knows(cohort, jonas, [Share.ORGANISATION])
    await asked(cohort, maya)
    request = await request_to(cohort, jonas)
    cohort.advance(days=14)
    await press(cohort, jonas, "introduction.yes", request)
    assert "The question is closed." in said((await cohort.reminders_of(jonas))[0])
    assert group_of(maya, jonas) == []


async def test_after_two_weeks_a_request_ends_by_itself_and_the_asker_hears_nothing(cohort: World) -> None:
    maya, jonas = cohort.maya, cohort.jonas
    await gathered(cohort)
    knows(cohort, jonas, [Share.ORGANISATION])
    await asked(cohort, maya)
    request = await request_to(cohort, jonas)
    before = [said(message) for message in maya.messages()]
    assert cohort.bot.worker
    cohort.advance(days=13)
    await cohort.bot.worker.tidy()
    assert [block for block in (await cohort.reminders_of(jonas))[0].blocks if block["type"] == "actions"]
    cohort.advance(days=1)
    await cohort.bot.worker.tidy()
    [told] = await cohort.reminders_of(jonas)
    assert told.ts == request.ts
    assert "The question is closed. @Maya Okafor does not hear that I asked you." in said(told)
    assert not [block for block in told.blocks if block["type"] == "actions"]
    assert [said(message) for message in maya.messages()] == before


async def test_not_now_asks_nobody(cohort: World) -> None:
    maya, jonas = cohort.maya, cohort.jonas
    await gathered(cohort)
    knows(cohort, jonas, [Share.ORGANISATION])
    await press(cohort, maya, "ask.later", await ask(cohort, maya))
    assert "Fine. Nobody was asked." in said(cohort.answers(maya)[-1])
    assert await cohort.reminders_of(jonas) == []


async def test_the_command_alone_says_how_it_is_used(cohort: World) -> None:
    await gathered(cohort)
    told = said(await cohort.answer_to(cohort.maya, "/interview ask"))
    assert "Type an organisation or a field of work: `/interview ask NOAA`" in told
    assert "Type an organisation" in said(await ask(cohort, cohort.maya, "?!"))
