"""`/interview settings`: when reminders and nudges come, how often, and the way to profile and skeletons."""

from collections.abc import Collection
from datetime import datetime

from core.keep_in_touch_rules import AT_MOST, LONGEST_DAYS, SHORTEST_DAYS, Cadence, presets
from core.local_time import in_zone
from core.model import Member, Nudging
from core.wording import calendar_day, clock, zone_name
from views import inputs, kit
from views.cadence_field import DAYS_LIMIT
from views.ids import Do, Form

_WEEKDAYS = {
    1: "Monday",
    2: "Tuesday",
    3: "Wednesday",
    4: "Thursday",
    5: "Friday",
    6: "Saturday",
    7: "Sunday",
}
_OFTEN = {Cadence.MENTOR: "A mentor", Cadence.WARM: "Warm", Cadence.LIGHT: "Light"}
_SURE = kit.confirm(
    "Reset the settings?",
    "Hours, pause, days and numbers become what they were in the beginning. Your profile, your skeletons "
    "and your people stay.",
    "Reset",
    "Keep mine",
)
_DATA = (
    "Your data: `/interview export` sends you all of it, `/interview calendar` lets your calendar follow, "
    "`/interview forget` deletes everything."
)


def settings_form(member: Member) -> kit.View:
    """The form with what is set now."""
    return kit.modal(
        "Settings",
        [
            kit.actions(
                [
                    kit.button("My profile", Do.PROFILE_OPEN),
                    kit.button("My skeletons", Do.SKELETON_LIST),
                    kit.button("Reset", Do.SETTINGS_RESET, confirm=_SURE),
                ]
            ),
            inputs.field(
                "paused_until",
                "Pause nudges until",
                inputs.date_input(member.paused_until),
                hint="For exam weeks and holidays. What belongs to a conversation still comes.",
                optional=True,
            ),
            inputs.field("quiet_start", "No reminders from", inputs.time_input(member.quiet_hours.start)),
            inputs.field(
                "quiet_end",
                "until",
                inputs.time_input(member.quiet_hours.end),
                hint=f"{zone_name(member.zone)} time, from your Slack profile. The same twice: none.",
            ),
            *_nudging(member.nudging),
            kit.context(_DATA),
        ],
        callback_id=Form.SETTINGS,
        submit="Save",
        close="Cancel",
    )


def _nudging(nudging: Nudging) -> list[kit.Block]:
    days = [kit.option(name, str(number)) for number, name in _WEEKDAYS.items()]
    numbers = [kit.option(counted_people(number), str(number)) for number in range(1, AT_MOST + 1)]
    return [
        inputs.field(
            "weekdays",
            "Days on which nudges come",
            inputs.checkboxes(days, [str(day) for day in nudging.weekdays]),
            hint="What to do about an unanswered ask, or about somebody who was named, keeps to them too.",
            optional=True,
        ),
        inputs.field("a_day", "How many people a day?", inputs.choice_input(numbers, str(nudging.a_day))),
        *(_days(cadence, days) for cadence, days in presets(nudging).items()),
    ]


def _days(cadence: Cadence, days: int) -> kit.Block:
    return inputs.field(
        f"{cadence}_days",
        f"{_OFTEN[cadence]}: days between two touches",
        inputs.text_input(str(days), DAYS_LIMIT),
        hint=f"{SHORTEST_DAYS} to {LONGEST_DAYS}. Empty: {presets()[cadence]}.",
        optional=True,
    )


def saved(member: Member, now: datetime, title: str = "Saved") -> kit.View:
    """What is set now, in words."""
    return kit.modal(title, [kit.paragraph(" ".join(in_words(member, now)))], close="Done")


def in_words(member: Member, now: datetime) -> list[str]:
    """What is set, a sentence each."""
    quiet = member.quiet_hours
    hours = (
        f"No reminders between {clock(quiet.start)} and {clock(quiet.end)}, {zone_name(member.zone)} time."
    )
    if quiet.start == quiet.end:
        hours = "Reminders may come at any hour."
    return [hours, *_nudging_in_words(member.nudging), *pause_in_words(member, now)]


def _nudging_in_words(nudging: Nudging) -> list[str]:
    mentor, warm, light = presets(nudging).values()
    return [
        f"Nudges come on {days_in_words(nudging.weekdays)}, for {counted_people(nudging.a_day)} at most.",
        f"Be in touch with a mentor every {mentor} days, warm every {warm}, light every {light}.",
    ]


def days_in_words(weekdays: Collection[int]) -> str:
    """``Monday to Friday``, ``every day``, else the days by name."""
    days = sorted(weekdays)
    if len(days) == len(_WEEKDAYS):
        return "every day"
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{_WEEKDAYS[days[0]]} to {_WEEKDAYS[days[-1]]}"
    names = [_WEEKDAYS[day] for day in days]
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def counted_people(number: int) -> str:
    """``1 person``, ``2 people``."""
    return "1 person" if number == 1 else f"{number} people"


def pause_in_words(member: Member, now: datetime) -> list[str]:
    """That nudges wait, if they do."""
    if member.paused_until is None or in_zone(now, member.zone).date() >= member.paused_until:
        return []
    until = calendar_day(member.paused_until)
    return [
        f"Nudges wait until {until}, and so do the steps after an ask without a reply. "
        "What belongs to a conversation still comes: confirmation, brief and thank-you."
    ]
