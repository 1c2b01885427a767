"""Every view with the emptiest and the fullest content: Slack would take it, and it reads well."""

import json
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, strategies as st
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from core.conversations import Logged, Overview
from core.model import (
    Contact,
    ContactDetails,
    Debrief,
    Interview,
    KeepInTouch,
    Member,
    Owner,
    Reminder,
    ReminderKind,
    ReminderReport,
    ReminderState,
    ThankYou,
)
from core.next_action import Act, NextAction
from core.no_reply_pending import Awaited
from core.nudges import DueContact, Keeping, Nudge
from core.people import PersonRecord
from core.people_changes import Merge
from core.people_list import PAGE, KnownPerson, PeoplePage, PersonStory
from core.people_query import PeopleQuery
from core.reminder_status import MemberStatus
from core.timeline import Moment, What
from core.when import Span
from sandbox.block_rules import block_complaints, message_is_too_long
from sandbox.view_rules import view_complaints
from tests.views import (
    asks,
    cohorts,
    importing,
    keeping,
    meetings,
    named,
    notes,
    paths,
    promises,
    sharing,
    takeaways,
    taking_along,
)
from views import (
    commands,
    home,
    kit,
    log_form,
    nudges,
    people,
    person_form,
    person_story,
    settings_form,
    status,
    thank_you,
)
from views.ids import Do, Form
from views.person_form import PersonForm

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
MEMBER = Member(Owner("T1", "U1"), "America/New_York", NOW)
EMPTY = Interview(
    1,
    Contact(1, ContactDetails("Dana Wu", "Genentech")),
    NOW - timedelta(minutes=40),
    NOW,
    NOW,
    Debrief(),
    ThankYou.DUE,
)
LONGEST = "&<>*ابدأ" * 375
FULLEST = replace(
    EMPTY,
    contact=Contact(
        1,
        ContactDetails(
            "&" * 120,
            "<" * 160,
            ">" * 160,
            f"{'a' * 240}@example.org",
            "1" * 60,
            "l" * 300,
            "America/New_York",
        ),
    ),
    debrief=Debrief(LONGEST, LONGEST, LONGEST, LONGEST, LONGEST, KeepInTouch.YES),
    thank_you_note=LONGEST,
    thank_you_closed_at=NOW,
)
REMINDER = Reminder(
    1, MEMBER.owner, ReminderKind.THANK_YOU, 1, 1, NOW + timedelta(hours=2), ReminderState.PENDING
)
FAILED = ReminderReport(
    1,
    MEMBER.owner,
    ReminderKind.THANK_YOU,
    "&" * 120,
    NOW - timedelta(hours=2),
    ReminderState.FAILED,
    "messages_tab_disabled",
    NOW,
)
SPAN = Span(EMPTY.started_at, EMPTY.ended_at, assumed_length=True)
FULL_ENTRY = log_form.LogEntry(
    name="n" * 120,
    affiliation="a" * 160,
    when="w" * 120,
    others=LONGEST,
    takeaway=LONGEST,
    advice=LONGEST,
    promise=LONGEST,
    referrals=LONGEST,
    keep_in_touch="yes",
    cadence="custom",
    cadence_days="90",
    notes=LONGEST,
    email="e@example.org",
    same_person="new",
)


OPEN = Keeping(120, NOW - timedelta(days=120), None, date(2026, 11, 23))
ANSWERED = Keeping(120, NOW, None, date(2027, 3, 23))
STOPPED = Keeping(None, NOW, None, None)

TODAY = date(2026, 11, 23)


def record_of(one: Interview) -> PersonRecord:
    if one is EMPTY:
        return PersonRecord(one.contact, (), Keeping(), "")
    tags = tuple(f"{number:02}{'&' * 38}" for number in range(20))
    return PersonRecord(one.contact, tags, Keeping(99, NOW), LONGEST * 2, NOW)


def whens(act: Act) -> list[tuple[date, datetime] | tuple[()]]:
    return [()] if act is Act.NOTHING else [(TODAY, NOW)]


def story_of(one: Interview) -> PersonStory:
    moments = [
        Moment(NOW, what, "&" * 600, other=one.contact)
        for what in What
        if what is not What.TALKED and one is FULLEST
    ]
    talks = [Moment(NOW, What.TALKED, interview=one)] * (40 if one is FULLEST else 0)
    return PersonStory(record_of(one), NextAction(Act.NOTHING), talks[:2] + moments + talks[2:], TODAY)


def messages() -> Iterator[tuple[str, kit.Message]]:
    for name, one in (("empty", EMPTY), ("full", FULLEST)):
        yield f"reminder {name}", thank_you.reminder(one, MEMBER, NOW, remark="I will remind you again.")
        yield f"late reminder {name}", thank_you.reminder(one, MEMBER, NOW + timedelta(days=2))
        yield f"record {name}", thank_you.record(replace(one, thank_you=ThankYou.SENT), MEMBER)
        yield from notes.messages(name, one, MEMBER)
        yield f"overview {name}", commands.overview([one] * 60, MEMBER, NOW)
        due = [DueContact(one.contact, date(2026, 11, 23), each, one) for each in (OPEN, ANSWERED, STOPPED)]
        yield f"nudge {name}", nudges.nudge(Nudge(due), 1, MEMBER, NOW)
        yield f"nudge to open {name}", nudges.nudge(Nudge(due[:1] * 3), 1, MEMBER, NOW)
        yield from promises.messages(name, one, MEMBER, due[:1] * 3)
        record, query = record_of(one), PeopleQuery("&" * 200 if one is FULLEST else "")
        known = [KnownPerson(record, NextAction(act, *when)) for act in Act for when in whens(act)]
        yield f"people {name}", people.people_list(PeoplePage(known[-PAGE:], query, 8, 99, TODAY), MEMBER)
    yield "nobody", people.people_list(PeoplePage([], PeopleQuery(), 0, 0, TODAY), MEMBER)
    yield "nobody found", people.people_list(PeoplePage([], PeopleQuery("dana"), 0, 0, TODAY), MEMBER)
    yield "nothing due", commands.overview([], MEMBER, NOW)
    yield "next conversation", commands.overview([], MEMBER, NOW, meetings.FULL)
    yield from meetings.meeting_messages()
    yield from asks.messages()
    yield from named.messages()
    yield from paths.messages()
    yield from keeping.messages()
    yield from sharing.messages()
    yield from importing.messages()
    yield from taking_along.messages()
    yield from cohorts.messages()
    yield from takeaways.messages()
    yield "help", commands.help_message()
    yield "unknown", commands.unknown("lgo" * 900, "x" * 3000)
    yield "status", status.status(MemberStatus([FAILED] * 5, [FAILED] * 5, [FAILED] * 5), MEMBER, NOW)
    yield "no status", status.status(MemberStatus([], [], []), MEMBER, NOW)
    yield "log in words", commands.direct_message(f"log {'x' * 3000}")
    yield "plain words", commands.direct_message("anything")


def views() -> Iterator[tuple[str, kit.View]]:
    for name, one in (("empty", EMPTY), ("full", FULLEST)):
        yield f"home {name}", home.home(Overview([one] * 60, [one] * 5, [FAILED] * 5), MEMBER, NOW)
        yield from notes.views(name, one, MEMBER, [REMINDER, REMINDER])
        record = record_of(one)
        yield f"person {name}", person_story.person(story_of(one), MEMBER)
        yield f"person to come {name}", person_story.person(story_of(one), MEMBER, page=99)
        yield from promises.views(name, one, MEMBER, story_of(one))
        yield from takeaways.views(name, one)
        yield f"deleted {name}", person_story.deleted(one.contact.details.name)
        yield f"edit {name}", person_form.edit_form(record, PersonForm(1, "V1"), MEMBER, NOW)
        yield f"merge {name}", person_form.merge_form(record, PersonForm(1, "V1"))
        kept = [LONGEST] * 2 if one is FULLEST else []
        planned = Merge(record, record, one.contact.details, kept)
        yield f"merge check {name}", person_form.merge_check(planned, PersonForm(1, "V1", 2), MEMBER)
        yield f"saved {name}", log_form.saved(Logged(one, [REMINDER, REMINDER]), MEMBER, NOW)
        check = log_form.check_form(FULL_ENTRY, MEMBER, SPAN, [one.contact] * 3, others=notes.others(one))
        yield f"check {name}", check
    yield from meetings.meeting_views()
    yield from asks.views()
    yield from named.views()
    yield from paths.views()
    yield from keeping.views()
    yield from sharing.views()
    yield from importing.views()
    yield from taking_along.views()
    yield from cohorts.views()
    waiting = [Awaited(ask) for ask in asks.WAITING]
    asking = Overview([FULLEST] * 60, [FULLEST] * 5, [FAILED] * 5, [], waiting, asks.DRAFTS)
    yield "home full of asks", home.home(asking, MEMBER, NOW)
    yield "settings", settings_form.settings_form(replace(MEMBER, paused_until=date(2026, 12, 24)))
    yield "settings saved", settings_form.saved(replace(MEMBER, paused_until=date(2026, 12, 24)), NOW)
    yield "new home", home.home(Overview([], [], []), MEMBER, NOW)
    yield "empty form", log_form.log_form(log_form.LogEntry(), MEMBER)
    yield "filled form", log_form.log_form(FULL_ENTRY, MEMBER, SPAN)
    yield "list in a modal", kit.modal_of("People", dict(messages())["people full"])


@pytest.mark.parametrize("message", [pytest.param(message, id=name) for name, message in messages()])
def test_slack_would_take_the_message(message: kit.Message) -> None:
    assert block_complaints(message.blocks, "message") == []
    assert not message_is_too_long(message.blocks)
    for block in Block.parse_all(message.blocks):
        block.validate_json()
    assert 0 < len(message.text) <= 3000


@pytest.mark.parametrize("view", [pytest.param(view, id=name) for name, view in views()])
def test_slack_would_take_the_view(view: kit.View) -> None:
    assert view_complaints(view, view["type"]) == []
    View(**view).validate_json()
    assert len(json.dumps(view)) < 250_000


@pytest.mark.parametrize("message", [pytest.param(message, id=name) for name, message in messages()])
def test_the_fallback_text_says_what_the_blocks_say(message: kit.Message) -> None:
    first_words = _texts(message.blocks)[0].replace("*", "")[:30]
    assert first_words in message.text.replace("*", "")


def test_where_one_stands_is_told_in_full_to_whoever_hears_it() -> None:
    told = commands.overview([EMPTY], MEMBER, NOW).text
    for part in ("1 thank-you due", "Dana Wu, Genentech", "due tomorrow at 3:30 pm"):
        assert part in told


def _texts(blocks: Any) -> list[str]:
    if isinstance(blocks, dict):
        own = [blocks["text"]] if isinstance(blocks.get("text"), str) else []
        return own + [text for value in blocks.values() for text in _texts(value)]
    if isinstance(blocks, list):
        return [text for value in blocks for text in _texts(value)]
    return []


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _objects(inner)


ALL = [pytest.param(message.blocks, id=name) for name, message in messages()] + [
    pytest.param(view["blocks"], id=name) for name, view in views()
]


@pytest.mark.parametrize("blocks", ALL)
def test_no_markup_of_ours_lets_slack_find_mentions_by_itself(blocks: list[dict[str, Any]]) -> None:
    assert all(thing["verbatim"] for thing in _objects(blocks) if thing.get("type") == "mrkdwn")
    assert not any(thing.get("emoji") for thing in _objects(blocks) if thing.get("type") == "plain_text")


@pytest.mark.parametrize("blocks", ALL)
def test_every_action_is_one_that_is_known(blocks: list[dict[str, Any]]) -> None:
    known = {*Do, "value"}
    assert all(thing["action_id"] in known for thing in _objects(blocks) if "action_id" in thing)


def test_action_and_form_ids_are_noun_and_verb() -> None:
    for name in (*Do, *Form):
        noun, _, verb = name.partition(".")
        assert noun
        assert verb


def test_the_log_asks_for_three_required_fields_at_most() -> None:
    form = log_form.log_form(log_form.LogEntry(), MEMBER)
    required = [
        block["block_id"] for block in form["blocks"] if block["type"] == "input" and not block["optional"]
    ]
    assert required == ["name", "affiliation", "when"]


def test_every_field_of_the_log_comes_back_as_it_was_typed() -> None:
    form = log_form.check_form(FULL_ENTRY, MEMBER, SPAN, [EMPTY.contact])
    shown = {block["block_id"]: block["element"] for block in form["blocks"] if block["type"] == "input"}
    assert set(shown) == {field.name for field in fields(log_form.LogEntry)}
    for name, element in shown.items():
        kept = element.get("initial_value") or element["initial_option"]["value"]
        assert kept == getattr(FULL_ENTRY, name)


@given(st.text(max_size=500))
def test_what_somebody_typed_can_neither_ping_nor_link_nor_format(text: str) -> None:
    shown = kit.typed(text)
    assert "<" not in shown
    assert ">" not in shown
    for mark in "*_~`":
        assert shown.count(mark) == shown.count(f"\u200b{mark}\u200b")


@pytest.mark.parametrize(
    ("hours", "sentence"),
    [
        (0, "due *tomorrow at 3:30 pm*. I will remind you in our direct messages: today at 5:30 pm"),
        (30, "late, still worth sending"),
        (200, "no thank-you is due"),
    ],
)
def test_saving_answers_what_happens_next(hours: int, sentence: str) -> None:
    logged = Logged(EMPTY, [REMINDER])
    assert sentence in log_form.what_happens_next(logged, MEMBER, NOW + timedelta(hours=hours))


def test_what_was_written_on_several_lines_is_shown_on_several_lines() -> None:
    block = kit.facts([("Advice", "join  ISPE\n\n  read the paper\n")])
    [bullet] = block["elements"][0]["elements"]
    assert bullet["elements"][1]["text"] == "join ISPE\nread the paper"
