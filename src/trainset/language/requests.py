"""The endless stream of request candidates: two of three from the bank, the third from the grammar.

The candidate at an index depends on the seed, the index and the words it uses, and on nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trainset.draw import Draw
from trainset.example import Example, QARow, RequestProvenance, RequestRow
from trainset.language.bank import is_dev, load_bank
from trainset.language.grammar import compose
from trainset.language.lexicon import load_lexicon
from trainset.language.pattern import Reply, fill, worded
from trainset.language.slots import kind_of
from trainset.semantics.difficulty import difficulty
from trainset.semantics.notation import print_form
from trainset.semantics.resolve import resolve
from trainset.semantics.write import to_graphql

if TYPE_CHECKING:
    from trainset.language.bank import Entry
    from trainset.language.lexicon import Lexicon
    from trainset.language.pattern import Pattern
    from trainset.language.slots import Filler
    from trainset.pack import Pack
    from trainset.semantics.resolve import Setting
    from trainset.semantics.schema import Schema
    from trainset.values import Values

_TURN = 3  # the last of a turn is from the grammar
_LOWER_CASE = 0.45  # so many requests begin with a small letter, as typed ones do


@dataclass(frozen=True, slots=True)
class Speech:
    """Everything that requests are made from."""

    schema: Schema
    setting: Setting
    lexicon: Lexicon
    bank: tuple[Entry, ...]


def load_speech(pack: Pack, schema: Schema, setting: Setting, values: Values) -> Speech:
    """The words of a pack.

    Raises:
        PackError: an entry of lexicon or bank that cannot be used.
    """
    lexicon = load_lexicon(pack, schema, values)
    return Speech(schema, setting, lexicon, load_bank(pack.path("bank"), schema, lexicon.slots))


class RequestStream:
    """The endless stream of request candidates under a seed."""

    def __init__(self, speech: Speech, seed: int) -> None:
        self._speech = speech
        self._draw = Draw.seeded(seed, "requests")
        speaking = [entry for entry in speech.bank if not is_dev(entry)]
        self._order = self._draw.shuffled("bank", speaking, label=lambda entry: entry.id)

    def candidate(self, index: int) -> Example:
        """The candidate at an index: from the bank each pattern in its turn, every third one from the grammar."""
        turn, place_in_turn = divmod(index, _TURN)
        if place_in_turn == _TURN - 1 or not self._order:
            own = self._draw.under("grammar", turn if self._order else index)
            return _example(self._speech, compose(self._speech.lexicon, own), own)
        again, place = divmod(turn * (_TURN - 1) + place_in_turn, len(self._order))
        entry = self._order[place]
        own = self._draw.under(entry.id, again)
        if isinstance(entry, Reply):
            return _replied(self._speech, entry, own)
        return _example(self._speech, entry, own)


def _replied(speech: Speech, reply: Reply, draw: Draw) -> Example:
    """The request that no query answers, with the assistant's reply."""
    fillers = _fillers(speech.lexicon, reply.slots, draw)
    text = _cased(worded(reply.pieces, fillers), draw)
    return Example(
        QARow(text, worded(reply.answer, fillers)),
        RequestProvenance(logical_form="", pattern=reply.id, defaults=(reply.reason,)),
    )


def _example(speech: Speech, pattern: Pattern, draw: Draw) -> Example:
    utterance = fill(pattern, _fillers(speech.lexicon, pattern.slots, draw))
    query = to_graphql(resolve(utterance.form, speech.setting), speech.schema)
    text = utterance.text if pattern.verbatim else _cased(utterance.text, draw)
    return Example(
        RequestRow(text, query),
        RequestProvenance(
            logical_form=print_form(utterance.form),
            pattern=pattern.id,
            alignment=utterance.alignment,
            defaults=pattern.defaults,
            difficulty=difficulty(utterance.form),
        ),
    )


def _fillers(lexicon: Lexicon, slots: tuple[str, ...], draw: Draw) -> dict[str, Filler]:
    """A value for each slot; two slots of one kind take different values."""
    fillers: dict[str, Filler] = {}
    for slot in slots:
        kind = lexicon.slots[kind_of(slot)]
        taken = {filler.value for name, filler in fillers.items() if kind_of(name) == kind.name}
        attempts = (kind.draw(draw.under("slot", slot, attempt)) for attempt in range(20))
        fillers[slot] = next((filler for filler in attempts if filler.value not in taken), kind.draw(draw))
    return fillers


def _cased(text: str, draw: Draw) -> str:
    """The text with its first letter as people type it; a word that is not plain lower or title case keeps its own."""
    word = text.split(maxsplit=1)[0]
    if not (word.islower() or (word[0].isupper() and word[1:].islower())) or word == "I":
        return text
    first = text[0].lower() if draw.chance("lower case", _LOWER_CASE) else text[0].upper()
    return first + text[1:]
