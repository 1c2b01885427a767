"""The forms in which people are brought in: where to paste them, which column says what, and who is found."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256

from core.import_csv import Columns
from core.import_person import LABELS, Known
from core.import_reading import Reading
from core.model import NOWHERE, PostedMessage
from views import inputs, kit
from views.ids import Form
from views.import_words import amiss_blocks, how_it_was_read, people, preview

PASTED_LIMIT = 3000
"""Characters: as many as a field of Slack's takes, which sends what is longer as a file."""

NONE = "none"
_MANY_COLUMNS, _SHORT_LABEL = 25, 24
"""Ten menus of a hundred long labels would be more than a view of Slack's holds (250 KB)."""

_WHERE = (
    "*Send me the file, here in our messages.* I read LinkedIn's `Connections.csv`, any other CSV file, and "
    "vCards from a phone or mail program; a zip file with one of them in it will do, and so will the one "
    "that `/interview export` sends."
)
_LINKEDIN = (
    "LinkedIn: Settings, Data privacy, Get a copy of your data, Connections. LinkedIn writes to you when it "
    "is ready."
)
QUIET = (
    "I don't nudge you about any of them, and share nothing of them with the cohort, unless you choose so "
    "person by person."
)


@dataclass(frozen=True, slots=True)
class ImportForm:
    """What the form is about: a file and the message that tells of it, or else the text in it.

    ``seen``: the fingerprint of what its preview shows; "" where it shows none.
    """

    file_id: str = ""
    channel: str = ""
    ts: str = ""
    seen: str = ""
    version: int = 1

    @classmethod
    def of(cls, file_id: str, posted: PostedMessage | None) -> "ImportForm":
        where = posted or NOWHERE
        return cls(file_id, where.channel, where.ts)

    @classmethod
    def load(cls, private_metadata: str) -> "ImportForm":
        return cls(**json.loads(private_metadata))

    def dump(self) -> str:
        return json.dumps(asdict(self))

    @property
    def posted(self) -> PostedMessage | None:
        """Where the message about the file stands."""
        return PostedMessage(self.channel, self.ts) if self.ts else None


def fingerprint(columns: Columns, text: str) -> str:
    """Tells whether what is submitted is what was shown."""
    said = json.dumps([sorted(columns.items()), text])
    return sha256(said.encode()).hexdigest()[:16]


def start_form() -> kit.View:
    """How to send a file, and a field to paste into."""
    pasted = inputs.text_input(
        "", PASTED_LIMIT, multiline=True, example="Name, organisation, role, e-mail\nDana Wu, …"
    )
    return kit.modal(
        "Import people",
        [
            kit.section(_WHERE),
            kit.context(_LINKEDIN),
            inputs.field(
                "text",
                "Or paste the people here",
                pasted,
                hint="One in a line, with or without a line of headings. Copied rows of a table will do.",
            ),
            kit.context(QUIET),
        ],
        callback_id=Form.IMPORT_PASTED,
        submit="Next",
        close="Cancel",
    )


def columns_form(reading: Reading, about: ImportForm, text: str = "") -> kit.View:
    """Who was found, and which column says what; with the pasted text, to be changed."""
    blocks = [*_found(reading)]
    if reading.is_table:
        blocks += [kit.divider(), kit.section("*Which column says what?*")]
        blocks += [_column(known, label, reading) for known, label in LABELS.items()]
    if not about.file_id:
        field = inputs.text_input(text, PASTED_LIMIT, multiline=True)
        blocks.append(inputs.field("text", "What you pasted", field))
    seen = fingerprint(reading.columns, text) if reading.found.people else ""
    about = ImportForm(about.file_id, about.channel, about.ts, seen)
    return kit.modal(
        "Import people",
        blocks,
        callback_id=Form.IMPORT,
        submit=f"Import {people(len(reading.found.people))}" if seen else "Preview",
        close="Cancel",
        private_metadata=about.dump(),
    )


def _found(reading: Reading) -> list[kit.Block]:
    if not reading.knows_names:
        return [kit.section("*Which column holds the names?* Choose it below, and I show you who I find.")]
    return [kit.section(preview(reading)), *amiss_blocks(reading.found), *how_it_was_read(reading)]


def _column(known: Known, label: str, reading: Reading) -> kit.Block:
    limit = kit.BUTTON_LIMIT if len(reading.column_names) <= _MANY_COLUMNS else _SHORT_LABEL
    names = enumerate(reading.column_names)
    options = [kit.option("None of them", NONE)]
    options += [kit.option(kit.shorten(name, limit), str(at)) for at, name in names]
    chosen = str(reading.columns.get(known, NONE))
    return inputs.field(
        known.value, label, inputs.choice_input(options, chosen), optional=known is not Known.NAME
    )


def chosen_columns(values: Mapping[str, str]) -> dict[Known, int]:
    """Which columns were chosen in the form."""
    return {known: int(at) for known in Known if (at := values.get(known.value, NONE)).isdecimal()}


def waiting(name: str = "") -> kit.View:
    """What stands there while a file is read."""
    what = f" {kit.bold(name, 100)}" if name else " the file"
    return kit.modal("Import people", [kit.section(f"I am reading{what}. This takes a moment.")])


def under_way() -> kit.View:
    """What is left of the form once the import has begun."""
    told = "*I am bringing them in.* You find how it goes in our messages."
    return kit.modal("Import people", [kit.section(told), kit.context(QUIET)], close="Done")
