"""Profiles, skeletons, referrals and asks on both databases; nobody sees or changes another member's."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from core import drafting, kept_drafts, members, no_reply, own_words, people_changes, scheduling
from core.draft_choice import Wanted
from core.errors import InvalidFields, NotYours, TooLate
from core.keep_in_touch import set_cadence
from core.model import ContactDetails, Member, Owner, PostedMessage, QuietHours, ReminderKind
from core.outreach import Channel, Draft, Situation, Skeleton
from core.outreach_rules import Rule
from core.outreaches import Outreach, OutreachState, Permission
from core.profile import Profile
from core.scheduled import Medium
from core.scheduling import Plan
from storage.database import Database
from storage.tables import reminders

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
MAYA, JONAS = Owner("T1", "U1"), Owner("T1", "U2")
DANA = ContactDetails("Dana Wu", "Genentech", "scientist")
TEXT = Draft(Situation.COLD, Channel.EMAIL, "A question", "Would you have 20 minutes?")
KIND = ReminderKind.NO_REPLY


@pytest.fixture
def maya(database: Database) -> Member:
    return members.settle_in(database.writing, MAYA, "America/New_York", NOW)


@pytest.fixture
def jonas(database: Database) -> Member:
    return members.settle_in(database.writing, JONAS, "Europe/Berlin", NOW)


def drafted(
    database: Database,
    member: Member,
    whom: ContactDetails | int = DANA,
    key: str = "V1",
    draft: Draft = TEXT,
) -> Outreach:
    wanted = Wanted(whom, draft.situation, draft.channel)
    return drafting.keep(database.writing, member, wanted, draft, request_key=key, now=NOW).outreach


def asked(database: Database, member: Member, whom: ContactDetails | int = DANA, key: str = "V1") -> Outreach:
    outreach = drafted(database, member, whom, key)
    return no_reply.sent(database.writing, member, outreach.id, NOW)[0].outreach


def pending(database: Database, outreach: Outreach) -> list[tuple[int, datetime]]:
    with database.reading() as work:
        return [(each.occurrence, each.due_at) for each in work.reminders.about(MAYA, KIND, outreach.id)]


def test_a_profile_is_kept_and_replaced(database: Database, maya: Member, jonas: Member) -> None:
    assert own_words.profile(database.reading, maya.owner) is None
    said = Profile("Maya Okafor", "I'm a student.", "studying salmon", "I'd like to learn how labs hire")
    own_words.save_profile(database.writing, maya.owner, said)
    kept = own_words.save_profile(database.writing, maya.owner, said)
    assert own_words.profile(database.reading, maya.owner) == kept
    assert (kept.introduction, kept.looking_for) == ("a student", "how labs hire")
    assert own_words.profile(database.reading, jonas.owner) is None


def test_what_a_draft_needs_of_a_profile_is_asked_for(database: Database, maya: Member) -> None:
    with pytest.raises(InvalidFields) as refused:
        own_words.save_profile(database.writing, maya.owner, Profile(doing="studying salmon"))
    assert set(refused.value.problems) == {"name", "introduction", "looking_for"}


def test_a_skeleton_is_the_members_own_until_it_is_reset(
    database: Database, maya: Member, jonas: Member
) -> None:
    which = (Situation.COLD, Channel.EMAIL)
    own_words.save_skeleton(database.writing, maya.owner, *which, "Hello {person}", "Dear {person}")
    own = own_words.skeleton(database.reading, maya.owner, *which)
    assert own.skeleton == Skeleton("Dear {person}", ("Hello {person}",))
    assert own_words.changed_skeletons(database.reading, maya.owner) == {which}
    assert not own_words.skeleton(database.reading, jonas.owner, *which).changed
    assert drafting.compose(database.reading, maya, Wanted(DANA), NOW).draft.text == "Dear Dana"
    own_words.reset_skeleton(database.writing, maya.owner, *which)
    assert own_words.changed_skeletons(database.reading, maya.owner) == set()


def test_saving_the_default_as_it_is_changes_nothing(database: Database, maya: Member) -> None:
    which = (Situation.COLD, Channel.EMAIL)
    default = own_words.skeleton(database.reading, maya.owner, *which).skeleton
    own_words.save_skeleton(database.writing, maya.owner, *which, default.subjects[0], default.text)
    assert own_words.changed_skeletons(database.reading, maya.owner) == set()


def test_a_permission_is_of_one_referrer_for_one_person(database: Database, maya: Member) -> None:
    dana, kim = (
        asked(database, maya).contact.id,
        asked(database, maya, ContactDetails("Kim"), "V2").contact.id,
    )
    ben = asked(database, maya, ContactDetails("Ben Ito"), "V3").contact.id
    drafting.answer_permission(database.writing, maya, dana, ben, Permission.YES, NOW)
    with database.reading() as work:
        assert work.referrals.permission(MAYA, dana, ben) is Permission.YES
        assert work.referrals.permission(MAYA, kim, ben) is Permission.NOT_ASKED
        assert work.referrals.permission(MAYA, dana, kim) is Permission.NOT_ASKED
        assert [one.referrer.id for one in work.referrals.of(MAYA, dana)] == [ben]
        assert work.referrals.unasked(MAYA, ben) == []
    drafting.answer_permission(database.writing, maya, kim, ben, Permission.NOT_ASKED, NOW)
    with database.reading() as work:
        assert [one.contact.id for one in work.referrals.unasked(MAYA, ben)] == [kim]


def test_somebody_who_was_named_is_written_to_as_referred(database: Database, maya: Member) -> None:
    dana = drafted(database, maya).contact.id
    ben = asked(database, maya, ContactDetails("Ben"), "V2").contact.id
    drafting.answer_permission(database.writing, maya, dana, ben, Permission.YES, NOW)
    started = drafting.to_start_with(database.reading, MAYA, Wanted(dana))
    assert (started.situation, started.referrer) == (Situation.REFERRED, ben)
    composed = drafting.compose(database.reading, maya, started, NOW)
    assert composed.draft.text.startswith("Dear Dana,\n\nBen suggested that I write to you.")


def test_somebody_who_still_waits_to_answer_gets_the_one_follow_up(database: Database, maya: Member) -> None:
    dana = asked(database, maya).contact.id
    later = NOW + timedelta(days=10)
    started = drafting.to_start_with(database.reading, MAYA, Wanted(dana))
    composed = drafting.compose(database.reading, maya, started, later)
    assert (composed.situation, composed.asked) == (Situation.FOLLOW_UP, "on 23 November")
    follow_up = drafting.keep(database.writing, maya, started, TEXT, request_key="V2", now=later).outreach
    no_reply.sent(database.writing, maya, follow_up.id, later)
    assert drafting.to_start_with(database.reading, MAYA, Wanted(dana)).situation is Situation.COLD


@pytest.mark.parametrize("situation", [Situation.RESCHEDULE, Situation.NO_SHOW])
def test_a_conversation_that_is_moved_or_missed_is_named_by_its_day(
    database: Database, maya: Member, situation: Situation
) -> None:
    plan = Plan(NOW + timedelta(days=10), timedelta(minutes=30), Medium.VIDEO)
    dana = scheduling.schedule(database.writing, maya, DANA, plan, "V1", NOW).scheduled.contact.id
    draft = drafting.compose(database.reading, maya, Wanted(dana, situation), NOW).draft
    assert "on Thursday 3 December" in draft.text
    assert "[the day and time" not in draft.text


def test_the_note_that_asks_for_a_permission_goes_to_the_referrer_and_starts_no_clock(
    database: Database, maya: Member
) -> None:
    wanted = Wanted(DANA, Situation.REFERRED, referrer=ContactDetails("Ben Ito"))
    composed = drafting.compose(database.reading, maya, wanted, NOW)
    assert composed.situation is Situation.PERMISSION
    note = Draft(Situation.PERMISSION, Channel.EMAIL, "May I?", "May I use your name with Dana?")
    kept = drafting.keep(database.writing, maya, wanted, note, request_key="V1", now=NOW).outreach
    assert kept.contact.details.name == "Ben Ito"
    [noted] = no_reply.sent(database.writing, maya, kept.id, NOW)
    assert noted.outreach.state is OutreachState.CLOSED
    assert [one.contact.details for one in noted.unasked] == [DANA]
    assert pending(database, kept) == []


def test_a_text_for_the_person_is_not_kept_as_one_for_the_referrer(database: Database, maya: Member) -> None:
    wanted = Wanted(DANA, Situation.REFERRED, referrer=ContactDetails("Ben Ito"))
    with pytest.raises(InvalidFields, match="meant for somebody else"):
        drafting.keep(database.writing, maya, wanted, TEXT, request_key="V1", now=NOW)


def test_a_namesake_of_the_referrer_can_be_written_to(database: Database, maya: Member) -> None:
    ben = ContactDetails("Ben Wu")
    wanted = Wanted(DANA, Situation.REFERRED, referrer=ben, permission=Permission.NO)
    text = Draft(Situation.COLD, Channel.EMAIL, "A question", "Dear Dr Wu, would you have 20 minutes?")
    drafting.keep(database.writing, maya, wanted, text, request_key="V1", now=NOW)
    named = Draft(Situation.COLD, Channel.EMAIL, "A question", "Dear Dr Wu, Ben told me to write.")
    with pytest.raises(InvalidFields, match="write it without"):
        drafting.keep(database.writing, maya, wanted, named, request_key="V2", now=NOW)


@pytest.mark.parametrize("situation", [Situation.COLD, Situation.ALUMNI, Situation.FOLLOW_UP])
@pytest.mark.parametrize("said", list(Permission))
def test_no_ask_of_any_kind_names_whoever_has_not_said_yes(
    database: Database, maya: Member, situation: Situation, said: Permission
) -> None:
    dana = asked(database, maya).contact.id
    ben = asked(database, maya, ContactDetails("Ben Ito"), "V2").contact.id
    drafting.answer_permission(database.writing, maya, dana, ben, said, NOW)
    wanted = Wanted(dana, situation)
    named = Draft(situation, Channel.EMAIL, "A question", "Ben told me to write. Would you have 20 minutes?")
    findings = drafting.judge(drafting.compose(database.reading, maya, wanted, NOW), named)
    refused = [one.why for one in findings if one.rule is Rule.PERMISSION]
    if said is Permission.YES:
        drafting.keep(database.writing, maya, wanted, named, request_key="V3", now=NOW)
        assert refused == []
        return
    assert refused == ["Ask Ben Ito first whether you may use their name."]
    with pytest.raises(InvalidFields, match="Ben Ito has not said"):
        drafting.keep(database.writing, maya, wanted, named, request_key="V3", now=NOW)


def test_the_yes_of_one_referrer_lets_no_other_be_named(database: Database, maya: Member) -> None:
    dana = asked(database, maya).contact.id
    ben, carl = (
        asked(database, maya, ContactDetails(name), name).contact.id for name in ("Ben Ito", "Carl Berg")
    )
    drafting.answer_permission(database.writing, maya, dana, carl, Permission.NO, NOW)
    wanted = Wanted(dana, Situation.REFERRED, referrer=ben, permission=Permission.YES)
    both = Draft(Situation.REFERRED, Channel.EMAIL, "A question", "Ben Ito and Carl Berg told me to write.")
    with pytest.raises(InvalidFields, match="Carl Berg has not said"):
        drafting.keep(database.writing, maya, wanted, both, request_key="V3", now=NOW)


def test_a_name_that_is_an_ordinary_word_keeps_no_ask_from_being_written(
    database: Database, maya: Member
) -> None:
    dana = asked(database, maya).contact.id
    will = asked(database, maya, ContactDetails("Will May"), "V2").contact.id
    drafting.answer_permission(database.writing, maya, dana, will, Permission.NO, NOW)
    text = replace(TEXT, text="I will be brief: may I ask for 20 minutes?")
    drafting.keep(database.writing, maya, Wanted(dana), text, request_key="V3", now=NOW)


def test_nobody_refers_a_member_to_themselves(database: Database, maya: Member) -> None:
    dana = asked(database, maya).contact.id
    wanted = Wanted(dana, Situation.REFERRED, referrer=dana, permission=Permission.YES)
    text = Draft(Situation.REFERRED, Channel.EMAIL, "A question", "Dana told me to write.")
    with pytest.raises(InvalidFields, match="referred by themselves"):
        drafting.keep(database.writing, maya, wanted, text, request_key="V2", now=NOW)
    with database.reading() as work:
        assert work.outreaches.by_request(MAYA, "V2") is None


def test_one_request_keeps_one_draft(database: Database, maya: Member) -> None:
    wanted = Wanted(DANA)
    first = drafting.keep(database.writing, maya, wanted, TEXT, request_key="V1", now=NOW)
    again = drafting.keep(database.writing, maya, wanted, TEXT, request_key="V1", now=NOW)
    assert (first.is_new, again.is_new) == (True, False)
    assert first.outreach == again.outreach
    assert first.outreach.draft == TEXT


def test_a_kept_draft_is_written_anew_until_it_is_sent_and_by_its_member_only(
    database: Database, maya: Member, jonas: Member
) -> None:
    kept = drafted(database, maya)
    with pytest.raises(InvalidFields):
        kept_drafts.rewrite(database.writing, maya, kept.id, "A question", "[why]? 20 minutes?")
    with pytest.raises(NotYours):
        kept_drafts.open_again(database.reading, jonas, kept.id)
    with pytest.raises(NotYours):
        kept_drafts.rewrite(database.writing, jonas, kept.id, "Mine", "Mine")
    kept_drafts.rewrite(database.writing, maya, kept.id, "Mine", "Would you have half an hour?")
    again = kept_drafts.open_again(database.reading, maya, kept.id)
    assert again.draft == replace(TEXT, subject="Mine", text="Would you have half an hour?")
    no_reply.sent(database.writing, maya, kept.id, NOW)
    with pytest.raises(TooLate):
        kept_drafts.rewrite(database.writing, maya, kept.id, "Theirs", "Theirs")
    with database.reading() as work:
        assert work.outreaches.get(MAYA, kept.id).draft == again.draft


def test_a_yes_that_was_taken_back_keeps_the_name_out_of_a_draft_that_is_edited(
    database: Database, maya: Member
) -> None:
    wanted = Wanted(DANA, Situation.REFERRED, referrer=ContactDetails("Ben Ito"), permission=Permission.YES)
    text = replace(TEXT, situation=Situation.REFERRED, text="Ben Ito named you. Would you have 20 minutes?")
    kept = drafting.keep(database.writing, maya, wanted, text, request_key="V1", now=NOW).outreach
    composed = kept_drafts.open_again(database.reading, maya, kept.id)
    assert (composed.referrer, composed.permission) == (ContactDetails("Ben Ito"), Permission.YES)
    ben = composed.known_referrer
    assert ben
    drafting.answer_permission(database.writing, maya, kept.contact.id, ben.id, Permission.NO, NOW)
    with pytest.raises(InvalidFields, match="Ben Ito has not said"):
        kept_drafts.rewrite(database.writing, maya, kept.id, text.subject, f"{text.text} Thank you.")
    kept_drafts.rewrite(database.writing, maya, kept.id, text.subject, "Would you have 20 minutes?")


def test_sent_it_plans_three_steps_once(database: Database, maya: Member) -> None:
    outreach = asked(database, maya)
    no_reply.sent(database.writing, maya, outreach.id, NOW + timedelta(days=1))
    days = [NOW + timedelta(days=days) for days in (3, 9, 18)]
    assert pending(database, outreach) == list(zip((1, 2, 3), days, strict=True))
    with database.reading() as work:
        assert work.outreaches.get(MAYA, outreach.id).sent_at == NOW
        assert [each.id for each in work.outreaches.waiting(MAYA)] == [outreach.id]
        assert work.outreaches.drafts(MAYA, 10) == []


def test_a_follow_up_belongs_to_the_ask_and_leaves_the_close(database: Database, maya: Member) -> None:
    ask = asked(database, maya)
    later = NOW + timedelta(days=10)
    follow_up = Draft(Situation.FOLLOW_UP, Channel.EMAIL, "Once more", "Would 20 minutes suit you?")
    kept = drafted(database, maya, ask.contact.id, "V2", follow_up)
    own, followed = no_reply.sent(database.writing, maya, kept.id, later)
    assert own.outreach.state is OutreachState.CLOSED
    assert followed.outreach.followed_up_at == later
    assert [occurrence for occurrence, _ in pending(database, ask)] == [6]
    assert pending(database, kept) == []


def test_a_last_line_ends_the_ask(database: Database, maya: Member) -> None:
    ask = asked(database, maya)
    last_line = Draft(Situation.CLOSE, Channel.EMAIL, "Thank you", "No reply is needed.")
    kept = drafted(database, maya, ask.contact.id, "V2", last_line)
    own, ended = no_reply.sent(database.writing, maya, kept.id, NOW + timedelta(days=20))
    assert (own.outreach.state, ended.outreach.state) == (OutreachState.CLOSED, OutreachState.CLOSED)
    assert ended.outreach.id == ask.id
    assert pending(database, ask) == []


def test_quiet_hours_move_the_steps(database: Database, maya: Member) -> None:
    ask = asked(database, maya)
    quiet = QuietHours(NOW.time().replace(hour=14), NOW.time().replace(hour=9, minute=0))
    members.change_settings(database.writing, maya, quiet, None, NOW)
    assert pending(database, ask)[0] == (1, datetime(2026, 11, 27, 14, tzinfo=UTC))


def test_an_absence_moves_what_is_left_and_the_same_one_twice_changes_nothing(
    database: Database, maya: Member
) -> None:
    ask = asked(database, maya)
    for _ in range(2):
        [noted] = no_reply.away(database.writing, maya, ask.id, date(2026, 12, 4), NOW)
        assert noted.outreach.absence
        assert pending(database, ask)[0][1] == datetime(2026, 12, 10, 14, tzinfo=UTC)


@pytest.mark.parametrize("end", [no_reply.replied, no_reply.close])
def test_an_end_cancels_what_is_pending(
    database: Database, maya: Member, end: Callable[..., list[no_reply.Noted]]
) -> None:
    ask = asked(database, maya)
    end(database.writing, maya, ask.id, NOW + timedelta(days=1))
    assert pending(database, ask) == []


def test_an_answer_is_final(database: Database, maya: Member) -> None:
    ask = asked(database, maya)
    no_reply.replied(database.writing, maya, ask.id, NOW)
    [noted] = no_reply.close(database.writing, maya, ask.id, NOW + timedelta(days=1))
    assert (noted.outreach.state, noted.outreach.closed_at) == (OutreachState.ANSWERED, NOW)


def test_writing_and_being_answered_are_touches(database: Database, maya: Member) -> None:
    ask = asked(database, maya)
    set_cadence(database.writing, maya, ask.contact.id, NOW, 60)
    answered_at = NOW + timedelta(days=5)
    with database.reading() as work:
        assert work.nudges.keeping(MAYA, ask.contact.id).touched_at == NOW
    no_reply.replied(database.writing, maya, ask.id, answered_at)
    with database.reading() as work:
        keeping = work.nudges.keeping(MAYA, ask.contact.id)
    assert (keeping.touched_at, keeping.due_on) == (answered_at, date(2027, 1, 27))


def test_people_of_the_organisation_are_offered_unless_they_were_asked_or_are_away(
    database: Database, maya: Member, jonas: Member
) -> None:
    ask = asked(database, maya)
    names = ("Ana Ruiz", "Bo Li", "Cy Orr", "Di Fu", "Ed Asked", "Flo Archived")
    there = {name: drafted(database, maya, ContactDetails(name, "GENENTECH"), name) for name in names}
    drafted(database, maya, ContactDetails("Gus", "NOAA"), "V7")
    drafted(database, jonas, ContactDetails("Hal", "Genentech"), "V8")
    no_reply.sent(database.writing, maya, there["Ed Asked"].id, NOW)
    people_changes.archive(database.writing, maya, there["Flo Archived"].contact.id, NOW)
    with database.engine.connect() as connection:
        ids = list(connection.execute(select(reminders.c.id).where(reminders.c.kind == KIND.value)).scalars())
    with database.reading() as work:
        due = work.outreaches.of_reminders(ids)
    (others,) = {each.others for each in due.values() if each.outreach.id == ask.id}
    assert [other.details.name for other in others] == ["Ana Ruiz", "Bo Li", "Cy Orr"]


def test_what_is_due_is_read_with_all_that_would_stop_it(database: Database, maya: Member) -> None:
    ask = asked(database, maya)
    asked(database, maya, ContactDetails("Ana Ruiz", "NOAA"), "V2")
    with database.engine.connect() as connection:
        ids = list(connection.execute(select(reminders.c.id).where(reminders.c.kind == KIND.value)).scalars())
    people_changes.archive(database.writing, maya, ask.contact.id, NOW)
    with database.reading() as work:
        due = work.outreaches.of_reminders(ids)
    assert set(due) == set(ids)
    assert {each.archived for each in due.values() if each.outreach.id == ask.id} == {True}
    assert {each.archived for each in due.values() if each.outreach.id != ask.id} == {False}
    assert not any(each.agreed for each in due.values())


def test_nobody_sees_or_changes_another_members_asks(database: Database, maya: Member, jonas: Member) -> None:
    ask = asked(database, maya)
    hers = ask.contact.id
    his = asked(database, jonas, ContactDetails("Ida"), "V9").contact.id
    refused: list[Callable[[], object]] = [
        lambda: no_reply.find(database.reading, JONAS, ask.id),
        lambda: no_reply.sent(database.writing, jonas, ask.id, NOW),
        lambda: no_reply.replied(database.writing, jonas, ask.id, NOW),
        lambda: no_reply.close(database.writing, jonas, ask.id, NOW),
        lambda: no_reply.away(database.writing, jonas, ask.id, date(2026, 12, 4), NOW),
        lambda: no_reply.posted(database.writing, JONAS, ask.id, PostedMessage("D1", "1")),
        lambda: drafting.compose(database.reading, jonas, Wanted(hers), NOW),
        lambda: drafted(database, jonas, hers, "V10"),
        lambda: drafting.to_start_with(database.reading, JONAS, Wanted(hers)),
        lambda: drafting.answer_permission(database.writing, jonas, hers, his, Permission.YES, NOW),
        lambda: drafting.answer_permission(database.writing, jonas, his, hers, Permission.YES, NOW),
    ]
    for attempt in refused:
        with pytest.raises(NotYours):
            attempt()
    with database.reading() as work:
        assert work.outreaches.by_request(JONAS, "V1") is None
        assert [each.contact.id for each in work.outreaches.waiting(JONAS)] == [his]
        assert work.outreaches.open_asks(JONAS, hers) == []


def test_after_a_merge_one_clock_runs_that_of_the_last_ask(database: Database, maya: Member) -> None:
    asked(database, maya)
    other = drafted(database, maya, ContactDetails("D. Wu"), "V2")
    later = NOW + timedelta(days=1)
    [second] = no_reply.sent(database.writing, maya, other.id, later)
    contact = no_reply.find(database.reading, MAYA, 1).outreach.contact
    people_changes.merge(database.writing, maya, contact.id, second.outreach.contact.id, later)
    first = no_reply.find(database.reading, MAYA, 1).outreach
    assert first.state is OutreachState.CLOSED
    assert pending(database, first) == []
    assert len(pending(database, second.outreach)) == 3


def test_whoever_is_asked_is_archived_no_longer(database: Database, maya: Member) -> None:
    dana = drafted(database, maya)
    people_changes.archive(database.writing, maya, dana.contact.id, NOW)
    [sent] = no_reply.sent(database.writing, maya, dana.id, NOW)
    assert sent.brought_back
    with database.reading() as work:
        assert work.people.record(MAYA, dana.contact.id).archived_at is None
    [again] = no_reply.sent(database.writing, maya, dana.id, NOW)
    assert not again.brought_back
