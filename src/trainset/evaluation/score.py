"""The ladder: how far a predicted query gets.

It parses; it validates; it is the right operation; its arguments are right; it returns the right things.
The last rung is what counts. A query may return the right things by other arguments, and the rungs below it still tell what it lacks.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphql.error import GraphQLError

from trainset.errors import InputError
from trainset.semantics.form import Act, Breakdown, Count, Search, Total, search_of
from trainset.semantics.read import from_graphql, parse_document

if TYPE_CHECKING:
    from trainset.endpoint.execute import Endpoint
    from trainset.evaluation.requests import Request
    from trainset.evaluation.same import Comparer
    from trainset.semantics.form import Form

RUNGS = ("parses", "validates", "operation", "arguments", "denotation")


@dataclass(frozen=True, slots=True)
class Score:
    """What of the ladder a prediction holds, rung by rung; `fault` says why it fails, or why it could not be scored.

    `unscored` marks an error of ours: such a prediction is neither right nor wrong.
    """

    request: Request
    predicted: str | None
    rungs: frozenset[str]
    fault: str = ""
    unscored: bool = False
    meant: Form | None = None

    @property
    def right(self) -> bool:
        """Whether it returns what is asked for."""
        return "denotation" in self.rungs


def score(request: Request, predicted: str | None, endpoint: Endpoint, comparer: Comparer) -> Score:
    """The score of one prediction; None says that no query answers. Of several right readings the one that it comes nearest to counts."""
    try:
        readings = [from_graphql(text, endpoint.schema) for text in request.readings]
    except InputError as error:
        return Score(
            request, predicted, frozenset(), f"the right query cannot be read: {error.what}", unscored=True
        )
    meant = readings[0] if readings else None
    if predicted is None:
        if readings:
            return Score(request, predicted, frozenset(), "no query, where one answers", meant=meant)
        return Score(request, predicted, frozenset(RUNGS))
    rungs, fault, form = _read(predicted, endpoint)
    if form is None or not readings:
        return Score(
            request, predicted, frozenset(rungs), fault or "a query, where none answers", meant=meant
        )
    try:
        best = max((_compared(form, reading, comparer) for reading in readings), key=len)
    except (InputError, sqlite3.Error, OverflowError, ValueError) as error:
        return Score(
            request, predicted, frozenset(rungs), f"cannot be compared: {error}", unscored=True, meant=meant
        )
    return Score(request, predicted, frozenset({*rungs, *best}), _fault(best), meant=meant)


def _read(predicted: str, endpoint: Endpoint) -> tuple[set[str], str, Form | None]:
    """The first rungs, the fault if there is one, and the form."""
    try:
        parse_document(predicted)
    except (GraphQLError, RecursionError) as error:
        return set(), f"does not parse: {error}".splitlines()[0], None
    try:
        endpoint.validated(predicted)
        form = from_graphql(predicted, endpoint.schema)
    except (GraphQLError, InputError, RecursionError) as error:
        return {"parses"}, f"does not validate: {error}".splitlines()[0], None
    return {"parses", "validates"}, "", form


def _compared(said: Form, meant: Form, comparer: Comparer) -> frozenset[str]:
    if comparer.normal(said) == comparer.normal(meant):
        return frozenset({"operation", "arguments", "denotation"})
    held = set()
    if _operation(said) == _operation(meant):
        held.add("operation")
    if comparer.same(meant, said):
        held.add("denotation")
    return frozenset(held)


def _operation(form: Form) -> tuple[object, ...]:
    """What is asked for, whatever the arguments: the kind, the collection or action, the numbers and the groups."""
    search = search_of(form)
    collection = search.collection if search else ""
    match form:
        case Search() | Count():
            return type(form), collection
        case Total(measures):
            return Total, collection, frozenset(measures)
        case Breakdown(by, _, measures):
            return Breakdown, collection, by, frozenset(measures)
        case Act(name):
            return Act, name


def _fault(held: frozenset[str]) -> str:
    if "denotation" in held:
        return ""
    return "other arguments" if "operation" in held else "another operation"
