"""What a mate may write to somebody they know before they introduce anybody: double opt-in.

Both sides are asked first (avc.com, "The double opt-in introduction"; defaults, section 4), so the draft asks
the professional whether an introduction is welcome, and makes a no easy. What is not known stays as a gap.
"""

from dataclasses import dataclass

from core.introduction import Introduction
from core.note import salutation
from core.profile import Profile


@dataclass(frozen=True, slots=True)
class IntroductionDraft:
    """A note in the mate's voice to ``name``."""

    name: str
    subject: str
    text: str


def introduction_draft(introduction: Introduction, asker: Profile, mate: Profile) -> IntroductionDraft:
    """The note that asks somebody whether the mate may introduce the asker to them."""
    name = introduction.contact.details.name
    who = asker.name.strip() or "[name of your cohort mate]"
    about = f", {asker.introduction}," if asker.introduction.strip() else ""
    learn = asker.looking_for.strip() or "[what they would like to learn from you]"
    paragraphs = (
        f"Dear {salutation(name)},",
        f"{who}{about} is in my cohort and would like to learn {learn}. I thought of you. Would you be open "
        "to a conversation of 20–30 minutes? It would be for advice, not for a job.",
        "If so, I'll introduce the two of you by e-mail. If it does not suit you, a no is just as fine.",
        f"Best wishes,\n{mate.name.strip() or '[your name]'}",
    )
    return IntroductionDraft(name, f"May I introduce {who} to you?", "\n\n".join(paragraphs))
