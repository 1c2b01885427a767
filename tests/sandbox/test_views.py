import asyncio
from datetime import timedelta

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Clock, Person, Sandbox
from tests.sandbox.conftest import OpenModal
from tests.sandbox.toys import (
    SocketApp,
    actions,
    asking,
    button,
    fresh_trigger,
    home,
    manifest,
    modal,
    plain,
    refusal,
    section,
    socket_app,
)


async def test_a_trigger_id_opens_a_view_within_three_seconds(
    app: SocketApp, slack: AsyncWebClient, maya: Person, clock: Clock
) -> None:
    trigger_id = await fresh_trigger(app, maya)
    clock.advance(timedelta(seconds=3))
    await slack.views_open(trigger_id=trigger_id, view=modal(section()))
    assert maya.modals[-1].title == "Form"


async def test_a_trigger_id_expires_after_three_seconds(
    app: SocketApp, slack: AsyncWebClient, maya: Person, clock: Clock
) -> None:
    trigger_id = await fresh_trigger(app, maya)
    clock.advance(timedelta(seconds=3, milliseconds=1))
    refused = await refusal(slack.views_open(trigger_id=trigger_id, view=modal(section())))
    assert refused["error"] == "expired_trigger_id"
    assert not maya.modals


async def test_a_trigger_id_opens_one_view_only(app: SocketApp, slack: AsyncWebClient, maya: Person) -> None:
    trigger_id = await fresh_trigger(app, maya)
    await slack.views_open(trigger_id=trigger_id, view=modal(section()))
    refused = await refusal(slack.views_open(trigger_id=trigger_id, view=modal(section())))
    assert refused["error"] == "exchanged_trigger_id"


async def test_a_trigger_id_of_another_app_is_invalid(slack: AsyncWebClient) -> None:
    async with Sandbox(manifest()) as elsewhere, socket_app(elsewhere) as other_app:
        trigger_id = await fresh_trigger(other_app, elsewhere.person("maya"))
        refused = await refusal(slack.views_open(trigger_id=trigger_id, view=modal(section())))
    assert refused["error"] == "invalid_trigger_id"


async def test_an_invalid_view_does_not_use_up_the_trigger_id(
    app: SocketApp, slack: AsyncWebClient, maya: Person
) -> None:
    trigger_id = await fresh_trigger(app, maya)
    await refusal(slack.views_open(trigger_id=trigger_id, view=modal(section(), title=plain("x" * 25))))
    await slack.views_open(trigger_id=trigger_id, view=modal(section()))
    assert maya.modals


async def test_a_fourth_view_on_the_stack_is_refused(
    open_modal: OpenModal, app: SocketApp, slack: AsyncWebClient, maya: Person
) -> None:
    await open_modal(modal(actions(button())))
    for _ in range(2):
        await slack.views_push(trigger_id=await _trigger_in_modal(app, maya), view=modal(actions(button())))
    refused = await refusal(
        slack.views_push(trigger_id=await _trigger_in_modal(app, maya), view=modal(section()))
    )
    assert refused["error"] == "push_limit_reached"
    assert len(maya.modals) == 3


async def test_a_view_is_pushed_from_inside_a_modal_only(
    open_modal: OpenModal, app: SocketApp, slack: AsyncWebClient, maya: Person
) -> None:
    await open_modal(modal(section()))
    trigger_id = await fresh_trigger(app, maya)
    refused = await refusal(slack.views_push(trigger_id=trigger_id, view=modal(section())))
    assert refused["error"] == "invalid_trigger_id"


async def test_a_view_is_pushed_onto_the_modal_on_top_only(
    open_modal: OpenModal, app: SocketApp, slack: AsyncWebClient, maya: Person
) -> None:
    await open_modal(modal(actions(button())))
    first, second = await _trigger_in_modal(app, maya), await _trigger_in_modal(app, maya)
    await slack.views_push(trigger_id=first, view=modal(section("On top")))
    covered = await refusal(slack.views_push(trigger_id=second, view=modal(section())))
    assert covered["error"] == "expired_trigger_id"
    await maya.close(clear=True)
    closed = await refusal(slack.views_push(trigger_id=second, view=modal(section())))
    assert closed["error"] == "expired_trigger_id"
    await slack.views_open(trigger_id=second, view=modal(section("Opened")))
    assert maya.modals[-1].plain_text == "Form\nOpened"


async def test_a_pushed_view_knows_its_root_and_the_one_below_and_returns_to_it(
    open_modal: OpenModal, app: SocketApp, slack: AsyncWebClient, maya: Person
) -> None:
    await open_modal(modal(actions(button())))
    bottom = maya.modals[0]
    assert (bottom.raw["root_view_id"], bottom.raw["previous_view_id"]) == (bottom.id, None)
    for _ in range(2):
        await slack.views_push(trigger_id=await _trigger_in_modal(app, maya), view=modal(actions(button())))
    _bottom, middle, top = maya.modals
    assert (middle.raw["root_view_id"], middle.raw["previous_view_id"]) == (bottom.id, bottom.id)
    assert (top.raw["root_view_id"], top.raw["previous_view_id"]) == (bottom.id, middle.id)
    await maya.close()
    assert [view.id for view in maya.modals] == [bottom.id, middle.id]


async def test_a_views_id_survives_an_update_and_its_hash_does_not(
    open_modal: OpenModal, slack: AsyncWebClient, maya: Person
) -> None:
    await open_modal(modal(section("Before")))
    before = maya.modals[-1]
    await slack.views_update(view_id=before.id, view=modal(section("After")))
    after = maya.modals[-1]
    assert after.id == before.id
    assert after.hash != before.hash
    assert "After" in after.plain_text


async def test_what_was_typed_survives_an_update_where_block_id_and_action_id_are_the_same(
    open_modal: OpenModal, slack: AsyncWebClient, maya: Person
) -> None:
    await open_modal(modal(asking("name"), asking("place")))
    maya.fill(name="Dana", place="Oslo")
    renamed = asking("place") | {"block_id": "city"}
    await slack.views_update(view_id=maya.modals[-1].id, view=modal(section(), asking("name"), renamed))
    values = maya.modals[-1].values
    assert values["name"]["entry"]["value"] == "Dana"
    assert values["city"]["entry"]["value"] is None


async def test_an_update_with_a_stale_hash_is_a_conflict(
    open_modal: OpenModal, slack: AsyncWebClient, maya: Person
) -> None:
    await open_modal(modal(section("One")))
    first = maya.modals[-1]
    await slack.views_update(view_id=first.id, hash=first.hash, view=modal(section("Two")))
    refused = await refusal(
        slack.views_update(view_id=first.id, hash=first.hash, view=modal(section("Three")))
    )
    assert refused["error"] == "hash_conflict"
    assert "Two" in maya.modals[-1].plain_text


async def test_publishing_home_with_a_stale_hash_is_a_conflict(slack: AsyncWebClient, maya: Person) -> None:
    first = await slack.views_publish(user_id=maya.id, view=home(section("One")))
    stale = first["view"]["hash"]
    second = await slack.views_publish(user_id=maya.id, hash=stale, view=home(section("Two")))
    assert second["view"]["id"] == first["view"]["id"]
    refused = await refusal(slack.views_publish(user_id=maya.id, hash=stale, view=home(section("Three"))))
    assert refused["error"] == "hash_conflict"
    assert maya.home is not None
    assert maya.home.plain_text == "Two"


async def test_an_unknown_or_closed_view_is_not_found(
    open_modal: OpenModal, slack: AsyncWebClient, maya: Person
) -> None:
    await open_modal(modal(section()))
    closed = maya.modals[-1].id
    await maya.close()
    for view_id in ("V0NOWHERE", closed):
        refused = await refusal(slack.views_update(view_id=view_id, view=modal(section())))
        assert refused["error"] == "not_found"


async def test_a_view_is_updated_by_its_external_id_which_no_other_view_may_have(
    open_modal: OpenModal, app: SocketApp, slack: AsyncWebClient, maya: Person, jonas: Person
) -> None:
    await open_modal(modal(section("One"), external_id="form-1"))
    await slack.views_update(external_id="form-1", view=modal(section("Two"), external_id="form-1"))
    assert "Two" in maya.modals[-1].plain_text
    trigger_id = await fresh_trigger(app, jonas)
    again = slack.views_open(trigger_id=trigger_id, view=modal(section(), external_id="form-1"))
    assert (await refusal(again))["error"] == "duplicate_external_id"


async def test_everybody_has_a_stack_of_their_own(
    open_modal: OpenModal, app: SocketApp, slack: AsyncWebClient, maya: Person, jonas: Person
) -> None:
    await open_modal(modal(section("For Maya")))
    assert not jonas.modals
    await slack.views_open(trigger_id=await fresh_trigger(app, jonas), view=modal(section("For Jonas")))
    assert [view.plain_text for view in maya.modals] == ["Form\nFor Maya"]
    assert [view.plain_text for view in jonas.modals] == ["Form\nFor Jonas"]


async def test_the_app_hears_of_a_closed_view_when_it_asked_to(
    open_modal: OpenModal, app: SocketApp, maya: Person
) -> None:
    await open_modal(modal(asking("name"), notify_on_close=True, private_metadata="m"))
    maya.fill(name="Dana")
    payload, _ = await asyncio.gather(app.answer(), maya.close())
    assert payload["type"] == "view_closed"
    assert payload["is_cleared"] is False
    assert payload["view"]["private_metadata"] == "m"
    assert payload["user"]["id"] == maya.id
    assert not maya.modals


async def test_the_app_hears_nothing_of_a_closed_view_unless_it_asked_to(
    open_modal: OpenModal, app: SocketApp, sandbox: Sandbox, maya: Person
) -> None:
    await open_modal(modal(section()))
    await maya.close()
    await sandbox.settled()
    with pytest.raises(TimeoutError):
        await app.receive(within=0.01)


async def test_clearing_the_stack_closes_all_and_says_so(
    open_modal: OpenModal, app: SocketApp, slack: AsyncWebClient, maya: Person
) -> None:
    await open_modal(modal(actions(button()), notify_on_close=True))
    await slack.views_push(trigger_id=await _trigger_in_modal(app, maya), view=modal(section()))
    payload, _ = await asyncio.gather(app.answer(), maya.close(clear=True))
    assert payload["is_cleared"] is True
    assert not maya.modals


async def test_closing_a_view_that_clears_on_close_closes_all(
    open_modal: OpenModal, app: SocketApp, slack: AsyncWebClient, maya: Person
) -> None:
    await open_modal(modal(actions(button())))
    on_top = modal(section(), clear_on_close=True)
    await slack.views_push(trigger_id=await _trigger_in_modal(app, maya), view=on_top)
    await maya.close()
    assert not maya.modals


async def test_a_home_tab_is_published_to_regular_people_of_an_app_that_has_one(
    slack: AsyncWebClient, sandbox: Sandbox, maya: Person
) -> None:
    nobody = await refusal(slack.views_publish(user_id="U0NOBODY", view=home(section())))
    assert nobody["error"] == "user_not_found"
    sandbox.install(manifest(app_home={"home_tab_enabled": False}))
    without = await refusal(slack.views_publish(user_id=maya.id, view=home(section())))
    assert without["error"] == "not_enabled"


async def _trigger_in_modal(app: SocketApp, person: Person) -> str:
    payload, _ = await asyncio.gather(app.answer(), person.press("go"))
    return str(payload["trigger_id"])
