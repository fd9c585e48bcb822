"""A file of predictions: one object a line, with the `id` of a request and its `graphql_query`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainset.errors import InputError, Place
from trainset.evaluation.requests import QUERY
from trainset.jsonl import read_objects

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

_SHOWN = 5


def read_predictions(file: Path, ids: Collection[str]) -> Mapping[str, str | None]:
    """The predicted query of every request; None where it was said that no query answers.

    Raises:
        InputError: the file cannot be read, a line is no prediction, or an id comes twice, is of no request, or is missing.
    """
    found: dict[str, tuple[int, str | None]] = {}
    for number, value in read_objects(file):
        if isinstance(value, InputError):
            raise value
        place = Place(str(file), number)
        if not isinstance(value, dict) or "id" not in value or QUERY not in value:
            raise InputError(f"a prediction has id and {QUERY}", where=place)
        name, query = str(value["id"]), value[QUERY]
        if query is not None and not isinstance(query, str):
            raise InputError(f"{QUERY} is a text, or null where no query answers", where=place)
        if name in found:
            raise InputError(f"the id {name!r} is that of line {found[name][0]} too", where=place)
        if name not in ids:
            raise InputError(f"no request has the id {name!r}", where=place)
        found[name] = number, query
    missing = [name for name in ids if name not in found]
    if missing:
        shown = ", ".join(missing[:_SHOWN]) + (" ..." if len(missing) > _SHOWN else "")
        raise InputError(f"{len(missing)} of {len(ids)} requests have no prediction: {shown}", where=file)
    return {name: query for name, (_, query) in found.items()}
