"""Skeletons, and the drafts that come of them."""

from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from core.model import ContactDetails
from core.outreach import ASKS, Channel, Draft, Situation, Skeleton
from core.outreach_check import check
from core.profile import Profile
from core.skeleton_texts import DEFAULTS
from core.skeletons import FIELDS, WHY_GAP, channels, drafted, fill, known_fields, problems, spelled
from tests.core.drafts import DANA, MAYA, TYPED, ordinary

GOLDEN = Path(__file__).parent / "golden"
EVERY = list(DEFAULTS)
TEXT = st.text(min_size=1, max_size=40).filter(lambda text: bool(text.strip()))


def as_file(draft: Draft) -> str:
    subject = f"Subject: {draft.subject}\n\n" if draft.subject else ""
    return f"{subject}{draft.text}\n"


@pytest.mark.parametrize(("situation", "channel"), EVERY)
def test_a_draft_reads_as_a_person_would_send_it(situation: Situation, channel: Channel) -> None:
    golden = GOLDEN / f"{situation}-{channel}.txt"
    assert as_file(ordinary(situation, channel)) == golden.read_text(encoding="utf-8")


def test_there_is_a_golden_draft_for_every_skeleton_and_no_other() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {
        f"{situation}-{channel}" for situation, channel in EVERY
    }


@pytest.mark.parametrize("situation", [*sorted(ASKS), Situation.RESCHEDULE])
def test_an_ask_can_be_made_on_every_channel(situation: Situation) -> None:
    assert channels(situation) == tuple(Channel)


def test_the_thank_you_is_left_to_the_log() -> None:
    assert channels(Situation.THANK_YOU) == ()


@pytest.mark.parametrize(("situation", "channel"), EVERY)
def test_every_default_has_known_fields_only(situation: Situation, channel: Channel) -> None:
    skeleton = DEFAULTS[situation, channel]
    assert [problem for text in (skeleton.text, *skeleton.subjects) for problem in problems(text)] == []
    assert bool(skeleton.subjects) is (channel is Channel.EMAIL)


PEOPLE = st.sampled_from(
    ["Dana Wu", "Dr. Oluwaseun Adeyemi", "Prof. Katarzyna Nowak-Lis", "Cher", "van der Berg"]
)
STUDENTS = st.builds(
    Profile,
    name=st.sampled_from(["Maya Okafor", "José Álvarez", "Li Na", "Anne-Marie O'Neill"]),
    introduction=st.sampled_from(
        [
            "a second-year PhD student in biology at UW",
            "a postdoc in chemistry at Duke",
            "a master's student in public policy",
            "a doctoral candidate in history at Yale",
            "an undergraduate at Carleton",
        ]
    ),
    doing=st.sampled_from(
        ["studying how salmon find home", "writing my thesis on rural clinics", "building sensors"]
    ),
    looking_for=st.sampled_from(["how people move into policy", "what a normal week in industry looks like"]),
    link=st.sampled_from(["", "linkedin.com/in/maya"]),
)
REASONS = st.sampled_from(
    [
        "Your work on CRISPR changed my project.",
        "You moved from kelp to law.",
        "I loved your paper on river dams",
        "Your podcast on rural nurses moved me.",
    ]
)


@given(st.sampled_from(EVERY), STUDENTS, PEOPLE, REASONS)
def test_an_ordinary_draft_passes_the_whole_check(
    which: tuple[Situation, Channel], profile: Profile, person: str, why: str
) -> None:
    fields = known_fields(profile, ContactDetails(person, "NOAA")) | TYPED | {"why_you": why}
    findings = check(
        drafted(*which, fields),
        contact_name=person,
        referrer="Sam Reyes",
        permission_held=True,
        profile=profile,
    )
    assert [finding for finding in findings if not finding.passed] == []


@pytest.mark.parametrize(("situation", "channel"), EVERY)
def test_the_sentence_about_the_person_is_always_left_to_the_student(
    situation: Situation, channel: Channel
) -> None:
    if "{why_you}" in DEFAULTS[situation, channel].text:
        draft = ordinary(situation, channel, why_you="")
        findings = check(
            draft,
            contact_name=DANA.name,
            referrer="Sam Reyes",
            permission_held=True,
            profile=MAYA,
            organisation="NOAA",
        )
        assert WHY_GAP in draft.text
        assert [finding.rule for finding in findings if not finding.passed] == ["finished", "why_you"]


@pytest.mark.parametrize("situation", ["cold", "referred", "alumni", "follow_up"])
def test_an_ask_by_email_keeps_near_the_target(situation: str) -> None:
    assert len(ordinary(Situation(situation), Channel.EMAIL).text.split()) <= 80


@given(
    st.sampled_from([which for which in EVERY if which[1] is Channel.LINKEDIN]),
    st.text("abcdefghij", min_size=1, max_size=12),
    st.text("abcdefghij", min_size=1, max_size=16),
)
def test_a_linkedin_note_fits_with_names_of_sensible_length(
    which: tuple[Situation, Channel], first: str, referrer: str
) -> None:
    assert len(ordinary(*which, person=first, referrer=referrer).text) <= 200


@given(
    st.dictionaries(st.sampled_from(list(FIELDS)), st.text("abc \n'", max_size=20)), st.sampled_from(EVERY)
)
def test_filling_leaves_no_field_behind(fields: dict[str, str], which: tuple[Situation, Channel]) -> None:
    filled = fill(DEFAULTS[which].text, fields)
    assert "{" not in filled
    assert "}" not in filled


@given(st.sampled_from(list(FIELDS)), TEXT)
def test_what_a_member_typed_comes_out_as_typed(field: str, typed: str) -> None:
    assert fill(f"<{{{field}}}>", {field: typed}) == f"<{typed}>"


@pytest.mark.parametrize(
    "typed",
    ["{my_name}", "{0.__class__}", "%s %(x)s", r"\1 \g<0>", "{{link}}", "${HOME}", "[a gap]", "<@U1>"],
)
def test_a_value_is_never_evaluated(typed: str) -> None:
    assert fill("{why_you} {my_name}", {"why_you": typed, "my_name": "Maya"}) == f"{typed} Maya"


def test_the_skeleton_is_never_evaluated() -> None:
    assert (
        fill("{my_name.__class__} {0} {my_name!r}", {"my_name": "M"}) == "{my_name.__class__} {0} {my_name!r}"
    )


def test_what_is_not_known_becomes_a_gap_in_plain_words() -> None:
    assert fill("I'm {introduction}. {why_you}", {"introduction": " "}) == (
        f"I'm [{FIELDS['introduction']}]. [one specific sentence: why this person]"
    )


def test_a_field_may_be_written_with_capitals_and_blanks() -> None:
    assert fill("Dear { Person },", {"person": "Dana"}) == "Dear Dana,"
    assert problems("Dear { Person },") == []


def test_without_a_link_the_signature_has_no_empty_line() -> None:
    assert fill("Maya\n{link}", {}) == "Maya"
    assert fill("Maya\n{link}\nUW", {"link": "maya.org"}) == "Maya\nmaya.org\nUW"


@pytest.mark.parametrize(
    ("field", "nearest"),
    [
        ("persn", "person"),
        ("refferer", "referrer"),
        ("why you", "why_you"),
        ("My name", "my_name"),
        ("times", "new_times"),
    ],
)
def test_an_unknown_field_is_named_with_the_nearest_one(field: str, nearest: str) -> None:
    assert problems(f"Dear {{{field}}},") == [f"There is no field {{{field}}}. Did you mean {{{nearest}}}?"]


@given(TEXT)
def test_whatever_is_typed_as_a_skeleton_is_answered_and_filled(text: str) -> None:
    assert all(problem.endswith((".", "?")) for problem in problems(text))
    if "{" not in text:
        assert fill(text, {}) == text


def test_a_lone_brace_is_a_problem() -> None:
    assert problems("Dear {person,") == ["A brace stands alone: fields are written like {person}."]


def test_the_members_own_skeleton_is_used() -> None:
    own = Skeleton("Hello {person}! {why_you}", ("About {organisation}",))
    draft = drafted(
        Situation.COLD, Channel.EMAIL, known_fields(MAYA, DANA) | {"why_you": "I liked your talk"}, own
    )
    assert (draft.subject, draft.text) == ("About NOAA", "Hello Dana! I liked your talk.")


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Maya Okafor", "M-A-Y-A, O-K-A-F-O-R"), ("Zoë O'Neil", "Z-O-Ë, O-N-E-I-L"), ("", "")],
)
def test_a_name_is_spelled_for_the_voicemail(name: str, letters: str) -> None:
    assert spelled(name) == letters
