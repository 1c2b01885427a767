"""The buttons that stand in several places, named the same in each."""

from core.model import Interview
from views import kit
from views.ids import Do


def next_steps() -> list[kit.Element]:
    """Where one can go from anywhere."""
    return [
        kit.button("Log a conversation", Do.CONVERSATION_LOG, style="primary"),
        kit.button("Draft an ask", Do.DRAFT_START),
        kit.button("People", Do.PEOPLE_LIST),
        kit.button("Help", Do.HELP_SHOW),
    ]


def write_one(interview: Interview) -> kit.Element:
    """The way back to a note that was skipped, or never marked as sent."""
    return kit.button("Write one", Do.NOTE_DRAFT, interview.id, about=interview.contact.details.name)


def note_steps(interview: Interview) -> list[kit.Element]:
    """What to do with an owed note."""
    about = interview.contact.details.name
    return [
        kit.button("Draft the note", Do.NOTE_DRAFT, interview.id, style="primary", about=about),
        kit.button("Sent it", Do.NOTE_SENT, interview.id, about=about),
    ]
