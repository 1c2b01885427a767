"""Files that people send: read from Slack with the bot's token, so much of them and no more."""

from urllib.parse import urlsplit

import aiohttp

from core.errors import InroadError

LONGEST_S = 60
_CHUNK = 1 << 16
_SLACKS = ("slack.com", "slack-gov.com")
_REFUSED = (
    "Slack did not let me read that file. If Inroad was updated lately, whoever runs it has to allow it the "
    "scope files:read (inroad doctor tells how). Until then you can paste the rows: type /interview import."
)
FILE_REFUSALS = {
    "missing_scope": _REFUSED,
    "file_not_found": "That file is not in Slack any more. Send it again.",
    "file_deleted": "That file is not in Slack any more. Send it again.",
}
"""What is said where Slack refuses to tell of a file, by its own word."""


class TooMuch(Exception):
    """The file has more bytes than wanted."""


async def download(
    http: aiohttp.ClientSession, url: str, token: str, most: int, *, api_url: str, proxy: str | None
) -> bytes:
    """What is in a file. Raises TooMuch, InroadError where Slack shows its page to sign in instead."""
    _check_place(url, api_url)
    headers = {"Authorization": f"Bearer {token}"}
    limit = aiohttp.ClientTimeout(total=LONGEST_S)
    async with http.get(url, headers=headers, timeout=limit, allow_redirects=False, proxy=proxy) as response:
        if response.status != 200 or response.content_type == "text/html":
            raise InroadError(_REFUSED)
        content = bytearray()
        async for chunk in response.content.iter_chunked(_CHUNK):
            content += chunk
            if len(content) > most:
                raise TooMuch
    return bytes(content)


def _check_place(url: str, api_url: str) -> None:
    """A file that only stands in another service has its address there, and the token goes to nobody else."""
    wanted, own = urlsplit(url), urlsplit(api_url)
    host = wanted.hostname or ""
    is_slacks = wanted.scheme == "https" and any(
        host == name or host.endswith(f".{name}") for name in _SLACKS
    )
    if not is_slacks and (wanted.scheme, wanted.netloc) != (own.scheme, own.netloc):
        raise InroadError(
            "That file is kept outside of Slack, where I can't read it. Send me the file itself."
        )
