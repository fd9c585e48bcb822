"""How names are written in the middle of a sentence, learned from the documents themselves."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trainset.questions.sentences import split
from trainset.questions.words import bases, gerunds, pasts, thirds, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trainset.documents.passage import Passage

_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
_LONGEST = 5
_COMMON_ENDS = (
    "ic",
    "al",
    "ed",
    "ing",
    "ly",
    "tion",
    "ive",
    "ous",
    "able",
    "ible",
    "ful",
    "less",
    "s",
    "ment",
    "ity",
    "ary",
    "ent",
    "ant",
)


@dataclass(frozen=True, slots=True)
class Casing:
    """Counts of words in the middle of sentences, as they are written there, and of runs of capitalized ones."""

    counts: Counter[str] = field(default_factory=Counter)
    runs: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, passages: Iterable[Passage]) -> Casing:
        """The casing that the prose of passages shows."""
        counts: Counter[str] = Counter()
        runs: Counter[str] = Counter()
        for passage in passages:
            if (
                passage.kind not in {"paragraph", "lead", "definition", "item", "callout"}
                or passage.box == "heading"
            ):
                continue
            text = passage.parts[1] if passage.kind == "definition" else passage.text
            for sentence in split(text):
                inner = re.sub(r"[\u2014\u2013/]", " ", sentence).split()[1:]
                plain = [word.strip(".,;:()\"'!?") for word in inner]
                _count(plain, counts, runs)
        return cls(counts, runs)

    def inner(self, phrase: str, *, sure: bool = False) -> str:
        """A title-cased phrase as it is written inside a sentence: known names keep their capitals.

        `sure` only changes words that the documents write small more often than not.
        """
        tokens = phrase.split()
        out: list[str] = []
        at = 0
        while at < len(tokens):
            size = next(
                (
                    n
                    for n in range(min(_LONGEST, len(tokens) - at), 1, -1)
                    if self._is_name(tokens[at : at + n])
                ),
                1,
            )
            word = tokens[at]
            keep = sure and not (word.istitle() and self.counts[word.lower()] > self.counts[word])
            out += tokens[at : at + size] if size > 1 or keep else [self._word(word)]
            at += size
        return " ".join(out)

    def _is_name(self, tokens: list[str]) -> bool:
        run = " ".join(tokens)
        return self.runs[run] > 0 and self.runs[run] >= self.runs[run.lower()]

    def opening(self, sentence: str) -> str:
        """A sentence as it goes on after other words: its first letter small unless its first word is a name."""
        first, _, rest = sentence.partition(" ")
        known = words()
        small = known.determiners | known.prepositions | known.subordinators | known.pronouns | known.adverbs
        name_goes_on = bool(re.match(r"[A-Z][a-z]", rest)) and first.casefold() not in small
        follows = rest.split()[0].casefold() if rest else ""
        noun_follows = (
            bool(re.fullmatch("[a-z-]+", follows))
            and follows not in small | set(thirds()) | known.auxiliaries
        )
        if name_goes_on or "\u2192" in sentence or (self._is_unknown(first) and not noun_follows):
            return sentence
        return f"{self._word(first)} {rest}".strip()

    def _is_unknown(self, word: str) -> bool:
        """Whether a capitalized word is none that the documents or the grammar know, and so may be a name."""
        core = word.strip("\"'(),.:;").removesuffix("'s")
        small = core.casefold()
        if (
            not core[:1].isupper()
            or "-" in core
            or self.counts[core]
            or self.counts[small]
            or small.endswith(_COMMON_ENDS)
        ):
            return False
        known = words()
        if (
            small
            in known.determiners | known.prepositions | known.subordinators | known.pronouns | known.adverbs
        ):
            return False
        return not (small in bases() or small in thirds() or small in gerunds() or small in pasts())

    def _word(self, word: str) -> str:
        core = word.strip("\"'(),.:;")
        small = core.lower()
        known = words()
        if small == "a":
            return word.replace(core, small)
        if core[:1].isupper() and not _is_plain(core) and "-" in core:
            head, *rest = core.split("-")
            rest = [part.lower() if re.fullmatch("[A-Z][a-z]+", part) else part for part in rest]
            return word.replace(core, "-".join([head, *rest]))
        if not core[:1].isupper() or not _is_plain(core):
            return word
        if (
            small in known.determiners | known.prepositions | known.subordinators | known.pronouns
            and core != "I"
        ):
            return word.replace(core, small)
        base = core.removesuffix("'s")
        if self.counts[base] > self.counts[base.lower()]:
            return word
        return word.replace(core, small)


def _count(plain: list[str], counts: Counter[str], runs: Counter[str]) -> None:
    """Add the words of one sentence: each by itself, each longest run of capitalized ones, and small ones in a row."""
    start = 0
    for at in range(len(plain) + 1):
        if at < len(plain) and plain[at][:1].isupper():
            continue
        if at - start > 1:
            runs[" ".join(plain[start:at])] += 1
        elif at - start == 1 and _WORD.fullmatch(plain[start]):
            counts[plain[start]] += 1
        if at < len(plain) and _WORD.fullmatch(plain[at]):
            counts[plain[at]] += 1
        start = at + 1
    for size in range(2, _LONGEST + 1):
        for at in range(len(plain) - size + 1):
            run = plain[at : at + size]
            if all(word[:1].islower() for word in run):
                runs[" ".join(run)] += 1


def _is_plain(word: str) -> bool:
    """Whether a word is only capitalized: no acronym, no name with capitals or digits inside."""
    parts = word.removesuffix("'s").split("-")
    return all(re.fullmatch(r"[A-Z]?[a-z']*", part) for part in parts) and len(parts[0]) > 1


def capital(text: str) -> str:
    """The text with a capital first letter, unless it starts with a name that is written small or with code."""
    first = text.split(" ", 1)[0]
    if re.search(r"[A-Z_./\\:~`<0-9-]", first[1:]) and not re.fullmatch(r"[a-z]+(-[a-z]+)*[,.]?", first):
        return text
    return text[:1].upper() + text[1:]
