import pytest

from sandbox.view_rules import view_complaints
from tests.sandbox.toys import Json, asking, home, modal, plain, section

BAD_VIEWS: list[tuple[str, Json, str]] = [
    (
        "title",
        modal(section(), title=plain("x" * 25)),
        "must be less than 25 characters [json-pointer:/view/title/text]",
    ),
    (
        "submit text",
        modal(section(), submit=plain("x" * 25)),
        "must be less than 25 characters [json-pointer:/view/submit/text]",
    ),
    ("no title", modal(section(), title=None), "missing required field: title [json-pointer:/view]"),
    ("no blocks", modal(), "no fewer than 1 items allowed [json-pointer:/view/blocks]"),
    (
        "inputs and no submit",
        modal(section(), asking("a"), submit=None),
        "must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/1/input]",
    ),
    (
        "metadata",
        modal(section(), private_metadata="x" * 3001),
        "must be less than 3001 characters [json-pointer:/view/private_metadata]",
    ),
    (
        "callback_id",
        modal(section(), callback_id="x" * 256),
        "must be less than 256 characters [json-pointer:/view/callback_id]",
    ),
    (
        "unknown field",
        modal(section(), colour="red"),
        "invalid additional property: colour [json-pointer:/view]",
    ),
    ("other type", modal(section(), type="popup"), "must be a valid enum value [json-pointer:/view/type]"),
]


@pytest.mark.parametrize(
    ("view", "complaint"), [case[1:] for case in BAD_VIEWS], ids=[c[0] for c in BAD_VIEWS]
)
def test_a_malformed_modal_is_refused_by_place(view: Json, complaint: str) -> None:
    assert f"[ERROR] {complaint}" in view_complaints(view, "modal")


def test_a_home_tab_has_no_title_and_no_submit() -> None:
    complaints = view_complaints(home(section(), title=plain("Home"), submit=plain("Go")), "home")
    assert len(complaints) == 2
