"""`/interview thanks`: the notes that are owed, and those that may be written or read all the same."""

from datetime import datetime

from core.model import Interview, Member, ThankYou
from core.note_choice import Meant
from core.wording import dated
from views import kit
from views.buttons import write_one
from views.home import due_blocks
from views.ids import Do
from views.thank_you import due_line

SHOWN = 5
_OUTCOMES = {
    ThankYou.SENT: "thanked",
    ThankYou.SKIPPED: "thank-you skipped",
    ThankYou.DUE: "no note marked as sent",
}


def notes(meant: Meant, member: Member, now: datetime) -> kit.Message:
    """The answer, where it is not plain which note is meant."""
    told = _told(meant)
    blocks: list[kit.Block] = [kit.section(told)]
    lines = [told]
    if meant.owed:
        blocks += due_blocks(meant.owed, member, now, SHOWN)
        lines += [due_line(each, member, now).replace("\n", ": ") for each in meant.owed[:SHOWN]]
    elif meant.others:
        blocks += [_talk(each, member) for each in meant.others]
        lines += [_line(each, member).replace("\n", ": ") for each in meant.others]
    else:
        blocks.append(kit.actions([kit.button("Log a conversation", Do.CONVERSATION_LOG, style="primary")]))
    return kit.message("\n".join(lines), blocks)


def _told(meant: Meant) -> str:
    if meant.owed:
        return f"*{len(meant.owed)} thank-yous due.*"
    name = kit.typed(meant.typed, 100)
    if meant.others:
        to = f" to {name}" if name else ""
        return f"*No thank-you is due{to}.* Should you want to write one all the same, your log fills it in."
    if meant.not_met:
        return f"No conversation with {name} is logged yet. Once one is, your log fills in the note."
    if name:
        return f"I do not know anybody called “{name}” yet. Log your conversation, and the note follows."
    return "No thank-you is due. Once you log a conversation, your log fills in the note."


def _talk(interview: Interview, member: Member) -> kit.Block:
    about = interview.contact.details.name
    again = kit.button("Read it again", Do.NOTE_DRAFT, interview.id, about=about)
    step = again if interview.thank_you is ThankYou.SENT else write_one(interview)
    return kit.section(_line(interview, member), accessory=step)


def _line(interview: Interview, member: Member) -> str:
    held = dated(interview.ended_at, member.zone)
    return f"{kit.bold(interview.contact.label)}\n{held} · {_OUTCOMES[interview.thank_you]}"
