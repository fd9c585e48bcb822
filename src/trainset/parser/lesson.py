"""A lesson: an utterance as words, and the parse that it should get; and how lessons are varied from one pass to the next.

What is copied is told by its surroundings, not by its letters: names are exchanged for others of the same field, and for made-up ones.
Words are misspelt as keys are missed. Neither changes the parse.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trainset.draw import Draw
    from trainset.parser.parse import Leaf, Parse

_SWAPPED, _MADE_UP, _MISSPELT = 0.3, 0.2, 0.12
_OPEN = 80  # a field with so many names can have any; one with few has those that its product knows, which tell it from others
_SHORTEST = 5
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


@dataclass(frozen=True, slots=True)
class Lesson:
    """The words of an utterance, each as it is written, and its parse."""

    words: tuple[str, ...]
    parse: Parse


Names = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Stock:
    """What names can be exchanged for, each as its words: by subject, and words to make names of."""

    names: Mapping[str, Names]
    words: tuple[str, ...]


def stock_of(lessons: Sequence[Lesson]) -> Stock:
    """All that lessons copy as text."""
    names: dict[str, dict[tuple[str, ...], None]] = {}
    for lesson in lessons:
        for leaf in lesson.parse.leaves:
            for hole in leaf.holes:
                if hole.role == "T":
                    names.setdefault(leaf.subject, {})[lesson.words[hole.start : hole.end]] = None
    words = dict.fromkeys(
        word
        for known in names.values()
        for name in known
        for word in name
        if word.isalpha() and len(word) > 3
    )
    return Stock({subject: tuple(known) for subject, known in names.items()}, tuple(words))


def varied(lesson: Lesson, stock: Stock, draw: Draw) -> Lesson:
    """The lesson with some of its names exchanged and some of its words misspelt."""
    words = list(lesson.words)
    copied: set[int] = set()
    for leaf in lesson.parse.leaves:
        for hole in leaf.holes:
            copied.update(range(hole.start, hole.end))
    for place, word in enumerate(words):
        if (
            place not in copied
            and len(word) >= _SHORTEST
            and word.isascii()
            and word.isalpha()
            and draw.chance(f"slip {place}", _MISSPELT / 2)
        ):
            words[place] = misspelt(word, draw.under("slip", place))
    return _exchanged(Lesson(tuple(words), lesson.parse), stock, draw)


def misspelt(word: str, draw: Draw) -> str:
    """A word with one key missed, hit twice, hit too early, or hit beside."""
    place = draw.integer("place", 1, len(word) - 2)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    match draw.integer("kind", 0, 3):
        case 0:
            return before + after
        case 1:
            return before + letter + letter + after
        case 2:
            return before + after[0] + letter + after[1:]
    row = next((row for row in _KEYS if letter.lower() in row), letter)
    beside = row[(row.index(letter.lower()) + 1) % len(row)] if letter.lower() in row else letter
    return before + beside + after


def _exchanged(lesson: Lesson, stock: Stock, draw: Draw) -> Lesson:
    changes: list[tuple[int, int, tuple[str, ...]]] = []
    for number, leaf in enumerate(lesson.parse.leaves):
        for hole in leaf.holes:
            if hole.role != "T":
                continue
            name = f"{number} {hole.start}"
            chance = draw.unit(name)
            if chance < _SWAPPED:
                changes.append((hole.start, hole.end, _another(stock.names[leaf.subject], draw.under(name))))
            elif chance < _SWAPPED + _MADE_UP and len(stock.names[leaf.subject]) >= _OPEN:
                old = lesson.words[hole.start : hole.end]
                changes.append((hole.start, hole.end, _made_up(old, stock, draw.under(name))))
    if not changes:
        return lesson
    changes.sort()
    words: list[str] = []
    moved = [0] * (len(lesson.words) + 1)
    place = 0
    for start, end, said in [*changes, (len(lesson.words), len(lesson.words), ())]:
        for unchanged in range(place, start):
            moved[unchanged] = len(words)
            words.append(lesson.words[unchanged])
        moved[start] = len(words)
        words.extend(said)
        place = end
        moved[place] = len(words)
    return Lesson(
        tuple(words), replace(lesson.parse, leaves=tuple(_moved(leaf, moved) for leaf in lesson.parse.leaves))
    )


def _another(names: Names, draw: Draw) -> tuple[str, ...]:
    return names[draw.integer("which", 0, len(names) - 1)]


def _made_up(old: tuple[str, ...], stock: Stock, draw: Draw) -> tuple[str, ...]:
    """Some words as a name; in place of the name of a file, one with the same ending."""
    count = draw.integer("how many", 1, 3)
    words = [stock.words[draw.integer(f"word {place}", 0, len(stock.words) - 1)] for place in range(count)]
    if len(old) < 3 or old[-2] != ".":
        return tuple(words)
    joint = draw.pick("joint", ("_", "-", ""))
    joined = [part for word in words for part in ((joint, word) if joint else (word,))]
    return (*(joined[1:] if joint else joined), *old[-2:])


def _moved(leaf: Leaf, moved: Sequence[int]) -> Leaf:
    holes = tuple(replace(hole, start=moved[hole.start], end=moved[hole.end]) for hole in leaf.holes)
    return replace(leaf, start=moved[leaf.start], end=moved[leaf.end], holes=holes)
