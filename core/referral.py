"""Somebody who was named: by whom, whether they were asked or met since, and who is to be told of it."""

from dataclasses import dataclass
from datetime import date, datetime

from core.model import Contact, Interview
from core.outreaches import Permission


@dataclass(frozen=True, slots=True)
class Tie:
    """One referral of a contact. Days are in the member's zone.

    ``ask_on``: from which day on to ask the contact; None once the member wants no more of it. ``tell_on``:
    from which day on to tell the referrer of a talk or a result; None while there is nothing to tell.
    ``met_told_at``, ``result_told_at``: when the member told the referrer, or chose not to. ``result``: what
    came of it, as typed, a line each time. ``is_archived``: whether the referrer is.
    """

    referrer: Contact
    permission: Permission
    referred_at: datetime
    ask_on: date | None = None
    tell_on: date | None = None
    met_told_at: datetime | None = None
    result_told_at: datetime | None = None
    result: str = ""
    is_archived: bool = False

    @property
    def has_news(self) -> bool:
        """Whether something came of it that the referrer has not heard."""
        return bool(self.result) and self.result_told_at is None


@dataclass(frozen=True, slots=True)
class Named:
    """A contact with those who named them, the earliest first.

    ``is_asked``: they were asked, a talk is agreed, or the two have talked. ``last_talk``: the latest one.
    """

    contact: Contact
    ties: tuple[Tie, ...] = ()
    is_asked: bool = False
    is_archived: bool = False
    last_talk: Interview | None = None

    @property
    def ask_on(self) -> date | None:
        """From which day on to ask them; None where that is done or not wanted."""
        if self.is_asked or self.is_archived:
            return None
        return min((tie.ask_on for tie in self.ties if tie.ask_on), default=None)

    @property
    def tell_on(self) -> date | None:
        """From which day on somebody is to be told of them."""
        return min((tie.tell_on for tie in self.to_tell if tie.tell_on), default=None)

    @property
    def to_tell(self) -> tuple[Tie, ...]:
        """The referrals whose referrer is to be told. Nobody is reminded of whom they put away."""
        if self.is_archived:
            return ()
        return tuple(tie for tie in self.ties if tie.tell_on and not tie.is_archived)

    @property
    def result(self) -> str:
        """What came of it, a line each time."""
        return max((tie.result for tie in self.ties), key=len, default="")
