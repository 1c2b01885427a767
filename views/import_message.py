"""The messages about an import: who was found in a file, how far it is, what came of it."""

from datetime import datetime

from core.import_csv import FoundPeople
from core.import_reading import Reading
from core.importing import Pair, Tally, Undone
from views import kit
from views.ids import Do
from views.import_form import QUIET
from views.import_words import amiss_blocks, amiss_words, how_it_was_read, people, preview


def found(reading: Reading, file_id: str) -> kit.Message:
    """Who is in a file that was sent, and the buttons that bring them in."""
    choose = kit.button("Choose the columns", Do.IMPORT_COLUMNS, file_id)
    if not reading.knows_names:
        told = f"{kit.bold(reading.name, 100)}: I can't tell which column holds the names."
        return kit.message(told, [kit.section(told), kit.actions([choose | {"style": "primary"}])])
    told = preview(reading)
    blocks = [kit.section(told), *amiss_blocks(reading.found), *how_it_was_read(reading)]
    buttons = []
    if count := len(reading.found.people):
        label = f"Import {people(count)}"
        buttons.append(kit.button(label, Do.IMPORT_START, file_id, style="primary"))
        blocks.append(kit.context(QUIET))
    buttons += [choose] if reading.is_table else []
    if buttons:
        blocks.append(kit.actions(buttons))
    return kit.message("\n".join([told, *amiss_words(reading.found)]), blocks)


def progress(done: int, total: int) -> kit.Message:
    """How far it is."""
    told = f"I am bringing in your people: {done:,} of {total:,}."
    return kit.message(told, [kit.section(told)])


def result(tally: Tally, found: FoundPeople, pairs: list[Pair], came_at: datetime) -> kit.Message:
    """What came of it, and what can be done about it."""
    lines = [_came(tally)]
    if len(pairs):
        lines.append(_may_be(len(pairs)))
    lines += amiss_words(found, is_done=True)
    blocks = [kit.section(line) for line in lines]
    if tally.added:
        blocks.append(kit.context(QUIET))
    blocks.append(kit.actions(_steps(tally, pairs, came_at)))
    return kit.message("\n".join(lines), blocks)


def _came(tally: Tally) -> str:
    was = "is" if tally.added == 1 else "are"
    told = [f"*{people(tally.added)} {was} in.*" if tally.added else "*Nobody new came in.*"]
    if tally.completed:
        told.append(f"Of {people(tally.completed)} you know I noted what I did not have yet.")
    if tally.known:
        had = "was" if tally.known == 1 else "were"
        told.append(f"{people(tally.known)} {had} here already, just so.")
    return " ".join(told)


def _may_be(count: int) -> str:
    return (
        f"*{people(count)} may be the same as somebody you know.* I brought them in, and ask you about each."
    )


def _steps(tally: Tally, pairs: list[Pair], came_at: datetime) -> list[kit.Element]:
    steps = []
    if pairs:
        steps.append(kit.button("Look at them", Do.IMPORT_PAIRS, came_at.isoformat(), style="primary"))
    steps.append(kit.button("People", Do.PEOPLE_LIST))
    if tally.added:
        steps.append(_undo(came_at))
    return steps


def _undo(came_at: datetime) -> kit.Element:
    asked = kit.confirm(
        "Take them out again?",
        "Everybody of this import goes, except those with whom you have done something since. What you "
        "changed about the others goes too.",
        "Take them out",
        "Keep them",
        style="danger",
    )
    return kit.button("Undo this import", Do.IMPORT_UNDO, came_at.isoformat(), confirm=asked)


def stopped(sentence: str, tally: Tally, came_at: datetime | None) -> kit.Message:
    """Something came between."""
    lines = [kit.escape(sentence)]
    if tally.added:
        lines.append(f"{_came(tally)} Send the file again to go on: nobody comes in twice.")
    blocks = [kit.section(line) for line in lines]
    if tally.added and came_at:
        blocks.append(kit.actions([_undo(came_at)]))
    return kit.message("\n".join(lines), blocks)


def undone(what: Undone) -> kit.Message:
    """The import was taken back."""
    was = "is" if what.removed == 1 else "are"
    told = f"*{people(what.removed)} {was} taken out again.*"
    if what.kept:
        stays = "stays" if what.kept == 1 else "stay"
        told += f" {people(what.kept)} {stays}: you have done something with them since."
    return kit.message(told, [kit.section(told)])
