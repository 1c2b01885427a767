"""`/interview forget`: what would be deleted, the word that confirms it, and what is said afterwards."""

from core.forgetting import ToForget
from core.wording import counted
from views import export_message, inputs, kit
from views.ids import Do, Form
from views.import_words import people

WORD = "forget"
"""What is typed to confirm: nobody does that by mistake."""

EXPORT_BLOCK = "export"
"""Where the form offers the export."""

_WORD_LIMIT = 40
EXPORT_ENDING = ".zip"
"""By which an export is told from other files of ours in the DM."""

_SLACK = (
    "I also take my messages out of our direct messages, which can take some minutes. What you wrote there "
    "yourself stays until you delete it: point at it, three dots, Delete message. What cohort mates "
    "were told by your own yes, such as an introduction, stays with them and in your group conversations."
)
_BACKUP = (
    "Whoever runs Inroad here may have a backup that holds your data until it is replaced by a newer one. "
    "You can begin anew at any time."
)


def form(found: ToForget, *, sent: bool = False) -> kit.View:
    """The form. ``sent``: the export was asked for in it."""
    offer = (
        kit.section("The zip file is on its way into our direct messages. Look at it before you go on.")
        if sent
        else kit.actions([export_message.button("Send me everything first")], block_id=EXPORT_BLOCK)
    )
    typed = inputs.text_input("", _WORD_LIMIT)
    return kit.modal(
        "Delete everything",
        [
            kit.section("*This deletes all that I keep of you, at once. Nobody can bring it back.*"),
            kit.section("\n".join(f"• {line}" for line in _what(found))),
            *(kit.section(text) for text in _cohort(found)),
            kit.section(_SLACK),
            offer,
            inputs.field("confirm", f"Type {WORD} to delete everything", typed),
            kit.context(_BACKUP),
        ],
        callback_id=Form.FORGET,
        submit="Delete everything",
        close="Keep everything",
    )


def is_confirmed(typed: str) -> bool:
    """Whether that is the word."""
    return typed.strip(" .\"'“”").casefold() == WORD


def _what(found: ToForget) -> list[str]:
    held = found.holdings
    agreed = counted(held.meetings, "conversation")
    drafts, tasks = counted(held.drafts, "draft"), counted(held.tasks, "thing")
    news, reminders = counted(held.news, "time"), counted(held.reminders, "reminder")
    counts = [
        people(held.people) if held.people else "",
        counted(held.conversations, "conversation"),
        agreed and f"{agreed} that {'was' if held.meetings == 1 else 'were'} agreed",
        drafts and f"{drafts} of asks and other notes",
        counted(held.touches, "note") and f"{counted(held.touches, 'note')} of being in touch",
        tasks and f"{tasks} that you promised or were advised",
        news and f"your news, told {news}",
        "your profile and your own skeletons" if held.words else "",
        reminders and f"{reminders}, sent and waiting",
        "your settings, and the address of your calendar if there is one",
    ]
    return [each for each in counts if each]


def _cohort(found: ToForget) -> list[str]:
    if not found.channel:
        return []
    there = f"<#{found.channel}>"
    said = [
        "What you share with the cohort, your questions to it, and your takeaways in its channel are taken "
        f"back. As long as you are in {there}, you count as one of the cohort from tomorrow on, with nothing "
        "shared: leave the channel if you don't want that."
    ]
    if found.leads_alone:
        said.append(
            "You facilitate the cohort, and nobody else does. It goes on as it is set up; whoever of it "
            "presses *I facilitate* in `/interview cohort` is the next. You can hand it over there first."
        )
    return said


def nothing() -> kit.Message:
    """For somebody of whom nothing is kept; messages may have stayed, as where Slack could not be reached."""
    return _with_offer(
        "I keep nothing of you: there is nothing to delete. If messages of mine still stand in our direct "
        "messages, I can take them out."
    )


def still_there(problem: str) -> kit.Message:
    """That the messages could not be looked through, and why."""
    return _with_offer(
        f"*Everything of yours is deleted*, but messages of mine may still be here. {kit.escape(problem)}"
    )


def _with_offer(text: str) -> kit.Message:
    take_out = kit.button("Take my messages out", Do.FORGET_FILES)
    return kit.message(text, [kit.section(text), kit.actions([take_out])])


def gone() -> kit.View:
    """The form afterwards."""
    said = (
        "Everything of yours is deleted. My messages to you are going too; I write you a last line when they "
        "are gone."
    )
    return kit.modal("Deleted", [kit.paragraph(said)], close="Done")


def home() -> kit.View:
    """The Home tab, on which people still stood."""
    said = (
        "Everything of yours is deleted. To begin anew, open this tab again, or type `/interview log` after "
        "a conversation."
    )
    return kit.home([kit.section(said)])


def last_line(*, exports: int, left: int) -> kit.Message:
    """What stands alone in the DM. ``exports``: zip files still there; ``left``: messages that stay."""
    said = ["*Everything of yours is deleted.*"]
    blocks: list[kit.Block] = []
    if left:
        said.append(
            "Slack did not let me take out all of my messages here. What is left are copies: nothing in them "
            "leads to anything any more."
        )
    if exports:
        said.append("The zip file that I sent you is still here: save it, and then take it out too.")
        blocks = [kit.actions([kit.button("Delete the zip file here", Do.FORGET_FILES)])]
    said.append("To begin anew, type `/interview log` after a conversation.")
    text = " ".join(said)
    return kit.message(text, [kit.section(text), *blocks])
