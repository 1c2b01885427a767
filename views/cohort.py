"""`/interview cohort`: the cohort as its members, its facilitators, and those outside it see it."""

from datetime import datetime

from core import programme
from core.cohort import Cohort, CohortMember
from core.cohort_access import Door
from core.digest import is_over
from core.digests import Standing
from core.local_time import in_zone
from core.programme import Progress
from core.wording import calendar_day, day_and_time, zone_name
from views import digest, kit
from views.cohort_form import digest_in_words, programme_in_words, settings_in_words
from views.ids import Do

_LEAVE = kit.confirm(
    "Leave the cohort?",
    "What you share is shared no more, your questions are closed, and what I posted for you in the channel "
    "is taken out. You stay in the channel, and may come back with nothing shared.",
    "Leave",
    "Stay",
    style="danger",
)
_OFF = kit.confirm(
    "Turn the cohort off?",
    "For everybody: I post nothing in the channel any more, and all that members share and ask of each other "
    "is gone. What stands in the channel stays there. Everybody keeps their own people.",
    "Turn it off",
    "Keep it",
    style="danger",
)
_NOTHING_SHOWN = "Nothing yet that three people or more did. Less than that I tell nobody."


def elsewhere(channel: str) -> kit.Message:
    """For somebody who is not in the cohort. Slack shows a private channel's name to those in it only."""
    text = f"The cohort is in <#{channel}>. Join it to take part."
    return kit.message(text, [kit.section(text)])


def invited(channel: str) -> kit.Message:
    """For whoever brought the bot into a channel, in a workspace without a cohort."""
    text = (
        f"You brought me into <#{channel}>. Shall I help the cohort there? You choose what I post, and when. "
        "Nothing that anybody logs is shown to others unless they share it."
    )
    start = kit.button("Set it up", Do.COHORT_SET_UP, channel, style="primary")
    return kit.message(text, [kit.section(text), kit.actions([start])])


def invited_beside(channel: str) -> kit.Message:
    """The same where the cohort is in another channel."""
    text = f"You brought me into <#{channel}>. The cohort is in another channel, so I post nothing there."
    return kit.message(text, [kit.section(text)])


def outside(door: Door) -> kit.Message:
    """For somebody who asks about the cohort and is not in it, or while the bot is not."""
    if door.cohort.away_since:
        return away(door.cohort, leads=door.leads)
    return left_by_choice(door.cohort) if door.has_left else elsewhere(door.cohort.channel)


def left_by_choice(cohort: Cohort) -> kit.Message:
    """For somebody who left the cohort and is still in its channel."""
    text = f"You left the cohort in <#{cohort.channel}>. You can come back; nothing of yours is shared then."
    back = kit.button("Join again", Do.COHORT_JOIN, style="primary")
    return kit.message(text, [kit.section(text), kit.actions([back])])


def away(cohort: Cohort, *, leads: bool) -> kit.Message:
    """While the bot is not in the channel. Whoever facilitates may choose another one or turn it off."""
    text = (
        f"I am not in <#{cohort.channel}> any more, so I can't tell who is in the cohort. Until I am invited "
        "there again, I post nothing and answer nothing about the cohort."
    )
    steps = [kit.actions([_settings(), _turn_off()])] if leads else []
    return kit.message(text, [kit.section(text), *steps])


def announcement(cohort: Cohort) -> kit.Message:
    """What the bot says in the channel once."""
    lines = [
        "Hello. I am here for your informational interviews: `/interview` shows what I do for each of you.",
        "*What I post in this channel*\n"
        f"• {digest_in_words(cohort)}: the cohort's week in numbers, never from fewer than three people; "
        f"after the term's end on {calendar_day(cohort.term_ends_on)} once the term in numbers, and then "
        "none\n"
        "• questions and takeaways of members who choose to post them",
        "*What stays with each of you*\nThe people you log, your conversations and your notes. Whoever is in "
        "this channel is in the cohort, and shares nothing until they choose to: `/interview cohort`.",
        *programme_in_words(cohort),
    ]
    off = (
        "To turn this off: a facilitator types `/interview cohort` and presses *Turn it off*. To leave the "
        "cohort yourself, press *Leave* there."
    )
    return kit.message("\n".join([*lines, off]), [*map(kit.section, lines), kit.context(off)])


def standing(standing: Standing, now: datetime) -> kit.Message:
    """The answer to the command for a member."""
    cohort, member = standing.membership.cohort, standing.membership.member
    week = digest.week_lines(standing.week) or [_NOTHING_SHOWN]
    lines = [
        f"*The cohort in <#{cohort.channel}>*\n{_when(standing, now)}",
        "\n".join([f"*Its week*, {digest.days(standing.week)}", *week]),
        *digest.programme_lines(standing.week),
        *_own_month(standing.progress, cohort, now),
        *_chosen(member),
    ]
    blocks: list[kit.Block] = [*map(kit.section, lines), kit.actions(_own_steps(member))]
    if member.is_facilitator:
        told, more = _led(standing)
        return kit.message("\n".join([*lines, *told]), [*blocks, *more])
    if not standing.is_led:
        said = "Nobody facilitates the cohort at the moment. Somebody has to, to change its settings."
        lead = kit.button("I facilitate", Do.COHORT_TAKE_OVER)
        return kit.message("\n".join([*lines, said]), [*blocks, kit.section(said, lead)])
    return kit.message("\n".join(lines), blocks)


def _when(standing: Standing, now: datetime) -> str:
    cohort = standing.membership.cohort
    zone = cohort.zone
    if standing.next_at is None and is_over(cohort, now):
        ended = f"The term ended on {calendar_day(cohort.term_ends_on)}, and the digests with it."
        return f"{ended} They come again once a facilitator sets new dates."
    if standing.next_at is None:
        return "No digest is planned: nobody in the cohort uses me yet."
    return f"The next digest comes {day_and_time(standing.next_at, zone)} ({zone_name(zone)} time)."


def _own_month(progress: Progress | None, cohort: Cohort, now: datetime) -> list[str]:
    if progress is None or cohort.programme_on is None:
        return []
    left = (programme.ends_on(cohort.programme_on) - in_zone(now, cohort.zone).date()).days
    days = "the last day" if left == 1 else f"{left} days left"
    done = "\nThat is the whole month's work: well done." if progress.is_done else ""
    return [
        f"*Your month in the programme*, {days}\n"
        f"• people asked: {_of(progress.asked, programme.ASKS)}\n"
        f"• strangers among them: {_of(progress.strangers, programme.STRANGERS)}\n"
        f"• conversations: {_of(progress.talks, programme.TALKS)}{done}"
    ]


def _of(number: int, goal: int) -> str:
    return f"{number} of {goal}" if number <= goal else f"{number} (the goal was {goal})"


def _chosen(member: CohortMember) -> list[str]:
    practice = (
        "You are paired every two weeks to practise the phone script."
        if member.practises_since
        else "You can practise the phone script with a cohort mate, a new one every two weeks."
    )
    counted = (
        "What you do is counted in the numbers, without your name."
        if member.is_counted
        else "What you do is not counted in the numbers."
    )
    return [f"{practice} {counted}"]


def _own_steps(member: CohortMember) -> list[kit.Element]:
    practice = (
        kit.button("Stop practising", Do.PRACTICE_STOP)
        if member.practises_since
        else kit.button("Practise with somebody", Do.PRACTICE_START)
    )
    counted = kit.button(
        "Leave me out of the count" if member.is_counted else "Count me in",
        Do.COHORT_COUNTED,
        "no" if member.is_counted else "yes",
    )
    leave = kit.button("Leave", Do.COHORT_LEAVE, confirm=_LEAVE)
    return [kit.button("What I share", Do.SHARES_SHOW), practice, counted, leave]


def _led(standing: Standing) -> tuple[list[str], list[kit.Block]]:
    """What only a facilitator sees: that they are one, and digests that may not have arrived."""
    cohort = standing.membership.cohort
    lines = [f"*You facilitate.* {settings_in_words(cohort)}"]
    blocks: list[kit.Block] = [kit.divider(), kit.section(lines[0])]
    for reminder_id, posted_at in standing.uncertain.items():
        said = f"The digest of {day_and_time(posted_at, cohort.zone)} may not have arrived in the channel."
        lines.append(said)
        blocks.append(kit.section(said, kit.button("Post it again", Do.DIGEST_AGAIN, reminder_id)))
    steps = [_settings(), kit.button("Share or hand over", Do.COHORT_HAND_OVER), _turn_off()]
    return lines, [*blocks, kit.actions(steps)]


def _settings() -> kit.Element:
    return kit.button("Settings", Do.COHORT_SETTINGS)


def _turn_off() -> kit.Element:
    return kit.button("Turn it off", Do.COHORT_OFF, confirm=_OFF)


def turned_off() -> kit.Message:
    """For whoever turned it off."""
    return kit.notice("The cohort is off. I post nothing in its channel any more, and nothing is shared.")


def left() -> kit.Message:
    """For somebody who left by themselves."""
    return kit.notice(
        "You left the cohort. Nothing of yours is shared any more. To come back, type /interview cohort."
    )
