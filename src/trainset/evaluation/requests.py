"""The requests that predictions are scored on: rows of a dataset, or any file of utterances with their queries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from trainset.dataset.splits import held_out_by
from trainset.errors import InputError, Place
from trainset.example import RequestProvenance, known_provenance
from trainset.jsonl import read_objects, row_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

UTTERANCE, QUERY = "natural_language_query", "graphql_query"


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked, and its right readings as GraphQL; none where no query answers.

    `style` names what was laid over the wording, and `held_out` what kept the request out of training, as the provenance of a dataset
    tells; `line` is that of the file.
    """

    id: str
    utterance: str
    readings: tuple[str, ...]
    line: int
    style: tuple[str, ...] = ()
    held_out: str = ""


def read_requests(file: Path) -> tuple[Request, ...]:
    """The requests of a file.

    A line is a row of a dataset, whose provenance file is read where it stands beside it, or an object with `natural_language_query` and
    `graphql_query`: a text, a list of right readings, or an empty list where no query answers. Its `id` is the number of its line where it
    has none.

    Raises:
        InputError: the file cannot be read, a line is not so, an id comes twice, or there is no request in it.
    """
    beside = file.with_suffix(".provenance.jsonl")
    proofs = dict(read_objects(beside)) if beside.is_file() else {}
    found: dict[str, Request] = {}
    for number, value in read_objects(file):
        if isinstance(value, InputError):
            raise value
        for request in _request(value, number, proofs, file):
            other = found.setdefault(request.id, request)
            if other is not request:
                raise InputError(
                    f"the id {request.id!r} is that of line {other.line} too", where=Place(str(file), number)
                )
    if not found:
        raise InputError("no request in this file", where=file, hint=f"a request has {UTTERANCE} and {QUERY}")
    return tuple(found.values())


def _request(value: Any, number: int, proofs: Mapping[int, Any], file: Path) -> Iterator[Request]:
    if isinstance(value, dict) and value.get("type") == "qa":
        row = row_of(value)
        provenance = _provenance(proofs.get(number))
        if provenance is not None:
            yield Request(
                proofs[number]["id"], row.utterance, (), number, provenance.style, held_out_by(provenance)
            )
        return
    place = Place(str(file), number)
    if not isinstance(value, dict) or not isinstance(value.get(UTTERANCE), str) or QUERY not in value:
        raise InputError(f"a request has {UTTERANCE} and {QUERY}", where=place)
    said = value[QUERY]
    readings = [said] if isinstance(said, str) else said
    if not isinstance(readings, list) or not all(isinstance(reading, str) for reading in readings):
        raise InputError(f"{QUERY} is a text or a list of texts", where=place)
    provenance = _provenance(proofs.get(number))
    known = proofs[number].get("id") if provenance else value.get("id", number)
    request = Request(str(known), value[UTTERANCE], tuple(readings), number)
    if provenance is not None:
        request = replace(request, style=provenance.style, held_out=held_out_by(provenance))
    yield request


def _provenance(fields: Any) -> RequestProvenance | None:
    known = known_provenance(fields)
    return known if isinstance(known, RequestProvenance) else None
