"""Whatever is typed into the log, a clear sentence comes where the person looks, and nothing is lost."""

import pytest

from sandbox import View
from tests.world import World

TALK = "Dana Wu, Genentech, today 2pm, 40 min"
FIELDS = ("takeaway", "advice", "promise", "referrals", "notes")


def typed(view: View, field: str) -> object:
    return view.values[field]["value"]["value"]


async def open_form(world: World, text: str = TALK) -> View:
    await world.maya.command(f"/interview log {text}")
    return await world.maya.modal()


@pytest.mark.parametrize(
    ("when", "sentence"),
    [
        ("tonight at 8", "Monday 23 November 2026, 8:00 pm is still to come where you are."),
        ("1 Dec 2026 3pm", "is still to come"),
        ("12 Nov 2016 3pm", "is more than five years ago"),
        ("8 March 2026 2:30am", "02:30 does not exist on 8 March 2026: the clocks go forward then."),
        ("the 5th", "At what time on Thursday 5 November 2026?"),
        ("3/12", "“3/12” can be 3 December or 12 March. Write “3 Dec” or “12 Mar”."),
        ("soonish", "I can't read “soonish” as a date or time."),
        ("<!channel>", "I can't read “<!channel>”"),
        ("\u202eyesterday", "I can't read"),
        ("🦕🦕🦕", "I can't read “🦕🦕🦕”"),
    ],
)
async def test_a_time_that_cannot_be_taken_is_explained_in_its_field_and_all_else_stays(
    cohort: World, when: str, sentence: str
) -> None:
    maya = cohort.maya
    await open_form(cohort)
    maya.fill(when=when, takeaway="three hours of thought", email="dana@example.org")
    submitted = await maya.submit()
    assert not submitted.closed
    assert set(submitted.errors) == {"when"}
    assert sentence in submitted.errors["when"]
    form = maya.modals[-1]
    assert typed(form, "takeaway") == "three hours of thought"
    assert typed(form, "email") == "dana@example.org"
    assert typed(form, "when") == when
    maya.fill(when="today 2pm, 40 min")
    await maya.submit()
    assert maya.modals[-1].title in {"Saved", "Check and save"}


async def test_every_problem_is_told_at_once(cohort: World) -> None:
    maya = cohort.maya
    await open_form(cohort)
    maya.fill(name="   ", affiliation=" ", when="tonight at 8", email="dana@x.y")
    submitted = await maya.submit()
    assert set(submitted.errors) == {"name", "affiliation", "when"}


@pytest.mark.parametrize("field", ["name", "affiliation", "when"])
async def test_a_required_field_left_empty_keeps_the_form_open(cohort: World, field: str) -> None:
    await open_form(cohort)
    cohort.maya.fill(**{field: None})
    assert field in (await cohort.maya.submit()).errors


@pytest.mark.parametrize("field", ["name", "affiliation", "when"])
async def test_3000_characters_in_a_short_field_are_refused_by_the_form(cohort: World, field: str) -> None:
    await open_form(cohort)
    cohort.maya.fill(**{field: "x" * 3000})
    assert field in (await cohort.maya.submit()).errors


NASTY = {
    "3000 characters": "word " * 600,
    "3000 that escaping makes longer": "&<>" * 1000,
    "emoji": "👩🏽‍🔬🧬 she said 🎉",
    "right to left": "قالت: ابدأ مبكرا",
    "channel mention": "tell <!channel> and <!here> and @channel",
    "user mention": "<@U07JONAS3WB> said so",
    "markup": "*bold* _it_ ~no~ `code` > quote & <b>",
    "link spoof": "<https://evil.example|your bank>",
    "template": "{name} {{7*7}} %s ${x}",
    "many lines": "\n".join(f"line {n}" for n in range(200)),
}


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
async def test_any_text_is_kept_and_shown_as_typed_and_pings_nobody(cohort: World, text: str) -> None:
    maya, text = cohort.maya, text[:3000].strip()
    await cohort.log(maya, TALK, **dict.fromkeys(FIELDS, text))
    cohort.advance(hours=2)
    [reminder] = await cohort.reminders_of(maya)
    await maya.press("thank_you.draft", message=reminder)
    await maya.modal()
    await maya.close(clear=True)
    await maya.command("/interview people")
    people = await maya.message("Your people")
    await maya.press("person.show", message=people)
    story = await maya.modal()
    assert story.plain_text.count(text) >= len(FIELDS), "promise and advice stand among the tasks too"
    assert not any(message.pings for message in maya.messages())
    assert not cohort.sandbox.problems


NAMES = ("<!channel>", "*Bo* _ld_", "<https://evil.example|Dana>", "@here", "Łukasz 🦕 عمر", "&amp;")


@pytest.mark.parametrize("name", NAMES)
async def test_any_name_is_shown_as_typed_and_pings_nobody(cohort: World, name: str) -> None:
    maya = cohort.maya
    await cohort.log(maya, "x, <!here> & Sons, today 2pm", name=name)
    cohort.advance(hours=2)
    [reminder] = await cohort.reminders_of(maya)
    assert name in reminder.plain_text.replace("\u200b", "")
    assert "<!here> & Sons" in reminder.plain_text
    await maya.open_home()
    await maya.press("thank_you.sent", message=reminder)
    await cohort.settled()
    assert not any(message.pings for message in maya.messages())


async def test_the_understood_time_is_shown_before_it_is_saved(cohort: World) -> None:
    maya = cohort.maya
    await open_form(cohort, "")
    maya.fill(name="Dana Wu", affiliation="scientist at Genentech", when="thursday 2pm", takeaway="t")
    await maya.submit()
    check = maya.modals[-1]
    assert check.title == "Check and save"
    assert "Thursday 19 November 2026, 2:00 pm to 2:30 pm (New York time)" in check.plain_text
    assert "You gave no length, so it is 30 minutes." in check.plain_text
    assert typed(check, "takeaway") == "t"
    maya.fill(when="thursday 3pm, 20 min")
    await maya.submit()
    assert "3:00 pm to 3:20 pm" in maya.modals[-1].plain_text
    assert maya.modals[-1].title == "Check and save"
    await maya.submit()
    assert maya.modals[-1].title == "Saved"


async def test_words_like_just_now_keep_the_meaning_that_was_shown(cohort: World) -> None:
    maya = cohort.maya
    await open_form(cohort, "Dana Wu, Genentech, just now, 20 min")
    cohort.advance(minutes=7)
    await maya.submit()
    assert maya.modals[-1].title == "Saved"
    assert "3:10 pm to 3:30 pm" in maya.modals[-1].plain_text


async def test_somebody_who_looks_known_is_offered_and_not_duplicated(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, "Dana Wu, Genentech, 12 Nov 2pm, 40 min", email="dana@example.org")
    await open_form(cohort, "Dr. Dána Wu, Genentech Inc., today 1pm")
    await maya.submit()
    check = maya.modals[-1]
    assert "Is it the same person?" in check.plain_text
    assert "Dana Wu, Genentech" in check.plain_text
    assert "same_person" in (await maya.submit()).errors
    maya.fill(same_person="1")
    await maya.submit()
    await maya.close(clear=True)
    await maya.command("/interview people")
    assert (await maya.message("Your people")).plain_text.count("Wu") == 1


async def test_somebody_new_of_the_same_name_becomes_a_second_person(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, "Dana Wu, Genentech, 12 Nov 2pm, 40 min")
    await open_form(cohort, "Dana Wu, NOAA, today 1pm, 30 min")
    await maya.submit()
    maya.fill(same_person="new")
    await maya.submit()
    await maya.close(clear=True)
    await maya.command("/interview people")
    people = (await maya.message("Your people")).plain_text
    assert "Dana Wu, Genentech" in people
    assert "Dana Wu, NOAA" in people


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dana Wu, Genentech, yesterday 3pm, 40 min", ("Dana Wu", "Genentech", "yesterday 3pm, 40 min")),
        ("Dana Wu", ("Dana Wu", None, None)),
        (
            "yesterday 3pm, Dana Wu, scientist at Genentech",
            ("Dana Wu", "scientist at Genentech", "yesterday 3pm"),
        ),
        ("Dana Wu, NOAA, Miami, Nov 19, 2026, 3pm", ("Dana Wu", "NOAA, Miami", "Nov 19, 2026, 3pm")),
        ("Dana Wu, Genentech, 3/12", ("Dana Wu", "Genentech", "3/12")),
        (",,, ,", (None, None, None)),
    ],
)
async def test_text_after_the_command_fills_the_form(
    cohort: World, text: str, expected: tuple[str | None, ...]
) -> None:
    form = await open_form(cohort, text)
    assert tuple(typed(form, field) for field in ("name", "affiliation", "when")) == expected


async def test_very_long_text_after_the_command_still_opens_a_form(cohort: World) -> None:
    form = await open_form(cohort, "Dana " * 600)
    assert str(typed(form, "name")).startswith("Dana Dana")
    assert typed(form, "notes") == ("Dana " * 600).strip()


async def test_a_note_with_its_gap_still_in_it_is_not_taken_as_sent(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, TALK)
    await maya.command("/interview")
    await maya.press("thank_you.draft", message=await maya.message("1 thank-you due"))
    await maya.modal()
    assert "in place of [the one thing that stayed with you] first" in (await maya.submit()).errors["note.1"]
    maya.fill(**{"note.1": "Dear Dana, thank you for your time today."})
    assert (await maya.submit()).errors == {}
