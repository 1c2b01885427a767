"""Every handler, walked with the numbers of another member's records: nothing is told, nothing changes."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from bot.background import Tasks
from bot.threads import Threads
from core.errors import InroadError
from core.model import NOWHERE, Owner, PostedMessage
from handlers.ports import Services
from handlers.requests import Action, Submission, Suggestion
from handlers.router import Router
from sandbox import Person
from storage.tables import members, metadata
from tests.scenarios.test_draft import open_draft, ready, write
from tests.scenarios.test_schedule import schedule
from tests.world import World
from views.ids import Do, Form

SECRETS = ("Quorvath", "Blixtrum", "zylophonic")
NUMBERS = range(1, 6)


class EverythingTold:
    """Slack as it would hear it: every call is kept, and answered with something harmless."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def __getattr__(self, name: str) -> Any:
        async def call(*args: Any, **kwargs: Any) -> Any:
            self.told.append(repr((name, args, kwargs)))
            answers = {"post": NOWHERE, "zone_of": "Europe/Berlin", "open_view": "V1", "members_of": []}
            return answers.get(name, {} if name in {"person", "conversation", "file"} else True)

        return call


class Forged(dict[str, str]):
    """A form in which every field holds the number of somebody else's record."""

    def __init__(self, number: str) -> None:
        super().__init__(dict.fromkeys(("person", "contact", "other", "permission", "news"), number))
        self._number = number

    def get(self, _name: str, _default: Any = "") -> str:
        return self._number

    def __missing__(self, _name: str) -> str:
        return self._number


async def mayas_days(world: World) -> None:
    """A talk with promise and advice, an ask that was sent, and a conversation that is agreed."""
    maya = world.maya
    debrief = {
        "takeaway": "a zylophonic takeaway",
        "advice": "read Blixtrum's book",
        "promise": "call Quorvath",
    }
    await world.log(maya, "Zed Quorvath, Blixtrum, today 2pm, 40 min", **debrief)
    await open_draft(world, maya, "Yan Quorvath, scientist at Blixtrum")
    await write(world, maya, "draft.why", "Your zylophonic talk changed how I read my own data.")
    await ready(world, maya)
    await maya.press("outreach.sent")
    await world.settled()
    await maya.close(clear=True)
    await schedule(world, maya, "Xen Quorvath, Blixtrum, tomorrow 3pm, 30 min")
    await world.settled()


def rows_of(world: World, user_id: str) -> set[str]:
    """What is stored of a member, as text, but for when they were last seen."""
    found = set()
    with world.database.engine.connect() as connection:
        for table in metadata.sorted_tables:
            if table.name == "members" or "user_id" not in table.c:
                continue
            rows = connection.execute(select(table).where(table.c.user_id == user_id))
            found |= {f"{table.name} {tuple(row)}" for row in rows}
    return found


def _owner(world: World, person: Person) -> Owner:
    with world.database.engine.connect() as connection:
        team = connection.execute(
            select(members.c.team_id).where(members.c.user_id == person.id)
        ).scalar_one()
    return Owner(team, person.id)


def _values() -> Iterator[str]:
    for number in NUMBERS:
        yield from (str(number), f"{number}:{number}", f"{number}:1", f"1:{number}", f"{number}:yes")


@pytest.fixture
def slack() -> EverythingTold:
    return EverythingTold()


async def test_no_handler_tells_or_changes_anything_of_another_member(
    cohort: World, slack: EverythingTold
) -> None:
    await mayas_days(cohort)
    await cohort.answer_to(cohort.jonas, "/interview")
    before = rows_of(cohort, cohort.maya.id)
    assert len(before) > 8
    heard = await walk(cohort, _owner(cohort, cohort.jonas), slack)
    assert len(slack.told) > 100
    for secret in SECRETS:
        assert secret not in heard
    assert before <= rows_of(cohort, cohort.maya.id)
    # The same walk by whoever's records they are does tell: the numbers are the right ones.
    told = await walk(cohort, _owner(cohort, cohort.maya), slack)
    for secret in SECRETS:
        assert secret in told


async def walk(world: World, owner: Owner, slack: EverythingTold) -> str:
    """Press, submit and ask everything as this person; all that was answered or called by it."""
    store, tasks = Threads(world.database), Tasks()
    router = Router(world.bot.features(Services(store, tasks, world.clock.now)))
    requests: list[Action | Submission | Suggestion] = [*_actions(owner, slack), *_suggestions(owner, slack)]
    requests += _submissions(owner, slack)
    answers = [await _answer(router, request) for request in requests]
    await tasks.idle()
    store.close()
    return "\n".join([*answers, *slack.told])


async def _answer(router: Router, request: Action | Submission | Suggestion) -> str:
    try:
        if isinstance(request, Action):
            return repr(await router.action(request))
        if isinstance(request, Submission):
            return repr(await router.submission(request))
        return repr(await router.suggestion(request))
    except InroadError as error:
        return repr(error.sentence)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        # Forged beyond what a view of ours can hold: the person gets a reference, and the log the error.
        return repr(error)


def _actions(jonas: Owner, slack: Any) -> Iterator[Action]:
    message = PostedMessage("D1", "1.1")
    for action_id in Do:
        for value in _values():
            where = {"message": message} if value.isdigit() else {"view_id": "V1", "view_type": "modal"}
            yield Action(
                owner=jonas,
                slack=slack,
                trigger_id="T",
                response_url="R",
                action_id=action_id,
                value=value,
                private_metadata=value,
                values=Forged(value.partition(":")[0]),
                **where,
            )


def _submissions(jonas: Owner, slack: Any) -> Iterator[Submission]:
    for form in Form:
        for place, value in enumerate(_values()):
            yield Submission(
                owner=jonas,
                slack=slack,
                trigger_id="T",
                callback_id=form,
                view_id=f"V{form}{place}",
                private_metadata=value,
                values=Forged(value.partition(":")[0]),
            )


def _suggestions(jonas: Owner, slack: Any) -> Iterator[Suggestion]:
    for action_id in Do:
        for query in ("quor", "blix", "1"):
            yield Suggestion(owner=jonas, slack=slack, action_id=action_id, query=query)
