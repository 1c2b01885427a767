"""What follows in Slack when a thank-you note is dealt with."""

from collections.abc import Iterable

from core.model import Member, PostedMessage
from core.thank_you import Closed
from handlers.home import Home
from handlers.ports import Services
from handlers.requests import Interaction
from views import panel
from views.kit import Message


class NoteRecords:
    """Turns reminders into records."""

    def __init__(self, services: Services, home: Home) -> None:
        self._services = services
        self._home = home

    def tell(
        self, request: Interaction, member: Member, closed: Closed, here: Iterable[PostedMessage] = ()
    ) -> None:
        """Let every reminder of the note say what became of it, and draw Home again."""
        record = panel.after(closed.interview, closed.panel, member, self._services.now())
        for message in {*closed.posted, *here}:
            self._services.background.spawn(_replace(request, message, record))
        self._home.refresh(request)


async def _replace(request: Interaction, posted: PostedMessage, record: Message) -> None:
    await request.slack.update(posted, record)
