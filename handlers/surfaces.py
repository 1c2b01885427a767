"""Showing something where the person is: beside a message, in a form, or on Home."""

from collections.abc import Coroutine
from functools import partial
from typing import Any

from handlers.ports import Services
from handlers.requests import Action, Command, Interaction
from handlers.router import OK, Reply
from views import kit


def go_on(services: Services, interaction: Interaction, work: Coroutine[Any, Any, object]) -> Reply:
    """Answer at once and go on behind the answer; what goes wrong is told where the person is looking."""
    services.background.spawn(work, partial(explain, interaction))
    return OK


async def show_modal(action: Action, view: kit.View) -> None:
    """Open a modal, on top of the one in which the click happened if there is one."""
    if action.view_type == "modal":
        await action.slack.push_view(action.trigger_id, view)
    else:
        await action.slack.open_view(action.trigger_id, view)


async def answer(action: Action, title: str, message: kit.Message, *, replace: bool = False) -> None:
    """Answer a click in private: next to its message (``replace``: in its place), else in a modal."""
    if action.response_url:
        await action.slack.respond(action.response_url, message, replace=replace and action.ephemeral)
    elif action.view_type == "modal":
        # In place of it, not on top: Slack stacks three at most.
        await action.slack.update_view(action.view_id, kit.modal_of(title, message))
    else:
        await show_modal(action, kit.modal_of(title, message))


async def explain(interaction: Interaction, sentence: str) -> None:
    """Say why something did not work, with what was typed, where the person is looking."""
    if isinstance(interaction, Command):
        sentence = f"{sentence}\nYou typed: {interaction.typed}"
    if interaction.response_url:
        await interaction.slack.respond(interaction.response_url, kit.notice(sentence))
    elif isinstance(interaction, Action):
        await _explain_in_modal(interaction, sentence)


def refused(sentence: str) -> kit.View:
    """The modal that says why something did not work."""
    return kit.modal_of("That did not work", kit.notice(sentence))


async def _explain_in_modal(action: Action, sentence: str) -> None:
    try:
        await show_modal(action, refused(sentence))
    except Exception:  # noqa: BLE001 - the click may be too old, or its one modal spent: the DM always works
        await action.slack.post(action.owner.user_id, kit.notice(sentence))
