"""A referrer's name waits for its yes, whatever the situation."""

import pytest
from hypothesis import given, strategies as st

from core.draft_choice import OFFERED, may_be_written
from core.drafting import with_reason
from core.outreach import Situation
from core.outreaches import Permission
from core.skeletons import WHY_GAP, channels


@given(st.sampled_from(Situation), st.sampled_from(Permission))
def test_only_a_yes_lets_the_member_write_as_referred(situation: Situation, permission: Permission) -> None:
    written = may_be_written(situation, permission)
    assert (written is Situation.REFERRED) == (
        situation is Situation.REFERRED and permission is Permission.YES
    )
    if situation is not Situation.REFERRED:
        assert written is situation


@pytest.mark.parametrize(
    ("permission", "instead"),
    [(Permission.NOT_ASKED, Situation.PERMISSION), (Permission.NO, Situation.COLD)],
)
def test_unasked_the_referrer_is_asked_and_after_a_no_the_ask_stands_alone(
    permission: Permission, instead: Situation
) -> None:
    assert may_be_written(Situation.REFERRED, permission) is instead


def test_there_is_a_skeleton_for_everything_that_can_be_chosen() -> None:
    assert all(channels(situation) for situation in (*OFFERED, Situation.PERMISSION))


@given(st.text(max_size=50), st.text(max_size=50), st.text(max_size=50))
def test_the_specific_sentence_goes_into_its_gap_and_nowhere_else(before: str, after: str, why: str) -> None:
    text = with_reason(f"{before}{WHY_GAP}{after}", why)
    expected = f"{before}{why.strip()}{after}" if why.strip() else f"{before}{WHY_GAP}{after}"
    assert text == expected
    assert with_reason(before, why) == before
