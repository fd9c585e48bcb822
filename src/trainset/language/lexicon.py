"""The lexicon: words for things, conditions, orders, groups, measures and actions, and the frames that they stand in.

Each entry pairs a fragment of a logical form with the ways in which people say it, slots included. The grammar puts entries together.
`lexicon_file.py` reads them from the files of a pack.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainset.language.pattern import Piece
    from trainset.language.slots import SlotKind
    from trainset.semantics.form import Act, Condition, SortKey

Side = Literal["before", "after"]
# What stands in a frame in place of a value: a noun with its conditions, the word for a group, and its plural.
THINGS, GROUP, GROUPS = "things", "group", "groups"
PLACEHOLDERS = frozenset({THINGS, GROUP, GROUPS})


@dataclass(frozen=True, slots=True)
class Wording:
    """One way of saying a condition: before the noun or after it."""

    pieces: tuple[Piece, ...]
    side: Side
    text: str


@dataclass(frozen=True, slots=True)
class Noun:
    """A word for things: what it says of them, its plural and singular forms, and the kinds of things they are."""

    condition: Condition | None
    many: tuple[str, ...]
    one: tuple[str, ...]
    kinds: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Phrase:
    """A condition and the ways of saying it; `needs` names the kinds of things it can be said of (all if empty).

    `denied` is the condition as it is after "but not"; None where that would be a double negation.
    """

    condition: Condition
    denied: Condition | None
    field: str
    wordings: tuple[Wording, ...]
    needs: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Order:
    """An order and its words: after everything else, and as superlatives before the noun.

    With `spoken_date` the field is the date already spoken of, if there is one.
    """

    key: SortKey
    spoken_date: bool
    after: tuple[str, ...]
    superlative: tuple[str, ...]
    needs: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Group:
    """What a breakdown counts by, and the words for it in the singular."""

    by: str
    say: tuple[str, ...]
    needs: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Measure:
    """Numbers that can be added up: frames for their total, and for a breakdown with them."""

    measures: tuple[str, ...]
    total: tuple[tuple[Piece, ...], ...]
    grouped: tuple[tuple[Piece, ...], ...]
    needs: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Deed:
    """An action and its frames; one that acts on a selection has a place for the things in each of them."""

    act: Act
    selects: bool
    frames: tuple[tuple[Piece, ...], ...]
    needs: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Words:
    """All entries about one collection; `sorts` are the fields it can be ordered by, `weight` says how often it is spoken of.

    Of the fields in each set of `apart`, nobody speaks in one breath: what is on a phone needs no device named.
    """

    collection: str
    nouns: tuple[Noun, ...]
    phrases: tuple[Phrase, ...]
    orders: tuple[Order, ...]
    groups: tuple[Group, ...]
    measures: tuple[Measure, ...]
    deeds: tuple[Deed, ...]
    sorts: frozenset[str]
    apart: tuple[frozenset[str], ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """Frames of breakdowns that ask for the first groups only: by which number, in which direction, and how many (a slot, or one)."""

    key: SortKey
    single: bool
    frames: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class Frames:
    """Sentences around a noun with its conditions, by what is asked; one that is listed twice is drawn twice as often."""

    search: tuple[tuple[Piece, ...], ...]
    count: tuple[tuple[Piece, ...], ...]
    breakdown: tuple[tuple[Piece, ...], ...]
    ranked: tuple[Ranked, ...]


@dataclass(frozen=True, slots=True)
class Joints:
    """Words between conditions and between orders."""

    alternative: tuple[str, ...]
    exception: tuple[str, ...]
    then: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries of a pack; `words` by collection."""

    words: Mapping[str, Words]
    frames: Frames
    joints: Joints
    slots: Mapping[str, SlotKind]
