"""The reader's word list: which roles a phrase can play, and which word a slip of the keys was meant to be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import RootModel
from rapidfuzz.distance import OSA

from trainset.toml_file import load_toml

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS = Path(__file__).with_name("words.toml")

# Phrases of these tables are looked for in the text as a whole, so that they take no word away from others.
_OVERLAYS = frozenset({"aside", "implicit"})
# Words of these tables are no cues: a slip is not mended towards them.
_NO_CUES = frozenset(
    {"known", "noun", "aside", "verb", "between", "link", "skip", "implicit", "harmless", "bare"}
)
_SHORTEST, _LONG = 5, 9


class WordList(RootModel[dict[str, dict[str, tuple[str, ...]]]]):
    """Tables of roles; each says which phrases have which value in that role."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases by their first word, longest first, with their roles; the words known, and those that a slip may mean.

    `overlays` finds the phrases of a table's value wherever they stand.
    """

    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Mapping[str, str]], ...]]
    known: frozenset[str]
    cues: tuple[str, ...]
    overlays: Mapping[str, Mapping[str, re.Pattern[str]]]


@cache
def lexicon() -> Lexicon:
    """The word list of `words.toml`."""
    roles: dict[tuple[str, ...], dict[str, str]] = {}
    cues: set[str] = set()
    known: set[str] = set()
    overlays: dict[str, dict[str, re.Pattern[str]]] = {}
    for table, values in load_toml(WORDS, WordList).root.items():
        for value, phrases in values.items():
            if table in _OVERLAYS:
                overlays.setdefault(table, {})[value] = _any_of(phrases)
            for phrase in phrases:
                words = tuple(phrase.split())
                if table in _OVERLAYS:
                    known.update(words)
                    continue
                entry = roles.setdefault(words, {})
                said = entry.get(table, "").split(" / ") if table in entry else []
                if value not in said:
                    entry[table] = " / ".join([*said, value])
                if table not in _NO_CUES:
                    cues.update(words)
    by_first: dict[str, list[tuple[tuple[str, ...], Mapping[str, str]]]] = {}
    for words, entry in roles.items():
        by_first.setdefault(words[0], []).append((words, entry))
    return Lexicon(
        {first: tuple(sorted(found, key=lambda pair: -len(pair[0]))) for first, found in by_first.items()},
        frozenset(word for words in roles for word in words) | known,
        tuple(sorted(word for word in cues if len(word) >= 4 and word.isalpha())),
        overlays,
    )


def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(re.escape(phrase).replace(re.escape('#'), '[0-9]+') for phrase in phrases)})(?!\w)"
    )


@lru_cache(maxsize=65536)
def mended(word: str) -> str:
    """The cue that a mistyped word was meant to be, or the word itself.

    Careful, since a cue that is not there is worse than one that is missed: the first letter stands, short words only have
    two letters swapped, and only very long ones may have two slips.
    """
    known = lexicon()
    if word in known.known or not word.isalpha() or len(word) < _SHORTEST - 1:
        return word
    if word.endswith("s") and word[:-1] in known.known:
        return word
    best, distance = word, 1 if len(word) < _LONG else 2
    for cue in known.cues:
        if abs(len(cue) - len(word)) > distance or not _may_mean(word, cue):
            continue
        found = OSA.distance(word, cue, score_cutoff=distance)
        if found < distance or (found == distance and (best == word or cue.startswith(word))):
            best, distance = cue, found
    return best


def _may_mean(word: str, cue: str) -> bool:
    swapped = sorted(word) == sorted(cue)
    if len(word) < _SHORTEST or len(cue) < _SHORTEST:
        return swapped
    return word[0] == cue[0] or (swapped and word[1] == cue[0])
