"""On the real documents: nothing is lost in silence, and every passage stands where it is cited."""

from __future__ import annotations

import re
import time
from collections import Counter
from typing import TYPE_CHECKING

from trainset.documents import Reading, SourceRules, read_documents

if TYPE_CHECKING:
    from pathlib import Path

WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> Counter[str]:
    return Counter(word.casefold() for word in WORD.findall(text))


def test_every_passage_stands_in_its_lines(september: Reading) -> None:
    for passage in september.passages:
        first, last = passage.lines
        have = words_of("\n".join(september.lines[passage.file][first - 1 : last]))
        want = words_of(passage.text)
        held = sum(min(count, have[word]) for word, count in want.items())
        assert held >= 0.95 * sum(want.values()), (passage.file, passage.lines, passage.text[:80])


def test_passages_are_placed_almost_all(september: Reading) -> None:
    unplaced = sum(loss.count for loss in september.losses if loss.reason == "unplaced")
    assert unplaced <= 0.002 * len(september.passages)
    assert len(september.passages) > 2000


def test_macros_mark_what_is_planned(september: Reading) -> None:
    titles = {passage.heading[-1] for passage in september.passages if passage.status == "planned"}
    assert "Enterprise-Grade RBAC Foundation" in titles


def test_a_checkout_is_read_in_time_and_by_its_rules(corpus: Path, rules: SourceRules) -> None:
    started = time.monotonic()
    reading = read_documents([corpus], rules, jobs=2)
    assert time.monotonic() - started < 20
    names = {file.name.split("/", 1)[1] for file in reading.files}
    assert "core/whitepaper/spacedrive.tex" in names
    assert not any("docs/design" in name or ".tasks" in name for name in names)
    assert any(loss.reason == "skipped" and loss.file.endswith("spacedrive.pdf") for loss in reading.losses)
