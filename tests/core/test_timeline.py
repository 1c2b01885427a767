"""A person's story in order and in pages."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, strategies as st

from core.model import Contact, ContactDetails, Debrief, Interview, ThankYou
from core.timeline import CONVERSATIONS_SHOWN, MOMENTS_SHOWN, Moment, What, newest_first, pages

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
TALK = Interview(1, Contact(1, ContactDetails("Dana")), NOW, NOW, NOW, Debrief(), ThankYou.DUE)
moments = st.builds(
    lambda minutes, what: Moment(
        NOW + timedelta(minutes=minutes), what, interview=TALK if what is What.TALKED else None
    ),
    st.integers(0, 3),
    st.sampled_from(What),
)


@given(st.lists(moments, max_size=60))
def test_pages_leave_nothing_out_and_none_is_too_full(story: list[Moment]) -> None:
    cut = pages(story)
    assert [moment for page in cut for moment in page] == story
    for page in cut:
        assert len(page) <= MOMENTS_SHOWN
        assert sum(moment.interview is not None for moment in page) <= CONVERSATIONS_SHOWN
    assert all(cut) or cut == [[]]


@given(st.lists(moments, max_size=20))
def test_the_newest_comes_first(story: list[Moment]) -> None:
    ordered = newest_first(story)
    assert [moment.at for moment in ordered] == sorted((moment.at for moment in story), reverse=True)


def test_of_one_instant_the_later_step_comes_first() -> None:
    story = [Moment(NOW, What.ASKED), Moment(NOW, What.TALKED), Moment(NOW, What.ANSWERED)]
    assert [moment.what for moment in newest_first(story)] == [What.TALKED, What.ANSWERED, What.ASKED]
