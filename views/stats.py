"""A member's own path in words and in bars: for them alone, and compared with nobody."""

from collections.abc import Iterator, Sequence

from core.fit import Fit, Mood
from core.outreach import Situation
from core.stats import Counts, Stats, Stretch, share
from core.wording import calendar_day
from views import kit
from views.ids import Do

GROUPS_SHOWN = 8
BAR = 12
"""Characters of the longest bar: with its label it fits the width of a phone."""

_LABELS = ("Asked", "Answered", "Talked", "Thanked", "In time", "Names")
_FIELD_SHOWN = 40
_SITUATIONS = {
    Situation.COLD: "Asked without knowing them",
    Situation.REFERRED: "Asked on somebody's word",
    Situation.ALUMNI: "Asked as of the same school",
    Situation.FOLLOW_UP: "Asked before, elsewhere",
    None: "Met without an ask",
}
_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_MOODS = {Mood.ENERGISING: "mostly energising", Mood.DRAINING: "mostly draining", Mood.MIXED: "mixed"}
_BEGIN = (
    "There is nothing to count yet, and that is where everybody begins. Ask one person whose path makes you "
    "curious: 20 minutes of theirs are enough."
)
_ONLY_YOU = "Only you can see this. It counts your own path, and compares you with nobody."


def message(stats: Stats) -> kit.Message:
    """All there is to tell of the time looked at."""
    if stats.is_empty:
        return _nothing(stats)
    headline = _headline(stats)
    lines = _sentences(stats.total)
    blocks = [kit.header(headline), kit.section("\n".join(lines)), kit.copy_ready(bars(stats.total))]
    told = [headline, *lines]
    for title, groups in (("By field", _fields(stats)), ("By how you first asked", _situations(stats))):
        if groups:
            blocks.append(kit.section("\n".join([f"*{title}*", *groups])))
            told += [title, *groups]
    felt = [fit_in_words(fit) for fit in stats.fits[:GROUPS_SHOWN]]
    if felt:
        blocks.append(kit.section("\n".join(["*How the talks left you*", *felt])))
        told += ["How the talks left you", *felt]
    blocks += [kit.context(_ONLY_YOU), kit.actions([_other(stats.stretch)])]
    return kit.message("\n".join([*told, _ONLY_YOU]), blocks)


def _headline(stats: Stats) -> str:
    if stats.stretch is Stretch.ALL:
        return "Your path so far"
    return f"Your path this term, since {calendar_day(stats.began_on)}"


def _nothing(stats: Stats) -> kit.Message:
    draft = kit.button("Draft an ask", Do.DRAFT_START, style="primary")
    if stats.ever:
        text, other = "Nothing in this term yet. One short ask is a good beginning.", _other(stats.stretch)
    else:
        text, other = _BEGIN, kit.button("Log a conversation", Do.CONVERSATION_LOG)
    return kit.message(text, [kit.section(text), kit.actions([draft, other])])


def _other(stretch: Stretch) -> kit.Element:
    if stretch is Stretch.TERM:
        return kit.button("All time", Do.STATS_SHOW, Stretch.ALL)
    return kit.button("This term", Do.STATS_SHOW, Stretch.TERM)


def _sentences(counts: Counts) -> list[str]:
    """The counts in plain words; of what there is none nothing is said."""
    lines = []
    if counts.asked:
        part = share(counts.answered, counts.asked)
        in_all = f" ({part}%)" if part is not None else ""
        answered = "nobody has answered yet" if not counts.answered else f"{counts.answered} answered{in_all}"
        lines.append(f"You asked {_counted(counts.asked, 'person', 'people')}; {answered}.")
    if counts.talked:
        talked = _counted(counts.talked, "conversation", "conversations")
        thanked = _counted(counts.thanked, "thank-you", "thank-yous")
        then = f" and sent {thanked}, {_in_time(counts)}" if counts.thanked else ""
        lines.append(f"You had {talked}{then}.")
    if counts.names:
        lines.append(f"You were given {_counted(counts.names, 'name', 'names')}.")
    return lines


def _in_time(counts: Counts) -> str:
    if counts.in_time == counts.thanked:
        return "within 24 hours" if counts.thanked == 1 else "all within 24 hours"
    return f"{counts.in_time or 'none'} of them within 24 hours"


def bars(counts: Counts) -> str:
    """One line for each count: its label, its number, and a bar; whoever only hears it loses nothing."""
    numbers = (
        counts.asked,
        counts.answered,
        counts.talked,
        counts.thanked,
        counts.in_time,
        counts.names,
    )
    longest = max(*numbers, 1)
    wide = len(str(longest))
    lines = []
    for label, number in zip(_LABELS, numbers, strict=True):
        bar = "█" * max(round(number * BAR / longest), 1 if number else 0)
        lines.append(f"{label:<8} {number:>{wide}} {bar}".rstrip())
    return "\n".join(lines)


def _fields(stats: Stats) -> list[str]:
    """Nothing where no person has a field."""
    if not any(field for field, _ in stats.by_field):
        return []
    return _groups([(field or "Without a field", counts) for field, counts in stats.by_field])


def _situations(stats: Stats) -> list[str]:
    """Nothing where all of them are alike."""
    if len(stats.by_situation) < 2:
        return []
    named = [
        (_SITUATIONS.get(situation, "Asked otherwise"), counts) for situation, counts in stats.by_situation
    ]
    return _groups(named)


def _groups(groups: Sequence[tuple[str, Counts]]) -> list[str]:
    lines = [
        f"• {kit.typed(name, _FIELD_SHOWN)}: {', '.join(_parts(counts))}"
        for name, counts in groups[:GROUPS_SHOWN]
    ]
    if len(groups) > GROUPS_SHOWN:
        lines.append(f"• and {len(groups) - GROUPS_SHOWN} more")
    return lines


def _parts(counts: Counts) -> Iterator[str]:
    if counts.asked:
        part = share(counts.answered, counts.asked)
        yield f"asked {counts.asked}, {counts.answered} answered{f' ({part}%)' if part is not None else ''}"
    if counts.talked:
        yield _counted(counts.talked, "conversation", "conversations")
    if counts.thanked:
        yield f"{counts.thanked} thanked, {counts.in_time or 'none'} in time"
    if counts.names:
        yield f"{_counted(counts.names, 'name', 'names')} given"


def fit_in_words(fit: Fit) -> str:
    """What the talks in a field add up to: ``Three talks in policy: mostly energising; …``."""
    said = [_MOODS[fit.mood]] if fit.mood else []
    if fit.curiosity:
        after = "all of them" if fit.more == fit.talks else _number(fit.more)
        said.append(f"you wanted to know more after {after}")
    talks = f"{_number(fit.talks).capitalize()} talks in {kit.typed(fit.field, _FIELD_SHOWN)}"
    return f"{talks}: {'; '.join(said)}."


def _number(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
