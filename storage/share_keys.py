"""The keys of shared people, kept true to what is known of them: they follow every change of a contact."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from core.match_keys import MatchKeys
from core.model import ContactDetails, Owner
from core.shares import NOTHING, Shares, of_both, read_shares, shared_keys, written_shares
from storage.tables import cohort_members, contact_shares, contacts

_SHARE = contact_shares.c
_DESCRIBED = (
    contacts.c.name,
    contacts.c.organisation,
    contacts.c.email,
    contacts.c.linkedin,
    contacts.c.field,
)
_FOLLOWED = select(_SHARE.contact_id, _SHARE.fields, contacts.c.archived_at, *_DESCRIBED).join_from(
    contact_shares, contacts, contacts.c.id == _SHARE.contact_id
)


def share_values(details: ContactDetails, shares: Shares) -> dict[str, str]:
    """The columns of what is shared of a person."""
    return {"fields": written_shares(shares), **_columns(shared_keys(details, shares))}


def follow(connection: Connection, contact_id: int) -> None:
    """A contact was described anew, put away or brought back: nobody is found who is put away."""
    row = connection.execute(_FOLLOWED.where(_SHARE.contact_id == contact_id)).one_or_none()
    if row is None:
        return
    details = ContactDetails(
        row.name, row.organisation, email=row.email, linkedin=row.linkedin, field=row.field
    )
    keys = MatchKeys() if row.archived_at else shared_keys(details, read_shares(row.fields))
    changed = update(contact_shares).where(_SHARE.contact_id == contact_id)
    connection.execute(changed.values(**_columns(keys)))


def begin(
    connection: Connection, owner: Owner, contact_id: int, details: ContactDetails, now: datetime
) -> None:
    """Somebody new is shared with what the member starts new people with."""
    this = cohort_members.c.team_id == owner.team_id, cohort_members.c.user_id == owner.user_id
    # Whoever leaves the cohort meanwhile waits: a share needs them in it.
    chosen = select(cohort_members.c.start_with).where(*this).with_for_update(read=True, key_share=True)
    shares = read_shares(connection.execute(chosen).scalar_one_or_none() or "")
    if shares:
        row = {"contact_id": contact_id, "team_id": owner.team_id, "user_id": owner.user_id, "shared_at": now}
        connection.execute(insert(contact_shares).values({**row, **share_values(details, shares)}))


def join(connection: Connection, contact_id: int, other_id: int) -> None:
    """Two contacts become one: what is shared of both stays shared, and nothing else."""
    both = select(_SHARE.contact_id, _SHARE.fields).where(_SHARE.contact_id.in_([contact_id, other_id]))
    chosen = {row.contact_id: read_shares(row.fields) for row in connection.execute(both)}
    if contact_id not in chosen:
        # The first shares nothing, chosen or not: nor do both.
        return
    shares = of_both(chosen[contact_id], chosen.get(other_id, NOTHING))
    this = update(contact_shares).where(_SHARE.contact_id == contact_id)
    connection.execute(this.values(fields=written_shares(shares)))
    connection.execute(delete(contact_shares).where(_SHARE.contact_id == other_id))
    follow(connection, contact_id)


def _columns(keys: MatchKeys) -> dict[str, Any]:
    return {
        "organisation_key": keys.organisation,
        "field_key": keys.field,
        "name_key": keys.name,
        "email_key": keys.email,
        "linkedin_key": keys.linkedin,
    }
