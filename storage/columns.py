"""What the tables are made of: instants in UTC, record numbers, and whose a row is."""

from datetime import UTC, datetime
from typing import Any, TypeAlias

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Dialect,
    ForeignKeyConstraint,
    Integer,
    Row,
    String,
    TypeDecorator,
)

AnyRow: TypeAlias = Row[*tuple[Any, ...]]


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. Refuses naive values; gives aware UTC back on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:  # noqa: ANN401, ARG002
        """PostgreSQL's sessions are set to UTC, so there is nothing to convert; a sweep reads thousands."""
        return _from_text if dialect.name == "sqlite" else None


def _from_text(stored: str | None) -> datetime | None:
    return None if stored is None else datetime.fromisoformat(f"{stored}+00:00")


# SQLite gives out row numbers only for a plain INTEGER key.
RecordId = BigInteger().with_variant(Integer, "sqlite")


def owner_columns() -> list[Column[Any]]:
    """Whose a row is."""
    return [Column("team_id", String(32), nullable=False), Column("user_id", String(32), nullable=False)]


def owner_key() -> ForeignKeyConstraint:
    """A row goes with the member whose it is."""
    return ForeignKeyConstraint(
        ["team_id", "user_id"], ["members.team_id", "members.user_id"], ondelete="CASCADE"
    )
