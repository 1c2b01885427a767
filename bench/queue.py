"""The reminder queue: claim, check the condition again, record as sent, all durable; sending does nothing."""

from collections.abc import Callable
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlalchemy import text

from bench import queue_peers, stock
from bench.report import Row, Section, Target, number
from bench.scale import Scale
from core import delivering
from core.delivering import Timing
from core.model import Outcome, Owner, PostedMessage, ReminderState
from storage.database import Database, parse_url
from storage.migrate import migrate
from tests import postgres

DUE = 10_000
SLOW_PEER = 1_000
WAITING = 100_000
OLD = 1_000_000
MEMBERS = 500
NOW = datetime(2026, 11, 23, 17, tzinfo=UTC)
WHERE = PostedMessage("D0BENCH", "1795542000.000100")

Rate = Callable[[], float]
"""One round: reminders, or jobs, per second."""


def measure(scale: Scale, folder: Path) -> list[Section]:
    """A table for each database."""
    due, slow = scale.count(DUE), scale.count(SLOW_PEER)
    sqlite = f"sqlite:///{folder}/queue.db"
    rates: dict[str, Rate] = {
        "sqlite": lambda: inroad(sqlite, due),
        "sqlite, waiting": lambda: inroad(sqlite, due, waiting=scale.count(WAITING)),
        "sqlite, old": lambda: inroad(sqlite, due, old=scale.count(OLD)),
        "store": lambda: queue_peers.apscheduler_store(folder, slow, tuned=False),
        "store, tuned": lambda: queue_peers.apscheduler_store(folder, slow, tuned=True),
    }
    with ExitStack() as stack:
        if postgres.programs():
            address = f"{stack.enter_context(postgres.server(durable=True))}/postgres"
            rates |= {
                "pg": lambda: inroad(address, due),
                "pg, waiting": lambda: inroad(address, due, waiting=scale.count(WAITING)),
                "pg, old": lambda: inroad(address, due, old=scale.count(OLD)),
                "procrastinate": lambda: queue_peers.procrastinate(address, slow, 0),
                "procrastinate, waiting": lambda: queue_peers.procrastinate(
                    address, slow, scale.count(WAITING)
                ),
                "pgqueuer": lambda: queue_peers.pgqueuer(address, due),
            }
        measured = _alternate(rates, rounds=min(scale.rounds, 3))
    sections = [_sqlite(measured)]
    return [*sections, _postgres(measured)] if "pg" in measured else sections


def inroad(url: str, due: int, *, waiting: int = 0, old: int = 0) -> float:
    """Work off so many due reminders in a new database with others, waiting or done, beside them."""
    with closing(Database(parse_url(url))) as database:
        _seed(database, due, waiting, old)
        started = perf_counter()
        _work_off(database, due)
        return due / (perf_counter() - started)


def _work_off(database: Database, due: int) -> None:
    done = 0
    while done < due:
        taken = delivering.take_due(database.writing, "bench", NOW, Timing())
        outcomes = [Outcome(send.reminder.id, ReminderState.SENT, "", WHERE) for send in taken.sends]
        delivering.record(database.writing, "bench", outcomes, NOW)
        assert taken.sends, "nothing was claimed though reminders are due"
        done += len(outcomes)


def _seed(database: Database, due: int, waiting: int, old: int) -> None:
    """Conversations whose note is owed, each with one reminder; the rest waits for next year or is done."""
    _empty(database)
    migrate(database)
    owners = [Owner("T0BENCH", f"U{number}") for number in range(MEMBERS)]
    with database.engine.begin() as connection:
        stock.owed(connection, owners, range(1, due + 1), NOW)
        stock.due(connection, owners, range(1, due + 1), [NOW] * due)
        numbers = (("reminders", waiting, due), ("reminders_done", old, due + waiting))
        for name, count, offset in numbers:
            if count:
                _fill(connection.exec_driver_sql, database, name, count, offset)
    if not database.is_sqlite:
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))


def _fill(run: Callable[[str], object], database: Database, name: str, count: int, offset: int) -> None:
    first, last = offset + 1, offset + count
    series = (
        f"WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {last})"
        if database.is_sqlite
        else f"WITH n(i) AS (SELECT generate_series({first}, {last}))"
    )
    run(f"INSERT INTO reminder_keys (id, dedupe_key) {series} SELECT i, 'k' || i FROM n")
    what = "i, 'T0BENCH', 'U1', 'thank_you', i, 1, "
    columns = "id, team_id, user_id, kind, subject_id, occurrence, due_at, state, "
    if name == "reminders":
        columns, what = f"{columns} lane, claimed_by", f"{what} '2027-11-23 17:00:00', 'pending', 0, ''"
    else:
        columns = f"{columns} reason, channel, ts, finished_at"
        what = f"{what} '2025-11-23 17:00:00', 'sent', '', 'D1', '1.2', '2025-11-23 17:00:00'"
    cast = "" if database.is_sqlite else "::timestamptz"
    what = what.replace(":00:00'", f":00:00'{cast}")
    run(f"INSERT INTO {name} ({columns}) {series} SELECT {what} FROM n")


def _empty(database: Database) -> None:
    if database.is_sqlite:
        for ending in ("", "-wal", "-shm"):
            Path(f"{database.url.database}{ending}").unlink(missing_ok=True)
        return
    with database.engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))


def _alternate(rates: dict[str, Rate], rounds: int) -> dict[str, list[float]]:
    taken: dict[str, list[float]] = {name: [] for name in rates}
    for _ in range(rounds):
        for name, rate in rates.items():
            taken[name].append(rate())
    return taken


def _row(name: str, rates: list[float], peer: list[float] | None = None, target: Target | None = None) -> Row:
    rate = median(rates)
    compared = f"{number(_share(rates, peer))}x" if peer else ""
    return Row(name, f"{rate:,.0f}", number(1e6 / rate), compared, target)


def _share(rates: list[float], peer: list[float]) -> float:
    """How many times the peer's time one reminder takes, each round against the same round."""
    return median(theirs / ours for ours, theirs in zip(rates, peer, strict=True))


def _section(title: str, rows: list[Row]) -> Section:
    about = (
        f"{DUE:,} reminders that are due at once: claimed in batches of {delivering.BATCH}, their condition "
        "checked again, recorded as sent, every transaction flushed; sending does nothing. Peers run as many "
        f"jobs that do nothing ({SLOW_PEER:,} where they are slow). Compared is the time for one."
    )
    return Section(title, about, rows, columns=("per second", "µs each"))


def _sqlite(measured: dict[str, list[float]]) -> Section:
    ours, store, tuned = measured["sqlite"], measured["store"], measured["store, tuned"]
    old = measured["sqlite, old"]
    return _section(
        "(f) The queue on SQLite",
        [
            _row("APScheduler's SQLAlchemy job store, as it comes (those that ran)", store),
            _row("APScheduler's store, tuned: nothing dropped, WAL", tuned),
            _row("Inroad", ours, tuned, Target("of the tuned store", _share(ours, tuned), 1 / 5)),
            _row("Inroad", ours, store, Target("of the store as it comes", _share(ours, store), 1 / 60)),
            _row(f"Inroad, {WAITING:,} more waiting", measured["sqlite, waiting"], ours),
            _row(f"Inroad, {OLD:,} in the history", old, ours, Target("of without", _share(old, ours), 1.5)),
        ],
    )


def _postgres(measured: dict[str, list[float]]) -> Section:
    ours, slow, queuer = measured["pg"], measured["procrastinate"], measured["pgqueuer"]
    waiting, theirs = measured["pg, waiting"], measured["procrastinate, waiting"]
    old = measured["pg, old"]
    return _section(
        "(g) The queue on PostgreSQL",
        [
            _row("procrastinate", slow),
            _row("pgqueuer, on psycopg as Inroad is", queuer),
            _row("Inroad", ours, slow, Target("of procrastinate", _share(ours, slow), 1 / 25)),
            _row("Inroad", ours, queuer, Target("of pgqueuer", _share(ours, queuer), 1 / 1.5)),
            _row(f"procrastinate, {WAITING:,} more waiting", theirs),
            _row(
                f"Inroad, {WAITING:,} more waiting",
                waiting,
                theirs,
                Target("of procrastinate", _share(waiting, theirs), 1 / 200),
            ),
            _row(f"Inroad, {OLD:,} in the history", old, ours, Target("of without", _share(old, ours), 1.5)),
        ],
    )
