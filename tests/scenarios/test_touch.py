"""`/interview touch`: a reason to write, and touches of any day."""

from tests.world import World


async def _form(world: World, text: str) -> str:
    """Open the form about somebody; gives what it says."""
    await world.maya.command(f"/interview touch {text}".strip())
    await world.maya.modal()
    await world.settled()
    return world.maya.modals[-1].plain_text.replace("*", "")


async def _story(world: World, name: str) -> str:
    maya = world.maya
    await maya.close(clear=True)
    await maya.command(f"/interview people {name}")
    await maya.press("person.show")
    await maya.modal()
    shown = maya.modals[-1].plain_text.replace("*", "")
    await maya.close(clear=True)
    return shown


async def test_a_touch_of_another_day_is_noted_with_what_it_was_about(world: World) -> None:
    maya = world.maya
    await world.log(
        maya, "Dana Wu, Genentech, 12 Nov 2pm, 40 min", keep_in_touch="yes", takeaway="read widely"
    )
    form = await _form(world, "Dana")
    assert "Last in touch 12 Nov 2026. Next nudge around 12 Mar 2027. Warm: every 120 days." in form
    assert "A reason to write\n• What stayed with you from Dana: read widely. Say what it led to." in form
    maya.fill(when="yesterday", note="sent her the Pew report", cadence="mentor")
    assert not (await maya.submit()).errors
    saved = maya.modals[-1].plain_text
    assert "Last in touch 22 Nov 2026. Next nudge around 21 Jan 2027. A mentor: every 60 days." in saved
    story = await _story(world, "Dana")
    assert "22 Nov 2026  In touch: sent her the Pew report" in story


async def test_one_before_the_last_stands_in_the_story_and_leaves_the_clock(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, "Dana Wu, Genentech, today 2pm, 40 min", keep_in_touch="yes")
    await _form(cohort, "Dana")
    maya.fill(when="3 Nov", note="met at the Tacoma talk")
    assert not (await maya.submit()).errors
    assert "Last in touch 23 Nov 2026. Next nudge around 23 Mar 2027." in maya.modals[-1].plain_text
    assert "3 Nov 2026  In touch: met at the Tacoma talk" in await _story(cohort, "Dana")


async def test_the_reason_leads_to_a_draft_with_it(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(
        maya, "Dana Wu, Genentech, today 2pm, 40 min", keep_in_touch="yes", takeaway="read widely"
    )
    await _form(cohort, "Dana")
    await maya.press("draft.start")
    await cohort.settled()
    maya.fill(name="Maya", introduction="a PhD student", doing="studying salmon", looking_for="how to teach")
    await maya.submit()
    await cohort.settled()
    assert "What to write about" in maya.modals[-1].plain_text
    assert "What stayed with you from Dana: read widely." in maya.modals[-1].plain_text


async def test_without_a_name_it_asks_for_one_and_somebody_new_can_be_kept_in_touch_with(
    cohort: World,
) -> None:
    maya = cohort.maya
    assert "With whom?" in await _form(cohort, "")
    submitted = await maya.submit()
    assert "person" in submitted.errors
    await maya.close()
    await _form(cohort, "Ana Ruiz, NOAA")
    assert not (await maya.submit()).errors
    assert "Ana Ruiz*\nNo nudges about them." in maya.modals[-1].plain_text
    assert "A reason to write" not in maya.modals[-1].plain_text
    maya.fill(when="today", note="met at the poster", cadence="custom", cadence_days="30")
    assert not (await maya.submit()).errors
    saved = maya.modals[-1].plain_text
    assert "Ana Ruiz, NOAA" in saved
    assert "Next nudge around 23 Dec 2026. Every 30 days." in saved


async def test_what_is_typed_wrongly_is_explained_at_its_field_and_nothing_is_lost(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, "Dana Wu, Genentech, today 2pm, 40 min", keep_in_touch="yes")
    await _form(cohort, "Dana")
    maya.fill(when="tomorrow", note="the Pew report")
    assert "still to come" in (await maya.submit()).errors["when"]
    maya.fill(when=None)
    assert "On which day was it?" in (await maya.submit()).errors["when"]
    maya.fill(when="today", cadence="custom", cadence_days="3")
    assert (await maya.submit()).errors == {"cadence_days": "Choose between 7 and 365 days."}
    maya.fill(cadence_days="14")
    assert not (await maya.submit()).errors
    assert "In touch: the Pew report" in await _story(cohort, "Dana")


async def test_how_often_alone_can_be_changed_too(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, "Dana Wu, Genentech, 12 Nov 2pm, 40 min", keep_in_touch="yes")
    await _form(cohort, "Dana")
    maya.fill(when=None, cadence="none")
    assert not (await maya.submit()).errors
    assert "Last in touch 12 Nov 2026. No nudges about them, as you chose." in maya.modals[-1].plain_text
