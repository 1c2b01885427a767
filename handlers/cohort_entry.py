"""Reading the form that sets up the cohort."""

from collections.abc import Mapping
from datetime import date

from core.cohort import Cohort
from core.errors import InvalidFields
from handlers.requests import Submission


def read_cohort(submission: Submission) -> Cohort:
    """What the form says. Raises InvalidFields for what is missing."""
    values = submission.values
    return Cohort(
        team_id=submission.owner.team_id,
        channel=_given(values, "channel", "Choose the cohort's channel."),
        zone=_given(values, "zone", "Choose the zone from the list: type a city in it."),
        term_starts_on=date.fromisoformat(_given(values, "term_starts_on", "Choose the term's first day.")),
        term_ends_on=date.fromisoformat(_given(values, "term_ends_on", "Choose the term's last day.")),
        digest_day=int(values["digest_day"]),
        digest_hour=int(values["digest_hour"]),
        cap=int(values["cap"]),
        programme_on=date.fromisoformat(values["programme_on"]) if values.get("programme_on") else None,
    )


def _given(values: Mapping[str, str], name: str, otherwise: str) -> str:
    if not values.get(name):
        raise InvalidFields({name: otherwise})
    return values[name]
