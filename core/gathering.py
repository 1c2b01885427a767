"""Reminders of one kind that one member would get within hours, as the sections of one message.

Asks that were sent in one sitting come due minutes apart: three messages in a row say no more than one.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from core.decisions import Send
from core.model import Reminder

WITHIN = timedelta(hours=4)
"""What is due so soon after a message of its kind comes with it: half a working day (our choice)."""

AT_MOST = 3
"""People of one message, as many as a nudge names: each has rows of buttons (our choice)."""


def gathered(sends: Sequence[Send]) -> list[Send]:
    """The same as few messages: one for each member and kind, or more where there is too much for one."""
    alike = defaultdict[object, list[Send]](list)
    for send in sends:
        alike[send.member.owner, send.reminder.kind].append(send)
    parts = [group[at : at + AT_MOST] for group in alike.values() for at in range(0, len(group), AT_MOST)]
    return [replace(first, along=tuple(others)) for first, *others in parts]


def overtaken(reminders: Sequence[Reminder]) -> set[int]:
    """Those of which a later one about the same subject is among them."""
    last: dict[object, int] = {}
    for one in reminders:
        about = (one.owner, one.kind, one.subject_id)
        last[about] = max(one.occurrence, last.get(about, one.occurrence))
    return {one.id for one in reminders if one.occurrence < last[one.owner, one.kind, one.subject_id]}
