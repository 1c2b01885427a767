"""What follows from a referral, on both databases: whom to ask, whom to tell, and what a merge keeps."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from core import members, people_changes, people_list, referral_reminders, referrals
from core.decisions import Cancel, Postpone
from core.errors import InvalidFields, NotYours
from core.model import (
    Contact,
    ContactDetails,
    Debrief,
    Interview,
    Member,
    Nudging,
    Owner,
    QuietHours,
    Reminder,
    ReminderKind,
)
from core.network import Link, Standing
from core.next_action import Act
from core.outreaches import Permission
from core.referral import Named
from core.referrals import Naming
from core.when import Span
from storage.database import Database

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
MAYA, JONAS = Owner("T1", "U1"), Owner("T1", "U2")
MEMBER = Member(MAYA, "America/New_York", NOW)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ASK, TELL = ReminderKind.ACT_ON_REFERRAL, ReminderKind.TELL_REFERRER


@pytest.fixture(autouse=True)
def _members(database: Database) -> None:
    with database.writing() as work:
        for owner in (MAYA, JONAS):
            work.members.set_zone(owner, "America/New_York", NOW)
        work.commit()


def add(database: Database, name: str, owner: Owner = MAYA) -> Contact:
    with database.writing() as work:
        contact = work.contacts.add(owner, ContactDetails(name, "X"), NOW)
        work.commit()
    return contact


def talk(database: Database, contact: Contact, at: datetime = NOW, now: datetime = NOW) -> Interview:
    with database.writing() as work:
        span = Span(at - HOUR, at)
        key = f"{contact.id}{at}"
        held = work.interviews.add(MAYA, contact, span, Debrief(), request_key=key, now=now)
        referrals.after_talk(work, MEMBER, held, now)
        work.commit()
    return held


def named(database: Database, by: Interview, *names: str, key: str = "v") -> list[Named]:
    people = [Naming(ContactDetails(name, "NOAA")) for name in names]
    return referrals.add(database.writing, MEMBER, by.id, people, NOW, request_key=key)


def about(database: Database, kind: ReminderKind, contact_id: int) -> list[Reminder]:
    with database.reading() as work:
        return work.reminders.about(MAYA, kind, contact_id)


def next_of(database: Database, contact_id: int) -> tuple[Act, date | None]:
    action = people_list.story(database.reading, MEMBER, contact_id, NOW).next_action
    return action.act, action.on


def test_who_was_named_is_to_be_asked_within_two_business_days(database: Database) -> None:
    held = talk(database, add(database, "Dana"))
    sam, kim = named(database, held, "Sam Reyes", "Kim Lee")
    assert (sam.ask_on, sam.ties[0].permission) == (date(2026, 11, 25), Permission.NOT_ASKED)
    [reminder] = about(database, ASK, sam.contact.id)
    assert reminder.due_at == datetime(2026, 11, 25, 14, tzinfo=UTC)
    assert next_of(database, sam.contact.id) == (Act.ASK, date(2026, 11, 25))
    listed = referrals.to_ask(database.reading, MAYA, 10)
    assert [one.contact.id for one in listed] == [sam.contact.id, kim.contact.id]
    assert referrals.to_ask(database.reading, JONAS, 10) == []


def test_the_same_request_twice_adds_nobody_twice(database: Database) -> None:
    held = talk(database, add(database, "Dana"))
    named(database, held, "Sam Reyes")
    assert named(database, held, "Sam Reyes") == []
    assert len(referrals.of_talk(database.reading, MAYA, held.id)[1]) == 1


def test_nobody_names_themselves_and_nobody_elses_people_are_named(database: Database) -> None:
    held, stranger = talk(database, add(database, "Dana")), add(database, "Other", JONAS)
    with pytest.raises(InvalidFields, match="cannot have named themselves"):
        referrals.add(database.writing, MEMBER, held.id, [Naming(held.contact.id)], NOW, request_key="a")
    with pytest.raises(NotYours):
        referrals.add(database.writing, MEMBER, held.id, [Naming(stranger.id)], NOW, request_key="b")
    for use_case in (referrals.ask_next_week, referrals.not_them):
        with pytest.raises(NotYours):
            use_case(database.writing, MEMBER, stranger.id, NOW)
    with pytest.raises(NotYours):
        referrals.find(database.reading, JONAS, held.contact.id)


def test_a_yes_is_not_taken_back_by_naming_them_again(database: Database) -> None:
    held = talk(database, add(database, "Dana"))
    [sam] = named(database, held, "Sam Reyes")
    yes, unasked = (Naming(sam.contact.id, each) for each in (Permission.YES, Permission.NOT_ASKED))
    for key, naming in (("a", yes), ("b", unasked)):
        [again] = referrals.add(database.writing, MEMBER, held.id, [naming], NOW, request_key=key)
    assert again.ties[0].permission is Permission.YES


def test_next_week_and_not_them_move_and_end_the_reminder(database: Database) -> None:
    [sam] = named(database, talk(database, add(database, "Dana")), "Sam Reyes")
    later = referrals.ask_next_week(database.writing, MEMBER, sam.contact.id, NOW)
    assert later.ask_on == date(2026, 11, 30)
    assert [each.due_at.day for each in about(database, ASK, sam.contact.id)] == [30]
    assert referrals.not_them(database.writing, MEMBER, sam.contact.id, NOW).ask_on is None
    assert about(database, ASK, sam.contact.id) == []
    assert next_of(database, sam.contact.id)[0] is Act.NOTHING
    assert referrals.ask_next_week(database.writing, MEMBER, sam.contact.id, NOW).ask_on is None


def test_only_a_talk_after_the_referral_tells_the_referrer(database: Database) -> None:
    dana = add(database, "Dana")
    [sam] = named(database, talk(database, dana), "Sam Reyes")
    talk(database, sam.contact, NOW - DAY)
    assert referrals.find(database.reading, MAYA, sam.contact.id).tell_on is None
    talk(database, sam.contact, NOW + HOUR)
    met = referrals.find(database.reading, MAYA, sam.contact.id)
    assert (met.is_asked, met.ask_on, met.tell_on) == (True, None, date(2026, 11, 24))
    assert len(about(database, TELL, sam.contact.id)) == 1


def test_telling_is_a_touch_once_and_not_this_time_is_none(database: Database) -> None:
    dana, ben = add(database, "Dana"), add(database, "Ben")
    [sam] = named(database, talk(database, dana), "Sam Reyes")
    referrals.add(
        database.writing, MEMBER, talk(database, ben).id, [Naming(sam.contact.id)], NOW, request_key="w"
    )
    talk(database, sam.contact, NOW + HOUR)
    for at in (NOW + 3 * HOUR, NOW + 9 * HOUR):
        referrals.told(database.writing, MEMBER, sam.contact.id, dana.id, at)
    with database.reading() as work:
        assert work.nudges.last_touch(MAYA, dana.id) == NOW + 3 * HOUR
    assert len(about(database, TELL, sam.contact.id)) == 1
    done = referrals.not_this_time(database.writing, MEMBER, sam.contact.id, ben.id, NOW + 3 * HOUR)
    assert done.to_tell == ()
    assert about(database, TELL, sam.contact.id) == []
    with database.reading() as work:
        assert work.nudges.last_touch(MAYA, ben.id) == NOW


def test_what_came_of_it_is_kept_line_by_line_and_told_each_time(database: Database) -> None:
    dana = add(database, "Dana")
    [sam] = named(database, talk(database, dana), "Sam Reyes")
    for line, key in (("a  job", "a"), ("a job", "a"), ("a paper", "b")):
        kept = referrals.came_of_it(database.writing, MEMBER, sam.contact.id, line, NOW, request_key=key)
        referrals.told(database.writing, MEMBER, sam.contact.id, dana.id, NOW)
    assert kept.result == "a job\na paper"
    with pytest.raises(InvalidFields):
        referrals.came_of_it(database.writing, MEMBER, sam.contact.id, "  ", NOW, request_key="c")


def test_a_merge_keeps_what_either_referral_knew_and_its_reminder(database: Database) -> None:
    dana = add(database, "Dana")
    held = talk(database, dana)
    sam, samuel = named(database, held, "Sam Reyes", "Samuel Reyes")
    for one, line in ((sam, "a job"), (samuel, "a paper")):
        referrals.came_of_it(database.writing, MEMBER, one.contact.id, line, NOW, request_key=line)
    with database.writing() as work:
        work.referrals.record(MAYA, samuel.contact.id, dana.id, Permission.YES, NOW)
        work.commit()
    people_changes.merge(database.writing, MEMBER, sam.contact.id, samuel.contact.id, NOW)
    merged = referrals.find(database.reading, MAYA, sam.contact.id)
    assert (merged.result, merged.ties[0].permission) == ("a job\na paper", Permission.YES)
    for kind in (ASK, TELL):
        assert len(about(database, kind, sam.contact.id)) == 1
        assert about(database, kind, samuel.contact.id) == []


def test_the_status_names_whom_a_reminder_is_about(database: Database) -> None:
    [sam] = named(database, talk(database, add(database, "Dana")), "Sam Reyes")
    with database.reading() as work:
        told = {report.kind: report.about for report in work.history.waiting(MAYA, 9)}
    assert told[ASK] == sam.contact.details.name


def test_a_quiet_morning_moves_what_is_planned(database: Database) -> None:
    [sam] = named(database, talk(database, add(database, "Dana")), "Sam Reyes")
    early = replace(MEMBER, zone="Asia/Tokyo", quiet_hours=QuietHours(time(20), time(11)))
    with database.writing() as work:
        referrals.replan(work, early, NOW)
        work.commit()
    [reminder] = about(database, ASK, sam.contact.id)
    assert reminder.due_at == datetime(2026, 11, 25, 2, tzinfo=UTC)


def test_asking_and_telling_wait_for_the_days_on_which_the_member_takes_nudges(database: Database) -> None:
    dana = add(database, "Dana")
    held = talk(database, dana)
    weekdays = Nudging(frozenset({2, 4}))
    chosen = members.change_settings(database.writing, MEMBER, MEMBER.quiet_hours, None, NOW, weekdays)
    people = [Naming(ContactDetails(name, "NOAA")) for name in ("Sam Reyes", "Kim Lee")]
    sam, kim = referrals.add(database.writing, chosen, held.id, people, NOW, request_key="w")
    # Two business days after Monday it is a Wednesday.
    [reminder] = about(database, ASK, sam.contact.id)
    assert (sam.ask_on, reminder.due_at) == (date(2026, 11, 25), datetime(2026, 11, 26, 14, tzinfo=UTC))
    on_tuesday = NOW + timedelta(days=1)
    referrals.came_of_it(database.writing, chosen, kim.contact.id, "a job", on_tuesday, request_key="r")
    [reminder] = about(database, TELL, kim.contact.id)
    assert reminder.due_at == datetime(2026, 11, 26, 14, tzinfo=UTC)
    later = referral_reminders.decide(reminder, kim, chosen, datetime(2026, 11, 27, 15, tzinfo=UTC))
    assert later == Cancel("done")
    told = referrals.find(database.reading, MAYA, kim.contact.id)
    later = referral_reminders.decide(reminder, told, chosen, datetime(2026, 11, 27, 15, tzinfo=UTC))
    assert later == Postpone(datetime(2026, 12, 1, 14, tzinfo=UTC))


def test_deleting_a_person_ends_their_reminders(database: Database) -> None:
    [sam] = named(database, talk(database, add(database, "Dana")), "Sam Reyes")
    people_changes.remove(database.writing, MEMBER, sam.contact.id, NOW)
    assert about(database, ASK, sam.contact.id) == []


def test_the_network_is_the_members_own_and_says_how_far_it_has_come(database: Database) -> None:
    dana = add(database, "Dana")
    sam, kim = named(database, talk(database, dana), "Sam Reyes", "Kim Lee")
    add(database, "Alone")
    with database.reading() as work:
        network, empty = work.referrals.network(MAYA), work.referrals.network(JONAS)
    assert [node.standing for node in network.people.values()] == [
        Standing.TALKED,
        Standing.TO_ASK,
        Standing.TO_ASK,
    ]
    assert network.links == [Link(dana.id, sam.contact.id), Link(dana.id, kim.contact.id)]
    assert (dict(empty.people), list(empty.links)) == ({}, [])
