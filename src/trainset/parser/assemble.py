"""From a parse to the logical form it says."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from trainset.errors import InputError
from trainset.parser.parse import NO_QUERY
from trainset.parser.shapes import fill
from trainset.semantics.notation import parse_form, print_comparison
from trainset.semantics.resolve import resolve
from trainset.semantics.write import to_graphql

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from trainset.parser.parse import Leaf, Parse
    from trainset.parser.words import Word
    from trainset.semantics.form import Form
    from trainset.semantics.resolve import Setting
    from trainset.semantics.schema import Schema


def form_of(parse: Parse, text: str, words: Sequence[Word], lower: Collection[str] = ()) -> Form | None:
    """The form that a parse says; None where no query answers. Texts of the fields in `lower` are written in small letters.

    Raises:
        ValueError: the parse contradicts itself: a value lacks its words, or makes no form.
    """
    frame = parse.frame
    if frame.verb == NO_QUERY:
        return None
    search = _search(parse, text, words, lower)
    match frame.verb:
        case "search":
            notation = search
        case "count":
            notation = f"count {search}"
        case "total":
            notation = f"total {', '.join(frame.measures)} of {search}"
        case "breakdown":
            notation = f"breakdown by {frame.by} with {', '.join(frame.measures)} of {search}"
        case _:
            arguments = [frame.given] if frame.given else []
            arguments += [
                f"{leaf.subject.split()[1]}: {_value(leaf, text, words, lower)}"
                for leaf in parse.leaves
                if leaf.subject.startswith("argument ")
            ]
            selection = f" on {search}" if frame.collection else ""
            notation = f"do {frame.verb}({', '.join(arguments)}){selection}"
    try:
        return parse_form(notation)
    except InputError as error:
        raise ValueError(f"{error.what}: {notation}") from None


def query_of(form: Form, setting: Setting, schema: Schema) -> str:
    """A parsed form as GraphQL.

    Raises:
        ValueError: a value in it that no calendar has, or that its field does not take.
    """
    try:
        return to_graphql(resolve(form, setting), schema)
    except (InputError, TypeError, KeyError, OverflowError) as error:
        raise ValueError(str(error)) from None


def _search(parse: Parse, text: str, words: Sequence[Word], lower: Collection[str]) -> str:
    conditions = {
        place: _condition(leaf, text, words, lower)
        for place, leaf in enumerate(parse.leaves)
        if leaf.compares
    }
    parts = [parse.frame.collection]
    if conditions:
        parts += ["where", _joined(tuple(conditions), conditions, parse.alternatives)]
    keys = [leaf.subject.removeprefix("sort ") for leaf in parse.leaves if leaf.subject.startswith("sort ")]
    if keys:
        parts += ["sort", ", ".join(dict.fromkeys(keys))]
    limits = [leaf for leaf in parse.leaves if leaf.subject == "first"]
    if limits:
        parts += ["first", _value(limits[0], text, words, lower)]
    elif parse.frame.single:
        parts += ["first", "1"]
    return " ".join(parts)


def _condition(leaf: Leaf, text: str, words: Sequence[Word], lower: Collection[str]) -> str:
    plain = leaf.operator.removeprefix("!")
    said = print_comparison(leaf.subject, plain, _value(leaf, text, words, lower))
    if plain != leaf.operator:
        said = f"not {said}"
    return f"({said} and {leaf.extra})" if leaf.extra else said


def _value(leaf: Leaf, text: str, words: Sequence[Word], lower: Collection[str]) -> str:
    return fill(leaf.shape, leaf.holes, text, words, lower=leaf.subject in lower)


def _joined(places: tuple[int, ...], said: dict[int, str], alternatives: Collection[tuple[int, int]]) -> str:
    """The conditions at some places as one: a group for each part that the pairs do not tie together.

    Where the conjunction pairs leave several groups, these are alternatives; where the others do, they hold together. Pairs that no
    nesting has are read as a conjunction of the groups that their alternatives make, as far as there are such.
    """
    if len(places) == 1:
        return said[places[0]]
    tied_by_and = _groups(places, lambda pair: pair not in alternatives)
    if len(tied_by_and) > 1:
        return f"({' or '.join(_joined(group, said, alternatives) for group in tied_by_and)})"
    tied_by_or = _groups(places, lambda pair: pair in alternatives)
    if len(tied_by_or) > 1:
        return f"({' and '.join(_joined(group, said, alternatives) for group in tied_by_or)})"
    # No nesting has these pairs: the last leaf is parted from the others by what most of its pairs say.
    *rest, last = places
    votes = sum((place, last) in alternatives for place in rest)
    joint = "or" if votes * 2 > len(rest) else "and"
    return f"({_joined(tuple(rest), said, alternatives)} {joint} {said[last]})"


def _groups(places: tuple[int, ...], tied: Callable[[tuple[int, int]], bool]) -> list[tuple[int, ...]]:
    """The connected components of places under a relation of pairs, in order."""
    group = {place: place for place in places}
    for one, other in combinations(places, 2):
        if tied((one, other)):
            old, new = group[other], group[one]
            group = {place: new if name == old else name for place, name in group.items()}
    return [
        tuple(place for place in places if group[place] == name) for name in dict.fromkeys(group.values())
    ]
