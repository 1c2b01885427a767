"""A link that opens a finished e-mail in the member's own mail program (RFC 6068).

It is a link in mrkdwn, which Slack documents for e-mail addresses. Which addresses a button's ``url`` may
have is not documented, and a refused button would take its whole message along.
"""

from urllib.parse import quote

from views import kit

TOO_LONG = "This text is too long for a link into your mail program: copy it instead."

LONGEST = kit.SECTION_LIMIT - 50
"""Characters of an address that still fit into a paragraph with its label."""


def mailto(address: str, subject: str, body: str) -> str:
    """The address with subject and body: UTF-8, percent-encoded, lines ended by CR and LF."""
    return f"mailto:{_encoded(address, safe='@')}?subject={_encoded(subject)}&body={_encoded(body)}"


def link(address: str, subject: str, body: str) -> str:
    """The link as mrkdwn; empty where it would be too long for Slack."""
    target = kit.escape(mailto(address, subject, body))
    return f"<{target}|Open in mail>" if len(target) <= LONGEST else ""


def ways(address: str, subject: str, body: str) -> list[kit.Block]:
    """How a finished text gets into the mail program: by the link, or copied; and to which address.

    The address is apart from the link and as typed, so that it can be copied and takes the link no room.
    """
    opens = kit.section(link(address, subject, body) or TOO_LONG)
    return [opens, kit.facts([("To", address)])] if address else [opens]


def _encoded(text: str, safe: str = "") -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return quote(lines.replace("\n", "\r\n"), safe=safe)
