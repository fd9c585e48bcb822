"""The reader on sentences of people who look for files, each with the facts that are to be read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from trainset.reader.joining import says_or
from trainset.reader.limits import MANY
from trainset.reader.reading import Reading, read
from trainset.semantics.form import Compare
from trainset.semantics.notation import print_condition

if TYPE_CHECKING:
    from trainset.reader.facts import Time

SENTENCES = Path(__file__).with_name("sentences.txt")


def cases() -> list[tuple[str, list[str]]]:
    found = []
    for line in SENTENCES.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            sentence, _, facts = line.rpartition(" =>")
            found.append((sentence, sorted(fact.strip() for fact in facts.split(";") if fact.strip())))
    return found


def shown(reading: Reading) -> list[str]:
    facts = []
    for amount in reading.amounts:
        numbers = " ".join(f"{value.normalize():f}" for value in amount.values)
        facts.append(f"{'/'.join(sorted(amount.comparators)) or '-'} {numbers} {amount.unit}".strip())
    facts += [shown_time(time) for time in reading.times]
    facts += [f"first {limit.number}" for limit in reading.limits if limit.number != MANY]
    facts += [f"{order.dimension} {order.direction}" for order in reading.orders]
    for one in reading.negations:
        if not one.strong and not one.spent:
            facts.append("un")
        elif not one.spent:
            facts.append(" ".join(["not", *(f"!{reading.items[place].text}" for place in one.names)]))
    if says_or(reading):
        facts.append("or")
    return sorted(facts)


def shown_time(time: Time) -> str:
    if not time.readings:
        return "time ?"
    shown = []
    for when in time.readings:
        text = print_condition(Compare("t", when.operator, when.value)).removeprefix("t ")
        shown.append(f"not {text}" if when.outside else text)
    return " / ".join(dict.fromkeys(shown))


@pytest.mark.parametrize(("sentence", "facts"), cases(), ids=[sentence[:60] for sentence, _ in cases()])
def test_facts_of_sentence(sentence: str, facts: list[str]) -> None:
    assert shown(read(sentence)) == facts


def test_there_are_enough_sentences() -> None:
    sentences = [sentence for sentence, _ in cases()]
    assert len(sentences) == len(set(sentences)) >= 400
