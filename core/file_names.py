"""Names of files that every system takes: Windows, macOS, Linux, and whatever unpacks a zip file."""

import re
import unicodedata

LONGEST = 80
"""Characters (our choice): with folder and ending it stays below every limit, in any script."""

_FORBIDDEN = re.compile(
    '[<>:"/\\\\|?*\x00-\x1f\x7f-\x9f\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069]+'
)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


class FileNames:
    """Gives each file a name of its own, also where case and accents are all that differs."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def name(self, wanted: str) -> str:
        """The name without an ending: as near to what is wanted as it can be."""
        base = safe_name(wanted)
        name, number = base, 2
        while _key(name) in self._taken:
            name, number = f"{base} {number}", number + 1
        self._taken.add(_key(name))
        return name


def safe_name(wanted: str) -> str:
    """A name that goes nowhere but into its folder, and is not empty."""
    text = unicodedata.normalize("NFC", _FORBIDDEN.sub(" ", wanted))
    name = " ".join(text.split())[:LONGEST].strip(" .")
    return f"{name}_" if _RESERVED.fullmatch(name) else name or "Somebody"


def _key(name: str) -> str:
    return unicodedata.normalize("NFKD", name).casefold()
