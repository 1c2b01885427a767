"""Whether others of the cohort are in touch with somebody."""

from datetime import datetime
from typing import Protocol

from core.match_keys import MatchKeys
from core.model import Owner


class Guards(Protocol):
    """Of what others share, and of nothing else, whether they are in touch with a person."""

    def mates_in_touch(
        self, asker: Owner, keys: MatchKeys, since: datetime, term_since: datetime
    ) -> tuple[int, int]:
        """How many others of the cohort were in touch with them since the one instant, and since the other.

        Only those count who share that they are to be warned about, and each of them once.
        """
