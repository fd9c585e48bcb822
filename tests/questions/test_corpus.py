"""On the real documents: enough is asked, and the seed's own question is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.documents.conftest import corpus, rules, september  # noqa: F401
from trainset.checks import grounded, self_contained, well_formed
from trainset.checks.base import Context
from trainset.draw import Draw
from trainset.example import QARow
from trainset.questions import ask, find_claims

if TYPE_CHECKING:
    from trainset.documents import Reading, SourceRules


def test_the_september_documents_are_asked_about(september: Reading, rules: SourceRules) -> None:  # noqa: F811
    claims = find_claims(september.passages, "Spacedrive", contradicted=rules.contradicted).claims
    examples = list(ask(claims, Draw.seeded(1, "questions"), "Spacedrive"))
    assert len({claim.answer for claim in claims}) >= 300
    assert len(examples) >= 600
    rows = [example.row for example in examples if isinstance(example.row, QARow)]
    seed = [
        row for row in rows if row.question == "What is the dual purpose of Content Identity in Spacedrive?"
    ]
    assert "storage waste" in seed[0].answer
    assert "redundancy" in seed[0].answer
    context = Context(product="Spacedrive", endpoint=None, documents=september.lines)  # type: ignore[arg-type]
    for example in examples:
        for check in (grounded.check, self_contained.check, well_formed.check):
            assert check(example, context) == (), example.row
