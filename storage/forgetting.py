"""Deletes everything of one member, or of a whole workspace.

A row goes with the member or the cohort member to whom it belongs: the foreign keys see to it. What is left
are the keys of reminders, and the practice pairs in which others name them.
"""

from typing import Any

from sqlalchemy import Connection, Table, and_, delete, select, update

from core.model import Owner
from storage.tables import (
    cohort_members,
    cohorts,
    installations,
    members,
    practice_pairs,
    reminder_keys,
    reminders,
    reminders_done,
)

AT_ONCE = 500
"""Keys in one statement (our choice)."""


def forget_member(connection: Connection, owner: Owner) -> None:
    """Delete all that is stored of a member, of whom others' records then say nothing.

    The caller holds the member. What stands in Slack is the caller's to take back.
    """
    _forget(connection, owner.team_id, owner.user_id)
    _forget_partner(connection, owner)
    here = installations.c.team_id == owner.team_id, installations.c.installed_by == owner.user_id
    connection.execute(update(installations).where(*here).values(installed_by=""))


def forget_workspace(connection: Connection, team_id: str) -> None:
    """Delete all that is stored of a workspace, but its installation."""
    _forget(connection, team_id)
    connection.execute(delete(cohorts).where(cohorts.c.team_id == team_id))


def _forget(connection: Connection, *whose: str) -> None:
    # In this order, as a worker comes to them: the reminders, and then the members to whom they refer.
    connection.execute(select(reminders.c.id).where(_of(reminders, *whose)).with_for_update())
    connection.execute(select(members.c.user_id).where(_of(members, *whose)).with_for_update())
    told = [
        *connection.execute(select(reminders.c.id).where(_of(reminders, *whose))).scalars(),
        *connection.execute(select(reminders_done.c.id).where(_of(reminders_done, *whose))).scalars(),
    ]
    for table in (reminders, cohort_members, members):
        connection.execute(delete(table).where(_of(table, *whose)))
    for start in range(0, len(told), AT_ONCE):
        these = reminder_keys.c.id.in_(told[start : start + AT_ONCE])
        connection.execute(delete(reminder_keys).where(these))


def _forget_partner(connection: Connection, owner: Owner) -> None:
    """Of three who practise together two are left; the pair of somebody who has no partner is none."""
    pair = practice_pairs.c
    here = pair.team_id == owner.team_id
    third = update(practice_pairs).where(here, pair.third_id == owner.user_id)
    connection.execute(third.values(third_id=""))
    first = update(practice_pairs).where(here, pair.partner_id == owner.user_id, pair.third_id != "")
    connection.execute(first.values(partner_id=pair.third_id, third_id=""))
    connection.execute(delete(practice_pairs).where(here, pair.partner_id == owner.user_id))


def _of(table: Table, team_id: str, user_id: str = "") -> Any:  # noqa: ANN401 - a SQLAlchemy expression
    here = table.c.team_id == team_id
    return and_(here, table.c.user_id == user_id) if user_id else here
