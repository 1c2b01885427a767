"""`/interview settings`: the hours without reminders, a pause, and the way to profile and skeletons."""

from core.model import Member
from core.wording import calendar_day, clock, zone_name
from views import kit
from views.ids import Do, Form


def settings_form(member: Member) -> kit.View:
    """The form with what is set now."""
    return kit.modal(
        "Settings",
        [
            kit.actions(
                [
                    kit.button("My profile", Do.PROFILE_OPEN),
                    kit.button("My skeletons", Do.SKELETON_LIST),
                ]
            ),
            kit.field(
                "paused_until",
                "Pause nudges until",
                kit.date_input(member.paused_until),
                hint="For exam weeks and holidays. Thank-you reminders still come, within the day.",
                optional=True,
            ),
            kit.field("quiet_start", "No reminders from", kit.time_input(member.quiet_hours.start)),
            kit.field(
                "quiet_end",
                "until",
                kit.time_input(member.quiet_hours.end),
                hint=f"{zone_name(member.zone)} time, from your Slack profile. The same twice: none.",
            ),
        ],
        callback_id=Form.SETTINGS,
        submit="Save",
        close="Cancel",
    )


def saved(member: Member) -> kit.View:
    """What was saved, in words."""
    return kit.modal("Saved", [kit.paragraph(" ".join(in_words(member)))], close="Done")


def in_words(member: Member) -> list[str]:
    """What is set, a sentence each."""
    quiet = member.quiet_hours
    hours = (
        f"No reminders between {clock(quiet.start)} and {clock(quiet.end)}, {zone_name(member.zone)} time."
    )
    if quiet.start == quiet.end:
        hours = "Reminders may come at any hour."
    return [hours, *pause_in_words(member)]


def pause_in_words(member: Member) -> list[str]:
    """That nudges wait, if they do."""
    if member.paused_until is None:
        return []
    return [f"Nudges wait until {calendar_day(member.paused_until)}; thank-you reminders still come."]
