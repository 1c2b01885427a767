"""What is said of an ask: where it stands, and what comes next."""

from dataclasses import replace

import pytest

from core.model import Contact, ContactDetails
from core.no_reply import Noted
from core.outreaches import OutreachState
from tests.views.asks import EMPTY, MEMBER, NOW
from views.outreach import waiting_for


@pytest.mark.parametrize(("organisation", "what"), [("NOAA", "someone else there"), ("", "someone else")])
def test_someone_else_there_is_thought_of_where_it_is_known_where_that_is(
    organisation: str, what: str
) -> None:
    dana = Contact(1, ContactDetails("Dana Wu", organisation))
    ask = replace(EMPTY, contact=dana, state=OutreachState.SENT, sent_at=NOW)
    assert (
        waiting_for(Noted(ask), MEMBER, NOW) == f"Waiting since Mon 23 Nov. On Thu 26 Nov: think of {what}."
    )
