"""Sharing, asking the cohort and introductions with the emptiest and the fullest content."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from core.cohort_asks import OFFERED, SHOWN, SUBJECT_LIMIT, Answer
from core.introduction import About, CohortAsk, Introduction, RequestState
from core.introduction_draft import introduction_draft
from core.model import Contact, ContactDetails, Member, Owner, PostedMessage
from core.profile import Profile
from core.shares import NOTHING, Share, SharedPerson, with_implied
from core.sharing import PAGE, SharingPage
from views import cohort_ask, introduction, kit, sharing
from views.sharing import ShareForm

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
MEMBER = Member(Owner("T1", "U1"), "America/New_York", NOW)
SMALL = Contact(1, ContactDetails("Dana Wu"))
FULL = Contact(
    2**40, ContactDetails("&" * 200, "<" * 200, ">" * 200, "e" * 250, "1" * 60, "l" * 300, field="&" * 60)
)
ASK = CohortAsk(2**40, MEMBER.owner, About.ORGANISATION, "NOAA", "noaa", NOW)
LONG = replace(
    ASK, subject="&*" * (SUBJECT_LIMIT // 2), posted=PostedMessage("C07CAREER77", "1.0"), sent_at=NOW
)
PROFILE = Profile("&" * 100, "<" * 500, "", ">" * 500)
ASKED = Introduction(1, ASK, Owner("T1", "U2"), SMALL, RequestState.ASKED, NOW)
ALL_OF_IT = with_implied(Share)


def _answers() -> Iterator[tuple[str, Answer]]:
    for about in About:
        for known in (0, 1, 3):
            yield f"{about} {known}", Answer(replace(ASK, about=about), "C1", known)
    yield "small", Answer(ASK, "C1", is_small=True)
    yield "full", Answer(LONG, "C1", 199, (FULL,) * OFFERED, "&" * 500)
    yield "full and new", Answer(replace(LONG, sent_at=None), "C1", 199, (FULL,) * OFFERED, "&" * 500)


def messages() -> Iterator[tuple[str, kit.Message]]:
    for name, answer in _answers():
        yield f"cohort answer {name}", cohort_ask.answer(answer, NOW)
    yield "cohort answer too late", cohort_ask.answer(Answer(ASK, "C1", 1), NOW + timedelta(days=20))
    for about in About:
        yield f"cohort question {about}", cohort_ask.channel_post(replace(LONG, about=about))
    yield "cohort asked", cohort_ask.sent()
    yield "cohort not asked", cohort_ask.not_now()
    yield "cohort question closed", cohort_ask.closed(LONG)
    yield "no open questions", cohort_ask.open_list([], MEMBER)
    yield "open questions", cohort_ask.open_list([LONG] * SHOWN, MEMBER)
    full = replace(ASKED, ask=LONG, contact=FULL, looking_for="&" * 500)
    for name, one in (("small", ASKED), ("full", full)):
        for about in About:
            asked = replace(one, ask=replace(one.ask, about=about))
            yield f"request {about} {name}", introduction.request(asked, NOW)
            for others in (1, 20):
                people = tuple(replace(asked.contact, id=100 + number) for number in range(others))
                among = replace(asked, others=people)
                yield f"request {about} {name} among {others}", introduction.request(among, NOW)
            for state in RequestState:
                yield f"record {about} {state} {name}", introduction.record(replace(asked, state=state))
            yield f"record {about} unshared {name}", introduction.record(replace(asked, is_shared=False))
            for profile in (Profile(), PROFILE):
                draft = introduction_draft(asked, profile, profile)
                known = "known" if profile.name else "unknown"
                yield f"together {about} {name} {known}", introduction.together(asked, draft)
        yield f"not opened {name}", introduction.could_not_open(one)


def views() -> Iterator[tuple[str, kit.View]]:
    for name, contact in (("small", SMALL), ("full", FULL)):
        for shares in (NOTHING, frozenset({Share.GUARD}), frozenset({Share.ORGANISATION}), ALL_OF_IT):
            person = SharedPerson(contact, shares)
            kind = f"{name} {','.join(sorted(shares))}"
            yield f"share {kind}", sharing.share_form(person, shares, ShareForm(contact.id, "V1", 0))
            yield f"shared {kind}", sharing.saved(person)
            page = SharingPage([person] * PAGE, PAGE, 2, 99, shares)
            yield f"sharing {kind}", sharing.overview(page)
            yield f"new people {kind}", sharing.start_form(page, "V1")
    yield "nothing to share", sharing.overview(SharingPage([], 0, 0, 0, NOTHING))
    yield "nothing shared", sharing.overview(SharingPage([SharedPerson(SMALL, NOTHING)], 0, 0, 1, NOTHING))
    for name, answer in _answers():
        yield f"post preview {name}", cohort_ask.post_preview(answer)
    yield "posting", cohort_ask.posting("C1")
