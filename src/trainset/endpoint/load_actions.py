"""Reads actions.toml, and holds what it says against the schema and against itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trainset.endpoint.action_file import KNOWN, ActionFile, Actions, table_of
from trainset.errors import PackError, Place
from trainset.suggest import did_you_mean
from trainset.toml_file import line_of, load_toml, read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from pathlib import Path

    from trainset.semantics.schema import Schema

_PARAMETER = re.compile(r"(?<![:\w]):([A-Za-z_]\w*)")
_QUOTED = re.compile(r"'[^']*'")


def load_actions(path: Path, schema: Schema, clock: datetime) -> Actions:
    """The actions of a pack, each rule held against the schema.

    Raises:
        PackError: the file cannot be used, or names what it or the schema does not have; with its line.
    """
    file = load_toml(path, ActionFile)
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
