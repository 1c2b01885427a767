"""What `/interview` itself answers: where one stands, help, and a word that is not known."""

from datetime import datetime
from difflib import get_close_matches

from core.model import Interview, Member
from core.scheduled import ScheduledInterview
from views import kit, meeting_list
from views.buttons import next_steps
from views.home import due_blocks
from views.ids import Do
from views.thank_you import due_line

COMMANDS = {
    "": "where you stand: what is due, and buttons for the next step",
    "log": "log a conversation. `/interview log Dana Wu, Genentech, yesterday 3pm, 40 min` fills the form",
    "draft": "draft an ask, with a check beside it. `/interview draft Dana Wu` begins one",
    "prep": "prepare a conversation: what you know, your questions in order, the checklist of the day",
    "schedule": "schedule one that is to come. `/interview schedule Dana Wu next Thu 3pm` fills the form",
    "thanks": "the thank-you note, filled from the log. `/interview thanks Dana Wu` opens the one for her",
    "touch": "note that you were in touch with somebody, or find a reason to write to them",
    "people": "everyone you know, with what is next. `/interview people org:NOAA quiet 90` looks for some",
    "news": "your news, told to those who helped: a draft for each. `/interview news I defended!` begins",
    "network": "who led you to whom, as a list and as a picture",
    "stats": "your own path: asked, answered, talked, thanked, and which fields give you energy",
    "share": "a takeaway for the cohort's channel, without who and where, and you see it first",
    "ask": "ask the cohort who knows somebody: `/interview ask NOAA`, or a field of work",
    "cohort": "the cohort's week in numbers, what you share with it, practice on the phone, your programme",
    "import": "bring people in: LinkedIn's `Connections.csv`, a CSV file, vCards: send me the file, or paste",
    "export": "everything of yours as a zip file: tables, address book, calendar, notes to read",
    "calendar": "an address by which your own calendar follows your conversations and thank-yous",
    "settings": "hours and days without reminders, how often to be in touch, a pause for exam weeks",
    "status": "your reminders: what was sent, what comes next, what could not be delivered",
    "forget": "delete everything of yours; it shows first what that is, and asks",
    "help": "this list",
}
SHOWN = 5
_VALUE_LIMIT = 2000


def overview(
    owing: list[Interview], member: Member, now: datetime, next_talk: ScheduledInterview | None = None
) -> kit.Message:
    """Where a member stands."""
    due = len(owing)
    told = f"{due} thank-you{'' if due == 1 else 's'} due." if due else "No thank-you is due."
    blocks: list[kit.Block] = [kit.section(f"*{told}*")]
    if due:
        blocks += due_blocks(owing, member, now, SHOWN)
        blocks.append(kit.divider())
    coming = [f"Next conversation: {meeting_list.one_line(next_talk, member, now)}"] if next_talk else []
    blocks += [kit.section(each) for each in coming]
    blocks.append(kit.actions(next_steps()))
    lines = [due_line(interview, member, now).replace("\n", ": ") for interview in owing[:SHOWN]]
    return kit.message("\n".join([told, *lines, *coming]), blocks)


def help_message() -> kit.Message:
    """All commands."""
    lines = [f"• `/interview{' ' + word if word else ''}`  {what}" for word, what in COMMANDS.items()]
    text = "\n".join(["*What I can do for your informational interviews*", *lines])
    why = (
        "After a conversation I remind you of the thank-you note, which is due within 24 hours. "
        "Nothing you write here is shown to anyone else unless you share it with your cohort, and I never "
        "write to anyone for you."
    )
    return kit.message(f"{text}\n{why}", [kit.section(text), kit.context(why), kit.actions(next_steps()[:2])])


def unknown(word: str, rest: str) -> kit.Message:
    """A misspelt subcommand: the nearest one, with what was typed after it."""
    near = get_close_matches(word.casefold(), [known for known in COMMANDS if known], n=1, cutoff=0.5)
    if not near:
        text = f"I don't know `/interview {kit.typed(word, 40)}`. Type `/interview help` for everything I do."
        return kit.message(text, [kit.section(text), kit.actions(next_steps())])
    meant = " ".join(part for part in ("/interview", near[0], kit.typed(rest, 400)) if part)
    text = f"I don't know “{kit.typed(word, 40)}”. Did you mean `{meant}`?"
    return kit.message(text, [kit.section(text), kit.actions(next_steps())])


def direct_message(text: str) -> kit.Message:
    """What the bot answers to plain words in its DM."""
    word, _, rest = text.strip().removeprefix("/interview").strip().partition(" ")
    word = word.casefold().rstrip("!?.,:")
    if word in {"help", "hi", "hello", "hey", ""}:
        return help_message()
    if word == "log" and rest.strip():
        said = "Press the button: the form opens with what you wrote."
        log = kit.button(
            "Log a conversation", Do.CONVERSATION_LOG, rest.strip()[:_VALUE_LIMIT], style="primary"
        )
        return kit.message(said, [kit.section(said), kit.actions([log])])
    if word == "log":
        said = "Press the button, or type `/interview log` with who, where, when and how long."
    elif word in COMMANDS:
        said = f"Type `/interview {word}`, or press a button:"
    else:
        said = "I work by commands and buttons. Type `/interview help` to see them, or start here:"
    return kit.message(said, [kit.section(said), kit.actions(next_steps())])
