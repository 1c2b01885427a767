"""A cohort's week, counted on both databases and counted again one by one."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from hypothesis import HealthCheck, given, settings, strategies as st
from sqlalchemy import insert

from core import cohort_members, cohorts, delivering, digests, members
from core.decisions import InDoubt, Send
from core.delivering import Timing
from core.digest import Digest, LostDigest, Tally, What
from core.model import Outcome, Owner, ReminderState, ThankYou
from core.outreach import ASKS, Channel, Situation
from core.outreaches import OutreachState
from core.programme import Progress
from storage.database import Database
from storage.tables import cohort_asks, cohort_takeaways, contacts, interviews, outreaches
from tests.examples import about
from tests.storage.cohort import NOW, set_up

SINCE, UNTIL = datetime(2026, 11, 16, 5, tzinfo=UTC), datetime(2026, 11, 23, 5, tzinfo=UTC)
DAY = timedelta(days=1)
PEOPLE = ("U1", "U2", "U3", "U4", "U5")
_KEYS = count()


@dataclass(frozen=True)
class Deed:
    """Something that a member did with a person of theirs, of a field of work."""

    kind: str
    who: str
    field: str
    at: datetime
    situation: Situation = Situation.COLD
    thanked_after: timedelta | None = None
    panel: str = ""
    is_open: bool = True


def deeds() -> st.SearchStrategy[list[Deed]]:
    instants = st.sampled_from(
        [SINCE - DAY, SINCE, SINCE + DAY, UNTIL - timedelta(microseconds=1), UNTIL, UNTIL + DAY]
    )
    deed = st.builds(
        Deed,
        st.sampled_from(["ask", "talk", "question", "takeaway"]),
        st.sampled_from([*PEOPLE, "U9"]),
        st.sampled_from(["", "Policy", "policy", "biotech"]),
        instants,
        st.sampled_from([Situation.COLD, Situation.REFERRED, Situation.FOLLOW_UP, Situation.NEWS]),
        st.sampled_from([None, timedelta(hours=2), DAY, DAY + timedelta(microseconds=1)]),
        st.sampled_from(["", "panel"]),
        st.booleans(),
    )
    return st.lists(deed, max_size=12)


def counted_again(done: list[Deed], uncounted: str) -> dict[What, Tally]:
    """What the same deeds come to, one by one."""
    keys: dict[What, set[object]] = defaultdict(set)
    who: dict[What, set[str]] = defaultdict(set)
    for number, deed in enumerate(done):
        if deed.who not in {uncounted, "U9"}:
            for what, key in _COUNTED[deed.kind](deed, number):
                keys[what].add(key)
                who[what].add(deed.who)
    return {what: Tally(len(keys[what]), len(who[what])) for what in keys}


def _ask(deed: Deed, number: int) -> Iterator[tuple[What, object]]:
    if deed.situation in ASKS and SINCE <= deed.at < UNTIL:
        yield What.ASKS, number
        if deed.situation is Situation.COLD:
            yield What.STRANGERS, number
        if deed.field:
            yield What.FIELDS, deed.field.lower()


def _talk(deed: Deed, number: int) -> Iterator[tuple[What, object]]:
    if SINCE <= deed.at < UNTIL:
        yield What.TALKS, (deed.who, deed.panel) if deed.panel else number
        if deed.field:
            yield What.FIELDS, deed.field.lower()
    after = deed.thanked_after
    if after is not None and after <= DAY and SINCE <= deed.at + after < UNTIL:
        yield What.THANKED, number


def _question(deed: Deed, number: int) -> Iterator[tuple[What, object]]:
    if deed.is_open:
        yield What.QUESTIONS, number


def _takeaway(deed: Deed, number: int) -> Iterator[tuple[What, object]]:
    if deed.is_open and SINCE <= deed.at < UNTIL:
        yield What.TAKEAWAYS, number


_COUNTED = {"ask": _ask, "talk": _talk, "question": _question, "takeaway": _takeaway}


def cohort(database: Database, done: list[Deed], uncounted: str = "") -> str:
    """A workspace with a cohort of five, and one outside it, who did this. Gives the workspace."""
    team = f"T{next(_KEYS)}"
    set_up(database, *PEOPLE, team=team)
    members.settle_in(database.writing, Owner(team, "U9"), "UTC", NOW)
    if uncounted:
        cohort_members.be_counted(database.writing, Owner(team, uncounted), counted=False)
    with database.engine.begin() as connection:
        for deed in done:
            whose = {"team_id": team, "user_id": deed.who}
            person = insert(contacts).values(
                **whose, name="Dana", organisation="", role="", email="", name_key="", affiliation_key="",
                email_key="", field=deed.field, created_at=deed.at,
            ).returning(contacts.c.id)  # fmt: skip
            contact_id = connection.execute(person).scalar_one()
            _PUT[deed.kind](connection, deed, {**whose, "request_key": f"k{next(_KEYS)}"}, contact_id)
    return team


def _put_ask(connection: Any, deed: Deed, whose: dict[str, str], contact_id: int) -> None:
    connection.execute(
        insert(outreaches).values(
            **whose, contact_id=contact_id, situation=deed.situation.value, channel=Channel.EMAIL.value,
            subject="", text="", state=OutreachState.SENT.value, drafted_at=deed.at, sent_at=deed.at,
        )
    )  # fmt: skip


def _put_talk(connection: Any, deed: Deed, whose: dict[str, str], contact_id: int) -> None:
    texts = dict.fromkeys(("takeaway", "advice", "promise", "referrals", "notes", "thank_you_note"), "")
    after = deed.thanked_after
    state = ThankYou.DUE if after is None else ThankYou.SENT
    connection.execute(
        insert(interviews).values(
            **whose, **texts, contact_id=contact_id, started_at=deed.at, ended_at=deed.at, logged_at=deed.at,
            keep_in_touch="no", thank_you=state.value, thank_you_closed_at=after and deed.at + after,
            panel=deed.panel,
        )
    )  # fmt: skip


def _put_question(connection: Any, deed: Deed, whose: dict[str, str], _contact_id: int) -> None:
    if deed.who == "U9":
        return
    connection.execute(
        insert(cohort_asks).values(
            **whose, about="organisation", subject="NOAA", subject_key="noaa", asked_at=deed.at,
            posted_channel="C1", posted_ts="1.0", closed_at=None if deed.is_open else deed.at,
        )
    )  # fmt: skip


def _put_takeaway(connection: Any, deed: Deed, whose: dict[str, str], _contact_id: int) -> None:
    connection.execute(
        insert(cohort_takeaways).values(
            **whose, text="Ask early.", is_signed=False, shared_at=deed.at, posted_channel="C1",
            posted_ts="1.0", withdrawn_at=None if deed.is_open else deed.at,
        )
    )  # fmt: skip


_PUT: dict[str, Callable[..., None]] = {
    "ask": _put_ask,
    "talk": _put_talk,
    "question": _put_question,
    "takeaway": _put_takeaway,
}


def tallies(database: Database, team: str) -> dict[What, Tally]:
    with database.reading() as work:
        return work.digests.tallies(team, SINCE, UNTIL)


def due(database: Database, now: datetime) -> list[Send]:
    """What a worker takes at that time, as if all of it was posted."""
    sends = delivering.take_due(database.writing, "w", now, Timing()).sends
    done = [Outcome(send.reminder.id, ReminderState.SENT) for send in sends]
    delivering.record(database.writing, "w", done, now)
    return sends


@given(deeds(), st.sampled_from(["", *PEOPLE]))
@settings(max_examples=about(30), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_week_is_that_of_a_recount_one_by_one(
    database: Database, done: list[Deed], uncounted: str
) -> None:
    assert tallies(database, cohort(database, done, uncounted)) == counted_again(done, uncounted)


def test_another_workspace_is_another_cohort(database: Database) -> None:
    cohort(database, [Deed("talk", "U1", "policy", SINCE)])
    assert tallies(database, cohort(database, [])) == {}


def test_one_member_sees_their_own_month_only(database: Database) -> None:
    own = [
        Deed("ask", "U1", "", SINCE),
        Deed("ask", "U1", "", SINCE, Situation.REFERRED),
        Deed("ask", "U1", "", SINCE, Situation.NEWS),
        Deed("ask", "U1", "", SINCE - DAY),
        Deed("talk", "U1", "", SINCE, panel="visit"),
        Deed("talk", "U1", "", SINCE, panel="visit"),
    ]
    team = cohort(database, [*own, Deed("ask", "U2", "", SINCE), Deed("talk", "U2", "", SINCE)])
    with database.reading() as work:
        assert work.digests.progress(Owner(team, "U1"), SINCE, UNTIL) == Progress(2, 1, 1)
        assert work.digests.progress(Owner(team, "U3"), SINCE, UNTIL) == Progress()


def test_the_digest_is_posted_in_the_channel_and_next_weeks_waits(database: Database) -> None:
    team = cohort(database, [])
    now = datetime(2026, 11, 30, 9, tzinfo=UTC)
    assert due(database, now - timedelta(seconds=1)) == []
    (send,) = due(database, now)
    assert send.channel == "C1"
    assert isinstance(send.subject, Digest)
    with database.reading() as work:
        assert list(work.digests.waiting(team).values()) == [now + 7 * DAY]
    assert due(database, now + DAY) == []


def test_a_worker_that_was_away_for_weeks_posts_one_digest(database: Database) -> None:
    cohort(database, [])
    now = datetime(2026, 12, 17, 12, tzinfo=UTC)
    assert len(due(database, now)) == 1
    assert due(database, now + timedelta(hours=1)) == []
    assert len(due(database, datetime(2026, 12, 21, 9, tzinfo=UTC))) == 1


def test_after_the_term_comes_one_digest_of_the_whole_term_and_then_none_until_there_are_new_dates(
    database: Database,
) -> None:
    talked = [Deed("talk", user, "", SINCE) for user in PEOPLE[:3]]
    team = cohort(database, [*talked, Deed("ask", "U1", "", SINCE)])
    lead, closing = Owner(team, "U1"), datetime(2026, 12, 21, 9, tzinfo=UTC)
    due(database, datetime(2026, 12, 14, 9, tzinfo=UTC))
    for user in PEOPLE[:2]:
        cohort_members.start_practising(database.writing, Owner(team, user), closing - DAY)
    assert due(database, closing - timedelta(seconds=1)) == []
    (last,) = due(database, closing)
    assert isinstance(last.subject, Digest)
    assert (last.subject.closes, last.subject.counts) == (True, {What.TALKS: 3})
    assert due(database, closing + 400 * DAY) == []
    with database.writing() as work:
        known = work.cohorts.get(team)
        assert known
        digests.plan(work, known, closing + DAY)
        assert work.digests.waiting(team) == {}
        assert work.pairs.last_round_on(team) is None
    later = replace(known, term_starts_on=date(2027, 1, 11), term_ends_on=date(2027, 5, 7))
    cohorts.change(database.writing, lead, later, closing + DAY)
    (again,) = due(database, closing + 7 * DAY)
    assert isinstance(again.subject, Digest)
    assert not again.subject.closes
    with database.reading() as work:
        assert work.pairs.last_round_on(team) == (closing + 7 * DAY).date()


def test_a_digest_in_doubt_counts_as_posted_once_and_who_leads_is_told_and_may_repeat_it(
    database: Database,
) -> None:
    team = cohort(database, [])
    lead = Owner(team, "U1")
    now = datetime(2026, 11, 30, 9, tzinfo=UTC)
    (send,) = delivering.take_due(database.writing, "w", now, Timing()).sends
    doubt = InDoubt(send.reminder.id, now + timedelta(seconds=10))
    delivering.record(database.writing, "w", [doubt], now)
    taken = delivering.take_due(database.writing, "w", now + timedelta(seconds=10), Timing())
    assert (taken.sends, taken.doubts) == ([], [])
    with database.reading() as work:
        assert list(work.digests.uncertain(team, now)) == [send.reminder.id]
    (told,) = due(database, now + timedelta(seconds=11))
    assert (told.channel, told.member.owner) == ("", lead)
    assert told.subject == LostDigest(send.reminder.id, told.subject.cohort)  # type: ignore[union-attr]
    assert digests.again(database.writing, lead, send.reminder.id, now + DAY)
    assert not digests.again(database.writing, lead, send.reminder.id, now + DAY)
    (again,) = due(database, now + DAY)
    assert (again.channel, again.reminder.id) == ("C1", send.reminder.id)
    with database.reading() as work:
        assert work.digests.uncertain(team, now) == {}
        assert list(work.digests.waiting(team).values()) == [now + 7 * DAY]


def test_a_digest_whose_worker_died_is_in_doubt_as_well(database: Database) -> None:
    team = cohort(database, [])
    now = datetime(2026, 11, 30, 9, tzinfo=UTC)
    (send,) = delivering.take_due(database.writing, "w", now, Timing()).sends
    later = now + timedelta(minutes=3)
    assert delivering.take_due(database.writing, "v", later, Timing()).doubts == []
    with database.reading() as work:
        assert list(work.digests.uncertain(team, now)) == [send.reminder.id]


def test_while_the_bot_is_not_in_the_channel_a_week_is_left_out(database: Database) -> None:
    team = cohort(database, [])
    now = datetime(2026, 11, 30, 9, tzinfo=UTC)
    cohorts.away(database.writing, team, "C1", now - DAY)
    assert due(database, now) == []
    cohorts.back(database.writing, team, "C1", now + DAY)
    assert due(database, now + 2 * DAY) == []
    assert len(due(database, now + 7 * DAY)) == 1
