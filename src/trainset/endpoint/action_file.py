"""actions.toml of a pack: what each field of the mutation type would touch, what could go wrong, and what it does when committed.

[type.T]       how targets of the type T are told and measured
[argument.a]   what the argument `a` may be: the name of a thing, one of a few values, a number in a range
[thing.t]      SQL for the names by which things go: (id, value, name), every name a row
[let]          SQL for a single value, known to all later SQL as `:name` and to sentences as `{name}`
[check.c]      SQL for one row, whose first column says whether a warning is due
[effect]       SQL statements that change a world, by the name of the step
[scratch]      tables that live during a commit
[action.F]     the field F: its sentence, values, checks and steps

All SQL takes named parameters only: the arguments (of a thing, its id), the values of [let], and those of `KNOWN`. It sees a table
`selected(id)` with the ids of the targets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from trainset.toml_file import Strict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Words = tuple[str, ...]

# What every statement may ask for, besides arguments and values.
KNOWN = frozenset(
    {"targets", "target_count", "target_size", "target_name", "summary", "now", "audit", "undoable"}
    | {"job_name", "job_id", "job_status"}
)
SELECTED = "selected"
_CHANGES = re.compile(
    r"\s*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM)\s+\"?(\w+)", re.IGNORECASE
)


class TypeRule(Strict):
    """How targets of a type are told: singular and plural, by the value of the column `by` if one is given."""

    by: str = ""
    nouns: dict[str, tuple[str, str]]
    size: str = ""


class ArgumentRule(Strict):
    """What an argument may be; `new` lets the name of a thing be one that nothing has yet."""

    thing: str = ""
    new: bool = False
    values: Words = ()
    range: tuple[int, int] | None = None
    pattern: str = ""


class CheckRule(Strict):
    """A warning; `loses` says that data would be lost, `blocks` that the action cannot be done."""

    code: Annotated[str, Field(pattern=r"^[A-Z_]+$")]
    message: str
    sql: str
    loses: bool = False
    blocks: bool = False


class JobRule(Strict):
    """The job that a committed action leaves; what happens at once leaves a completed one."""

    name: str
    status: str = "queued"


class ActionRule(Strict):
    """One field of the mutation type.

    Without a selection, `targets` is SQL for what it touches: (id, name, path). `changes` is SQL for how many of them would change;
    where it gives 0, there is nothing to do. `own` are values like those of [let], before them.
    """

    summary: str
    type: str = ""
    targets: str = ""
    own: dict[str, str] = Field(default_factory=dict)
    let: Words = ()
    checks: Words = ()
    changes: str = ""
    do: Words = ()
    job: JobRule | None = None
    audit: str
    undo: bool = False
    argument: dict[str, ArgumentRule] = Field(default_factory=dict)


class ActionFile(Strict):
    """The tables of the file."""

    serial: str
    units: Annotated[Words, Field(min_length=1)]
    log: Words = ()
    history: Words = ()
    type: dict[str, TypeRule] = Field(default_factory=dict)
    argument: dict[str, ArgumentRule] = Field(default_factory=dict)
    thing: dict[str, str] = Field(default_factory=dict)
    let: dict[str, str] = Field(default_factory=dict)
    check: dict[str, CheckRule] = Field(default_factory=dict)
    effect: dict[str, Words] = Field(default_factory=dict)
    scratch: dict[str, str] = Field(default_factory=dict)
    action: dict[str, ActionRule]


@dataclass(frozen=True, slots=True)
class Actions:
    """The actions of a pack: their rules by field, and what the rules share.

    `log` are the statements that end every commit, `serial` SQL for the number of commits so far, and `history` names the tables that
    taking an action back leaves alone. `now` is the pack's clock.
    """

    now: str
    serial: str
    units: Words
    log: Words
    history: Words
    types: Mapping[str, TypeRule]
    things: Mapping[str, str]
    lets: Mapping[str, str]
    checks: Mapping[str, CheckRule]
    scratch: Mapping[str, str]
    rules: Mapping[str, ActionRule]
    shared: Mapping[str, ArgumentRule]
    effects: Mapping[str, Words]

    def argument(self, action: str, name: str) -> ArgumentRule:
        """What an argument of an action may be."""
        return self.rules[action].argument.get(name) or self.shared.get(name) or ArgumentRule()

    def names(self, action: str) -> frozenset[str]:
        """The arguments of an action that name things."""
        own = set(self.rules[action].argument) | set(self.shared)
        return frozenset(name for name in own if self.argument(action, name).thing)

    def steps(self, action: str) -> Iterator[str]:
        """The statements of an action, in order, those that write the log at the end."""
        yield from self.spread(self.rules[action].do)
        yield from self.log

    def spread(self, steps: Iterable[str]) -> Iterator[str]:
        """Statements, where a step may also be the name of several."""
        for step in steps:
            if step in self.effects:
                yield from self.spread(self.effects[step])
            else:
                yield step

    def tables(self, action: str) -> tuple[str, ...]:
        """The tables of the world that an action changes."""
        found = {table_of(step) for step in self.steps(action)}
        return tuple(sorted(found - set(self.scratch) - set(self.history) - {SELECTED, ""}))


def table_of(statement: str) -> str:
    """The table that a statement changes; empty if it is none that changes one."""
    found = _CHANGES.match(statement)
    return found[1] if found else ""
