import pytest

from sandbox.block_rules import block_complaints
from tests.sandbox.toys import actions, asking, button, section

TABLE = {"type": "table", "rows": [[{"type": "raw_text", "text": "A"}]]}
MARKDOWN = {"type": "markdown", "text": "x" * 6001}


@pytest.mark.parametrize(("surface", "most"), [("message", 50), ("modal", 100), ("home", 100)])
def test_a_surface_has_so_many_blocks(surface: str, most: int) -> None:
    assert block_complaints([{"type": "divider"}] * most, surface) == []
    assert block_complaints([{"type": "divider"}] * (most + 1), surface) == [
        f"[ERROR] no more than {most} items allowed [json-pointer:/blocks]"
    ]


def test_a_block_id_is_there_once() -> None:
    complaints = block_complaints([section(block_id="a"), section(block_id="a")], "message")
    assert complaints == ["[ERROR] block_id already exists: a [json-pointer:/blocks/1/block_id]"]


def test_an_action_id_is_in_a_block_once() -> None:
    assert block_complaints([actions(button("a"), button("a"))], "message")
    assert not block_complaints([actions(button("a")), actions(button("a"))], "message")


def test_only_one_element_takes_the_focus() -> None:
    focused = [asking(name, focus_on_load=True) for name in ("a", "b")]
    assert block_complaints(focused, "modal")


def test_a_message_has_one_table_and_so_much_markdown() -> None:
    assert block_complaints([TABLE, TABLE], "message")
    assert block_complaints([MARKDOWN, MARKDOWN], "message")
