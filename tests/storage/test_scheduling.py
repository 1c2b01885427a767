"""Conversations to come on both databases: what is stored and planned, and what follows from a change."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from core import conversations, delivering, keep_in_touch, members, preparing, scheduling
from core.conversations import LogConversation
from core.decisions import NotSent
from core.delivering import Timing
from core.errors import InvalidFields, NotYours, TooLate
from core.model import ContactDetails, Debrief, Member, Owner, ReminderKind, ReminderState
from core.ports import Uow
from core.preparation import Preparation, PreparedQuestion
from core.scheduled import Medium, Meeting, ScheduledInterview, ScheduledState
from core.scheduling import Changed, Plan
from core.when import Span
from storage.database import Database
from storage.tables import reminders, reminders_done

# Monday 23 November 2026, 15:30 in New York.
NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
THURSDAY = datetime(2026, 12, 3, 20, tzinfo=UTC)
MAYA, JONAS = Owner("T1", "U1"), Owner("T1", "U2")
DANA = ContactDetails("Dana Wu", "Genentech")
End = Callable[[Uow, Owner, int, datetime], Changed]
HALF_AN_HOUR, DAY = timedelta(minutes=30), timedelta(days=1)
PLAN = Plan(THURSDAY, HALF_AN_HOUR, Medium.VIDEO, "https://example.org/dana", "Europe/Berlin")


@pytest.fixture
def maya(database: Database) -> Member:
    return members.settle_in(database.writing, MAYA, "America/New_York", NOW)


def agreed(database: Database, member: Member, plan: Plan = PLAN, key: str = "V1") -> ScheduledInterview:
    return scheduling.schedule(database.writing, member, DANA, plan, key, NOW).scheduled


def logged(
    database: Database,
    member: Member,
    contact_id: int,
    began: datetime,
    key: str,
    scheduled: int | None = None,
) -> int:
    span = Span(began, began + HALF_AN_HOUR)
    told = LogConversation(DANA, span, Debrief(), key, contact_id, scheduled_id=scheduled)
    after = began + timedelta(hours=1)
    return conversations.log_conversation(database.writing, member, told, after).interview.id


def waiting(database: Database) -> dict[str, list[str]]:
    """What is planned about conversations to come, by kind."""
    kinds = [kind.value for kind in ReminderKind if kind.subject == "scheduled"]
    columns = reminders.c.kind, reminders.c.due_at
    found: dict[str, list[str]] = {}
    with database.engine.connect() as connection:
        planned = select(*columns).where(reminders.c.kind.in_(kinds)).order_by(reminders.c.due_at)
        for kind, due_at in connection.execute(planned):
            found.setdefault(kind, []).append(f"{due_at:%d %b %H:%M}")
    return found


def find(database: Database, scheduled: ScheduledInterview) -> ScheduledInterview:
    return scheduling.find(database.reading, MAYA, scheduled.id)


def test_what_is_agreed_is_stored_with_its_person_and_its_reminders(database: Database, maya: Member) -> None:
    scheduled = agreed(database, maya)
    assert find(database, scheduled) == scheduled
    assert (scheduled.starts_at, scheduled.ends_at) == (THURSDAY, THURSDAY + HALF_AN_HOUR)
    assert (scheduled.medium, scheduled.place) == (Medium.VIDEO, "https://example.org/dana")
    assert scheduled.contact.details == replace(DANA, zone="Europe/Berlin")
    assert waiting(database) == {
        "confirm": ["02 Dec 14:00"],
        "brief": ["03 Dec 19:30"],
        "outcome": ["03 Dec 20:30", "05 Dec 20:30"],
    }


def test_the_same_form_twice_schedules_once(database: Database, maya: Member) -> None:
    first = scheduling.schedule(database.writing, maya, DANA, PLAN, "V1", NOW)
    again = scheduling.schedule(database.writing, maya, DANA, PLAN, "V1", NOW + DAY)
    assert (first.anew, again.anew) == (True, False)
    assert again.scheduled == first.scheduled
    assert len(waiting(database)["brief"]) == 1


def test_moving_recomputes_everything_that_hung_on_the_old_time(database: Database, maya: Member) -> None:
    scheduled = agreed(database, maya)
    plan = replace(PLAN, starts_at=THURSDAY + 5 * DAY, duration=timedelta(hours=1))
    changed = scheduling.move(database.writing, maya, scheduled.id, plan, NOW + DAY)
    assert changed.anew
    assert (changed.scheduled.sequence, changed.scheduled.scheduled_at) == (1, NOW + DAY)
    assert waiting(database) == {
        "confirm": ["07 Dec 14:00"],
        "brief": ["08 Dec 19:30"],
        "outcome": ["08 Dec 21:00", "10 Dec 21:00"],
    }


def test_moving_to_what_is_agreed_already_changes_nothing(database: Database, maya: Member) -> None:
    scheduled = agreed(database, maya)
    before = waiting(database)
    changed = scheduling.move(database.writing, maya, scheduled.id, PLAN, NOW + DAY)
    assert not changed.anew
    assert find(database, scheduled) == scheduled
    assert waiting(database) == before


def test_another_link_alone_is_a_change_that_the_calendar_hears_of(database: Database, maya: Member) -> None:
    scheduled = agreed(database, maya)
    plan = replace(PLAN, place="Café Leopold")
    changed = scheduling.move(database.writing, maya, scheduled.id, plan, NOW + DAY)
    assert (changed.anew, changed.scheduled.sequence) == (True, 1)
    assert waiting(database)["brief"] == ["03 Dec 19:30"]


def test_a_zone_is_kept_with_the_person_and_saying_none_forgets_none(
    database: Database, maya: Member
) -> None:
    scheduled = agreed(database, maya)
    plan = replace(PLAN, zone="", starts_at=THURSDAY + DAY)
    changed = scheduling.move(database.writing, maya, scheduled.id, plan, NOW)
    assert changed.scheduled.contact.details.zone == "Europe/Berlin"
    by_id = scheduling.schedule(database.writing, maya, scheduled.contact.id, plan, "V2", NOW)
    assert by_id.scheduled.contact == changed.scheduled.contact


@pytest.mark.parametrize("end", [scheduling.cancel, scheduling.no_show])
def test_what_is_called_off_or_missed_is_reminded_of_no_more(
    database: Database, maya: Member, end: End
) -> None:
    scheduled = agreed(database, maya)
    changed = end(database.writing, MAYA, scheduled.id, THURSDAY)
    again = end(database.writing, MAYA, scheduled.id, THURSDAY)
    assert not again.anew
    assert again.scheduled == changed.scheduled == find(database, scheduled)
    assert waiting(database) == {}


def test_only_a_cancellation_counts_for_the_calendar(database: Database, maya: Member) -> None:
    first, second = agreed(database, maya), agreed(database, maya, key="V2")
    cancelled = scheduling.cancel(database.writing, MAYA, first.id, NOW)
    missed = scheduling.no_show(database.writing, MAYA, second.id, THURSDAY)
    assert (cancelled.anew, cancelled.scheduled.sequence) == (True, 1)
    assert (missed.anew, missed.scheduled.sequence) == (False, 0)


def test_nobody_has_missed_what_is_still_to_come(database: Database, maya: Member) -> None:
    scheduled = agreed(database, maya)
    with pytest.raises(TooLate, match="still to come"):
        scheduling.no_show(database.writing, MAYA, scheduled.id, NOW)


def test_what_was_called_off_can_be_agreed_anew(database: Database, maya: Member) -> None:
    scheduled = agreed(database, maya)
    scheduling.cancel(database.writing, MAYA, scheduled.id, NOW)
    changed = scheduling.move(database.writing, maya, scheduled.id, PLAN, NOW + DAY)
    assert (changed.scheduled.state, changed.scheduled.sequence) == (ScheduledState.SCHEDULED, 2)
    assert waiting(database)["brief"] == ["03 Dec 19:30"]


def test_logging_from_the_question_settles_it_whatever_the_day(database: Database, maya: Member) -> None:
    scheduled = agreed(database, maya)
    interview = logged(database, maya, scheduled.contact.id, THURSDAY - 3 * DAY, "L1", scheduled.id)
    held = find(database, scheduled)
    assert (held.state, held.interview_id) == (ScheduledState.HELD, interview)
    assert waiting(database) == {}
    told = scheduling.held_as(database.reading, MAYA, interview)
    assert told
    assert told.scheduled == held


def test_logging_the_same_person_on_the_same_day_settles_it_too(database: Database, maya: Member) -> None:
    scheduled = agreed(database, maya)
    logged(database, maya, scheduled.contact.id, THURSDAY - timedelta(hours=3), "L1")
    assert find(database, scheduled).state is ScheduledState.HELD


@pytest.mark.parametrize("end", [scheduling.cancel, scheduling.no_show])
def test_a_talk_that_took_place_after_all_is_not_told_as_missed_or_called_off(
    database: Database, maya: Member, end: End
) -> None:
    scheduled = agreed(database, maya)
    end(database.writing, MAYA, scheduled.id, THURSDAY + timedelta(minutes=10))
    interview = logged(database, maya, scheduled.contact.id, THURSDAY + timedelta(minutes=20), "L1")
    held = find(database, scheduled)
    assert (held.state, held.interview_id) == (ScheduledState.HELD, interview)


def test_what_is_still_agreed_is_settled_before_what_was_missed_that_day(
    database: Database, maya: Member
) -> None:
    missed = agreed(database, maya)
    scheduling.no_show(database.writing, MAYA, missed.id, THURSDAY + timedelta(minutes=10))
    plan = replace(PLAN, starts_at=THURSDAY + timedelta(hours=3))
    later = scheduling.schedule(database.writing, maya, missed.contact.id, plan, "V2", THURSDAY).scheduled
    logged(database, maya, missed.contact.id, THURSDAY + timedelta(hours=1), "L1")
    assert find(database, missed).state is ScheduledState.NO_SHOW
    assert find(database, later).state is ScheduledState.HELD


def test_logging_another_day_or_another_person_leaves_it_open(database: Database, maya: Member) -> None:
    scheduled = agreed(database, maya)
    logged(database, maya, scheduled.contact.id, THURSDAY - DAY, "L1")
    span = Span(THURSDAY, THURSDAY + HALF_AN_HOUR)
    other = LogConversation(ContactDetails("Ben Ito", "NOAA"), span, Debrief(), "L2")
    conversations.log_conversation(database.writing, maya, other, THURSDAY + DAY)
    assert find(database, scheduled).is_open


def test_of_two_on_one_day_the_nearer_one_is_settled(database: Database, maya: Member) -> None:
    morning = agreed(database, maya, replace(PLAN, starts_at=THURSDAY - timedelta(hours=5)))
    plan = replace(PLAN, starts_at=THURSDAY)
    afternoon = scheduling.schedule(database.writing, maya, morning.contact.id, plan, "V2", NOW).scheduled
    logged(database, maya, morning.contact.id, THURSDAY - timedelta(minutes=20), "L1")
    assert find(database, morning).is_open
    assert find(database, afternoon).state is ScheduledState.HELD


def test_what_was_held_can_no_longer_be_moved_or_called_off(database: Database, maya: Member) -> None:
    scheduled = agreed(database, maya)
    logged(database, maya, scheduled.contact.id, THURSDAY, "L1")
    plan = replace(PLAN, starts_at=THURSDAY + 5 * DAY)
    with pytest.raises(TooLate, match="logged already"):
        scheduling.move(database.writing, maya, scheduled.id, plan, THURSDAY + DAY)
    for end in (scheduling.cancel, scheduling.no_show):
        with pytest.raises(TooLate, match="logged already"):
            end(database.writing, MAYA, scheduled.id, THURSDAY + DAY)
    with pytest.raises(TooLate, match="logged already"):
        scheduling.find_to_log(database.reading, MAYA, scheduled.id)


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        (replace(PLAN, starts_at=NOW), "starts_at"),
        (replace(PLAN, starts_at=NOW + timedelta(days=400)), "starts_at"),
        (replace(PLAN, duration=timedelta(minutes=1)), "length"),
    ],
)
def test_a_time_that_cannot_be_meant_is_refused(
    database: Database, maya: Member, plan: Plan, field: str
) -> None:
    with pytest.raises(InvalidFields) as caught:
        agreed(database, maya, plan)
    assert list(caught.value.problems) == [field]
    assert waiting(database) == {}


def test_nobody_reaches_another_members_conversations(database: Database, maya: Member) -> None:
    scheduled = agreed(database, maya)
    jonas = members.settle_in(database.writing, JONAS, "Europe/Berlin", NOW)
    for forbidden in (
        lambda: scheduling.find(database.reading, JONAS, scheduled.id),
        lambda: scheduling.cancel(database.writing, JONAS, scheduled.id, NOW),
        lambda: scheduling.no_show(database.writing, JONAS, scheduled.id, THURSDAY),
        lambda: scheduling.move(database.writing, jonas, scheduled.id, PLAN, NOW),
        lambda: scheduling.schedule(database.writing, jonas, scheduled.contact.id, PLAN, "V9", NOW),
        lambda: scheduling.person(database.reading, JONAS, scheduled.contact.id),
        lambda: scheduling.reschedule_draft(database.reading, jonas, scheduled.id),
    ):
        with pytest.raises(NotYours):
            forbidden()
    assert scheduling.held_as(database.reading, JONAS, 1) is None
    assert scheduling.next_talk(database.reading, JONAS, NOW) is None
    assert find(database, scheduled) == scheduled


def test_what_is_agreed_with_somebody_is_known_until_it_is_over_or_called_off(
    database: Database, maya: Member
) -> None:
    first = agreed(database, maya)
    dana = first.contact.id
    second = scheduling.schedule(
        database.writing, maya, dana, replace(PLAN, starts_at=THURSDAY + DAY), "V2", NOW
    ).scheduled

    def known(now: datetime = NOW, request_key: str = "", owner: Owner = MAYA) -> list[int]:
        found = scheduling.agreed_with(database.reading, owner, dana, now, request_key)
        return [each.id for each in found]

    assert known() == [first.id, second.id]
    assert known(request_key="V2") == [first.id]
    assert known(now=first.ends_at) == [second.id]
    assert known(owner=JONAS) == []
    scheduling.cancel(database.writing, MAYA, first.id, NOW)
    assert known() == [second.id]


def test_the_overview_knows_what_is_to_come_soonest_first_and_what_is_just_over(
    database: Database, maya: Member
) -> None:
    later = agreed(database, maya, replace(PLAN, starts_at=THURSDAY + DAY))
    sooner = agreed(database, maya, key="V2")
    assert conversations.where_i_stand(database.reading, MAYA, NOW).upcoming == [sooner, later]
    assert scheduling.next_talk(database.reading, MAYA, NOW) == sooner
    arrival = conversations.arrive(database.writing, MAYA, NOW)
    assert arrival
    assert arrival.next_talk == sooner
    over = THURSDAY + timedelta(hours=1)
    assert conversations.where_i_stand(database.reading, MAYA, over).upcoming == [sooner, later]
    assert scheduling.next_talk(database.reading, MAYA, over) == later
    assert conversations.where_i_stand(database.reading, MAYA, over + 7 * DAY).upcoming == [later]


def test_reminders_move_with_a_member_to_another_zone(database: Database, maya: Member) -> None:
    agreed(database, maya)
    members.settle_in(database.writing, MAYA, "Pacific/Honolulu", NOW + DAY)
    assert waiting(database) == {
        "confirm": ["02 Dec 19:00"],
        "brief": ["03 Dec 19:30"],
        "outcome": ["03 Dec 20:30", "05 Dec 20:30"],
    }


def test_agreeing_on_a_time_is_being_in_touch(database: Database, maya: Member) -> None:
    scheduled = agreed(database, maya)
    keep_in_touch.set_cadence(database.writing, maya, scheduled.contact.id, NOW, 120)
    with database.reading() as work:
        assert work.nudges.keeping(MAYA, scheduled.contact.id).touched_at == NOW
    plan = replace(PLAN, starts_at=THURSDAY + DAY)
    scheduling.move(database.writing, maya, scheduled.id, plan, NOW + DAY)
    with database.reading() as work:
        assert work.nudges.keeping(MAYA, scheduled.contact.id).touched_at == NOW + DAY


def test_the_brief_brings_what_was_said_last_time_and_what_is_prepared(
    database: Database, maya: Member
) -> None:
    scheduled = agreed(database, maya)
    interview = logged(database, maya, scheduled.contact.id, NOW - 9 * DAY, "L1")
    sheet = Preparation(aim="policy", questions=(PreparedQuestion("Why policy?"),))
    preparing.save(database.writing, MAYA, scheduled.contact.id, sheet, request_key="P1", now=NOW)
    taken = delivering.take_due(database.writing, "w", THURSDAY - HALF_AN_HOUR, Timing())
    [brief] = [send for send in taken.sends if send.reminder.kind is ReminderKind.BRIEF]
    assert isinstance(brief.subject, Meeting)
    assert brief.subject.scheduled == scheduled
    assert brief.subject.last_talk
    assert brief.subject.last_talk.id == interview
    assert brief.subject.preparation
    assert brief.subject.preparation.aim == "policy"


def test_a_confirmation_that_is_hours_late_waits_for_no_night_and_gives_way_to_the_brief(
    database: Database, maya: Member
) -> None:
    agreed(database, maya)
    taken = delivering.take_due(database.writing, "w", THURSDAY - HALF_AN_HOUR, Timing())
    assert [send.reminder.kind for send in taken.sends] == [ReminderKind.BRIEF]
    with database.engine.connect() as connection:
        [ended] = connection.execute(select(reminders_done.c.kind, reminders_done.c.reason)).all()
    assert tuple(ended) == ("confirm", "too_late")


def test_the_second_question_counts_from_when_the_first_was_really_asked(
    database: Database, maya: Member
) -> None:
    agreed(database, maya)
    back = THURSDAY + timedelta(hours=24)
    delivering.take_due(database.writing, "w", back, Timing())
    assert waiting(database)["outcome"][-1] == "06 Dec 20:00"


def test_whoever_was_away_for_days_is_asked_once(database: Database, maya: Member) -> None:
    agreed(database, maya)
    taken = delivering.take_due(database.writing, "w", THURSDAY + 4 * DAY, Timing())
    assert [send.reminder.kind for send in taken.sends] == [ReminderKind.OUTCOME]
    with database.engine.connect() as connection:
        states = connection.execute(select(reminders_done.c.state)).scalars().all()
    assert set(states) == {ReminderState.CANCELLED.value}


def test_a_reminder_that_was_on_its_way_while_the_time_moved_does_not_come_again(
    database: Database, maya: Member
) -> None:
    scheduled = agreed(database, maya)
    due = THURSDAY - HALF_AN_HOUR
    taken = delivering.take_due(database.writing, "w", due, Timing())
    [brief] = taken.sends
    plan = replace(PLAN, starts_at=THURSDAY + 5 * DAY)
    scheduling.move(database.writing, maya, scheduled.id, plan, due)
    retry = NotSent(brief.reminder.id, due + timedelta(minutes=1))
    delivering.record(database.writing, "w", [retry], due)
    again = delivering.take_due(database.writing, "w", due + timedelta(minutes=1), Timing())
    assert again.sends == []
