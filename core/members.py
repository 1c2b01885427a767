"""Use cases about members: who they are and where their clock stands."""

from datetime import date, datetime, timedelta

from core import keep_in_touch, meeting_reminders, no_reply, referrals, thank_you
from core.errors import InvalidFields
from core.keep_in_touch_rules import check_nudging
from core.local_time import in_zone
from core.model import Member, Nudging, Owner, QuietHours
from core.ports import UnitOfWork, Uow

ZONE_STAYS_FRESH = timedelta(days=1)
"""After this a member's zone is read from Slack again when they next do something."""

LONGEST_PAUSE = timedelta(days=365)


def greet(uow: Uow, owner: Owner, now: datetime) -> Member | None:
    """The member who just did something, or None for one whose zone is not known yet."""
    with uow() as work:
        member = work.members.seen(owner, now)
        work.commit()
    return member


def find(uow: Uow, owner: Owner) -> Member | None:
    """The member, or None for one who never used Inroad."""
    with uow() as work:
        return work.members.get(owner)


def settle_in(uow: Uow, owner: Owner, zone: str, now: datetime) -> Member:
    """Remember the zone that Slack gives for a member, new or known; reminders move with them."""
    with uow() as work:
        known = work.members.get(owner)
        member = work.members.set_zone(owner, zone, now)
        if known and known.zone != zone:
            _replan(work, member, now)
        work.commit()
    return member


def follow_zone(uow: Uow, owner: Owner, zone: str, now: datetime) -> None:
    """The same for a member who is known; whoever was forgotten meanwhile does not begin to exist by it."""
    with uow() as work:
        work.members.hold(owner)
        known = work.members.get(owner)
        if known is None:
            return
        member = work.members.set_zone(owner, zone, now)
        if known.zone != zone:
            _replan(work, member, now)
        work.commit()


def change_settings(
    uow: Uow,
    member: Member,
    quiet_hours: QuietHours,
    paused_until: date | None,
    now: datetime,
    nudging: Nudging | None = None,
) -> Member:
    """Set the hours without reminders, the day until which nudges wait, and (None: as they are) their days.

    What is planned moves with them, and so does whoever is kept in touch with at a cadence of the member's.
    Thank-yous come in a pause all the same: a note is due within 24 hours whatever the week. A day that is
    past means no pause. Raises InvalidFields.
    """
    check_nudging(nudging or member.nudging)
    today = in_zone(now, member.zone).date()
    if paused_until and paused_until > today + LONGEST_PAUSE:
        raise InvalidFields({"paused_until": "A pause can last a year at most. Choose an earlier day."})
    until = paused_until if paused_until and paused_until > today else None
    with uow() as work:
        work.members.hold(member.owner)
        before = (work.members.get(member.owner) or member).nudging
        changed = work.members.set_preferences(member.owner, quiet_hours, until, nudging or before)
        keep_in_touch.follow_cadences(work, changed, before, now)
        _replan(work, changed, now)
        work.commit()
    return changed


def reset_settings(uow: Uow, member: Member, now: datetime) -> Member:
    """Set all of them as they were in the beginning."""
    return change_settings(uow, member, QuietHours(), None, now, Nudging())


def _replan(work: UnitOfWork, member: Member, now: datetime) -> None:
    thank_you.replan(work, member, now)
    no_reply.replan(work, member, now)
    referrals.replan(work, member, now)
    keep_in_touch.replan(work, member, now)
    meeting_reminders.replan(work, member, now)


def zone_is_stale(member: Member, now: datetime) -> bool:
    """Whether Slack should be asked for the zone again."""
    return now - member.zone_checked_at > ZONE_STAYS_FRESH
