"""`/interview settings`: the form, saving it, and going back to what was set in the beginning."""

from datetime import date
from functools import partial

from core import members
from handlers.home import Home
from handlers.members import Members
from handlers.ports import Services
from handlers.requests import Action, Command, Submission
from handlers.router import OK, Reply, Routes
from handlers.settings_entry import read_nudging, read_quiet_hours
from handlers.surfaces import explain, go_on, show_modal
from views import settings_form
from views.ids import Do, Form


class Settings:
    """What a member chooses for their reminders."""

    def __init__(self, services: Services, members: Members, home: Home) -> None:
        self._services = services
        self._members = members
        self._home = home

    def routes(self) -> Routes:
        return Routes(
            commands={"settings": self.settings},
            actions={Do.SETTINGS_OPEN: self.open, Do.SETTINGS_RESET: self.reset},
            forms={Form.SETTINGS: self.save},
        )

    async def settings(self, command: Command) -> Reply:
        """Open the form."""
        return go_on(self._services, command, self._open(command))

    async def open(self, action: Action) -> Reply:
        """Open the form from a button."""
        return go_on(self._services, action, self._show(action))

    async def save(self, submission: Submission) -> Reply:
        """Save the form. Raises InvalidFields."""
        member = await self._members.current(submission)
        values = submission.values
        changed = await self._services.store.write(
            members.change_settings,
            member,
            read_quiet_hours(values),
            date.fromisoformat(values["paused_until"]) if values.get("paused_until") else None,
            self._services.now(),
            read_nudging(values),
        )
        self._home.refresh(submission)
        return Reply(view=settings_form.saved(changed, self._services.now()))

    async def reset(self, action: Action) -> Reply:
        """Set all as it was in the beginning; the button has asked whether that is meant."""
        member = await self._members.current(action)
        changed = await self._services.store.write(members.reset_settings, member, self._services.now())
        view = settings_form.saved(changed, self._services.now(), "Reset")
        self._services.background.spawn(
            action.slack.update_view(action.view_id, view), partial(explain, action)
        )
        self._home.refresh(action)
        return OK

    async def _open(self, command: Command) -> None:
        member = await self._members.current(command)
        await command.slack.open_view(command.trigger_id, settings_form.settings_form(member))

    async def _show(self, action: Action) -> None:
        await show_modal(action, settings_form.settings_form(await self._members.current(action)))
