"""The member's people: a list in pages, with what is next about each."""

from core.model import Member
from core.people_list import PAGE, KnownPerson, PeoplePage
from core.people_query import PeopleQuery
from core.wording import dated
from views import kit
from views.buttons import next_steps
from views.ids import Do
from views.person_words import next_in_words

_ADD = kit.button("Add a person", Do.PERSON_ADD)
_LABEL_SHOWN, _TAGS_SHOWN = 150, 60
"""Characters of each: eight people have to fit into one message."""


def people_list(page: PeoplePage, member: Member) -> kit.Message:
    """One page of people, to answer with."""
    if not page.people:
        return _nobody(page)
    blocks: list[kit.Block] = [kit.header("Your people")]
    told = ["Your people"]
    for known in page.people:
        line = _line(known, page, member)
        contact = known.record.contact
        show = kit.button("Show", Do.PERSON_SHOW, contact.id, about=contact.details.name)
        blocks.append(kit.section(f"{kit.bold(contact.label, _LABEL_SHOWN)}\n{line}", accessory=show))
        told.append(f"{kit.typed(contact.label, _LABEL_SHOWN)}: {line}")
    if page.total > PAGE or str(page.query):
        blocks.append(kit.context(_which(page)))
    blocks.append(kit.actions([*_turn(page), _ADD]))
    return kit.message("\n".join(told), blocks)


def _nobody(page: PeoplePage) -> kit.Message:
    query = page.query
    if page.only_archived:
        away = "Everybody is archived. `/interview people archived` shows them."
        return kit.message(away, [kit.section(away), kit.actions(next_steps()[:1])])
    if not str(query):
        nobody = "Nobody here yet. `/interview log` adds the first person in under a minute."
        return kit.message(nobody, [kit.section(nobody), kit.actions([*next_steps()[:1], _ADD])])
    nobody = f"I found nobody for “{kit.typed(str(query))}”."
    if not query.archived:
        nobody += " Archived people are left out; add the word `archived` to look among them."
    everyone = kit.button("Show everyone", Do.PEOPLE_LIST)
    return kit.message(nobody, [kit.section(nobody), kit.actions([everyone, _ADD])])


def _line(known: KnownPerson, page: PeoplePage, member: Member) -> str:
    """What is next, the last touch, and tags."""
    touched_at = known.record.keeping.touched_at
    about = [f"Last in touch {dated(touched_at, member.zone)}" if touched_at else "Not in touch yet"]
    if known.record.tags:
        about.append(kit.typed(", ".join(known.record.tags), _TAGS_SHOWN))
    return f"{next_in_words(known.next_action, member, page.today)}\n{' · '.join(about)}"


def _which(page: PeoplePage) -> str:
    """What was looked for, and which of those it finds are shown."""
    shown = "1 person"
    if page.total > 1:
        last = page.offset + len(page.people)
        shown = f"{page.offset + 1} to {last} of {page.total}, {_order(page.query)}"
    return f"{kit.typed(str(page.query), 100)} · {shown}" if str(page.query) else shown


def _order(query: PeopleQuery) -> str:
    if query.words:
        return "best match first"
    if query.due:
        return "longest due first"
    return "longest not in touch first" if query.quiet_days else "by name"


def _turn(page: PeoplePage) -> list[kit.Element]:
    """The buttons to other pages carry what was looked for."""
    turns = []
    if page.offset:
        turns.append(kit.button("Back", Do.PEOPLE_BACK, f"{max(page.offset - PAGE, 0)}:{page.query}"))
    if page.offset + len(page.people) < page.total:
        more = f"{page.offset + PAGE}:{page.query}"
        turns.append(kit.button("More", Do.PEOPLE_MORE, more, style="primary"))
    return turns
