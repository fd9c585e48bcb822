"""What an evaluation found: the ladder, tables by what requests are like, and the worst rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trainset.evaluation.facets import facets
from trainset.evaluation.interval import wilson
from trainset.evaluation.score import RUNGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trainset.evaluation.score import Score
    from trainset.semantics.schema import Schema


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with the 95 % interval of the share."""

    right: int
    total: int

    @property
    def fields(self) -> dict[str, Any]:
        """The share as it is written."""
        low, high = wilson(self.right, self.total)
        value = self.right / self.total if self.total else 0.0
        return {
            "right": self.right,
            "total": self.total,
            "share": round(value, 4),
            "interval": [round(low, 4), round(high, 4)],
        }


@dataclass(frozen=True, slots=True)
class Report:
    """The shares by rung of the ladder and by row of each table; how many could not be scored; the wrong ones, most surprising first."""

    scored: int
    unscored: tuple[Score, ...]
    ladder: Mapping[str, Share]
    tables: Mapping[str, Mapping[str, Share]]
    wrong: tuple[Score, ...]

    @property
    def fields(self) -> dict[str, Any]:
        """The report as it is written, without the rows."""
        return {
            "scored": self.scored,
            "unscored": len(self.unscored),
            "ladder": {rung: share.fields for rung, share in self.ladder.items()},
            "tables": {
                name: {row: share.fields for row, share in rows.items()} for name, rows in self.tables.items()
            },
        }


def report_of(scores: Sequence[Score], schema: Schema, searched: str) -> Report:
    """The report of some scores; `searched` is the collection whose searches are called so."""
    scored = [score for score in scores if not score.unscored]
    ladder = {rung: Share(sum(rung in score.rungs for score in scored), len(scored)) for rung in RUNGS}
    tables: dict[str, dict[str, list[bool]]] = {}
    for score in scored:
        for table, rows in facets(score, schema, searched).items():
            for row in rows:
                tables.setdefault(table, {}).setdefault(row, []).append(score.right)
    return Report(
        scored=len(scored),
        unscored=tuple(score for score in scores if score.unscored),
        ladder=ladder,
        tables={
            table: {row: Share(sum(rights), len(rights)) for row, rights in sorted(rows.items())}
            for table, rows in tables.items()
        },
        wrong=_worst_first(score for score in scored if not score.right),
    )


def _worst_first(wrong: Iterable[Score]) -> tuple[Score, ...]:
    """The wrong ones, those first that hold the fewest rungs."""
    return tuple(sorted(wrong, key=lambda score: (len(score.rungs), score.request.line)))
