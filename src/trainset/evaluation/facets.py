"""What a request is like, for the tables: kind, difficulty, conditions, style, time, negation, and why it was held out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainset.semantics.difficulty import difficulty
from trainset.semantics.form import And, Condition, Not, Or, comparisons, search_of
from trainset.semantics.kinds import kind_of_form
from trainset.semantics.traits import negates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainset.evaluation.score import Score
    from trainset.semantics.schema import Schema


def facets(score: Score, schema: Schema, searched: str) -> Mapping[str, tuple[str, ...]]:
    """The row of each table in which a score counts; a request may be of several styles."""
    known = {"style": score.request.style or ("plain",)}
    if score.request.held_out:
        known["held out by its"] = (score.request.held_out,)
    if score.meant is None:
        return {"kind": ("no query",), **known}
    search = search_of(score.meant)
    where = search.where if search else None
    compared = comparisons(where)
    dated = search is not None and any(
        schema.collection(search.collection).fields[compare.field].scalar == "DateTime"
        for compare in compared
    )
    count = len(compared)
    return {
        "kind": (kind_of_form(score.meant, searched),),
        "difficulty": (str(difficulty(score.meant)),),
        "conditions": (str(count) if count < 5 else "5 and more",),
        **known,
        "time": ("with" if dated else "without",),
        "negation": ("with" if negates(score.meant) else "without",),
        "alternatives": ("with" if _parts(where) else "without",),
    }


def _parts(condition: Condition | None) -> bool:
    match condition:
        case Or():
            return True
        case Not(part):
            return _parts(part)
        case And(parts):
            return any(_parts(part) for part in parts)
    return False
