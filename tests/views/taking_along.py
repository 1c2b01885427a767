"""What is said of export, forgetting and the calendar's address, with the least and the most."""

from collections.abc import Iterator
from datetime import UTC, datetime

from core.belongings import Holdings
from core.forgetting import ToForget
from core.model import Member, Owner
from views import calendar_address, export_message, forget_form, kit

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
MEMBER = Member(Owner("T1", "U1"), "America/New_York", NOW)
MANY = Holdings(*([123_456] * 10))
ADDRESS = f"https://inroad.example.org/some/folder/calendar/{'x' * 43}.ics"


def messages() -> Iterator[tuple[str, kit.Message]]:
    yield "export under way", export_message.gathering()
    yield "forget nothing", forget_form.nothing()
    for exports, left in ((0, 0), (1, 0), (2, 30)):
        yield f"forgotten {exports} {left}", forget_form.last_line(exports=exports, left=left)
    yield "calendar none", calendar_address.standing(MEMBER, None)
    yield "calendar there", calendar_address.standing(MEMBER, NOW)
    yield "calendar made", calendar_address.made(ADDRESS)
    yield "calendar off", calendar_address.off()
    for by_socket in (True, False):
        yield f"calendar unavailable {by_socket}", calendar_address.unavailable(by_socket=by_socket)


def views() -> Iterator[tuple[str, kit.View]]:
    yield "forget little", forget_form.form(ToForget(Holdings()))
    yield "forget all", forget_form.form(ToForget(MANY, "C07CAREER77", leads_alone=True))
    yield "forget all, sent", forget_form.form(ToForget(MANY, "C07CAREER77", leads_alone=True), sent=True)
    yield "forgotten", forget_form.gone()
    yield "forgotten home", forget_form.home()
