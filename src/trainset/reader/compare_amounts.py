"""The amounts of an utterance against those of a form."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from trainset.reader.facts import Amount, Disagreement
from trainset.reader.lexicon import lexicon
from trainset.reader.measures import is_measured, same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainset.reader.meaning import FormAmount, Meaning
    from trainset.reader.reading import Reading

_TURNED = {"gt": "lte", "gte": "lt", "lt": "gte", "lte": "gt", "eq": "ne", "ne": "eq"}
_SIDES = {"gt": "more", "gte": "more", "lt": "less", "lte": "less"}
# For what is counted in wholes: "at least 2" is "more than 1".
_SHIFTED = {"gt": ("gte", 1), "gte": ("gt", -1), "lt": ("lte", -1), "lte": ("lt", 1)}


def amount_disagreements(reading: Reading, meaning: Meaning) -> Iterator[Disagreement]:
    """Where a number of the form is not said, is said otherwise, or a number said is not in the form."""
    matched: set[int] = set()
    for amount in meaning.amounts:
        yield from _form_amount(reading, amount, matched)
    yield from _unheld(reading, meaning, matched)


def _form_amount(reading: Reading, amount: FormAmount, matched: set[int]) -> Iterator[Disagreement]:
    said = f"{amount.field} {amount.operator} {_show(amount)}"
    for value, unit in amount.values:
        shift = _shift(amount) if not unit else 0
        found = [
            place
            for place, one in enumerate(reading.amounts)
            if any(same(read, one_unit, value, unit) for read, one_unit in _ends(one))
        ]
        if not found and shift and (near := _near(reading, value + shift, amount)):
            matched.update(near)
            continue
        matched.update(found)
        if found:
            if amount.operator not in {"in", "notIn"} and not amount.loose:
                yield from _compared([reading.amounts[place] for place in found], amount, (value, unit), said)
        elif other := _other_unit(reading, value, unit):
            yield Disagreement("unit", f"read {other.text!r}; the form says {said}")
        elif not _excused(reading, value):
            yield Disagreement("amount", f"the form says {said}, and nothing says {value:f} {unit}".rstrip())


def _ends(amount: Amount) -> Iterator[tuple[Decimal, str]]:
    units = amount.unit.split() or [""]
    for number, value in enumerate(amount.values):
        yield value, units[min(number, len(units) - 1)]


def _show(amount: FormAmount) -> str:
    return ", ".join(f"{value:f} {unit}".strip() for value, unit in amount.values)


def _shift(amount: FormAmount) -> int:
    operator = _effective(amount)
    return _SHIFTED[operator][1] if operator in _SHIFTED else 0


def _near(reading: Reading, value: Decimal, amount: FormAmount) -> list[int]:
    """Where the same bound is said with the number beside it."""
    operator = _SHIFTED[_effective(amount)][0]
    return [
        place
        for place, one in enumerate(reading.amounts)
        if one.values == (value,) and operator in one.comparators and not is_measured(one.unit)
    ]


def _effective(amount: FormAmount) -> str:
    return _TURNED.get(amount.operator, amount.operator) if amount.negative else amount.operator


def _compared(
    found: list[Amount], amount: FormAmount, value: tuple[Decimal, str], said: str
) -> Iterator[Disagreement]:
    """Whether any place where the number is said has the form's comparator."""
    operator = _effective(amount)
    if amount.negative and operator in {"between", "about"}:
        return
    if any(_agrees(one, amount, operator, value) for one in found):
        return
    read = found[0]
    comparators = {_end_operator(read, value) if end == "between" else end for end in read.comparators}
    if not comparators:
        if operator in _SIDES and all(one.bare for one in found):
            yield Disagreement(
                "comparator", f"read {read.text!r}, without a comparator; the form says {said}"
            )
        return
    sides = {_SIDES.get(one, one) for one in comparators}
    code = "strictness" if operator in _SIDES and _SIDES[operator] in sides else "comparator"
    yield Disagreement(code, f"read {read.text!r} as {'/'.join(sorted(comparators))}; the form says {said}")


def _agrees(read: Amount, amount: FormAmount, operator: str, value: tuple[Decimal, str]) -> bool:
    if operator in read.comparators:
        return True
    if not read.comparators:
        return operator in {"eq", "ne"} or not read.bare
    if operator == "between":
        low = amount.values[0] == value
        return bool(read.comparators & ({"gte"} if low else {"lte"})) and len(read.values) == 1
    if "between" in read.comparators:
        return _end_operator(read, value) == operator
    return False


def _end_operator(read: Amount, value: tuple[Decimal, str]) -> str:
    ends = list(_ends(read))
    return "gte" if same(*ends[0], *value) else "lte"


def _other_unit(reading: Reading, value: Decimal, unit: str) -> Amount | None:
    """An amount with the form's number and another unit."""
    return next(
        (
            one
            for one in reading.amounts
            if value in one.values
            and is_measured(one.unit.split()[0] if one.unit else "")
            and is_measured(unit)
        ),
        None,
    )


def _excused(reading: Reading, value: Decimal) -> bool:
    """Whether a word without a number says it ("duplicates"), or the number is said as something else."""
    implied = lexicon().overlays["implicit"].get(f"{value:f}")
    if implied is not None and implied.search(" ".join(item.text for item in reading.items)):
        return True
    if any(":" in item.text and _clocked(item.text) == value for item in reading.items):
        return True
    others = {item.number for item in reading.items if item.number is not None}
    measured = {
        end
        for one in reading.amounts
        for end in one.values
        if is_measured(one.unit.split()[0] if one.unit else "")
    }
    return value in others - measured or (
        value == 1 and any(item.role("one") and item.text != "a" for item in reading.items)
    )


def _clocked(text: str) -> Decimal | None:
    """The seconds of a length as players show it: 2:30; None where a text is none."""
    parts = text.split(":")
    if not all(part.isascii() and part.isdigit() for part in parts):
        return None
    seconds = 0
    for part in parts:
        seconds = 60 * seconds + int(part)
    return Decimal(seconds)


def _unheld(reading: Reading, meaning: Meaning, matched: set[int]) -> Iterator[Disagreement]:
    """Numbers that are said and that the form does not hold."""
    held = {value for amount in meaning.amounts for value, _ in amount.values}
    if meaning.first is not None:
        held.add(Decimal(meaning.first))
    given = set(meaning.other_numbers)
    for place, one in enumerate(reading.amounts):
        if given.intersection(one.values) and not is_measured(one.unit.split()[0] if one.unit else ""):
            continue
        if place in matched or one.unit == "plain" or reading.aside.intersection(range(one.start, one.end)):
            continue
        measured = is_measured(one.unit.split()[0] if one.unit else "")
        if (
            not measured
            and one.unit in {"", "?star", "?copy", "?second", "?pixel"}
            and held.intersection(one.values)
        ):
            continue
        if not measured and (one.said and not one.comparators and one.unit in {"", "?star", "?copy", "copy"}):
            continue
        if one.said and one.values[0] == 1 and not one.comparators:
            continue
        if any(_same_said(one, other) for other in (reading.amounts[index] for index in matched)):
            continue
        if measured and any(
            same(read, unit, value, "") for read, unit in _ends(one) for value in meaning.other_numbers
        ):
            continue
        yield Disagreement("amount", f"read {one.text!r}, which the form does not hold")


def _same_said(one: Amount, other: Amount) -> bool:
    return one.values == other.values and one.unit == other.unit
