"""The word lists of the small grammar, from `words.toml` and `verbs.txt` beside this file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Words:
    """Sets of words by what they are; see the file for each."""

    determiners: frozenset[str]
    auxiliaries: frozenset[str]
    prepositions: frozenset[str]
    subordinators: frozenset[str]
    adverbs: frozenset[str]
    pronouns: frozenset[str]
    singular_s: frozenset[str]
    irregular_plurals: frozenset[str]
    unique: frozenset[str]
    uncounted: frozenset[str]
    pointing: frozenset[str]
    generic: frozenset[str]
    traits: frozenset[str]
    owned: frozenset[str]
    acting: frozenset[str]
    idle: frozenset[str]
    agents: frozenset[str]
    abbreviations: frozenset[str]
    noun_verbs: frozenset[str]
    counted: frozenset[str]
    listed: frozenset[str]
    done_somehow: frozenset[str]
    acts_on: frozenset[str]
    irregular_pasts: frozenset[str]


@lru_cache(maxsize=1)
def words() -> Words:
    """The lists."""
    content = tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))
    return Words(**{name: frozenset(entries) for name, entries in content.items()})


@lru_cache(maxsize=1)
def bases() -> frozenset[str]:
    """The base forms of common verbs."""
    return frozenset((files(__package__) / "verbs.txt").read_text("utf-8").split())


@lru_cache(maxsize=1)
def thirds() -> dict[str, str]:
    """The base form for each third person singular."""
    return {third(base): base for base in bases()}


@lru_cache(maxsize=1)
def pasts() -> dict[str, str]:
    """The base form for each simple past that is not the base form itself."""
    regular = {form: base for base in bases() for form in _pasts(base)}
    return regular | dict(pair.split("/") for pair in words().irregular_pasts)


def _pasts(base: str) -> set[str]:
    if base.endswith("e"):
        return {f"{base}d"}
    if base.endswith("y") and base[-2] not in "aeiou":
        return {f"{base[:-1]}ied"}
    doubled = {f"{base}{base[-1]}ed"} if base[-1] in "bdgklmnprt" and base[-2] in "aeiou" else set()
    return {f"{base}ed"} | doubled


@lru_cache(maxsize=1)
def gerunds() -> dict[str, str]:
    """The base form for each present participle."""
    return {form: base for base in bases() for form in _gerunds(base)}


def third(base: str) -> str:
    """The third person singular of a verb."""
    irregular = {"have": "has", "do": "does", "go": "goes", "undergo": "undergoes", "undo": "undoes"}
    if base in irregular:
        return irregular[base]
    if base.endswith(("s", "x", "z", "ch", "sh")):
        return f"{base}es"
    if base.endswith("y") and base[-2] not in "aeiou":
        return f"{base[:-1]}ies"
    return f"{base}s"


def _gerunds(base: str) -> set[str]:
    if base.endswith("ie"):
        return {f"{base[:-2]}ying"}
    if base.endswith("e") and not base.endswith(("ee", "ye", "oe")):
        return {f"{base[:-1]}ing"}
    doubled = {f"{base}{base[-1]}ing"} if base[-1] in "bdgklmnprt" and base[-2] in "aeiou" else set()
    return {f"{base}ing"} | doubled


_ABSTRACT = (
    "tion",
    "sion",
    "ment",
    "ity",
    "ance",
    "ence",
    "ing",
    "ness",
    "ism",
    "ison",
    "ency",
    "ancy",
    "age",
)


def is_uncounted(noun: str) -> bool:
    """Whether a noun names what is not counted, so that it takes no "a"."""
    small = noun.casefold()
    return small in words().uncounted or (small.endswith(_ABSTRACT) and small not in words().counted)


def is_plural(noun: str) -> bool:
    """Whether a noun, by its form, is in the plural."""
    word = noun.casefold().strip("\"'()")
    if word in words().irregular_plurals:
        return word in {"people", "children", "data", "criteria"}
    return word.endswith("s") and word not in words().singular_s and not word.endswith(("ss", "us", "is"))
