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

from trainset.errors import PackError, Place
from trainset.suggest import did_you_mean
from trainset.toml_file import Strict, line_of, load_toml, read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from trainset.semantics.schema import Schema

Words = tuple[str, ...]

# What every statement may ask for, besides arguments and values.
KNOWN = frozenset(
    {"targets", "target_count", "target_size", "target_name", "summary", "now", "audit", "undoable"}
    | {"job_name", "job_id", "job_status"}
)
SELECTED = "selected"
_PARAMETER = re.compile(r"(?<![:\w]):([A-Za-z_]\w*)")
_QUOTED = re.compile(r"'[^']*'")
_CHANGES = re.compile(
    r"\s*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM)\s+(\w+)", re.I
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


class _File(Strict):
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


def load_actions(path: Path, schema: Schema, clock: datetime) -> Actions:
    """The actions of a pack, each rule held against the schema.

    Raises:
        PackError: the file cannot be used, or names what it or the schema does not have; with its line.
    """
    file = load_toml(path, _File)
    actions = Actions(
        now=clock.strftime("%Y-%m-%dT%H:%M:%SZ"),
        serial=file.serial,
        units=file.units,
        log=file.log,
        history=file.history,
        types=file.type,
        things=file.thing,
        lets=file.let,
        checks=file.check,
        scratch=file.scratch,
        rules=file.action,
        shared=file.argument,
        effects=file.effect,
    )
    _Reading(path, schema, actions).check()
    return actions


@dataclass(frozen=True, slots=True)
class _Reading:
    """Holds what the file says against the schema and against itself."""

    path: Path
    schema: Schema
    actions: Actions

    def check(self) -> None:
        fields = self.schema.operations.actions
        self._known("action", self.actions.rules, fields, "the schema has no mutation")
        for name in fields:
            if name not in self.actions.rules:
                raise PackError(f"the mutation {name!r} has no [action.{name}]", where=self.path.name)
        for name in self.actions.rules:
            self._action(name)

    def _action(self, name: str) -> None:
        rule, field = self.actions.rules[name], self.schema.operations.actions[name]
        here = ("action", name)
        self._known((*here, "argument"), rule.argument, field.arguments, f"{name} has no argument")
        for argument in field.arguments:
            if argument in KNOWN:
                self._fail(
                    here, f"{name} has an argument {argument!r}, which SQL knows as something else", ""
                )
        self._known((*here, "let"), rule.let, self.actions.lets, "there is no [let] of")
        self._known((*here, "checks"), rule.checks, self.actions.checks, "there is no [check] of")
        things = [self.actions.argument(name, argument).thing for argument in field.arguments]
        self._known((*here, "argument"), filter(None, things), self.actions.things, "there is no [thing] of")
        if rule.type:
            self._known((*here, "type"), [rule.type], self.actions.types, "there is no [type] of")
        for step in self.actions.steps(name):
            if not table_of(step):
                steps = list(self.actions.effects)
                self._fail(
                    (*here, "do"),
                    f"{step[:40]!r} changes no table",
                    did_you_mean(step, steps) if " " not in step and steps else "",
                )
        self._parameters(name, {*field.arguments, *rule.own, *rule.let, *KNOWN})

    def _parameters(self, name: str, known: set[str]) -> None:
        """Every parameter that the SQL of an action asks for must be one that it has."""
        rule = self.actions.rules[name]
        texts = [rule.targets, rule.changes, *self.actions.steps(name)]
        texts += rule.own.values()
        texts += [self.actions.lets[let] for let in rule.let]
        texts += [self.actions.checks[check].sql for check in rule.checks]
        for text in texts:
            for parameter in _PARAMETER.findall(_QUOTED.sub("''", text)):
                if parameter not in known:
                    message = f"{name} has nothing called {parameter!r}, which its SQL asks for"
                    self._fail(("action", name), message, did_you_mean(parameter, known))

    def _known(
        self, place: str | tuple[str, ...], names: Iterable[str], known: Mapping[str, object], fault: str
    ) -> None:
        keys = (place,) if isinstance(place, str) else place
        for name in names:
            if name not in known:
                self._fail((*keys, name), f"{fault} {name!r}", did_you_mean(name, known) if known else "")

    def _fail(self, keys: tuple[str, ...], message: str, hint: str) -> None:
        line = line_of(read_text(self.path), keys)
        raise PackError(message, where=Place(self.path.name, line), hint=hint)
