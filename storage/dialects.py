"""What SQLite and PostgreSQL spell differently: upserts, days added, lists and rows bound as one value."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Dialect,
    FromClause,
    Interval,
    String,
    Table,
    Text,
    TypeDecorator,
    bindparam,
    cast,
    column,
    func,
    select,
    type_coerce,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.types import TypeEngine

T = TypeVar("T")


def insert_or_ignore(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An insert that leaves an existing row alone and then returns nothing."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()


class _IdList(TypeDecorator[Sequence[int]]):
    """Any number of ids in one bound value: an array, or JSON where there are none."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        native = dialect.name == "postgresql"
        return dialect.type_descriptor(postgresql.ARRAY(BigInteger) if native else Text())

    def process_bind_param(self, value: Sequence[int] | None, dialect: Dialect) -> Any:  # noqa: ANN401
        return value if dialect.name == "postgresql" else json.dumps(value)


class Spelling:
    """How one dialect says that a column is among ids, and reads rows out of a JSON value."""

    def __init__(self, dialect: str) -> None:
        self.native = dialect == "postgresql"

    def among(self, id_column: Column[int], name: str) -> ColumnElement[bool]:
        """Whether the column is one of the ids bound to ``name``."""
        ids = bindparam(name, type_=_IdList())
        if self.native:
            return id_column == func.any(ids)
        return id_column.in_(select(column("value")).select_from(func.json_each(ids)))

    def days_after(self, instant: Column[datetime], days: int) -> ColumnElement[datetime]:
        """The instant so many times 24 hours later."""
        if self.native:
            return instant + bindparam(None, timedelta(days=days), type_=Interval)
        # UTC has no clock changes: the time of day stays.
        later = func.date(instant, f"+{days} days", type_=String).concat(func.substr(instant, 11))
        return type_coerce(later, instant.type)

    def rows(self, name: str, *texts: str) -> FromClause:
        """The objects of the JSON array bound to ``name``: their ``id`` and these text fields."""
        given = bindparam(name, type_=Text)
        if self.native:
            fields: list[ColumnElement[Any]] = [column("id", BigInteger)]
            fields += [column(text, String) for text in texts]
            rows = func.json_to_recordset(cast(given, JSON)).table_valued(*fields)
            return rows.render_derived(name=name, with_types=True)
        parts = [func.json_extract(column("value"), f"$.{text}").label(text) for text in ("id", *texts)]
        return select(*parts).select_from(func.json_each(given)).subquery(name)


class PerDialect(Generic[T]):
    """Something built once for each dialect, such as a statement: putting one together costs several
    times what running it does.
    """

    def __init__(self, build: Callable[[Spelling], T]) -> None:
        self._built = {name: build(Spelling(name)) for name in ("postgresql", "sqlite")}

    def on(self, connection: Connection) -> T:
        """The one for this connection."""
        return self._built[connection.dialect.name]
