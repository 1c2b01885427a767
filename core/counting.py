"""Use cases about what a member's asks and talks add up to, and what they say of a talk and of its field."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from core.fit import Curiosity, Energy, Reflection, fits, tidied_field
from core.local_time import in_zone
from core.model import Member, Owner
from core.ports import Uow
from core.stats import EVER, Stats, Stretch, by_field, by_situation, term_began_on, total

OFFERED = 20
"""How many fields a menu offers at most (our choice)."""


def stats(uow: Uow, member: Member, stretch: Stretch, now: datetime) -> Stats:
    """The member's counts in this term of theirs, or since they began."""
    began_on = term_began_on(in_zone(now, member.zone).date())
    began_at = datetime(began_on.year, began_on.month, began_on.day, tzinfo=ZoneInfo(member.zone))
    since = began_at.astimezone(UTC) if stretch is Stretch.TERM else EVER
    with uow() as work:
        tallied = work.stats.tallied(member.owner, since)
        said = work.stats.reflections(member.owner, since)
        ever = bool(tallied or work.stats.tallied(member.owner, EVER))
    return Stats(
        stretch=stretch,
        began_on=began_on,
        total=total(tallied),
        by_field=by_field(tallied),
        by_situation=by_situation(tallied),
        fits=fits(said),
        ever=ever,
    )


def reflect(
    uow: Uow,
    owner: Owner,
    interview_id: int,
    *,
    energy: Energy | None = None,
    curiosity: Curiosity | None = None,
) -> Reflection:
    """Keep how a talk was; what is not given stays. All who were there share one talk. Raises NotYours."""
    with uow() as work:
        reflection = work.stats.reflect(owner, interview_id, Reflection(energy, curiosity))
        work.commit()
    return reflection


def set_field(uow: Uow, owner: Owner, contact_id: int, typed: str) -> str:
    """Keep a person's field of work, spelt as the member spelt it before; gives it back. Raises NotYours."""
    with uow() as work:
        field = tidied_field(typed, work.stats.fields(owner))
        work.stats.set_field(owner, contact_id, field)
        work.commit()
    return field


def fields(uow: Uow, owner: Owner, typed: str) -> list[str]:
    """The member's own fields in which the words are found, the most used first."""
    words = typed.casefold().split()
    with uow() as work:
        known = work.stats.fields(owner)
    return [field for field in known if all(word in field.casefold() for word in words)][:OFFERED]
