"""How much one member may do at once: a held key, a script or a loop costs nobody else their answers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from core.errors import InroadError
from core.model import Owner
from handlers.requests import Action, Command, Event, Interaction, Submission, Suggestion
from handlers.router import OK, Feature, Reply, Router
from views.kit import Json

REMEMBERED = 10_000
"""Members of the last moments at most, so that memory is bounded; who is forgotten has all of it again."""

_BY_HAND = {"message", "app_home_opened"}
"""Events that a member makes happen; the others tell of the workspace, and none of them may be missed.

That a message was changed or taken out is nobody's in Slack's words, and mostly our own doing.
"""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many at once, and then so many a second."""

    at_once: float
    per_s: float


@dataclass(frozen=True, slots=True)
class Pace:
    """The rates (our choice): somebody who clicks through everything makes two or three acts a second.

    Nobody types twenty letters a second for long, and menus and some fields ask at every letter.
    """

    acts: Rate = Rate(20, 4)
    typing: Rate = Rate(60, 20)


USUAL = Pace()
BOUNDLESS = Pace(Rate(1e12, 0), Rate(1e12, 0))


class TooFast(InroadError):
    """More than the allowance. Nothing was done."""

    def __init__(self) -> None:
        super().__init__(
            "That was a lot at once, so I left this one out. Wait a few seconds, then try it again."
        )


@dataclass(slots=True)
class _Left:
    allowed: float
    at: float
    is_told: bool = False


class Allowance:
    """What each member has left of a rate. ``now``: a clock in seconds that only goes forward."""

    def __init__(self, rate: Rate, now: Callable[[], float]) -> None:
        self._rate = rate
        self._now = now
        self._left: dict[Owner, _Left] = {}

    def take(self, owner: Owner) -> bool:
        """Whether this one is allowed."""
        left = self._counted(owner)
        if left.allowed < 1:
            return False
        left.is_told = left.is_told and left.allowed < self._rate.at_once / 2
        left.allowed -= 1
        return True

    def is_news(self, owner: Owner) -> bool:
        """Whether it was not told yet that there are too many, since they were about to be."""
        left = self._counted(owner)
        was_told, left.is_told = left.is_told, True
        return not was_told

    def _counted(self, owner: Owner) -> _Left:
        now, rate = self._now(), self._rate
        left = self._left.pop(owner, None) or _Left(rate.at_once, now)
        left.allowed = min(rate.at_once, left.allowed + (now - left.at) * rate.per_s)
        left.at = now
        self._left[owner] = left  # at the end: first comes whoever was quiet for longest
        if len(self._left) > REMEMBERED:
            del self._left[next(iter(self._left))]
        return left


class PacedRouter(Router):
    """A router that leaves out what a member does beyond their allowance.

    After a command or a form it is told each time, in the answer itself. After a click or a message it is
    told once: that takes a call to Slack.
    """

    def __init__(self, features: Iterable[Feature], pace: Pace, now: Callable[[], float]) -> None:
        super().__init__(features)
        self._acts = Allowance(pace.acts, now)
        self._typing = Allowance(pace.typing, now)

    async def command(self, request: Command) -> Reply:
        self._check(request)
        return await super().command(request)

    async def action(self, request: Action) -> Reply:
        if request.typed:
            return await super().action(request) if self._typing.take(request.owner) else OK
        return await super().action(request) if self._may_act(request) else OK

    async def shortcut(self, request: Action) -> Reply:
        return await super().shortcut(request) if self._may_act(request) else OK

    async def submission(self, request: Submission) -> Reply:
        self._check(request)
        return await super().submission(request)

    async def event(self, request: Event) -> None:
        by_hand = request.kind in _BY_HAND and request.owner.user_id not in {"", request.bot_id}
        if not by_hand or self._may_act(request):
            await super().event(request)

    async def suggestion(self, request: Suggestion) -> list[Json]:
        return await super().suggestion(request) if self._typing.take(request.owner) else []

    def _check(self, request: Interaction) -> None:
        if not self._acts.take(request.owner):
            raise TooFast

    def _may_act(self, request: Interaction) -> bool:
        """Raises TooFast where that is to be told."""
        if self._acts.take(request.owner):
            return True
        if self._acts.is_news(request.owner):
            raise TooFast
        return False
