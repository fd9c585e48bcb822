"""Claims to examples: two to four wordings each, the first of all claims before the second of any."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from trainset.example import Evidence, Example, QARow, QuestionProvenance
from trainset.questions.casing import capital

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trainset.draw import Draw
    from trainset.questions.claim import Claim

MOST_WORDINGS = 4


@lru_cache(maxsize=1)
def wordings() -> dict[str, tuple[str, ...]]:
    """The wordings of each shape."""
    content = tomllib.loads((files(__package__) / "wordings.toml").read_text("utf-8"))
    return {shape: tuple(patterns) for shape, patterns in content.items()}


def ask(claims: Sequence[Claim], draw: Draw, product: str) -> Iterator[Example]:
    """Examples of all claims, the first wording of every claim first, then the second, and so on.

    The order within a round spreads over documents and sections. It and the choice of wordings depend on each
    claim alone.
    """
    ordered = _spread(claims, draw)
    asked: set[str] = set()
    for turn in range(MOST_WORDINGS):
        for claim in ordered:
            patterns = _patterns(claim, draw)
            if turn >= len(patterns):
                continue
            question = worded(patterns[turn], claim, product)
            if question.casefold() not in asked:
                asked.add(question.casefold())
                yield Example(QARow(question, claim.answer), provenance(claim))


def worded(pattern: str, claim: Claim, product: str) -> str:
    """A wording filled with a claim's slots; what stands in brackets goes where the product is named anyway."""
    slots = dict(claim.slots)
    used = " ".join(slots[name] for name in re.findall(r"\{(\w+)\}", pattern) if name in slots)
    named = product.casefold() in used.casefold()
    bare = re.sub(r"\[([^\]]*)\]", "" if named else r"\1", pattern)
    return capital(bare.format(product=product, **slots))


def provenance(claim: Claim) -> QuestionProvenance:
    """Where a claim comes from; a claim on anything planned is planned."""
    planned = any(passage.status == "planned" for passage in claim.passages)
    evidence: dict[Evidence, None] = {passage.evidence: None for passage in claim.passages}
    return QuestionProvenance(claim.kind, "planned" if planned else "implemented", tuple(evidence))


def _patterns(claim: Claim, draw: Draw) -> tuple[str, ...]:
    """The wordings of a claim in its own order: one of the first two opens."""
    patterns = wordings()[claim.shape]
    source = draw.under("wording", claim.key)
    opening = source.pick("opening", patterns[:2])
    rest = source.shuffled("rest", [pattern for pattern in patterns if pattern != opening])
    return (opening, *rest)[:MOST_WORDINGS]


def _spread(claims: Sequence[Claim], draw: Draw) -> list[Claim]:
    """The claims so that no section is asked twice before every section was asked once."""
    source = draw.under("order")
    by_hash = sorted(claims, key=lambda claim: source.unit(claim.key))
    seen: Counter[tuple[str, ...]] = Counter()
    rounds: list[tuple[int, float, Claim]] = []
    for claim in by_hash:
        section = (claim.passages[0].file, *claim.passages[0].heading)
        rounds.append((seen[section], source.unit(claim.key), claim))
        seen[section] += 1
    return [claim for _, _, claim in sorted(rounds, key=lambda entry: entry[:2])]
