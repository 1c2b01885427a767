"""What is stored about people that may be a reason to write to them, in SQL."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, Executable, and_, exists, func, or_, select

from core.reasons import Deed, Known, Met, OwnNews
from core.task import TaskKind, TaskState
from storage.columns import AnyRow
from storage.contacts import COLUMNS, contact_of
from storage.dialects import PerDialect, Spelling
from storage.tables import contacts, interviews, news, news_notes, referrals, tasks


def _people(spelling: Spelling) -> Executable:
    return select(*COLUMNS, contacts.c.touched_at).where(spelling.among(contacts.c.id, "ids"))


def _deeds(spelling: Spelling) -> Executable:
    return select(tasks.c.contact_id, tasks.c.id, tasks.c.kind, tasks.c.text, tasks.c.closed_at).where(
        spelling.among(tasks.c.contact_id, "ids"),
        tasks.c.state == TaskState.DONE.value,
        tasks.c.written_at.is_(None),
    )


def _met(spelling: Spelling) -> Executable:
    """Whom each of them named, and when the last talk with that one was."""
    met_at = func.max(interviews.c.ended_at, type_=interviews.c.ended_at.type)
    told = (referrals.c.met_told_at.is_not(None), referrals.c.result_told_at.is_not(None))
    named = referrals.join(contacts, contacts.c.id == referrals.c.contact_id).join(
        interviews, interviews.c.contact_id == contacts.c.id
    )
    return (
        select(*COLUMNS, referrals.c.referrer_id, met_at, told[0], told[1], referrals.c.result)
        .select_from(named)
        .where(spelling.among(referrals.c.referrer_id, "ids"))
        .group_by(*COLUMNS, referrals.c.referrer_id, *told, referrals.c.result)
    )


def _news(spelling: Spelling) -> Executable:
    """What the members of these people told of, that no note about it was closed for."""
    theirs = and_(contacts.c.team_id == news.c.team_id, contacts.c.user_id == news.c.user_id)
    dealt_with = exists().where(
        news_notes.c.news_id == news.c.id,
        news_notes.c.contact_id == contacts.c.id,
        news_notes.c.closed_at.is_not(None),
    )
    return (
        select(contacts.c.id, news.c.id, news.c.text, news.c.told_at)
        .select_from(contacts.join(news, theirs))
        .where(
            spelling.among(contacts.c.id, "ids"),
            or_(contacts.c.touched_at.is_(None), news.c.told_at > contacts.c.touched_at),
            ~dealt_with,
        )
    )


def _takeaways(spelling: Spelling) -> Executable:
    return (
        select(interviews.c.contact_id, interviews.c.takeaway)
        .where(spelling.among(interviews.c.contact_id, "ids"), interviews.c.takeaway != "")
        .order_by(interviews.c.ended_at, interviews.c.id)
    )


_PEOPLE, _DEEDS, _MET, _NEWS, _TAKEAWAYS = map(PerDialect, (_people, _deeds, _met, _news, _takeaways))


class SqlReasons:
    """See core.ports.keeping.Reasons."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, contact_ids: Sequence[int]) -> dict[int, Known]:
        deeds, met = defaultdict[int, list[Deed]](list), defaultdict[int, list[Met]](list)
        fresh = defaultdict[int, list[OwnNews]](list)
        for contact_id, task_id, kind, text, done_at in self._rows(_DEEDS, contact_ids):
            deeds[contact_id].append(Deed(task_id, TaskKind(kind), text, done_at))
        for *person, referrer_id, met_at, told, result_told, result in self._rows(_MET, contact_ids):
            untold = "" if result_told else result
            met[referrer_id].append(Met(contact_of(person), met_at, told=told, result=untold))
        for contact_id, news_id, text, told_at in self._rows(_NEWS, contact_ids):
            fresh[contact_id].append(OwnNews(news_id, text, told_at))
        takeaways: dict[int, str] = {row[0]: row[1] for row in self._rows(_TAKEAWAYS, contact_ids)}
        people = [(contact_of(row), row.touched_at) for row in self._rows(_PEOPLE, contact_ids)]
        return {
            contact.id: Known(
                contact=contact,
                touched_at=touched_at,
                deeds=tuple(deeds[contact.id]),
                met=tuple(met[contact.id]),
                news=tuple(fresh[contact.id]),
                takeaway=takeaways.get(contact.id, ""),
            )
            for contact, touched_at in people
        }

    def _rows(self, statement: PerDialect[Executable], contact_ids: Sequence[int]) -> Sequence[AnyRow]:
        return self._connection.execute(statement.on(self._connection), {"ids": list(contact_ids)}).all()
