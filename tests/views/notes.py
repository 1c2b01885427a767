"""Thank-you notes, their forms and lists, and panels, with the emptiest and the fullest content."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from core.conversations import Logged
from core.model import ContactDetails, Interview, Member, Reminder, ThankYou
from core.note import Length, Note, write_note
from core.note_choice import Meant
from core.panel import MOST_PEOPLE, Panel
from core.thank_you import Begun
from views import kit, log_form, note_form, note_list, panel
from views.note_form import Made
from views.others_field import Other

LATER = (timedelta(0), timedelta(days=2), timedelta(days=9))


def panel_of(one: Interview) -> Panel:
    """As many as there may be, one of them thanked."""
    people = [replace(one, id=place + 1, panel="V1", panel_place=place) for place in range(MOST_PEOPLE)]
    return Panel([replace(people[0], thank_you=ThankYou.SENT), *people[1:]])


def messages(name: str, one: Interview, member: Member) -> Iterator[tuple[str, kit.Message]]:
    at = one.ended_at
    for after in LATER:
        yield f"panel {name} {after.days}", panel.reminder(panel_of(one), member, at + after, remark="Later.")
    done = Panel([replace(each, thank_you=ThankYou.SKIPPED) for each in panel_of(one).interviews])
    yield f"panel done {name}", panel.after(one, done, member, at)
    yield f"notes owed {name}", note_list.notes(Meant("", [one] * 60, [], []), member, at)
    others = [replace(one, thank_you=each) for each in ThankYou]
    yield f"notes to read {name}", note_list.notes(Meant("&" * 200, [], others, []), member, at)
    yield f"not met {name}", note_list.notes(Meant("&" * 200, [], [], [one.contact]), member, at)
    yield f"nobody of that name {name}", note_list.notes(Meant("&" * 200, [], [], []), member, at)
    yield f"no notes {name}", note_list.notes(Meant("", [], [], []), member, at)


def views(
    name: str, one: Interview, member: Member, reminders: list[Reminder]
) -> Iterator[tuple[str, kit.View]]:
    for length in Length:
        for each in (one, replace(one, panel="V1", panel_place=3, said="&" * 300)):
            begun = Begun(each, write_note(each, length, member.zone, one.ended_at, "Maya Okafor"))
            made = Made.of(1, begun.note, 1)
            title = f"note {name} {length} {each.panel}"
            yield title, note_form.note_form(begun, made, begun.note, one.ended_at + LATER[2])
            own = Note(length, "&" * note_form.NOTE_LIMIT, "&" * 200)
            yield f"own {title}", note_form.note_form(begun, made, own, one.ended_at)
    yield f"sent {name}", note_form.sent_form(one, member)
    yield f"read again {name}", note_form.sent_note(replace(one, thank_you=ThankYou.SENT), member)
    together = Logged(one, reminders, prepared=True, panel=panel_of(one))
    yield f"panel saved {name}", log_form.saved(together, member, one.ended_at)


def others(one: Interview) -> list[Other]:
    """Further people as they may stand in the log form, everybody like somebody known."""
    details = ContactDetails("&" * 120, "<" * 160, ">" * 160)
    return [Other(f"{number} &", details, (one.contact,) * 3) for number in range(MOST_PEOPLE - 1)]
