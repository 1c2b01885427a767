"""What is on this machine and what is not."""

import ipaddress


def is_loopback(host: str | None) -> bool:
    """Whether this name or address is this machine itself."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False
