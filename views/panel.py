"""The one message that reminds of all thank-yous for a panel or lab visit, each with its own buttons."""

from datetime import datetime

from core import thank_you_rules as rules
from core.model import Interview, Member
from core.panel import OWED, Panel
from core.thank_you_rules import Standing
from core.wording import day_and_time, span
from views import kit, thank_you
from views.buttons import note_steps, write_one

_DEALT_WITH = {
    Standing.SENT: "thanked",
    Standing.SKIPPED: "skipped",
    Standing.CLOSED: "off your list",
    Standing.ARCHIVED: "archived",
}


def reminder(panel: Panel, member: Member, now: datetime, *, remark: str = "") -> kit.Message:
    """The message as things stand now. ``remark``: what became of a click on *Later*."""
    first, owed = panel.interviews[0], panel.owed(now)
    headline = _headline(panel, member, now)
    lines = thank_you.what_you_all_said(first)
    blocks: list[kit.Block] = [
        kit.section(headline),
        kit.context(f"You talked on {span(first.started_at, first.ended_at, member.zone)}."),
    ]
    if lines and owed:
        blocks.append(kit.facts(lines, 150))
    if remark:
        blocks.append(kit.section(f"*{kit.escape(remark)}*"))
    for each in panel.interviews:
        blocks += _note(each, now)
    if owed and now <= rules.deadline(first.ended_at):
        # A new block id at every rendering: a menu would keep showing the choice that was refused.
        block_id = f"panel.{first.id}.{now.timestamp():.6f}"
        blocks.append(kit.actions([thank_you.later_menu(owed[0])], block_id=block_id))
    told = [headline, kit.escape(remark), *(_line(each, now) for each in panel.interviews)]
    return kit.message("\n".join(filter(None, told)), blocks)


def after(interview: Interview, panel: Panel | None, member: Member, now: datetime) -> kit.Message:
    """What takes the place of a reminder once a note of it was dealt with."""
    return reminder(panel, member, now) if panel else thank_you.record(interview, member)


def _headline(panel: Panel, member: Member, now: datetime) -> str:
    owed, everyone = len(panel.owed(now)), len(panel.interviews)
    if not owed:
        return f"All {everyone} thank-yous for this conversation are off your list."
    left = f"the {everyone} people you talked with" if owed == everyone else f"{owed} of {everyone} people"
    limit = rules.deadline(panel.interviews[0].ended_at)
    if now > limit:
        return f"Thank-yous to {left} are late, and still worth sending. Two sentences each are enough."
    return f"Time to thank {left}: the notes are due {day_and_time(limit, member.zone)}."


def _note(interview: Interview, now: datetime) -> list[kit.Block]:
    standing = rules.standing(interview, now)
    back = write_one(interview) if standing is Standing.SKIPPED else None
    blocks: list[kit.Block] = [kit.section(_line(interview, now), back)]
    if standing in OWED:
        blocks.append(kit.actions([*note_steps(interview), thank_you.skip_button(interview)]))
    return blocks


def _line(interview: Interview, now: datetime) -> str:
    outcome = _DEALT_WITH.get(rules.standing(interview, now), "")
    name = kit.bold(interview.contact.label, 60)
    return f"{name} · {outcome}" if outcome else name
