"""The draft's form: what makes its text anew, what keeps it, and what the check shows."""

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from core.draft_choice import Wanted
from core.drafting import judge
from core.outreach import Channel, Draft, Situation
from core.outreach_rules import Finding, Rule
from core.outreaches import Permission
from core.skeletons import WHY_GAP
from handlers.draft_entry import DraftEntry, first_view, is_outdated, next_view
from tests.views import asks
from views.draft_check import check
from views.draft_form import (
    Chosen,
    Made,
    Start,
    block_name,
    draft_form,
    permission_block,
    reason_block,
)
from views.draft_text import TEXT_LIMIT

COLD = asks.composed(Situation.COLD, Channel.EMAIL, full=False)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


def entry(subject: str, text: str, made: Made, **more: str) -> DraftEntry:
    values = {f"subject.{made.number}": subject, f"text.{made.number}": text, **more}
    return DraftEntry.read(values, made.dump())


def held(view: dict[str, object], name: str) -> tuple[str, str]:
    """The block id of a field, and what it is filled with."""
    blocks = view["blocks"]
    assert isinstance(blocks, list)
    [block] = [one for one in blocks if block_name(one.get("block_id", "")) == name]
    return block["block_id"], block["element"].get("initial_value", "")


@given(TEXT, TEXT)
def test_a_text_is_known_again_however_slack_counts_its_blanks(subject: str, text: str) -> None:
    made = Made.of(Draft(Situation.COLD, Channel.EMAIL, subject, text), 1)
    assert Made.load(made.dump()) == made
    assert made.is_unchanged(subject.strip(), f"{text}\n".replace("\n", "\r\n"))
    assert not made.is_unchanged(subject, f"{text} and more")


def test_an_unchanged_text_is_made_anew_in_a_new_block() -> None:
    made = Made.of(Draft(Situation.COLD, Channel.EMAIL, "A", "B"), 3)
    composed = replace(COLD, draft=Draft(Situation.COLD, Channel.EMAIL, "A", "C"))
    unchanged = entry("A", "B", made)
    assert is_outdated(composed, unchanged)
    assert held(next_view(composed, unchanged), "text") == ("text.4", "C")


def test_a_text_that_would_be_the_same_keeps_its_block_and_so_the_cursor() -> None:
    made = Made.of(COLD.draft, 3)
    same = entry(COLD.draft.subject, COLD.draft.text, made)
    assert not is_outdated(COLD, same)
    assert held(next_view(COLD, same), "text")[0] == "text.3"
    assert held(next_view(COLD, same, anew=True), "text")[0] == "text.4"


@given(TEXT.filter(lambda text: text.split() != ["B"]))
def test_a_changed_text_stays_as_it_is(text: str) -> None:
    made = Made.of(Draft(Situation.COLD, Channel.EMAIL, "A", "B"), 3)
    composed = replace(COLD, draft=Draft(Situation.ALUMNI, Channel.EMAIL, "X", "Y"))
    changed = entry("A", text, made)
    assert not is_outdated(composed, changed)
    assert held(next_view(composed, changed), "text") == ("text.3", text)


@pytest.mark.parametrize("room", [-1, 0])
def test_a_sentence_that_would_cut_ones_own_text_waits_in_its_field(room: int) -> None:
    why = "Your talk on salmon changed how I read my own data."
    own = WHY_GAP.ljust(TEXT_LIMIT - len(why) + len(WHY_GAP) - room, "x")[:TEXT_LIMIT]
    composed = replace(COLD, wanted=replace(COLD.wanted, why_you=why))
    view = next_view(composed, entry("A", own, Made.of(COLD.draft, 3), why_you=why))
    fits = len(own) + len(why) - len(WHY_GAP) <= TEXT_LIMIT
    assert held(view, "text")[1] == (own.replace(WHY_GAP, why) if fits else own)
    assert ("does not fit in here" in str(view["blocks"])) is not fits


def test_whoever_was_asked_before_is_said_to_have_been() -> None:
    for situation, what in {Situation.COLD: "takes the place", Situation.FOLLOW_UP: "one follow-up"}.items():
        composed = replace(asks.composed(situation, Channel.EMAIL, full=False), asked="on 3 November")
        [said] = [text for text in map(str, first_view(composed, Start())["blocks"]) if "You asked" in text]
        assert "*You asked on 3 November*" in said
        assert what in said


def test_a_subject_comes_back_with_the_channel_that_has_one() -> None:
    made = Made.of(Draft(Situation.COLD, Channel.LINKEDIN, "", "B"), 3, {"subject": "My subject"})
    by_mail = next_view(COLD, DraftEntry.read({"text.3": "My own"}, made.dump()))
    assert held(by_mail, "subject") == ("subject.3", "My subject")


PEOPLE = st.sampled_from(["1", "2", "3", "new:Dana Wu", "new:Ben Ito, NOAA"])


@given(PEOPLE, PEOPLE, PEOPLE, PEOPLE)
def test_an_answer_about_one_person_and_referrer_is_read_for_no_others(
    person: str, referrer: str, next_person: str, next_referrer: str
) -> None:
    def wanted(now: str, by: str, **answers: str) -> Wanted:
        said = {"person": now, "referrer": by, "situation": "referred", **answers}
        return DraftEntry.read(said, Made().dump()).wanted()

    first = wanted(person, referrer)
    answers = {permission_block(first.whom, first.referrer): "yes", reason_block(first.whom): "2"}
    later = wanted(next_person, next_referrer, **answers)
    same_pair = (person, referrer) == (next_person, next_referrer)
    assert later.permission == (Permission.YES if same_pair else None)
    assert later.reason == (2 if person == next_person else 0)


def test_slacks_limit_holds_for_what_is_remembered() -> None:
    said = {"why_you": "文" * 500, "school": "文" * 100, "subject": "文" * 200, "referrer": "文" * 75}
    assert len(Made.of(COLD.draft, 10**6, said).dump()) < 3000


@given(TEXT, st.sampled_from(Situation), st.sampled_from(["", "12"]))
def test_what_a_button_begins_with_is_read_as_it_was_written(
    person: str, situation: Situation, referrer: str
) -> None:
    start = Start(person, situation, referrer)
    assert Start.load(start.dump()) == start
    assert Start.load("12") == Start("12")


def test_what_is_to_mend_stands_first_with_its_source() -> None:
    findings = [
        Finding(Rule.WHO, passed=True, why="It says who you are.", source="the method"),
        Finding(Rule.LENGTH, passed=False, why="Cut it to 100 words.", source="SFU"),
    ]
    headline, to_mend, well = check(findings)
    assert headline["text"]["text"] == "*The check:* 1 of 2 are well."
    assert to_mend["text"]["text"].startswith("*Mend:* Cut it to 100 words. (<http")
    assert well["elements"][0]["text"] == "✓ It says who you are. (the method)"


@pytest.mark.parametrize("channel", list(Channel))
def test_a_form_asks_for_three_required_fields_at_most(channel: Channel) -> None:
    composed = asks.composed(Situation.REFERRED, channel, full=True)
    made = Made.of(composed.draft, 1)
    view = draft_form(composed, Chosen(), made, composed.draft, judge(composed, composed.draft))
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    required = [block["block_id"] for block in inputs if not block.get("optional")]
    assert required == ["person", "referrer", "text.1"]
