"""What the parser can say: every label that its training rows use, and which of them go together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from trainset.parser.shapes import ROLES, Role, roles_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from trainset.parser.parse import Frame, Leaf, Parse

Labels = tuple[str, ...]
# The tags of a word: outside of every leaf, at the start of one, inside of one.
OUTSIDE, BEGIN, INSIDE = range(3)
# The tags of a copied word: not copied, or the start or the inside of a hole of each role.
HOLE_TAGS = 1 + 2 * len(ROLES)
UNCOPIED = 0


def hole_tags(role: Role) -> tuple[int, int]:
    """The tags at the start and inside of a hole of a role."""
    begins = 1 + 2 * ROLES.index(role)
    return begins, begins + 1


def hole_tag(tag: int) -> tuple[Role, bool] | None:
    """The role that a tag says and whether it begins a hole; None for a word that is not copied."""
    if tag == UNCOPIED:
        return None
    return ROLES[(tag - 1) // 2], tag % 2 == 1


@dataclass(frozen=True)
class Inventory:
    """The labels of every head, each list in a fixed order; `together` holds the leaves of training without their words.

    `kinds` says of every field that is compared what its values are (a scalar and, where it has one, a measure): fields of one kind
    take each other's shapes. `bare` are the verbs that may stand without arguments, `lower` the fields whose texts are in small letters
    throughout.
    """

    verbs: Labels
    collections: Labels
    measures: Labels
    groups: Labels
    givens: Labels
    subjects: Labels
    operators: Labels
    shapes: Labels
    extras: Labels
    frames: frozenset[tuple[str, str]]
    homes: frozenset[tuple[str, str]]
    together: frozenset[tuple[str, str, str]]
    bare: frozenset[str]
    kinds: Mapping[str, str]
    lower: frozenset[str]

    @property
    def frame_heads(self) -> Mapping[str, Labels]:
        """The labels of which each head of the frame says one."""
        return {
            "verb": self.verbs,
            "collection": self.collections,
            "group": self.groups,
            "given": self.givens,
        }

    @property
    def leaf_heads(self) -> Mapping[str, Labels]:
        """The labels of which each head of a leaf says one."""
        return {
            "subject": self.subjects,
            "operator": self.operators,
            "shape": self.shapes,
            "extra": self.extras,
        }

    @cached_property
    def _by_kind(self) -> frozenset[tuple[str, str, str]]:
        """Which operators and shapes go together on some field of a kind; only shapes that copy, or that say a time or number."""
        return frozenset(
            (self.kinds[subject], operator, shape)
            for subject, operator, shape in self.together
            if subject in self.kinds and not _is_own_text(shape)
        )

    @cached_property
    def _own(self) -> frozenset[tuple[str, str]]:
        return frozenset((subject, shape) for subject, _, shape in self.together)

    @cached_property
    def _operators_of(self) -> frozenset[tuple[str, str, bool]]:
        return frozenset(
            (self.kinds.get(subject, subject), operator, shape.startswith("["))
            for subject, operator, shape in self.together
        )

    def lacks_arguments(self, frame: Frame, leaves: Iterable[Leaf]) -> bool:
        """Whether an action has none of the arguments that it never was without: tag the photos, but as what?"""
        return not _argued(frame, leaves) and frame.verb not in self.bare

    def allows(self, subject: str, operator: str, shape: str) -> bool:
        """Whether a leaf may be so: as in training, or as another field of its kind is."""
        if (subject, operator, shape) in self.together:
            return True
        kind = self.kinds.get(subject)
        if kind is None:
            return False
        if not _is_own_text(shape):
            return (kind, operator, shape) in self._by_kind
        return (subject, shape) in self._own and (kind, operator, shape.startswith("[")) in self._operators_of

    def excludes(self, one: Leaf, other: Leaf) -> bool:
        """Whether two conditions cannot hold together: a field has one value, so what names two of them means either."""
        single = " related" not in self.kinds.get(one.subject, " related")
        return single and one.subject == other.subject and {one.operator, other.operator} <= {"eq", "in"}


def _is_own_text(shape: str) -> bool:
    """Whether a shape holds a text of its field's own."""
    return '"' in shape


def inventory_of(
    parses: Iterable[Parse], kinds: Mapping[str, str], lower: Iterable[str], *, least: int = 2
) -> Inventory:
    """All labels of some parses; a shape that fewer than `least` leaves have is none."""
    kept = tuple(parses)
    leaves = [leaf for parse in kept for leaf in parse.leaves]
    shapes = Counter(leaf.shape for leaf in leaves)
    common = {shape for shape, count in shapes.items() if count >= least or roles_of(shape)}
    return Inventory(
        verbs=_ordered(parse.frame.verb for parse in kept),
        collections=_ordered(parse.frame.collection for parse in kept),
        measures=_ordered(name for parse in kept for name in parse.frame.measures),
        groups=_ordered(parse.frame.by for parse in kept),
        givens=_ordered(parse.frame.given for parse in kept),
        subjects=_ordered(leaf.subject for leaf in leaves),
        operators=_ordered(leaf.operator for leaf in leaves),
        shapes=_ordered(common),
        extras=_ordered(leaf.extra for leaf in leaves),
        frames=frozenset((parse.frame.verb, parse.frame.collection) for parse in kept),
        homes=frozenset(home for parse in kept for home in _homes(parse)),
        together=frozenset(
            (leaf.subject, leaf.operator, leaf.shape) for leaf in leaves if leaf.shape in common
        ),
        bare=frozenset(parse.frame.verb for parse in kept if not _argued(parse.frame, parse.leaves)),
        kinds=dict(kinds),
        lower=frozenset(lower),
    )


def _argued(frame: Frame, leaves: Iterable[Leaf]) -> bool:
    return bool(frame.given) or any(leaf.subject.startswith("argument ") for leaf in leaves)


def _homes(parse: Parse) -> Iterator[tuple[str, str]]:
    """Every name that a parse uses, with where it is at home."""
    frame = parse.frame
    for leaf in parse.leaves:
        yield home_of(frame.verb, frame.collection, leaf.subject), leaf.subject
    for measure in frame.measures:
        yield f"{frame.verb} {frame.collection}", measure
    if frame.by:
        yield f"by {frame.collection}", frame.by
    yield f"given {frame.verb}", frame.given


def home_of(verb: str, collection: str, subject: str) -> str:
    """Where a subject is at home: an argument with its action, an order of groups with its breakdown, all else with the collection."""
    if subject.startswith("argument "):
        return f"action {verb}"
    if subject.startswith("sort ") and verb == "breakdown":
        return f"breakdown {collection}"
    return collection


def _ordered(names: Iterable[str]) -> Labels:
    """The names by how often they come, so that a label that few rows use stands late."""
    counted = Counter(names)
    return tuple(sorted(counted, key=lambda name: (-counted[name], name)))
