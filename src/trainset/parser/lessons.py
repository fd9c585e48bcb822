"""The lessons of a dataset: its requests, with the forms and alignments of their provenance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trainset.errors import InputError
from trainset.example import RequestProvenance, known_provenance
from trainset.jsonl import read_objects, row_of
from trainset.parser.lesson import Lesson
from trainset.parser.parse import NotSaidError, parse_of
from trainset.parser.words import MAX_WORDS, words_of
from trainset.semantics.form import Compare, comparisons, search_of
from trainset.semantics.notation import parse_form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from trainset.semantics.form import Form
    from trainset.semantics.schema import Schema
    from trainset.semantics.units import Units
    from trainset.values import Values


@dataclass(frozen=True, slots=True)
class Reading:
    """The lessons of a file; how many requests it has, and how many of them teach nothing since no words say a part of the form."""

    lessons: tuple[Lesson, ...]
    requests: int
    lower: frozenset[str]

    @property
    def left_out(self) -> int:
        """Requests that teach nothing."""
        return self.requests - len(self.lessons)


def read_lessons(file: Path, schema: Schema, values: Values) -> Reading:
    """The lessons of a dataset file and of the provenance file beside it.

    Raises:
        InputError: one of the files is missing, or has a line that is not as it should be, or there is no request in it.
    """
    beside = file.with_suffix(".provenance.jsonl")
    if not beside.is_file():
        raise InputError(
            "the parser learns from the provenance of the rows too, and this file is not there",
            where=beside,
            hint="`trainset build` writes it beside the dataset",
        )
    proofs = dict(read_objects(beside))
    lessons: list[Lesson] = []
    forms: list[Form] = []
    requests = 0
    for number, value in read_objects(file):
        if isinstance(value, InputError):
            raise value
        row = row_of(value)
        provenance = known_provenance(proofs.get(number))
        if provenance is None:
            raise InputError(
                f"line {number} is not the provenance of line {number} of {file.name}", where=beside
            )
        if not isinstance(provenance, RequestProvenance):
            continue
        requests += 1
        text = row.utterance
        form = parse_form(provenance.logical_form) if provenance.logical_form else None
        words = words_of(text)
        try:
            parse = parse_of(form, text, words, provenance.alignment, _closed(schema, values))
        except NotSaidError:
            continue
        if len(words) < MAX_WORDS:
            lessons.append(Lesson(tuple(word.text for word in words), parse))
            forms += [] if form is None else [form]
    if not lessons:
        raise InputError(
            "no request to learn from: the parser learns from rows of the type text-to-graphql", where=file
        )
    return Reading(tuple(lessons), requests, _lower(forms))


def kinds_of(schema: Schema, units: Units) -> Mapping[str, str]:
    """What the values of every field are: its scalar, whether it names related things, and its measure."""
    return {
        name: f"{field.scalar}{' related' if field.related else ''} {units.measures.get(name, '')}".strip()
        for collection in schema.collections.values()
        for name, field in collection.fields.items()
    }


def _closed(schema: Schema, values: Values) -> Callable[[str, str], bool]:
    def closed(collection: str, field: str) -> bool:
        known = schema.collections.get(collection)
        return known is not None and values.known(known.entity, field) is not None

    return closed


def _lower(forms: Iterable[Form]) -> frozenset[str]:
    """The fields all of whose texts are in small letters."""
    texts: dict[str, bool] = {}
    for form in forms:
        search = search_of(form)
        for compare in comparisons(search.where if search else None):
            for text in _texts(compare):
                texts[compare.field] = texts.get(compare.field, True) and text == text.lower()
    return frozenset(field for field, lower in texts.items() if lower)


def _texts(compare: Compare) -> tuple[str, ...]:
    values = compare.value if isinstance(compare.value, tuple) else (compare.value,)
    return tuple(value for value in values if isinstance(value, str))
