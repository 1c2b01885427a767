"""A time zone as Slack describes it for a date."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

_LABELS = {
    "EST": "Eastern Standard Time",
    "EDT": "Eastern Daylight Time",
    "CST": "Central Standard Time",
    "CDT": "Central Daylight Time",
    "MST": "Mountain Standard Time",
    "MDT": "Mountain Daylight Time",
    "PST": "Pacific Standard Time",
    "PDT": "Pacific Daylight Time",
    "AKST": "Alaska Standard Time",
    "AKDT": "Alaska Daylight Time",
    "HST": "Hawaii-Aleutian Standard Time",
    "GMT": "Greenwich Mean Time",
    "BST": "British Summer Time",
    "WET": "Western European Time",
    "WEST": "Western European Summer Time",
    "CET": "Central European Time",
    "CEST": "Central European Summer Time",
    "EET": "Eastern European Time",
    "EEST": "Eastern European Summer Time",
    "IST": "India Standard Time",
    "JST": "Japan Standard Time",
    "AEST": "Australian Eastern Standard Time",
    "AEDT": "Australian Eastern Daylight Time",
    "UTC": "Coordinated Universal Time",
}
# Hours east of UTC at which an abbreviation means what it says above: CST is also China's, IST also Israel's
# and Ireland's, PST also the Philippines'.
_AT = {"CST": -6, "CDT": -5, "MST": -7, "PST": -8, "PDT": -7, "EST": -5, "BST": 1, "IST": 5.5}


def offset(tz: str, instant: datetime) -> int:
    """Seconds east of UTC at that instant."""
    return int((ZoneInfo(tz).utcoffset(instant.astimezone(ZoneInfo(tz))) or timedelta()).total_seconds())


def label(tz: str, instant: datetime) -> str:
    """The zone's name at that instant ("Eastern Daylight Time"), or its distance from UTC."""
    local = instant.astimezone(ZoneInfo(tz))
    name = local.tzname() or ""
    hours = offset(tz, instant) / 3600
    known = _LABELS.get(name) if _AT.get(name, hours) == hours else None
    return known or f"UTC{local.isoformat()[-6:]}"
