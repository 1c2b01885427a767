"""Takeaways and the guard's warning, with the emptiest and the fullest content."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from core.drafting import judge
from core.guard import Collision
from core.model import Interview, Member, Owner, PostedMessage
from core.outreach import Channel, Situation
from core.takeaway import Takeaway, Wanted
from core.takeaways import LISTED, OFFERED, Composed, ToShare
from tests.views import asks
from views import draft_form, kit, takeaways
from views.draft_form import Chosen, Made as MadeDraft
from views.takeaways import Made

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
MEMBER = Member(Owner("T1", "U1"), "America/New_York", NOW)
LONG = "&<>*ابدأ" * 375
SHORT = Takeaway(1, MEMBER.owner, "Labs hire", is_signed=False, shared_at=NOW)
FULL = replace(SHORT, text=LONG, is_signed=True, posted=PostedMessage("C1", "1.2"))


def messages() -> Iterator[tuple[str, kit.Message]]:
    """The post and the sharer's own message."""
    for name, one in (("short", SHORT), ("full", FULL)):
        yield f"takeaway {name}", takeaways.post_of(one)
        yield f"takeaway on its way {name}", takeaways.on_its_way(one)
        yield f"takeaway told {name}", takeaways.message(one, MEMBER)
        yield f"takeaway withdrawn {name}", takeaways.message(replace(one, withdrawn_at=NOW), MEMBER)


def views(name: str, talk: Interview) -> Iterator[tuple[str, kit.View]]:
    """The form."""
    full = Composed(Wanted(LONG, talk.id, names_people=True, is_signed=True), LONG, changed=True)
    yield f"share {name}", _form(ToShare("C1", (talk,) * OFFERED, (FULL,) * LISTED), full, Made())
    yield f"share nothing {name}", _form(ToShare("C1"), Composed(Wanted(), "", changed=False), Made())
    yield f"share change {name}", _form(ToShare("C1"), full, Made(takeaway_id=1, talk_id=talk.id))
    yield f"shared {name}", takeaways.done("C1", changed=name == "full")
    for collision in Collision:
        yield f"draft {collision} {name}", _warned(collision, full=name == "full")


def _form(to_share: ToShare, composed: Composed, made: Made) -> kit.View:
    return takeaways.share_form(to_share, composed, made, MEMBER, "Look again.")


def _warned(collision: Collision, *, full: bool) -> kit.View:
    composed = replace(asks.composed(Situation.COLD, Channel.EMAIL, full=full), collision=collision)
    made = MadeDraft.of(composed.draft, 1)
    findings = judge(composed, composed.draft)
    return draft_form.draft_form(composed, Chosen(), made, composed.draft, findings)
