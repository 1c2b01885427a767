"""`/interview draft`: the form with the text and its check, kept up to date as it is filled in."""

from dataclasses import replace
from functools import partial

from core import drafting, no_reply, own_words, people_choice
from core.draft_choice import Composed, Wanted
from core.errors import InvalidFields
from core.model import NOWHERE, Member
from core.no_reply import Noted
from core.outreach import Situation
from core.outreaches import Permission
from core.profile import Profile
from handlers.draft_entry import DraftEntry, first_view, is_outdated, next_view, wanted_from
from handlers.home import Home
from handlers.live_form import LiveForm
from handlers.members import Members
from handlers.person_field import PersonField
from handlers.ports import Services
from handlers.requests import Action, Command, Interaction, Submission, record_id
from handlers.router import OK, Reply, Routes
from handlers.surfaces import explain, go_on, show_modal
from views import draft_form, outreach as outreach_views, person_field, profile_form
from views.draft_form import NOBODY, Perhaps, Start
from views.ids import Do, Form
from views.kit import View


class Drafting:
    """The draft's form, from wherever it is opened."""

    def __init__(self, services: Services, members: Members, home: Home, people: PersonField) -> None:
        self._services = services
        self._members = members
        self._home = home
        self._people = people
        self._live = LiveForm(services, self._show)

    def routes(self) -> Routes:
        chosen = (
            Do.DRAFT_PERSON,
            Do.DRAFT_REFERRER,
            Do.DRAFT_SITUATION,
            Do.DRAFT_CHANNEL,
            Do.DRAFT_REASON,
        )
        typed = (Do.DRAFT_SCHOOL, Do.DRAFT_WHY, Do.DRAFT_SUBJECT, Do.DRAFT_TEXT)
        return Routes(
            commands={"draft": self.draft},
            actions={
                Do.DRAFT_START: self.start,
                **dict.fromkeys(
                    (*chosen, Do.DRAFT_PERMISSION, Do.DRAFT_CHECK, Do.DRAFT_ANEW), self._live.changed
                ),
                **dict.fromkeys(typed, self._live.typed),
                Do.REFERRAL_ALLOW: self.allowed,
                Do.REFERRAL_REFUSE: self.refused,
            },
            forms={Form.DRAFT: self.save, Form.PROFILE: self.save_profile},
            suggestions=dict.fromkeys((Do.DRAFT_PERSON, Do.DRAFT_REFERRER), self._people.suggest),
        )

    async def draft(self, command: Command) -> Reply:
        """Open the form, for the person named after the command."""
        return go_on(self._services, command, self._open(command))

    async def start(self, action: Action) -> Reply:
        """Open the form with what the button carries."""
        return go_on(self._services, action, self._open_form(action, Start.load(action.value)))

    async def save(self, submission: Submission) -> Reply:
        """Keep the text and show it to be copied. Raises InvalidFields, NotYours."""
        member, now = await self._members.current(submission), self._services.now()
        form = DraftEntry.read(submission.values, submission.private_metadata)
        composed = await self._services.store.read(drafting.compose, member, form.wanted(), now)
        if is_outdated(composed, form):
            return Reply(view=next_view(composed, form))
        noted = await self._keep(submission, member, form)
        self._home.refresh(submission)
        return Reply(view=outreach_views.form(noted, member, now))

    async def save_profile(self, submission: Submission) -> Reply:
        """Keep what a member says about themselves, and go on to the draft. Raises InvalidFields."""
        member = await self._members.current(submission)
        values = submission.values
        said = Profile(**{part: values.get(part, "") for part in Profile.__dataclass_fields__})
        profile = await self._services.store.write(own_words.save_profile, member.owner, said)
        if not submission.private_metadata:
            return Reply(view=profile_form.saved(profile))
        return Reply(view=await self._form(member, Start.load(submission.private_metadata)))

    async def allowed(self, action: Action) -> Reply:
        """The referrer may be named: open the draft that names them."""
        return await self._answered(action, Permission.YES)

    async def refused(self, action: Action) -> Reply:
        """The referrer may not be named: open a draft that stands on its own."""
        return await self._answered(action, Permission.NO)

    async def _open(self, command: Command) -> None:
        member = await self._members.current(command)
        start = Start()
        if command.rest:
            start = Start(person_field.new_option(command.rest)["value"])
        await command.slack.open_view(command.trigger_id, await self._first(member, start))

    async def _open_form(self, action: Action, start: Start) -> None:
        await show_modal(action, await self._first(await self._members.current(action), start))

    async def _first(self, member: Member, start: Start) -> View:
        """The form, or before the very first one what the drafts have to know."""
        known = await self._services.store.read(own_words.profile, member.owner)
        return (
            await self._form(member, start) if known else profile_form.profile_form(Profile(), start.dump())
        )

    async def _form(self, member: Member, start: Start) -> View:
        start, perhaps = await self._meant(member, start)
        wanted = await self._services.store.read(drafting.to_start_with, member.owner, wanted_from(start))
        if isinstance(wanted.referrer, int):
            start = Start(start.person, wanted.situation, str(wanted.referrer))
        return first_view(await self._composed(member, wanted), start, perhaps)

    async def _meant(self, member: Member, start: Start) -> tuple[Start, Perhaps]:
        """Whoever was typed may be somebody known, whole or with a typo."""
        if not start.person.startswith(person_field.NEW):
            return start, NOBODY
        typed = start.person.removeprefix(person_field.NEW)
        meant = await self._services.store.read(people_choice.meant, member.owner, typed)
        if meant.known:
            return replace(start, person=str(meant.known.id)), NOBODY
        return (
            (replace(start, person=""), Perhaps(typed, meant.similar)) if meant.similar else (start, NOBODY)
        )

    async def _composed(self, member: Member, wanted: Wanted) -> Composed:
        return await self._services.store.read(drafting.compose, member, wanted, self._services.now())

    async def _show(self, action: Action) -> None:
        """Show what follows from the form as it was seen; a later change will be shown by itself."""
        member = await self._members.current(action)
        form = DraftEntry.read(action.values, action.private_metadata)
        composed = await self._composed(member, form.wanted())
        view = next_view(composed, form, anew=action.action_id == Do.DRAFT_ANEW)
        await action.slack.update_view(action.view_id, view, seen=action.view_hash)

    async def _keep(self, submission: Submission, member: Member, form: DraftEntry) -> Noted:
        try:
            kept = await self._services.store.write(
                drafting.keep,
                member,
                form.wanted(),
                form.written(),
                request_key=submission.view_id,
                now=self._services.now(),
            )
        except InvalidFields as invalid:
            whom = form.wanted().whom
            problems = {
                draft_form.block_id_of(name, form.made, whom): why for name, why in invalid.problems.items()
            }
            raise InvalidFields(problems) from None
        noted = await self._services.store.read(no_reply.find, member.owner, kept.outreach.id)
        if kept.is_new:
            self._services.background.spawn(self._post(submission, member, noted))
        return noted

    async def _post(self, request: Interaction, member: Member, noted: Noted) -> None:
        """Put the same into the DM, where it is found again."""
        now = self._services.now()
        where = await request.slack.post(member.owner.user_id, outreach_views.message(noted, member, now))
        by_now = await self._services.store.write(no_reply.posted, member.owner, noted.outreach.id, where)
        has_changed = replace(by_now.outreach, posted=NOWHERE) != replace(noted.outreach, posted=NOWHERE)
        if where != NOWHERE and has_changed:
            await request.slack.update(where, outreach_views.message(by_now, member, now))

    async def _answered(self, action: Action, said: Permission) -> Reply:
        member = await self._members.current(action)
        person, _, rest = action.value.partition(":")
        referrer, _, outreach = rest.partition(":")
        referral = await self._services.store.write(
            drafting.answer_permission,
            member,
            record_id(person),
            record_id(referrer),
            said,
            self._services.now(),
        )
        start = Start(person, Situation.REFERRED, str(referral.referrer.id))
        self._services.background.spawn(self._open_form(action, start), partial(explain, action))
        told = self._tell_answer(action, member, record_id(outreach), outreach_views.said(referral))
        self._services.background.spawn(told)
        return OK

    async def _tell_answer(self, action: Action, member: Member, outreach_id: int, remark: str) -> None:
        """Let the note that asked say what the answer was, in place of the question."""
        noted = await self._services.store.read(no_reply.find, member.owner, outreach_id)
        if noted.outreach.posted != NOWHERE:
            message = outreach_views.message(noted, member, self._services.now(), remark=remark)
            await action.slack.update(noted.outreach.posted, message)
