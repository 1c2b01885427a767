"""The form in which a draft that was kept is written anew: its text, and the check beside it."""

from collections.abc import Sequence

from core.draft_choice import Composed
from core.outreach import Draft
from core.outreach_rules import Finding
from views import kit
from views.draft_check import check
from views.draft_text import Fields, text_fields
from views.draft_words import NOTES
from views.ids import Do, Form

_FIELDS = Fields("subject", Do.KEPT_SUBJECT, "text", Do.KEPT_TEXT)


def form(outreach_id: int, composed: Composed, written: Draft, findings: Sequence[Finding]) -> kit.View:
    """The form. ``written``: the text as it was kept, or as it stands there by now."""
    to = composed.known_person.label if composed.known_person else composed.person.name
    return kit.modal(
        "Edit your draft",
        [
            kit.section(f"Your {NOTES[written.channel]} to {kit.bold(to)}, not sent yet."),
            *text_fields(written, _FIELDS),
            kit.actions([kit.button("Check again", Do.KEPT_CHECK, outreach_id)]),
            kit.divider(),
            *check(findings),
        ],
        callback_id=Form.KEPT_DRAFT,
        submit="Save",
        close="Cancel",
        private_metadata=str(outreach_id),
    )
