"""Two contacts become one: everything of the other is moved, whatever the tables' keys say about doubles."""

import json
from typing import Any

from sqlalchemy import Column, Connection, Table, and_, delete, exists, select, update

from core.news import NoteState
from core.outreaches import Permission
from core.preparation import RESEARCH_LIMIT
from storage.columns import AnyRow
from storage.share_keys import join
from storage.tables import (
    cohort_asks,
    contact_tags,
    interviews,
    introductions,
    news_notes,
    nudges,
    outreaches,
    preparations,
    referrals,
    scheduled_interviews,
    tasks,
    touches,
)

_FREE = (interviews, scheduled_interviews, outreaches, tasks, touches, cohort_asks, introductions)
"""A person may have any number of these."""

_PERMISSIONS = (Permission.NO.value, Permission.YES.value, Permission.NOT_ASKED.value)
"""Of two answers on using a name the first of these counts (our choice: whoever said no is not named)."""
_RESEARCHED = ("organisation", "person", "aim")


def move_all(connection: Connection, contact_id: int, other_id: int) -> list[str]:
    """Give the first all that belongs to the other. What both have, such as a tag, stays once.

    Returns what the member wrote that had no room in one preparation.
    """
    for table in _FREE:
        connection.execute(_given(table.c.contact_id, contact_id, other_id))
    _move_unless_there(connection, contact_tags, contact_tags.c.contact_id, "tag", contact_id, other_id)
    # Named twice for one day by two nudges, they were named once.
    _move_unless_there(connection, nudges, nudges.c.contact_id, "due_on", contact_id, other_id)
    join(connection, contact_id, other_id)
    _move_news(connection, contact_id, other_id)
    _move_referrals(connection, contact_id, other_id)
    connection.execute(_given(outreaches.c.about_id, contact_id, other_id))
    return _move_preparation(connection, contact_id, other_id)


def _given(column: Column[Any], contact_id: int, other_id: int) -> Any:  # noqa: ANN401 - a SQLAlchemy update
    return update(column.table).where(column == other_id).values({column: contact_id})


def _move_unless_there(
    connection: Connection, table: Table, owner: Column[Any], key: str, contact_id: int, other_id: int
) -> None:
    """Move the rows whose key the first has not got; the others go with the contact that ends."""
    there = table.alias("there")
    double = exists().where(there.c[owner.name] == contact_id, there.c[key] == table.c[key])
    connection.execute(_given(owner, contact_id, other_id).where(~double))


def _move_news(connection: Connection, contact_id: int, other_id: int) -> None:
    """Of two notes about the same news, one that was sent outlives the other."""
    other, sent = news_notes.alias("other"), NoteState.SENT.value
    told = exists().where(
        other.c.contact_id == other_id, other.c.news_id == news_notes.c.news_id, other.c.state == sent
    )
    untold = and_(news_notes.c.contact_id == contact_id, news_notes.c.state != sent)
    connection.execute(delete(news_notes).where(untold, told))
    _move_unless_there(connection, news_notes, news_notes.c.contact_id, "news_id", contact_id, other_id)


def _move_referrals(connection: Connection, contact_id: int, other_id: int) -> None:
    """In both directions. Two about the same pair become one that knows what either knew."""
    to, by = referrals.c.contact_id, referrals.c.referrer_id
    about = select(referrals).where((to == other_id) | (by == other_id)).order_by(referrals.c.referred_at)
    for row in connection.execute(about).all():
        here = and_(to == row.contact_id, by == row.referrer_id)
        pair = [contact_id if each == other_id else each for each in (row.contact_id, row.referrer_id)]
        there = and_(to == pair[0], by == pair[1])
        known = connection.execute(select(referrals).where(there)).one_or_none()
        # Nobody is referred by themselves.
        if known or pair[0] == pair[1]:
            connection.execute(delete(referrals).where(here))
        if known:
            connection.execute(update(referrals).where(there).values(_both_referrals(known, row)))
        elif pair[0] != pair[1]:
            connection.execute(update(referrals).where(here).values(contact_id=pair[0], referrer_id=pair[1]))


def _both_referrals(mine: AnyRow, other: AnyRow) -> dict[str, Any]:
    """A no on using the name outlives a yes, and what was not told yet is still to be told."""
    untold = any(one.result and one.result_told_at is None for one in (mine, other))
    tell_on = [one.tell_on for one in (mine, other) if one.tell_on]
    return {
        "permission": min(mine.permission, other.permission, key=_PERMISSIONS.index),
        "referred_at": min(mine.referred_at, other.referred_at),
        "ask_on": min(mine.ask_on, other.ask_on) if mine.ask_on and other.ask_on else None,
        "tell_on": min(tell_on, default=None),
        "met_told_at": mine.met_told_at or other.met_told_at,
        "result_told_at": None if untold else mine.result_told_at or other.result_told_at,
        "result": _under(mine.result, other.result),
    }


def _move_preparation(connection: Connection, contact_id: int, other_id: int) -> list[str]:
    """Two preparations become one, text under text; what is too long for that is returned."""
    both = select(preparations).where(preparations.c.contact_id.in_([contact_id, other_id]))
    prepared = {row.contact_id: row for row in connection.execute(both)}
    if other_id not in prepared:
        return []
    if contact_id not in prepared:
        connection.execute(_given(preparations.c.contact_id, contact_id, other_id))
        return []
    mine, other = prepared[contact_id], prepared[other_id]
    texts = {name: _under(getattr(mine, name), getattr(other, name)) for name in _RESEARCHED}
    values = {
        **{name: text for name, text in texts.items() if len(text) <= RESEARCH_LIMIT},
        "questions": _both_lists(mine.questions, other.questions),
        "changed_at": max(mine.changed_at, other.changed_at),
    }
    connection.execute(update(preparations).where(preparations.c.contact_id == contact_id).values(values))
    return [getattr(other, name) for name, text in texts.items() if len(text) > RESEARCH_LIMIT]


def _under(text: str, other: str) -> str:
    return text if other in text else "\n".join(part for part in (text, other) if part)


def _both_lists(mine: str, other: str) -> str:
    """Questions are stored as JSON; those of the other come last, and none twice."""
    return json.dumps(_with(json.loads(mine or "[]"), json.loads(other or "[]")))


def _with(mine: Any, other: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(mine, list) and isinstance(other, list):
        return [*mine, *(each for each in other if each not in mine)]
    if isinstance(mine, dict) and isinstance(other, dict):
        return {**other, **mine, **{key: _with(mine[key], other[key]) for key in mine.keys() & other.keys()}}
    return mine
