from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trainset.draw import Draw
from trainset.world.stream import Stream

FIRST_NUMBERS = (0.149384, 0.871617, 0.826236)


def stream(name: str = "a") -> Stream:
    return Stream.of(Draw.seeded(1, name))


def test_numbers_lie_in_the_unit_interval_and_spread_over_it() -> None:
    source = stream()
    numbers = [source.unit() for _ in range(4000)]
    assert all(0 <= number < 1 for number in numbers)
    assert abs(sum(numbers) / len(numbers) - 0.5) < 0.02
    assert min(sum(low <= number < low + 0.1 for number in numbers) for low in (0, 0.3, 0.9)) > 300


def test_the_key_decides_and_names_below_do_not_move_the_stream() -> None:
    one, other = stream(), stream()
    other.below("x")
    assert [one.unit() for _ in range(20)] == [other.unit() for _ in range(20)]
    assert stream("a").unit() != stream("b").unit()
    assert stream().below("x").unit() != stream().below("y").unit()


def test_the_numbers_are_the_same_on_every_machine() -> None:
    source = stream()
    assert [round(source.unit(), 6) for _ in range(3)] == [round(number, 6) for number in FIRST_NUMBERS]


@given(st.lists(st.integers(), min_size=1))
def test_shuffling_keeps_what_there_is(items: list[int]) -> None:
    assert sorted(stream().shuffled(items)) == sorted(items)
    assert stream().pick(items) in items


def test_hexadecimal_digits_do_not_repeat() -> None:
    source = stream()
    assert len({source.hexadecimal(16) for _ in range(500)}) == 500
