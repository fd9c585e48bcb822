"""Styles and slips: how people type and speak, laid over an utterance without a change of its values or its meaning.

The rates, words and phrases are data of the pack (`lexicon/style.toml`); a pack without that file has none.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Annotated

from pydantic import Field
from spellchecker import SpellChecker

from trainset.errors import PackError, Place
from trainset.language.edits import Edit, edited, is_free, words
from trainset.toml_file import Strict, line_of, load_toml, read_text

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from trainset.draw import Draw
    from trainset.language.pattern import Utterance

Rate = Annotated[float, Field(ge=0, le=1)]
_VERBS = (
    "by ",
    "sort ",
    "first ",
    "count",
    "total ",
    "do ",
)  # how the parts of a form begin that are no conditions
_WITH_A_WORD = 0.2  # so many slips leave out a word, or say it twice
_SHORTEST = 5  # letters of a word in which somebody makes a slip
_MARKS = ",.;:?!"


class _Rates(Strict):
    frame: Rate = 0
    small: Rate = 0
    bare: Rate = 0
    ending: Rate = 0
    swapped: Rate = 0
    slip: Rate = 0
    another_slip: Rate = 0


class _StyleFile(Strict):
    rates: _Rates
    openers: tuple[str, ...] = ()
    closers: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    swaps: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    misspelt: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    keys: tuple[str, ...] = ()
    spared: tuple[str, ...] = ()
    small_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Style:
    """What a pack says of styles, with the words that no slip may make."""

    file: _StyleFile
    known: frozenset[str]
    beside: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Styled:
    """An utterance in its style, and the names of what was laid over it."""

    utterance: Utterance
    names: tuple[str, ...] = ()


def load_style(path: Path, known: frozenset[str]) -> Style:
    """The styles of a pack's file; none where it has no such file. `known` are words that a slip must not turn another word into.

    Raises:
        PackError: a swap that swaps nothing; with file and line.
    """
    if not path.exists():
        return Style(_StyleFile(rates=_Rates()), known, {})
    file, text = load_toml(path, _StyleFile), read_text(path)
    for table, entries in (("swaps", file.swaps), ("misspelt", file.misspelt)):
        for word, others in entries.items():
            if not others or word in others or word != word.casefold():
                place = Place(path.name, line_of(text, (table, word)))
                raise PackError(f"{word!r} needs other words, and stands in small letters", where=place)
    return Style(file, known, _beside(file.keys))


def _beside(rows: tuple[str, ...]) -> dict[str, str]:
    """The keys beside each key, on the rows of a keyboard."""
    found: dict[str, str] = {}
    for row in rows:
        for place, key in enumerate(row):
            found[key] = row[max(0, place - 1) : place] + row[place + 1 : place + 2]
    return found


def styled(utterance: Utterance, style: Style, draw: Draw, *, framed: bool) -> Styled:
    """The utterance as somebody types or says it; only one that is `framed` may be opened and closed with words of courtesy."""
    rates = style.file.rates
    steps: tuple[tuple[str, float, Callable[[Utterance, Style, Draw], Utterance]], ...] = (
        ("frame", rates.frame if framed else 0, _framed),
        ("swap", rates.swapped, _swapped),
        ("ending", rates.ending if framed else 0, _ended),
        ("bare", rates.bare, _bare),
        ("small", rates.small, _small),
        ("slip", rates.slip, _slipped),
        ("slip", rates.slip * rates.another_slip, _slipped),
    )
    names: list[str] = []
    for number, (name, rate, step) in enumerate(steps):
        own = draw.under("style", number)
        if own.chance("whether", rate):
            changed = step(utterance, style, own)
            if changed is not utterance and changed.text != utterance.text:
                utterance = changed
                names.append(name)
    return Styled(utterance, tuple(names))


def _framed(utterance: Utterance, style: Style, draw: Draw) -> Utterance:
    """An opener before the utterance, or a closer behind it."""
    text = utterance.text
    if draw.chance("opener", 0.5) and style.file.openers:
        opener = draw.pick("which opener", style.file.openers)
        return edited(utterance, [Edit(0, 0, f"{opener} ")])
    if not style.file.closers or text[-1] in _MARKS or "please" in text.casefold():
        return utterance
    closer = draw.pick("which closer", style.file.closers)
    return edited(utterance, [Edit(len(text), len(text), closer if closer[0] in _MARKS else f" {closer}")])


def _ended(utterance: Utterance, style: Style, draw: Draw) -> Utterance:
    """A mark at the end, where there is none."""
    text = utterance.text
    if text[-1] in _MARKS or not style.file.endings:
        return utterance
    return edited(utterance, [Edit(len(text), len(text), draw.pick("ending", style.file.endings))])


def _swapped(utterance: Utterance, style: Style, draw: Draw) -> Utterance:
    """Each word that has another spelling or a short form, in that one."""
    edits = []
    for match in words(utterance):
        others = style.file.swaps.get(match.group().casefold())
        if others:
            other = draw.pick(match.group().casefold(), others)
            text = other[0].upper() + other[1:] if match.group()[0].isupper() else other
            edits.append(Edit(match.start(), match.end(), text))
    return edited(utterance, edits) if edits else utterance


def _bare(utterance: Utterance, style: Style, draw: Draw) -> Utterance:  # noqa: ARG001 - one of the steps
    """Without marks, as in dictation; a mark that holds something together stays."""
    text = utterance.text
    edits = [
        Edit(place, place + 1, "")
        for place, letter in enumerate(text)
        if letter in _MARKS
        and is_free(utterance, place)
        and (place + 1 == len(text) or text[place + 1] == " ")
    ]
    return edited(utterance, edits) if edits else utterance


def _small(utterance: Utterance, style: Style, draw: Draw) -> Utterance:  # noqa: ARG001 - one of the steps
    """In small letters, save for values."""
    edits = [
        Edit(match.start(), match.end(), match.group().casefold())
        for match in words(utterance)
        if match.group() != match.group().casefold()
    ]
    return edited(utterance, edits) if edits else utterance


def _slipped(utterance: Utterance, style: Style, draw: Draw) -> Utterance:
    """A slip in the letters of a word, or a small word left out or said twice."""
    if draw.chance("with a word", _WITH_A_WORD):
        return _misworded(utterance, style, draw)
    return _misspelt(utterance, style, draw)


def _misworded(utterance: Utterance, style: Style, draw: Draw) -> Utterance:
    small = [
        match
        for match in words(utterance)
        if match.group().casefold() in style.file.small_words and match.start()
    ]
    if not small:
        return utterance
    match = draw.pick("small word", small, label=lambda one: f"{one.group()} {one.start()}")
    if utterance.text[match.start() - 1] != " " or not is_free(utterance, match.start() - 1):
        return utterance
    if draw.pick("how", ("left out", "twice")) == "twice":
        return edited(utterance, [Edit(match.end(), match.end(), f" {match.group()}")])
    return edited(utterance, [Edit(match.start() - 1, match.end(), "")])


def _misspelt(utterance: Utterance, style: Style, draw: Draw) -> Utterance:
    options = [
        match for match in words(utterance) if len(match.group()) >= _SHORTEST and match.group().isascii()
    ]
    if not options:
        return utterance
    match = draw.pick("word", options, label=lambda one: f"{one.group()} {one.start()}")
    word = match.group()
    slip = _slip(word, style, draw)
    if slip == word or slip.casefold() in style.known or _english().known([slip.casefold()]):
        return utterance  # another word, which could mean another thing
    return edited(utterance, [Edit(match.start(), match.end(), slip)])


def _may_slip(match: re.Match[str], utterance: Utterance, style: Style) -> bool:
    """Whether a slip in a word leaves it to be understood: the whole meaning hangs on those that order, group, count or act."""
    word = match.group()
    if (
        len(word) < _SHORTEST
        or not (word.isascii() and word.isalpha())
        or word.casefold() in style.file.spared
    ):
        return False
    return not any(
        one.start < match.end() and match.start() < one.end and one.part.startswith(_VERBS)
        for one in utterance.alignment
    )


@cache
def _english() -> SpellChecker:
    return SpellChecker(language="en")


def _slip(word: str, style: Style, draw: Draw) -> str:
    common = style.file.misspelt.get(word.casefold())
    if common and draw.chance("common", 0.6):
        return draw.pick("misspelt", common)
    place = draw.integer("place", 1, len(word) - 2)  # the first letter is seldom wrong
    before, letter, after = word[:place], word[place], word[place + 1 :]
    match draw.pick("kind", ("transposed", "dropped", "doubled", "beside")):
        case "transposed":
            return f"{before}{after[0]}{letter}{after[1:]}"
        case "dropped":
            return before + after
        case "doubled":
            return f"{before}{letter}{letter}{after}"
    keys = style.beside.get(letter, "")
    return before + draw.pick("key", keys) + after if keys else word
