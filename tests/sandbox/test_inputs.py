from datetime import UTC, date, datetime, time

import pytest

from sandbox import Person, Submitted
from tests.sandbox.conftest import OpenModal
from tests.sandbox.toys import (
    Json,
    SocketApp,
    asking,
    choices,
    modal,
    submitted,
)

TROUBLE = "We had some trouble connecting. Try again?"


EMPTY: list[tuple[str, Json, Json]] = [
    ("plain_text_input", {}, {"value": None}),
    ("email_text_input", {}, {"value": None}),
    ("url_text_input", {}, {"value": None}),
    ("number_input", {"is_decimal_allowed": True}, {"value": None}),
    ("rich_text_input", {}, {"rich_text_value": None}),
    ("datepicker", {}, {"selected_date": None}),
    ("timepicker", {}, {"selected_time": None}),
    ("datetimepicker", {}, {"selected_date_time": None}),
    ("static_select", {"options": choices("a")}, {"selected_option": None}),
    ("external_select", {}, {"selected_option": None}),
    ("users_select", {}, {"selected_user": None}),
    ("conversations_select", {}, {"selected_conversation": None}),
    ("channels_select", {}, {"selected_channel": None}),
    ("radio_buttons", {"options": choices("a")}, {"selected_option": None}),
    ("multi_static_select", {"options": choices("a")}, {"selected_options": []}),
    ("multi_external_select", {}, {"selected_options": []}),
    ("multi_users_select", {}, {"selected_users": []}),
    ("multi_conversations_select", {}, {"selected_conversations": []}),
    ("multi_channels_select", {}, {"selected_channels": []}),
    ("checkboxes", {"options": choices("a")}, {"selected_options": []}),
    ("file_input", {}, {"files": []}),
]


@pytest.mark.parametrize(("kind", "fields", "held"), EMPTY, ids=[kind for kind, _, _ in EMPTY])
async def test_an_empty_input_submits_nothing_in_the_shape_of_its_element(
    kind: str, fields: Json, held: Json, open_modal: OpenModal, app: SocketApp, maya: Person
) -> None:
    await open_modal(modal(asking("it", kind, optional=True, **fields)))
    _, payload = await submitted(app, maya)
    assert payload["view"]["state"]["values"] == {"it": {"entry": {"type": kind, **held}}}


AB = [{"text": {"type": "plain_text", "text": each.title(), "emoji": True}, "value": each} for each in "ab"]
INITIAL: list[tuple[str, Json, Json]] = [
    ("plain_text_input", {"initial_value": "Dana"}, {"value": "Dana"}),
    ("number_input", {"is_decimal_allowed": False, "initial_value": "3"}, {"value": "3"}),
    ("datepicker", {"initial_date": "2026-11-20"}, {"selected_date": "2026-11-20"}),
    (
        "timepicker",
        {"initial_time": "09:30", "timezone": "Europe/Berlin"},
        {"selected_time": "09:30", "timezone": "Europe/Berlin"},
    ),
    ("datetimepicker", {"initial_date_time": 1795446000}, {"selected_date_time": 1795446000}),
    (
        "static_select",
        {"options": choices("a", "b"), "initial_option": choices("b")[0]},
        {"selected_option": AB[1]},
    ),
    (
        "checkboxes",
        {"options": choices("a", "b"), "initial_options": choices("a", "b")},
        {"selected_options": AB},
    ),
    ("users_select", {"initial_user": "U07MAYA4KQ2"}, {"selected_user": "U07MAYA4KQ2"}),
    ("multi_channels_select", {"initial_channels": ["C07GENERAL1"]}, {"selected_channels": ["C07GENERAL1"]}),
]


@pytest.mark.parametrize(("kind", "fields", "held"), INITIAL, ids=[kind for kind, _, _ in INITIAL])
async def test_an_untouched_input_submits_its_initial_value(
    kind: str, fields: Json, held: Json, open_modal: OpenModal, app: SocketApp, maya: Person
) -> None:
    await open_modal(modal(asking("it", kind, **fields)))
    _, payload = await submitted(app, maya)
    assert payload["view"]["state"]["values"] == {"it": {"entry": {"type": kind, **held}}}


FILLED: list[tuple[str, Json, object, Json]] = [
    ("plain_text_input", {"multiline": True}, "two\nlines", {"value": "two\nlines"}),
    ("plain_text_input", {}, "two\nlines", {"value": "two lines"}),
    ("plain_text_input", {"initial_value": "Dana"}, "", {"value": None}),
    ("datepicker", {}, date(2026, 11, 20), {"selected_date": "2026-11-20"}),
    ("timepicker", {}, time(9, 30), {"selected_time": "09:30"}),
    ("datetimepicker", {}, datetime(2026, 11, 23, 15, tzinfo=UTC), {"selected_date_time": 1795446000}),
    ("static_select", {"options": choices("a", "b")}, "b", {"selected_option": AB[1]}),
    ("radio_buttons", {"options": choices("a", "b")}, "B", {"selected_option": AB[1]}),
    ("multi_static_select", {"options": choices("a", "b")}, ["b", "a"], {"selected_options": AB[::-1]}),
    ("users_select", {}, "@jonas", {"selected_user": "U07JONAS8W1"}),
    ("multi_users_select", {}, ["jonas", "U07RUTH5F06"], {"selected_users": ["U07JONAS8W1", "U07RUTH5F06"]}),
    ("conversations_select", {}, "#cohort", {"selected_conversation": "C07COHORT42"}),
    ("conversations_select", {}, "D07MAYA0001", {"selected_conversation": "D07MAYA0001"}),
    ("channels_select", {}, "#career-cohort", {"selected_channel": "C07CAREER77"}),
    ("number_input", {"is_decimal_allowed": False}, 5, {"value": "5"}),
    (
        "timepicker",
        {"timezone": "Asia/Kolkata"},
        "16:45",
        {"selected_time": "16:45", "timezone": "Asia/Kolkata"},
    ),
    ("checkboxes", {"options": choices("a", "b")}, ["a", "B"], {"selected_options": AB}),
    (
        "checkboxes",
        {"options": choices("a"), "initial_options": choices("a")},
        None,
        {"selected_options": []},
    ),
]


@pytest.mark.parametrize(
    ("kind", "fields", "entry", "held"), FILLED, ids=[f"{kind} {entry!r}" for kind, _, entry, _ in FILLED]
)
async def test_a_person_fills_in_every_kind_of_input(
    kind: str, fields: Json, entry: object, held: Json, open_modal: OpenModal, maya: Person
) -> None:
    await open_modal(modal(asking("it", kind, optional=True, **fields)))
    maya.fill(it=entry)
    assert maya.modals[-1].values == {"it": {"entry": {"type": kind, **held}}}


CLIENT_CHECKS: list[tuple[str, Json, object, str]] = [
    ("plain_text_input", {}, None, "Please complete this required field."),
    ("multi_static_select", {"options": choices("a")}, [], "Please complete this required field."),
    ("plain_text_input", {"min_length": 3}, "ab", "Please use at least 3 characters."),
    ("plain_text_input", {"max_length": 3}, "abcd", "Please use at most 3 characters."),
    ("plain_text_input", {}, "x" * 3001, "Please use at most 3000 characters."),
    ("email_text_input", {}, "dana at home", "Please enter a valid email address."),
    ("url_text_input", {}, "example", "Please enter a valid URL."),
    ("number_input", {"is_decimal_allowed": False}, "1.5", "Please enter a whole number."),
    ("number_input", {"is_decimal_allowed": True}, "many", "Please enter a number."),
    (
        "number_input",
        {"is_decimal_allowed": False, "min_value": "5"},
        "4",
        "Please enter a number of at least 5.",
    ),
    (
        "number_input",
        {"is_decimal_allowed": False, "max_value": "5"},
        "6",
        "Please enter a number of at most 5.",
    ),
    (
        "multi_static_select",
        {"options": choices("a", "b"), "max_selected_items": 1},
        ["a", "b"],
        "Please select at most 1 items.",
    ),
]


@pytest.mark.parametrize(
    ("kind", "fields", "entry", "error"), CLIENT_CHECKS, ids=[case[3] + case[0] for case in CLIENT_CHECKS]
)
async def test_the_client_checks_a_form_before_the_app_sees_it(
    kind: str, fields: Json, entry: object, error: str, open_modal: OpenModal, maya: Person
) -> None:
    await open_modal(modal(asking("it", kind, **fields)))
    maya.fill(it=entry)
    assert await maya.submit() == Submitted({"it": error})


async def test_a_form_that_fails_the_clients_checks_never_reaches_the_app(
    open_modal: OpenModal, app: SocketApp, maya: Person
) -> None:
    await open_modal(modal(asking("it")))
    assert (await maya.submit()).errors
    with pytest.raises(TimeoutError):
        await app.receive(within=0.01)


NOT_OFFERED: list[tuple[str, Json, str]] = [
    ("users_select", {}, "marek"),
    ("multi_users_select", {}, "nobody"),
    ("channels_select", {}, "#mentors"),
    ("channels_select", {}, "D07MAYA0001"),
    ("conversations_select", {}, "#others"),
    ("conversations_select", {}, "D07JONAS002"),
    ("conversations_select", {"filter": {"include": ["public"]}}, "#mentors"),
    ("conversations_select", {"filter": {"include": ["public", "private"]}}, "D07MAYA0001"),
    ("conversations_select", {"filter": {"exclude_bot_users": True}}, "D07MAYA0001"),
    ("conversations_select", {"filter": {"exclude_external_shared_channels": True}}, "#career-cohort"),
]


@pytest.mark.parametrize(("kind", "fields", "entry"), NOT_OFFERED, ids=str)
async def test_a_menu_offers_a_person_only_what_is_theirs_to_choose(
    kind: str, fields: Json, entry: str, open_modal: OpenModal, maya: Person, jonas: Person
) -> None:
    await maya.create_channel("mentors", private=True)
    await jonas.create_channel("others", private=True)
    await open_modal(modal(asking("it", kind, **fields)))
    with pytest.raises(LookupError):
        maya.fill(it=entry)


async def test_a_menu_of_conversations_offers_ones_own_private_channels(
    open_modal: OpenModal, maya: Person
) -> None:
    channel = await maya.create_channel("mentors", private=True)
    await open_modal(modal(asking("it", "conversations_select", filter={"include": ["private"]})))
    maya.fill(it="#mentors")
    assert maya.modals[-1].values["it"]["entry"]["selected_conversation"] == channel
