"""Reasons to write: what is drawn from what is stored, in which order, and until when."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from core.model import Contact, ContactDetails
from core.news import FRESH_FOR
from core.reasons import LINE_PART, Deed, Known, Met, OwnNews, Reason, ReasonKind, reasons_to_write
from core.seasons import Season, season_of
from core.task import TaskKind

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
TODAY, ZONE = date(2026, 11, 23), "America/New_York"
DAY = timedelta(days=1)
DANA = Contact(1, ContactDetails("Dana Wu", "Genentech"))
BEN = Contact(2, ContactDetails("Ben Ito", "NOAA"))

instants = st.datetimes(datetime(2026, 1, 1), datetime(2026, 11, 20), timezones=st.just(UTC))
texts = st.text(max_size=300)
known_people = st.builds(
    Known,
    st.just(DANA),
    st.none() | instants,
    st.lists(st.builds(Deed, st.integers(1, 9), st.sampled_from(TaskKind), texts, instants)).map(tuple),
    st.lists(st.builds(Met, st.just(BEN), instants, st.booleans(), texts)).map(tuple),
    st.lists(st.builds(OwnNews, st.integers(1, 9), texts, instants)).map(tuple),
    texts,
)
days = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def told(known: Known, today: date = TODAY) -> list[Reason]:
    return reasons_to_write(known, today, ZONE)


EVERYTHING = Known(
    DANA,
    touched_at=NOW - 90 * DAY,
    deeds=(
        Deed(1, TaskKind.ADVICE, "join ISPE", NOW - 2 * DAY),
        Deed(2, TaskKind.PROMISE, "send the paper on lampreys", NOW - 9 * DAY),
    ),
    met=(Met(BEN, NOW - 3 * DAY),),
    news=(OwnNews(5, "I defended my thesis", NOW - DAY),),
    takeaway="hire for curiosity",
)


def test_a_promise_kept_comes_first_and_the_last_talk_when_there_is_nothing_else() -> None:
    assert [reason.kind for reason in told(EVERYTHING, date(2026, 12, 1))] == [
        ReasonKind.PROMISE_KEPT,
        ReasonKind.ADVICE_FOLLOWED,
        ReasonKind.REFERRAL_MET,
        ReasonKind.NEWS,
        ReasonKind.SEASON,
        ReasonKind.TAKEAWAY,
    ]


def test_a_reason_says_to_the_member_what_happened_and_what_to_do() -> None:
    assert [reason.line for reason in told(EVERYTHING)] == [
        "You did what you promised Dana: send the paper on lampreys. Tell them that it is done.",
        "You did what Dana advised: join ISPE. Tell them how it was.",
        "You talked with Ben Ito, whom Dana named. Tell them, and thank them.",
        "You have news that Dana has not heard: I defended my thesis.",
        "What stayed with you from Dana: hire for curiosity. Say what it led to.",
    ]


def test_a_draft_says_it_in_the_members_voice_and_leaves_them_what_only_they_know() -> None:
    assert [reason.sentence for reason in told(EVERYTHING)] == [
        "What I promised you is done: send the paper on lampreys. [one sentence: what came of it]",
        "I followed your advice: join ISPE. [one sentence: how it was, and what you took from it]",
        "I talked with Ben Ito, as you suggested: [one sentence: what you learned]. Thank you for telling me "
        "about them.",
        "I have news: I defended my thesis. [one sentence: what it means to you]",
        "I still think of what you told me: hire for curiosity. [one sentence: what it led to]",
    ]


@given(known_people, days)
def test_a_touch_uses_up_every_reason_before_it_but_the_result_of_a_referral(
    known: Known, today: date
) -> None:
    touched = Known(known.contact, NOW + 400 * DAY, known.deeds, known.met, known.news, known.takeaway)
    kinds = {reason.kind for reason in told(touched, today)}
    assert kinds <= {ReasonKind.REFERRAL_RESULT, ReasonKind.TAKEAWAY}


@given(known_people, days)
def test_reasons_come_the_best_first_each_on_one_line_with_a_gap(known: Known, today: date) -> None:
    reasons = told(known, today)
    kinds = [list(ReasonKind).index(reason.kind) for reason in reasons]
    assert kinds == sorted(kinds)
    for reason in reasons:
        assert len(reason.line.splitlines()) == 1
        assert len(reason.line) < LINE_PART + 100
        assert "[" in reason.sentence or reason.kind is ReasonKind.REFERRAL_RESULT


@given(known_people, days)
def test_somebody_with_a_takeaway_always_has_a_reason(known: Known, today: date) -> None:
    assert bool(known.takeaway.strip()) <= bool(told(known, today))


def test_what_came_of_a_referral_is_told_even_after_the_first_thanks() -> None:
    met = Met(BEN, NOW - 9 * DAY, told=True, result="He offered me an internship")
    [reason] = told(Known(DANA, NOW - DAY, met=(met,)))
    assert reason.kind is ReasonKind.REFERRAL_RESULT
    assert reason.line == (
        "Something came of Dana naming Ben Ito: He offered me an internship. Tell them, and thank them."
    )


@pytest.mark.parametrize(
    ("day", "season"),
    [
        (date(2027, 1, 1), None),
        (date(2027, 1, 2), Season.NEW_YEAR),
        (date(2027, 2, 1), Season.TERM_BEGINS),
        (date(2027, 5, 2), Season.TERM_ENDS),
        (date(2027, 6, 30), Season.BEFORE_SUMMER),
        (date(2027, 7, 1), None),
        (date(2026, 9, 15), Season.TERM_BEGINS),
        (date(2026, 12, 10), Season.TERM_ENDS),
        (date(2026, 12, 24), None),
    ],
)
def test_the_season_follows_from_the_date(day: date, season: Season | None) -> None:
    found = season_of(day)
    assert (found and found[0]) == season


@given(days)
def test_a_season_began_on_or_before_the_day_and_lasts_six_weeks_at_most(day: date) -> None:
    if found := season_of(day):
        assert timedelta(0) <= day - found[1] <= timedelta(weeks=6)


def test_a_season_is_used_up_by_a_touch_since_it_began() -> None:
    before, since = datetime(2026, 8, 30, tzinfo=UTC), datetime(2026, 9, 3, tzinfo=UTC)
    day = date(2026, 9, 20)
    assert [reason.kind for reason in told(Known(DANA, before), day)] == [ReasonKind.SEASON]
    assert told(Known(DANA, since), day) == []


@given(st.integers(0, 400))
def test_news_are_a_reason_for_a_term_and_then_are_none(age: int) -> None:
    known = Known(DANA, news=(OwnNews(5, "I defended my thesis", NOW - age * DAY),))
    kinds = [reason.kind for reason in told(known)]
    assert (ReasonKind.NEWS in kinds) == (age * DAY <= FRESH_FOR)
    assert timedelta(days=90) == FRESH_FOR
