"""Use cases about what Slack delivers: the same thing twice is handled once."""

from datetime import datetime, timedelta

from core.ports import Uow

REMEMBERED_FOR = timedelta(hours=25)
"""Slack repeats an event within minutes, and hourly for a day where delayed events are on."""


POSTING_TAKES = timedelta(minutes=1)
"""What is not in the channel by then was not posted: it may be taken on once more (our choice)."""


def first_time(uow: Uow, key: str, now: datetime) -> bool:
    """Whether this delivery has not been handled before."""
    with uow() as work:
        new = work.receipts.first_time(key, now)
        work.commit()
    return new


def forget_old(uow: Uow, now: datetime) -> None:
    """Drop what can no longer be repeated."""
    with uow() as work:
        work.receipts.forget_before(now - REMEMBERED_FOR)
        work.commit()
