"""Random histories of a member with their people, put into the tables, and counted again one by one."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import insert

from core.model import ContactDetails, Owner, ThankYou
from core.outreach import ASKS, Channel, Situation
from core.outreaches import OutreachState
from core.stats import Counts
from storage.database import Database
from storage.tables import contacts, interviews, outreaches, referrals, scheduled_interviews

SINCE = datetime(2026, 9, 1, 4, 0, tzinfo=UTC)
_KEYS = count()
_TEXTS = ("takeaway", "advice", "promise", "referrals", "notes", "thank_you_note")


@dataclass(frozen=True)
class Ask:
    person: int
    situation: Situation
    sent_at: datetime | None
    state: OutreachState


@dataclass(frozen=True)
class Talk:
    person: int
    ended_at: datetime
    thank_you: ThankYou
    closed_at: datetime | None


@dataclass(frozen=True)
class History:
    """``fields``: of each person. ``agreed``: with whom a conversation was agreed on, and when.

    ``named``: who was named, by whom, and when.
    """

    fields: tuple[str, ...]
    asks: tuple[Ask, ...]
    talks: tuple[Talk, ...]
    agreed: tuple[tuple[int, datetime], ...]
    named: tuple[tuple[int, int, datetime], ...]


def instants() -> st.SearchStrategy[datetime]:
    """Around the instant from which on is counted, with it and its neighbours among them."""
    near = st.sampled_from([timedelta(0), timedelta(microseconds=1), timedelta(microseconds=-1)])
    return st.builds(lambda hours, more: SINCE + timedelta(hours=hours) + more, st.integers(-60, 60), near)


def _talk(person: int, ended_at: datetime, thank_you: ThankYou, after: timedelta) -> Talk:
    return Talk(person, ended_at, thank_you, None if thank_you is ThankYou.DUE else ended_at + after)


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Of up to five people."""
    fields = draw(st.lists(st.sampled_from(["", "policy", "biotech"]), min_size=1, max_size=5))
    person = st.integers(0, len(fields) - 1)
    day = timedelta(hours=24)
    microsecond = timedelta(microseconds=1)
    after = st.sampled_from([timedelta(0), day - microsecond, day, day + microsecond, 5 * day])
    ask = st.builds(
        Ask, person, st.sampled_from(Situation), st.none() | instants(), st.sampled_from(OutreachState)
    )
    talk = st.builds(_talk, person, instants(), st.sampled_from(ThankYou), after)
    pairs = st.tuples(person, person).filter(lambda pair: pair[0] != pair[1])
    named = st.dictionaries(pairs, instants(), max_size=4) if len(fields) > 1 else st.just({})
    return History(
        tuple(fields),
        tuple(draw(st.lists(ask, max_size=6))),
        tuple(draw(st.lists(talk, max_size=6))),
        tuple(draw(st.lists(st.tuples(person, instants()), max_size=3))),
        tuple((*pair, at) for pair, at in draw(named).items()),
    )


def put(database: Database, history: History) -> Owner:
    """Store it as that of a new member."""
    owner = Owner("T1", f"U{next(_KEYS)}")
    with database.writing() as work:
        work.members.set_zone(owner, "America/New_York", SINCE)
        people = [
            work.contacts.add(owner, ContactDetails(f"Person {number}"), SINCE).id
            for number in range(len(history.fields))
        ]
        for each, field in zip(people, history.fields, strict=True):
            work.stats.set_field(owner, each, field)
        work.commit()
    with database.engine.begin() as connection:
        connection.execute(contacts.update().where(contacts.c.id == people[0]).values(archived_at=SINCE))
        for table, values in _rows(history, owner, people):
            connection.execute(insert(table).values(values))
    return owner


def _rows(history: History, owner: Owner, people: list[int]) -> Iterator[tuple[Any, dict[str, Any]]]:
    mine = {"team_id": owner.team_id, "user_id": owner.user_id}
    for ask in history.asks:
        yield (
            outreaches,
            {
                **mine,
                "contact_id": people[ask.person],
                "situation": ask.situation.value,
                "channel": Channel.EMAIL.value,
                "subject": "",
                "text": "",
                "state": ask.state.value,
                "drafted_at": SINCE,
                "sent_at": ask.sent_at,
                "request_key": str(next(_KEYS)),
            },
        )
    for talk in history.talks:
        yield (
            interviews,
            {
                **mine,
                **dict.fromkeys(_TEXTS, ""),
                "contact_id": people[talk.person],
                "started_at": talk.ended_at - timedelta(minutes=30),
                "ended_at": talk.ended_at,
                "logged_at": talk.ended_at,
                "keep_in_touch": "no",
                "thank_you": talk.thank_you.value,
                "thank_you_closed_at": talk.closed_at,
                "request_key": str(next(_KEYS)),
            },
        )
    for person, at in history.agreed:
        yield (
            scheduled_interviews,
            {
                **mine,
                "contact_id": people[person],
                "starts_at": at,
                "ends_at": at,
                "medium": "video",
                "place": "",
                "state": "cancelled",
                "sequence": 0,
                "scheduled_at": at,
                "request_key": str(next(_KEYS)),
            },
        )
    for contact, referrer, at in history.named:
        yield (
            referrals,
            {
                "contact_id": people[contact],
                "referrer_id": people[referrer],
                "permission": "yes",
                "referred_at": at,
            },
        )


def recounted(history: History, since: datetime) -> dict[tuple[str, Situation | None], Counts]:
    """What ``core.stats`` defines, person by person."""
    groups = defaultdict[tuple[str, Situation | None], Counts](Counts)
    for person, field in enumerate(history.fields):
        counts = _counts(history, person, since)
        if counts != Counts():
            groups[field, _first(history, person)] += counts
    return dict(groups)


def _asks(history: History, person: int) -> list[tuple[datetime, int, Ask]]:
    mine = [(number, ask) for number, ask in enumerate(history.asks) if ask.person == person]
    return sorted((ask.sent_at, number, ask) for number, ask in mine if ask.sent_at and ask.situation in ASKS)


def _first(history: History, person: int) -> Situation | None:
    asks = _asks(history, person)
    return asks[0][2].situation if asks else None


def _counts(history: History, person: int, since: datetime) -> Counts:
    asks = [ask for sent_at, _, ask in _asks(history, person) if sent_at >= since]
    talks = [talk for talk in history.talks if talk.person == person and talk.ended_at >= since]
    sent = [talk for talk in talks if talk.thank_you is ThankYou.SENT]
    took = [talk.closed_at - talk.ended_at for talk in sent if talk.closed_at]
    return Counts(
        asked=min(len(asks), 1),
        answered=int(any(_is_answered(history, ask) for ask in asks)),
        talked=len(talks),
        thanked=len(sent),
        in_time=sum(each <= timedelta(hours=24) for each in took),
        names=sum(referrer == person and at >= since for _, referrer, at in history.named),
    )


def _is_answered(history: History, ask: Ask) -> bool:
    met = [talk.ended_at for talk in history.talks if talk.person == ask.person]
    met += [at for person, at in history.agreed if person == ask.person]
    return ask.state is OutreachState.ANSWERED or any(ask.sent_at and at >= ask.sent_at for at in met)
