"""Executes operations on a world through graphql-core."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graphql import (
    ExecutionResult,
    FragmentsOnCompositeTypesRule,
    KnownDirectivesRule,
    KnownFragmentNamesRule,
    KnownTypeNamesRule,
    NoFragmentCyclesRule,
    NoUndefinedVariablesRule,
    NoUnusedFragmentsRule,
    NoUnusedVariablesRule,
    PossibleFragmentSpreadsRule,
    UniqueDirectivesPerLocationRule,
    UniqueFragmentNamesRule,
    UniqueVariableNamesRule,
    VariablesAreInputTypesRule,
    VariablesInAllowedPositionRule,
    execute_sync,
    specified_rules,
    validate,
)

from trainset.endpoint.actions import attach_actions
from trainset.endpoint.resolvers import Policy, attach
from trainset.semantics.read import parse_document

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphql import DocumentNode, GraphQLSchema

    from trainset.endpoint.action_file import Actions
    from trainset.semantics.schema import Schema
    from trainset.values import Values
    from trainset.world.database import World

_LITERAL = re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\]|\\.)*"|-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b')

# What these rules speak of begins with one of these marks: a document without them cannot break them, and most have none.
_MARKS = re.compile(r"[$@]|\.\.\.|\bfragment\b")
_RULES_OF_MARKS = frozenset(
    {
        FragmentsOnCompositeTypesRule,
        KnownDirectivesRule,
        KnownFragmentNamesRule,
        KnownTypeNamesRule,
        NoFragmentCyclesRule,
        NoUndefinedVariablesRule,
        NoUnusedFragmentsRule,
        NoUnusedVariablesRule,
        PossibleFragmentSpreadsRule,
        UniqueDirectivesPerLocationRule,
        UniqueFragmentNamesRule,
        UniqueVariableNamesRule,
        VariablesAreInputTypesRule,
        VariablesInAllowedPositionRule,
    }
)
_RULES_OF_ALL = tuple(rule for rule in specified_rules if rule not in _RULES_OF_MARKS)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A schema that can be executed. `implicit` is the pack's policy of that name; with `known` values, searches are scrutinized.

    Without `actions`, mutations are answered with an error.
    """

    schema: Schema
    implicit: Mapping[str, Mapping[str, str]]
    known: Values | None = None
    actions: Actions | None = None
    _valid: set[str] = field(default_factory=set, compare=False, repr=False)
    _executed: set[str] = field(default_factory=set, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Attach the resolvers to the schema."""
        policy = Policy(self.implicit, self.known)
        attach_actions(self.schema, policy, attach(self.schema, policy), self.actions)

    def validated(self, text: str) -> DocumentNode:
        """The parsed and valid document.

        A shape, which is a document without its literals, is validated in full once: what the rules say of it does not depend on the
        literals, save for their types, and those are held again whenever arguments are coerced (`semantics/read.py`, execution).

        Raises:
            GraphQLError: the first syntax or validation error.
        """
        return _validated(self.schema.graphql, text, self._valid)

    def is_new(self, text: str) -> bool:
        """Whether no document of this shape was asked about before: one of each shape is executed as it is served."""
        shape = shape_of(text)
        new = shape not in self._executed
        self._executed.add(shape)
        return new

    def execute(self, document: DocumentNode, world: World) -> ExecutionResult:
        """The answer of a valid document on a world."""
        return execute_sync(self.schema.graphql, document, context_value=world)


def shape_of(text: str) -> str:
    """A document with a mark in place of every literal."""
    return _LITERAL.sub("?", text)


def _validated(schema: GraphQLSchema, text: str, known: set[str]) -> DocumentNode:
    document = parse_document(text)
    shape = shape_of(text)
    if shape not in known:
        rules = specified_rules if _MARKS.search(text) else _RULES_OF_ALL
        if errors := validate(schema, document, rules, max_errors=1):
            raise errors[0]
        known.add(shape)
    return document
