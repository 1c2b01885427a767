"""What the queue is compared with: the same number of jobs that do nothing, in other people's queues."""

import asyncio
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, sleep

import psycopg
from apscheduler.events import EVENT_JOB_EXECUTED, EVENT_JOB_MISSED
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import create_engine, text

BATCH = 500
STORING_S = 0.006
"""Storing one job takes less than that: all are stored before the first is due."""


def noop() -> None:
    """A job."""


def apscheduler_store(folder: Path, jobs: int, *, tuned: bool) -> float:
    """One date job for each reminder in a new SQLite file; jobs that really ran per second."""
    file = folder / "store.db"
    file.unlink(missing_ok=True)
    engine = create_engine(f"sqlite:///{file}")
    if tuned:
        with engine.connect() as connection:
            connection.execute(text("PRAGMA journal_mode=WAL"))
    scheduler = BackgroundScheduler(jobstores={"default": SQLAlchemyJobStore(engine=engine)}, timezone="UTC")
    ran, over, ended = 0, 0, threading.Event()

    def count(event: object) -> None:
        nonlocal ran, over
        over += 1
        ran += getattr(event, "code", 0) == EVENT_JOB_EXECUTED
        if over == jobs:
            ended.set()

    scheduler.add_listener(count, EVENT_JOB_EXECUTED | EVENT_JOB_MISSED)
    scheduler.start(paused=True)
    due = datetime.now(UTC) + timedelta(seconds=1 + jobs * STORING_S)
    more = {"misfire_grace_time": None} if tuned else {}
    for number in range(jobs):
        scheduler.add_job(noop, "date", run_date=due, id=str(number), **more)
    scheduler.resume()
    sleep(max((due - datetime.now(UTC)).total_seconds(), 0))
    started = perf_counter()
    while not ended.wait(0.01) and scheduler.get_jobs():
        sleep(0.01)
    taken = perf_counter() - started
    scheduler.shutdown()
    engine.dispose()
    return max(ran, 1) / taken


def procrastinate(address: str, jobs: int, waiting: int) -> float:
    """Jobs per second of one worker, with others that wait for next year."""
    _empty(address)
    return asyncio.run(_procrastinate(address, jobs, waiting))


async def _procrastinate(address: str, jobs: int, waiting: int) -> float:
    from procrastinate import App, PsycopgConnector  # noqa: PLC0415 - installed for benchmarks only

    app = App(connector=PsycopgConnector(conninfo=address), import_paths=["bench.queue_peers"])

    @app.task(name="noop")
    async def task() -> None:
        pass

    async with app.open_async():
        await app.schema_manager.apply_schema_async()
        later = task.configure(schedule_at=datetime.now(UTC) + timedelta(days=365))
        for _ in range(waiting // BATCH):
            await later.batch_defer_async(*[{}] * BATCH)
        for _ in range(max(jobs // BATCH, 1)):
            await task.batch_defer_async(*[{}] * min(jobs, BATCH))
        started = perf_counter()
        await app.run_worker_async(
            wait=False, concurrency=100, install_signal_handlers=False, delete_jobs="always"
        )
        return jobs / (perf_counter() - started)


def pgqueuer(address: str, jobs: int) -> float:
    """Jobs per second of one worker."""
    _empty(address)
    return asyncio.run(_pgqueuer(address, jobs))


async def _pgqueuer(address: str, jobs: int) -> float:
    from pgqueuer import PgQueuer  # noqa: PLC0415 - installed for benchmarks only
    from pgqueuer.db import PsycopgDriver  # noqa: PLC0415

    connection = await psycopg.AsyncConnection.connect(address, autocommit=True)
    async with connection:
        worker = PgQueuer(PsycopgDriver(connection))
        queries = worker.qm.queries
        await queries.install()
        for _ in range(max(jobs // BATCH, 1)):
            count = min(jobs, BATCH)
            await queries.enqueue(["noop"] * count, [None] * count, [0] * count)
        left = max(jobs // BATCH, 1) * min(jobs, BATCH)

        @worker.entrypoint("noop")
        async def task(_job: object) -> None:
            nonlocal left
            left -= 1
            if not left:
                worker.shutdown.set()

        started = perf_counter()
        await worker.run(batch_size=BATCH, dequeue_timeout=timedelta(seconds=1))
        return jobs / (perf_counter() - started)


def _empty(address: str) -> None:
    with closing(psycopg.connect(address, autocommit=True)) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
