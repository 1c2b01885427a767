"""The inputs of forms: a field is an input under its label, in a block named as the field."""

from collections.abc import Sequence
from datetime import date, time

from views import kit


def field(
    name: str, label: str, element: kit.Element, *, hint: str = "", optional: bool = False
) -> kit.Block:
    """An input of a form. ``name`` is its block id: errors are shown there."""
    return kit.given(
        type="input",
        block_id=name,
        label=kit.plain(label),
        element=element,
        hint=hint and kit.plain(hint),
        optional=optional,
    )


def live(form_field: kit.Block, action_id: str) -> kit.Block:
    """The field, telling of every change to it as ``action_id``."""
    element = {**form_field["element"], "action_id": action_id}
    if element["type"] == "plain_text_input":
        element["dispatch_action_config"] = {"trigger_actions_on": ["on_character_entered"]}
    return {**form_field, "element": element, "dispatch_action": True}


def choice(name: str, label: str, action_id: str, options: list[kit.Json], chosen: str) -> kit.Block:
    """A menu beside its label that tells of a choice at once. ``name`` is its block id."""
    initial = next((one for one in options if one["value"] == chosen), None)
    choosing = kit.given(**kit.menu("Choose", action_id, options), initial_option=initial)
    return {**kit.section(f"*{label}*", choosing), "block_id": name}


def text_input(value: str, limit: int, *, multiline: bool = False, example: str = "") -> kit.Element:
    """An input for text of at most ``limit`` characters."""
    return kit.given(
        type="plain_text_input",
        action_id="value",
        initial_value=value,
        max_length=limit,
        multiline=multiline,
        placeholder=example and kit.plain(example),
    )


def email_input(value: str) -> kit.Element:
    """An input for an e-mail address."""
    return kit.given(type="email_text_input", action_id="value", initial_value=value)


def suggesting_input(placeholder: str, action_id: str, chosen: kit.Json | None = None) -> kit.Element:
    """A menu that asks for its options from the first character typed on."""
    return kit.given(
        type="external_select",
        action_id=action_id,
        placeholder=kit.plain(placeholder),
        min_query_length=1,
        initial_option=chosen,
    )


def suggesting_many(placeholder: str, action_id: str) -> kit.Element:
    """A menu of several choices that asks for its options, also before anything is typed."""
    return {
        "type": "multi_external_select",
        "action_id": action_id,
        "placeholder": kit.plain(placeholder),
        "min_query_length": 0,
    }


def date_input(day: date | None) -> kit.Element:
    """A calendar to choose a day from."""
    return kit.given(type="datepicker", action_id="value", initial_date=day.isoformat() if day else "")


def time_input(wall: time) -> kit.Element:
    """A choice of a time of day."""
    return kit.given(type="timepicker", action_id="value", initial_time=f"{wall:%H:%M}")


def channel_input(chosen: str = "") -> kit.Element:
    """A choice of one channel, public or private."""
    kinds = {"include": ["public", "private"]}
    return kit.given(
        type="conversations_select",
        action_id="value",
        filter=kinds,
        initial_conversation=chosen,
    )


def person_input() -> kit.Element:
    """A choice of one person of the workspace."""
    return {"type": "users_select", "action_id": "value"}


def choice_input(options: list[kit.Json], chosen: str = "") -> kit.Element:
    """A menu of one choice in a form, with the option whose value is ``chosen`` taken."""
    initial = next((one for one in options if one["value"] == chosen), None)
    return kit.given(type="static_select", action_id="value", options=options, initial_option=initial)


def radio(options: list[kit.Json], chosen: str = "") -> kit.Element:
    """Radio buttons, with the option whose value is ``chosen`` taken."""
    initial = next((one for one in options if one["value"] == chosen), None)
    return kit.given(type="radio_buttons", action_id="value", options=options, initial_option=initial)


def checkboxes(options: list[kit.Json], chosen: Sequence[str] = ()) -> kit.Element:
    """Boxes to tick, with those ticked whose value is ``chosen``."""
    initial = [one for one in options if one["value"] in chosen]
    return kit.given(type="checkboxes", action_id="value", options=options, initial_options=initial)
