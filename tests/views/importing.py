"""Imports with the emptiest and the fullest content: Slack would take it."""

from collections.abc import Iterator
from datetime import UTC, datetime

from core.import_csv import MOST_COLUMNS, FoundPeople
from core.import_person import Amiss, Known, NewPerson
from core.import_reading import Reading
from core.importing import MOST_PAIRS, Pair, Tally, Undone
from core.model import Contact, ContactDetails
from views import import_form, import_message, import_pairs, kit
from views.import_form import PASTED_LIMIT, ImportForm

NOW = datetime(2026, 11, 23, 20, 30, 0, 123456, tzinfo=UTC)
LONGEST = "&<>*ابدأ名" * 400


def _long(limit: int) -> str:
    return LONGEST[:limit]


FULL = ContactDetails(_long(120), _long(160), _long(160), _long(254), _long(60), "https://linkedin.com/in/x")
PLAIN = ContactDetails("Dana Wu")
AMISS = [
    Amiss(number, "the name has 100,000 characters, and 120 are the most", left_out=bool(number % 2))
    for number in range(40)
]
READINGS = {
    "plain": Reading("a.csv", FoundPeople([NewPerson(PLAIN)]), ("Name",), {Known.NAME: 0}),
    "full": Reading(
        _long(300),
        FoundPeople([NewPerson(FULL)] * 30_000, AMISS),
        tuple(_long(200) for _ in range(MOST_COLUMNS)),
        dict.fromkeys(Known, MOST_COLUMNS - 1),
        "Windows-1252",
    ),
    "nobody": Reading("a.csv", FoundPeople([], AMISS[:1]), ("Name",), {Known.NAME: 0}),
    "unknown": Reading("a.csv", FoundPeople([]), ("Wer", "Wo")),
    "cards": Reading("a.vcf", FoundPeople([NewPerson(PLAIN)] * 2, [], "card")),
}
PAIRS = [Pair(Contact(1, FULL), Contact(2, FULL)), Pair(Contact(1, PLAIN), Contact(2, PLAIN))]


def messages() -> Iterator[tuple[str, kit.Message]]:
    for name, reading in READINGS.items():
        yield f"import found {name}", import_message.found(reading, "F0123456789")
    yield "import progress", import_message.progress(0, 30_000)
    full = FoundPeople([], AMISS)
    yield "import done", import_message.result(Tally(30_000, 20, 1), full, PAIRS * (MOST_PAIRS // 2), NOW)
    yield "import of nobody", import_message.result(Tally(0, 1, 0), FoundPeople([]), [], NOW)
    yield "import stopped", import_message.stopped("That file is <gone>.", Tally(2, 1, 1), NOW)
    yield "import not begun", import_message.stopped("That file is gone.", Tally(), None)
    for undone in (Undone(0, 0), Undone(1, 1), Undone(30_000, 2)):
        yield f"import undone {undone.removed}", import_message.undone(undone)


def views() -> Iterator[tuple[str, kit.View]]:
    yield "import start", import_form.start_form()
    yield "import waiting", import_form.waiting(_long(300))
    yield "import under way", import_form.under_way()
    for name, reading in READINGS.items():
        yield f"import form {name}", import_form.columns_form(reading, ImportForm("F0123456789", "D1", "1.2"))
        pasted = import_form.columns_form(reading, ImportForm(), _long(PASTED_LIMIT))
        yield f"import pasted {name}", pasted
    for place in range(3):
        yield f"import pair {place}", import_pairs.pair_form(PAIRS, place, NOW)
