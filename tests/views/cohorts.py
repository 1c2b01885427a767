"""The cohort, its digest and its practice pairs with the emptiest and the fullest content."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from core.cohort import Cohort, CohortMember, Membership
from core.cohort_access import Door
from core.digest import Digest, LostDigest, What
from core.digest_tips import TIPS
from core.digests import Standing
from core.model import Owner
from core.pair import Pair, PairState, Partner
from core.practice import FIRST, SECOND
from core.programme import Progress
from views import cohort, cohort_form, digest, kit, practice

NOW = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)
TODAY = date(2026, 11, 23)
COHORT = Cohort("T1", "C07CAREER77", "America/New_York", date(2026, 9, 1), date(2026, 12, 18))
MONTH = replace(COHORT, programme_on=TODAY - timedelta(days=9), cap=1)
EVERYTHING = dict.fromkeys(What, 10_000)
ONE = dict.fromkeys(What, 1)
MEMBER = CohortMember(Owner("T1", "U1"), NOW)
PARTNERS = (Partner("U2", "Asia/Kolkata"), Partner("U3", "America/New_York"))
PAIR = Pair(2**40, "America/New_York", PARTNERS[:1], TODAY, PairState.OPEN)

WEEKS = {
    "full": Digest(MONTH, TODAY, EVERYTHING, EVERYTHING),
    "of one each": Digest(MONTH, TODAY, ONE, ONE),
    "without programme": Digest(COHORT, TODAY, EVERYTHING),
    "of the term": Digest(COHORT, TODAY, EVERYTHING, closes=True),
    "of an empty term": Digest(COHORT, TODAY, {}, closes=True),
    "empty": Digest(MONTH, TODAY, {}, {}, TIPS[0]),
}


def _standings() -> Iterator[tuple[str, Standing]]:
    uncertain = {number: NOW - timedelta(days=number) for number in range(7)}
    for name, week in WEEKS.items():
        for leads in (False, True):
            member = replace(MEMBER, is_facilitator=leads, practises_since=NOW if leads else None)
            kind = f"{name} {'led' if leads else 'mine'}"
            membership = Membership(week.cohort, member)
            yield kind, Standing(membership, week, Progress(99, 99, 99), NOW, uncertain, is_led=True)
    out = replace(MEMBER, is_counted=False)
    week = Digest(COHORT, TODAY, {}, None, TIPS[1])
    yield "alone", Standing(Membership(COHORT, out), week, None, None, {}, is_led=False)
    month = Progress(0, 0, 0)
    yield (
        "last day",
        Standing(
            Membership(replace(COHORT, programme_on=TODAY - timedelta(days=29)), out),
            week,
            month,
            NOW,
            {},
            is_led=True,
        ),
    )


def messages() -> Iterator[tuple[str, kit.Message]]:
    for name, week in WEEKS.items():
        yield f"digest {name}", digest.digest(week)
    for number, tip in enumerate(TIPS):
        yield f"tip {number}", digest.digest(Digest(COHORT, TODAY, {}, None, tip))
    yield "lost digest", digest.lost(LostDigest(2**40, COHORT))
    yield "digest again", digest.posted_again()
    for name, standing in _standings():
        yield f"cohort {name}", cohort.standing(standing, NOW)
    yield from _doors()
    yield from _pairs()
    yield "invited", cohort.invited("C1")
    yield "invited beside", cohort.invited_beside("C1")
    yield "cohort off", cohort.turned_off()
    yield "cohort left", cohort.left()
    yield "asked to lead", cohort_form.asked_to_lead("U1", "C1")


def _doors() -> Iterator[tuple[str, kit.Message]]:
    for each in (COHORT, MONTH):
        yield f"announcement {each.cap}", cohort.announcement(each)
    for away in (None, NOW):
        for leads in (False, True):
            for left in (False, True):
                door = Door(replace(COHORT, away_since=away), leads, left)
                yield f"outside {away} {leads} {left}", cohort.outside(door)


def _pairs() -> Iterator[tuple[str, kit.Message]]:
    for partners in (PARTNERS[:1], PARTNERS, ()):
        for state in PairState:
            for occurrence in (FIRST, SECOND):
                pair = replace(PAIR, partners=partners, state=state)
                yield (
                    f"practice {len(partners)} {state} {occurrence}",
                    practice.reminder(pair, occurrence, NOW),
                )


def views() -> Iterator[tuple[str, kit.View]]:
    blank = cohort_form.blank("T1", "", "America/New_York", TODAY)
    yield "cohort form", cohort_form.cohort_form(blank, NOW, is_new=True)
    yield "cohort settings", cohort_form.cohort_form(MONTH, NOW, is_new=False)
    yield "cohort role", cohort_form.role_form()
    yield "cohort role shared", cohort_form.role_saved("U2", stays=True)
    yield "cohort role given", cohort_form.role_saved("U2", stays=False)
    yield "cohort saving", cohort_form.saving()
    yield "cohort not saved", cohort_form.not_saved("&" * 300)
    yield "cohort saved", cohort_form.saved(MONTH, is_shared=True)
