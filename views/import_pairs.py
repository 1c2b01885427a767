"""Somebody who came in and may be known already, side by side with that person: the same, or not?"""

from collections.abc import Sequence
from datetime import datetime

from core.importing import Pair
from core.model import Contact
from views import kit
from views.ids import Do


def pair_form(pairs: Sequence[Pair], place: int, came_at: datetime) -> kit.View:
    """The pair at this place; past the last one, that it is done."""
    if place >= len(pairs):
        told = "*That was everybody.* In `/interview people` you can merge two entries at any time."
        return kit.modal("The same person?", [kit.section(told)], close="Done")
    pair = pairs[place]
    left = len(pairs) - place
    value = f"{place}|{came_at.isoformat()}|{pair.before.id}|{pair.came.id}"
    about = pair.came.details.name
    return kit.modal(
        "The same person?",
        [
            kit.section("*You know already:*"),
            _card(pair.before),
            kit.section("*Came in:*"),
            _card(pair.came),
            kit.context("Merging keeps everything of both; what differs is kept as a note."),
            kit.actions(
                [
                    kit.button("The same: merge", Do.IMPORT_SAME, value, style="primary", about=about),
                    kit.button("Two people", Do.IMPORT_DIFFERENT, value, about=about),
                ]
            ),
            kit.context(f"{left} to go"),
        ],
        close="Later",
    )


def _card(contact: Contact) -> kit.Block:
    details = contact.details
    known = [
        ("Name", details.name),
        ("Organisation", details.organisation),
        ("Role", details.role),
        ("E-mail", details.email),
        ("Phone", details.phone),
        ("LinkedIn", details.linkedin),
    ]
    return kit.facts([(label, text) for label, text in known if text])
