"""Which thank-you note a member means when they ask for one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from core import people_choice, thank_you_rules as rules
from core.model import Contact, Interview, Owner, ThankYou
from core.panel import OWED
from core.ports import UnitOfWork, Uow

OFFERED = 5
"""How many notes that are not owed are offered at most (our choice)."""


@dataclass(frozen=True, slots=True)
class Meant:
    """The notes that may be meant. ``typed``: whose, as the member said it; "" for anybody's.

    ``owed``: oldest first. ``others``: the last conversation with each person to whom none is owed.
    ``not_met``: people of that name with whom no conversation is logged.
    """

    typed: str
    owed: list[Interview]
    others: list[Interview]
    not_met: list[Contact]

    @property
    def only(self) -> Interview | None:
        """The one to show at once: the only one owed, or else the one that was asked for and is sent."""
        if len(self.owed) == 1:
            return self.owed[0]
        asked_for = self.others if self.typed and not self.owed and not self.not_met else []
        sent = [each for each in asked_for if each.thank_you is ThankYou.SENT]
        return sent[0] if len(asked_for) == len(sent) == 1 else None


def meant_by(uow: Uow, owner: Owner, typed: str, now: datetime) -> Meant:
    """The notes to the people whom these words name, or all of them."""
    people = people_choice.candidates(uow, owner, typed) if typed else []
    with uow() as work:
        return _of_people(work, owner, typed, people, now) if typed else _of_all(work, owner, now)


def _of_all(work: UnitOfWork, owner: Owner, now: datetime) -> Meant:
    owed = work.interviews.owing_thanks(owner, now - rules.STILL_WORTH_SENDING)
    others = _one_each(work.interviews.latest(owner, 4 * OFFERED), now)
    return Meant("", owed, others, [])


def _of_people(work: UnitOfWork, owner: Owner, typed: str, people: list[Contact], now: datetime) -> Meant:
    talks = {contact.id: work.interviews.with_contact(owner, contact.id) for contact in people}
    every = [talk for each in talks.values() for talk in each]
    owed = sorted((talk for talk in every if _is_owed(talk, now)), key=lambda talk: talk.ended_at)
    thanked = {talk.contact.id for talk in owed}
    others = _one_each((talk for talk in every if talk.contact.id not in thanked), now)
    return Meant(typed, owed, others, [contact for contact in people if not talks[contact.id]][:OFFERED])


def _one_each(newest_first: Iterable[Interview], now: datetime) -> list[Interview]:
    latest: dict[int, Interview] = {}
    for talk in newest_first:
        latest.setdefault(talk.contact.id, talk)
    return [talk for talk in latest.values() if not _is_owed(talk, now)][:OFFERED]


def _is_owed(interview: Interview, now: datetime) -> bool:
    return rules.standing(interview, now) in OWED
