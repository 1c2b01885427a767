"""Before a new ask: a warning that names nobody, the way to an introduction, and going on knowingly."""

from datetime import timedelta

from core.model import ContactDetails
from core.nudges import Keeping
from core.shares import Share
from sandbox import Person
from tests.scenarios.cohorts import gathered, owner_of
from tests.scenarios.student import ABOUT
from tests.world import World

WARNED = frozenset({Share.GUARD})
IN_TOUCH, FULL = "A cohort mate is in touch with this person", "As many of the cohort as agreed are in touch"
DANA = ContactDetails("Dana Wu", "Genentech", "scientist")


def _knows(world: World, person: Person, shares: frozenset[Share] = WARNED) -> int:
    """Somebody was in touch with Dana yesterday, and shares so much of it."""
    owner, now = owner_of(person), world.clock.now()
    with world.database.writing() as work:
        work.members.set_zone(owner, person.tz, now)
        contact = work.contacts.add(owner, DANA, now)
        work.nudges.keep(owner, contact.id, Keeping(touched_at=now - timedelta(days=1)))
        work.shared_people.set(owner, contact.id, shares, now)
        work.commit()
    return contact.id


async def _draft(world: World, whom: str = "Dana Wu, Genentech") -> None:
    maya = world.maya
    await maya.command(f"/interview draft {whom}")
    await maya.modal()
    if maya.modals[-1].title == "About you":
        maya.fill(**ABOUT)
        await maya.submit()
    await world.settled()


async def _submit(world: World) -> dict[str, str]:
    errors = (await world.maya.submit()).errors
    await world.settled()
    return errors


async def _write(world: World) -> None:
    await world.maya.press("draft.why", value="Your talk on hatcheries changed how I read my own data.")
    await world.settled()


def _text(person: Person) -> str:
    return person.modals[-1].plain_text


async def test_a_mate_who_is_in_touch_is_warned_of_and_not_named(world: World) -> None:
    await gathered(world)
    _knows(world, world.jonas)
    await _draft(world)
    told = _text(world.maya)
    assert told.startswith(f"Draft an ask\n*{IN_TOUCH}.*")
    assert "Jonas" not in told
    assert world.jonas.messages() == []
    await _write(world)
    assert not await _submit(world)
    assert world.maya.modals[-1].title == "Your draft"
    assert not world.sandbox.problems


async def test_without_a_share_or_a_cohort_the_draft_is_as_ever(cohort: World) -> None:
    await gathered(cohort)
    _knows(cohort, cohort.jonas, frozenset({Share.ORGANISATION}))
    await _draft(cohort)
    assert _text(cohort.maya).startswith("Draft an ask\nWhom do you want to write to?")


async def test_an_introduction_is_asked_for_on_top_of_the_draft_which_stays(cohort: World) -> None:
    maya, jonas = cohort.maya, cohort.jonas
    await gathered(cohort)
    _knows(cohort, jonas)
    await _draft(cohort)
    await maya.press("draft.why", value="Her talk on salmon.")
    await cohort.settled()
    await maya.press("draft.introduce")
    await cohort.sandbox.until(lambda: len(maya.modals) == 2)
    await cohort.settled()
    assert "I can ask in the cohort for an introduction to *Dana Wu, Genentech*" in _text(maya)
    await maya.press("ask.send")
    await cohort.settled()
    assert "is asked by me, in private" in _text(maya)
    await maya.close()
    assert "Her talk on salmon." in str(maya.modals[-1].values)
    assert "Jonas" not in _text(maya)

    assert not await _submit(cohort)
    with cohort.database.reading() as work:
        assert len(work.contacts.suggest(owner_of(maya), "Dana", 9)) == 1


async def test_beyond_the_cap_one_goes_on_knowingly_and_nothing_typed_is_lost(cohort: World) -> None:
    maya = cohort.maya
    await gathered(cohort)
    for name in ("jonas", "priya"):
        _knows(cohort, cohort.sandbox.person(name))
    await _draft(cohort)
    assert FULL in _text(maya)
    await _write(cohort)
    [(block, why)] = (await _submit(cohort)).items()
    assert block.startswith("knowingly.")
    assert why == "Tick this if you want to write to them all the same."
    maya.fill(**{block: ["knowingly"]})
    assert not await _submit(cohort)
    assert maya.modals[-1].title == "Your draft"
    assert "Your talk on hatcheries" in _text(maya)


async def test_the_facilitators_number_is_the_one_that_counts(cohort: World) -> None:
    await gathered(cohort, cap=1)
    _knows(cohort, cohort.jonas)
    await _draft(cohort)
    assert FULL in _text(cohort.maya)


async def test_what_a_mate_shares_meanwhile_is_shown_before_the_draft_is_ready(cohort: World) -> None:
    maya = cohort.maya
    await gathered(cohort)
    await _draft(cohort)
    await _write(cohort)
    _knows(cohort, cohort.jonas)
    assert not await _submit(cohort)
    assert IN_TOUCH in _text(maya)
    assert "Your talk on hatcheries" in str(maya.modals[-1].values)
    assert not await _submit(cohort)
    assert maya.modals[-1].title == "Your draft"


async def test_a_follow_up_and_a_note_to_somebody_one_knows_are_not_warned_of(cohort: World) -> None:
    maya = cohort.maya
    await gathered(cohort)
    _knows(cohort, cohort.jonas)
    await cohort.log(maya, "Dana Wu, Genentech, today 2pm, 40 min")
    await _draft(cohort)
    assert IN_TOUCH not in _text(maya)
    await maya.close(clear=True)
    await _draft(cohort, "Ben Ito, Genentech")
    assert IN_TOUCH not in _text(maya)


async def test_two_worlds_in_which_others_know_different_people_look_the_same(cohort: World) -> None:
    maya = cohort.maya
    await gathered(cohort)
    seen = []
    for unshared in (False, True):
        if unshared:
            for name, shares in (("jonas", frozenset()), ("priya", frozenset({Share.ORGANISATION}))):
                _knows(cohort, cohort.sandbox.person(name), shares)
        await _draft(cohort)
        seen.append(_text(maya))
        await maya.close(clear=True)
    assert seen[0] == seen[1]
