"""From a name to an ask that is sent: the profile once, the text, its check, and the member's own words."""

import asyncio

import aiohttp

from bot.slack_calls import SlackCalls, clients
from sandbox import Message, Person, View
from tests.world import World
from views import kit

ABOUT = {
    "name": "Maya Okafor",
    "introduction": "I'm a second-year PhD student in biology at UW.",
    "looking_for": "how people move from the bench into policy",
    "doing": "studying how salmon find their way home",
}
WHY = "Your talk on hatcheries changed how I read my own data."


async def introduce(world: World, person: Person) -> None:
    """Answer what is asked before the very first draft."""
    assert (await person.modal()).title == "About you"
    person.fill(**ABOUT)
    assert not (await person.submit()).errors
    await world.settled()


async def open_draft(world: World, person: Person, text: str) -> View:
    await person.command(f"/interview draft {text}".strip())
    await world.settled()
    if person.modals[-1].title == "About you":
        await introduce(world, person)
    return person.modals[-1]


async def choose(world: World, person: Person, action: str, option: str) -> View:
    await person.press(action, option=option)
    await world.settled()
    return person.modals[-1]


async def write(world: World, person: Person, action: str, text: str) -> View:
    await person.press(action, value=text)
    await world.settled()
    return person.modals[-1]


def shown(view: View, name: str) -> str:
    """What stands in a field, by the field's name."""
    held = {block_id.partition(".")[0]: state for block_id, state in view.values.items()}
    [state] = held[name].values()
    option = state.get("selected_option")
    return str(option["value"] if option else state.get("value") or "")


async def ready(world: World, person: Person) -> Message:
    """Submit the form; gives the message that is posted."""
    submitted = await person.submit()
    assert not submitted.errors, submitted.errors
    assert person.modals[-1].title == "Your draft"
    await world.settled()
    return await person.message("is ready")


async def test_a_first_ask_from_the_profile_to_sent(world: World) -> None:
    maya = world.maya
    await world.log(maya, "Ben Ito, NOAA, today 2pm, 40 min")
    view = await open_draft(world, maya, "Dana Wu, scientist at Genentech")
    assert shown(view, "text").startswith(
        "Dear Dana,\n\nI'm a second-year PhD student in biology at UW, studying how salmon find their way"
    )
    assert "Something is still yours to write" in view.plain_text
    view = await write(world, maya, "draft.why", WHY)
    assert WHY in shown(view, "text")
    assert "all is well" in view.plain_text, view.plain_text
    message = await ready(world, maya)
    assert WHY in message.plain_text
    await maya.press("outreach.sent")
    await world.settled()
    assert "is sent. Waiting since Mon 23 Nov. On Thu 26 Nov: think of someone else there." in (
        maya.modals[-1].plain_text
    )
    assert (await maya.message("is sent")).ts == message.ts
    await maya.close()
    await maya.open_home()
    await world.settled()
    assert maya.home
    assert "Waiting for a reply\n*Dana Wu, scientist at Genentech*" in maya.home.plain_text


async def test_what_a_member_says_about_themselves_is_asked_once_and_can_be_changed(cohort: World) -> None:
    maya = cohort.maya
    await open_draft(cohort, maya, "Dana Wu")
    await maya.close()
    assert (await open_draft(cohort, maya, "Ben Ito")).title == "Draft an ask"
    await maya.close()
    await maya.command("/interview settings")
    await cohort.settled()
    await maya.press("profile.open")
    await cohort.settled()
    assert shown(maya.modals[-1], "introduction") == "a second-year PhD student in biology at UW"
    maya.fill(introduction="I am a postdoc at NOAA.", looking_for="…")
    submitted = await maya.submit()
    assert list(submitted.errors) == ["looking_for"]
    maya.fill(looking_for="how labs hire")
    assert not (await maya.submit()).errors
    await maya.close(clear=True)
    view = await open_draft(cohort, maya, "Ben Ito")
    assert "I'm a postdoc at NOAA" in shown(view, "text")
    assert "I'd like to learn how labs hire." in shown(view, "text")


async def test_without_a_yes_the_referrer_is_asked_first_and_with_it_they_are_named(world: World) -> None:
    maya = world.maya
    await world.log(maya, "Ben Ito, NOAA, today 2pm, 40 min")
    await open_draft(world, maya, "Dana Wu, Genentech")
    await choose(world, maya, "draft.situation", "referred")
    await maya.suggest("draft.referrer", "ben")
    view = await choose(world, maya, "draft.referrer", "Ben Ito, NOAA")
    assert "First ask Ben Ito whether you may use their name." in view.plain_text
    assert shown(view, "text").startswith("Dear Ben,\n\nThank you for telling me about Dana Wu.")
    message = await ready(world, maya)
    assert "Your e-mail to *Ben Ito, NOAA* is ready." in message.plain_text
    assert "They said yes" not in message.plain_text
    await maya.press("outreach.sent", message=message)
    await world.settled()
    await maya.close()
    asked = await maya.message("May you use Ben Ito's name when you write to *Dana Wu, Genentech*?")
    await maya.press("referral.allow", message=asked)
    await world.settled()
    answered = await maya.message("Ben Ito said yes, about Dana Wu.")
    assert (answered.ts, "They said yes" in answered.plain_text) == (asked.ts, False)
    view = maya.modals[-1]
    assert shown(view, "situation") == "referred"
    assert shown(view, "text").startswith("Dear Dana,\n\nBen Ito suggested that I write to you.")
    await write(world, maya, "draft.why", WHY)
    message = await ready(world, maya)
    assert "Referred by Ben Ito" in message.plain_text


async def test_after_a_no_the_ask_stands_on_its_own_and_may_not_name_them(cohort: World) -> None:
    maya = cohort.maya
    await open_draft(cohort, maya, "Dana Wu, Genentech")
    await choose(cohort, maya, "draft.situation", "referred")
    await maya.suggest("draft.referrer", "Ben Ito")
    await choose(cohort, maya, "draft.referrer", "new:Ben Ito")
    view = await choose(cohort, maya, "draft.permission", "no")
    assert "Ben Ito would rather not be named" in view.plain_text
    assert "Ben" not in shown(view, "text")
    await write(cohort, maya, "draft.why", WHY)
    text = shown(maya.modals[-1], "text").replace("I'd like", "Ben told me about you. I'd like")
    view = await write(cohort, maya, "draft.text", text)
    submitted = await maya.submit()
    assert list(submitted.errors.values()) == [
        "Ben Ito has not said that you may use their name: write it without."
    ]


async def test_the_yes_of_one_referrer_is_not_that_of_the_next(cohort: World) -> None:
    maya = cohort.maya
    await open_draft(cohort, maya, "Dana Wu, Genentech")
    await choose(cohort, maya, "draft.situation", "referred")
    for name in ("Ben Ito", "Carl Berg"):
        await maya.suggest("draft.referrer", name)
        view = await choose(cohort, maya, "draft.referrer", f"new:{name}")
        assert f"First ask {name} whether you may use their name." in view.plain_text
        if name == "Ben Ito":
            await choose(cohort, maya, "draft.permission", "yes")
    assert shown(view, "permission") == "not_asked"
    assert shown(view, "text").startswith("Dear Carl,\n\nThank you for telling me about Dana Wu.")


async def test_a_gap_is_refused_at_the_text_and_nothing_typed_is_lost(cohort: World) -> None:
    maya = cohort.maya
    view = await open_draft(cohort, maya, "Dana Wu")
    view = await write(cohort, maya, "draft.text", f"Hello! {shown(view, 'text')}")
    submitted = await maya.submit()
    [(block_id, sentence)] = submitted.errors.items()
    assert block_id.startswith("text.")
    assert sentence == "Something is still yours to write: [one specific sentence: why this person]"
    view = await write(cohort, maya, "draft.why", WHY)
    assert shown(view, "text").startswith("Hello! Dear Dana,")
    assert WHY in shown(view, "text")
    assert not (await maya.submit()).errors


async def test_a_changed_text_stays_whatever_is_chosen_until_it_is_started_anew(cohort: World) -> None:
    maya = cohort.maya
    await open_draft(cohort, maya, "Dana Wu")
    # The second is chosen before the check of the first has come.
    await maya.press("draft.text", value="My very own words, and would you have 20 minutes?")
    await maya.press("draft.channel", option="linkedin")
    await cohort.settled()
    view = maya.modals[-1]
    assert shown(view, "text") == "My very own words, and would you have 20 minutes?"
    assert "You changed this text, so it stays as it is" in view.plain_text
    await maya.press("draft.anew")
    await cohort.settled()
    assert shown(maya.modals[-1], "text").startswith("Hi Dana, I'm a second-year PhD student")


async def test_the_sentence_comes_back_with_the_situation_that_needs_it(cohort: World) -> None:
    maya = cohort.maya
    await open_draft(cohort, maya, "Dana Wu")
    await write(cohort, maya, "draft.why", WHY)
    view = await choose(cohort, maya, "draft.situation", "close")
    assert WHY not in view.plain_text
    view = await choose(cohort, maya, "draft.situation", "cold")
    assert WHY in shown(view, "text")
    assert shown(view, "why_you") == WHY


async def test_a_linkedin_note_that_is_too_long_is_told_so_with_its_source(cohort: World) -> None:
    maya = cohort.maya
    await open_draft(cohort, maya, "Dana Wu")
    await choose(cohort, maya, "draft.channel", "linkedin")
    view = await write(cohort, maya, "draft.text", "Could you spare 20 minutes for advice? " * 8)
    assert "Letter Counter" in view.plain_text.partition("✓")[0]
    view = await write(cohort, maya, "draft.text", "Could you spare 20 minutes for advice?")
    assert "Letter Counter" in view.plain_text.partition("✓")[2]


async def test_not_yet_leaves_it_on_home_and_it_is_sent_from_there(world: World) -> None:
    maya = world.maya
    await open_draft(world, maya, "Dana Wu, Genentech")
    await write(world, maya, "draft.why", WHY)
    message = await ready(world, maya)
    await maya.close()
    await maya.press("outreach.wait", message=message)
    await world.settled()
    assert "It waits for you here, and on Home" in (await maya.message("is ready")).plain_text
    await maya.open_home()
    await world.settled()
    assert maya.home
    assert "Drafts not sent yet\n*Dana Wu, Genentech*\nE-mail, drafted Mon 23 Nov" in maya.home.plain_text
    await maya.press("outreach.show")
    await world.settled()
    await maya.press("outreach.sent")
    await world.settled()
    assert "Drafts not sent yet" not in maya.home.plain_text
    assert (await maya.message("is sent.")).ts == message.ts


async def test_a_kept_draft_is_edited_and_stays_ones_own_text_wherever_it_is_shown(world: World) -> None:
    maya = world.maya
    await open_draft(world, maya, "Dana Wu, Genentech")
    await write(world, maya, "draft.why", WHY)
    message = await ready(world, maya)
    await maya.close()
    await maya.open_home()
    await world.settled()
    await maya.press("outreach.show")
    await world.settled()
    await maya.press("outreach.edit")
    await world.settled()
    view = maya.modals[-1]
    assert view.title == "Edit your draft"
    assert "Your e-mail to *Dana Wu, Genentech*, not sent yet." in view.plain_text
    assert WHY in shown(view, "text")
    assert "all is well" in view.plain_text
    own = shown(view, "text").replace("Dear Dana,", "Dear Dr. Wu,").replace(WHY, "[your paper]")
    view = await write(world, maya, "kept.text", own)
    assert "Something is still yours to write: [your paper]" in view.plain_text
    assert list((await maya.submit()).errors) == ["text"]
    own = own.replace("[your paper]", WHY)
    await write(world, maya, "kept.text", own)
    assert "Dear Dr. Wu," in (await ready(world, maya)).plain_text
    again = await maya.message("is ready")
    assert (again.ts, "Dear Dr. Wu," in again.plain_text) == (message.ts, True)
    await maya.press("outreach.sent")
    await world.settled()
    assert "Dear Dr. Wu," in (await maya.message("is sent.")).plain_text


async def test_what_was_sent_meanwhile_is_edited_no_more(cohort: World) -> None:
    maya = cohort.maya
    await open_draft(cohort, maya, "Dana Wu, Genentech")
    await write(cohort, maya, "draft.why", WHY)
    message = await ready(cohort, maya)
    await maya.close()
    await maya.press("outreach.edit", message=message)
    await cohort.settled()
    text = shown(maya.modals[-1], "text")
    await maya.press("outreach.sent", message=message)
    await cohort.settled()
    maya.fill(text=f"P.S. {text}")
    submitted = await maya.submit()
    assert "not a draft any more" in str(submitted.errors) + maya.modals[-1].plain_text
    await cohort.settled()
    assert "P.S." not in (await maya.message("is sent.")).plain_text


async def test_a_misspelt_name_offers_whom_it_may_mean_and_someone_new_stays_possible(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, "Dana Wu, Genentech, today 2pm, 40 min")
    view = await open_draft(cohort, maya, "Dana Wuu")
    assert shown(view, "person") == ""
    assert "You typed “Dana Wuu”. Perhaps you mean Dana Wu, Genentech." in view.plain_text
    offered = [one["value"] for one in await maya.suggest("draft.person", "Dana Wuu")]
    assert offered[-1] == "new:Dana Wuu"
    view = await choose(cohort, maya, "draft.person", "new:Dana Wuu")
    assert shown(view, "person") == "new:Dana Wuu"
    await maya.suggest("draft.person", "Dana Wu")
    view = await choose(cohort, maya, "draft.person", offered[0])
    assert shown(view, "text").startswith("Dear Dana,")


async def test_a_note_that_is_no_ask_is_not_called_one(cohort: World) -> None:
    maya = cohort.maya
    assert (await open_draft(cohort, maya, "Dana Wu")).title == "Draft an ask"
    titles = [
        (await choose(cohort, maya, "draft.situation", situation)).title
        for situation in ("follow_up", "reschedule", "close", "news", "keep_in_touch", "cold")
    ]
    assert titles == [
        "Draft the follow-up",
        "Draft a note",
        "Draft a last line",
        "Draft your news",
        "Draft a few lines",
        "Draft an ask",
    ]


async def test_a_second_submission_keeps_and_posts_one_draft(cohort: World) -> None:
    maya = cohort.maya
    await open_draft(cohort, maya, "Dana Wu")
    await write(cohort, maya, "draft.why", WHY)
    await asyncio.gather(maya.submit(), maya.submit())
    await cohort.settled()
    assert len([message for message in maya.messages() if "is ready" in message.plain_text]) == 1
    await maya.close(clear=True)
    await maya.press("outreach.sent")
    await maya.command("/interview people")
    assert (await maya.message("Dana Wu")).plain_text.count("Dana Wu") == 1


async def test_a_skeleton_is_changed_refused_with_the_nearest_field_and_reset(cohort: World) -> None:
    maya = cohort.maya
    view = await open_draft(cohort, maya, "Dana Wu")
    await maya.press("skeleton.edit")
    await cohort.settled()
    view = maya.modals[-1]
    assert "{looking_for}: what you want to learn" in view.plain_text
    maya.fill(**{"text.0": "Dear {persn}, {why_you} Could you spare 20 minutes?"})
    submitted = await maya.submit()
    assert submitted.errors == {"text.0": "There is no field {persn}. Did you mean {person}?"}
    maya.fill(**{"text.0": "Dear {person}, {why_you} Could you spare 20 minutes?"})
    assert not (await maya.submit()).errors
    await maya.close()
    await maya.press("draft.anew")
    await cohort.settled()
    assert shown(maya.modals[-1], "text").startswith("Dear Dana, [one specific sentence")
    await maya.close(clear=True)
    await maya.command("/interview settings")
    await cohort.settled()
    await maya.press("skeleton.list")
    await cohort.settled()
    assert "E-mail · yours" in maya.modals[-1].plain_text
    await maya.press("skeleton.edit", value="cold:email")
    await cohort.settled()
    await maya.press("skeleton.reset")
    await cohort.settled()
    assert shown(maya.modals[-1], "text").startswith("Dear {person},\n\nI'm {introduction}")


async def test_a_draft_that_is_let_go_leaves_home(cohort: World) -> None:
    maya = cohort.maya
    await open_draft(cohort, maya, "Dana Wu")
    await write(cohort, maya, "draft.why", WHY)
    message = await ready(cohort, maya)
    await maya.close()
    await maya.press("outreach.close", message=message)
    await cohort.settled()
    assert "was let go" in (await maya.message("let go")).plain_text
    await maya.open_home()
    await cohort.settled()
    assert maya.home
    assert "Drafts not sent yet" not in maya.home.plain_text


async def test_an_answer_that_is_overtaken_leaves_the_form_as_it_is(cohort: World) -> None:
    maya = cohort.maya
    before = await open_draft(cohort, maya, "Dana Wu")
    after = await write(cohort, maya, "draft.why", WHY)
    assert after.hash != before.hash
    outdated = kit.modal("Outdated", [kit.paragraph("As it was before.")])
    async with aiohttp.ClientSession() as http:
        slack = SlackCalls(clients(cohort.sandbox.bot_token, cohort.sandbox.api_url, http), http)
        await slack.update_view(after.id, outdated, seen=before.hash)
        assert maya.modals[-1].title == "Draft an ask"
        await slack.update_view(after.id, outdated, seen=after.hash)
        assert maya.modals[-1].title == "Outdated"
        await maya.close()
        await slack.update_view(after.id, outdated, seen=after.hash)
