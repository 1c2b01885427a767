"""`/interview status`: what was sent, what comes next, and what Slack refused, in plain words."""

from datetime import datetime

from core.digest import UNCERTAIN
from core.model import Member, ReminderKind, ReminderReport
from core.reminder_status import MemberStatus
from core.wording import soon
from views import kit
from views.buttons import next_steps
from views.ids import Do
from views.settings_form import pause_in_words

_REASONS = {
    "messages_tab_disabled": "the bot's Messages tab is switched off in this workspace",
    "restricted_action": "this workspace does not let the bot write to you",
    "user_disabled": "your Slack account was deactivated",
    "account_inactive": "the bot was removed from this workspace",
    "token_revoked": "the bot was removed from this workspace",
    "not_in_channel": "I am not in the cohort's channel any more",
    "is_archived": "the cohort's channel is archived",
}

_UNCERTAIN = "it may not have arrived"

_NAMES = {
    ReminderKind.THANK_YOU: "Thank-you to {name}",
    ReminderKind.CONFIRM: "Confirm the conversation with {name}",
    ReminderKind.BRIEF: "Brief for the conversation with {name}",
    ReminderKind.OUTCOME: "How it went with {name}",
    ReminderKind.NO_REPLY: "No reply from {name} yet",
    ReminderKind.KEEP_IN_TOUCH: "What to do, and whom to be in touch with again",
    ReminderKind.ACT_ON_REFERRAL: "Ask {name}",
    ReminderKind.TELL_REFERRER: "Tell who named {name}",
    ReminderKind.DIGEST: "The cohort's digest, in its channel",
    ReminderKind.PRACTICE: "Practise the phone script with a cohort mate",
    ReminderKind.INTRODUCTION: "A cohort mate asks you for an introduction to {name}",
}


def status(told: MemberStatus, member: Member, now: datetime) -> kit.Message:
    """The answer to the command."""
    parts = [
        ("Could not be delivered", [failure(report, member, now) for report in told.failed]),
        ("Coming up", [_coming(report, member, now) for report in told.waiting]),
        ("Sent", [_sent(report, member, now) for report in told.sent]),
    ]
    shown = [f"*{title}*\n" + "\n".join(f"• {line}" for line in lines) for title, lines in parts if lines]
    if not shown:
        shown = ["No reminder is planned, and none was sent in the last two weeks."]
    blocks: list[kit.Block] = [kit.section(text) for text in shown]
    about = [f"Times are in {member.zone}, from your Slack profile.", *pause_in_words(member, now)]
    blocks.append(kit.context(" ".join(about)))
    steps = [*next_steps()[:1], kit.button("Settings", Do.SETTINGS_OPEN)]
    return kit.message("\n".join([*shown, *about]), [*blocks, kit.actions(steps)])


def failure(report: ReminderReport, member: Member, now: datetime) -> str:
    """One line on a reminder that Slack refused for good."""
    reason = _REASONS.get(report.reason, f"Slack said “{report.reason}”")
    when = soon(report.finished_at or report.due_at, now, member.zone)
    return f"{_what(report)}: tried {when}, but {reason}."


def _coming(report: ReminderReport, member: Member, now: datetime) -> str:
    return f"{_what(report)}: {'now' if report.due_at <= now else soon(report.due_at, now, member.zone)}"


def _sent(report: ReminderReport, member: Member, now: datetime) -> str:
    when = soon(report.finished_at or report.due_at, now, member.zone)
    return f"{_what(report)}: {when}{f', but {_UNCERTAIN}' if report.reason == UNCERTAIN else ''}"


def _what(report: ReminderReport) -> str:
    return _NAMES[report.kind].format(name=kit.typed(report.about, 60))
