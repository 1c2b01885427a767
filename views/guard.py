"""What stands at the top of a draft to somebody with whom a cohort mate is in touch already."""

from zlib import crc32

from core.guard import Collision
from core.people_choice import Whom
from views import inputs, kit
from views.ids import Do

KNOWINGLY = "knowingly"

IN_TOUCH = (
    "*A cohort mate is in touch with this person.* You can ask for an introduction instead of writing on "
    "your own: they are asked in private, and only if they say yes do you learn who they are."
)
"""What sharing somebody for the warning tells others (views.sharing shows it beforehand)."""

_FULL = (
    "*As many of the cohort as agreed are in touch with this person this term.* One more ask may be one too "
    "many for them. You can ask for an introduction instead: in private, and only a yes tells you whose."
)


def block_id_of(whom: Whom | None) -> str:
    """Where a member says that they write all the same: to another person that is another answer."""
    return f"{KNOWINGLY}.{crc32(str(whom).encode())}"


def warning(collision: Collision, whom: Whom | None, *, knowingly: bool) -> list[kit.Block]:
    """The warning, with the way to an introduction; nothing where there is nobody to think of."""
    if collision is Collision.CLEAR:
        return []
    introduce = kit.actions([kit.button("Ask for an introduction", Do.DRAFT_INTRODUCE, style="primary")])
    told = kit.section(_FULL if collision is Collision.FULL else IN_TOUCH)
    blocks = [told, introduce]
    if collision is Collision.FULL:
        blocks.append(_all_the_same(whom, knowingly=knowingly))
    return [*blocks, kit.divider()]


def _all_the_same(whom: Whom | None, *, knowingly: bool) -> kit.Block:
    option = kit.option("I have my own reason to write to them now", KNOWINGLY)
    box = inputs.checkboxes([option], [KNOWINGLY] if knowingly else [])
    return inputs.field(block_id_of(whom), "Write to them all the same?", box, optional=True)
