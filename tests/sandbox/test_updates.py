"""What an update does to inputs that somebody is looking at, and what actions tell of inputs around them."""

import asyncio

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Person
from tests.sandbox.conftest import OpenModal
from tests.sandbox.toys import Json, SocketApp, actions, asking, button, choices, modal, plain, submitted

GROUPED = [{"label": plain("All"), "options": choices("a", "c")}]


def held(person: Person, block_id: str = "it") -> Json:
    return person.modals[-1].values[block_id]["entry"]


async def test_an_update_leaves_an_untouched_input_as_it_was_shown(
    open_modal: OpenModal, slack: AsyncWebClient, maya: Person
) -> None:
    await open_modal(modal(asking("it", initial_value="Dana"), asking("empty", optional=True)))
    late = modal(asking("it", initial_value="Omar"), asking("empty", optional=True, initial_value="Late"))
    await slack.views_update(view_id=maya.modals[-1].id, view=late)
    assert held(maya)["value"] == "Dana"
    assert held(maya, "empty")["value"] is None


async def test_an_answer_that_updates_leaves_inputs_too(
    open_modal: OpenModal, app: SocketApp, maya: Person
) -> None:
    await open_modal(modal(asking("it", initial_value="Dana")))
    maya.fill(it="Omar")
    view = modal(asking("it", initial_value="Dana"), asking("new", initial_value="New"))
    await submitted(app, maya, {"response_action": "update", "view": view})
    assert held(maya)["value"] == "Omar"
    assert held(maya, "new")["value"] == "New"


@pytest.mark.parametrize(
    "changed",
    [
        asking("other", initial_value="Omar"),
        asking("it", "email_text_input", initial_value="Omar"),
        {**asking("it"), "element": {"type": "plain_text_input", "action_id": "x", "initial_value": "Omar"}},
    ],
    ids=["block_id", "kind", "action_id"],
)
async def test_an_input_with_another_identity_starts_with_its_initial_value(
    changed: Json, open_modal: OpenModal, slack: AsyncWebClient, maya: Person
) -> None:
    await open_modal(modal(asking("it", initial_value="Dana")))
    await slack.views_update(view_id=maya.modals[-1].id, view=modal(changed))
    ((state,),) = (element.values() for element in maya.modals[-1].values.values())
    assert state["value"] == "Omar"


@pytest.mark.parametrize(
    ("kind", "chosen", "left"),
    [
        ("static_select", "b", {"selected_option": None}),
        ("radio_buttons", "b", {"selected_option": None}),
        ("checkboxes", ["a", "b"], {"selected_options": ["a"]}),
        ("multi_static_select", ["b"], {"selected_options": []}),
    ],
)
async def test_a_chosen_option_that_is_offered_no_more_is_not_chosen(
    kind: str, chosen: object, left: Json, open_modal: OpenModal, slack: AsyncWebClient, maya: Person
) -> None:
    await open_modal(modal(asking("it", kind, options=choices("a", "b"))))
    maya.fill(it=chosen)
    offered: Json = {"option_groups": GROUPED} if "static" in kind else {"options": choices("a", "c")}
    await slack.views_update(view_id=maya.modals[-1].id, view=modal(asking("it", kind, **offered)))
    ((key, value),) = left.items()
    now = held(maya)[key]
    assert ([option["value"] for option in now] if isinstance(value, list) else now) == value


async def test_a_choice_that_is_still_offered_stays(
    open_modal: OpenModal, slack: AsyncWebClient, maya: Person
) -> None:
    await open_modal(modal(asking("it", "static_select", options=choices("a", "b"))))
    maya.fill(it="a")
    regrouped = asking("it", "static_select", option_groups=GROUPED, initial_option=choices("c")[0])
    await slack.views_update(view_id=maya.modals[-1].id, view=modal(regrouped))
    assert held(maya)["selected_option"]["value"] == "a"


async def test_the_state_of_a_message_agrees_with_the_action_and_with_those_before(
    app: SocketApp, slack: AsyncWebClient, maya: Person
) -> None:
    menu = {"type": "static_select", "action_id": "pick", "options": choices("a", "b")}
    day = {"type": "datepicker", "action_id": "day", "initial_date": "2026-11-20"}
    blocks = [actions(menu, day, button(), block_id="b")]
    posted = await slack.chat_postMessage(channel=maya.id, text="Pick", blocks=blocks)
    payload, _ = await asyncio.gather(app.answer(), maya.press("pick", option="b"))
    state = payload["state"]["values"]["b"]
    assert state["pick"]["selected_option"] == payload["actions"][0]["selected_option"]
    assert state["day"]["selected_date"] == "2026-11-20"
    payload, _ = await asyncio.gather(app.answer(), maya.press("day", value="2026-11-21"))
    await slack.chat_update(channel=maya.dm, ts=posted["ts"], text="Pick", blocks=blocks)
    payload, _ = await asyncio.gather(app.answer(), maya.press("go"))
    state = payload["state"]["values"]["b"]
    assert state["pick"]["selected_option"]["value"] == "b"
    assert state["day"]["selected_date"] == "2026-11-21"


async def test_what_one_person_chose_in_a_message_is_not_what_another_chose(
    app: SocketApp, slack: AsyncWebClient, maya: Person, jonas: Person
) -> None:
    await maya.invite_bot("#cohort")
    menu = {"type": "static_select", "action_id": "pick", "options": choices("a", "b")}
    await slack.chat_postMessage(channel="C07COHORT42", text="Pick", blocks=[actions(menu, button())])
    await asyncio.gather(app.answer(), maya.press("pick", option="b"))
    payload, _ = await asyncio.gather(app.answer(), jonas.press("go"))
    ((state,),) = (block.values() for block in payload["state"]["values"].values())
    assert state["selected_option"] is None


async def test_an_option_of_an_external_menu_in_a_message_is_chosen_after_it_was_offered(
    app: SocketApp, slack: AsyncWebClient, maya: Person
) -> None:
    menu = {"type": "external_select", "action_id": "who", "min_query_length": 1}
    posted = await slack.chat_postMessage(channel=maya.id, text="Who?", blocks=[actions(menu, block_id="b")])
    with pytest.raises(LookupError, match="not offered"):
        await maya.press("who", option="Dana")
    offered = {"options": choices("dana")}
    payload, _ = await asyncio.gather(app.answer(offered), maya.suggest("who", "d"))
    assert payload["container"]["message_ts"] == posted["ts"]
    payload, _ = await asyncio.gather(app.answer(), maya.press("who", option="Dana"))
    assert payload["actions"][0]["selected_option"]["value"] == "dana"
    assert payload["state"]["values"]["b"]["who"]["selected_option"]["value"] == "dana"
