"""What is said while everything of a member is gathered."""

from views import kit
from views.ids import Do


def gathering() -> kit.Message:
    """That it is under way, and where it comes."""
    said = "I am gathering everything of yours. It comes as a zip file, here in our messages, in a moment."
    return kit.message(said, [kit.section(said)])


def button(label: str = "Send me everything") -> kit.Element:
    """Asks for it."""
    return kit.button(label, Do.EXPORT_SEND)
