"""What one person's story tells of the asks to them."""

from datetime import UTC, datetime, timedelta

from core import drafting, members, no_reply
from core.draft_choice import Wanted
from core.model import ContactDetails, Owner
from core.outreach import Channel, Draft, Situation
from core.timeline import What
from storage.database import Database

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
MAYA = Owner("T1", "U1")
DAY = timedelta(days=1)


def test_a_second_follow_up_does_not_take_the_first_out_of_the_story(database: Database) -> None:
    maya = members.settle_in(database.writing, MAYA, "America/New_York", NOW)
    whom: ContactDetails | int = ContactDetails("Dana Wu", "Genentech")
    for key, situation, at in [
        ("V1", Situation.COLD, NOW),
        ("V2", Situation.FOLLOW_UP, NOW + 9 * DAY),
        ("V3", Situation.FOLLOW_UP, NOW + 12 * DAY),
    ]:
        draft = Draft(situation, Channel.EMAIL, "A question", "Would you have 20 minutes?")
        wanted = Wanted(whom, situation, draft.channel)
        kept = drafting.keep(database.writing, maya, wanted, draft, request_key=key, now=at).outreach
        whom = kept.contact.id
        no_reply.sent(database.writing, maya, kept.id, at)
    with database.reading() as work:
        story = [(moment.what, moment.at) for moment in work.timeline.of_contact(MAYA, kept.contact.id)]
    assert story == [
        (What.FOLLOWED_UP, NOW + 12 * DAY),
        (What.FOLLOWED_UP, NOW + 9 * DAY),
        (What.ASKED, NOW),
    ]
