"""What is on this machine and what is not."""

import ipaddress
from collections.abc import Callable
from typing import Any

from aiohttp import web


def is_loopback(host: str | None) -> bool:
    """Whether this name or address is this machine itself."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


@web.middleware
async def refuse_other_hosts(
    request: web.Request, handler: Callable[[web.Request], Any]
) -> web.StreamResponse:
    """Answer only to those who called this machine by one of its own names."""
    # A website whose name was made to point here must not drive the workspace.
    if not is_loopback(request.url.host):
        raise web.HTTPForbidden(text="The sandbox answers to this machine only.")
    response: web.StreamResponse = await handler(request)
    return response
