"""Who and what the workspace starts with."""

from dataclasses import replace

from sandbox.workspace import SLACKBOT, Channel, User, Workspace

PEOPLE = (
    User("U07MAYA4KQ2", "maya", "Maya Okafor", "America/New_York"),
    User("U07JONAS8W1", "jonas", "Jonas Weber", "Europe/Berlin"),
    User("U07LEILANI3", "leilani", "Leilani Kealoha", "Pacific/Honolulu", display_name=""),
)
GUEST = User("U07GUEST5T0", "sam", "Sam Guest", "America/Chicago", is_restricted=True)
OTHERS = (
    User("U07PRIYA6R9", "priya", "Priya Raman", "Asia/Kolkata", deleted=True),
    GUEST,
    # Slackbot says of itself that it is no bot: who counts people must know it by its id.
    User(SLACKBOT, "slackbot", "Slackbot", "America/Los_Angeles"),
)
REGULAR = tuple(user.id for user in PEOPLE)


def seed(workspace: Workspace) -> None:
    """Fill an empty workspace with its people, channels and direct messages with the bot."""
    app, now = workspace.app, workspace.epoch()
    name = app.manifest.bot_name
    bot = User(app.bot_user_id, name, name, "America/Los_Angeles", is_bot=True, bot_id=app.bot_id)
    for user in (*PEOPLE, *OTHERS, bot):
        workspace.users[user.id] = replace(user, updated=now)
    channels = [
        Channel("C07GENERAL1", "general", [*REGULAR], now, is_general=True),
        Channel("C07COHORT42", "cohort", [*REGULAR, GUEST.id], now),
        Channel("D07MAYA0001", "", [REGULAR[0], bot.id], now, is_im=True),
        Channel("D07JONAS002", "", [REGULAR[1], bot.id], now, is_im=True),
        Channel("D07LEILANI3", "", [REGULAR[2], bot.id], now, is_im=True),
        Channel("D07GUEST004", "", [GUEST.id, bot.id], now, is_im=True),
    ]
    workspace.channels |= {channel.id: channel for channel in channels}
