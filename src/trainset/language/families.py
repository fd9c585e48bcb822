"""The families that requests come in: a pattern from the bank or the grammar, perhaps said again in other words, perhaps with its twins.

Each kind of request has a row of families of its own. What the family with a number holds depends on the seed, the kind, the number and
the words it uses, and on nothing else. The bank's patterns take turns; one whose slots can take few values drops out after as many
rounds.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, combinations
from math import prod
from typing import TYPE_CHECKING

from trainset.errors import PackError, Place
from trainset.language.bank import is_dev
from trainset.language.grammar import compose, speakable
from trainset.language.pattern import Pattern, Reply
from trainset.language.reword import reworded
from trainset.language.slots import kind_of
from trainset.semantics.kinds import kind_of_form
from trainset.toml_file import line_of, read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trainset.draw import Draw
    from trainset.language.bank import Entry
    from trainset.language.contrast import Contrasts
    from trainset.language.lexicon import Lexicon, Words
    from trainset.language.slots import Filler
    from trainset.pack import Kind, Pack, Sampling

_ROUNDS = 14  # in so many rounds at most a pattern of the bank takes part
_SPARE = 4  # a pattern that can be filled in so many ways more takes part once more; popular values come again and again
_PAIRED = 0.5  # so many of the grammar's searches speak of two fields that take their turns
_MAIN = 0.75  # so many counts, totals, breakdowns and actions are of what the product is about


@dataclass(frozen=True, slots=True)
class Member:
    """A pattern, the words in its slots, and the contrast set it belongs to, if any."""

    entry: Pattern | Reply
    fillers: Mapping[str, Filler]
    draw: Draw
    contrast: str = ""


class Families:
    """The families of one kind of request."""

    def __init__(
        self,
        kind: Kind,
        bank: Iterable[Entry],
        lexicon: Lexicon,
        contrasts: Contrasts,
        sampling: Sampling,
        draw: Draw,
    ) -> None:
        self._kind = kind
        self._lexicon = lexicon
        self._contrasts = contrasts
        self._sampling = sampling
        self._draw = draw.under(kind)
        entries = [
            entry for entry in bank if not is_dev(entry) and kind_of_entry(entry, sampling.searched) == kind
        ]
        self._order = self._draw.shuffled("bank", entries, label=lambda entry: entry.id)
        self._spoken = speakable(lexicon, kind, sampling.searched)

    @cached_property
    def _bank_share(self) -> float:
        """The share of families that begin with the bank: all, or none, where there is only one of the two."""
        if not self._order:
            return 0
        return self._sampling.bank if self._spoken else 1

    @cached_property
    def _rounds(self) -> tuple[tuple[Entry, ...], ...]:
        """The entries that take part in each round of the bank."""
        able = {entry.id: 1 + (self._values_of(entry) - 1) // _SPARE for entry in self._order}
        return tuple(
            entries
            for number in range(_ROUNDS)
            if (entries := tuple(entry for entry in self._order if able[entry.id] > number))
        )

    def _values_of(self, entry: Entry) -> int:
        return prod(len(self._lexicon.slots[kind_of(slot)].choices) for slot in entry.slots)

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        return tuple(accumulate(len(entries) for entries in self._rounds))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say of this kind."""
        return not self._order and not self._spoken

    def family(self, number: int) -> tuple[Member, ...] | None:
        """The family with a number; None if there are no more."""
        share, total = self._bank_share, self._ends[-1] if self._ends else 0
        turns = int((number + 1) * share + 1e-9)  # of the bank, this one included
        if turns > int(number * share + 1e-9) and turns <= total:
            return self._from_bank(turns - 1)
        return self._composed(number - min(turns, total)) if self._spoken else None

    def _from_bank(self, turn: int) -> tuple[Member, ...]:
        """The family of the pattern of the bank whose turn it is."""
        number = bisect_right(self._ends, turn)
        entry = self._rounds[number][turn - (self._ends[number - 1] if number else 0)]
        return self._family(entry, self._draw.under(entry.id, number))

    def _composed(self, turn: int) -> tuple[Member, ...]:
        draw = self._draw.under("grammar", turn)
        words = self._words(draw)
        fields: tuple[str, ...] = ()
        if self._kind == "search" and self._pairs and turn % 2:
            fields = self._pairs[(turn // 2) % len(self._pairs)]
        elif self._kind == "listing" and turn % 2:
            fields = (self._fields(words)[(turn // 2) % len(self._fields(words))],)
        return self._family(compose(self._lexicon, words, self._kind, draw, fields), draw)

    def _words(self, draw: Draw) -> Words:
        """The collection spoken of."""
        main = [words for words in self._spoken if words.collection == self._sampling.searched]
        others = [words for words in self._spoken if words.collection != self._sampling.searched]
        if main and (not others or draw.chance("main", _MAIN)):
            return main[0]
        return draw.pick(
            "collection", others, weight=lambda words: words.weight, label=lambda words: words.collection
        )

    @cached_property
    def _pairs(self) -> tuple[tuple[str, str], ...]:
        """Every pair of fields of which the lexicon has words and people speak in one breath, in an order of its own."""
        pairs = [
            pair
            for words in self._spoken
            for pair in combinations(self._fields(words), 2)
            if not any(names.issuperset(pair) for names in words.apart)
        ]
        return self._draw.shuffled("pairs", pairs, label=repr)

    @staticmethod
    def _fields(words: Words) -> Sequence[str]:
        return tuple(dict.fromkeys(phrase.field for phrase in words.phrases))

    def _family(self, entry: Entry, draw: Draw) -> tuple[Member, ...]:
        fillers = drawn(entry.slots, self._lexicon, draw)
        members = [Member(entry, fillers, draw)]
        if isinstance(entry, Pattern) and not entry.verbatim:
            if draw.chance("reworded", self._sampling.reworded):
                again = reworded(entry, self._lexicon, draw.under("again"))
                if again is not None:
                    members.append(Member(again, fillers, draw.under("again")))
            if draw.chance("contrasted", self._sampling.contrasted):
                members += self._contrasted(entry, fillers, draw)
        return tuple(members)

    def _contrasted(self, entry: Pattern, fillers: Mapping[str, Filler], draw: Draw) -> list[Member]:
        sets = list(self._contrasts.sides(entry))
        if not sets:
            return []
        name, twins = draw.pick("contrast", sets, label=repr)
        return [Member(twin, fillers, draw, name) for twin in twins if twin.pieces != entry.pieces]


def drawn(slots: Iterable[str], lexicon: Lexicon, draw: Draw) -> dict[str, Filler]:
    """A value for each slot; two slots of one kind take different values."""
    fillers: dict[str, Filler] = {}
    for slot in slots:
        kind = lexicon.slots[kind_of(slot)]
        taken = {filler.value for name, filler in fillers.items() if kind_of(name) == kind.name}
        attempts = (kind.draw(draw.under("slot", slot, attempt)) for attempt in range(20))
        fillers[slot] = next((filler for filler in attempts if filler.value not in taken), kind.draw(draw))
    return fillers


def kind_of_entry(entry: Entry, searched: str) -> Kind:
    """The kind of request that an entry of the bank is."""
    if isinstance(entry, Reply):
        return "refusal" if entry.reason.startswith("refuse") else "clarification"
    return kind_of_form(entry.form, searched)


def check_weights(families: Mapping[Kind, Families], pack: Pack) -> None:
    """Hold the weights of a pack against what can be said.

    Raises:
        PackError: a kind of request has a weight, and nothing to say.
    """
    path = pack.path("pack.toml")
    for kind, weight in pack.sampling.weights.items():
        if weight and families[kind].is_empty:
            raise PackError(
                f"no entry of the bank and no words of the lexicon make a {kind}, which has a weight",
                where=Place(path.name, line_of(read_text(path), ("requests", "weights", kind))),
                hint="Write some, or set its weight to 0.",
            )
