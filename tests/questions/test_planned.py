from __future__ import annotations

from typing import TYPE_CHECKING

from tests.questions.conftest import PRODUCT
from trainset.documents import SourceRules, read_documents
from trainset.documents.rules import Planned
from trainset.draw import Draw
from trainset.questions import ask, find_claims

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """# Shop

## Why lamps are lent

Lamps are lent with a book because the reading room is dark in winter.

## Why desks have locks

Desks have locks so that nobody carries the reading lamp away.

## Why doors are green

Doors are planned to be green because green paint was cheap.
"""
LAMP = Planned(subject="The reading lamp", headings=("lamps", "doors"), words=("reading lamp",))


def answers(path: Path) -> dict[str, tuple[str, str]]:
    (path / "shop.md").write_text(TEXT)
    reading = read_documents([path / "shop.md"], SourceRules(planned=(LAMP,)))
    claims = find_claims(reading.passages, PRODUCT).claims
    rows = [
        example.row.fields | {"status": example.provenance.fields["status"]}
        for example in ask(claims, Draw.seeded(0), PRODUCT)
    ]
    return {row["answer"].split()[-1]: (row["answer"], row["status"]) for row in rows}


def test_what_a_section_plans_is_told_as_planned_first(tmp_path: Path) -> None:
    answer, status = answers(tmp_path)["winter."]
    assert answer.startswith("The reading lamp is planned and not built yet. As designed, lamps are lent")
    assert status == "planned"


def test_what_is_only_mentioned_is_noted_at_the_end(tmp_path: Path) -> None:
    answer, status = answers(tmp_path)["yet."]
    assert answer.startswith("Desks have locks")
    assert answer.endswith("The reading lamp is planned and not built yet.")
    assert status == "implemented"


def test_a_sentence_that_tells_the_plan_is_left_alone(tmp_path: Path) -> None:
    answer, status = answers(tmp_path)["cheap."]
    assert answer == "Doors are planned to be green because green paint was cheap."
    assert status == "planned"
