"""Negation, and and or of an utterance against those of a form."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from trainset.reader.facts import Disagreement, Negation
from trainset.reader.item import Items, at
from trainset.reader.joining import can_join, joint_between, name_places, says_or, taken_by_facts
from trainset.reader.negated import is_negation
from trainset.reader.negation import has_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainset.reader.meaning import FormText, Meaning
    from trainset.reader.reading import Reading

# Operators whose values a thing can have several of: "tagged A and B" is not "tagged A or B".
_MANY = 1000
_SEVERAL = frozenset({"any", "all", "none", "contains"})


def logic_disagreements(reading: Reading, meaning: Meaning) -> Iterator[Disagreement]:
    """Where a negation is dropped, made up or moved, and where and stands for or."""
    yield from _negation(reading, meaning)
    yield from _joining(reading, meaning)


def _negation(reading: Reading, meaning: Meaning) -> Iterator[Disagreement]:
    negated = meaning.negates or any(text.negative for text in meaning.texts)
    if negated and not has_word(reading.items):
        yield Disagreement("negation", "the form negates, and nothing says a negation")
        return
    if meaning.negated > _sayable(reading):
        yield Disagreement(
            "negation", f"the form negates {meaning.negated} times, and fewer negations are said"
        )
        return
    texts = [text for text in meaning.texts if text.value.strip()]
    moved = list(_moved(reading, texts))
    yield from moved
    if moved or negated or _absorbed(meaning) or any(not one.strong for one in reading.negations):
        return
    for one in reading.negations:
        if (
            one.strong
            and not one.spent
            and one.start not in reading.aside
            and not _only_aside(reading.items, one)
        ):
            yield Disagreement("negation", f"read {one.text!r}, and the form has no negation")
            return


def _sayable(reading: Reading) -> int:
    """How many conditions the negations of an utterance can turn at the most, besides amounts and times."""
    said = [one for one in reading.negations if not one.spent]
    if any(item.role("harmless") for item in reading.items):
        return _MANY
    if not said:
        return 0
    chained = any(item.role("joining") or item.text in {",", "/"} for item in reading.items[said[0].start :])
    return _MANY if chained else len(said)


def _absorbed(meaning: Meaning) -> bool:
    """Whether a part of the form can be said with a negation although it holds none: not backed up, no rating, never opened."""
    if meaning.absent:
        return True
    low = any(not unit and value <= 1 for amount in meaning.amounts for value, unit in amount.values)
    past = any(time.when.operator in {"older", "before", "until", "lt"} for time in meaning.times)
    return low or past


def _only_aside(items: Items, one: Negation) -> bool:
    """Whether a negation stands at an end of the utterance, where it asks for nothing."""
    return one.start == len(items) - 1 or (one.start == 0 and at(items, 1).text in {",", "."})


def _moved(reading: Reading, texts: list[FormText]) -> Iterator[Disagreement]:
    """Names that a negation stands right before, and that the form does not negate; and the other way round."""
    items = reading.items
    governed = {place for one in reading.negations if not one.spent for place in one.names}
    for text in texts:
        places = name_places(items, text.value)
        if len(places) != 1 or sum(other.value == text.value for other in texts) > 1:
            continue
        place = places[0]
        if (
            place in governed
            and not text.negative
            and not any(other.negative and name_places(items, other.value) == places for other in texts)
        ):
            yield Disagreement(
                "negation", f"read 'not {items[place].text}'; the form says {text.field} {text.value!r}"
            )
        elif text.negative and not _may_be_negated(items, place):
            yield Disagreement(
                "negation", f"the form negates {text.field} {text.value!r}, and no negation stands near it"
            )


def _may_be_negated(items: Items, place: int) -> bool:
    """Whether any negation stands before a name, or shortly behind it: A excluded, A not included."""
    before = any(
        is_negation(item) or item.role("negation") or item.text in {"-", "!"} or item.role("idle")
        for item in items[:place]
    )
    behind = any(is_negation(item) for item in items[place + 1 : place + 6])
    return before or behind


def _joining(reading: Reading, meaning: Meaning) -> Iterator[Disagreement]:
    found, taken = False, taken_by_facts(reading)
    for one, other in combinations(meaning.texts, 2):
        said = _joint_said(reading.items, one, other, taken)
        meant = _joint_meant(one, other)
        if not said or one.negative or other.negative:
            continue
        if said == "or" and meant == "and":
            found = True
            yield Disagreement("disjunction", f"read {one.value!r} or {other.value!r}; the form takes both")
        elif (
            said == "and"
            and meant == "or"
            and one.field == other.field
            and {one.operator, other.operator} <= _SEVERAL
        ):
            found = True
            yield Disagreement(
                "disjunction", f"read {one.value!r} and {other.value!r}; the form takes either"
            )
    if found:
        return
    if meaning.joins and _has_or(meaning) and not can_join(reading.items):
        yield Disagreement("disjunction", "the form joins by or, and nothing does in the utterance")
    elif not meaning.joins and says_or(reading):
        yield Disagreement("disjunction", "read 'or', and the form has none")


def _joint_said(items: Items, one: FormText, other: FormText, taken: frozenset[int]) -> str:
    first, second = name_places(items, one.value), name_places(items, other.value)
    return joint_between(items, first[0], second[0], taken) if len(first) == len(second) == 1 else ""


def _joint_meant(one: FormText, other: FormText) -> str:
    """How a form joins two texts: by the lowest node that holds both."""
    joint = "and"
    for mine, yours in zip(one.path, other.path, strict=False):
        if mine[0] != yours[0]:
            break
        joint = mine[1]
        if mine[2] != yours[2]:
            return joint
    return "and"


def _has_or(meaning: Meaning) -> bool:
    """Whether a form joins conditions on several fields by or; values of one field may be one word: JPEGs."""
    nodes = {step[0] for text in meaning.texts for step in text.path if step[1] == "or"}
    for node in nodes:
        fields = {text.field for text in meaning.texts if any(step[0] == node for step in text.path)}
        several = [text for text in meaning.texts if any(step[0] == node for step in text.path)]
        if len(fields) > 1 or (
            len(several) > 1 and several[0].operator in {"any", "contains"} and not several[0].negative
        ):
            return True
    return False
