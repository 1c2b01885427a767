"""A month of a student, October to November 2026: whom Maya asks, meets, thanks and loses sight of.

The clocks go back in Berlin on 25 October and in New York on 1 November, and she travels to Berlin and back
between. Each part is a week, in the order in which a real student would do these things.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from tests.scenarios.student import Student

STARTS_AT = datetime(2026, 10, 12, 9, 50, tzinfo=ZoneInfo("America/New_York"))


async def first_week(maya: Student) -> None:
    """Three cold asks, a referral that waits for its yes, a talk in the evening and one on a Friday."""
    await maya.until("Mon 12 Oct 10:00")
    await maya.ask(
        "Dana Wu, scientist at Genentech", "Your talk on hatcheries changed how I read my own data."
    )
    await maya.until("Mon 12 Oct 10:20")
    await maya.ask("Femi Ade, NOAA", "You moved from Woods Hole to NOAA, which I am thinking about.")
    await maya.until("Mon 12 Oct 10:40")
    await maya.ask("Chi Ngo, Broad Institute", "Your paper on zebrafish is the one I cite most.")
    await maya.until("Mon 12 Oct 16:30")
    await maya.log(
        "Ben Ito, Pew, today 3pm, 40 min",
        takeaway="policy is written by whoever turns up",
        advice="go to one public hearing",
        promise="send him the hearing's notes",
        referrals="Grace Lim at the EPA",
        keep_in_touch="yes",
    )
    await maya.until("Mon 12 Oct 18:00")
    await maya.press("thank_you.draft", "Ben Ito")
    await maya.send_note()

    await maya.until("Tue 13 Oct 11:00")
    await maya.ask("Grace Lim, EPA", "", situation="referred", referrer="Ben Ito")
    await maya.until("Tue 13 Oct 19:50")
    await maya.log(
        "Hana Kim, UW Medicine, today 7pm, 40 min", takeaway="take the detour", keep_in_touch="yes"
    )

    await maya.until("Wed 14 Oct 9:05")
    await maya.press("thank_you.later", "Hana Kim", option="Tonight")
    await maya.until("Wed 14 Oct 12:00")
    await maya.press("referral.allow", "Grace Lim")
    await maya.write_and_send("I read your report on river temperatures twice.")
    await maya.until("Wed 14 Oct 12:30")
    await maya.change_person("chi ngo", "person.delete")
    await maya.until("Wed 14 Oct 17:00")
    await maya.press("outreach.replied", "Grace Lim")
    await maya.press("meeting.schedule", "Grace Lim")
    await maya.agree(when="Friday 3pm", length="20 minutes", medium="Phone", place="+1 555 0100")
    await maya.until("Wed 14 Oct 19:10")
    await maya.press("thank_you.sent", "Hana Kim")

    await maya.until("Thu 15 Oct 10:30")
    await maya.press("draft.start", "Dana Wu")
    await maya.write_and_send(
        "Your work on antibodies is what I would like to understand.", person="Ana Ruiz, Genentech"
    )
    await maya.until("Thu 15 Oct 16:00")
    await maya.prepare(
        "Grace Lim",
        "! What does a good week look like?\nWhat would you read first?",
        aim="see whether I would like the EPA",
        organisation="river temperature standards",
    )
    await maya.edit_person("ben ito", cadence="custom", cadence_days="28")
    await maya.edit_person("hana kim", cadence="custom", cadence_days="20")

    await maya.until("Fri 16 Oct 9:30")
    await maya.press("outreach.away", "Ana Ruiz")
    await maya.away_until("2026-10-23")
    await maya.until("Fri 16 Oct 15:30")
    await maya.press("meeting.held", "Grace Lim")
    await maya.save_and_stay(
        takeaway="rules are rewritten by those who measure", referrals="Ivo Petrov in Berlin"
    )
    await maya.write_answers("Two days in the field.", "The last river plan.", "Ivo Petrov, yes")
    await maya.close()


async def second_week(maya: Student) -> None:
    """Weekend thank-yous, a late log, a duplicate; then Berlin, the follow-ups and a no-show."""
    await maya.until("Sat 17 Oct 11:40")
    await maya.press("thank_you.sent", "Grace Lim")
    await maya.until("Sat 17 Oct 16:30")
    await maya.log(
        "H. Kim, University of Washington, today 4pm, 15 min", takeaway="ask for the dull parts too"
    )
    await maya.merge("org:“UW Medicine”", "H. Kim")
    await maya.until("Sun 18 Oct 14:00")
    await maya.press("thank_you.sent", "Hana Kim")
    await maya.until("Sun 18 Oct 21:00")
    await maya.log("Kofi Boateng, Science, Friday 11am, 30 min", takeaway="pitch early", keep_in_touch="yes")

    await maya.until("Mon 19 Oct 10:00")
    await maya.press("thank_you.sent", "Kofi Boateng")
    await maya.edit_person("kofi", cadence="custom", cadence_days="14")
    await maya.until("Mon 19 Oct 11:00")
    await maya.schedule(
        "Ivo Petrov, UBA Wed 8am",
        zone="berlin",
        length="30 minutes",
        medium="In person",
        place="Bismarckplatz 1",
    )
    await maya.until("Mon 19 Oct 11:30")
    await maya.change_person("kofi", "person.archive")

    await maya.until("Wed 21 Oct 2:00")
    await maya.travel("Europe/Berlin")
    await maya.until("Wed 21 Oct 14:35")
    await maya.press("meeting.missed", "Ivo Petrov")
    maya.read_form()
    await maya.close()
    await maya.until("Wed 21 Oct 16:00")
    await maya.press("meeting.move", "Ivo Petrov")
    await maya.agree(when="Friday 10am")
    await maya.until("Wed 21 Oct 16:30")
    for name in ("Dana Wu", "Femi Ade"):
        await maya.press("draft.start", name)
        await maya.write_and_send()
    await maya.until("Fri 23 Oct 10:40")
    await maya.press("meeting.held", "Ivo Petrov")
    await maya.save(takeaway="agencies differ less than their buildings")
    await maya.until("Fri 23 Oct 13:00")
    await maya.press("thank_you.skip", "Ivo Petrov")


async def third_week(maya: Student) -> None:
    """An answer after the follow-up, a conversation moved across both clock changes, one called off."""
    await maya.until("Fri 23 Oct 18:00")
    await maya.press("outreach.replied", "Dana Wu")
    await maya.press("meeting.schedule", "Dana Wu")
    await maya.agree("los angeles", when="Monday 6pm", place="https://example.org/dana")
    await maya.until("Sun 25 Oct 12:00")
    await maya.press("meeting.move", "Dana Wu")
    await maya.agree(when="2 Nov 7pm")
    await maya.until("Mon 26 Oct 9:30")
    await maya.press("task.done", "Ben Ito")
    await maya.until("Mon 26 Oct 17:00")
    await maya.schedule("Juan Mora, Fraunhofer Wed 4pm", place="https://example.org/juan")
    await maya.until("Tue 27 Oct 11:00")
    await maya.ask("Hugo Brandt, Charité", "Your lab hires people who write.")
    await maya.until("Tue 27 Oct 18:00")
    await maya.press("meeting.cancel", "Juan Mora")
    await maya.until("Fri 30 Oct 2:00")
    await maya.travel("America/New_York")


async def exam_week(maya: Student) -> None:
    """Back home: a kind close, a pause that holds, and a conversation in the middle of it."""
    await maya.until("Fri 30 Oct 10:30")
    await maya.press("draft.start", "Femi Ade")
    await maya.write_and_send()
    await maya.until("Fri 30 Oct 15:00")
    await maya.settings(paused_until="2026-11-07")
    await maya.press("outreach.replied", "Ana Ruiz")
    await maya.press("meeting.schedule", "Ana Ruiz")
    await maya.agree(when="10 Nov 4pm", length="20 minutes", medium="Phone", place="+1 555 0177")
    await maya.until("Mon 2 Nov 13:40")
    await maya.press("meeting.held", "Dana Wu")
    await maya.save(takeaway="curiosity before technique", promise="my thesis chapter", keep_in_touch="yes")
    await maya.until("Tue 3 Nov 9:40")
    await maya.press("thank_you.draft", "Dana Wu")
    await maya.send_note()


async def last_week(maya: Student) -> None:
    """After the exams: what has waited, other hours, and a conversation that is told of late."""
    await maya.until("Mon 9 Nov 11:30")
    await maya.press("touch.note", "Hana Kim")
    await maya.press("draft.start", "Hugo Brandt")
    await maya.write_and_send()
    await maya.settings(quiet_start="21:00", quiet_end="08:00")
    await maya.until("Thu 12 Nov 17:00")
    await maya.press("meeting.held", "Ana Ruiz")
    await maya.save(takeaway="industry asks for a story too")
    await maya.until("Thu 12 Nov 18:30")
    await maya.press("thank_you.draft", "Ana Ruiz")
    await maya.send_note()
    await maya.until("Fri 20 Nov 18:00")


WEEKS = (first_week, second_week, third_week, exam_week, last_week)
