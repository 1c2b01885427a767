"""Files as the workspace keeps them and as the Web API shows them."""

import mimetypes
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote

from sandbox.json_types import Json

UNKNOWN = "application/octet-stream"
# What this machine happens to know beyond that must not make a difference.
_TYPES = mimetypes.MimeTypes(filenames=())
_TYPES.add_type("text/calendar", ".ics")
_TYPES.add_type("text/vcard", ".vcf")
_TYPES.add_type("text/markdown", ".md")


@dataclass(frozen=True)
class File:
    """A file whose upload was completed; `user` is who uploaded it, `created` in Unix seconds."""

    id: str
    name: str
    title: str
    user: str
    created: int
    content: bytes
    alt_text: str = ""

    @property
    def mimetype(self) -> str:
        """By the ending of the name."""
        return _TYPES.guess_type(self.name)[0] or UNKNOWN

    @property
    def disposition(self) -> str:
        """The header that makes a browser save the file under its name, whatever is in that."""
        return f"attachment; filename*=UTF-8''{quote(self.name, safe='', errors='replace')}"


def file_json(file: File, team_id: str, url: str) -> Json:
    """A file as messages show it; `url` is where the workspace is served."""
    kind = PurePosixPath(file.name).suffix.removeprefix(".").lower() or "binary"
    known = {"mimetype": file.mimetype, "filetype": kind, "pretty_type": kind.upper()}
    about = unprocessed_json(file, team_id, url) | known
    return about | {"alt_txt": file.alt_text} if file.alt_text else about


def unprocessed_json(file: File, team_id: str, url: str) -> Json:
    """A file just after its upload, when Slack does not know yet what is in it and where it was shared."""
    name = quote(file.name, safe="", errors="replace")
    place = f"{url}/files-pri/{team_id}-{file.id}"
    return {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title,
        "mimetype": "",
        "filetype": "",
        "pretty_type": "",
        "user": file.user,
        "user_team": team_id,
        "editable": False,
        "size": len(file.content),
        "mode": "hosted",
        "is_external": False,
        "external_type": "",
        "is_public": False,
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "url_private": f"{place}/{name}",
        "url_private_download": f"{place}/download/{name}",
        "media_display_type": "unknown",
        "permalink": f"{url}/files/{file.user}/{file.id}/{name}",
        "comments_count": 0,
        "is_starred": False,
        "shares": {},
        "channels": [],
        "groups": [],
        "ims": [],
        "has_rich_preview": False,
        "file_access": "visible",
    }
