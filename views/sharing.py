"""What I share with the cohort: person by person, with the very sentences that others are told."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from core.introduction import SOMEONE, About
from core.match_keys import subject_key
from core.model import Contact
from core.shares import TO_START_WITH, Share, SharedPerson, Shares
from core.sharing import PAGE, SharingPage
from views import cohort_ask, guard, inputs, kit
from views.ids import Do, Form

_LABELS = {
    Share.GUARD: ("Warn a cohort mate", "who is about to write to them. It never says who you are."),
    Share.ORGANISATION: ("That I know somebody there", "Their organisation and field of work, no name."),
    Share.NAME: ("Their name", "and role, and that I offer to introduce. Includes the two above."),
}
_IN_SHORT = {
    Share.GUARD: "warning",
    Share.ORGANISATION: "that you know somebody there",
    Share.NAME: "name, and that you introduce",
}
_NOTHING = "Nothing. Nobody is told anything about them."
_NEVER = (
    "Never your notes, and never that it is you. Whoever wants an introduction asks through me: I ask you in "
    "private, and only your yes is heard. You can take everything back at any time. What you took away from "
    "a talk you share by itself, and see it first: `/interview share`."
)


@dataclass(frozen=True, slots=True)
class ShareForm:
    """Whom such a form is about, and the modal below it: the list from ``offset`` on, or their story."""

    contact_id: int
    below: str = ""
    offset: int | None = None
    version: int = 1

    @classmethod
    def load(cls, private_metadata: str) -> "ShareForm":
        return cls(**json.loads(private_metadata))

    def dump(self) -> str:
        return json.dumps(asdict(self))


def previews(contact: Contact, shares: Shares) -> list[str]:
    """What others are told, in their own order. They are told it only if they ask, or are about to write."""
    return [*_previews(contact, shares)]


def _previews(contact: Contact, shares: Shares) -> Iterator[str]:
    details = contact.details
    if Share.GUARD in shares:
        yield f"Before they write to {kit.typed(details.name, 100)} themselves:\n>{guard.IN_TOUCH}"
    if Share.ORGANISATION in shares:
        for about, subject in ((About.ORGANISATION, details.organisation), (About.FIELD, details.field)):
            if subject.strip():
                told = cohort_ask.knows(SOMEONE, about, subject)
                shorter = " or a shorter name of it" if _has_shorter(about, subject) else ""
                yield f"When they ask about {kit.typed(subject, 100)}{shorter}:\n>{told}"
        if not (details.organisation.strip() or details.field.strip()):
            yield "Nothing yet of where they are: neither an organisation nor a field of work is known."
    if Share.NAME in shares:
        yield f"And with it:\n>{cohort_ask.offers(contact)}"


def _has_shorter(about: About, subject: str) -> bool:
    """Whether an organisation is found by less than its whole name (core.organisation_names)."""
    return about is About.ORGANISATION and " " in subject_key(subject)


def share_form(person: SharedPerson, chosen: Shares, about: ShareForm) -> kit.View:
    """The form with the boxes ticked that are ``chosen``, and below them what others are told then."""
    contact = person.contact
    options = [kit.option(label, share.value, below) for share, (label, below) in _LABELS.items()]
    ticked = [share.value for share in Share if share in chosen]
    # Another block for another choice: Slack keeps what was ticked in one that it knows.
    boxes = inputs.field(
        f"shares:{','.join(ticked)}",
        "What the cohort may know",
        inputs.checkboxes(options, ticked),
        optional=True,
    )
    told = [kit.section(text) for text in previews(contact, chosen)] or [kit.section(_NOTHING)]
    return kit.modal(
        "What I share",
        [
            kit.section(f"About {kit.bold(contact.label)}"),
            inputs.live(boxes, Do.SHARE_FIELDS),
            kit.section("*What cohort mates are told, word for word*"),
            *told,
            kit.context(_NEVER),
        ],
        callback_id=Form.SHARE,
        submit="Save",
        close="Cancel",
        private_metadata=about.dump(),
    )


def saved(person: SharedPerson) -> kit.View:
    """What is shared now."""
    told = [kit.section(text) for text in previews(person.contact, person.shares)]
    return kit.modal(
        "Saved",
        [
            kit.section(f"*What cohort mates are told about {kit.typed(person.contact.label)}*"),
            *(told or [kit.section(_NOTHING)]),
        ],
        close="Done",
    )


def in_short(shares: Shares) -> str:
    """What is shared, in a few words."""
    shown = [words for share, words in _IN_SHORT.items() if share in shares]
    if Share.NAME in shares:
        shown = [_IN_SHORT[Share.NAME]]
    return ", ".join(shown) or "nothing"


def overview(page: SharingPage) -> kit.View:
    """All of it, person by person."""
    blocks: list[kit.Block] = [kit.section(_how_many(page)), kit.section(_new_people(page), _start_button())]
    for person in page.people:
        about = person.contact.details.name
        change = kit.button("Change", Do.SHARE_OPEN, f"{person.contact.id}:{page.offset}", about=about)
        blocks.append(
            kit.section(f"{kit.bold(person.contact.label)}\nShared: {in_short(person.shares)}", change)
        )
    if steps := [*_turn(page), *_stop(page)]:
        blocks.append(kit.actions(steps))
    blocks.append(kit.context("Your notes are never shared, and nobody is told whose a person is."))
    return kit.modal("What I share", blocks)


def _how_many(page: SharingPage) -> str:
    if page.total == 0:
        return "You have nobody in your list yet, so there is nothing to share."
    people = "person" if page.total == 1 else "people"
    if page.shared == 0:
        return f"You share nothing. You know {page.total} {people}."
    if page.total == 1:
        return "You share something of the one person you know."
    return f"You share something of {page.shared} of your {page.total} people."


def _new_people(page: SharingPage) -> str:
    return f"*New people start with:* {in_short(page.start_with)}"


def _start_button() -> kit.Element:
    return kit.button("Change", Do.SHARES_START, about="new people start with")


def _turn(page: SharingPage) -> list[kit.Element]:
    turns = []
    if page.offset:
        turns.append(kit.button("Back", Do.SHARES_BACK, max(page.offset - PAGE, 0)))
    if page.offset + len(page.people) < page.total:
        turns.append(kit.button("More", Do.SHARES_MORE, page.offset + PAGE))
    return turns


def _stop(page: SharingPage) -> list[kit.Element]:
    if not (page.shared or page.start_with):
        return []
    sure = kit.confirm(
        "Share nothing?",
        "Nobody is told anything about your people any more. What you are asked about them is taken back.",
        "Share nothing",
        "Keep it",
    )
    return [kit.button("Share nothing", Do.SHARES_STOP, style="danger", confirm=sure)]


def start_form(page: SharingPage, below: str) -> kit.View:
    """What new people are shared with from the beginning."""
    options = [kit.option(_LABELS[share][0], share.value, _LABELS[share][1]) for share in TO_START_WITH]
    unchosen = kit.option("Also for those of whom I have not chosen anything yet", "yes")
    return kit.modal(
        "New people",
        [
            kit.section("Whom you add from now on, the cohort may know this of. You can change it for each."),
            inputs.field(
                "shares",
                "New people start with",
                inputs.checkboxes(
                    options, [share.value for share in TO_START_WITH if share in page.start_with]
                ),
                optional=True,
            ),
            inputs.field("known", "The people you have", inputs.checkboxes([unchosen]), optional=True),
        ],
        callback_id=Form.SHARES_START,
        submit="Save",
        close="Cancel",
        private_metadata=below,
    )


def story_blocks(person: SharedPerson | None) -> list[kit.Block]:
    """What is shared of somebody, for their story; nothing for whoever is in no cohort."""
    if person is None:
        return []
    name = person.contact.details.name
    change = kit.button("What I share", Do.SHARE_OPEN, person.contact.id, about=name)
    return [kit.section(f"Shared with the cohort: {in_short(person.shares)}", change)]
