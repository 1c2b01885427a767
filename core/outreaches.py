"""Asks that are stored, whose name may be used in them, and what is known when nobody answers."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.model import NOWHERE, Contact, PostedMessage
from core.no_reply_rules import Absence
from core.outreach import Draft


class OutreachState(StrEnum):
    """Where an ask stands. What awaits no reply, such as a kind close, is closed once it was sent."""

    DRAFTED = "drafted"
    SENT = "sent"
    ANSWERED = "answered"
    CLOSED = "closed"


class Permission(StrEnum):
    """What a referrer said to "May I use your name?"."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Referral:
    """A contact whom another contact, the referrer, named."""

    contact: Contact
    referrer: Contact
    permission: Permission


@dataclass(frozen=True, slots=True)
class Outreach:
    """A note to a person from its draft on. ``posted``: where its text stands in the member's DM.

    ``about_id``: the contact of whom a note to a referrer tells.

    A follow-up to an ask that is open has no ``sent_at`` but, as the ask itself, ``followed_up_at``: so one
    clock runs for one person.
    """

    id: int
    contact: Contact
    draft: Draft
    state: OutreachState
    drafted_at: datetime
    sent_at: datetime | None = None
    followed_up_at: datetime | None = None
    closed_at: datetime | None = None
    absence: Absence | None = None
    posted: PostedMessage = NOWHERE
    about_id: int | None = None


@dataclass(frozen=True, slots=True)
class Unanswered:
    """An ask of which a reminder is due, as things stand now.

    ``others``: people of the same organisation whom the member has not asked. ``agreed``: a conversation was
    agreed or held since. ``tried``: somebody else there has been asked since, or agreed to talk.
    ``follow_up_waits``: this is the close, and the one follow-up has not been offered yet.
    """

    outreach: Outreach
    others: tuple[Contact, ...] = ()
    agreed: bool = False
    archived: bool = False
    tried: bool = False
    follow_up_waits: bool = False
