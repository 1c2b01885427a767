"""A cohort in a real browser, each part on the screen of whoever it is for."""

from collections.abc import AsyncIterator, Iterable
from datetime import timedelta

import pytest
from playwright.async_api import Locator, Page, expect
from sqlalchemy import insert

from core import members, sharing
from core.model import ContactDetails
from core.nudges import Keeping
from core.outreach import Channel, Situation
from core.outreaches import OutreachState
from core.profile import Profile
from core.shares import Share
from sandbox import Person
from storage.database import Database
from storage.tables import outreaches
from tests.browser.pictures import picture
from tests.browser.screen import faultless
from tests.scenarios.cohorts import CHANNEL, owner_of
from tests.world import World, inhabited

pytestmark = pytest.mark.browser

DANA = ContactDetails("Dana Wu", "NOAA", "Director", field="ocean policy")
BEN = ContactDetails("Ben Ito", "NOAA Fisheries", "Biologist", field="fisheries")
OMAR = ContactDetails("Omar Haddad", "Fraunhofer", "Engineer")
PROFILES = {
    "maya": Profile(
        "Maya Okafor", "a second-year PhD student in biology at UW", looking_for="how people move into policy"
    ),
    "jonas": Profile("Jonas Weber", "a PhD student in physics"),
}
WEEK = {"maya": "policy", "priya": "biotech", "luis": "policy", "chen": "data science"}


@pytest.fixture
async def world(sqlite: Database) -> AsyncIterator[World]:
    async with inhabited(sqlite) as world:
        yield world


@pytest.fixture
async def page(chromium: str, world: World) -> AsyncIterator[Page]:
    async with faultless(chromium) as page:
        await page.goto(f"{world.sandbox.url}/?user=ruth")
        yield page
    assert not world.sandbox.problems


async def test_a_cohort_from_its_set_up_to_its_first_digest(page: Page, world: World) -> None:
    await _is_set_up(page)
    await world.settled()
    for handle, profile in PROFILES.items():
        _settle(world, world.sandbox.person(handle), profile)
    await _shares(page, world)
    await _asks(page)
    await _introduces(page, world)
    await _is_warned(page)
    await _shares_a_takeaway(page, world)
    await _reads_the_digest(page, world)


async def _is_set_up(page: Page) -> None:
    """Ruth invites the bot, and says what it is to do."""
    await page.get_by_test_id(f"channel-{CHANNEL}").click()
    await _type(page, "/invite @inroad")
    await page.get_by_test_id("app-dm").click()
    await _message(page, "Shall I help the cohort there?").get_by_role("button", name="Set it up").click()
    form = page.get_by_test_id("modal")
    await form.get_by_label("Begin the programme on").fill("2026-11-23")
    await page.get_by_test_id("modal-body").evaluate("body => body.scrollTo(0, 0)")
    await picture(page, "cohort-setup")
    await page.get_by_test_id("modal-submit").click()
    await expect(form).to_contain_text("The digest comes Mondays at 9:00 am (New York time)")
    await form.get_by_role("button", name="Done").click()
    await page.get_by_test_id(f"channel-{CHANNEL}").click()
    await expect(page.get_by_test_id("message").last).to_contain_text("What I post in this channel")
    await picture(page, "cohort-channel")


async def _shares(page: Page, world: World) -> None:
    """Jonas reads what others would be told before he shares it; some others share as well."""
    jonas = world.jonas
    _knows(world, jonas, DANA)
    _knows(world, jonas, BEN, Share.ORGANISATION)
    _knows(world, jonas, OMAR, Share.GUARD)
    leilani = world.sandbox.person("leilani")
    await leilani.join(CHANNEL)
    await world.settled()
    for person in (leilani, world.sandbox.person("priya")):
        _knows(world, person, DANA, Share.ORGANISATION)
    await page.get_by_test_id("person-jonas").click()
    await page.get_by_test_id("app-dm").click()
    await _type(page, "/interview people Dana")
    await page.get_by_role("button", name="Show: Dana Wu").last.click()
    form = page.get_by_test_id("modal")
    await form.get_by_role("button", name="What I share").click()
    await form.get_by_label("Their name").check()
    await expect(form).to_contain_text("A cohort mate offers to introduce you to Dana Wu, Director at NOAA.")
    await picture(page, "cohort-sharing")
    await page.get_by_test_id("modal-submit").click()
    await expect(form).to_contain_text("What cohort mates are told about Dana Wu")
    for _ in ("saved", "their story"):
        await page.get_by_test_id("modal-close").click()
    await expect(form).to_have_count(0)


async def _asks(page: Page) -> None:
    """Maya learns how many know somebody there, and who but for names that are offered she does not."""
    await page.get_by_test_id("person-maya").click()
    await page.get_by_test_id("app-dm").click()
    await _type(page, "/interview ask NOAA")
    answer = page.get_by_test_id("message").last
    await expect(answer).to_contain_text("3 people in the cohort know somebody at NOAA.")
    await picture(page, "cohort-ask")
    await answer.get_by_role("button", name="Ask them").click()
    await expect(answer).to_contain_text("Whoever in the cohort knows somebody for this is asked by me")


async def _introduces(page: Page, world: World) -> None:
    """Jonas is asked in his morning, chooses whom it is about, and says yes."""
    world.advance(hours=18)
    await world.deliver()
    await page.get_by_test_id("person-jonas").click()
    await page.get_by_test_id("app-dm").click()
    request = _message(page, "Would you introduce")
    await expect(request).to_contain_text("choose below whom it would be about")
    await picture(page, "cohort-request")
    await request.get_by_role("button", name="Yes, introduce us").click()
    await expect(page.get_by_test_id("messages")).to_contain_text("You said yes: the conversation with")
    await page.get_by_test_id("person-maya").click()
    await page.get_by_role("button", name="Jonas Weber, Inroad").click()
    await expect(page.get_by_test_id("message").last).to_contain_text("May I introduce Maya Okafor to you?")
    await picture(page, "cohort-introduction")


async def _is_warned(page: Page) -> None:
    """Before Maya writes to somebody whom Jonas knows, she is told that one does."""
    await page.get_by_test_id("app-dm").click()
    await _type(page, "/interview draft Omar Haddad, Fraunhofer")
    form = page.get_by_test_id("modal")
    await expect(form).to_contain_text("A cohort mate is in touch with this person")
    await picture(page, "cohort-guard")
    await form.get_by_role("button", name="Cancel").click()


async def _shares_a_takeaway(page: Page, world: World) -> None:
    """Who and where is taken out before it is posted."""
    said = "Dana Wu says that NOAA hires people whom they have met: visit a lab before you apply."
    await world.log(world.maya, "Dana Wu, Director at NOAA, today 8am, 30 min", takeaway=said)
    await _type(page, "/interview share")
    form = page.get_by_test_id("modal")
    await expect(form).to_contain_text("This is how it will stand in")
    await picture(page, "cohort-share")
    await page.get_by_test_id("modal-submit").click()
    await form.get_by_role("button", name="Done").click()
    await world.settled()
    await page.get_by_test_id(f"channel-{CHANNEL}").click()
    await expect(page.get_by_test_id("message").last).to_contain_text("A takeaway from a cohort mate")
    await picture(page, "cohort-takeaway")


async def _reads_the_digest(page: Page, world: World) -> None:
    """The next Monday at nine: the week in numbers, and who practises with whom."""
    for number, (handle, field) in enumerate(WEEK.items()):
        person = world.sandbox.person(handle)
        for place in range(number + 1):
            await _asked(world, person, ContactDetails(f"Somebody {place}", "Somewhere", field=field))
        await world.log(person, "Ana Sol, Genentech, yesterday 2pm, 20 min")
    for handle in ("maya", "priya"):
        answer = await world.answer_to(world.sandbox.person(handle), "/interview cohort")
        await world.sandbox.person(handle).press("practice.start", message=answer)
        await world.settled()
    world.advance(days=5, hours=23, minutes=30)
    assert world.local(world.maya) == "Mon 09:00"
    await world.deliver()
    await world.settled()
    await page.get_by_test_id("person-ruth").click()
    digest = page.get_by_test_id("message").last
    await expect(digest).to_contain_text("people asked for a conversation")
    await picture(page, "cohort-digest")
    await page.get_by_test_id("person-maya").click()
    await page.get_by_test_id("app-dm").click()
    await expect(_message(page, "You practise the phone script with")).to_be_visible()
    await picture(page, "cohort-practice")


async def _type(page: Page, text: str) -> None:
    composer = page.get_by_test_id("composer")
    await composer.fill(text)
    await composer.press("Enter")


def _message(page: Page, text: str) -> Locator:
    return page.get_by_test_id("message").filter(has_text=text)


def _settle(world: World, person: Person, profile: Profile) -> None:
    owner, now = owner_of(person), world.clock.now()
    with world.database.writing() as work:
        work.members.set_zone(owner, person.tz, now)
        work.profiles.save(owner, profile)
        work.commit()


def _knows(world: World, person: Person, details: ContactDetails, *shares: Share) -> None:
    """Somebody in the person's list, with whom they were in touch a week ago, shared like that."""
    now = world.clock.now()
    member = members.settle_in(world.database.writing, owner_of(person), person.tz, now)
    with world.database.writing() as work:
        contact = work.contacts.add(member.owner, details, now)
        work.nudges.keep(member.owner, contact.id, Keeping(touched_at=now - timedelta(days=7)))
        work.commit()
    _share(world, person, contact.id, shares)


def _share(world: World, person: Person, contact_id: int, shares: Iterable[Share]) -> None:
    now = world.clock.now()
    member = members.settle_in(world.database.writing, owner_of(person), person.tz, now)
    sharing.change(world.database.writing, member, contact_id, frozenset(shares), now)


async def _asked(world: World, person: Person, details: ContactDetails) -> None:
    """An ask that the person has sent."""
    owner, now = owner_of(person), world.clock.now()
    members.settle_in(world.database.writing, owner, person.tz, now)
    with world.database.writing() as work:
        contact = work.contacts.add(owner, details, now)
        work.commit()
    with world.database.engine.begin() as connection:
        connection.execute(
            insert(outreaches).values(
                team_id=owner.team_id, user_id=owner.user_id, contact_id=contact.id, subject="", text="",
                situation=Situation.COLD.value, channel=Channel.EMAIL.value, drafted_at=now, sent_at=now,
                state=OutreachState.CLOSED.value, request_key=f"asked {contact.id}",
            )
        )  # fmt: skip
