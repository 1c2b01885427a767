"""Who else of the cohort is in touch with a person, in one statement that finds them by its keys."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Text, and_, bindparam, case, func, select, union

from core.match_keys import MatchKeys
from core.model import Owner
from core.shares import Share
from storage.columns import UtcDateTime
from storage.tables import cohort_members, contact_shares, contacts

_SHARE, _MATE = contact_shares.c, cohort_members.c
_TEAM, _ASKER = bindparam("team", type_=Text), bindparam("asker", type_=Text)
# One part for each key, or a database may read a whole team's shares. A key that is not known is NULL, and
# equal to none: as "" it would find everybody of whom it is not known either.
_SHARED = union(
    *(
        select(_SHARE.contact_id, _SHARE.user_id).where(
            _SHARE.team_id == _TEAM,
            column == bindparam(name, type_=Text),
            _SHARE.user_id != _ASKER,
            _SHARE.fields.contains(Share.GUARD.value),
        )
        for name, column in (
            ("email", _SHARE.email_key),
            ("linkedin", _SHARE.linkedin_key),
            ("name", _SHARE.name_key),
        )
    )
).subquery("shared")


def _mates_since(name: str) -> ColumnElement[int]:
    since = bindparam(name, type_=UtcDateTime)
    return func.count(case((contacts.c.touched_at >= since, _SHARED.c.user_id)).distinct())


IN_TOUCH = (
    select(_mates_since("since"), _mates_since("term"))
    .select_from(_SHARED)
    .join(contacts, contacts.c.id == _SHARED.c.contact_id)
    .join(cohort_members, and_(_MATE.team_id == _TEAM, _MATE.user_id == _SHARED.c.user_id))
)


class SqlGuards:
    """See core.ports.guards.Guards."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def mates_in_touch(
        self, asker: Owner, keys: MatchKeys, since: datetime, term_since: datetime
    ) -> tuple[int, int]:
        given = given_to(asker, keys, since, term_since)
        lately, this_term = self._connection.execute(IN_TOUCH, given).one()
        return lately, this_term


def given_to(asker: Owner, keys: MatchKeys, since: datetime, term_since: datetime) -> dict[str, object]:
    """The values that the statement takes."""
    return {
        "team": asker.team_id,
        "asker": asker.user_id,
        "email": keys.email or None,
        "linkedin": keys.linkedin or None,
        "name": keys.name or None,
        "since": since,
        "term": term_since,
    }
