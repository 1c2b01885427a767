"""One person: what is known of them, what is next, and everything that happened, in pages."""

from collections.abc import Iterator

from core.model import Interview, KeepInTouch, Member, ThankYou
from core.next_action import Act
from core.people_list import PersonStory
from core.timeline import Moment, What, pages
from core.wording import day_and_time, span
from views import kit, referrals, sharing, tasks
from views.draft_form import Start
from views.ids import Do
from views.names_form import names_steps
from views.outreach import draft_button
from views.person_words import moment_in_words, next_in_words, recorded
from views.preparation import story_blocks

_KEEP_IN_TOUCH = {KeepInTouch.YES: "Yes", KeepInTouch.NO: "No", KeepInTouch.NOT_ASKED: ""}
_COUNTED = {
    What.TALKED: ("conversation", "conversations"),
    What.ASKED: ("ask", "asks"),
    What.AGREED: ("agreed conversation", "agreed conversations"),
    What.TOUCHED: ("touch", "touches"),
}


def person(story: PersonStory, member: Member, page: int = 0) -> kit.View:
    """The modal with one page of the story, the newest first; a page beyond the end shows the last."""
    cut = pages(story.moments)
    page = min(page, len(cut) - 1)
    prepared = story_blocks(story.record.contact.id, story.preparation)
    to_do = tasks.story_blocks(story.tasks, member, story.today)
    referred = referrals.story_blocks(story.named)
    shared = sharing.story_blocks(story.shared)
    parts = [*to_do, *prepared, *referred, *shared]
    blocks = [*_about(story, member), *parts, kit.actions(_steps(story)), kit.divider()]
    for moment in cut[page]:
        told = _moment(moment, member)
        # A conversation is parted from what stands before and after it.
        blocks += told[1:] if blocks[-1] == told[0] == kit.divider() else told
    if blocks[-1] == kit.divider():
        blocks.pop()
    if turns := _turn(story.record.contact.id, page, len(cut)):
        blocks.append(kit.actions(turns))
    return kit.modal("Person", blocks)


def deleted(name: str) -> kit.View:
    """What stands in place of somebody who was deleted."""
    return kit.modal(
        "Deleted", [kit.paragraph(f"{name or 'This person'} and all that was theirs is deleted.")]
    )


def _about(story: PersonStory, member: Member) -> Iterator[kit.Block]:
    record, details = story.record, story.record.contact.details
    yield kit.header(details.name)
    yield kit.facts([fact for fact in recorded(record, member) if fact != ("Name", details.name)])
    if record.notes:
        yield kit.labelled("Notes", record.notes[: kit.SECTION_LIMIT])
    for start in range(kit.SECTION_LIMIT, len(record.notes), kit.SECTION_LIMIT):
        yield kit.paragraph(record.notes[start : start + kit.SECTION_LIMIT])
    yield kit.section(next_in_words(story.next_action, member, story.today))
    if record.archived_at:
        yield kit.context(_put_away(story))


def _steps(story: PersonStory) -> list[kit.Element]:
    contact_id, name = story.record.contact.id, story.record.contact.details.name
    archive = kit.button("Archive", Do.PERSON_ARCHIVE, contact_id, about=name, confirm=_left_behind(story))
    restore = kit.button("Bring back", Do.PERSON_RESTORE, contact_id, about=name)
    sure = kit.confirm("Delete this person?", _goes_too(story), "Delete", "Keep", style="danger")
    begun = bool(story.moments)
    return [
        *([] if begun else _first_steps(contact_id, name)),
        kit.button(
            "We were in touch", Do.PERSON_TOUCH, contact_id, style="primary" if begun else "", about=name
        ),
        kit.button("A reason to write", Do.TOUCH_START, contact_id, about=name),
        kit.button("Edit", Do.PERSON_EDIT, contact_id, about=name),
        kit.button("Merge", Do.PERSON_MERGE, contact_id, about=name),
        restore if story.record.archived_at else archive,
        kit.button("Delete", Do.PERSON_DELETE, contact_id, style="danger", about=name, confirm=sure),
    ]


def _first_steps(contact_id: int, name: str) -> list[kit.Element]:
    """With whom nothing happened yet."""
    return [
        draft_button("Draft the ask", Start(str(contact_id)), style="primary", about=name),
        kit.button("Schedule", Do.MEETING_SCHEDULE, contact_id, about=name),
    ]


_LEFT = {
    Act.THANK: (
        "You still owe them a thank-you. I will not remind you of it any more.",
        "Your thank-you to them is not sent: *Draft the note* below is still there for it.",
    ),
    Act.TALK: (
        "You have agreed on a conversation. It stays on Home, but I will not remind you of it.",
        "Your conversation with them stays on Home, without a reminder.",
    ),
    Act.TELL_OUTCOME: (
        "You have not said how your conversation went. I will not ask any more.",
        "How your conversation went can still be told on Home.",
    ),
}
"""What is open with somebody: said before they are archived, and after it."""


def _left_behind(story: PersonStory) -> kit.Element | None:
    """Asks before somebody is archived with whom something is open."""
    if story.next_action.act not in _LEFT:
        return None
    before, _ = _LEFT[story.next_action.act]
    name = kit.shorten(story.record.contact.details.name, 40)
    return kit.confirm(f"Archive {name}?", before, "Archive", "Keep")


def _put_away(story: PersonStory) -> str:
    _, after = _LEFT.get(story.next_action.act, ("", ""))
    return f"Archived: left out of your lists, and nothing reminds you of them. {after}".rstrip()


def _goes_too(story: PersonStory) -> str:
    """What is deleted with a person, counted."""
    counts = {what: sum(moment.what is what for moment in story.moments) for what in _COUNTED}
    parts = [f"{number} {_COUNTED[what][number > 1]}" for what, number in counts.items() if number]
    with_them = f" with {' and '.join(filter(None, [', '.join(parts[:-1]), parts[-1]]))}" if parts else ""
    name = kit.shorten(story.record.contact.details.name, 40)
    stays = "What is in your calendar stays there. " if counts[What.AGREED] else ""
    return (
        f"{name} goes{with_them}, all that you wrote down about them, and the reminders about them. "
        f"{stays}This cannot be undone. Archive keeps everything."
    )


def _turn(contact_id: int, page: int, count: int) -> list[kit.Element]:
    turns = []
    if page:
        turns.append(kit.button("Later", Do.PERSON_LATER, f"{contact_id}:{page - 1}"))
    if page + 1 < count:
        turns.append(kit.button("Earlier", Do.PERSON_EARLIER, f"{contact_id}:{page + 1}"))
    return turns


def _moment(moment: Moment, member: Member) -> list[kit.Block]:
    if moment.interview:
        return _conversation(moment.interview, member)
    show = None
    if moment.other:
        name = moment.other.details.name
        show = kit.button("Show", Do.PERSON_OTHER, moment.other.id, about=name)
    return [kit.section(moment_in_words(moment, member), accessory=show)]


def _conversation(interview: Interview, member: Member) -> list[kit.Block]:
    blocks: list[kit.Block] = [
        kit.divider(),
        kit.section(f"*Talked: {span(interview.started_at, interview.ended_at, member.zone)}*"),
        kit.context(_thank_you_line(interview, member)),
    ]
    debrief = interview.debrief
    for label, text in (
        ("What stays with you", debrief.takeaway),
        ("Advice", debrief.advice),
        ("You promised", debrief.promise),
        ("Referrals", debrief.referrals),
        ("May keep in touch", _KEEP_IN_TOUCH[debrief.keep_in_touch]),
        ("Notes", debrief.notes),
        ("Your thank-you note", interview.thank_you_note),
    ):
        if text:
            blocks.append(kit.labelled(label, text))
    steps = names_steps(interview)
    if interview.thank_you is ThankYou.DUE:
        draft = kit.button(
            "Draft the note", Do.NOTE_DRAFT, interview.id, about=interview.contact.details.name
        )
        steps.insert(0, draft)
    if steps:
        blocks.append(kit.actions(steps))
    return [*blocks, kit.divider()]


def _thank_you_line(interview: Interview, member: Member) -> str:
    if interview.thank_you is ThankYou.DUE or interview.thank_you_closed_at is None:
        return "Thank-you not sent"
    return f"Thank-you {interview.thank_you}, {day_and_time(interview.thank_you_closed_at, member.zone)}"
