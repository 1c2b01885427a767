"""Asking the cohort, on both databases: who is counted, who is asked, and what an answer may reveal."""

from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from core import (
    cohort_asks,
    cohort_members,
    cohorts,
    delivering,
    guard,
    introductions,
    people_changes,
    sharing,
)
from core.cohort_asks import AT_ONCE
from core.delivering import Timing
from core.errors import CohortAway, InroadError, NoCohort, NotInCohort, NotYours, TooLate
from core.guard import Collision, Sought
from core.introduction import (
    ASKED_AGAIN_AFTER,
    OPEN_FOR,
    OPENING_TAKES,
    SOMEONE,
    About,
    Introduction,
    RequestState,
)
from core.match_keys import subject_key
from core.model import (
    NOWHERE,
    ContactDetails,
    Member,
    Outcome,
    Owner,
    PostedMessage,
    ReminderKind,
    ReminderState,
)
from core.nudges import Keeping
from core.organisation_names import Sought as SoughtName
from core.people_changes import PersonEdit
from core.shares import NOTHING, Share
from storage.database import Database
from tests.examples import about
from tests.storage.cohort import CHANNEL, NOW, TEAM, add_person, set_up, share

DANA = ContactDetails("Dana Wu", "NOAA", email="dana@noaa.gov", field="Ocean Policy")
POSTED = PostedMessage(CHANNEL, "1.0")
_TEAMS = count(100)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)

Cohort = list[Member]


@pytest.fixture
def five(database: Database) -> Cohort:
    """Maya asks; the others are asked."""
    return set_up(database, "U1", "U2", "U3", "U4", "U5")


def ask(
    database: Database, member: Member, subject: str = "NOAA", *, key: str = "t1", days: float = 0
) -> cohort_asks.Answer:
    return cohort_asks.ask(database.writing, member, subject, NOW + days * DAY, request_key=key)


def send(database: Database, member: Member, answer: cohort_asks.Answer, days: float = 0) -> None:
    cohort_asks.send(database.writing, member, answer.ask.id, NOW + days * DAY)


def asked(database: Database, mate: Member) -> list[Introduction]:
    with database.reading() as work:
        return work.introductions.unanswered(mate.owner)


def due(database: Database, now_days: float = 0) -> list[tuple[str, str]]:
    """Who is to be told of whom now."""
    sends = delivering.take_due(database.writing, "w", NOW + now_days * DAY, Timing()).sends
    told = [send.subject for send in sends if isinstance(send.subject, Introduction)]
    return [(each.mate.user_id, each.contact.details.name) for each in told]


@pytest.mark.parametrize(("sharing_mates", "told"), [(0, 0), (1, SOMEONE), (2, SOMEONE), (3, 3), (4, 4)])
def test_the_number_has_a_floor_of_three(
    database: Database, five: Cohort, sharing_mates: int, told: int
) -> None:
    for mate in five[1 : 1 + sharing_mates]:
        share(database, mate, DANA, [Share.ORGANISATION])
        share(database, mate, replace(DANA, name="Ben Ito"), [Share.NAME])
    assert ask(database, five[0], "the N.O.A.A.").known == told
    assert ask(database, five[0], "ocean policy!", key="t2").known == told


NAMES = st.lists(
    st.sampled_from(["noaa", "national", "oceanic", "atmospheric", "administration", "of", "university",
                     "washington", "fisheries", "a", "uw", "zoo", "3m", "øresund", "яндекс"]),
    min_size=1, max_size=5,
).map(" ".join)  # fmt: skip


@settings(max_examples=about(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(places=st.lists(NAMES, min_size=1, max_size=8), asked=st.lists(NAMES, min_size=1, max_size=8))
def test_what_a_question_finds_is_what_its_words_mean(
    database: Database, places: list[str], asked: list[str]
) -> None:
    team = f"T{next(_TEAMS)}"
    maya, jonas, *_ = set_up(database, "U1", "U2", team=team)
    known = {share(database, jonas, ContactDetails("Dana", each), [Share.NAME]): each for each in places}
    for subject in asked:
        key = subject_key(subject)
        meant = {one for one, place in known.items() if SoughtName.of(key).finds(subject_key(place))}
        with database.reading() as work:
            assert {match.contact_id for match in work.cohort_asks.matches(maya.owner, key)} == meant
            assert work.cohort_asks.knowing(maya.owner, key).there == min(len(meant), 1)
            assert bool(work.cohort_asks.offered(maya.owner, key, 9)) == bool(meant)


@pytest.mark.parametrize(
    "place", ["NOAA Fisheries", "National Oceanic and Atmospheric Administration (NOAA)"]
)
def test_a_part_of_an_organisation_or_its_full_name_is_asked_about_until_it_is_shared_no_more(
    database: Database, five: Cohort, place: str
) -> None:
    maya, jonas, *_ = five
    dana = share(database, jonas, replace(DANA, organisation=place), [Share.ORGANISATION])
    answer = ask(database, maya)
    assert answer.known == SOMEONE
    send(database, maya, answer)
    [request] = asked(database, jonas)
    assert request.awaits_answer(NOW)
    edit = PersonEdit(replace(DANA, organisation="NASA"), (), None, "")
    people_changes.edit(database.writing, jonas, dana, edit, NOW)
    [request] = asked(database, jonas)
    assert not request.awaits_answer(NOW)


def test_among_fewer_than_three_others_nothing_is_told_since_it_would_tell_who(database: Database) -> None:
    maya, jonas, priya = set_up(database, "U1", "U2", "U3")
    before = ask(database, maya)
    assert (before.is_small, before.known, before.offered) == (True, 0, ())
    sought = Sought(replace(DANA, name="Dana Wu"))
    for mate in (jonas, priya):
        with database.writing() as work:
            contact = work.contacts.add(mate.owner, DANA, NOW)
            work.nudges.keep(mate.owner, contact.id, Keeping(touched_at=NOW))
            work.commit()
        sharing.change(database.writing, mate, contact.id, frozenset({Share.NAME}), NOW)
    assert ask(database, maya) == before
    with database.reading() as work:
        assert guard.look(work, maya.owner, sought, NOW) is Collision.CLEAR
    send(database, maya, before)
    assert len(due(database)) == 2
    cohort_members.join(database.writing, Owner(TEAM, "U4"), CHANNEL, NOW)
    assert ask(database, maya).known == SOMEONE
    with database.reading() as work:
        assert guard.look(work, maya.owner, sought, NOW) is Collision.FULL


def test_neither_the_askers_own_people_count_nor_what_is_not_shared_for_that(
    database: Database, five: Cohort
) -> None:
    maya, jonas, priya, *_ = five
    share(database, maya, DANA, [Share.NAME])
    share(database, jonas, DANA, [Share.GUARD])
    add_person(database, priya.owner, DANA)
    assert ask(database, maya).known == 0
    send(database, maya, ask(database, maya))
    assert due(database) == []


def test_only_whose_name_is_shared_is_offered_and_nobody_twice(database: Database, five: Cohort) -> None:
    maya, jonas, priya, luis, _ = five
    for mate in (jonas, priya):
        share(database, mate, DANA, [Share.NAME])
    share(database, luis, replace(DANA, name="Ben Ito"), [Share.ORGANISATION])
    assert [one.details.name for one in ask(database, maya).offered] == ["Dana Wu"]


def test_an_organisation_is_told_from_a_field(database: Database, five: Cohort) -> None:
    maya, jonas, *_ = five
    share(database, jonas, DANA, [Share.ORGANISATION])
    assert ask(database, maya, "NOAA").ask.about is About.ORGANISATION
    assert ask(database, maya, "Ocean policy", key="t2").ask.about is About.FIELD


def test_a_workspace_is_not_asked_about_another_ones_people(database: Database, five: Cohort) -> None:
    stranger = set_up(database, "U8", team="T2")[0]
    share(database, stranger, DANA, [Share.NAME])
    assert ask(database, five[0]).known == 0
    with pytest.raises(NotYours):
        cohort_asks.send(database.writing, stranger, ask(database, five[0]).ask.id, NOW)


def test_who_is_not_in_the_cohort_asks_nothing_and_is_asked_nothing(database: Database, five: Cohort) -> None:
    maya, jonas, *_ = five
    share(database, jonas, DANA, [Share.NAME])
    guest = Member(Owner(TEAM, "U9"), "UTC", NOW)
    with pytest.raises(NotInCohort):
        ask(database, guest)
    with pytest.raises(NoCohort):
        ask(database, Member(Owner("T9", "U1"), "UTC", NOW))
    cohort_members.leave(database.writing, jonas.owner, NOW)
    assert ask(database, maya).known == 0
    cohorts.away(database.writing, TEAM, CHANNEL, NOW)
    with pytest.raises(CohortAway):
        ask(database, maya)


@pytest.mark.parametrize("typed", ["", "  ", "🦕", "?!"])
def test_nothing_that_can_be_looked_for_is_explained(database: Database, five: Cohort, typed: str) -> None:
    with pytest.raises(InroadError, match="Type an organisation"):
        ask(database, five[0], typed)


def test_the_same_question_is_the_same_while_it_is_open(database: Database, five: Cohort) -> None:
    maya = five[0]
    first = ask(database, maya)
    assert ask(database, maya, key="t2", days=1).ask.id == first.ask.id
    assert ask(database, maya, "NASA", key="t3").ask.id != first.ask.id
    assert ask(database, maya, key="t4", days=OPEN_FOR.days).ask.id != first.ask.id


def test_each_mate_is_asked_once_about_one_person_whom_they_offer_if_any(
    database: Database, five: Cohort
) -> None:
    maya, jonas, priya, *_ = five
    share(database, jonas, replace(DANA, name="Ben Ito"), [Share.ORGANISATION])
    share(database, jonas, DANA, [Share.NAME])
    share(database, priya, replace(DANA, name="Ana Sol"), [Share.ORGANISATION])
    answer = ask(database, maya)
    for _ in range(2):
        send(database, maya, answer)
    assert due(database) == [("U2", "Dana Wu"), ("U3", "Ana Sol")]
    assert due(database, 1) == []


def test_a_large_cohort_is_asked_in_parts_and_everybody_once(database: Database) -> None:
    maya, *mates = set_up(database, *(f"U{number}" for number in range(AT_ONCE + 3)))
    for mate in mates:
        share(database, mate, DANA, [Share.ORGANISATION])
    ask_id = ask(database, maya).ask.id
    sent = [cohort_asks.send(database.writing, maya, ask_id, NOW).sent_at for _ in range(3)]
    assert sent == [None, NOW, NOW]
    assert sorted(who for who, _ in due(database)) == sorted(mate.owner.user_id for mate in mates)


def test_a_mate_is_asked_the_same_by_the_same_asker_once_in_a_term(database: Database, five: Cohort) -> None:
    maya, jonas, priya, *_ = five
    share(database, jonas, DANA, [Share.ORGANISATION])
    send(database, maya, ask(database, maya))
    assert len(due(database)) == 1
    again = ask(database, maya, key="t2", days=20)
    send(database, maya, again, 20)
    assert due(database, 20) == []
    share(database, priya, DANA, [Share.ORGANISATION])
    send(database, priya, ask(database, priya, key="t3", days=20), 20)
    assert due(database, 20) == [("U2", "Dana Wu")]
    later = ASKED_AGAIN_AFTER.days
    send(database, maya, ask(database, maya, key="t4", days=later), later)
    assert [who for who, _ in due(database, later)] == ["U2", "U3"]


def test_somebody_of_the_askers_own_is_asked_about_by_every_mate_who_lets_the_guard_find_them(
    database: Database, five: Cohort
) -> None:
    maya, jonas, priya, luis, chen = five
    mine = add_person(database, maya.owner, ContactDetails("D. Wu", "N.O.A.A.", email="DANA@noaa.gov"))
    share(database, jonas, DANA, [Share.GUARD])
    share(database, priya, replace(DANA, email="other@x.org"), [Share.NAME])
    share(database, luis, DANA, [Share.ORGANISATION])
    add_person(database, chen.owner, DANA)
    answer = cohort_asks.ask_about_person(database.writing, maya, mine, NOW, request_key="p1")
    assert (answer.known, answer.offered) == (0, ())
    send(database, maya, answer)
    assert due(database) == [("U2", "Dana Wu")]
    with pytest.raises(NotYours):
        cohort_asks.ask_about_person(database.writing, jonas, mine, NOW, request_key="p2")


def test_a_person_of_whom_nothing_is_known_finds_nobody(database: Database, five: Cohort) -> None:
    maya, jonas, *_ = five
    share(database, jonas, ContactDetails("Somebody"), [Share.GUARD])
    mine = add_person(database, maya.owner, ContactDetails("Somebody"))
    send(database, maya, cohort_asks.ask_about_person(database.writing, maya, mine, NOW, request_key="p1"))
    assert due(database) == []


def test_quiet_hours_and_a_pause_hold_the_request_back(database: Database, five: Cohort) -> None:
    maya, jonas, *_ = five
    share(database, jonas, DANA, [Share.ORGANISATION])
    send(database, maya, ask(database, maya), 0.5)
    assert due(database, 0.5) == []
    assert due(database, 0.8) == [("U2", "Dana Wu")]


def one_request(database: Database, five: Cohort, *shares: Share) -> tuple[Member, Member, Introduction]:
    maya, jonas, *_ = five
    share(database, jonas, DANA, shares or [Share.NAME])
    send(database, maya, ask(database, maya))
    [request] = asked(database, jonas)
    return maya, jonas, request


def test_only_the_first_yes_opens_a_conversation(database: Database, five: Cohort) -> None:
    _, jonas, request = one_request(database, five)
    first, second = (
        introductions.accept(database.writing, jonas, request.id, NOW + place * MINUTE / 2)
        for place in range(2)
    )
    assert first.draft
    assert second.draft is None
    opened = introductions.opened(database.writing, first.introduction, "G1")
    assert (opened.state, opened.channel) == (RequestState.YES, "G1")
    later = introductions.accept(database.writing, jonas, request.id, NOW + DAY)
    assert (later.draft, later.introduction.state) == (None, RequestState.YES)
    assert introductions.decline(database.writing, jonas, request.id, NOW + DAY).state is RequestState.YES
    assert due(database) == []


def test_the_mate_chooses_whom_of_theirs_it_is_about_and_nobody_else(
    database: Database, five: Cohort
) -> None:
    _, jonas, priya, *_ = five
    ben = share(database, jonas, replace(DANA, name="Ben Ito", organisation="NOAA Fisheries"), [Share.NAME])
    eva = share(database, jonas, replace(DANA, name="Eva Lund", organisation="NASA"), [Share.ORGANISATION])
    unshared = [
        add_person(database, jonas.owner, DANA),
        share(database, jonas, DANA, [Share.GUARD]),
        share(database, jonas, replace(DANA, organisation="NASA", field=""), [Share.NAME]),
    ]
    theirs = share(database, priya, DANA, [Share.NAME])
    _, _, request = one_request(database, five)
    with database.reading() as work:
        request = work.introductions.get(jonas.owner, request.id)
    [dana] = request.others
    assert (request.contact.id, dana.details.name) == (ben, "Dana Wu")
    chosen = introductions.choose(database.writing, jonas, request.id, dana.id, NOW)
    assert (chosen.contact.id, [one.id for one in chosen.others]) == (dana.id, [ben])
    for contact_id in (eva, theirs, *unshared):
        with pytest.raises(NotYours):
            introductions.choose(database.writing, jonas, request.id, contact_id, NOW)
    with pytest.raises(NotYours):
        introductions.choose(database.writing, priya, request.id, theirs, NOW)
    draft = introductions.accept(database.writing, jonas, request.id, NOW).draft
    assert draft
    assert draft.name == "Dana Wu"
    late = introductions.choose(database.writing, jonas, request.id, ben, NOW)
    assert (late.state, late.contact.id) == (RequestState.OPENING, dana.id)


def test_a_yes_that_did_not_come_through_may_be_said_again(database: Database, five: Cohort) -> None:
    _, jonas, request = one_request(database, five)
    first = introductions.accept(database.writing, jonas, request.id, NOW)
    introductions.not_opened(database.writing, first.introduction)
    assert introductions.accept(database.writing, jonas, request.id, NOW).draft
    # The process ended before it knew: after a minute the button works again.
    assert introductions.accept(database.writing, jonas, request.id, NOW + OPENING_TAKES).draft
    done = introductions.opened(database.writing, first.introduction, "G1")
    introductions.not_opened(database.writing, first.introduction)
    with database.reading() as work:
        assert work.introductions.get(jonas.owner, request.id).channel == done.channel == "G1"


def test_no_is_stored_once_and_the_asker_sees_nothing_of_it(database: Database, five: Cohort) -> None:
    maya, jonas, request = one_request(database, five)
    before = ask(database, maya, key="t2")
    assert introductions.decline(database.writing, jonas, request.id, NOW).state is RequestState.NO
    assert introductions.accept(database.writing, jonas, request.id, NOW + DAY).draft is None
    assert ask(database, maya, key="t3") == before


def test_whom_a_mate_shares_no_more_they_are_not_asked_about_any_more(
    database: Database, five: Cohort
) -> None:
    _, jonas, request = one_request(database, five)
    changed = sharing.change(database.writing, jonas, request.contact.id, frozenset({Share.GUARD}), NOW)
    assert [one.introduction.state for one in changed.withdrawn] == [RequestState.WITHDRAWN]
    assert due(database) == []
    assert introductions.accept(database.writing, jonas, request.id, NOW).draft is None
    sharing.change(database.writing, jonas, request.contact.id, frozenset({Share.NAME}), NOW)
    assert introductions.accept(database.writing, jonas, request.id, NOW).draft is None


@pytest.mark.parametrize("how", ["edit", "archive", "stop", "merge"])
def test_the_same_goes_for_every_other_way_in_which_sharing_ends(
    database: Database, five: Cohort, how: str
) -> None:
    _, jonas, request = one_request(database, five)
    contact_id, uow = request.contact.id, database.writing
    match how:
        case "edit":
            edit = PersonEdit(replace(DANA, organisation="NASA"), (), None, "")
            people_changes.edit(uow, jonas, contact_id, edit, NOW)
        case "archive":
            people_changes.archive(uow, jonas, contact_id, NOW)
        case "stop":
            sharing.stop(uow, jonas, NOW)
        case "merge":
            people_changes.merge(uow, jonas, add_person(database, jonas.owner, DANA), contact_id, NOW)
    assert due(database) == []
    answered = introductions.accept(uow, jonas, request.id, NOW)
    assert (answered.draft, answered.introduction.state) == (None, RequestState.WITHDRAWN)


def test_a_request_survives_a_merge_of_two_who_are_both_shared(database: Database, five: Cohort) -> None:
    _, jonas, request = one_request(database, five)
    twin = share(database, jonas, replace(DANA, name="D. Wu"), [Share.ORGANISATION])
    people_changes.merge(database.writing, jonas, twin, request.contact.id, NOW)
    accepted = introductions.accept(database.writing, jonas, request.id, NOW)
    assert accepted.draft
    assert accepted.introduction.contact.id == twin


def test_a_person_who_is_deleted_takes_the_request_along(database: Database, five: Cohort) -> None:
    _, jonas, request = one_request(database, five)
    people_changes.remove(database.writing, jonas, request.contact.id, NOW)
    assert due(database) == []
    with pytest.raises(NotYours):
        introductions.accept(database.writing, jonas, request.id, NOW)


def test_a_question_that_is_closed_or_two_weeks_old_takes_no_answer(database: Database, five: Cohort) -> None:
    maya, jonas, request = one_request(database, five)
    accepted = introductions.accept(database.writing, jonas, request.id, NOW + OPEN_FOR)
    assert accepted.draft is None
    closed, waiting = cohort_asks.close(database.writing, maya, request.ask.id, NOW)
    assert closed.closed_at == NOW
    assert [one.introduction.id for one in waiting] == [request.id]
    assert introductions.accept(database.writing, jonas, request.id, NOW).draft is None
    assert due(database) == []
    with pytest.raises(TooLate):
        send(database, maya, replace(ask(database, maya), ask=closed))
    assert ask(database, maya, key="t9").ask.id != closed.id


def test_a_request_ends_after_two_weeks_and_nothing_else_does(database: Database, five: Cohort) -> None:
    maya, jonas, request = one_request(database, five)
    share(database, five[2], DANA, [Share.ORGANISATION])
    later = ask(database, five[3], key="t9", days=1)
    send(database, five[3], later, 1)
    assert introductions.expire(database.writing, NOW + OPEN_FOR - MINUTE, 9) == []
    [ended] = introductions.expire(database.writing, NOW + OPEN_FOR, 9)
    assert (ended.introduction.id, ended.introduction.state) == (request.id, RequestState.EXPIRED)
    assert introductions.expire(database.writing, NOW + OPEN_FOR, 9) == []
    assert introductions.accept(database.writing, jonas, request.id, NOW + OPEN_FOR).draft is None
    assert {mate.owner.user_id: len(asked(database, mate)) for mate in five} == {
        "U1": 0, "U2": 1, "U3": 1, "U4": 0, "U5": 0,
    }  # fmt: skip
    assert cohort_asks.open_asks(database.reading, maya.owner, NOW + OPEN_FOR) == []


def test_a_mate_who_has_left_answers_nothing_and_an_asker_who_has_left_is_not_introduced(
    database: Database, five: Cohort
) -> None:
    maya, jonas, request = one_request(database, five)
    cohort_members.leave(database.writing, maya.owner, NOW)
    with pytest.raises(NotYours):
        introductions.accept(database.writing, jonas, request.id, NOW)
    assert due(database) == []
    cohort_members.leave(database.writing, jonas.owner, NOW)
    with pytest.raises(NotInCohort):
        introductions.accept(database.writing, jonas, request.id, NOW)


def test_nobody_answers_for_somebody_else(database: Database, five: Cohort) -> None:
    _, _, request = one_request(database, five)
    for act in (introductions.accept, introductions.decline):
        with pytest.raises(NotYours):
            act(database.writing, five[2], request.id, NOW)


def test_whoever_leaves_while_the_conversation_is_opened_leaves_nothing_to_store(
    database: Database, five: Cohort
) -> None:
    maya, jonas, request = one_request(database, five)
    accepted = introductions.accept(database.writing, jonas, request.id, NOW)
    cohort_members.leave(database.writing, maya.owner, NOW)
    introductions.opened(database.writing, accepted.introduction, "G1")
    introductions.not_opened(database.writing, accepted.introduction)
    assert asked(database, jonas) == []


def test_the_question_is_posted_once_and_taken_back_when_the_asker_leaves(
    database: Database, five: Cohort
) -> None:
    maya = five[0]
    ask_id = ask(database, maya).ask.id
    take_on = cohort_asks.take_on_posting
    assert take_on(database.writing, maya, ask_id, NOW, request_key="V1")
    assert take_on(database.writing, maya, ask_id, NOW, request_key="V1") is None
    assert cohort_asks.posted(database.writing, maya.owner, ask_id, POSTED)
    assert take_on(database.writing, maya, ask_id, NOW, request_key="V2") is None
    assert [one.posted for one in cohort_asks.open_asks(database.reading, maya.owner, NOW)] == [POSTED]
    assert cohort_members.leave(database.writing, maya.owner, NOW).posts == (POSTED,)
    assert not cohort_asks.posted(database.writing, maya.owner, ask_id, POSTED)


def test_what_was_taken_back_may_be_posted_again(database: Database, five: Cohort) -> None:
    maya = five[0]
    ask_id = ask(database, maya).ask.id
    cohort_asks.posted(database.writing, maya.owner, ask_id, POSTED)
    cohort_asks.posted(database.writing, maya.owner, ask_id, NOWHERE)
    assert cohort_asks.open_asks(database.reading, maya.owner, NOW) == []
    assert cohort_asks.take_on_posting(database.writing, maya, ask_id, NOW, request_key="V2")


def test_what_stands_in_slack_of_a_request_is_known_when_it_is_withdrawn(
    database: Database, five: Cohort
) -> None:
    maya, jonas, request = one_request(database, five)
    [told] = delivering.take_due(database.writing, "w", NOW, Timing()).sends
    outcome = Outcome(told.reminder.id, ReminderState.SENT, posted=POSTED)
    delivering.record(database.writing, "w", [outcome], NOW)
    changed = sharing.change(database.writing, jonas, request.contact.id, NOTHING, NOW)
    assert [one.posted for one in changed.withdrawn] == [(POSTED,)]
    with database.reading() as work:
        assert work.reminders.posted(jonas.owner, ReminderKind.INTRODUCTION, request.id) == [POSTED]
    assert cohort_members.leave(database.writing, maya.owner, NOW).posts == ()


def test_a_leaver_takes_the_messages_of_what_they_asked_along(database: Database, five: Cohort) -> None:
    maya, *_ = one_request(database, five)
    [told] = delivering.take_due(database.writing, "w", NOW, Timing()).sends
    outcome = Outcome(told.reminder.id, ReminderState.SENT, posted=POSTED)
    delivering.record(database.writing, "w", [outcome], NOW)
    assert cohort_members.leave(database.writing, maya.owner, NOW).posts == (POSTED,)


def test_what_was_answered_while_it_was_on_its_way_keeps_no_buttons(database: Database, five: Cohort) -> None:
    _, jonas, request = one_request(database, five)
    sends = delivering.take_due(database.writing, "w", NOW, Timing()).sends
    assert delivering.dealt_with(database.writing, sends) == {}
    sharing.change(database.writing, jonas, request.contact.id, NOTHING, NOW)
    [settled] = delivering.dealt_with(database.writing, sends).values()
    assert isinstance(settled, Introduction)
    assert settled.state is RequestState.WITHDRAWN
