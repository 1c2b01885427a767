"""App Home: what is due, who is waited for and the last conversations, each with its next step."""

from datetime import datetime

from core.conversations import LISTED, Overview
from core.local_time import in_zone
from core.model import Interview, Member, ThankYou
from core.wording import dated
from views import kit, meeting_list, nudges, outreach, referrals, tasks
from views.buttons import next_steps, note_steps
from views.ids import Do
from views.status import failure
from views.thank_you import due_line

_OUTCOMES = {ThankYou.SENT: " · thanked", ThankYou.SKIPPED: " · thank-you skipped", ThankYou.DUE: ""}
SHOWN = 10
"""Owed notes listed at most: Slack's limit is 100 blocks, and this list takes two each."""


def home(overview: Overview, member: Member, now: datetime) -> kit.View:
    """The whole tab."""
    return kit.home(
        [
            kit.actions(next_steps()),
            kit.header("Thank-yous due"),
            *due_blocks(overview.owing, member, now, SHOWN),
            *_failed(overview, member, now),
            kit.header("This week's conversations"),
            *meeting_list.this_week(overview.upcoming, member, now),
            *tasks.home_blocks(overview.to_do, in_zone(now, member.zone).date()),
            *referrals.home_blocks(overview.to_ask, member, LISTED),
            *_asks(overview, member, now),
            kit.header("Keep in touch"),
            *nudges.turns(overview.turns, overview.turns_in_all, member),
            kit.header("Recent conversations"),
            *_recent(overview, member),
            kit.divider(),
            kit.context(f"Times are in {member.zone}, from your Slack profile. Only you can see this."),
        ]
    )


def due_blocks(owing: list[Interview], member: Member, now: datetime, limit: int) -> list[kit.Block]:
    """The owed notes, soonest due first, each with its buttons."""
    if not owing:
        return [kit.paragraph("Nothing is due.")]
    blocks: list[kit.Block] = []
    for interview in owing[:limit]:
        blocks += [kit.section(due_line(interview, member, now)), kit.actions(note_steps(interview))]
    if len(owing) > limit:
        blocks.append(kit.context(f"And {len(owing) - limit} more, once these are done."))
    return blocks


def _failed(overview: Overview, member: Member, now: datetime) -> list[kit.Block]:
    if not overview.failed:
        return []
    lines = "\n".join(failure(report, member, now) for report in overview.failed)
    return [kit.header("Could not be delivered"), kit.section(lines)]


def _asks(overview: Overview, member: Member, now: datetime) -> list[kit.Block]:
    blocks: list[kit.Block] = []
    if overview.waiting:
        blocks.append(kit.header("Waiting for a reply"))
        blocks += [outreach.waiting_block(ask, member, now) for ask in overview.waiting]
        if len(overview.waiting) == LISTED:
            blocks.append(kit.context(f"These {LISTED} wait longest."))
    if overview.drafts:
        blocks.append(kit.header("Drafts not sent yet"))
        blocks += [outreach.draft_block(draft, member) for draft in overview.drafts]
    return blocks


def _recent(overview: Overview, member: Member) -> list[kit.Block]:
    if not overview.recent:
        return [kit.paragraph("None yet. Log the first one in under a minute: three fields are enough.")]
    return [_recent_line(interview, member) for interview in overview.recent]


def _recent_line(interview: Interview, member: Member) -> kit.Block:
    outcome = _OUTCOMES[interview.thank_you]
    show = kit.button("Show", Do.PERSON_SHOW, interview.contact.id, about=interview.contact.details.name)
    return kit.section(
        f"{kit.bold(interview.contact.label)}\n{dated(interview.ended_at, member.zone)}{outcome}",
        accessory=show,
    )
