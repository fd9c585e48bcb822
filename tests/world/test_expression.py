from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.world.shop import CLOCK
from trainset.draw import Draw
from trainset.world.expression import compile_value
from trainset.world.measure import Instant, amount, instant
from trainset.world.stream import Stream
from trainset.world.template import slug

LISTS = {"town": ["Galway", "Kyoto"], "part": {"a": 3, "b": 1}, "phrase": ["{x} of {@town}"]}
NOW = Instant(int(CLOCK.timestamp()))
SCOPE: dict[str, Any] = {
    "clock": NOW,
    "x": "Salt Road",
    "n": 7,
    "row": {"id": 3, "name": "Ida"},
    "when": instant("2023-05-06T07:08:09"),
    "none": None,
}


def values(spec: object, count: int = 300) -> list[Any]:
    make, stream = compile_value(spec, LISTS), Stream.of(Draw.seeded(3))
    return [make(SCOPE, stream) for _ in range(count)]


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ("plain", "plain"),
        (5, 5),
        ("{n}", 7),
        ("{n|03}", "007"),
        ("{row.id}", 3),
        ("{row.none?}", None),
        ("{nobody?}", None),
        ("{x|slug}.{x|upper}", "salt-road.SALT ROAD"),
        ("{x|snake}-{x|joined}-{x|dots}-{x|first}-{x|last}", "salt_road-SaltRoad-Salt.Road-Salt-Road"),
        ("{when|%Y%m%d_%H%M%S}", "20230506_070809"),
        ({"by": "{n}", "of": {"7": "seven", "*": "other"}}, "seven"),
        ({"by": "{x}", "of": {"7": "seven", "*": "other"}}, "other"),
        ({"by": "{x}", "of": {"7": "seven"}}, None),
        ({"plus": ["{n}", 1, 2]}, 10),
        ({"times": ["{n}", 0.5], "round": 1}, 3.5),
        ({"times": ["{none}", 2]}, None),
        ({"minus": ["{clock}", "{when}"]}, NOW - SCOPE["when"]),
        ({"max": ["{n}", 9]}, 9),
        ({"any": ["{none}", "{n}"]}, 7),
        ({"chance": 1, "then": "yes"}, "yes"),
        ({"chance": 0, "then": "yes"}, None),
        ({"after": "{none}", "by": [[0, "1h"], [1, "2h"]]}, None),
    ],
)
def test_values_that_nothing_is_drawn_for(spec: object, expected: object) -> None:
    assert values(spec, 1) == [expected]


def test_instants_moved_by_seconds_are_instants() -> None:
    assert str(values({"plus": ["{when}", 60]}, 1)[0]) == "2023-05-06T07:09:09Z"


def test_options_come_as_often_as_they_weigh() -> None:
    assert set(values({"pick": "town"})) == {"Galway", "Kyoto"}
    assert set(values({"say": "phrase"})) == {"Salt Road of Galway", "Salt Road of Kyoto"}
    assert 0.65 < values({"pick": "part"}, 2000).count("a") / 2000 < 0.85
    assert 0.25 < values({"chance": 0.3}, 2000).count(True) / 2000 < 0.35


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_numbers_stay_within_their_quantiles(low: int, more: int) -> None:
    numbers = values({"number": [[0, low], [0.9, low + more], [1, low + 10 * more]]}, 50)
    assert all(low <= number < low + 10 * more and isinstance(number, int) for number in numbers)


def test_nine_of_ten_numbers_lie_below_the_ninth_decile() -> None:
    numbers = values({"number": [[0, 0], [0.9, 100], [1, 1000]]}, 3000)
    assert 0.87 < sum(number < 100 for number in numbers) / 3000 < 0.93


@pytest.mark.parametrize(
    "spec",
    [
        {"ago": [[0, "1s"], [1, "9y"]], "hours": [9, 17]},
        {"between": ["2024-01-01", "2027-01-01"]},
        {"between": ["{when}", "{clock}"], "hours": [8, 22]},
        {"after": "{when}", "by": [[0, "0s"], [1, "5y"]]},
    ],
)
def test_no_instant_lies_after_the_clock(spec: object) -> None:
    made = values(spec)
    assert all(type(value) is Instant and value < NOW for value in made)
    assert len(set(made)) > 200, "and they do not pile up before it"


def test_hours_of_the_day_hold_for_what_is_not_recent() -> None:
    for value in values({"ago": [[0, "3d"], [1, "9y"]], "hours": [9, 17]}):
        assert "09" <= str(value)[11:13] < "17"


@pytest.mark.parametrize(
    ("text", "expected"), [("20 KB", 20480), ("1.5 GB", 1610612736), ("3d", 259200), ("1min", 60), (7, 7)]
)
def test_amounts(text: str | int, expected: int) -> None:
    assert amount(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Maya's MacBook Pro", "maya-s-macbook-pro"),
        ("Ärztehaus Łódź", "arztehaus-lodz"),
        ("Straße", "strasse"),
        ("--", ""),
    ],
)
def test_slugs(text: str, expected: str) -> None:
    assert slug(text) == expected
