"""Reading what a question after a talk was about."""

from typing import cast

import pytest

from core.errors import NotYours
from core.model import Owner
from handlers.ports import Slack
from handlers.reflection import about
from handlers.requests import Action


def tap(block_id: str) -> Action:
    return Action(
        owner=Owner("T1", "U1"),
        slack=cast(Slack, None),
        trigger_id="",
        response_url="",
        action_id="field.choose",
        value="policy",
        block_id=block_id,
        values={"field.3": "", "field.4": "policy", "energy.9": "2"},
    )


def test_of_several_people_in_one_form_it_is_about_the_one_whose_field_was_chosen() -> None:
    assert [about(tap(block_id), "field") for block_id in ("field.3", "field.4")] == [3, 4]


@pytest.mark.parametrize("block_id", ["energy.9", "field", "field.x", ""])
def test_what_was_not_asked_is_about_nobody(block_id: str) -> None:
    with pytest.raises(NotYours):
        about(tap(block_id), "field")
