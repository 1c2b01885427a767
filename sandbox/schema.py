"""Small pieces to say what a JSON value must look like; complaints are worded and placed as Slack's are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sandbox.json_types import Json

Check = Callable[[object, str, list[str]], None]  # (value, where, complaints so far)
Rule = Callable[[Json, str, list[str]], None]


def complain(complaints: list[str], what: str, where: str) -> None:
    """Add a complaint about the place `where`, a JSON pointer."""
    complaints.append(f"[ERROR] {what} [json-pointer:{where}]")


@dataclass(frozen=True)
class Shape:
    """An object with these fields and no others; `rules` look at it as a whole once its fields are right."""

    required: Mapping[str, Check]
    optional: Mapping[str, Check] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()

    def __call__(self, value: object, where: str, complaints: list[str]) -> None:
        if not isinstance(value, dict):
            complain(complaints, "must be an object", where)
            return
        before = len(complaints)
        for name in self.required:
            if value.get(name) is None:
                complain(complaints, f"missing required field: {name}", where)
        for name, entry in value.items():
            check = self.required.get(name) or self.optional.get(name)
            if check is None:
                complain(complaints, f"invalid additional property: {name}", where)
            elif entry is not None:
                check(entry, f"{where}/{name}", complaints)
            elif name in self.optional:
                complain(complaints, "must be left out rather than null", f"{where}/{name}")
        if len(complaints) == before:
            for rule in self.rules:
                rule(value, where, complaints)


def string(most: int, least: int = 1) -> Check:
    """A text of `least` to `most` characters."""

    def check(value: object, where: str, complaints: list[str]) -> None:
        if not isinstance(value, str):
            complain(complaints, "must be a string", where)
        elif len(value) > most:
            complain(complaints, f"must be less than {most + 1} characters", where)
        elif len(value) < least:
            complain(complaints, f"must be more than {least - 1} characters", where)

    return check


def pattern(matches: Callable[[str], object], what: str) -> Check:
    """A text for which `matches` is truthy; `what` completes the sentence "must be …"."""

    def check(value: object, where: str, complaints: list[str]) -> None:
        if not isinstance(value, str) or not matches(value):
            complain(complaints, f"must be {what}", where)

    return check


def whole_number(least: int, most: int) -> Check:
    """An integer from `least` to `most`."""

    def check(value: object, where: str, complaints: list[str]) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            complain(complaints, "must be an integer", where)
        elif not least <= value <= most:
            complain(complaints, f"must be between {least} and {most}", where)

    return check


def boolean(value: object, where: str, complaints: list[str]) -> None:
    """True or false."""
    if not isinstance(value, bool):
        complain(complaints, "must be a boolean", where)


def anything(_value: object, _where: str, _complaints: list[str]) -> None:
    """Whatever it is."""


def one_of(*allowed: object) -> Check:
    """One of these values."""

    def check(value: object, where: str, complaints: list[str]) -> None:
        if value not in allowed:
            complain(complaints, "must be a valid enum value", where)

    return check


def list_of(entry: Check, most: int, least: int = 1) -> Check:
    """A list of `least` to `most` entries."""

    def check(value: object, where: str, complaints: list[str]) -> None:
        if not isinstance(value, list):
            complain(complaints, "must be an array", where)
        elif len(value) > most:
            complain(complaints, f"no more than {most} items allowed", where)
        elif len(value) < least:
            complain(complaints, f"no fewer than {least} items allowed", where)
        else:
            for index, item in enumerate(value):
                entry(item, f"{where}/{index}", complaints)

    return check


def by_type(shapes: Callable[[], Mapping[str, Check]]) -> Check:
    """An object whose `type` chooses its shape; asked late, because some shapes hold each other."""

    def check(value: object, where: str, complaints: list[str]) -> None:
        if not isinstance(value, dict):
            complain(complaints, "must be an object", where)
            return
        kind = value.get("type")
        if kind is None:
            complain(complaints, "missing required field: type", where)
        elif not isinstance(kind, str) or kind not in shapes():
            complain(complaints, f"unsupported type: {kind}", f"{where}/type")
        else:
            shapes()[kind](value, where, complaints)

    return check
