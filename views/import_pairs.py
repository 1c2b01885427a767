"""Somebody who came in and may be known already, side by side with that person: the same, or not?"""

from collections.abc import Sequence
from datetime import datetime

from core.importing import Pair
from views import kit
from views.ids import Do
from views.person_words import described


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
            kit.facts(described(pair.before.details)),
            kit.section("*Came in:*"),
            kit.facts(described(pair.came.details)),
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
