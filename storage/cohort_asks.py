"""Questions to the cohort in SQL: they find what others share, by its keys, and nothing else."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, or_, select, update

from core.errors import NotYours
from core.introduction import About, CohortAsk, Knowing, Match
from core.match_keys import MatchKeys
from core.model import Contact, Owner, PostedMessage
from core.organisation_names import Sought
from core.shares import Share, read_shares
from storage.columns import AnyRow
from storage.contacts import COLUMNS, contact_of
from storage.dialects import insert_or_ignore
from storage.found_shares import found, of_others, with_keys
from storage.tables import cohort_asks, contact_shares, contacts, introductions

_ASK = cohort_asks.c
ASK_COLUMNS = (
    _ASK.id.label("ask_id"),
    _ASK.team_id.label("asker_team"),
    _ASK.user_id.label("asker_id"),
    _ASK.about,
    _ASK.subject,
    _ASK.subject_key,
    _ASK.asked_at.label("ask_asked_at"),
    _ASK.contact_id.label("ask_contact_id"),
    _ASK.sent_at,
    _ASK.closed_at,
    _ASK.posted_channel,
    _ASK.posted_ts,
)
_SHARE = contact_shares.c


class SqlCohortAsks:
    """See core.ports.sharing.CohortAsks."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self,
        asker: Owner,
        about: About,
        subject: str,
        key: str,
        now: datetime,
        *,
        request_key: str,
        contact_id: int | None = None,
    ) -> CohortAsk:
        values = {
            "team_id": asker.team_id,
            "user_id": asker.user_id,
            "about": about.value,
            "subject": subject,
            "subject_key": key,
            "asked_at": now,
            "request_key": request_key,
            "contact_id": contact_id,
        }
        self._connection.execute(insert_or_ignore(self._connection, cohort_asks).values(values))
        stored = _of(asker).where(_ASK.request_key == request_key)
        return ask_of(self._connection.execute(stored).one())

    def get(self, asker: Owner, ask_id: int) -> CohortAsk:
        row = self._connection.execute(_of(asker).where(_ASK.id == ask_id)).one_or_none()
        if row is None:
            raise NotYours
        return ask_of(row)

    def save(self, ask: CohortAsk) -> None:
        values = {
            "sent_at": ask.sent_at,
            "closed_at": ask.closed_at,
            "posted_channel": ask.posted.channel,
            "posted_ts": ask.posted.ts,
        }
        this = update(cohort_asks).where(*_asked_by(ask.asker), _ASK.id == ask.id)
        if self._connection.execute(this.values(values)).rowcount == 0:
            raise NotYours

    def latest(self, asker: Owner, key: str, since: datetime) -> CohortAsk | None:
        about = _of(asker).where(_ASK.subject_key == key, _ASK.asked_at > since, _ASK.closed_at.is_(None))
        row = self._connection.execute(about.order_by(_ASK.id.desc()).limit(1)).one_or_none()
        return ask_of(row) if row else None

    def open(self, asker: Owner, since: datetime, limit: int) -> list[CohortAsk]:
        is_out = or_(_ASK.sent_at.is_not(None), _ASK.posted_ts != "")
        asked = _of(asker).where(is_out, _ASK.asked_at > since, _ASK.closed_at.is_(None))
        rows = self._connection.execute(asked.order_by(_ASK.id.desc()).limit(limit))
        return [ask_of(row) for row in rows]

    def standing(self, asker: Owner) -> list[PostedMessage]:
        posted = _of(asker).where(_ASK.posted_ts != "").order_by(_ASK.id)
        return [ask_of(row).posted for row in self._connection.execute(posted)]

    def knowing(self, asker: Owner, key: str) -> Knowing:
        sought, there, in_field = Sought.of(key), set(), set()
        for row in found(self._connection, key, of_others(asker)):
            if sought.finds(row.organisation_key):
                there.add(row.user_id)
            if row.field_key == key:
                in_field.add(row.user_id)
        return Knowing(len(there), len(in_field), len(there | in_field))

    def offered(self, asker: Owner, key: str, limit: int) -> list[Contact]:
        shared = found(self._connection, key, of_others(asker), *COLUMNS, contacts.c.name_key)
        offering = [row for row in shared if Share.NAME in read_shares(row.fields)]
        offered: dict[str, Contact] = {}
        for row in sorted(offering, key=lambda row: (row.name_key, row.id)):
            contact = contact_of(row)
            keys = MatchKeys.of(contact.details)
            offered.setdefault(keys.name or contact.details.name.casefold(), contact)
        return list(offered.values())[:limit]

    def matches(self, asker: Owner, key: str) -> list[Match]:
        shared = found(self._connection, key, of_others(asker), contacts.c.touched_at)
        return [_match(asker, row) for row in shared]

    def matches_of_person(self, asker: Owner, keys: MatchKeys) -> list[Match]:
        pairs = (
            (_SHARE.name_key, keys.name),
            (_SHARE.email_key, keys.email),
            (_SHARE.linkedin_key, keys.linkedin),
        )
        known = [(column, key) for column, key in pairs if key]
        if not known:
            return []
        shared = with_keys(*known, whose=of_others(asker)).subquery("shared")
        touched = select(contacts.c.touched_at, *shared.c)
        rows = touched.join_from(shared, contacts, contacts.c.id == shared.c.contact_id)
        return [_match(asker, row) for row in self._connection.execute(rows)]

    def asked_lately(self, ask: CohortAsk, since: datetime) -> set[Owner]:
        same = _ASK.subject_key == ask.key
        if ask.contact_id:
            # Whom the asker has merged since is the same person under another number.
            same = or_(same, _ASK.contact_id == ask.contact_id)
        asked = (
            select(introductions.c.user_id)
            .join_from(introductions, cohort_asks, introductions.c.ask_id == _ASK.id)
            .where(*_asked_by(ask.asker), same, introductions.c.asked_at > since)
        )
        return {Owner(ask.asker.team_id, user_id) for user_id in self._connection.execute(asked).scalars()}


def _match(asker: Owner, row: AnyRow) -> Match:
    mate = Owner(asker.team_id, row.user_id)
    return Match(mate, row.contact_id, Share.NAME in read_shares(row.fields), row.touched_at)


def _asked_by(asker: Owner) -> tuple[Any, Any]:
    return _ASK.team_id == asker.team_id, _ASK.user_id == asker.user_id


def _of(asker: Owner) -> Select[Any]:
    return select(*ASK_COLUMNS).where(*_asked_by(asker))


def ask_of(row: AnyRow) -> CohortAsk:
    """From a row that has ``ASK_COLUMNS``."""
    return CohortAsk(
        id=row.ask_id,
        asker=Owner(row.asker_team, row.asker_id),
        about=About(row.about),
        subject=row.subject,
        key=row.subject_key,
        asked_at=row.ask_asked_at,
        contact_id=row.ask_contact_id,
        sent_at=row.sent_at,
        closed_at=row.closed_at,
        posted=PostedMessage(row.posted_channel, row.posted_ts),
    )
