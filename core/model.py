"""The nouns of Inroad as frozen values. Instants end in ``_at`` and are aware UTC."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose data it is: one Slack user in one workspace. An argument of every use case."""

    team_id: str
    user_id: str


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The local hours in which no reminder is sent, from ``start`` up to but not including ``end``.

    Default 20:00 to 09:00 (our choice). Equal times mean that no hour is quiet.
    """

    start: time = time(20, 0)
    end: time = time(9, 0)

    def covers(self, wall: time) -> bool:
        """Whether this local time of day is quiet."""
        if self.start <= self.end:
            return self.start <= wall < self.end
        return wall >= self.start or wall < self.end


WORKING_DAYS = frozenset({1, 2, 3, 4, 5})
"""Monday to Friday, as ISO counts the days of a week."""


@dataclass(frozen=True, slots=True)
class Nudging:
    """On which weekdays nudges come, how many people one names, and what the cadences are, in days.

    Weekdays as ISO counts them: Monday is 1. Where the numbers come from: ``core.keep_in_touch_rules``.
    """

    weekdays: frozenset[int] = WORKING_DAYS
    a_day: int = 3
    mentor_days: int = 60
    warm_days: int = 120
    light_days: int = 180


@dataclass(frozen=True, slots=True)
class Member:
    """A Slack user who uses Inroad, with the IANA zone that Slack gives for them.

    Before ``paused_until`` (exam weeks, holidays) nudges wait; thank-yous don't. ``deactivated_at``: since
    when their account in Slack is; nothing is sent to them then.
    """

    owner: Owner
    zone: str
    zone_checked_at: datetime
    quiet_hours: QuietHours = QuietHours()
    paused_until: date | None = None
    nudging: Nudging = Nudging()
    deactivated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """What a member types about a professional. ``zone``: the IANA zone they live in, where it is known.

    ``field``: the field of work they are in, such as "science policy".
    """

    name: str
    organisation: str = ""
    role: str = ""
    email: str = ""
    phone: str = ""
    linkedin: str = ""
    zone: str = ""
    field: str = ""

    @property
    def affiliation(self) -> str:
        """Role and organisation in one phrase, whichever of them is known."""
        if self.role and self.organisation:
            return f"{self.role} at {self.organisation}"
        return self.role or self.organisation


@dataclass(frozen=True, slots=True)
class Contact:
    """A professional the member speaks, or wants to speak, with."""

    id: int
    details: ContactDetails

    @property
    def label(self) -> str:
        """Name and affiliation, as shown in lists."""
        return ", ".join(part for part in (self.details.name, self.details.affiliation) if part)


class KeepInTouch(StrEnum):
    """The answer to "May I keep in touch?"."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Debrief:
    """What the member wrote down about a conversation, as typed."""

    takeaway: str = ""
    advice: str = ""
    promise: str = ""
    referrals: str = ""
    notes: str = ""
    keep_in_touch: KeepInTouch = KeepInTouch.NOT_ASKED


class ThankYou(StrEnum):
    """What became of the thank-you note."""

    DUE = "due"
    SENT = "sent"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Interview:
    """One informational conversation that took place.

    With several people at once (``panel``: the same word for all of them, else "") there is one for each,
    with their ``panel_place`` from 0 on. ``said``: what this one of them said, for their note.

    ``reflected_on``: whether the member said how the talk left them (``core.fit``). ``is_archived``: whether
    its contact is.
    """

    id: int
    contact: Contact
    started_at: datetime
    ended_at: datetime
    logged_at: datetime
    debrief: Debrief
    thank_you: ThankYou
    thank_you_closed_at: datetime | None = None
    thank_you_note: str = ""
    panel: str = ""
    panel_place: int = 0
    said: str = ""
    reflected_on: bool = False
    is_archived: bool = False


class ReminderKind(StrEnum):
    """What a reminder is about."""

    THANK_YOU = "thank_you"
    CONFIRM = "confirm"
    BRIEF = "brief"
    OUTCOME = "outcome"
    NO_REPLY = "no_reply"
    KEEP_IN_TOUCH = "keep_in_touch"
    ACT_ON_REFERRAL = "act_on_referral"
    TELL_REFERRER = "tell_referrer"
    INTRODUCTION = "introduction"
    DIGEST = "digest"
    PRACTICE = "practice"

    @property
    def lane(self) -> int:
        """What is taken first when more is due than can be sent: what has a deadline is in lane 0."""
        return 1 if self in _WITHOUT_DEADLINE else 0

    @property
    def subject(self) -> str:
        """Whose number a reminder's ``subject_id`` is."""
        return _SUBJECTS[self]


_WITHOUT_DEADLINE = {
    ReminderKind.KEEP_IN_TOUCH,
    ReminderKind.NO_REPLY,
    ReminderKind.ACT_ON_REFERRAL,
    ReminderKind.TELL_REFERRER,
    ReminderKind.INTRODUCTION,
    ReminderKind.DIGEST,
    ReminderKind.PRACTICE,
}

_SUBJECTS = {
    ReminderKind.THANK_YOU: "interview",
    ReminderKind.CONFIRM: "scheduled",
    ReminderKind.BRIEF: "scheduled",
    ReminderKind.OUTCOME: "scheduled",
    ReminderKind.NO_REPLY: "outreach",
    ReminderKind.KEEP_IN_TOUCH: "member",
    ReminderKind.ACT_ON_REFERRAL: "contact",
    ReminderKind.TELL_REFERRER: "contact",
    ReminderKind.INTRODUCTION: "introduction",
    ReminderKind.DIGEST: "cohort",
    ReminderKind.PRACTICE: "pair",
}


class ReminderState(StrEnum):
    """Where a reminder stands on its way; the last three are final and live in the history."""

    PENDING = "pending"
    SENDING = "sending"
    UNKNOWN = "unknown"
    SENT = "sent"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PlannedReminder:
    """A reminder before it is stored. ``occurrence`` tells the reminders about one subject apart.

    ``subject_id`` is that of ``kind.subject``; 0 where it is about all of the member's people, or about the
    workspace's cohort, whoever of it the reminder is given to.
    """

    kind: ReminderKind
    subject_id: int
    occurrence: int
    due_at: datetime

    def dedupe_key(self, owner: Owner) -> str:
        """Unique over all reminders, waiting and finished: nothing is ever planned twice."""
        whose = owner.team_id if self.kind is ReminderKind.DIGEST else f"{owner.team_id}:{owner.user_id}"
        about = self.subject_id or whose
        return f"{self.kind}:{self.kind.subject}:{about}:{self.occurrence}"


@dataclass(frozen=True, slots=True)
class Reminder:
    """A stored intention to tell a member something at ``due_at``.

    ``sending_at`` is when it may first have been posted, and ``lease_until`` until when it is a worker's.
    """

    id: int
    owner: Owner
    kind: ReminderKind
    subject_id: int
    occurrence: int
    due_at: datetime
    state: ReminderState
    sending_at: datetime | None = None
    lease_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class PostedMessage:
    """Where in Slack a reminder was posted."""

    channel: str
    ts: str


NOWHERE = PostedMessage("", "")


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of a reminder: sent (and where), cancelled or failed (and why)."""

    reminder_id: int
    state: ReminderState
    reason: str = ""
    posted: PostedMessage = NOWHERE


@dataclass(frozen=True, slots=True)
class Section:
    """One of the reminders that a posted message tells. ``told_at``: from when on it may stand there."""

    subject_id: int
    occurrence: int
    told_at: datetime


@dataclass(frozen=True, slots=True)
class ReminderReport:
    """How a reminder stands, waiting or finished. ``about``: whose note; ``reason``: Slack's own word."""

    id: int
    owner: Owner
    kind: ReminderKind
    about: str
    due_at: datetime
    state: ReminderState
    reason: str = ""
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Backlog:
    """What is due and not sent yet: how many, since when, and how many of them are in doubt."""

    due: int
    oldest_due_at: datetime | None
    unknown: int
