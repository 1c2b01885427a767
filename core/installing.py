"""Use cases about the workspaces in which Inroad is installed, where it runs for many of them.

Tokens come and go sealed (encrypted): what is stored cannot be used without the keys.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from core.installation import Installation, NewTokens
from core.ports import UnitOfWork, Uow

GRACE = timedelta(days=30)
"""A workspace's data is kept for so long after Inroad was taken out: it may come back (our choice)."""

REFRESH_LEASE = timedelta(minutes=1)
"""For so long one process alone may exchange a token: longer than any call to Slack takes (our choice)."""

_HELD_FOR = GRACE + timedelta(days=2)


def install(uow: Uow, installation: Installation) -> None:
    """Put it in the place of whatever was there: one row for each workspace. What was held comes again."""
    with uow() as work:
        work.installations.put(installation)
        if installation.is_org_wide:
            for team_id in work.installations.uninstalled_in(installation.enterprise_id):
                _adopt(work, team_id, installation.enterprise_id)
        else:
            work.reminders.let_go(installation.team_id)
        work.commit()


def find(uow: Uow, workspace_id: str) -> Installation | None:
    """The one that serves this workspace or organisation: its own, or its organisation's."""
    with uow() as work:
        return work.installations.serving(workspace_id)


def adopt(uow: Uow, team_id: str, enterprise_id: str) -> Installation | None:
    """The organisation's one, for a workspace of it that is heard of for the first time."""
    with uow() as work:
        found = work.installations.serving(team_id) or work.installations.serving(enterprise_id)
        if found and found.is_org_wide:
            _adopt(work, team_id, enterprise_id)
            work.commit()
    return found


def _adopt(work: UnitOfWork, team_id: str, enterprise_id: str) -> None:
    work.installations.drop(team_id)
    work.installations.serve(team_id, enterprise_id)
    work.reminders.let_go(team_id)


def uninstall(
    uow: Uow,
    team_id: str,
    enterprise_id: str,
    now: datetime,
    *,
    org_wide: bool,
    happened_at: datetime | None = None,
) -> bool:
    """Inroad was taken out: its tokens go at once, its reminders wait, its data stays for ``GRACE``.

    False where that is known already, where it never was, and where it is back since: Slack's word of it
    (``happened_at``, to the second) may come late.
    """
    with uow() as work:
        workspace_id = enterprise_id if org_wide else team_id
        found = work.installations.serving(workspace_id)
        if found is None or found.id != workspace_id:
            return False
        if happened_at and happened_at < found.installed_at.replace(microsecond=0):
            return False
        gone = work.installations.served_by(enterprise_id) if found.is_org_wide else [team_id]
        for each in gone:
            _leave(work, replace(found, team_id=each), now)
        if found.is_org_wide:
            work.installations.drop(found.id)
        work.commit()
    return True


def revoke_access(uow: Uow, team_ids: Sequence[str], enterprise_id: str, now: datetime) -> None:
    """An organisation goes on without these of its workspaces: as if Inroad were taken out of each."""
    with uow() as work:
        found = work.installations.serving(enterprise_id)
        served = set(work.installations.served_by(enterprise_id)) if found else set()
        for team_id in team_ids:
            if found and team_id in served:
                _leave(work, replace(found, team_id=team_id), now)
        work.commit()


def _leave(work: UnitOfWork, installation: Installation, now: datetime) -> None:
    """What stays is a row without tokens, which says since when."""
    team_id = installation.team_id
    work.installations.put(
        replace(installation, token="", refresh_token="", expires_at=None, uninstalled_at=now)
    )
    work.installations.serve_no_more(team_id)
    work.reminders.put_aside(team_id, now + _HELD_FOR)


def everywhere(uow: Uow) -> list[Installation]:
    """All of them, those that Inroad was taken out of included, by name."""
    with uow() as work:
        return work.installations.all()


def begin_refresh(uow: Uow, workspace_id: str, by: str, now: datetime) -> Installation | None:
    """Become the one that exchanges this token, for ``REFRESH_LEASE``. None: another is, or nobody need be.

    A refresh token works once: two that use it at a time would lose the workspace.
    """
    with uow() as work:
        mine = work.installations.begin_refresh(workspace_id, by, now, now + REFRESH_LEASE)
        found = work.installations.serving(workspace_id) if mine else None
        work.commit()
    return found if found and found.token and not found.is_fresh(now) else None


def end_refresh(uow: Uow, workspace_id: str, by: str, tokens: NewTokens) -> bool:
    """Store what the exchange gave. False where Inroad was taken out or installed anew meanwhile."""
    with uow() as work:
        stored = work.installations.end_refresh(workspace_id, by, tokens)
        work.commit()
    return stored


def reseal(uow: Uow, again: Callable[[str], str]) -> int:
    """Seal every token with the first key; how many installations that were. A running process may go on."""
    with uow() as work:
        count = 0
        for each in work.installations.all():
            if each.token:
                tokens = again(each.token), each.refresh_token and again(each.refresh_token)
                count += work.installations.reseal(each, *tokens)
        work.commit()
    return count


def put_aside(uow: Uow, team_id: str, now: datetime) -> None:
    """Let a workspace's reminders wait if Inroad was taken out: some may have been on their way then."""
    with uow() as work:
        if work.installations.lock_uninstalled(team_id, now):
            work.reminders.put_aside(team_id, now + _HELD_FOR)
            work.commit()


def past_grace(uow: Uow, now: datetime) -> list[str]:
    """The workspaces whose data is to be deleted: Inroad was taken out ``GRACE`` ago, and is not back."""
    with uow() as work:
        return work.installations.uninstalled_before(now - GRACE)


def forget_workspace(uow: Uow, team_id: str, now: datetime) -> bool:
    """Delete everything of a workspace whose grace is over. False where Inroad is back in it."""
    with uow() as work:
        over = work.installations.lock_uninstalled(team_id, now - GRACE)
        if over:
            work.installations.forget_everything(team_id)
            work.commit()
    return over
