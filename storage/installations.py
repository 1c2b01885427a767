"""Installations in SQL, one row for each workspace."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime

from sqlalchemy import Connection, Update, delete, insert, or_, select, update

from core.installation import Installation, NewTokens
from storage.columns import AnyRow
from storage.dialects import insert_or_ignore
from storage.forgetting import forget_workspace
from storage.tables import installations, org_workspaces

_OF = installations.c
_COLUMNS = [_OF[field.name] for field in fields(Installation)]
_IDLE = {"refreshed_by": "", "refreshing_until": None}


class SqlInstallations:
    """See core.ports.installing.Installations."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, installation: Installation) -> None:
        values = {field.name: getattr(installation, field.name) for field in fields(installation)}
        new = insert_or_ignore(self._connection, installations).values(
            workspace_id=installation.id, **values, **_IDLE
        )
        if self._connection.execute(new.returning(_OF.workspace_id)).one_or_none() is None:
            self._connection.execute(self._update(installation.id).values(**values, **_IDLE))

    def serving(self, workspace_id: str) -> Installation | None:
        of_org = select(org_workspaces.c.enterprise_id).where(org_workspaces.c.team_id == workspace_id)
        usable = select(*_COLUMNS).where(
            _OF.token != "", or_(_OF.workspace_id == workspace_id, _OF.workspace_id.in_(of_org))
        )
        found = self._connection.execute(usable).all()
        own = [row for row in found if row.team_id == workspace_id]
        return _installation((own or found)[0]) if found else None

    def all(self) -> list[Installation]:
        everything = select(*_COLUMNS).order_by(_OF.name, _OF.workspace_id)
        return [_installation(row) for row in self._connection.execute(everything)]

    def drop(self, workspace_id: str) -> None:
        self._connection.execute(delete(installations).where(_OF.workspace_id == workspace_id))

    def serve(self, team_id: str, enterprise_id: str) -> None:
        self.serve_no_more(team_id)
        self._connection.execute(insert(org_workspaces).values(team_id=team_id, enterprise_id=enterprise_id))

    def serve_no_more(self, team_id: str) -> None:
        self._connection.execute(delete(org_workspaces).where(org_workspaces.c.team_id == team_id))

    def served_by(self, enterprise_id: str) -> Sequence[str]:
        served = select(org_workspaces.c.team_id).where(org_workspaces.c.enterprise_id == enterprise_id)
        return self._connection.execute(served.order_by(org_workspaces.c.team_id)).scalars().all()

    def uninstalled_in(self, enterprise_id: str) -> Sequence[str]:
        out = select(_OF.team_id).where(_OF.enterprise_id == enterprise_id, _OF.uninstalled_at.is_not(None))
        return self._connection.execute(out).scalars().all()

    def uninstalled_before(self, instant: datetime) -> list[str]:
        out = select(_OF.team_id).where(_OF.uninstalled_at <= instant).order_by(_OF.uninstalled_at)
        return list(self._connection.execute(out).scalars())

    def lock_uninstalled(self, team_id: str, before: datetime) -> bool:
        out = select(_OF.team_id).where(_OF.workspace_id == team_id, _OF.uninstalled_at <= before)
        return self._connection.execute(out.with_for_update()).one_or_none() is not None

    def begin_refresh(self, workspace_id: str, by: str, now: datetime, until: datetime) -> bool:
        free = or_(_OF.refreshing_until.is_(None), _OF.refreshing_until <= now)
        mine = self._update(workspace_id).where(free, _OF.refresh_token != "")
        return self._connection.execute(mine.values(refreshed_by=by, refreshing_until=until)).rowcount == 1

    def end_refresh(self, workspace_id: str, by: str, tokens: NewTokens) -> bool:
        values = {field.name: getattr(tokens, field.name) for field in fields(tokens)}
        mine = self._update(workspace_id).where(_OF.refreshed_by == by)
        return self._connection.execute(mine.values(**values, **_IDLE)).rowcount == 1

    def reseal(self, installation: Installation, token: str, refresh_token: str) -> bool:
        same = self._update(installation.id).where(
            _OF.token == installation.token, _OF.refresh_token == installation.refresh_token
        )
        return self._connection.execute(same.values(token=token, refresh_token=refresh_token)).rowcount == 1

    def forget_everything(self, team_id: str) -> None:
        forget_workspace(self._connection, team_id)
        self.serve_no_more(team_id)
        self.drop(team_id)

    def _update(self, workspace_id: str) -> Update:
        return update(installations).where(_OF.workspace_id == workspace_id)


def _installation(row: AnyRow) -> Installation:
    return Installation(**row._mapping)  # noqa: SLF001 - SQLAlchemy's documented name
