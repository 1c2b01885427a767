"""The forms of those who facilitate: setting the cohort up, its settings, and sharing the role."""

from datetime import date, datetime

from core.cohort import CAP, DIGEST_DAY, DIGEST_HOUR, LARGEST_CAP, TERM, Cohort
from core.wording import calendar_day, clock, zone_name
from views import digest, inputs, kit
from views.ids import Do, Form
from views.schedule_form import zone_option

WEEKDAYS = {
    1: "Monday",
    2: "Tuesday",
    3: "Wednesday",
    4: "Thursday",
    5: "Friday",
    6: "Saturday",
    7: "Sunday",
}
_FIRST = (
    "Whoever sets up the cohort facilitates it, and can share the role or hand it over later. I tell the "
    "channel once what I post there. Members share nothing until they choose to."
)
_CHANNEL = "Invite me there first: `/invite @inroad`. Whoever is in it, as a full member, is in the cohort."


def blank(team_id: str, channel: str, zone: str, today: date) -> Cohort:
    """What is proposed for a new cohort."""
    return Cohort(team_id, channel, zone, today, today + TERM, DIGEST_DAY, DIGEST_HOUR, CAP)


def cohort_form(cohort: Cohort, now: datetime, *, is_new: bool) -> kit.View:
    """The form with what is set, or proposed."""
    hours = [kit.option(_hour(number), str(number)) for number in range(24)]
    days = [kit.option(name, str(number)) for number, name in WEEKDAYS.items()]
    caps = [kit.option(str(number), str(number)) for number in range(1, LARGEST_CAP + 1)]
    zone = inputs.suggesting_input("Type a city", Do.ZONE_CHOOSE, zone_option(cohort.zone, now))
    fields = [
        inputs.field(
            "channel", "The cohort's channel", inputs.channel_input(cohort.channel), hint=_plain(_CHANNEL)
        ),
        inputs.field("digest_day", "The digest comes on", inputs.choice_input(days, str(cohort.digest_day))),
        inputs.field("digest_hour", "at", inputs.choice_input(hours, str(cohort.digest_hour))),
        inputs.field("zone", "in this time zone", zone),
        inputs.field("term_starts_on", "The term's first day", inputs.date_input(cohort.term_starts_on)),
        inputs.field("term_ends_on", "and its last day", inputs.date_input(cohort.term_ends_on)),
        inputs.field(
            "cap",
            "Members in touch with one professional in a term",
            inputs.choice_input(caps, str(cohort.cap)),
            hint="Whoever is about to write to somebody whom as many know already is told so.",
        ),
        inputs.field(
            "programme_on",
            "Begin the programme on",
            inputs.date_input(cohort.programme_on),
            hint="A month: 10 asks, at least 5 of them to strangers, 1 conversation. Empty: no programme.",
            optional=True,
        ),
    ]
    return kit.modal(
        "Set up the cohort" if is_new else "The cohort",
        [*([kit.section(_FIRST)] if is_new else []), *fields],
        callback_id=Form.COHORT,
        submit="Set it up" if is_new else "Save",
        close="Cancel",
    )


def saving() -> kit.View:
    """While Slack is asked who is in the channel."""
    return _said("One moment", "I am looking who is in the channel.", close="Close")


def saved(cohort: Cohort, *, is_shared: bool) -> kit.View:
    """What is set now. ``is_shared``: people of other workspaces are in the channel as well."""
    lines = [f"The cohort is in <#{cohort.channel}>.", settings_in_words(cohort)]
    if is_shared:
        lines.append(
            "People of other workspaces are in that channel. They read it, and are not in the cohort."
        )
    return kit.modal("Saved", [kit.section("\n".join(lines))], close="Done")


def settings_in_words(cohort: Cohort) -> str:
    """What is set, for whoever set it."""
    cap = "one member" if cohort.cap == 1 else f"{cohort.cap} members"
    return " ".join(
        [
            f"The digest comes {digest_in_words(cohort)}.",
            f"The term lasts from {calendar_day(cohort.term_starts_on)} to "
            f"{calendar_day(cohort.term_ends_on)}; in it, {cap} at most should be in touch with one person.",
            *programme_in_words(cohort),
        ]
    )


def digest_in_words(cohort: Cohort) -> str:
    """``Mondays at 9:00 am (New York time)``."""
    return f"{WEEKDAYS[cohort.digest_day]}s at {_hour(cohort.digest_hour)} ({zone_name(cohort.zone)} time)"


def programme_in_words(cohort: Cohort) -> list[str]:
    """What the programme is, if one is chosen."""
    if cohort.programme_on is None:
        return []
    return [f"*The programme*, from {calendar_day(cohort.programme_on)}: {digest.goals()}."]


def not_saved(sentence: str) -> kit.View:
    """Why it could not be set up."""
    return _said("That did not work", f"{sentence} Nothing was changed.", close="Close")


def role_form() -> kit.View:
    """Choosing who facilitates as well, or instead."""
    options = [
        kit.option("Share the role: both of us facilitate", "share"),
        kit.option("Hand it over: they facilitate in my place", "over"),
    ]
    return kit.modal(
        "Who facilitates",
        [
            inputs.field("person", "A member of the cohort", inputs.person_input()),
            inputs.field("how", "What to do", inputs.radio(options, "share")),
        ],
        callback_id=Form.COHORT_ROLE,
        submit="Save",
        close="Cancel",
    )


def role_saved(user_id: str, *, stays: bool) -> kit.View:
    """Who facilitates now."""
    who = kit.mention(user_id)
    text = f"{who} facilitates the cohort now, {'as you do' if stays else 'in your place'}. I have told them."
    return kit.modal("Saved", [kit.section(text)], close="Done")


def asked_to_lead(by: str, channel: str) -> kit.Message:
    """For whoever facilitates from now on."""
    text = (
        f"{kit.mention(by)} made you a facilitator of the cohort in <#{channel}>. You can change its "
        "settings, share the role, or turn the cohort off: `/interview cohort`."
    )
    return kit.message(text, [kit.section(text)])


def _hour(number: int) -> str:
    return clock(datetime(2026, 1, 1, number))  # noqa: DTZ001 - a time of day


def _plain(text: str) -> str:
    return text.replace("`", "")


def _said(title: str, text: str, *, close: str) -> kit.View:
    return kit.modal(title, [kit.paragraph(text)], close=close)
