"""Files on their way out of the workspace."""

from aiohttp import web

from sandbox.files import File


def file_response(file: File) -> web.Response:
    """A file to be saved: no browser may take it for a page of the sandbox's own."""
    headers = {
        "Content-Disposition": file.disposition,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return web.Response(body=file.content, content_type=file.mimetype, headers=headers)
