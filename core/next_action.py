"""The one thing to do next about a person, and on which day.

The order is that of what cannot wait: a thank-you is owed within 24 hours (defaults, section 4), so it comes
before everything. A conversation that is agreed has its hour, and as long as there is one nobody waits for a
reply. An unanswered ask has its steps within days (3B7). Whoever named somebody should hear of it soon, and
who was named should be asked soon; only who is owed none of these waits for their turn in keeping in touch,
which takes months. The order itself is our choice.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core import no_reply_rules, thank_you_rules
from core.local_time import in_zone
from core.model import Member
from core.no_reply_rules import Absence, NoReplyStep


class Act(StrEnum):
    """What there is to do."""

    THANK = "thank"
    TALK = "talk"
    TELL_OUTCOME = "tell_outcome"
    ASK_SECOND_PERSON = "ask_second_person"
    FOLLOW_UP = "follow_up"
    CLOSE = "close"
    TELL_REFERRER = "tell_referrer"
    ASK = "ask"
    KEEP_IN_TOUCH = "keep_in_touch"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Asked:
    """An ask that nobody has answered."""

    sent_at: datetime
    followed_up_at: datetime | None = None
    absence: Absence | None = None


@dataclass(frozen=True, slots=True)
class Plans:
    """What is stored about one person that something follows from.

    ``talked_at``: when the conversation ended whose note is owed. ``talk``: from when to when the next
    conversation is agreed. Days are in the member's zone: ``due_on`` is their turn in keeping in touch, from
    ``ask_on`` on they are to be asked, and from ``tell_on`` on who named them is to be told.
    """

    talked_at: datetime | None = None
    talk: tuple[datetime, datetime] | None = None
    asked: Asked | None = None
    due_on: date | None = None
    ask_on: date | None = None
    tell_on: date | None = None


@dataclass(frozen=True, slots=True)
class NextAction:
    """What to do, and on which day in the member's zone; ``at`` where it has an hour."""

    act: Act
    on: date | None = None
    at: datetime | None = None

    def is_due(self, today: date) -> bool:
        """Whether its day has come."""
        return self.on is not None and self.on <= today


_STEPS = {
    NoReplyStep.SECOND_PERSON: Act.ASK_SECOND_PERSON,
    NoReplyStep.FOLLOW_UP: Act.FOLLOW_UP,
    NoReplyStep.CLOSE: Act.CLOSE,
}


def next_action(plans: Plans, member: Member, now: datetime) -> NextAction:
    """What is next about one person, as things stand now."""
    if plans.talked_at and now - plans.talked_at <= thank_you_rules.STILL_WORTH_SENDING:
        return _on(Act.THANK, thank_you_rules.deadline(plans.talked_at), member)
    if plans.talk:
        starts_at, ends_at = plans.talk
        return _on(Act.TALK, starts_at, member) if now < ends_at else _on(Act.TELL_OUTCOME, ends_at, member)
    if plans.asked:
        return _step(plans.asked, member, now)
    days = ((Act.TELL_REFERRER, plans.tell_on), (Act.ASK, plans.ask_on), (Act.KEEP_IN_TOUCH, plans.due_on))
    return next((NextAction(act, day) for act, day in days if day), NextAction(Act.NOTHING))


def _on(act: Act, at: datetime, member: Member) -> NextAction:
    return NextAction(act, in_zone(at, member.zone).date(), at)


def _step(asked: Asked, member: Member, now: datetime) -> NextAction:
    """The step that is open, else the next one. Trying a second person is a thought for one day."""
    steps = no_reply_rules.steps_after(
        asked.sent_at,
        member.zone,
        member.quiet_hours,
        followed_up_at=asked.followed_up_at,
        absence=asked.absence,
        weekdays=member.nudging.weekdays,
    )
    today = in_zone(now, member.zone).date()
    days = {step: in_zone(at, member.zone).date() for step, at in steps.items()}
    days = {s: day for s, day in days.items() if s is not NoReplyStep.SECOND_PERSON or day >= today}
    come = [step for step, day in days.items() if day <= today]
    step = come[-1] if come else next(iter(days))
    return NextAction(_STEPS[step], days[step])
