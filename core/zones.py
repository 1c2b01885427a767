"""Time zones by the names that people know: a city, or what a zone is called over there."""

import unicodedata
from functools import cache
from zoneinfo import available_timezones

from core.errors import InvalidFields
from core.wording import zone_name

OFFERED = 20

_ALSO_THERE = {
    "America/Los_Angeles": "Pacific, San Francisco, Seattle, San Diego, Portland, Stanford, Berkeley",
    "America/Denver": "Mountain, Salt Lake City, Boulder, Albuquerque",
    "America/Chicago": "Central, Houston, Dallas, Austin, Minneapolis, St Louis, New Orleans, Madison",
    "America/New_York": "Eastern, Boston, Washington, Philadelphia, Atlanta, Miami, Baltimore, Bethesda, "
    "Princeton, Pittsburgh, Ithaca, New Haven, Cambridge Massachusetts",
    "America/Toronto": "Montreal, Ottawa, Quebec",
    "America/Edmonton": "Calgary",
    "America/Sao_Paulo": "Rio de Janeiro, Brasilia",
    "Europe/London": "Oxford, Cambridge UK, Edinburgh, Manchester, Bristol, Glasgow",
    "Europe/Berlin": "Munich, Hamburg, Frankfurt, Heidelberg, Cologne, Dresden, Leipzig, Central European",
    "Europe/Zurich": "Geneva, Basel, Lausanne, Bern",
    "Europe/Paris": "Lyon, Toulouse, Grenoble, Marseille",
    "Europe/Rome": "Milan, Turin, Bologna, Trieste",
    "Europe/Madrid": "Barcelona, Valencia, Seville",
    "Europe/Amsterdam": "The Hague, Leiden, Utrecht, Rotterdam, Delft",
    "Europe/Brussels": "Ghent, Leuven, Antwerp",
    "Europe/Stockholm": "Gothenburg, Uppsala, Lund",
    "Asia/Kolkata": "India, Mumbai, Delhi, Bangalore, Bengaluru, Chennai, Hyderabad, Pune",
    "Asia/Shanghai": "Beijing, Shenzhen, Guangzhou, Hangzhou, Wuhan",
    "Asia/Tokyo": "Kyoto, Osaka, Tsukuba",
    "Asia/Jerusalem": "Tel Aviv, Haifa, Rehovot",
    "Asia/Dubai": "Abu Dhabi",
    "Australia/Sydney": "Canberra, Wollongong",
    "Africa/Johannesburg": "Cape Town, Pretoria",
    "Africa/Lagos": "Abuja, Ibadan",
}  # fmt: skip
_NOT_A_PLACE = ("Etc/", "US/", "Canada/", "Brazil/", "Mexico/", "Chile/")


def suggestions(typed: str) -> list[str]:
    """The zones that may be meant, those of which a name begins so first."""
    wanted = _plain(typed)
    places = [(where, zone) for where, zone in _places() if _begins(wanted, where)]
    ranked = sorted(places, key=lambda place: (not place[0].startswith(wanted), len(place[0]), place[1]))
    return list(dict.fromkeys(zone for _, zone in ranked))[:OFFERED]


def check_zone(zone: str) -> str:
    """The zone, if there is one of this name. Raises InvalidFields."""
    if zone and zone not in available_timezones():
        raise InvalidFields({"zone": "Choose their zone from the list: type a city near them."})
    return zone


def _begins(wanted: str, where: str) -> bool:
    return where.startswith(wanted) or f" {wanted}" in where


@cache
def _places() -> list[tuple[str, str]]:
    """Every name under which a zone is found, with the zone."""
    named = [
        (_plain(name), zone)
        for zone in sorted(available_timezones())
        if "/" in zone and not zone.startswith(_NOT_A_PLACE)
        for name in (zone_name(zone), zone)
    ]
    known = [(_plain(name), zone) for zone, names in _ALSO_THERE.items() for name in names.split(", ")]
    return [("utc", "UTC"), *named, *known]


def _plain(name: str) -> str:
    """Without accents, letter case and what parts words."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join(
        "".join(" " if c in "_/-." else c for c in letters if not unicodedata.combining(c)).split()
    )
