"""All that is stored of one member: counted, read as sheets, and deleted.

A sheet is a table with the names of the people that its rows are about. What stands in none of them, and why,
is told by the test that goes over every column.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, FromClause, Select, Table, func, literal, literal_column, select, union_all

from core.belongings import Belongings, Holdings, Row
from core.model import Owner
from storage import forgetting, tables as t

_SORTED_BY = 3
"""Columns, from the first on: mostly the person, their organisation, and when it was."""

_person = t.contacts.alias("person")
_other = t.contacts.alias("other")
_WHO = (_person.c.name.label("person"), _person.c.organisation)
_NUMBER = _person.c.id.label("person_number")


def _columns(table: FromClause, *names: str) -> list[Any]:
    return [table.c[name] for name in names]


def _with_person(table: Table, *names: str) -> Select[Any]:
    """The columns of a table whose rows are each about a person, with whom."""
    about = table.join(_person, _person.c.id == table.c.contact_id)
    return select(*_WHO, *_columns(table, *names), _NUMBER).select_from(about)


_PEOPLE = select(
    *_columns(t.contacts, "name", "organisation", "role", "email", "phone", "linkedin", "field"),
    literal("").label("tags"),
    t.contacts.c.zone.label("time_zone"),
    *_columns(t.contacts, "notes", "cadence_days", "cadence_chosen", "touched_at", "due_on", "snoozed_until"),
    *_columns(t.contacts, "created_at", "archived_at"),
    func.coalesce(t.contact_shares.c.fields, "").label("shared_with_cohort"),
    t.contact_shares.c.shared_at,
    t.contacts.c.id.label("person_number"),
).select_from(t.contacts.outerjoin(t.contact_shares, t.contact_shares.c.contact_id == t.contacts.c.id))

_CONVERSATIONS = _with_person(
    t.interviews, "started_at", "ended_at", "takeaway", "advice", "promise", "referrals", "notes", "said",
    "keep_in_touch", "thank_you", "thank_you_note", "thank_you_closed_at", "energy", "curiosity", "logged_at",
    "panel", "panel_place",
).add_columns(t.interviews.c.id.label("conversation_number"))  # fmt: skip

_DRAFTS = (
    _with_person(
        t.outreaches, "situation", "channel", "subject", "text", "state", "drafted_at", "sent_at",
        "followed_up_at", "away_until", "away_since", "closed_at",
    )
    .outerjoin(_other, _other.c.id == t.outreaches.c.about_id)
    .add_columns(_other.c.name.label("about"))
)  # fmt: skip

_MEETINGS = _with_person(
    t.scheduled_interviews, "starts_at", "ends_at", "medium", "place", "state", "scheduled_at"
).add_columns(
    t.scheduled_interviews.c.id.label("meeting_number"),
    t.scheduled_interviews.c.sequence.label("times_changed"),
    t.scheduled_interviews.c.interview_id.label("conversation_number"),
)

_PREPARATIONS = _with_person(t.preparations, "aim", "questions", "minutes", "changed_at").add_columns(
    t.preparations.c.organisation.label("about_the_organisation"),
    t.preparations.c.person.label("about_the_person"),
)

_TASKS = _with_person(
    t.tasks, "kind", "text", "due_on", "state", "created_at", "closed_at", "written_at", "told_for"
).add_columns(t.tasks.c.interview_id.label("conversation_number"))

_TAKEAWAYS = select(
    *_columns(t.cohort_takeaways, "shared_at", "text", "is_signed", "withdrawn_at"),
    t.cohort_takeaways.c.interview_id.label("conversation_number"),
)

_SETTINGS = select(
    *_columns(t.members, "zone", "quiet_start", "quiet_end", "paused_until", "nudge_days", "nudges_a_day"),
    *_columns(t.members, "mentor_days", "warm_days", "light_days", "joined_at", "last_seen_at"),
    *_columns(t.members, "zone_checked_at", "deactivated_at"),
)

_COHORT = select(
    *_columns(t.cohort_members, "joined_at", "is_facilitator", "is_counted", "start_with"),
    *_columns(t.cohort_members, "practises_since", "is_out"),
)

_REFERRALS = select(
    *_WHO,
    _other.c.name.label("named_by"),
    *_columns(t.referrals, "permission", "referred_at", "ask_on", "tell_on", "met_told_at", "result"),
    t.referrals.c.result_told_at,
    _NUMBER,
).select_from(
    t.referrals.join(_person, _person.c.id == t.referrals.c.contact_id).join(
        _other, _other.c.id == t.referrals.c.referrer_id
    )
)

_NEWS_NOTES = (
    _with_person(t.news_notes, "subject", "text", "state", "closed_at", "place")
    .join(t.news, t.news.c.id == t.news_notes.c.news_id)
    .add_columns(t.news.c.text.label("news"), t.news.c.told_at)
)

_COHORT_QUESTIONS = select(
    *_columns(t.cohort_asks, "asked_at", "about", "subject", "sent_at", "closed_at"),
    _person.c.name.label("person"),
).select_from(t.cohort_asks.outerjoin(_person, _person.c.id == t.cohort_asks.c.contact_id))


_TOLD = ("team_id", "user_id", "due_at", "kind", "state")
_REMINDERS = union_all(
    select(
        *_columns(t.reminders, *_TOLD),
        literal("").label("reason"),
        literal(None, t.reminders_done.c.finished_at.type).label("finished_at"),
    ),
    select(*_columns(t.reminders_done, *_TOLD, "reason", "finished_at")),
).subquery("told")

SHEETS: Mapping[str, tuple[Select[Any], FromClause]] = {
    "people": (_PEOPLE, t.contacts),
    "tags": (select(*_columns(t.contact_tags, "contact_id", "tag")).join(_person), _person),
    "conversations": (_CONVERSATIONS, t.interviews),
    "meetings": (_MEETINGS, t.scheduled_interviews),
    "preparations": (_PREPARATIONS, _person),
    "drafts": (_DRAFTS, t.outreaches),
    "referrals": (_REFERRALS, _person),
    "touches": (_with_person(t.touches, "touched_at", "note"), _person),
    "nudges": (_with_person(t.nudges, "due_on", "told_at"), _person),
    "tasks": (_TASKS, t.tasks),
    "news": (select(*_columns(t.news, "told_at", "text")), t.news),
    "news_notes": (_NEWS_NOTES, t.news),
    "takeaways": (_TAKEAWAYS, t.cohort_takeaways),
    "cohort_questions": (_COHORT_QUESTIONS, t.cohort_asks),
    "introductions": (
        _with_person(t.introductions, "state", "asked_at", "answered_at"),
        t.introductions,
    ),
    "practice": (select(*_columns(t.practice_pairs, "starts_on", "state")), t.practice_pairs),
    "reminders": (select(*_columns(_REMINDERS, *_TOLD[2:], "reason", "finished_at")), _REMINDERS),
    "profile": (
        select(*_columns(t.profiles, "name", "introduction", "doing", "looking_for", "link")),
        t.profiles,
    ),
    "skeletons": (
        select(*_columns(t.skeletons, "situation", "channel", "subject", "text")),
        t.skeletons,
    ),
    "settings": (_SETTINGS, t.members),
    "cohort": (_COHORT, t.cohort_members),
    "calendar": (select(t.calendar_feeds.c.made_at), t.calendar_feeds),
}
"""Each sheet's question, and in which of its tables it says whose a row is."""


class SqlBelongings:
    """See core.ports.belongings.MembersBelongings."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def count(self, owner: Owner) -> Holdings:
        def of(*counted: Table) -> int:
            return sum(self._count(table, owner) for table in counted)

        return Holdings(
            people=of(t.contacts),
            conversations=of(t.interviews),
            meetings=of(t.scheduled_interviews),
            drafts=of(t.outreaches),
            touches=self._count_about(t.touches, owner),
            tasks=of(t.tasks),
            news=of(t.news),
            words=of(t.profiles, t.skeletons),
            shared=of(t.contact_shares, t.cohort_asks, t.cohort_takeaways),
            reminders=of(t.reminders, t.reminders_done),
        )

    def some(self, owner: Owner, *names: str) -> Belongings:
        return {name: self._rows(name, owner) for name in names}

    def read(self, owner: Owner) -> Belongings:
        sheets = {**self.some(owner, *SHEETS)}
        tags = defaultdict(list)
        for row in sheets.pop("tags"):
            tags[row["contact_id"]].append(str(row["tag"]))
        sheets["people"] = [
            {**row, "tags": ", ".join(sorted(tags[row["person_number"]]))} for row in sheets["people"]
        ]
        return sheets

    def forget(self, owner: Owner) -> None:
        forgetting.forget_member(self._connection, owner)

    def _rows(self, name: str, owner: Owner) -> Sequence[Row]:
        statement, whose = SHEETS[name]
        mine = (whose.c.team_id == owner.team_id, whose.c.user_id == owner.user_id)
        first = range(1, min(len(statement.selected_columns), _SORTED_BY) + 1)
        ordered = statement.where(*mine).order_by(*(literal_column(str(place)) for place in first))
        return [dict(row) for row in self._connection.execute(ordered).mappings()]

    def _count(self, table: Table, owner: Owner) -> int:
        counted = select(func.count()).select_from(table)
        mine = (table.c.team_id == owner.team_id, table.c.user_id == owner.user_id)
        return self._connection.execute(counted.where(*mine)).scalar_one()

    def _count_about(self, table: Table, owner: Owner) -> int:
        about = table.join(t.contacts, t.contacts.c.id == table.c.contact_id)
        mine = (t.contacts.c.team_id == owner.team_id, t.contacts.c.user_id == owner.user_id)
        return self._connection.execute(select(func.count()).select_from(about).where(*mine)).scalar_one()
