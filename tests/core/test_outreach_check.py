"""The outreach check, on sentences as students write them."""

import re
import sys
from collections.abc import Callable
from time import process_time
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, strategies as st

from core import outreach_phrases as phrases
from core.outreach import Channel, Draft, Situation
from core.outreach_check import check
from core.outreach_rules import SOURCES, Finding, Rule
from core.outreach_text import GAP, clauses, sentences
from tests.core.drafts import MAYA, WHY, ordinary

ANYTHING = st.builds(
    Draft, st.sampled_from(Situation), st.sampled_from(Channel), st.text(max_size=60), st.text(max_size=300)
)


def found(draft: Draft, **known: Any) -> dict[Rule, Finding]:
    settings = {"referrer": "Sam Reyes", "permission_held": True, "organisation": "NOAA", **known}
    findings = check(draft, contact_name="Dana Wu", profile=settings.pop("profile", MAYA), **settings)
    return {finding.rule: finding for finding in findings}


def judged(
    rule: Rule, text: str, situation: Situation = Situation.COLD, channel: Channel = Channel.EMAIL
) -> bool:
    draft = Draft(
        situation, channel, "A conversation about your path", f"Dear Dana,\n\n{text}\n\nBest,\nMaya Okafor"
    )
    return found(draft)[rule].passed


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("I'm a PhD student in biology at UW.", True),
        ("I’m a PhD candidate at Duke.", True),
        ("I am a Ph.D. student in history.", True),
        ("I'm a postdoc in Dr. Lee's lab.", True),
        ("As a post-doctoral fellow I build sensors.", True),
        ("My name is Maya and I'm a second-year in the chemistry department.", True),
        ("I'm a grad student here in Seattle.", True),
        ("I'm in graduate school at UW.", True),
        ("I'm finishing my PhD on salmon.", True),
        ("I am currently pursuing a master's degree.", True),
        ("I'm an undergrad.", True),
        ("I'm an MBA candidate.", True),
        ("I study salmon at UW.", True),
        ("Your former student Ana sent me; I'm a sophomore.", True),
        ("I'm a marine biologist in Seattle.", False),
        ("You were a PhD student at UW when you wrote it.", False),
        ("I read that you were a PhD student at UW.", False),
        ("I admire how you treat your students.", False),
        ("I work at UW.", False),
    ],
)
def test_there_are_many_ways_to_say_that_one_is_a_student(text: str, passes: bool) -> None:
    assert judged(Rule.WHO, text) is passes


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("I'm exploring, not applying.", True),
        ("I'm not looking for a job.", True),
        ("I am not asking for a job or an internship.", True),
        ("I'm not looking for a job, or any openings.", True),
        ("This is not a job request.", True),
        ("This isn't a job application, just curiosity.", True),
        ("I'm after advice rather than a job.", True),
        ("To be clear, I won't ask about open positions.", True),
        ("This would be purely informational.", True),
        ("I'm just looking for advice.", True),
        ("I'm not hunting for jobs, and would love to hear how you got your first job.", True),
        ("I'm not applying, but I'd like to learn what your job is like and how your team hires.", True),
        ("I'm not applying. I have an internship at EPA behind me.", True),
        ("I'm not applying. How did you know that this role was for you?", True),
        ("I'm exploring, not applying, and glad of the opportunity to talk.", True),
        ("I'd love to hear about your path.", False),
        ("Do you have any openings?", False),
        ("I'm not asking for a job, but do you have any openings?", False),
        ("I'm not asking for a job, just wondering if you're hiring.", False),
        ("I don't know if you have any openings.", False),
        ("I'm looking for a summer internship.", False),
        ("I'm looking for a job in policy.", False),
        ("I am very interested in a position at NOAA.", False),
        ("I'd like to apply to your programme.", False),
        ("Please consider me for any open positions.", False),
        ("I would love to join your team.", False),
        ("Could you refer me for a role at NOAA?", False),
        ("Could you tell me about current openings?", False),
        ("I'm not looking for a job and wonder whether you are hiring.", False),
        ("I hope to get a job at NOAA.", False),
        ("I am writing to inquire about internship opportunities.", False),
    ],
)
def test_it_must_not_be_about_a_job_and_say_so(text: str, passes: bool) -> None:
    assert judged(Rule.NOT_A_JOB, text) is passes


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("I attached my résumé.", False),
        ("I've attached my CV for context.", False),
        ("Please find attached my transcript.", False),
        ("Attached is my resume.", False),
        ("See the attachment for details.", False),
        ("My CV is below.", False),
        ("Here is my résumé.", False),
        ("I didn't want to write too much, so I attached my CV.", False),
        ("I have attached to this email my poster.", False),
        ("No résumé attached.", True),
        ("I haven't attached anything.", True),
        ("I write without attaching my résumé.", True),
        ("I've grown attached to this field.", True),
        ("I hope we can resume our talk.", True),
        ("There is a link in my signature.", True),
    ],
)
def test_nothing_is_attached(text: str, passes: bool) -> None:
    assert judged(Rule.NO_ATTACHMENT, text) is passes


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("Could you spare 20–30 minutes?", True),
        ("Could we talk for 20-30 minutes next week?", True),
        ("Would you have 20 to 30 min?", True),
        ("Might I ask for half an hour?", True),
        ("Could we have a half-hour conversation?", True),
        ("I'd love to have a 20-minute call.", True),
        ("Would twenty minutes be possible?", True),
        ("Could we talk for twenty or thirty minutes?", True),
        ("Would 15 minutes suit you?", True),
        ("I am writing to request a 30-minute conversation.", True),
        ("I'd appreciate a quick 20-30min call.", True),
        ("I live an hour from Seattle. Could we talk for 20 minutes?", True),
        ("I enjoyed your hour-long talk and would like to ask for 20 minutes.", True),
        ("Could we talk for an hour?", False),
        ("Could we talk for 30 minutes to an hour?", False),
        ("Would 45 minutes work?", False),
        ("Could you spare 30–60 minutes?", False),
        ("Could we meet for an hour and a half?", False),
        ("Could we talk for a few minutes?", False),
        ("Could we talk some time?", False),
        ("Could I steal 5 minutes?", False),
    ],
)
def test_an_ask_is_for_about_half_an_hour_and_never_for_an_hour(text: str, passes: bool) -> None:
    assert judged(Rule.MINUTES, text) is passes


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        (WHY, True),
        ("Your paper on kelp forests made me rethink my project.", True),
        ("Your work on CRISPR is why I write.", True),
        ("I'd love to hear how you moved from the bench to the Senate.", True),
        ("Could you spare 20 minutes to tell me how you moved from a lab into policy?", True),
        ("I read the NOAA report on hatchery closures twice.", True),
        ("I noticed that you left academia for consulting after a chemistry PhD.", True),
        ("I was really impressed by your career and background.", False),
        ("Your experience at NOAA is inspiring.", False),
        ("Your career path is exactly what I'm hoping to do someday.", False),
        ("I hope this finds you well. I would love to pick your brain.", False),
        ("I found your profile on LinkedIn and would love to connect.", False),
        ("I'd like to ask for 20–30 minutes of your time to learn about careers in science policy.", False),
        ("I'm a second-year PhD student in biology at UW, studying how salmon find their way home.", False),
        ("I'd like to learn how people move from the bench into policy.", False),
        ("[one specific sentence: why this person]", False),
        ("Would Tuesday at 3 pm or Friday at 10 am work for you?", False),
    ],
)
def test_the_reason_is_about_this_person(text: str, passes: bool) -> None:
    assert judged(Rule.WHY_YOU, text) is passes


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("Sam Reyes suggested that I write to you.", True),
        ("I got your name from Sam, who sends his best.", True),
        ("At the suggestion of Dr. Reyes, I'm writing to you.", True),
        ("I hope you are well. Sam Reyes suggested that I write.", False),
        ("A friend suggested that I write. It was Sam Reyes.", False),
        ("I'm a student in the same town.", False),
    ],
)
def test_the_referrer_stands_in_the_first_sentence(text: str, passes: bool) -> None:
    assert judged(Rule.REFERRER, text, Situation.REFERRED) is passes


def test_a_greeting_on_the_same_line_is_no_sentence() -> None:
    note = Draft(Situation.REFERRED, Channel.LINKEDIN, "", "Hi Dr. Wu! Sam Reyes suggested that I write.")
    assert found(note)[Rule.REFERRER].passed


def test_accents_do_not_hide_a_referrer() -> None:
    draft = ordinary(Situation.REFERRED, Channel.EMAIL, referrer="Jose Alvarez")
    assert found(draft, referrer="José Álvarez")[Rule.REFERRER].passed


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("Would you have time next week?", True),
        ("Could we talk? Thank you for your time!", True),
        (
            "Might 20 minutes be possible? I can fit around your schedule. I look forward to it.",
            True,
        ),
        ("I could talk on Tuesday or Thursday after 3 pm.", True),
        ("Please let me know if that might work.", True),
        ("I'm free any afternoon.", True),
        ("I look forward to hearing from you.", False),
        ("Would you? That was last year. I have thought about it since. It is a hard field.", False),
        ("Please get in touch.", False),
    ],
)
def test_it_ends_with_a_question_or_a_time_offer(text: str, passes: bool) -> None:
    assert judged(Rule.ENDING, text) is passes


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("I'd like to learn how people move into policy.", True),
        ("I'd love to hear about your path.", True),
        ("I'm curious what a normal week looks like.", True),
        ("Could I ask you a few questions about science writing?", True),
        ("I'd be glad of your advice on moving into policy.", True),
        ("I'd like to meet you.", False),
        ("Could we talk next week?", False),
    ],
)
def test_it_says_what_the_student_would_like_to_learn(text: str, passes: bool) -> None:
    assert judged(Rule.LEARN, text) is passes


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("I know that you're busy.", True),
        ("I'd be grateful for 20 minutes.", True),
        ("I can fit around your calendar.", True),
        ("Any time that works for you.", True),
        ("Thank you for considering it.", True),
        ("Let's talk for 20 minutes.", False),
    ],
)
def test_their_time_is_valued(text: str, passes: bool) -> None:
    assert judged(Rule.TIME_VALUED, text) is passes


def test_thanks_in_the_sign_off_do_not_say_that_time_is_valued() -> None:
    draft = Draft(
        Situation.COLD, Channel.EMAIL, "Hello", "Dear Dana,\n\nLet us talk.\n\nThanks so much,\nMaya"
    )
    assert not found(draft)[Rule.TIME_VALUED].passed


@pytest.mark.parametrize(
    ("count", "passes"), [(75, True), (76, True), (99, True), (100, False), (180, False)]
)
def test_an_email_has_fewer_than_100_words(count: int, passes: bool) -> None:
    finding = found(Draft(Situation.COLD, Channel.EMAIL, "Hello", " ".join(["word"] * count)))[Rule.LENGTH]
    assert finding.passed is passes
    assert ("Cut at least" in finding.why) is not passes


def test_an_email_between_target_and_limit_passes_and_is_told_the_target() -> None:
    finding = found(Draft(Situation.COLD, Channel.EMAIL, "Hello", " ".join(["word"] * 83)))[Rule.LENGTH]
    assert finding.why == "83 words are fine, and about 75 would be better still."


@pytest.mark.parametrize(("characters", "passes"), [(200, True), (201, False)])
def test_a_linkedin_note_fits(characters: int, passes: bool) -> None:
    draft = Draft(Situation.COLD, Channel.LINKEDIN, "", "x" * characters)
    assert found(draft)[Rule.NOTE_LENGTH].passed is passes


@pytest.mark.parametrize(
    ("subject", "passes"),
    [
        ("Request for informational interview", True),
        ("", False),
        ("Hi!", False),
        ("Quick question", False),
        (" ", False),
    ],
)
def test_the_subject_says_what_it_is(subject: str, passes: bool) -> None:
    assert found(Draft(Situation.COLD, Channel.EMAIL, subject, ""))[Rule.SUBJECT].passed is passes


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("I'll call you again on Thursday.", True),
        ("I will try you tomorrow morning; no need to call me back.", True),
        ("Please call me back at 206 555 0142.", False),
        ("I'll call again on Friday, or could you give me a call?", False),
        ("Thank you, goodbye.", False),
    ],
)
def test_nobody_is_asked_to_call_back(text: str, passes: bool) -> None:
    assert found(Draft(Situation.COLD, Channel.PHONE, "", text))[Rule.CALL_AGAIN].passed is passes


def test_a_name_is_used_with_permission_only() -> None:
    draft = ordinary(Situation.REFERRED, Channel.EMAIL)
    refused = found(draft, permission_held=False)[Rule.PERMISSION]
    assert not refused.passed
    assert "Sam Reyes" in refused.why
    assert found(draft)[Rule.PERMISSION].passed


def test_a_name_dropped_into_a_cold_ask_needs_permission_too() -> None:
    text = "Sam Reyes told me about your work."
    named = Draft(Situation.COLD, Channel.EMAIL, "Hello", text)
    assert not found(named, permission_held=False)[Rule.PERMISSION].passed
    assert Rule.PERMISSION not in found(ordinary(Situation.COLD, Channel.EMAIL), permission_held=False)


def test_whoever_is_named_without_a_yes_is_to_be_asked_whoever_else_said_yes() -> None:
    draft = ordinary(Situation.REFERRED, Channel.EMAIL)
    finding = found(draft, without_yes="Carl Berg")[Rule.PERMISSION]
    assert (finding.passed, finding.why) == (False, "Ask Carl Berg first whether you may use their name.")


def test_a_referred_ask_without_a_referrer_is_told_so() -> None:
    finding = found(ordinary(Situation.REFERRED, Channel.EMAIL), referrer="")[Rule.REFERRER]
    assert not finding.passed


def test_a_gap_in_text_or_subject_is_shown() -> None:
    finding = found(ordinary(Situation.ALUMNI, Channel.EMAIL, school=""))[Rule.FINISHED]
    assert not finding.passed
    assert "[the school you share]" in finding.why


def test_a_first_ask_says_that_it_is_not_about_a_job_and_asks_for_none() -> None:
    silent = Draft(Situation.COLD, Channel.EMAIL, "Hello", "I'd love to hear about your path.")
    asking = Draft(Situation.COLD, Channel.EMAIL, "Hello", "Are you hiring?")
    assert not found(silent)[Rule.NOT_A_JOB].passed
    assert not found(asking)[Rule.NOT_A_JOB].passed


def test_a_subject_that_asks_for_a_job_fails_too() -> None:
    draft = Draft(Situation.COLD, Channel.EMAIL, "Job inquiry", "I'm exploring, not applying.")
    assert "“Job inquiry”" in found(draft)[Rule.NOT_A_JOB].why


@pytest.mark.parametrize(
    ("situation", "channel", "absent"),
    [
        (Situation.FOLLOW_UP, Channel.EMAIL, {Rule.WHO, Rule.WHY_YOU, Rule.LEARN, Rule.NOTE_LENGTH}),
        (Situation.COLD, Channel.PHONE, {Rule.LENGTH, Rule.SUBJECT, Rule.NOTE_LENGTH, Rule.REFERRER}),
        (Situation.REFERRED, Channel.LINKEDIN, {Rule.WHY_YOU, Rule.LENGTH, Rule.SUBJECT, Rule.CALL_AGAIN}),
        (Situation.NEWS, Channel.EMAIL, {Rule.LENGTH, Rule.NOT_A_JOB, Rule.NO_ATTACHMENT, Rule.ENDING}),
        (Situation.CLOSE, Channel.EMAIL, {Rule.ENDING, Rule.MINUTES, Rule.TIME_VALUED}),
    ],
)
def test_a_rule_stays_away_where_it_makes_no_sense(
    situation: Situation, channel: Channel, absent: set[Rule]
) -> None:
    assert not absent & set(found(ordinary(situation, channel)))


def test_the_rules_come_in_one_order() -> None:
    rules = list(found(ordinary(Situation.REFERRED, Channel.EMAIL)))
    assert rules == [rule for rule in Rule if rule in rules]


@given(ANYTHING, st.text(max_size=20), st.text(max_size=20), st.booleans())
def test_any_text_at_all_gets_one_friendly_sentence_for_each_rule(
    draft: Draft, name: str, referrer: str, permission: bool
) -> None:
    findings = check(draft, contact_name=name, referrer=referrer, permission_held=permission, profile=MAYA)
    assert len({finding.rule for finding in findings}) == len(findings)
    for finding in findings:
        assert finding.why
        assert finding.why[-1] in ".”"
        assert finding.source in SOURCES


@given(ANYTHING)
def test_the_same_text_is_always_read_the_same(draft: Draft) -> None:
    assert found(draft) == found(draft)


def searches(reads: Callable[[str], object], text: str) -> int:
    """How often a pattern is looked for while that reads the text."""
    count = 0

    def note(_frame: FrameType, event: str, called: object) -> None:
        nonlocal count
        count += event == "c_call" and isinstance(getattr(called, "__self__", None), re.Pattern)

    clauses.cache_clear()
    sentences.cache_clear()
    before = sys.getprofile()
    sys.setprofile(note)
    try:
        reads(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    ("reads", "begins", "repeated"),
    [
        (phrases.asks_for_job, "not ", "any jobs "),
        (phrases.attaches, "no ", "attached "),
        (phrases.asks_for_call, "not ", "call me back "),
        (phrases.says_student, "you ", "student "),
    ],
)
def test_a_clause_is_read_as_often_however_long_it_is(
    reads: Callable[[str], object], begins: str, repeated: str
) -> None:
    assert searches(reads, begins + 300 * repeated) == searches(reads, begins + 30 * repeated)


@pytest.mark.parametrize("text", ["[a", "[", "[1", "]", "[a]"])
def test_a_gap_is_found_with_a_letter_in_it_and_closed(text: str) -> None:
    assert bool(GAP.search(f"x {text} y")) is (text == "[a]")
    assert GAP.findall("[1. why?] [2] [é] [a\nb] [[c] d]") == ["[1. why?]", "[é]", "[c]"]


@pytest.mark.parametrize(
    "hostile", ["not any jobs ", "you student ", ". ", "? ", "A b. ", "[a ", "if you so a ", "[", "1-"]
)
def test_a_text_four_times_as_long_takes_no_sixteen_times_as_long(hostile: str) -> None:
    def takes(length: int) -> float:
        draft = Draft(Situation.COLD, Channel.EMAIL, "", f"[not {hostile * length}"[:length])
        seconds = []
        for _ in range(3):
            begun = process_time()
            found(draft)
            seconds.append(process_time() - begun)
            sentences.cache_clear()
            clauses.cache_clear()
        return min(seconds)

    assert takes(12_000) < 10 * takes(3_000)
