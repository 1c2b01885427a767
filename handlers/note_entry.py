"""Reading what a member chose and typed in the note's form, and what the form shows next."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from core.note import Length, Note, with_their_words
from core.thank_you import Begun
from views import note_form
from views.draft_form import by_name, digest_of
from views.kit import View
from views.note_form import Made


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """The form as it stands: its fields by name, and which text it had been given."""

    values: Mapping[str, str]
    made: Made

    @classmethod
    def read(cls, values: Mapping[str, str], private_metadata: str) -> "NoteEntry":
        """From the values and the metadata of a view."""
        return cls(by_name(values), Made.load(private_metadata))

    @property
    def length(self) -> Length:
        return Length(self.values.get("length") or Length.EMAIL)

    @property
    def said(self) -> str | None:
        """What this one of several people said; None where that is not asked."""
        return self.values.get("said")

    @property
    def written(self) -> Note:
        """What stands in the form."""
        return Note(self.length, self.values.get("note", ""), self.values.get("subject", ""))

    @property
    def is_unchanged(self) -> bool:
        """Whether the text is still the one that was given."""
        return self.made.digest == digest_of(self.written.subject, self.written.text)


def first_view(begun: Begun, now: datetime) -> View:
    """The form as it opens."""
    return note_form.note_form(begun, Made.of(begun.interview.id, begun.note, 1), begun.note, now)


def next_view(begun: Begun, form: NoteEntry, now: datetime, *, anew: bool = False) -> View:
    """The form after a change: its text made anew, unless the member has changed it."""
    if anew or form.is_unchanged:
        return note_form.note_form(begun, _given(begun, form, anew=anew), begun.note, now)
    own = with_their_words(form.written, begun.interview)
    # Their words went into the gap that was left for them: a new text for Slack, and still the member's.
    number = form.made.number if own.text == form.written.text else form.made.number + 1
    subject = own.subject or form.made.subject
    if begun.note.length is Length.EMAIL:
        own = replace(own, subject=subject or begun.note.subject)
    made = replace(form.made, number=number, subject=subject)
    return note_form.note_form(begun, made, own, now)


def _given(begun: Begun, form: NoteEntry, *, anew: bool) -> Made:
    made = Made.of(begun.interview.id, begun.note, form.made.number + 1)
    same = not anew and made.digest == form.made.digest
    return replace(made, number=form.made.number) if same else made


def is_outdated(begun: Begun, form: NoteEntry) -> bool:
    """Whether the text has to be made anew from what was chosen or typed meanwhile."""
    return form.is_unchanged and form.made.digest != digest_of(begun.note.subject, begun.note.text)
