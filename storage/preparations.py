"""Preparations in SQL: one for each contact, its questions and answers as JSON."""

import json
from datetime import datetime

from sqlalchemy import Connection, and_, insert, select, update

from core.errors import NotYours
from core.model import Owner
from core.preparation import Answer, Preparation, PreparedQuestion
from core.question_bank import Priority
from storage.columns import AnyRow
from storage.tables import contacts, preparations

_COLUMNS = (
    preparations.c.contact_id,
    preparations.c.organisation,
    preparations.c.person,
    preparations.c.aim,
    preparations.c.questions,
    preparations.c.minutes,
)


class SqlPreparations:
    """See core.ports.talking.Preparations."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, owner: Owner, contact_id: int) -> Preparation | None:
        mine = and_(
            contacts.c.id == contact_id,
            contacts.c.team_id == owner.team_id,
            contacts.c.user_id == owner.user_id,
        )
        statement = select(*_COLUMNS).select_from(contacts.outerjoin(preparations)).where(mine)
        row = self._connection.execute(statement).one_or_none()
        if row is None:
            raise NotYours
        return None if row.contact_id is None else _preparation(row)

    def save(self, owner: Owner, contact_id: int, preparation: Preparation, now: datetime) -> None:
        known = self.get(owner, contact_id)
        values = {
            "organisation": preparation.organisation,
            "person": preparation.person,
            "aim": preparation.aim,
            "questions": _dumped(preparation),
            "minutes": preparation.minutes,
            "changed_at": now,
        }
        if known is None:
            self._connection.execute(insert(preparations).values(contact_id=contact_id, **values))
        else:
            of_contact = preparations.c.contact_id == contact_id
            self._connection.execute(update(preparations).where(of_contact).values(values))


def _dumped(preparation: Preparation) -> str:
    """Two lists of objects: a merge puts those of two preparations together."""
    return json.dumps(
        {
            "asked": [{"text": each.text, "priority": each.priority} for each in preparation.questions],
            "answered": [{"question": each.question, "text": each.text} for each in preparation.answers],
        }
    )


def _preparation(row: AnyRow) -> Preparation:
    _, organisation, person, aim, questions, minutes = row
    written = json.loads(questions)
    return Preparation(
        organisation=organisation,
        person=person,
        aim=aim,
        questions=tuple(
            PreparedQuestion(each["text"], Priority(each["priority"])) for each in written["asked"]
        ),
        minutes=minutes,
        answers=tuple(Answer(each["question"], each["text"]) for each in written["answered"]),
    )
