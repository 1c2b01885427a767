"""Files on their way in: by upload URLs, each for the bytes of one file, once; and from people."""

from collections.abc import Iterable
from dataclasses import dataclass

from aiohttp import web
from aiohttp.web_request import FileField

from sandbox.errors import SlackError
from sandbox.files import File
from sandbox.ids import secret, slack_id
from sandbox.json_types import Json
from sandbox.workspace import User, Workspace


@dataclass
class _Upload:
    id: str
    name: str
    length: int
    alt_text: str
    content: bytes | None = None


class Uploads:
    """Gives out upload URLs and takes what is posted to them; keeps every file that came."""

    def __init__(self, workspace: Workspace) -> None:
        self.completed: dict[str, File] = {}
        self._workspace = workspace
        self._open: dict[str, _Upload] = {}
        self._by_key: dict[str, str] = {}

    def issue(self, name: str, length: int, alt_text: str) -> tuple[str, str]:
        """A new URL for a file of so many bytes, and the file's id."""
        upload, key = _Upload(slack_id("F"), name, length, alt_text), secret(40)
        self._open[upload.id] = upload
        self._by_key[key] = upload.id
        return f"{self._workspace.url}/upload/v1/{key}", upload.id

    def issued(self, key: str) -> bool:
        """Whether the URL with this key is from here."""
        return key in self._by_key

    def receive(self, key: str, content: bytes) -> Json:
        """Keep the bytes; SlackError when the URL is worn out, or they are not as many as announced."""
        upload = self._open.get(self._by_key.get(key, ""))
        if upload is None or upload.content is not None:
            raise SlackError("invalid_url")
        if len(content) != upload.length:
            raise SlackError("wrong_length", expected=upload.length, received=len(content))
        upload.content = content
        return {"ok": True, "file_id": upload.id}

    def check(self, file_ids: Iterable[str]) -> None:
        """SlackError unless each of these files was uploaded and is not completed yet."""
        for file_id in file_ids:
            upload = self._open.get(file_id)
            if upload is None or upload.content is None:
                raise SlackError("file_not_found")

    def complete(self, file_id: str, title: str) -> File:
        """The file whose bytes have come, which is finished with this; checked before by `check`."""
        upload = self._open.pop(file_id)
        file = File(
            id=upload.id,
            name=upload.name,
            title=title or upload.name,
            user=self._workspace.app.bot_user_id,
            created=self._workspace.epoch(),
            content=upload.content or b"",
            alt_text=upload.alt_text,
        )
        self.completed[file.id] = file
        return file

    def give(self, user: User, name: str, content: bytes) -> File:
        """A file that a person has chosen on their own machine; what a client does in between is not seen."""
        file = File(slack_id("F"), name, name, user.id, self._workspace.epoch(), content)
        self.completed[file.id] = file
        return file

    def remove(self, file_id: str) -> File:
        """Take one of the app's own files away; SlackError for somebody else's, and for none."""
        file = self.readable(file_id)
        if file is None:
            raise SlackError("file_not_found")
        if file.user != self._workspace.app.bot_user_id:
            raise SlackError("cant_delete_file")
        del self.completed[file_id]
        return file

    def readable(self, file_id: str) -> File | None:
        """A file that the app may read: its own, or one that was shared where it is."""
        bot, file = self._workspace.app.bot_user_id, self.completed.get(file_id)
        is_own = file is not None and file.user == bot
        return file if is_own else self._workspace.visible_file(bot, file_id)


async def read_upload(request: web.Request) -> bytes:
    """The bytes in a request: the one file of a multipart form (empty if there is none), or else its body."""
    if request.content_type != "multipart/form-data":
        return await request.read()
    try:
        fields = [*(await request.post()).values()]
    except ValueError:
        return b""
    files = [field for field in fields if isinstance(field, FileField)]
    return files[0].file.read() if len(files) == 1 else b""
