"""The form that deletes everything: what there is, in words, and the word that confirms it."""

import pytest

from core.belongings import Holdings
from core.forgetting import ToForget
from views.forget_form import form, is_confirmed


def _said(found: ToForget) -> str:
    return "\n".join(block["text"]["text"] for block in form(found)["blocks"] if block["type"] == "section")


def test_what_is_not_there_is_not_named() -> None:
    said = _said(ToForget(Holdings()))
    assert "• your settings" in said
    assert said.count("•") == 1
    assert "cohort, your questions" not in said


def test_one_is_one_and_several_are_several() -> None:
    one = _said(ToForget(Holdings(1, 1, 1, 1, 1, 1, 1, 1, 1, 1)))
    assert "• 1 person\n• 1 conversation\n• 1 conversation that was agreed\n• 1 draft of asks" in one
    two = _said(ToForget(Holdings(2, 2, 2, 2, 2, 2, 2, 2, 2, 2)))
    assert "• 2 people\n• 2 conversations\n• 2 conversations that were agreed\n• 2 drafts of asks" in two
    assert "• 2 notes of being in touch\n• 2 things that you promised or were advised" in two


def test_whoever_leads_the_cohort_alone_is_told_what_becomes_of_it() -> None:
    assert "You facilitate" not in _said(ToForget(Holdings(), "C1"))
    assert "<#C1>" in _said(ToForget(Holdings(), "C1"))
    assert "whoever of it presses *I facilitate*" in _said(ToForget(Holdings(), "C1", leads_alone=True))


@pytest.mark.parametrize("typed", ["forget", " Forget ", "FORGET.", "“forget”", '"forget"'])
def test_the_word_confirms_however_it_is_written(typed: str) -> None:
    assert is_confirmed(typed)


@pytest.mark.parametrize("typed", ["", "yes", "delete", "do not forget", "forge"])
def test_nothing_else_does(typed: str) -> None:
    assert not is_confirmed(typed)
