"""The sentences around what the log says in a thank-you note.

People who were in one room compare their notes. So each of them gets another opening and another lead: four
and three of them, which have no divisor in common, make twelve pairs before one comes again.
"""

from dataclasses import dataclass, replace

from core.model import Interview


@dataclass(frozen=True, slots=True)
class Wording:
    """Sentences of one note. ``opening`` and ``short_opening`` have the day as ``{when}``.

    ``thing`` leads to the one specific sentence, ``together`` to what the member took from all of them,
    ``names`` to whom they were referred to, for
    which ``short_names`` thanks without them. ``in_touch``: the closing where they may keep in touch.
    """

    opening: str
    short_opening: str
    thing: str
    together: str
    advice: str
    promise: str
    names: str
    short_names: str
    closing: str
    in_touch: str


_IN_TOUCH = "I am glad that I may keep in touch, and will let you know how things go."

_ALONE = Wording(
    opening="Thank you for taking the time to talk with me {when}.",
    short_opening="Thank you for talking with me {when}.",
    thing="What stays with me most:",
    together="",
    advice="I am taking up your advice:",
    promise="On my list, as promised:",
    names="Thank you also for the names you gave me:",
    short_names="Thank you, too, for telling me whom else to talk with.",
    closing="Thank you again for your time and your candour.",
    in_touch=_IN_TOUCH,
)

_OPENINGS = (
    ("Thank you for making time for me and my questions {when}.", "Thank you for making time for me {when}."),
    ("Thank you for being part of our conversation {when}.", "Thank you for our conversation {when}."),
    (
        "It meant a lot to me that you joined the conversation {when}: thank you.",
        "It meant a lot that you joined {when}: thank you.",
    ),
    ("Thank you for letting me ask you so much {when}.", "Thank you for letting me ask so much {when}."),
)

_REST = (
    Wording(
        opening="",
        short_opening="",
        thing="Of what you said, this stays with me most:",
        together="From the conversation as a whole I take with me:",
        advice="I am following up the advice I was given:",
        promise="On my list, as promised:",
        names="Thank you also for the names I came away with:",
        short_names="Thank you, too, for the names I came away with.",
        closing="Thank you again for your time and your candour.",
        in_touch=_IN_TOUCH,
    ),
    Wording(
        opening="",
        short_opening="",
        thing="One thing you said I keep coming back to:",
        together="And from all of you together:",
        advice="I am taking up the advice I got:",
        promise="As I promised:",
        names="I am grateful for the names as well:",
        short_names="I am grateful for the names as well.",
        closing="Thank you once more for your time.",
        in_touch="I will gladly tell you how things go, and thank you for letting me keep in touch.",
    ),
    Wording(
        opening="",
        short_opening="",
        thing="I wrote down what you said:",
        together="What I take from all of it:",
        advice="I will follow the advice that came up:",
        promise="I have not forgotten what I promised:",
        names="I am glad of the names, too:",
        short_names="I am glad of the names I was given, too.",
        closing="Thank you again for sharing what you know.",
        in_touch="I would be glad to write again when there is something to tell.",
    ),
)


def wording_of(interview: Interview) -> Wording:
    """The sentences for this note: of several people who were there, each by their place among them."""
    if not interview.panel:
        return _ALONE
    opening, short_opening = _OPENINGS[interview.panel_place % len(_OPENINGS)]
    rest = _REST[interview.panel_place % len(_REST)]
    return replace(rest, opening=opening, short_opening=short_opening)
