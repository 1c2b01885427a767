"""Drafts, asks and their reminders, with the emptiest and the fullest content."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from core.draft_choice import Composed, Wanted
from core.drafting import judge
from core.model import Contact, ContactDetails, Member, Owner
from core.no_reply import Noted
from core.no_reply_reminders import Suggested
from core.no_reply_rules import Absence, step_of
from core.outreach import Channel, Draft, Situation, Skeleton
from core.outreaches import Outreach, OutreachState, Permission, Referral, Unanswered
from core.own_words import OwnSkeleton
from core.profile import Profile
from core.reasons import Reason, ReasonKind
from core.skeleton_texts import DEFAULTS
from views import draft_form, kept_draft_form, kit, no_reply, outreach, profile_form, skeleton_form
from views.draft_form import Chosen, Made, Start

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
MEMBER = Member(Owner("T1", "U1"), "America/New_York", NOW)
LONG = "&<>*ابدأ" * 375
DANA = Contact(1, ContactDetails("Dana Wu", "Genentech"))
LONGEST_PERSON = Contact(
    2,
    ContactDetails("&" * 120, "<" * 160, ">" * 160, f"{'a' * 240}@example.org", "+" * 40, "l" * 300),
)
EMPTY = Outreach(1, DANA, Draft(Situation.COLD, Channel.EMAIL, "", "Hello"), OutreachState.DRAFTED, NOW)
FULL = replace(EMPTY, contact=LONGEST_PERSON, draft=Draft(Situation.COLD, Channel.EMAIL, LONG[:200], LONG))
SENT = replace(FULL, state=OutreachState.SENT, sent_at=NOW)
AWAY = replace(SENT, followed_up_at=NOW, absence=Absence(NOW, date(2026, 12, 24)))
PROFILE = Profile("Maya", LONG[:300], LONG[:300], LONG[:300], "https://example.org")
NOBODY = Profile()


def composed(situation: Situation, channel: Channel, *, full: bool) -> Composed:
    """What the form is drawn from."""
    text = LONG if full else ""
    writes_again = situation is Situation.KEEP_IN_TOUCH
    wanted = Wanted(
        1 if full else None,
        Situation.REFERRED if situation is Situation.PERMISSION else situation,
        channel,
        referrer=2 if full else None,
        why_you=text[:500],
        school=text[:100],
    )
    return Composed(
        wanted=wanted,
        profile=PROFILE if full else NOBODY,
        person=LONGEST_PERSON.details if full else ContactDetails(""),
        referrer=LONGEST_PERSON.details if full else None,
        permission=Permission.NOT_ASKED,
        draft=Draft(situation, channel, text[:200], text or "?"),
        known_person=LONGEST_PERSON if full else None,
        known_referrer=LONGEST_PERSON if full else None,
        followed_up=full,
        reasons=(Reason(ReasonKind.NEWS, text[:400], text[:600]),) * 12 if writes_again and full else (),
    )


def form(situation: Situation, channel: Channel, *, full: bool) -> kit.View:
    """The form, with its text as it was made or (``full``) as the member has it by now."""
    shown = composed(situation, channel, full=full)
    person = LONGEST_PERSON if full else ""
    said = {"why_you": LONG[:500], "school": LONG[:100], "subject": LONG[:200]} if full else None
    made = Made.of(shown.draft, 1, said)
    written = replace(shown.draft, text=f"My own {shown.draft.text}"[:3000]) if full else shown.draft
    return draft_form.draft_form(shown, Chosen(person, person), made, written, judge(shown, written))


def messages() -> Iterator[tuple[str, kit.Message]]:
    """Every message about an ask."""
    referral = Referral(LONGEST_PERSON, LONGEST_PERSON, Permission.NOT_ASKED)
    asking = replace(FULL, draft=replace(FULL.draft, situation=Situation.PERMISSION))
    for name, one in {
        "empty": EMPTY,
        "full": FULL,
        "phone": replace(FULL, draft=replace(FULL.draft, channel=Channel.PHONE, subject="")),
        "linkedin": replace(FULL, draft=replace(FULL.draft, channel=Channel.LINKEDIN, subject="")),
        "sent": SENT,
        "away": AWAY,
        "answered": replace(SENT, state=OutreachState.ANSWERED, closed_at=NOW),
        "closed": replace(SENT, state=OutreachState.CLOSED, closed_at=NOW),
        "let go": replace(FULL, state=OutreachState.CLOSED, closed_at=NOW),
    }.items():
        noted = Noted(one, (), (referral,) if name == "full" else ())
        yield f"ask {name}", outreach.message(noted, MEMBER, NOW, remark="It waits." * 10)
    yield "ask for a name", outreach.message(Noted(asking, (), (referral,) * 5), MEMBER, NOW)
    for occurrence in (1, 2, 3):
        for name, one in (("empty", replace(EMPTY, state=OutreachState.SENT, sent_at=NOW)), ("full", SENT)):
            others = (LONGEST_PERSON,) * 3 if name == "full" else ()
            step = Suggested(Unanswered(one, others), step_of(occurrence))
            yield f"no reply {occurrence} {name}", no_reply.reminder([step], MEMBER, NOW)
            settled = [replace(step, is_settled=True)] * 2
            for number, told in enumerate(([step] * 3, [step, *settled], [*settled, settled[0]])):
                yield f"no replies {occurrence} {name} {number}", no_reply.reminder(told, MEMBER, NOW)


def views() -> Iterator[tuple[str, kit.View]]:
    """Every form about asks and one's own words."""
    for situation, channel in DEFAULTS:
        for full in (False, True):
            yield f"draft {situation} {channel} {full}", form(situation, channel, full=full)
    yield "draft kept", outreach.form(Noted(FULL), MEMBER, NOW, remark="It waits.")
    for channel in Channel:
        for full in (False, True):
            kept = composed(Situation.COLD, channel, full=full)
            name = f"draft edited {channel} {full}"
            yield name, kept_draft_form.form(1, kept, kept.draft, judge(kept, kept.draft))
    yield "away", outreach.away_form(AWAY)
    yield "away empty", outreach.away_form(SENT)
    yield "profile empty", profile_form.profile_form(NOBODY, Start(f"new:{'n' * 71}").dump())
    yield "profile full", profile_form.profile_form(PROFILE)
    yield "profile saved", profile_form.saved(PROFILE)
    yield "skeletons", skeleton_form.skeleton_list(set(DEFAULTS))
    for situation, channel in DEFAULTS:
        own = OwnSkeleton(situation, channel, DEFAULTS[situation, channel], changed=False)
        yield f"skeleton {situation} {channel}", skeleton_form.skeleton_form(own)
    longest = OwnSkeleton(Situation.COLD, Channel.EMAIL, Skeleton(LONG, (LONG[:200],)), changed=True)
    yield "skeleton full", skeleton_form.skeleton_form(longest, 7)
    yield "skeleton saved", skeleton_form.saved(longest)


WAITING = [replace(AWAY, sent_at=NOW - timedelta(days=40))] * 10
DRAFTS = [FULL] * 10
