"""What of a product's checkout is read, and what of it is built or only planned; both are data of the pack."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator

from trainset.toml_file import Strict, load_toml

if TYPE_CHECKING:
    from pathlib import Path


@lru_cache(maxsize=4096)
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of the pack: without regard to case, unless it says otherwise."""
    return re.compile(pattern, re.IGNORECASE)


def _pattern(pattern: str) -> str:
    try:
        compiled(pattern)
    except re.error as error:
        raise ValueError(f"{pattern!r} is no regular expression: {error}") from None
    return pattern


Pattern = Annotated[str, AfterValidator(_pattern)]


class Skip(Strict):
    """Files of a checkout that are left out, with the reason."""

    files: tuple[str, ...]
    why: str


class Checkout(Strict):
    """One shape of a checkout: `marks` are files or folders that all stand in it.

    `read` and `skip` are globs relative to its root, skip going first; `tasks` are files whose front matter says
    whether a piece of work is done.
    """

    name: str = ""
    marks: tuple[str, ...]
    read: tuple[str, ...]
    skip: tuple[Skip, ...] = ()
    tasks: tuple[str, ...] = ()


class Planned(Strict):
    """A subject that is not built yet.

    A passage is about it if a pattern of `headings` matches one of its headings, and speaks of it if one of `words`
    matches its text. `tasks` are the tasks that build it: when any was read, they decide. `subject` is how it is named
    in an answer, and `plural` whether that name takes "are".
    """

    subject: str
    headings: tuple[Pattern, ...] = ()
    words: tuple[Pattern, ...] = ()
    tasks: tuple[str, ...] = ()
    plural: bool = False

    @property
    def sentence(self) -> str:
        """What an answer says of it."""
        return f"{self.subject} {'are' if self.plural else 'is'} planned and not built yet."


class Contradicted(Strict):
    """A pattern of statements that other documents or the product itself contradict, with the reason."""

    words: Pattern
    why: str


class _Sources(Strict):
    checkout: tuple[Checkout, ...] = ()


class _Status(Strict):
    planned: tuple[Planned, ...] = ()
    built: tuple[Pattern, ...] = ()
    macros: tuple[str, ...] = ("planned", "plannedSection", "future")
    done: tuple[str, ...] = ("done", "completed")
    contradicted: tuple[Contradicted, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceRules:
    """The pack's rules for documents; without any, every readable file is read and everything is built.

    `macros` are LaTeX macros that mark what is planned, `built` patterns of headings under which nothing is planned,
    `done` the words for finished tasks. `contradicted` are (pattern, reason) of statements that must not be used.
    """

    checkouts: tuple[Checkout, ...] = ()
    planned: tuple[Planned, ...] = ()
    built: tuple[str, ...] = ()
    macros: tuple[str, ...] = ("planned", "plannedSection", "future")
    done: tuple[str, ...] = ("done", "completed")
    contradicted: tuple[tuple[str, str], ...] = ()

    @classmethod
    def load(cls, sources: Path, status: Path) -> SourceRules:
        """The rules in a pack's `sources.toml` and `status.toml`; a file that is missing has none.

        Raises:
            PackError: If a file is not TOML or holds an unknown key or a pattern that is none.
        """
        read = load_toml(sources, _Sources) if sources.exists() else _Sources()
        said = load_toml(status, _Status) if status.exists() else _Status()
        return cls(
            checkouts=read.checkout,
            planned=said.planned,
            built=said.built,
            macros=said.macros,
            done=said.done,
            contradicted=tuple((entry.words, entry.why) for entry in said.contradicted),
        )
