"""Cutting a connection, as a network does on a bad day."""

from aiohttp import web


def cut(request: web.Request) -> None:
    """End the connection that a request came on, without a word to the other side."""
    if request.transport is not None:
        request.transport.abort()
