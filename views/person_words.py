"""What is next about a person, and what happened with them, in words."""

from datetime import date, datetime

from core.keep_in_touch_rules import Cadence, cadence_of, presets
from core.local_time import in_zone
from core.model import ContactDetails, Member, Nudging
from core.next_action import Act, NextAction
from core.nudges import Keeping
from core.people import PersonRecord
from core.timeline import Moment, What
from core.wording import calendar_day, clock, day_and_time, zone_name
from views import kit

_NAMED = {Cadence.MENTOR: "A mentor", Cadence.WARM: "Warm", Cadence.LIGHT: "Light"}
_WAYS = {
    "email": "by e-mail",
    "phone": "by phone",
    "linkedin": "on LinkedIn",
    "video": "by video",
    "in_person": "in person",
}
_CALLED_OFF = {"cancelled": "Conversation cancelled", "no_show": "Conversation did not take place"}
_PERMISSIONS = {"yes": "you may use their name", "no": "their name is not to be used"}
_NOTE_SHOWN = 500

_NEXT = {
    Act.THANK: "Send the thank-you note, due {day}",
    Act.TELL_OUTCOME: "Say how the conversation of {day} went",
    Act.ASK_SECOND_PERSON: "No reply yet: think of a second person there, {day}",
    Act.FOLLOW_UP: "No reply yet: follow up once, {day}",
    Act.CLOSE: "No reply: close it kindly, {day}",
    Act.TELL_REFERRER: "Tell who named them what came of it, {day}",
    Act.ASK: "Ask them for a conversation, {day}",
    Act.KEEP_IN_TOUCH: "Be in touch again, {day}",
}


def described(details: ContactDetails) -> list[tuple[str, str]]:
    """What is known of a person, each fact with its name; without the gaps."""
    fields = (
        ("Name", details.name),
        ("Organisation", details.organisation),
        ("Role", details.role),
        ("E-mail", details.email),
        ("Phone", details.phone),
        ("LinkedIn", details.linkedin),
        ("Time zone", zone_name(details.zone)),
        ("Field of work", details.field),
    )
    return [(label, text) for label, text in fields if text]


def recorded(record: PersonRecord, member: Member) -> list[tuple[str, str]]:
    """The same, with what the member decided about them."""
    tags = [("Tags", ", ".join(record.tags))] if record.tags else []
    how_often = cadence_in_words(record.keeping.cadence_days, member.nudging)
    return [*described(record.contact.details), *tags, ("Keep in touch", how_often)]


def next_in_words(action: NextAction, member: Member, today: date) -> str:
    """``*Next:* …``, or ``*Due:* …`` where the day has come."""
    if action.on is None:
        return "Nothing planned"
    mark = "*Due:*" if action.is_due(today) else "*Next:*"
    if action.act is Act.TALK and action.at:
        return f"{mark} Conversation on {day_and_time(action.at, member.zone)}"
    if action.act is Act.THANK and action.on < today:
        return f"{mark} A thank-you note, late, still worth sending"
    return f"{mark} {_NEXT[action.act].format(day=_day(action.on, today))}"


def _day(day: date, today: date) -> str:
    """Without its year where that is plain."""
    return f"{day:%a} {day.day} {day:%b}" if abs((day - today).days) < 180 else calendar_day(day)


def cadence_choices(nudging: Nudging) -> dict[Cadence, str]:
    """How often a member may choose to be in touch, in words."""
    named = {cadence: f"{_NAMED[cadence]}: every {days} days" for cadence, days in presets(nudging).items()}
    return {**named, Cadence.NONE: "No nudges", Cadence.CUSTOM: "Another number of days"}


def cadence_in_words(days: int | None, nudging: Nudging) -> str:
    """How often to be in touch."""
    cadence = cadence_of(days, nudging)
    return f"Every {days} days" if cadence is Cadence.CUSTOM else cadence_choices(nudging)[cadence]


BROUGHT_BACK = "They were archived, and are back among your people."


def keeping_in_words(keeping: Keeping, member: Member, now: datetime) -> str:
    """How somebody is kept in touch with, and when a nudge about them comes."""
    if keeping.cadence_days is None:
        return "No nudges about them, as you chose." if keeping.is_chosen else "No nudges about them."
    often = cadence_in_words(keeping.cadence_days, member.nudging)
    if keeping.due_on is None:
        return f"Keep in touch: {often[0].lower()}{often[1:]}."
    if keeping.due_on <= in_zone(now, member.zone).date():
        return f"Their turn since {calendar_day(keeping.due_on)}. {often}."
    return f"Next nudge around {calendar_day(keeping.due_on)}. {often}."


def moment_in_words(moment: Moment, member: Member) -> str:
    """One line of the timeline that is no conversation; ends in mrkdwn."""
    wall = in_zone(moment.at, member.zone)
    when = f"*{wall.day} {wall:%b %Y}*"
    if moment.what is What.AGREED:
        when = f"*{wall:%a} {wall.day} {wall:%b %Y}, {clock(wall)}*"
    return f"{when}  {_what(moment)}"


def _what(moment: Moment) -> str:
    said = _SAID[moment.what]
    if moment.other:
        said = f"{said} {kit.typed(moment.other.label, 200)}"
    if moment.what is What.CALLED_OFF:
        return _CALLED_OFF.get(moment.detail, said)
    if moment.what in {What.TOUCHED, What.TOLD_NEWS}:
        return f"{said}: {kit.typed(moment.detail, _NOTE_SHOWN)}" if moment.detail else said
    if moment.what is What.REFERRED_BY:
        return f"{said}; {_PERMISSIONS.get(moment.detail, 'you have not asked whether you may say so')}"
    return f"{said} {_WAYS.get(moment.detail, '')}".rstrip()


_SAID = {
    What.ASKED: "Asked",
    What.FOLLOWED_UP: "Followed up",
    What.ANSWERED: "They answered",
    What.CLOSED: "Closed without a reply",
    What.WROTE: "Wrote",
    What.AGREED: "Conversation agreed",
    What.CALLED_OFF: "Conversation called off",
    What.TALKED: "Talked",
    What.THANKED: "Thank-you note sent",
    What.TOUCHED: "In touch",
    What.TOLD_NEWS: "Told them your news",
    What.REFERRED_BY: "Referred by",
    What.REFERRED_TO: "Referred you to",
}
