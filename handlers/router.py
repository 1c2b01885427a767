"""The table from ids to handlers: the cost of an answer does not grow with the number of features."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from core.errors import NotYours
from handlers.requests import Action, Command, Event, Submission, Suggestion
from views.kit import Json, Message, View


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back in the answer itself. All empty: a plain acknowledgement, which closes a form.

    ``then``: to be called once a form is answered. Work that draws its view anew begins there: begun earlier,
    it may be done before the answer comes, which would then replace what it drew.
    """

    message: Message | None = None
    problems: Mapping[str, str] = field(default_factory=dict)
    view: View | None = None
    then: Callable[[], None] | None = None


OK = Reply()

ANY_OTHER = "*"
"""The command word under which a feature takes every word that no feature knows."""

Handler = TypeVar("Handler")

CommandHandler = Callable[[Command], Awaitable[Reply]]
ActionHandler = Callable[[Action], Awaitable[Reply]]
FormHandler = Callable[[Submission], Awaitable[Reply]]
EventHandler = Callable[[Event], Awaitable[None]]
SuggestionHandler = Callable[[Suggestion], Awaitable[list[Json]]]


@dataclass(frozen=True, slots=True)
class Routes:
    """What one feature answers to."""

    commands: Mapping[str, CommandHandler] = field(default_factory=dict)
    actions: Mapping[str, ActionHandler] = field(default_factory=dict)
    shortcuts: Mapping[str, ActionHandler] = field(default_factory=dict)
    forms: Mapping[str, FormHandler] = field(default_factory=dict)
    events: Mapping[str, EventHandler] = field(default_factory=dict)
    suggestions: Mapping[str, SuggestionHandler] = field(default_factory=dict)


class Feature(Protocol):
    """One module of handlers."""

    def routes(self) -> Routes: ...


class Router:
    """Joins the features. Raises ValueError when two claim the same id; an event may concern several."""

    def __init__(self, features: Iterable[Feature]) -> None:
        self._commands: dict[str, CommandHandler] = {}
        self._actions: dict[str, ActionHandler] = {}
        self._shortcuts: dict[str, ActionHandler] = {}
        self._forms: dict[str, FormHandler] = {}
        self._events: dict[str, list[EventHandler]] = defaultdict(list)
        self._suggestions: dict[str, SuggestionHandler] = {}
        for feature in features:
            routes = feature.routes()
            _add(self._commands, routes.commands)
            _add(self._actions, routes.actions)
            _add(self._shortcuts, routes.shortcuts)
            _add(self._forms, routes.forms)
            for kind, handler in routes.events.items():
                self._events[kind].append(handler)
            _add(self._suggestions, routes.suggestions)

    async def command(self, request: Command) -> Reply:
        return await self._commands.get(request.word, self._commands[ANY_OTHER])(request)

    async def action(self, request: Action) -> Reply:
        handler = self._actions.get(request.action_id)
        if handler is None:
            raise NotYours
        return await handler(request)

    async def shortcut(self, request: Action) -> Reply:
        handler = self._shortcuts.get(request.action_id)
        if handler is None:
            raise NotYours
        return await handler(request)

    async def submission(self, request: Submission) -> Reply:
        handler = self._forms.get(request.callback_id)
        if handler is None:
            raise NotYours
        return await handler(request)

    async def event(self, request: Event) -> None:
        """Tell every feature that listens to it."""
        for handler in self._events.get(request.kind, ()):
            await handler(request)

    async def suggestion(self, request: Suggestion) -> list[Json]:
        """The options to offer."""
        handler = self._suggestions.get(request.action_id)
        return await handler(request) if handler else []


def _add(table: dict[str, Handler], routes: Mapping[str, Handler]) -> None:
    for name, handler in routes.items():
        if table.setdefault(str(name), handler) is not handler:
            raise ValueError(f"two features answer to {name}")
