"""A year of a student, October 2026 to October 2027: forty talks, a conference, exams twice, and Berlin.

Maya is in Berlin when the clocks go back there on 25 October and forward on 28 March, and at home when New
York follows on 1 November and has gone ahead on 14 March: she lives through each change twice.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.scenarios.heard import HELD_AT, Talk
from tests.scenarios.life import Life

STARTS_AT = datetime(2026, 10, 12, 9, 50, tzinfo=ZoneInfo("America/New_York"))
ENDS_ON = "2027-10-15"
EXAMS = ((date(2026, 12, 7), date(2026, 12, 21)), (date(2027, 5, 3), date(2027, 5, 17)))
EARLIER_HOURS_FROM = date(2027, 2, 1)
THREE_DAYS_FROM = date(2027, 6, 7)
THREE_DAYS = frozenset({2, 4, 6})
AT_MOST_NAMED = 3

MET = """
Ben Ito, Pew; Hana Kim, UW Medicine; Kofi Boateng, Science; Ivo Petrov, UBA; Dana Wu, Genentech
Ana Ruiz, NOAA; Femi Ade, Broad Institute; Eva Lund, Novo Nordisk; Gus Roth, EPA; Juan Mora, Fraunhofer
Lena Vogt, Charité; Omar Haddad, WHO; Priya Nair, Gates Foundation; Tom Reed, USGS; Sara Conti, EMBL
Yuki Mori, RIKEN; Nora Quinn, Nature; Paul Ngata, Cawthron; Rosa Díaz, Conabio; Sven Falk, Carlsberg
Amara Obi, Illumina; Theo Lang, DAAD; Zoe Marsh, Tableau; Ines Prado, Embrapa; Karl Weiss, BASF
Mina Park, Allen Institute; Noel Grant, Microsoft; Olga Sokol, Springer; Pia Berg, DTU; Raj Mehta, Deloitte
Tara Flynn, Sea Grant; Uma Das, Wellcome; Vera Blum, Max Planck; Will Stone, AAAS; Ximena Paz, WWF
""".replace("\n", ";")

AT_THE_CONFERENCE = """
Abel Cruz, Aberdeen; Bea Holm, Bergen; Cleo Marin, Cork; Dirk Haas, Davos; Ella Byrne, Exeter
Finn Olsen, Faroe; Gina Russo, Genoa; Hugo Brandt, Halle; Ida Krog, Ifremer; Jens Dahl, Jena
Kaja Vik, Kiel; Leo Moreau, Lyon; Mara Stein, Mainz; Nils Ek, Nantes; Olive Tran, Oban
Pavel Novak, Porto; Quentin Roy, Quimper; Rita Silva, Rostock; Stig Aas, Sylt; Tilda Rask, Turku
Ugo Bassi, Utrecht; Vic Moss, Vigo; Wanda Zych, Wroclaw; Yann Kerr, York
""".replace("\n", ";")

CADENCES = (60, 30, 120, 14, 180, 45, None)
PROMISES = ("send the draft of chapter {}", "", "write up question {} in two weeks", "")
ADVICE = ("read report {}", "apply to programme {}\ngo to seminar {}", "")


def people(listed: str) -> list[tuple[str, str]]:
    """Name and organisation of each."""
    pairs = [entry.partition(",") for entry in listed.split(";") if entry.strip()]
    return [(name.strip(), organisation.strip()) for name, _, organisation in pairs]


def talks() -> list[Talk]:
    """A talk every nine days, weekends included; every eighth is with somebody whom she has met before."""
    known = people(MET)
    new = iter(known)
    held = []
    for number in range(40):
        name, organisation = known[number // 2] if number % 8 == 7 else next(new)
        starts, logs, days_late = HELD_AT[number % len(HELD_AT)]
        on = STARTS_AT.date() + timedelta(days=9 * number)
        held.append(
            Talk(
                name,
                organisation,
                datetime.combine(on, time(starts)),
                datetime.combine(on + timedelta(days=days_late), time(logs)),
                cadence=CADENCES[number % len(CADENCES)],
                takeaway=f"lesson {number} was worth the detour",
                promise=PROMISES[number % len(PROMISES)].format(number),
                advice=ADVICE[number % len(ADVICE)].format(number, number),
                thanks=number % 4,
            )
        )
    return held


async def autumn(life: Life) -> None:
    """Asks, a conference in Berlin with two dozen new people, a referral, and the first exams."""
    await life.until("2026-10-13")
    await life.student.ask("Rhea Sato, Scripps", "Your talk on tides changed how I read my own data.")
    await life.until("2026-10-19")
    await life.travel("Europe/Berlin")
    crowd = people(AT_THE_CONFERENCE)
    await life.until("2026-10-21")
    for name, organisation in crowd[:12]:
        life.meet(name, organisation, 30)
    await life.until("2026-10-22")
    for name, organisation in crowd[12:]:
        life.meet(name, organisation, 30)
    await life.until("2026-10-28")
    await life.travel("America/New_York")
    await life.until("2026-10-30")
    life.is_named("Grace Lim", "EPA", by="Ben Ito")
    await life.until("2026-11-10")
    life.holds("Grace Lim", "EPA", cadence=120, takeaway="rules are rewritten by those who measure")
    await life.until("2026-11-25")
    life.stop("Cleo Marin")
    life.archive("Dirk Haas")
    life.delete("Ella Byrne")
    await life.until(str(EXAMS[0][0] - timedelta(days=1)))
    life.pause(EXAMS[0][1])


async def winter(life: Life) -> None:
    """A touch remembered late, a duplicate made one, earlier hours, an ask that gets its answer."""
    await life.until("2026-12-30")
    life.touch("Ana Ruiz", days_ago=20)
    life.touch("Finn Olsen", days_ago=3)
    await life.until("2027-01-11")
    life.meet("H. Kim", "University of Washington", 30)
    life.merge("Hana Kim", "H. Kim")
    await life.until("2027-01-20")
    life.bring_back("Dirk Haas")
    life.came_of("Grace Lim", "an internship at the EPA")
    await life.until(str(EARLIER_HOURS_FROM - timedelta(days=1)))
    life.change_hours(time(19), time(8))
    await life.until("2027-02-09")
    await life.student.ask("Bo Lindqvist, SLU", "You moved from salmon to policy.")
    await life.until("2027-02-15")
    await life.student.press("outreach.replied", "Bo Lindqvist")
    await life.until("2027-02-18")
    life.is_named("Max Ortiz", "USDA", by="Gus Roth")
    life.is_named("Lou Perrin", "Inrae", by="Gus Roth")
    await life.until("2027-02-24")
    life.not_them("Lou Perrin")


async def spring(life: Life) -> None:
    """Berlin across its clock change, somebody put away who was promised something, and the second exams."""
    await life.until("2027-03-19")
    await life.travel("Europe/Berlin")
    await life.until("2027-04-09")
    await life.travel("America/New_York")
    await life.until("2027-04-12")
    life.holds("Otto Reis", "Senckenberg", cadence=30, promise="send the map of the weirs")
    life.archive("Otto Reis", leaving="send the map of the weirs")
    life.holds("Tess Okoro", "Kew", cadence=30, promise="send the list of seeds")
    life.delete("Tess Okoro", leaving="send the list of seeds")
    life.stop("Eva Lund")
    await life.until(str(EXAMS[1][0] - timedelta(days=1)))
    life.pause(EXAMS[1][1])


async def summer(life: Life) -> None:
    """News, other weekdays, and a flight to the west on a morning with something to do."""
    await life.until("2027-06-03")
    life.tell_news("I'll join NOAA as a fellow in September", ["Ben Ito", "Ana Ruiz", "Dana Wu", "Gus Roth"])
    await life.until(str(THREE_DAYS_FROM - timedelta(days=1)))
    life.change_weekdays(THREE_DAYS)
    await life.until("2027-07-14")
    life.touch("Sara Conti", days_ago=40)
    life.touch("Yuki Mori", days_ago=1)
    await life.until("2027-08-10")
    await life.travel("America/Los_Angeles")
    await life.until("2027-08-25")
    await life.travel("America/New_York")
    await life.until(ENDS_ON)


SEASONS = (autumn, winter, spring, summer)
