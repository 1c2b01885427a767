"""Use cases about news: whom to tell, a note for each of them, and what became of every note."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core import keep_in_touch
from core.errors import InvalidFields, NotYours
from core.model import Contact, Member, Owner, PostedMessage
from core.news import Helper, News, NewsNote, NoteState, notes_for
from core.outreach import Channel, Situation
from core.outreach_text import GAP
from core.people_query import PeopleQuery
from core.ports import UnitOfWork, Uow
from core.profile import Profile

TICKED = 20
"""How many of those who helped have a box to tick (our choice: two screens of a phone)."""

LISTED = 100
"""How many more a menu offers, and how many people one may tell at once (Slack's limit for menus)."""


@dataclass(frozen=True, slots=True)
class ToTell:
    """What the form opens with: those who helped, and news of which notes are still to be sent.

    ``anybody``: whether the member knows anybody at all. ``name``: theirs, to sign with, where it is known.
    """

    helpers: list[Helper]
    unfinished: News | None = None
    anybody: bool = True
    name: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """News that are stored; ``is_new``: by this very request, and not by one before it."""

    news: News
    is_new: bool


def to_start_with(uow: Uow, owner: Owner, now: datetime) -> ToTell:
    """Those who helped most, and the latest news that are still news and not told to everyone yet."""
    with uow() as work:
        anybody = bool(work.people.find(owner, PeopleQuery(), None))
        profile = work.profiles.get(owner) or Profile()
        helpers, unfinished = work.news.helpers(owner, TICKED), work.news.unfinished(owner)
        fresh = unfinished if unfinished and unfinished.is_fresh(now) else None
        return ToTell(helpers, fresh, anybody, profile.name)


def others(uow: Uow, owner: Owner, typed: str) -> list[Contact]:
    """Whom else to tell: those who may be meant, or while nothing is typed the next of those who helped."""
    with uow() as work:
        if typed:
            return work.contacts.suggest(owner, typed, LISTED)
        return [helper.contact for helper in work.news.helpers(owner, TICKED + LISTED)[TICKED:]]


def tell(
    uow: Uow,
    member: Member,
    text: str,
    contact_ids: Sequence[int],
    *,
    request_key: str,
    now: datetime,
    name: str = "",
) -> Told:
    """Store the news with a draft to each of these people, once for each request key.

    ``name``: the member's, to sign with, where their profile does not say it.
    Raises NotYours; InvalidFields for no news or nobody to tell, and for more people than one list holds.
    """
    said, people = " ".join(text.split()), list(dict.fromkeys(contact_ids))
    _refuse(said, people)
    owner = member.owner
    with uow() as work:
        work.members.hold(owner)
        known = work.news.by_request(owner, request_key)
        if known:
            return Told(known, is_new=False)
        notes = _drafted(work, owner, said, people, name)
        news = work.news.add(owner, said, notes, request_key=request_key, now=now)
        work.commit()
    return Told(news, is_new=True)


def _refuse(text: str, people: Sequence[int]) -> None:
    problems = {}
    if not text:
        problems["news"] = "Write your news in one sentence."
    if not people:
        problems["others"] = "Tick or choose at least one person to tell."
    if len(people) > LISTED:
        problems["others"] = f"{LISTED} people at most at once. Tell the others after these."
    if problems:
        raise InvalidFields(problems)


def _drafted(work: UnitOfWork, owner: Owner, text: str, people: Sequence[int], name: str) -> list[NewsNote]:
    contacts = [work.contacts.get(owner, each) for each in people]
    parts = work.news.parts(owner, people)
    helpers = [Helper(contact, parts[contact.id]) for contact in contacts]
    profile = work.profiles.get(owner) or Profile()
    own = work.skeletons.get(owner, Situation.NEWS, Channel.EMAIL)
    return notes_for(text, helpers, replace(profile, name=profile.name or name), own)


def find(uow: Uow, owner: Owner, news_id: int) -> News:
    """News with their notes. Raises NotYours."""
    with uow() as work:
        return work.news.get(owner, news_id)


def write(uow: Uow, owner: Owner, news_id: int, contact_id: int, subject: str, text: str) -> News:
    """Keep a note as the member has it, ready to be copied. Raises NotYours; InvalidFields for a gap."""
    for name, written in (("subject", subject), ("text", text)):
        if gap := GAP.search(written):
            raise InvalidFields({name: f"Something is still yours to write: {gap[0]}"})
    with uow() as work:
        work.members.hold(owner)
        note = _note(work.news.get(owner, news_id), contact_id)
        work.news.change(owner, news_id, replace(note, subject=subject, text=text))
        news = work.news.get(owner, news_id)
        work.commit()
    return news


def close(uow: Uow, member: Member, news_id: int, contact_id: int, state: NoteState, now: datetime) -> News:
    """Mark a note as sent, which is a touch, or as skipped. Raises NotYours.

    What was sent stays sent; a second time changes nothing.
    """
    owner = member.owner
    with uow() as work:
        work.members.hold(owner)
        note = _note(work.news.get(owner, news_id), contact_id)
        if note.state not in {state, NoteState.SENT}:
            work.news.change(owner, news_id, replace(note, state=state, closed_at=now))
            keep_in_touch.recount(work, member, contact_id, now)
        news = work.news.get(owner, news_id)
        work.commit()
    return news


def posted(uow: Uow, owner: Owner, news_id: int, where: PostedMessage) -> News:
    """Remember where the notes are listed; gives the news as they stand by now. Raises NotYours."""
    with uow() as work:
        work.news.posted_at(owner, news_id, where)
        news = work.news.get(owner, news_id)
        work.commit()
    return news


def _note(news: News, contact_id: int) -> NewsNote:
    note = news.note_to(contact_id)
    if note is None:
        raise NotYours
    return note
