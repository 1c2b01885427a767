"""`inroad` as if only what requirements.lock names were installed: with rich, say, it holds 8 MB more.

``python -P bench/installed.py ABSENT,MODULES run``
"""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType


class Absent:
    """Finds nothing: the modules that a developer has and a cohort has not."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = frozenset(names)

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002 - Python's own protocol
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        """Leave it to the next finder, or say that there is no such module."""
        if fullname.partition(".")[0] in self._names:
            raise ModuleNotFoundError(fullname, name=fullname)
        return None


if __name__ == "__main__":
    sys.meta_path.insert(0, Absent(sys.argv.pop(1).split(",")))
    from bot.command_line import main

    main()
