"""Who and what the workspace starts with."""

from collections.abc import Iterable
from dataclasses import replace

from sandbox.ids import slack_id
from sandbox.workspace import SLACKBOT, Channel, User, Workspace

STUDENTS = (
    User("U07MAYA4KQ2", "maya", "Maya Okafor", "America/New_York"),
    User("U07JONAS8W1", "jonas", "Jonas Weber", "Europe/Berlin"),
    User("U07LEILANI3", "leilani", "Leilani Kealoha", "Pacific/Honolulu", display_name=""),
    User("U07PRIYA6R9", "priya", "Priya Raman", "Asia/Kolkata"),
    User("U07LUIS2M84", "luis", "Luis Romero", "America/Los_Angeles"),
    User("U07CHEN9D31", "chen", "Chen Liu", "America/New_York"),
)
FACILITATOR = User("U07RUTH5F06", "ruth", "Ruth Feldman", "America/New_York")
PEOPLE = (*STUDENTS, FACILITATOR)
GUEST = User("U07GUEST5T0", "sam", "Sam Guest", "America/Chicago", is_restricted=True)
GUEST_OF_ONE_CHANNEL = User(
    "U07NOOR8G17", "noor", "Noor Haddad", "Europe/London", is_restricted=True, is_ultra_restricted=True
)
# Of another workspace, here through Slack Connect.
VISITOR = User(
    "U03TOMAS4X5", "tomas", "Tomas Silva", "Europe/Lisbon", team_id="T03PARTNER9", is_external=True
)
OTHERS = (
    User("U07MAREK6R2", "marek", "Marek Nowak", "Europe/Warsaw", deleted=True),
    GUEST,
    GUEST_OF_ONE_CHANNEL,
    VISITOR,
    # Slackbot says of itself that it is no bot: who counts people must know it by its id.
    User(SLACKBOT, "slackbot", "Slackbot", "America/Los_Angeles"),
)
REGULAR = tuple(user.id for user in PEOPLE)
_MAYA, _JONAS, _LEILANI, _PRIYA, _LUIS, _CHEN = (user.id for user in STUDENTS)
# All but one of the students; and some who are in the channel, but not of the cohort.
_IN_THE_COHORT = (FACILITATOR.id, _MAYA, _JONAS, _PRIYA, _LUIS, _CHEN)
_BESIDES = (GUEST.id, GUEST_OF_ONE_CHANNEL.id, VISITOR.id)


def seed(workspace: Workspace) -> None:
    """Fill an empty workspace with its people, channels and direct messages with the bot."""
    now, bot = workspace.epoch(), _bot(workspace)
    for user in (*PEOPLE, *OTHERS, bot):
        workspace.users[user.id] = replace(user, updated=now)
    channels = [
        Channel("C07GENERAL1", "general", [*REGULAR], now, is_general=True),
        Channel("C07COHORT42", "cohort", [_MAYA, _JONAS, _LEILANI, GUEST.id], now),
        Channel("C07CAREER77", "career-cohort", [*_IN_THE_COHORT, *_BESIDES], now, creator=FACILITATOR.id),
        *(Channel(dm, "", [user_id, bot.id], now, is_im=True) for dm, user_id in _DMS.items()),
    ]
    workspace.channels |= {channel.id: channel for channel in channels}


def seed_beside(workspace: Workspace, names: Iterable[str], tz: str) -> None:
    """Fill an empty workspace with these people, known by their first names; ValueError for one twice."""
    now, slackbot = workspace.epoch(), User(SLACKBOT, "slackbot", "Slackbot", "America/Los_Angeles")
    people = [User(slack_id("U"), name.split()[0].lower(), name, tz) for name in names]
    if len({user.handle for user in people}) < len(people):
        raise ValueError("Two people of one workspace cannot have the same first name here.")
    for user in (*people, slackbot, _bot(workspace)):
        workspace.users[user.id] = replace(user, updated=now, team_id=workspace.team_id)
    members = [user.id for user in people]
    for name in ("general", "cohort"):
        channel = Channel(
            slack_id("C"), name, [*members], now, is_general=name == "general", creator=members[0]
        )
        workspace.channels[channel.id] = channel


def _bot(workspace: Workspace) -> User:
    app = workspace.app
    name = app.manifest.bot_name
    zone, away = "America/Los_Angeles", not app.installed
    return User(app.bot_user_id, name, name, zone, is_bot=True, bot_id=app.bot_id, deleted=away)


_DMS = {
    "D07MAYA0001": _MAYA,
    "D07JONAS002": _JONAS,
    "D07LEILANI3": _LEILANI,
    "D07GUEST004": GUEST.id,
    "D07PRIYA005": _PRIYA,
    "D07LUIS0006": _LUIS,
    "D07CHEN0007": _CHEN,
    "D07RUTH0008": FACILITATOR.id,
}
