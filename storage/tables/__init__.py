"""The tables, as SQLAlchemy Core. The migrations build the same ones (tested)."""

from storage.tables.asking import outreaches, profiles, referrals, skeletons
from storage.tables.cohort import (
    cohort_asks,
    cohort_members,
    cohort_takeaways,
    cohorts,
    contact_shares,
    introductions,
    practice_pairs,
)
from storage.tables.installing import installations, org_workspaces
from storage.tables.keeping import news, news_notes, nudges, touches
from storage.tables.people import calendar_feeds, contact_tags, contacts, members
from storage.tables.reminding import receipts, reminder_keys, reminders, reminders_done
from storage.tables.schema import metadata
from storage.tables.talking import interviews, preparations, scheduled_interviews, tasks

__all__ = [
    "calendar_feeds",
    "cohort_asks",
    "cohort_members",
    "cohort_takeaways",
    "cohorts",
    "contact_shares",
    "contact_tags",
    "contacts",
    "installations",
    "interviews",
    "introductions",
    "members",
    "metadata",
    "news",
    "news_notes",
    "nudges",
    "org_workspaces",
    "outreaches",
    "practice_pairs",
    "preparations",
    "profiles",
    "receipts",
    "referrals",
    "reminder_keys",
    "reminders",
    "reminders_done",
    "scheduled_interviews",
    "skeletons",
    "tasks",
    "touches",
]
