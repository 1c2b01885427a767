"""Only the member's own files are read, and none that is too large."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from core.errors import NotYours
from core.import_file import MOST_BYTES, Unreadable
from core.model import Owner
from handlers.ports import Services, Slack
from handlers.requests import Interaction
from handlers.sent_files import SentFiles


class OneFile:
    """A workspace with one file in it."""

    def __init__(self, content: bytes | None, **about: Any) -> None:
        self._about = {"user": "U1", "name": "a.csv", "size": 10, "url_private": "https://x", **about}
        self._content = content
        self.downloads = 0

    async def file(self, _file_id: str) -> Mapping[str, Any]:
        return self._about

    async def download(self, _url: str, _most: int) -> bytes | None:
        self.downloads += 1
        return self._content


class Here:
    """Does work where it is asked for."""

    async def aside(self, work: Callable[..., Any], *args: Any) -> Any:
        return work(*args)


async def _read(slack: OneFile) -> list[str]:
    services = Services(cast("Any", Here()), cast("Any", None), lambda: datetime.now(UTC))
    request = Interaction(owner=Owner("T1", "U1"), slack=cast("Slack", slack))
    reading = await SentFiles(services).read(request, "F1")
    return [person.details.name for person in reading.found.people]


async def test_ones_own_file_is_read() -> None:
    assert await _read(OneFile(b"Name\nDana Wu\n")) == ["Dana Wu"]


async def test_somebody_elses_file_is_not_even_downloaded() -> None:
    slack = OneFile(b"Name\nDana Wu\n", user="U2")
    with pytest.raises(NotYours):
        await _read(slack)
    assert slack.downloads == 0


async def test_a_file_that_is_too_large_is_not_downloaded() -> None:
    slack = OneFile(b"", size=200_000_000)
    with pytest.raises(Unreadable, match="200 MB"):
        await _read(slack)
    assert slack.downloads == 0


async def test_a_file_that_is_larger_than_it_says_is_refused() -> None:
    with pytest.raises(Unreadable, match=f"{MOST_BYTES // 1_000_000} MB at most"):
        await _read(OneFile(None))
