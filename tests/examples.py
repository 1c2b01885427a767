"""How many examples a test takes that costs more than most: ``make explore`` tries ten times as many."""

from hypothesis import settings

_OF_A_HUNDRED = settings().max_examples / 100


def about(examples: int) -> int:
    """So many in the suite."""
    return max(1, round(examples * _OF_A_HUNDRED))
