"""Reading how often to be in touch, a touch, and the settings of nudges."""

from datetime import UTC, datetime, timedelta

import pytest

from core.errors import InvalidFields
from core.keep_in_touch import Touch
from core.model import Nudging
from core.nudges import HowOften
from handlers.cadence_entry import read_cadence, read_how_often, read_touch
from handlers.settings_entry import read_nudging

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
ZONE = "America/New_York"
OWN = Nudging(mentor_days=30)
AS_THEY_ARE = {
    "weekdays": "1,2,3,4,5",
    "a_day": "3",
    "mentor_days": "60",
    "warm_days": "120",
    "light_days": "180",
}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, None),
        ({"cadence": "none"}, HowOften(None)),
        ({"cadence": "mentor"}, HowOften(30)),
        ({"cadence": "mentor", "cadence_days": "30"}, HowOften(30)),
        ({"cadence": "custom", "cadence_days": "45 days"}, HowOften(45)),
        ({"cadence_days": "45"}, HowOften(45)),
    ],
)
def test_how_often_is_what_was_chosen_or_left_open(values: dict[str, str], expected: HowOften | None) -> None:
    assert read_how_often(values, OWN) == expected


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"cadence": "custom"}, "Write a number of days between 7 and 365"),
        ({"cadence": "custom", "cadence_days": "often"}, "Write a number of days between 7 and 365"),
        ({"cadence": "custom", "cadence_days": "6"}, "Choose between 7 and 365 days."),
        ({"cadence": "warm", "cadence_days": "45"}, "Choose “another number of days” above"),
        ({"cadence": "none", "cadence_days": "45"}, "Choose “another number of days” above"),
    ],
)
def test_days_that_cannot_be_meant_are_explained_at_their_field(values: dict[str, str], why: str) -> None:
    for read in (read_cadence, read_how_often):
        with pytest.raises(InvalidFields) as refusal:
            read(values, OWN)
        assert why in refusal.value.problems["cadence_days"]


def test_a_touch_has_a_day_and_a_note_or_is_none() -> None:
    assert read_touch({}, NOW, ZONE) is None
    assert read_touch({"when": "today", "note": "the Pew report"}, NOW, ZONE) == Touch(NOW, "the Pew report")
    assert read_touch({"when": "yesterday 3:30pm"}, NOW, ZONE) == Touch(NOW - timedelta(days=1))


@pytest.mark.parametrize("values", [{"note": "the Pew report"}, {"when": "tomorrow"}, {"when": "soon"}])
def test_a_touch_without_a_day_of_the_past_is_explained_at_its_field(values: dict[str, str]) -> None:
    with pytest.raises(InvalidFields) as refusal:
        read_touch(values, NOW, ZONE)
    assert list(refusal.value.problems) == ["when"]


def test_the_settings_read_back_what_they_showed_and_an_empty_number_is_the_usual_one() -> None:
    assert read_nudging(AS_THEY_ARE) == Nudging()
    assert read_nudging({**AS_THEY_ARE, "warm_days": "", "mentor_days": "30 d"}) == OWN
    assert read_nudging({**AS_THEY_ARE, "weekdays": "6"}).weekdays == {6}
    assert read_nudging({**AS_THEY_ARE, "weekdays": ""}).weekdays == frozenset()


def test_every_number_that_is_none_is_explained_at_once() -> None:
    with pytest.raises(InvalidFields) as refusal:
        read_nudging({**AS_THEY_ARE, "mentor_days": "often", "light_days": "1000"})
    assert refusal.value.problems.keys() == {"mentor_days", "light_days"}
