"""People who were named: adding them, asking them, and telling whoever named them what came of it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from core import conversations, referral_reminders, referrals
from core.errors import InvalidFields
from core.model import Contact, Member, PostedMessage, ReminderKind
from core.ports import Uow
from core.referral import Named
from handlers.home import Home
from handlers.members import Members
from handlers.names_entry import check, described, names_left, naming, read_rows, rows_of, with_choice
from handlers.ports import Services
from handlers.requests import Action, Submission, record_id
from handlers.router import OK, Reply, Routes
from handlers.surfaces import explain, go_on, show_modal
from views import names_form, referrals as referral_views
from views.ids import Do, Form
from views.names_form import NameRow, NamesForm
from views.person_form import PersonForm

Change = Callable[[Uow, Member, int, datetime], Named]


class Referrals:
    """The form of names, and the buttons of the two reminders."""

    def __init__(self, services: Services, members: Members, home: Home) -> None:
        self._services = services
        self._members = members
        self._home = home

    def routes(self) -> Routes:
        return Routes(
            actions={
                Do.NAMES_ADD: self.start,
                Do.REFERRAL_LATER: self.next_week,
                Do.REFERRAL_DROP: self.not_them,
                Do.REFERRER_TOLD: self.told,
                Do.REFERRER_SKIP: self.not_this_time,
                Do.REFERRAL_RESULT: self.ask_result,
            },
            forms={Form.NAMES: self.save, Form.RESULT: self.save_result},
        )

    async def start(self, action: Action) -> Reply:
        """Open the form with the names that were written down."""
        return go_on(self._services, action, self._open_names(action))

    async def save(self, submission: Submission) -> Reply:
        """Keep what has been shown; show who may be meant by what has not. Raises InvalidFields, NotYours."""
        member = await self._members.current(submission)
        form, rows = NamesForm.load(submission.private_metadata), read_rows(submission.values)
        check(rows)
        interview, _named = await self._services.store.read(
            referrals.of_talk, member.owner, form.interview_id
        )
        similar = await self._similar(member, rows)
        if [[contact.id for contact in known] for known in similar] != form.shown:
            rows = [with_choice(row, known) for row, known in zip(rows, similar, strict=True)]
            return Reply(view=names_form.names_form(interview, rows, similar))
        people = [naming(row, known) for row, known in zip(rows, similar, strict=True) if row.name]
        try:
            added = await self._services.store.write(
                referrals.add,
                member,
                form.interview_id,
                people,
                self._services.now(),
                request_key=submission.view_id,
            )
        except InvalidFields as invalid:
            itself = str(interview.contact.id)
            place = next((place for place, row in enumerate(rows) if row.same == itself), 0)
            raise InvalidFields({names_form.block_id("name", place): invalid.sentence}) from None
        self._home.refresh(submission)
        interview, named = await self._services.store.read(referrals.of_talk, member.owner, form.interview_id)
        left = names_left(interview, named)
        return Reply(view=names_form.added(interview, added, left))

    async def next_week(self, action: Action) -> Reply:
        """Be reminded of asking in a week."""
        return await self._asking(action, referrals.ask_next_week)

    async def not_them(self, action: Action) -> Reply:
        """They are not to be asked."""
        return await self._asking(action, referrals.not_them)

    async def told(self, action: Action) -> Reply:
        """The referrer was told: that is a touch."""
        return await self._telling(action, referrals.told)

    async def not_this_time(self, action: Action) -> Reply:
        """The referrer will not be told."""
        return await self._telling(action, referrals.not_this_time)

    async def ask_result(self, action: Action) -> Reply:
        """Ask what came of it."""
        return go_on(self._services, action, self._open_result(action))

    async def save_result(self, submission: Submission) -> Reply:
        """Keep what came of it. Raises InvalidFields, NotYours."""
        member = await self._members.current(submission)
        named = await self._services.store.write(
            referrals.came_of_it,
            member,
            PersonForm.load(submission.private_metadata).contact_id,
            submission.values.get("result", ""),
            self._services.now(),
            request_key=submission.view_id,
        )
        self._home.refresh(submission)
        return Reply(view=referral_views.result_saved(named))

    async def _open_names(self, action: Action) -> None:
        member = await self._members.current(action)
        interview, named = await self._services.store.read(
            referrals.of_talk, member.owner, record_id(action.value)
        )
        rows, _left = rows_of(interview, named)
        similar = await self._similar(member, rows)
        await show_modal(action, names_form.names_form(interview, rows, similar))

    async def _open_result(self, action: Action) -> None:
        member = await self._members.current(action)
        named = await self._services.store.read(referrals.find, member.owner, record_id(action.value))
        about = PersonForm(named.contact.id, action.view_id)
        await show_modal(action, referral_views.result_form(named, about))

    async def _similar(self, member: Member, rows: Sequence[NameRow]) -> list[list[Contact]]:
        people = [described(row) for row in rows]
        return await self._services.store.read(conversations.similar_to_each, member.owner, people)

    async def _asking(self, action: Action, change: Change) -> Reply:
        member, now = await self._members.current(action), self._services.now()
        named = await self._services.store.write(change, member, record_id(action.value), now)
        self._show(action, member, ReminderKind.ACT_ON_REFERRAL, named)
        return OK

    async def _telling(self, action: Action, change: Callable[..., Named]) -> Reply:
        member, now = await self._members.current(action), self._services.now()
        contact, _, referrer = action.value.partition(":")
        named = await self._services.store.write(change, member, record_id(contact), record_id(referrer), now)
        self._show(action, member, ReminderKind.TELL_REFERRER, named)
        return OK

    def _show(self, action: Action, member: Member, kind: ReminderKind, named: Named) -> None:
        """Let the reminder say how it stands now, and draw Home again."""
        if action.message:
            work = self._tell(action, action.message, member, kind, named.contact.id)
            self._services.background.spawn(work, partial(explain, action))
        self._home.refresh(action)

    async def _tell(
        self, action: Action, where: PostedMessage, member: Member, kind: ReminderKind, contact_id: int
    ) -> None:
        told = await self._services.store.read(
            referral_reminders.named_with, member.owner, kind, contact_id, where
        )
        message = referral_views.reminder(kind, told, member, self._services.now())
        await action.slack.update(where, message)
