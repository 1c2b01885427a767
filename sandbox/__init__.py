"""A small Slack workspace on localhost, as strict as Slack itself, to try an app in and to test it."""

from sandbox.actions import Pressed
from sandbox.clock import Clock
from sandbox.commands import CommandResult
from sandbox.faults import Fault, Faults
from sandbox.forms import Submitted
from sandbox.person import Person
from sandbox.screen import Attached, Message, View
from sandbox.server import Sandbox
from sandbox.teams import Team
from sandbox.web_api import Call

__all__ = [
    "Attached",
    "Call",
    "Clock",
    "CommandResult",
    "Fault",
    "Faults",
    "Message",
    "Person",
    "Pressed",
    "Sandbox",
    "Submitted",
    "Team",
    "View",
]
