"""The form in which a conversation is scheduled or moved, its check before saving, and what happens next.

As with the log it saves only what was shown: a first submission comes back with the understood time on top,
in both zones where they differ, and a second one saves.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from core import meeting_rules as rules
from core.local_time import in_zone
from core.meeting_rules import MeetingPrompt
from core.model import Contact, Member
from core.scheduled import Medium, ScheduledInterview
from core.when import Span
from core.when_days import Towards
from core.wording import calendar_day, clock, length, soon, zone_name
from views import inputs, kit
from views.ids import Do, Form
from views.meeting import prepare_button
from views.meeting_words import MEDIA, how_and_where, in_full, starts
from views.person_field import person_field
from views.person_words import BROUGHT_BACK

WHEN_LIMIT = 120
PLACE_LIMIT = rules.PLACE_LIMIT
LENGTHS = (15, 20, 30, 45, 60)
"""Minutes offered, around the 20 to 30 that students ask for (Berkeley, Pomona)."""

SECOND = "second"
ASKED_ABOUT = 5
"""How many agreed conversations with one person may be the one that moves, the soonest (our choice)."""

KEPT_FREE = str(int(rules.KEPT_FREE.total_seconds()) // 60)


@dataclass(frozen=True, slots=True)
class ScheduleEntry:
    """The form's fields as typed. ``known`` or ``typed``: whom the person field names.

    ``similar``: who may be meant by what was typed. ``agreed``: what is agreed with them already, and
    ``which`` of it this is: the number of one that moves, or ``SECOND``.
    """

    known: Contact | None = None
    typed: str = ""
    similar: tuple[Contact, ...] = ()
    when: str = ""
    length: str = KEPT_FREE
    medium: str = Medium.VIDEO
    place: str = ""
    zone: str = ""
    agreed: tuple[ScheduledInterview, ...] = ()
    which: str = ""

    @property
    def moves(self) -> int:
        """The number of the agreed conversation that moves; 0 for none."""
        return int(self.which) if self.which.isdigit() else 0


@dataclass(frozen=True, slots=True)
class Shown:
    """What the member has been shown for which words, and which conversation moves (0: a new one).

    ``agreed``: what they were asked about, of which this may be the same. Carried in the form's private
    metadata.
    """

    scheduled: int = 0
    when: str = ""
    length: str = ""
    zone: str = ""
    starts_at: str = ""
    ends_at: str = ""
    agreed: tuple[int, ...] = ()
    version: int = 1

    @classmethod
    def of(cls, entry: ScheduleEntry, scheduled: int, span: Span | None) -> "Shown":
        """What is being shown now."""
        agreed = tuple(each.id for each in entry.agreed)
        if span is None:
            return cls(scheduled, agreed=agreed)
        return cls(
            scheduled,
            entry.when,
            entry.length,
            entry.zone,
            span.started_at.isoformat(),
            span.ended_at.isoformat(),
            agreed,
        )

    @classmethod
    def load(cls, private_metadata: str) -> "Shown":
        """What had been shown when the form was submitted."""
        return cls(**json.loads(private_metadata)) if private_metadata else cls()

    def dump(self) -> str:
        return json.dumps(asdict(self))

    def has_asked(self, agreed: Sequence[ScheduledInterview]) -> bool:
        """Whether the member was asked about all of it."""
        return {each.id for each in agreed} <= set(self.agreed)

    def span_of(self, entry: ScheduleEntry) -> Span | None:
        """The time that was shown for these very words."""
        if not self.starts_at or (self.when, self.length, self.zone) != (
            entry.when,
            entry.length,
            entry.zone,
        ):
            return None
        return Span(datetime.fromisoformat(self.starts_at), datetime.fromisoformat(self.ends_at))


def form(
    entry: ScheduleEntry,
    member: Member,
    now: datetime,
    *,
    scheduled: int = 0,
    span: Span | None = None,
    problem: str = "",
) -> kit.View:
    """The form. ``span``: how its time reads, to be saved by the next click; ``problem``: why it does not."""
    top = [kit.paragraph(problem)] if problem else []
    if span:
        top = [_understood(span, entry, member, now)]
    return kit.modal(
        "Move the conversation" if scheduled else "Schedule",
        [*top, *_fields(entry, member, now, moves=bool(scheduled))],
        callback_id=Form.MEETING,
        submit="Save" if span else "Next",
        close="Cancel",
        private_metadata=Shown.of(entry, scheduled, span).dump(),
    )


def _understood(span: Span, entry: ScheduleEntry, member: Member, now: datetime) -> kit.Block:
    days = (in_zone(span.started_at, member.zone).date() - in_zone(now, member.zone).date()).days
    return kit.section(
        f"*Saves as:* {in_full(span.started_at, span.ended_at, member, entry.zone)}, {_days_ahead(days)}."
    )


def _days_ahead(days: int) -> str:
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


def _fields(entry: ScheduleEntry, member: Member, now: datetime, *, moves: bool) -> list[kit.Block]:
    # Another block, so that Slack fills it with how and where the two have agreed to talk.
    of = f".{entry.agreed[0].id}" if entry.agreed else ""
    return [
        _person(entry, moves=moves),
        *_which(entry, member),
        inputs.field(
            "when",
            "When?",
            inputs.text_input(entry.when, WHEN_LIMIT),
            hint=f"In your own words, {zone_name(member.zone)} time: {Towards.FUTURE.examples}.",
        ),
        inputs.field(
            "length", "How long?", inputs.choice_input(_lengths(entry.length), entry.length), optional=True
        ),
        inputs.field(
            f"medium{of}",
            "How do you talk?",
            inputs.radio([kit.option(label, medium) for medium, label in MEDIA.items()], entry.medium),
        ),
        inputs.field(
            f"place{of}", "Link, number or place", inputs.text_input(entry.place, PLACE_LIMIT), optional=True
        ),
        inputs.field(
            "zone",
            "Their time zone, if it is not yours",
            inputs.suggesting_input("Type a city", Do.ZONE_CHOOSE, zone_option(entry.zone, now)),
            hint="Then I tell you the time on both clocks.",
            optional=True,
        ),
    ]


def _which(entry: ScheduleEntry, member: Member) -> list[kit.Block]:
    """Whether one that is agreed already moves, or this is another one: that it moves is likelier."""
    if not entry.agreed or not entry.known:
        return []
    name, offered = kit.bold(entry.known.label), entry.agreed[:ASKED_ABOUT]
    one, *more = [starts(each, member) for each in offered]
    if more:
        said = f"You have conversations with {name} already: {'; '.join([one, *more])}."
        moving = [
            kit.option(f"Move the one on {at}", str(each.id))
            for each, at in zip(offered, [one, *more], strict=True)
        ]
    else:
        said = f"You have a conversation with {name} on {one}."
        moving = [kit.option("Move that one", str(offered[0].id))]
    options = [*moving, kit.option("This is another one" if more else "This is a second one", SECOND)]
    chosen = entry.which if entry.which in {each["value"] for each in options} else options[0]["value"]
    choice = inputs.radio(options, chosen)
    return [kit.section(said), inputs.field(which_block(entry.known), "Which one is this?", choice)]


def which_block(known: Contact) -> str:
    """Where it is chosen which conversation this is: with another person it is another one."""
    return f"which.{known.id}"


def _person(entry: ScheduleEntry, *, moves: bool) -> kit.Block:
    if moves and entry.known:
        return kit.section(f"With {kit.bold(entry.known.label)}")
    return person_field(
        "Whom are you going to talk with?", known=entry.known, typed=entry.typed, similar=entry.similar
    )


def _lengths(chosen: str) -> list[kit.Json]:
    """Those offered, and the one that was read out of the words."""
    minutes = sorted({*LENGTHS, *([int(chosen)] if chosen.isdigit() else [])})
    return [kit.option(length(timedelta(minutes=each)), str(each)) for each in minutes]


def zone_option(zone: str, now: datetime) -> kit.Json | None:
    """A zone by its city and what its clocks show now."""
    return kit.option(f"{zone_name(zone)} time, now {clock(in_zone(now, zone))}", zone) if zone else None


def saved(
    scheduled: ScheduledInterview, member: Member, now: datetime, *, brought_back: bool = False
) -> kit.View:
    """What was saved, and what happens next. ``brought_back``: the other had been archived."""
    zone = scheduled.contact.details.zone
    return kit.modal(
        "Scheduled",
        [
            kit.section(kit.bold(scheduled.contact.label)),
            kit.paragraph(in_full(scheduled.starts_at, scheduled.ends_at, member, zone)),
            kit.facts(how_and_where(scheduled)),
            kit.divider(),
            kit.section(what_happens_next(scheduled, member, now)),
            *([kit.section(BROUGHT_BACK)] if brought_back else []),
            kit.actions([prepare_button(scheduled)]),
        ],
        close="Done",
    )


def what_happens_next(scheduled: ScheduledInterview, member: Member, now: datetime) -> str:
    """On the calendar file and the reminders."""
    wanted = rules.prompts(
        scheduled.starts_at, scheduled.ends_at, scheduled.scheduled_at, member.zone, member.quiet_hours
    )
    said = [
        f"{words} {soon(wanted[prompt], now, member.zone)}"
        for prompt, words in _COMING.items()
        if prompt in wanted
    ]
    return (
        "The calendar file is on its way to our direct messages. "
        f"I will write to you there: {'; '.join(said)}."
    )


_COMING = {
    MeetingPrompt.CONFIRM: "to confirm,",
    MeetingPrompt.BRIEF: "with the brief,",
    MeetingPrompt.OUTCOME: "and to ask how it went,",
}


def day_words(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """A time as this form and the log read it back: ``3 Dec 2026 15:00-15:30``."""
    start, end = in_zone(starts_at, zone), in_zone(ends_at, zone)
    return f"{calendar_day(start.date())} {start:%H:%M}-{end:%H:%M}"
