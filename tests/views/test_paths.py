"""What is said of news and of a member's path, word for word."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from core.fit import AFTER_TALKS, Curiosity, Energy, Fit, Reflection, fits
from core.news import NoteState
from core.outreach import Situation
from core.stats import Counts, Stretch
from tests.views import paths
from views import news, stats
from views.stats import BAR, bars, fit_in_words


def _told(counts: Counts) -> list[str]:
    return stats.message(replace(paths.NO_STATS, total=counts)).text.split("\n")


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (Counts(asked=1), "You asked 1 person; nobody has answered yet."),
        (Counts(asked=2, answered=1), "You asked 2 people; 1 answered."),
        (Counts(asked=3, answered=1), "You asked 3 people; 1 answered (33%)."),
        (Counts(talked=1), "You had 1 conversation."),
        (
            Counts(talked=1, thanked=1),
            "You had 1 conversation and sent 1 thank-you, none of them within 24 hours.",
        ),
        (
            Counts(talked=4, thanked=3, in_time=3),
            "You had 4 conversations and sent 3 thank-yous, all within 24 hours.",
        ),
        (
            Counts(talked=4, thanked=3, in_time=2),
            "You had 4 conversations and sent 3 thank-yous, 2 of them within 24 hours.",
        ),
        (Counts(names=1), "You were given 1 name."),
    ],
)
def test_counts_are_told_in_plain_words_and_shares_from_three_on(counts: Counts, sentence: str) -> None:
    assert sentence in _told(counts)


def test_the_bars_say_label_and_number_before_they_show_anything() -> None:
    assert bars(Counts(12, 5, 9, 8, 7, 0)) == "\n".join(
        [
            "Asked    12 ████████████",
            "Answered  5 █████",
            "Talked    9 █████████",
            "Thanked   8 ████████",
            "In time   7 ███████",
            "Names     0",
        ]
    )


@given(st.builds(Counts, *[st.integers(0, 100_000)] * 6))
def test_a_bar_is_never_longer_than_a_phone_is_wide_nor_empty_for_something(counts: Counts) -> None:
    numbers = (counts.asked, counts.answered, counts.talked, counts.thanked, counts.in_time, counts.names)
    for number, line in zip(numbers, bars(counts).split("\n"), strict=True):
        assert line.count("█") <= BAR
        assert ("█" in line) == (number > 0)
        assert len(line) <= 30


def test_groups_are_listed_with_the_nameless_one_last() -> None:
    three = Counts(asked=3, answered=1, talked=1, names=2)
    told = replace(
        paths.NO_STATS,
        stretch=Stretch.ALL,
        total=three,
        by_field=[("policy", three), ("", Counts(talked=1))],
        by_situation=[(Situation.REFERRED, three), (None, Counts(talked=1))],
    )
    text = stats.message(told).text
    assert "• policy: asked 3, 1 answered (33%), 1 conversation, 2 names given" in text
    assert "• Without a field: 1 conversation\n" in text
    assert "• Asked on somebody's word: asked 3" in text
    assert "• Met without an ask: 1 conversation" in text


@pytest.mark.parametrize(
    ("fit", "sentence"),
    [
        (
            Fit("policy", 3, 3, 2, 0, 3, 2),
            "Three talks in policy: mostly energising; you wanted to know more after two.",
        ),
        (Fit("law", 4, 3, 0, 2, 0, 0), "Four talks in law: mostly draining."),
        (Fit("law", 12, 12, 6, 6, 12, 0), "12 talks in law: mixed; you wanted to know more after none."),
        (Fit("law", 3, 2, 2, 0, 3, 1), "Three talks in law: you wanted to know more after one."),
    ],
)
def test_what_talks_add_up_to_is_a_plain_sentence(fit: Fit, sentence: str) -> None:
    assert fit_in_words(fit) == sentence


_SAID = st.builds(Reflection, st.none() | st.sampled_from(Energy), st.none() | st.sampled_from(Curiosity))


@given(st.lists(st.tuples(st.sampled_from(["", "policy", "law"]), _SAID)))
def test_no_field_is_told_of_before_three_talks_and_each_sentence_says_something(
    said: list[tuple[str, Reflection]],
) -> None:
    found = {fit.field: fit for fit in fits(said)}
    for field in ("", "policy", "law"):
        talks = [one for name, one in said if name == field and one != Reflection()]
        assert (field in found) == (field != "" and len(talks) >= AFTER_TALKS)
        if field in found:
            energies = [one.energy for one in talks if one.energy is not None]
            assert found[field].talks == len(talks)
            assert found[field].energising == sum(energy in {4, 5} for energy in energies)
            assert found[field].draining == sum(energy in {1, 2} for energy in energies)
            assert found[field].more == sum(one.curiosity is Curiosity.YES for one in talks)
            assert not fit_in_words(found[field]).endswith(": .")


@pytest.mark.parametrize(
    ("sent", "skipped", "left", "sentence"),
    [
        (0, 0, 1, "0 of 1 sent. One is left:"),
        (3, 0, 4, "3 of 7 sent. 4 are left:"),
        (2, 1, 0, "2 of 3 sent, 1 skipped. That is everyone."),
        (0, 2, 0, "0 of 2 sent, 2 skipped."),
    ],
)
def test_the_list_says_what_is_left(sent: int, skipped: int, left: int, sentence: str) -> None:
    states = [NoteState.SENT] * sent + [NoteState.SKIPPED] * skipped + [NoteState.DRAFTED] * left
    notes = tuple(replace(paths.DRAFTED, state=state) for state in states)
    told = news.message(replace(paths.EMPTY, notes=notes), paths.MEMBER)
    assert sentence in told.text.split("\n")


def test_whoever_helped_with_more_than_a_talk_is_ticked() -> None:
    form = dict(paths.views())["news form full"]
    ticked = {
        block["block_id"]: len(block["element"].get("initial_options", []))
        for block in form["blocks"]
        if block.get("block_id", "").startswith("helped")
    }
    assert ticked == {"helped_1": 10, "helped_2": 5, "helped_3": 0}


def test_a_note_to_another_person_is_another_field_to_slack() -> None:
    first, second = (news.note_form(paths.FULL, note) for note in paths.FULL.notes[:2])
    names = [
        {block["block_id"] for block in form["blocks"] if block["type"] == "input"}
        for form in (first, second)
    ]
    assert not names[0] & names[1]


def test_a_link_that_would_be_too_long_is_none() -> None:
    shown = json.dumps(news.ready(paths.FULL, paths.FULL.notes[0]))
    assert "mailto:" not in shown
    assert "too long for a link into your mail program" in shown
