"""Addresses of calendars: each leads to its own member, and a new one takes the place of the old."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from core import calendar_feed, members
from core.model import Member, Owner
from storage.database import Database
from storage.tables import calendar_feeds

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
MAYA, JONAS = Owner("T1", "U1"), Owner("T1", "U2")


def _member(database: Database, owner: Owner) -> Member:
    return members.settle_in(database.writing, owner, "UTC", NOW)


def test_each_address_leads_to_its_own_member(database: Database) -> None:
    for owner, token in ((MAYA, "one"), (JONAS, "two")):
        calendar_feed.renew(database.writing, _member(database, owner), token, NOW)
    for owner, token in ((MAYA, "one"), (JONAS, "two")):
        feed = calendar_feed.read(database.reading, token, "meetings", "conversations")
        assert feed
        assert feed.owner == owner
        assert set(feed.belongings) == {"meetings", "conversations"}
    assert calendar_feed.read(database.reading, "three", "meetings") is None


def test_a_new_one_takes_the_place_of_the_old_and_none_is_left_once_it_is_revoked(database: Database) -> None:
    maya = _member(database, MAYA)
    assert calendar_feed.made_at(database.reading, MAYA) is None
    calendar_feed.renew(database.writing, maya, "old", NOW)
    calendar_feed.renew(database.writing, maya, "new", NOW + timedelta(days=1))
    assert calendar_feed.made_at(database.reading, MAYA) == NOW + timedelta(days=1)
    assert calendar_feed.read(database.reading, "old", "meetings") is None
    assert calendar_feed.read(database.reading, "new", "meetings")
    for _ in range(2):
        calendar_feed.revoke(database.writing, MAYA)
        assert calendar_feed.read(database.reading, "new", "meetings") is None


def test_only_what_it_hashes_to_is_stored(database: Database) -> None:
    calendar_feed.renew(database.writing, _member(database, MAYA), "secret", NOW)
    with database.engine.connect() as connection:
        [key] = connection.execute(select(calendar_feeds.c.token_key)).scalars()
    assert key == "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b"
