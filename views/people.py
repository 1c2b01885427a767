"""The member's people: a list in pages, and everything that was logged about one of them."""

from core.conversations import PAGE, KnownPerson, PeoplePage, PersonStory
from core.model import Interview, KeepInTouch, Member, ThankYou
from core.wording import dated, day_and_time, span
from views import kit
from views.buttons import next_steps
from views.ids import Do

CONVERSATIONS_SHOWN = 2
"""As many as stay within a modal's 250 kB when every field is full, in any script."""

_KEEP_IN_TOUCH = {KeepInTouch.YES: "Yes", KeepInTouch.NO: "No", KeepInTouch.NOT_ASKED: ""}


def people_list(page: PeoplePage, member: Member) -> kit.Message:
    """One page of people, to answer with."""
    if not page.people:
        nobody = "Nobody here yet. `/interview log` adds the first person in under a minute."
        return kit.message(nobody, [kit.section(nobody), kit.actions(next_steps()[:1])])
    first, last = page.offset + 1, page.offset + len(page.people)
    blocks: list[kit.Block] = [kit.header("Your people")]
    told = ["Your people"]
    for known in page.people:
        talked = _talked(known, member)
        show = kit.button("Show", Do.PERSON_SHOW, known.contact.id, about=known.contact.details.name)
        blocks.append(kit.section(f"{kit.bold(known.contact.label, 200)}\n{talked}", accessory=show))
        told.append(f"{kit.typed(known.contact.label, 200)}: {talked}")
    if page.offset or page.more:
        blocks.append(kit.context(f"{first} to {last}, by name"))
        blocks.append(kit.actions(_turn(page)))
    return kit.message("\n".join(told), blocks)


def _talked(known: KnownPerson, member: Member) -> str:
    if known.last_talked_at is None:
        return "not talked yet"
    return f"last talked {dated(known.last_talked_at, member.zone)}"


def _turn(page: PeoplePage) -> list[kit.Element]:
    turns = []
    if page.offset:
        turns.append(kit.button("Back", Do.PEOPLE_BACK, max(page.offset - PAGE, 0)))
    if page.more:
        turns.append(kit.button("More", Do.PEOPLE_MORE, page.offset + PAGE, style="primary"))
    return turns


def person(story: PersonStory, member: Member, offset: int = 0) -> kit.View:
    """Everything logged about one person, the newest conversations first, in pages."""
    details = story.contact.details
    fields = [("Organisation", details.organisation), ("Role", details.role), ("E-mail", details.email)]
    about = [(label, text) for label, text in fields if text]
    blocks: list[kit.Block] = [kit.header(details.name)]
    if about:
        blocks.append(kit.facts(about))
    for interview in story.interviews[offset : offset + CONVERSATIONS_SHOWN]:
        blocks += _conversation(interview, member)
    if turns := _turn_story(story, offset):
        blocks.append(kit.actions(turns))
    return kit.modal("Person", blocks)


def _turn_story(story: PersonStory, offset: int) -> list[kit.Element]:
    earlier, later = offset + CONVERSATIONS_SHOWN, max(offset - CONVERSATIONS_SHOWN, 0)
    turns = []
    if offset:
        turns.append(kit.button("Later conversations", Do.PERSON_LATER, f"{story.contact.id}:{later}"))
    if earlier < len(story.interviews):
        turns.append(kit.button("Earlier conversations", Do.PERSON_EARLIER, f"{story.contact.id}:{earlier}"))
    return turns


def _conversation(interview: Interview, member: Member) -> list[kit.Block]:
    blocks: list[kit.Block] = [
        kit.divider(),
        kit.section(f"*{span(interview.started_at, interview.ended_at, member.zone)}*"),
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
    if interview.thank_you is ThankYou.DUE:
        draft = kit.button(
            "Draft the note", Do.NOTE_DRAFT, interview.id, about=interview.contact.details.name
        )
        blocks.append(kit.actions([draft]))
    return blocks


def _thank_you_line(interview: Interview, member: Member) -> str:
    if interview.thank_you is ThankYou.DUE or interview.thank_you_closed_at is None:
        return "Thank-you not sent"
    return f"Thank-you {interview.thank_you}, {day_and_time(interview.thank_you_closed_at, member.zone)}"
