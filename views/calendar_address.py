"""`/interview calendar`: the secret address under which a calendar program follows one's conversations."""

from datetime import datetime

from core.model import Member
from core.wording import dated
from views import export_message, kit
from views.ids import Do

_WHAT = (
    "Your calendar can follow by itself: the conversations you agree on and log here, and until when a "
    "thank-you is due. It shows names, times and places, and nothing that you wrote down."
)
_SECRET = "Whoever has the address can read it: give it to your calendar and to nobody else."  # noqa: S105
_HOW = (
    "Google Calendar: Other calendars, From URL. Outlook: Add calendar, Subscribe from web. Apple: File, New "
    "Calendar Subscription. Some programs look for changes only a few times a day."
)
_SOCKET = (
    "A calendar that follows by itself needs Inroad to be reachable from the internet (HTTP mode). Here "
    "it is connected to Slack by a socket (Socket Mode), which has no address."
)
_NO_ADDRESS = (
    "A calendar that follows by itself needs Inroad's own address on the internet, which whoever runs it has "
    "not set yet (`PUBLIC_URL`)."
)
_NEW = kit.confirm(
    "Make a new address?",
    "The one you have works no more: give the new one to your calendar.",
    "Make a new one",
    "Keep mine",
)
_OFF = kit.confirm(
    "Turn the address off?", "Your calendar shows nothing of Inroad any more.", "Turn it off", "Keep it"
)


def standing(member: Member, made_at: datetime | None) -> kit.Message:
    """Whether there is an address, and what can be done."""
    if made_at is None:
        text = f"{_WHAT} {_SECRET}"
        make = kit.button("Make an address", Do.CALENDAR_NEW, style="primary")
        return kit.message(text, [kit.section(text), kit.actions([make])])
    since = dated(made_at, member.zone)
    text = (
        f"Your calendar has an address, made on {since}. I can't show it again: I keep no more of it than it "
        "takes to know it when it comes."
    )
    steps = [
        kit.button("Make a new address", Do.CALENDAR_NEW, confirm=_NEW),
        kit.button("Turn it off", Do.CALENDAR_OFF, confirm=_OFF),
    ]
    return kit.message(text, [kit.section(text), kit.actions(steps)])


def made(address: str) -> kit.Message:
    """The address, this one time."""
    first = f"*Here is your calendar's address. I show it this once.* {_SECRET}"
    return kit.message(
        f"{first}\n{kit.escape(address)}\n{_HOW}",
        [kit.section(first), kit.copy_ready(address), kit.context(_HOW)],
    )


def off() -> kit.Message:
    """That it works no more."""
    return kit.notice("The address is turned off: whoever asks for it finds nothing.")


def unavailable(*, by_socket: bool) -> kit.Message:
    """Why there is none here, and what there is instead."""
    why = _SOCKET if by_socket else _NO_ADDRESS
    text = (
        f"{why} What you can have is a file: `/interview export` holds all of your conversations for a "
        "calendar, in conversations.ics."
    )
    return kit.message(text, [kit.section(text), kit.actions([export_message.button()])])
