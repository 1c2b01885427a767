"""The use case of reading who led to whom."""

from core.model import Owner
from core.network import Network
from core.ports import Uow


def network(uow: Uow, owner: Owner) -> Network:
    """Everybody who named somebody or was named; nobody of another member's."""
    with uow() as work:
        return work.referrals.network(owner)
