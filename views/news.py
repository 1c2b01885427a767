"""Telling one's news: the form, the list of notes in the DM, and one note at a time."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from core.model import Member
from core.news import Helper, News, NewsNote, NoteState
from core.telling import ToTell
from core.wording import short_day
from views import inputs, kit, mailto
from views.draft_text import SUBJECT_LIMIT, TEXT_LIMIT
from views.ids import Do, Form
from views.log_form import NAME_LIMIT

NEWS_LIMIT = 300
SHOWN = 6
"""Notes listed at a time, as many as fit into one message; the next ones move up."""

A_GROUP = 10
"""Boxes in one field (Slack's limit)."""

TICKED = "helped"
"""How the names of the fields with boxes begin."""

NOBODY = "There is nobody to tell yet. /interview log adds the people you talk with, and what they said."

_GAVE, _TALKED = "They gave you advice, or a name", "You talked with them"
_LABEL_SHOWN, _NEWS_SHOWN, _NAMES_SHOWN = 100, 300, 500


def news_form(to_tell: ToTell, typed: str) -> kit.View:
    """The form. Who gave advice or a name is ticked: those who had a part in it hear of it (Yale)."""
    # What was typed after the command may be longer than the form takes by itself.
    limit = max(NEWS_LIMIT, len(typed))
    said = inputs.text_input(typed[:TEXT_LIMIT], min(limit, TEXT_LIMIT), example="I'll join NOAA in June")
    return kit.modal(
        "Tell your news",
        [
            *_unfinished(to_tell.unfinished),
            inputs.field("news", "Your news, in one sentence", said),
            *([] if to_tell.name else [_name()]),
            *_boxes(to_tell.helpers),
            inputs.field(
                "others",
                "Anyone else?" if to_tell.helpers else "Whom do you want to tell?",
                inputs.suggesting_many("Type a name", Do.NEWS_OTHERS),
                hint="A draft for each person follows, for you to change and to send yourself.",
                optional=True,
            ),
        ],
        callback_id=Form.NEWS,
        submit="Next",
        close="Cancel",
    )


def _name() -> kit.Block:
    own = inputs.text_input("", NAME_LIMIT, example="Maya Okafor")
    return inputs.field("name", "Your name, to sign with", own, optional=True)


def _unfinished(news: News | None) -> Iterator[kit.Block]:
    note = news.next_note() if news else None
    if news and note:
        go_on = kit.button("Go on", Do.NEWS_DRAFT, _value(news, note), about=news.text)
        said = f"Not told to everyone yet: “{kit.typed(news.text, _NEWS_SHOWN)}”\n{_progress(news)}"
        yield kit.section(said, accessory=go_on)
        yield kit.divider()


def _boxes(helpers: Sequence[Helper]) -> Iterator[kit.Block]:
    number = 0
    for gave, group in groupby(helpers, key=lambda helper: bool(helper.part.advice or helper.part.names)):
        people = list(group)
        for start in range(0, len(people), A_GROUP):
            number += 1
            options = [_box(helper) for helper in people[start : start + A_GROUP]]
            ticked = [option["value"] for option in options] if gave else []
            label = _GAVE if gave else _TALKED
            yield inputs.field(
                f"{TICKED}_{number}",
                f"{label}, too" if start else label,
                inputs.checkboxes(options, ticked),
                optional=True,
            )


def _box(helper: Helper) -> kit.Json:
    part, names = helper.part, ", ".join(helper.part.names)
    did = [
        f"Advice: {part.advice}" if part.advice else "",
        f"Named {names}" if names else "",
        f"Stayed with you: {part.takeaway}" if part.takeaway else "",
    ]
    line = " ".join(next(filter(None, did), "").split())
    return kit.option(" ".join(helper.contact.label.split()), str(helper.contact.id), line)


def message(news: News, member: Member) -> kit.Message:
    """The list of notes that are left, with where it stands; its record once none is."""
    headline = f"*Your news:* {kit.typed(news.text, _NEWS_SHOWN)}"
    left = news.in_state(NoteState.DRAFTED)
    blocks: list[kit.Block] = [kit.section(headline), kit.section(_progress(news))]
    told = [headline, _progress(news)]
    for note in left[:SHOWN]:
        blocks += [kit.section(kit.bold(note.contact.label, _LABEL_SHOWN)), kit.actions(_steps(news, note))]
        told.append(kit.typed(note.contact.label, _LABEL_SHOWN))
    if len(left) > SHOWN:
        blocks.append(kit.context(f"And {len(left) - SHOWN} more, once these are done."))
    if not left:
        lines = _record(news, member)
        blocks += [kit.section(line) for line in lines]
        told += lines
    return kit.message("\n".join(told), blocks)


def _progress(news: News) -> str:
    sent, skipped, left = (
        len(news.in_state(each)) for each in (NoteState.SENT, NoteState.SKIPPED, NoteState.DRAFTED)
    )
    told = f"{sent} of {len(news.notes)} sent"
    if skipped:
        told += f", {skipped} skipped"
    if left:
        return f"{told}. {'One is' if left == 1 else f'{left} are'} left:"
    return f"{told}. That is everyone." if sent else f"{told}."


def _record(news: News, member: Member) -> list[str]:
    closed = max((note.closed_at for note in news.notes if note.closed_at), default=news.told_at)
    lines = []
    for state, said in ((NoteState.SENT, "Told"), (NoteState.SKIPPED, "Skipped")):
        names = ", ".join(note.contact.details.name for note in news.in_state(state))
        if names:
            lines.append(f"{said}: {kit.typed(names, _NAMES_SHOWN)}")
    return [*lines, f"Done on {short_day(closed, member.zone)}."] if lines else ["Nobody is left to tell."]


def _value(news: News, note: NewsNote) -> str:
    return f"{news.id}:{note.contact.id}"


def _steps(news: News, note: NewsNote) -> list[kit.Element]:
    name = note.contact.details.name
    draft = kit.button("Draft", Do.NEWS_DRAFT, _value(news, note), style="primary", about=name)
    sent = kit.button("Sent it", Do.NEWS_SENT, _value(news, note), about=name)
    return [draft, sent, _skip(news, note)]


def _skip(news: News, note: NewsNote) -> kit.Element:
    sure = kit.confirm("Skip this note?", "They leave the list. You can still tell them.", "Skip", "Keep")
    about = note.contact.details.name
    return kit.button("Skip", Do.NEWS_SKIP, _value(news, note), about=about, confirm=sure)


def block_name(block_id: str) -> str:
    """The field whose block it is: ``text.12`` is the text to person 12."""
    return block_id.partition(".")[0]


def block_id_of(name: str, contact_id: int) -> str:
    """The block of a field: one of its own for each person, or Slack would keep what was typed to another."""
    return f"{name}.{contact_id}"


def note_form(news: News, note: NewsNote, remark: str = "") -> kit.View:
    """One draft, to be put into the member's own words. ``remark``: what became of the one before."""
    place = news.notes.index(note) + 1
    person = note.contact.id
    subject = inputs.text_input(kit.shorten(note.subject, SUBJECT_LIMIT), SUBJECT_LIMIT)
    text = inputs.text_input(kit.shorten(note.text, TEXT_LIMIT), TEXT_LIMIT, multiline=True)
    to = f"{place} of {len(news.notes)} · To {kit.bold(note.contact.label)}"
    return kit.modal(
        "Your news",
        [
            *([kit.section(kit.escape(remark))] if remark else []),
            kit.section(to),
            inputs.field(block_id_of("subject", person), "Subject", subject, optional=True),
            inputs.field(
                block_id_of("text", person),
                "Your note",
                text,
                hint="Put it in your own words. What is in [brackets] only you know.",
            ),
            kit.actions([_skip(news, note)]),
        ],
        callback_id=Form.NEWS_NOTE,
        submit="Ready to copy",
        close="Later",
        private_metadata=_value(news, note),
    )


def ready(news: News, note: NewsNote) -> kit.View:
    """A note as it is to be sent, with what can be done with it."""
    change = kit.button("Change it", Do.NEWS_DRAFT, _value(news, note), about=note.contact.details.name)
    name = note.contact.details.name
    sent = kit.button("Sent it", Do.NEWS_SENT, _value(news, note), style="primary", about=name)
    return kit.modal(
        "Your news",
        [
            kit.section(
                f"Your note to {kit.bold(note.contact.label)} is ready. "
                "Send it yourself: I never write to anyone for you."
            ),
            *(kit.copy_ready(part) for part in (note.subject, note.text) if part),
            *mailto.ways(note.contact.details.email, note.subject, note.text),
            kit.actions([sent, change, _skip(news, note)]),
        ],
        close="Later",
    )


def standing(news: News, member: Member) -> kit.View:
    """What stands in place of a note once none is left."""
    return kit.modal("Your news", message(news, member).blocks, close="Done")
