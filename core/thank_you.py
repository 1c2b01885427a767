"""Use cases about thank-you notes: draft, sent, later, skip; and what to do with one that is due."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core import keep_in_touch, thank_you_rules as rules
from core.decisions import Cancel, Decision, Postpone, Rule, Send, Subject
from core.errors import InvalidFields, TooLate
from core.local_time import DAY, is_quiet
from core.model import (
    Interview,
    Member,
    Owner,
    PostedMessage,
    Reminder,
    ReminderKind,
    ReminderState,
    ThankYou,
)
from core.note import Length, Note, write_note
from core.outreach_text import GAP
from core.panel import OWED, Panel, hand_over, panel_of, panels_of
from core.ports import UnitOfWork, Uow
from core.profile import Profile
from core.thank_you_rules import Later, Standing

_KIND = ReminderKind.THANK_YOU
_TOLD_TOGETHER = Cancel("told_together")


@dataclass(frozen=True, slots=True)
class Begun:
    """A note as it is begun for the member."""

    interview: Interview
    note: Note


@dataclass(frozen=True, slots=True)
class Told:
    """A conversation, with the panel that it was part of: what its reminder is about."""

    interview: Interview
    panel: Panel | None = None


@dataclass(frozen=True, slots=True)
class Closed:
    """A note that is off the list, and the reminders of it, or of its whole panel, that stand in Slack."""

    interview: Interview
    posted: list[PostedMessage]
    panel: Panel | None = None


@dataclass(frozen=True, slots=True)
class Snoozed:
    """A reminder that comes again at ``until``."""

    interview: Interview
    until: datetime


def find(uow: Uow, owner: Owner, interview_id: int) -> Told:
    """The conversation that a note is for. Raises NotYours."""
    with uow() as work:
        interview = work.interviews.get(owner, interview_id)
        return Told(interview, panel_of(work, interview))


def begin(
    uow: Uow, member: Member, interview_id: int, length: Length, now: datetime, said: str | None = None
) -> Begun:
    """The note from the log, signed with the name in the member's profile. ``said``: what this one of several
    people said; None as it is known. Raises NotYours.
    """
    with uow() as work:
        interview = work.interviews.get(member.owner, interview_id)
        profile = work.profiles.get(member.owner) or Profile()
    if said is not None:
        interview = replace(interview, said=said)
    return Begun(interview, write_note(interview, length, member.zone, now, profile.name))


def close(
    uow: Uow,
    owner: Owner,
    interview_id: int,
    outcome: ThankYou,
    now: datetime,
    *,
    note: str = "",
    said: str = "",
) -> Closed:
    """Record the note as sent (with its text, if it was written here) or skipped; cancel what is pending.

    Raises NotYours; InvalidFields for a text that still has a gap.
    """
    if gap := GAP.search(note):
        raise InvalidFields({"note": f"Put your own words in place of {gap[0]} first."})
    with uow() as work:
        work.members.hold(owner)
        interview = work.interviews.get(owner, interview_id)
        hand_over(work, owner, interview, now)
        work.interviews.close_thank_you(owner, interview_id, outcome, note, now)
        if said:
            work.interviews.remember_said(owner, interview_id, said)
        work.reminders.cancel_pending(owner, _KIND, interview_id, now, reason=outcome.value)
        if member := work.members.get(owner):
            keep_in_touch.recount(work, member, interview.contact.id, now)
        work.commit()
    # Only now: a reminder posted meanwhile is seen here, or its worker sees that the note is closed.
    with uow() as work:
        interview = work.interviews.get(owner, interview_id)
        panel = panel_of(work, interview)
        together = panel.interviews if panel else [interview]
        posted = [each for one in together for each in work.reminders.posted(owner, _KIND, one.id)]
        return Closed(interview, posted, panel)


def snooze(uow: Uow, member: Member, interview_id: int, later: Later, now: datetime) -> Snoozed:
    """Remind again at the chosen time instead of at what is pending; of a panel, all of its notes.

    Raises NotYours; TooLate, with the reason, for a time at which the note would be late.
    """
    until = rules.snoozed_until(later, member, now)
    with uow() as work:
        work.members.hold(member.owner)
        interview = work.interviews.get(member.owner, interview_id)
        panel = panel_of(work, interview)
        if panel is None and interview.thank_you is not ThankYou.DUE:
            raise TooLate(f"This thank-you is marked as {interview.thank_you} already.")
        rules.check_snooze(until, interview.ended_at, member.zone)
        for each in panel.owed(now) if panel else [interview]:
            _remind_at(work, member.owner, each.id, until, now)
        work.commit()
    return Snoozed(interview, until)


def _remind_at(work: UnitOfWork, owner: Owner, interview_id: int, until: datetime, now: datetime) -> None:
    work.reminders.cancel_pending(owner, _KIND, interview_id, now, reason="snoozed")
    occurrence = work.reminders.next_occurrence(owner, _KIND, interview_id)
    work.reminders.plan(owner, rules.planned(interview_id, {occurrence: until}))


def replan(work: UnitOfWork, member: Member, now: datetime) -> None:
    """Move what is pending to where it belongs in the member's zone, after they came to another one."""
    for interview in work.interviews.owing_thanks(member.owner, now - rules.DUE_WITHIN):
        for reminder in work.reminders.about(member.owner, _KIND, interview.id):
            if reminder.state is ReminderState.PENDING and reminder.occurrence != rules.LATE:
                due_at = rules.replanned(reminder, interview, member, now)
                work.reminders.move(reminder.id, due_at)


def resume(work: UnitOfWork, member: Member, contact_id: int, now: datetime) -> None:
    """Somebody is archived no longer: remind of the note that is owed to them, unless that was done twice."""
    for interview in work.interviews.with_contact(member.owner, contact_id):
        about = (member.owner, _KIND, interview.id)
        is_told = work.reminders.about(*about) or len(work.reminders.posted(*about)) >= len(
            rules.REMIND_AFTER
        )
        if rules.standing(interview, now) is Standing.DUE and not is_told:
            instants = rules.reminding_instants(interview.ended_at, now, member.zone, member.quiet_hours)
            due_at = min(instants.values())
            occurrence = work.reminders.next_occurrence(*about)
            work.reminders.plan(member.owner, rules.planned(interview.id, {occurrence: due_at}))


def decide(reminder: Reminder, subject: Interview | Panel, member: Member, now: datetime) -> Decision:
    """What to do with a reminder that is due, as things stand now.

    Of a panel's the one of the first note owed is sent, for all of them. The others wait until it can be.
    """
    interview = subject.one(reminder.subject_id) if isinstance(subject, Panel) else subject
    standing = rules.standing(interview, now)
    if standing not in OWED:
        return Cancel(standing.value)
    sendable_at = _sendable_at(reminder, member, interview, now)
    if sendable_at > now:
        return Postpone(sendable_at)
    if isinstance(subject, Panel) and subject.owed(now)[0].id != interview.id:
        return _TOLD_TOGETHER
    return Send(reminder, member, subject)


def _subjects(
    work: UnitOfWork,
    due: Sequence[Reminder],
    now: datetime,  # noqa: ARG001
) -> Mapping[int, Interview | Panel]:
    about = work.interviews.of_reminders([reminder.id for reminder in due])
    panels = panels_of(work, about.values())
    return {reminder_id: panels.get(each.id, each) for reminder_id, each in about.items()}


def _dealt_with(work: UnitOfWork, sends: Sequence[Send]) -> Mapping[int, Interview | Panel]:
    owed = {send.reminder.id: _owed(send.subject) for send in sends}
    closed = work.interviews.dealt_with([each for ids in owed.values() for each in ids])
    settled: dict[int, Interview | Panel] = {}
    for send in sends:
        if now_closed := [closed[each] for each in owed[send.reminder.id] if each in closed]:
            panel = send.subject
            settled[send.reminder.id] = (
                panel.with_these(now_closed) if isinstance(panel, Panel) else now_closed[0]
            )
    return settled


def _owed(subject: Subject) -> list[int]:
    """The interviews whose note may be dealt with while its reminder is on its way."""
    match subject:
        case Interview(id=interview_id):
            return [interview_id]
        case Panel(interviews):
            return [each.id for each in interviews if each.thank_you is ThankYou.DUE]
        case _:
            return []


RULE = Rule(_subjects, decide, dealt_with=_dealt_with)


def _sendable_at(reminder: Reminder, member: Member, interview: Interview, now: datetime) -> datetime:
    just_logged = reminder.occurrence == rules.LATE and now - interview.logged_at <= rules.STILL_THERE
    if just_logged or not is_quiet(now, member.zone, member.quiet_hours):
        return now
    limit = rules.deadline(interview.ended_at)
    if now > limit:
        # Nothing is so urgent any more that it comes at night, even where the note closes before the morning.
        limit = now + 2 * DAY
    return rules.settle(now, now, limit, member.zone, member.quiet_hours)
