"""Nothing that a member can see depends on what other members do not share.

Two worlds are built that differ only in that, and one member does the same in both: all they are shown is the
same, and so is who is asked in private.
"""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from core import cohort_asks, delivering, introductions, people_changes
from core.delivering import Timing
from core.errors import InroadError
from core.introduction import Introduction
from core.model import ContactDetails, Member
from core.people_changes import PersonEdit
from core.shares import Share
from storage.database import Database, parse_url
from tests.examples import about
from tests.storage.cohort import NOW, add_person, set_up, share
from views import cohort_ask

NAMES = ("Dana Wu", "Ben Ito", "Ana Sol", "Li Ming")
FULL = "National Oceanic and Atmospheric Administration"
PLACES = ("NOAA", "the N.O.A.A.", "NOAA Fisheries", f"{FULL} (NOAA)", FULL, "NASA", "Ocean Policy", "")
FIELDS = ("ocean policy", "NOAA", "")
SUBJECTS = ("noaa", "NOAA Fisheries", FULL, "NASA", "National", "Ocean policy", "nowhere", "?")
MATES = ("U2", "U3", "U4", "U5")

DETAILS = st.builds(
    ContactDetails,
    st.sampled_from(NAMES),
    st.sampled_from(PLACES),
    email=st.sampled_from(("dana@noaa.gov", "ben@nasa.gov", "")),
    field=st.sampled_from(FIELDS),
)


@dataclass(frozen=True)
class Known:
    """Somebody whom a mate knows. ``shares``: None where nothing was chosen."""

    mate: str
    details: ContactDetails
    shares: tuple[Share, ...] | None = None


SHARED = st.builds(
    Known,
    st.sampled_from(MATES),
    DETAILS,
    st.sampled_from(
        ((Share.NAME,), (Share.ORGANISATION,), (Share.GUARD,), (Share.GUARD, Share.ORGANISATION))
    ),
)
HIDDEN = st.builds(Known, st.sampled_from(MATES), DETAILS, st.sampled_from([None, ()]))


@pytest.fixture(scope="module")
def new_world(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Database]:
    folder, numbers = tmp_path_factory.mktemp("worlds"), count()

    def new() -> Database:
        file = folder / f"{next(numbers)}.db"
        shutil.copy(migrated_sqlite, file)
        return Database(parse_url(f"sqlite:///{file}"))

    return new


def seen_by_maya(database: Database, known: Sequence[Known]) -> tuple[list[object], list[tuple[str, ...]]]:
    """All that Maya is shown who asks about everything there is, and what mates are told of that."""
    maya, *mates = set_up(database, "U1", *MATES)
    mine = [add_person(database, maya.owner, ContactDetails(name, "NOAA")) for name in NAMES]
    by_id = {mate.owner.user_id: mate for mate in mates}
    for one in known:
        if one.shares is None:
            add_person(database, by_id[one.mate].owner, one.details)
        else:
            share(database, by_id[one.mate], one.details, one.shares)
    acts = [partial(_ask, database, maya, subject, place) for place, subject in enumerate(SUBJECTS)]
    acts += [partial(_of_person, database, maya, contact_id) for contact_id in mine]
    seen = [_shown(database, maya, act) for act in acts]
    asks = cohort_asks.open_asks(database.reading, maya.owner, NOW)
    seen.append(cohort_ask.open_list(asks, maya))
    told = [send.subject for send in delivering.take_due(database.writing, "w", NOW, Timing()).sends]
    return seen, sorted(_told(each) for each in told if isinstance(each, Introduction))


def _shown(database: Database, maya: Member, act: Callable[[], cohort_asks.Answer]) -> object:
    try:
        answer = act()
    except InroadError as error:
        return error.sentence
    cohort_asks.send(database.writing, maya, answer.ask.id, NOW)
    again = cohort_asks.look(database.reading, maya.owner, answer.ask.id)
    return (
        cohort_ask.answer(answer, NOW),
        cohort_ask.answer(again, NOW),
        cohort_ask.post_preview(answer),
        cohort_ask.sent(),
    )


def _ask(database: Database, maya: Member, subject: str, place: int) -> cohort_asks.Answer:
    return cohort_asks.ask(database.writing, maya, subject, NOW, request_key=f"t{place}")


def _of_person(database: Database, maya: Member, contact_id: int) -> cohort_asks.Answer:
    key = f"p{contact_id}"
    return cohort_asks.ask_about_person(database.writing, maya, contact_id, NOW, request_key=key)


def _told(asked: Introduction) -> tuple[str, ...]:
    return asked.mate.user_id, asked.contact.label, asked.contact.details.email, asked.ask.subject


@settings(max_examples=about(6), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    shared=st.lists(SHARED, max_size=6),
    one=st.lists(HIDDEN, max_size=4),
    other=st.lists(HIDDEN, max_size=4),
)
def test_what_is_not_shared_changes_nothing_that_anybody_sees(
    new_world: Callable[[], Database], shared: list[Known], one: list[Known], other: list[Known]
) -> None:
    worlds = [new_world(), new_world()]
    seen = [
        seen_by_maya(database, [*hidden[:2], *shared, *hidden[2:]])
        for database, hidden in zip(worlds, (one, other), strict=True)
    ]
    for database in worlds:
        database.close()
    assert seen[0] == seen[1]


@settings(max_examples=about(6), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    places=st.lists(st.sampled_from([place for place in PLACES if place]), min_size=1, max_size=4),
    one=st.lists(DETAILS, min_size=4, max_size=4),
    other=st.lists(DETAILS, min_size=4, max_size=4),
)
def test_of_whom_only_the_organisation_is_shared_nothing_else_is_seen(
    new_world: Callable[[], Database],
    places: list[str],
    one: list[ContactDetails],
    other: list[ContactDetails],
) -> None:
    worlds = [new_world(), new_world()]
    seen: list[object] = []
    for database, people in zip(worlds, (one, other), strict=True):
        known = [
            Known(mate, replace(details, organisation=place, field=""), (Share.ORGANISATION,))
            for mate, details, place in zip(MATES, people, places, strict=False)
        ]
        shown, told = seen_by_maya(database, known)
        seen.append((shown, [each[0] for each in told]))
        database.close()
    assert seen[0] == seen[1]


@pytest.mark.parametrize("reaction", ["no", "withdrawn", "notes"])
def test_no_silence_and_a_revocation_look_the_same_to_whoever_asked(
    new_world: Callable[[], Database], reaction: str
) -> None:
    dana = ContactDetails("Dana Wu", "NOAA")
    views = []
    for does in ("silence", reaction):
        database = new_world()
        maya, *mates = set_up(database, "U1", *MATES)
        contact_ids = [share(database, mate, dana, [Share.NAME]) for mate in mates]
        answer = _ask(database, maya, "NOAA", 0)
        cohort_asks.send(database.writing, maya, answer.ask.id, NOW)
        if does != "silence":
            _react(database, mates[0], contact_ids[0], does)
        asks = cohort_asks.open_asks(database.reading, maya.owner, NOW)
        again = cohort_asks.look(database.reading, maya.owner, answer.ask.id)
        # What is counted follows what is shared, and nothing else does.
        again = replace(again, known=4) if does == "withdrawn" else again
        views.append((cohort_ask.open_list(asks, maya), cohort_ask.answer(again, NOW)))
        database.close()
    assert views[0] == views[1]


def _react(database: Database, mate: Member, contact_id: int, how: str) -> None:
    with database.reading() as work:
        [asked] = work.introductions.unanswered(mate.owner)
    match how:
        case "no":
            introductions.decline(database.writing, mate, asked.id, NOW)
        case "withdrawn":
            people_changes.archive(database.writing, mate, contact_id, NOW)
        case "notes":
            edit = PersonEdit(ContactDetails("Dana Wu", "NOAA"), ("secret",), 60, "Do not tell")
            people_changes.edit(database.writing, mate, contact_id, edit, NOW)
