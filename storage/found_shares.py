"""What a question to the cohort finds: looked for by index, and decided as core.organisation_names says."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, ColumnElement, CompoundSelect, Connection, Select, select, union

from core.model import Owner
from core.organisation_names import Sought
from storage.columns import AnyRow
from storage.tables import contact_shares, contacts

_SHARE = contact_shares.c
_SHARED = (_SHARE.contact_id, _SHARE.user_id, _SHARE.fields, _SHARE.organisation_key, _SHARE.field_key)
_LAST = "\u9fa5"
"""Sorts behind the letters of every alphabet, by code point and as a language does."""


def of_others(asker: Owner) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """What everybody else in the cohort shares: it goes with whoever leaves."""
    return _SHARE.team_id == asker.team_id, _SHARE.user_id != asker.user_id


def of_one(mate: Owner) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """What one member shares."""
    return _SHARE.team_id == mate.team_id, _SHARE.user_id == mate.user_id


def with_keys(*keys: tuple[Column[Any], str], whose: tuple[Any, ...]) -> CompoundSelect[Any]:
    """What is shared with one of these keys. One part for each, or a database reads all there is."""
    return union(*(_part(whose, column == key) for column, key in keys))


def found(
    connection: Connection, key: str, whose: tuple[Any, ...], *columns: ColumnElement[Any]
) -> Iterator[AnyRow]:
    """What is shared of an organisation or a field of work, with these columns of its contact before it."""
    sought = Sought.of(key)
    shared = union(*_parts(sought, key, whose)).subquery("shared")
    statement = select(*columns, *shared.c)
    if columns:
        statement = statement.join_from(shared, contacts, contacts.c.id == shared.c.contact_id)
    for row in connection.execute(statement):
        if row.field_key == key or sought.finds(row.organisation_key):
            yield row


def _parts(sought: Sought, key: str, whose: tuple[Any, ...]) -> Iterator[Select[Any]]:
    """No more than an index finds; what of it is meant is decided by its words."""
    place = _SHARE.organisation_key
    yield from (_part(whose, place == same) for same in sought.same)
    yield _part(whose, _SHARE.field_key == key)
    if sought.leading:
        yield _part(whose, *_begins_with(f"{sought.leading} "))
    if sought.short:
        yield _part(whose, *_begins_with(sought.short[0]), place.like("% ".join(sought.short) + "%"))


def _begins_with(start: str) -> tuple[ColumnElement[bool], ...]:
    # A range, since LIKE is no use to an index that sorts as a language does.
    place = _SHARE.organisation_key
    return place > start, place < start + _LAST, place.like(f"{start}%")


def _part(whose: tuple[Any, ...], *conditions: ColumnElement[bool]) -> Select[Any]:
    return select(*_SHARED).where(*whose, *conditions)
