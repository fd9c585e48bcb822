"""A parse: what the parser says of an utterance, word by word, and how it becomes a logical form and comes from one.

The conditions of a form are *leaves*, each said by a stretch of words; whatever their nesting, it is written as one bit for each pair of
leaves: whether the least part of the form that holds both is a disjunction. Negation is pushed down to the leaves. Pairs of bits tell
every nesting of conjunctions and disjunctions apart (such pairs are the cotree of a cograph: Corneil, Lerchs and Stewart Burlingham,
"Complement reducible graphs", 1981), so nothing has to be generated in sequence.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from trainset.parser.shapes import Hole, abstract
from trainset.semantics.form import (
    Act,
    And,
    Breakdown,
    Compare,
    Condition,
    Count,
    Form,
    Not,
    Or,
    Search,
    Total,
    search_of,
)
from trainset.semantics.notation import print_condition, print_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from trainset.example import Aligned
    from trainset.parser.words import Word

NO_QUERY = "none"  # the verb of what no query answers
_DUALS = {"eq": "ne", "ne": "eq", "in": "notIn", "notIn": "in", "any": "none", "none": "any"}
_NEGATED = "!"


class NotSaidError(ValueError):
    """A form of which some part is said by no word, so that nothing can be learnt from it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What the utterance as a whole asks for.

    `verb` is search, count, total, breakdown, none, or the name of an action; `given` holds the arguments of the action that no words of
    their own say ("unhide"), as they are written; `single` says that one is wanted though no number is said.
    """

    verb: str
    collection: str = ""
    measures: tuple[str, ...] = ()
    by: str = ""
    given: str = ""
    single: bool = False


@dataclass(frozen=True, slots=True)
class Leaf:
    """One part of a form and the words that say it: word places, end excluded.

    `subject` is a field that is compared, `sort FIELD DIRECTION`, `argument NAME` or `first`; `operator` is that of a comparison, with a !
    before it where it is negated; `extra` is a second comparison that the same words say, as it is written.
    """

    start: int
    end: int
    subject: str
    operator: str
    shape: str
    holes: tuple[Hole, ...] = ()
    extra: str = ""

    @property
    def compares(self) -> bool:
        """Whether it is a condition."""
        return bool(self.operator)


@dataclass(frozen=True, slots=True)
class Parse:
    """A frame, its leaves in the order of the words, and the pairs of leaves (by their places) that a disjunction joins."""

    frame: Frame
    leaves: tuple[Leaf, ...] = ()
    alternatives: frozenset[tuple[int, int]] = frozenset()


def parse_of(
    form: Form | None,
    text: str,
    words: Sequence[Word],
    alignment: Sequence[Aligned],
    closed: Callable[[str, str], bool],
) -> Parse:
    """The parse that a form and its alignment say; None stands for what no query answers.

    `closed` says of a collection and a field whether its values are words of its own.

    Raises:
        NotSaidError: a part of the form has no words of its own.
    """
    if form is None:
        return Parse(Frame(NO_QUERY))
    spans = _spans(alignment, words)
    search = search_of(form)
    leaves: list[tuple[Leaf, Compare | None]] = []
    literals = [] if search is None or search.where is None else list(_literals(search.where, holding=True))
    by_span: dict[tuple[int, int], list[tuple[Compare, bool]]] = {}
    for compare, holding in literals:
        by_span.setdefault(_span_of(print_condition(compare), spans), []).append((compare, holding))
    for span, said in by_span.items():
        leaves.append(_condition_leaf(said, text, words, span, search, closed))
    for part, value in _others(form, search, spans):
        leaves.append((_other_leaf(part, value, spans, text, words), None))
    leaves.sort(key=lambda leaf: (leaf[0].start, leaf[0].end))
    _check_apart([leaf for leaf, _ in leaves])
    alternatives = _alternatives(search.where if search else None)
    pairs = frozenset(
        (one, other)
        for (one, (_, left)), (other, (_, right)) in combinations(enumerate(leaves), 2)
        if left is not None and right is not None and frozenset((left, right)) in alternatives
    )
    return Parse(_frame(form, spans), tuple(leaf for leaf, _ in leaves), pairs)


def _frame(form: Form, spans: dict[str, list[tuple[int, int]]]) -> Frame:
    search = search_of(form)
    collection = search.collection if search else ""
    single = search is not None and _is_single(search, spans)
    match form:
        case Search():
            return Frame("search", collection, single=single)
        case Count():
            return Frame("count", collection)
        case Total(measures):
            return Frame("total", collection, measures)
        case Breakdown(by, _, measures):
            return Frame("breakdown", collection, measures, by, single=single)
        case Act(name, arguments):
            parts = (_argument_part(argument, value) for argument, value in arguments)
            return Frame(
                name, collection, given=", ".join(part for part in parts if part not in spans), single=single
            )


def _is_single(search: Search, spans: dict[str, list[tuple[int, int]]]) -> bool:
    """Whether one is wanted without a word that says so: the latest PDF."""
    return search.first == 1 and "first 1" not in spans


def _argument_part(name: str, value: object) -> str:
    return f"{name}: {print_value(value)}"


def _spans(alignment: Sequence[Aligned], words: Sequence[Word]) -> dict[str, list[tuple[int, int]]]:
    """The word spans of every part."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for aligned in alignment:
        places = [
            place for place, word in enumerate(words) if word.start < aligned.end and aligned.start < word.end
        ]
        if places:
            spans.setdefault(aligned.part, []).append((places[0], places[-1] + 1))
    return spans


def _span_of(part: str, spans: dict[str, list[tuple[int, int]]]) -> tuple[int, int]:
    found = spans.get(part)
    if not found:
        raise NotSaidError(part)
    return found[0] if len(found) == 1 else max(found, key=lambda span: span[1] - span[0])


def _literals(condition: Condition, *, holding: bool) -> Iterator[tuple[Compare, bool]]:
    match condition:
        case Compare():
            yield condition, holding
        case Not(part):
            yield from _literals(part, holding=not holding)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _literals(part, holding=holding)


def _alternatives(condition: Condition | None) -> set[frozenset[Compare]]:
    """The pairs of comparisons that are joined by a disjunction once negation is pushed down."""
    found: set[frozenset[Compare]] = set()

    def walk(part: Condition, *, holding: bool) -> list[Compare]:
        match part:
            case Compare():
                return [part]
            case Not(inner):
                return walk(inner, holding=not holding)
            case And(parts) | Or(parts):
                groups = [walk(inner, holding=holding) for inner in parts]
                if isinstance(part, Or) == holding:
                    for one, other in combinations(groups, 2):
                        found.update(frozenset((left, right)) for left in one for right in other)
                return [compare for group in groups for compare in group]

    if condition is not None:
        walk(condition, holding=True)
    return found


def _condition_leaf(
    said: list[tuple[Compare, bool]],
    text: str,
    words: Sequence[Word],
    span: tuple[int, int],
    search: Search | None,
    closed: Callable[[str, str], bool],
) -> tuple[Leaf, Compare]:
    """One leaf for all that a stretch of words says; what copies from it comes first."""
    collection = search.collection if search else ""
    shaped = [
        (
            *abstract(compare.value, text, words, span, closed=closed(collection, compare.field)),
            compare,
            holding,
        )
        for compare, holding in said
    ]
    shaped.sort(key=lambda item: not item[1])
    shape, holes, compare, holding = shaped[0]
    if any(more[1] for more in shaped[1:]):
        raise NotSaidError("two values in the same words")
    extra = " and ".join(
        print_condition(other if positive else Not(other)) for _, _, other, positive in shaped[1:]
    )
    operator, shape = _polar(compare, shape, holding=holding)
    return Leaf(*span, compare.field, operator, shape, holes, extra), compare


def _polar(compare: Compare, shape: str, *, holding: bool) -> tuple[str, str]:
    if holding:
        return compare.operator, shape
    if compare.operator == "exists":
        return "exists", "false" if compare.value else "true"
    return _DUALS.get(compare.operator, _NEGATED + compare.operator), shape


def _others(
    form: Form, search: Search | None, spans: dict[str, list[tuple[int, int]]]
) -> Iterator[tuple[str, object]]:
    """The order, the limit and the arguments that words of their own say, each with its value."""
    if search is not None and not isinstance(form, Count | Total):
        if search.sort:
            yield f"sort {', '.join(f'{key.field} {key.direction}' for key in search.sort)}", None
        if search.first is not None and not _is_single(search, spans):
            yield f"first {search.first}", search.first
    if isinstance(form, Act):
        for name, value in form.arguments:
            if _argument_part(name, value) in spans:
                yield _argument_part(name, value), value


def _other_leaf(
    part: str, value: object, spans: dict[str, list[tuple[int, int]]], text: str, words: Sequence[Word]
) -> Leaf:
    span = _span_of(part, spans)
    if part.startswith("sort "):
        return Leaf(*span, part, "", "")
    shape, holes = abstract(value, text, words, span, closed=False)
    name = part.split(":", maxsplit=1)[0]
    return Leaf(*span, "first" if part.startswith("first ") else f"argument {name}", "", shape, holes)


def _check_apart(leaves: Sequence[Leaf]) -> None:
    for one, other in pairwise(leaves):
        if other.start < one.end:
            raise NotSaidError("two parts share a word")
