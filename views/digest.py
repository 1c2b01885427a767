"""The cohort's digest in its channel, and the same numbers for a member who asks for them."""

from core.digest import Counts, Digest, LostDigest, What
from core.digest_tips import Tip
from core.local_time import DAY
from core.programme import ASKS, STRANGERS, TALKS
from core.wording import calendar_day
from views import kit
from views.ids import Do

_WORDS = {
    What.ASKS: ("person asked for a conversation", "people asked for a conversation"),
    What.TALKS: ("conversation held", "conversations held"),
    What.THANKED: ("thank-you within a day", "thank-yous within a day"),
    What.FIELDS: ("field of work explored", "fields of work explored"),
    What.QUESTIONS: ("question open in the channel", "questions open in the channel"),
    What.TAKEAWAYS: ("takeaway shared", "takeaways shared"),
}
_TOGETHER = {
    What.ASKS: ("person asked", "people asked"),
    What.STRANGERS: ("of them a stranger", "of them strangers"),
    What.TALKS: ("conversation", "conversations"),
}
_FROM_ALL = "The numbers are those of the whole cohort: none comes from fewer than three people."
_HOW = (
    f"{_FROM_ALL} `/interview cohort` shows you your own part, and leaves you out of the count if you like."
)


_CLOSED = (
    "This was the last digest of the term. I post no other one until a facilitator sets new dates: "
    "`/interview cohort`. What each of you logged stays with you: `/interview stats` shows your own numbers."
)
_NOTHING_IN_TERM = "No numbers of this term: nothing was logged by three people or more."


def digest(week: Digest) -> kit.Message:
    """The message in the channel."""
    if week.closes:
        return _closing(week)
    lines = [f"*The cohort's week*, {days(week)}", *week_lines(week), *programme_lines(week)]
    blocks: list[kit.Block] = [kit.section(lines[0])]
    if week.counts:
        blocks.append(kit.section("\n".join(week_lines(week))))
    if week.tip:
        blocks.append(kit.section(_tip(week.tip)))
        lines.append(_tip(week.tip))
    blocks += [kit.section(line) for line in programme_lines(week)]
    return kit.message("\n".join([*lines, _HOW]), [*blocks, kit.context(_HOW)])


def _closing(term: Digest) -> kit.Message:
    """The message that closes the term."""
    counted = "\n".join(week_lines(term)) or _NOTHING_IN_TERM
    lines = [f"*The cohort's term*, {days(term)}", counted, _CLOSED]
    said = [_FROM_ALL] if term.counts else []
    return kit.message("\n".join([*lines, *said]), [*map(kit.section, lines), *map(kit.context, said)])


def days(week: Digest) -> str:
    """The first and the last day: ``16 Nov 2026 to 22 Nov 2026``."""
    return f"{calendar_day(week.since_on)} to {calendar_day(week.until_on - DAY)}"


def week_lines(week: Digest) -> list[str]:
    """What was counted, a line each."""
    return [f"• {_counted(week.counts[what], _WORDS[what])}" for what in _WORDS if what in week.counts]


def programme_lines(week: Digest) -> list[str]:
    """The programme's month so far, in one line, if there is anything to tell of it."""
    begins_on = week.cohort.programme_on
    if not (begins_on and week.programme):
        return []
    return [f"*The programme*, since {calendar_day(begins_on)}, all together: {_month(week.programme)}."]


def goals() -> str:
    """What the programme is, in one sentence."""
    return (
        f"a month in which everybody asks {ASKS} people, at least {STRANGERS} of them strangers, and has "
        f"{'one conversation' if TALKS == 1 else f'{TALKS} conversations'}"
    )


def _month(counts: Counts) -> str:
    return ", ".join(_counted(counts[what], words) for what, words in _TOGETHER.items() if what in counts)


def _counted(number: int, words: tuple[str, str]) -> str:
    return f"{number} {words[number != 1]}"


def _tip(tip: Tip) -> str:
    return (
        "No numbers this week, and that is fine. Something that helps instead:\n"
        f">{kit.escape(tip.text)}\n_{kit.escape(tip.source)}_. "
        f"A step to begin with: `/interview {tip.command}`"
    )


def posted_again() -> kit.Message:
    """What takes the place of that."""
    return kit.notice("I post the digest in the channel once more.")


def lost(digest: LostDigest) -> kit.Message:
    """For whoever facilitates: a digest that may not have arrived."""
    text = (
        f"I posted the digest in <#{digest.cohort.channel}>, but Slack's answer did not reach me, so it may "
        "not have arrived. I cannot read the channel. Please look whether it is there."
    )
    again = kit.button("It is not there: post it again", Do.DIGEST_AGAIN, digest.reminder_id, style="primary")
    return kit.message(text, [kit.section(text), kit.actions([again])])
