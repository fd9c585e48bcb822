"""What of a product's checkout is read, and what of it is built or only planned; both are data of the pack."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from trainset.errors import PackError
from trainset.suggest import did_you_mean

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Skip:
    """Files of a checkout that are left out, with the reason."""

    files: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Checkout:
    """One shape of a checkout: `marks` are files or folders that all stand in it.

    `read` and `skip` are globs relative to its root, skip going first; `tasks` are files whose front matter says
    whether a piece of work is done.
    """

    name: str
    marks: tuple[str, ...]
    read: tuple[str, ...]
    skip: tuple[Skip, ...] = ()
    tasks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """A subject that is not built yet.

    A passage is about it if a pattern of `headings` matches one of its headings, or one of `words` its text.
    `tasks` are the tasks that build it: when any was read, they decide. `subject` is how it is named in an answer,
    and `plural` whether that name takes "are".
    """

    subject: str
    headings: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    plural: bool = False

    @property
    def sentence(self) -> str:
        """What an answer says of it first."""
        return f"{self.subject} {'are' if self.plural else 'is'} planned and not built yet."


@dataclass(frozen=True, slots=True)
class SourceRules:
    """The pack's rules for documents; without any, every readable file is read and everything is built.

    `macros` are LaTeX macros that mark what is planned, `built` patterns of headings under which nothing is planned.
    `contradicted` are patterns of statements that other documents or the product itself contradict, each with
    the reason.
    """

    checkouts: tuple[Checkout, ...] = ()
    planned: tuple[Planned, ...] = ()
    built: tuple[str, ...] = ()
    macros: tuple[str, ...] = ("planned", "plannedSection", "future")
    done: tuple[str, ...] = ("done", "completed")
    contradicted: tuple[tuple[str, str], ...] = field(default=())

    @classmethod
    def load(cls, sources: Path, status: Path) -> SourceRules:
        """The rules in a pack's `sources.toml` and `status.toml`; a file that is missing has none.

        Raises:
            PackError: If a file is not TOML or holds an unknown key or a pattern that is none.
        """
        read, said = (
            _toml(sources, {"checkout"}),
            _toml(status, {"planned", "built", "macros", "done", "contradicted"}),
        )
        rules = cls(
            checkouts=tuple(_checkout(entry, sources) for entry in read.get("checkout", [])),
            planned=tuple(_planned(entry, status) for entry in said.get("planned", [])),
            built=tuple(said.get("built", ())),
            macros=tuple(said.get("macros", cls().macros)),
            done=tuple(said.get("done", cls().done)),
            contradicted=tuple((entry["words"], entry["why"]) for entry in said.get("contradicted", [])),
        )
        rules._compile(status)
        return rules

    def _compile(self, where: Path) -> None:
        patterns = [*self.built, *(words for words, _ in self.contradicted)]
        patterns += [pattern for planned in self.planned for pattern in (*planned.headings, *planned.words)]
        for pattern in patterns:
            try:
                compiled(pattern)
            except re.error as error:
                raise PackError(f"{pattern!r} is no regular expression: {error}", where=where) from None


@lru_cache(maxsize=4096)
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of the pack: without regard to case, unless it says otherwise."""
    return re.compile(pattern, re.IGNORECASE)


def _toml(path: Path, known: set[str]) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise PackError(f"cannot be read: {error}", where=path) from None
    _keys(content, known, path)
    return content


def _keys(entry: dict[str, Any], known: set[str], path: Path) -> None:
    for key in entry:
        if key not in known:
            raise PackError(f"unknown key {key!r}", where=path, hint=did_you_mean(key, known))


def _checkout(entry: dict[str, Any], path: Path) -> Checkout:
    _keys(entry, {"name", "marks", "read", "skip", "tasks"}, path)
    skips = []
    for skip in entry.get("skip", []):
        _keys(skip, {"files", "why"}, path)
        skips.append(Skip(tuple(skip["files"]), skip["why"]))
    named = {key: tuple(entry.get(key, ())) for key in ("marks", "read", "tasks")}
    return Checkout(name=entry.get("name", ""), skip=tuple(skips), **named)


def _planned(entry: dict[str, Any], path: Path) -> Planned:
    _keys(entry, {"subject", "headings", "words", "tasks", "plural"}, path)
    if "subject" not in entry:
        raise PackError("a planned entry has no subject", where=path, hint="Give it `subject = ...`.")
    named = {key: tuple(entry.get(key, ())) for key in ("headings", "words", "tasks")}
    return Planned(subject=entry["subject"], plural=entry.get("plural", False), **named)
