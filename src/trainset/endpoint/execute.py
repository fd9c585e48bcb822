"""Executes operations on a world through graphql-core."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from graphql import ExecutionResult, execute_sync, parse, validate

from trainset.endpoint.actions import attach_actions
from trainset.endpoint.resolvers import Policy, attach

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphql import DocumentNode, GraphQLSchema

    from trainset.endpoint.action_file import Actions
    from trainset.semantics.schema import Schema
    from trainset.values import Values
    from trainset.world.database import World


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A schema that can be executed. `implicit` is the pack's policy of that name; with `known` values, searches are scrutinized.

    Without `actions`, mutations are answered with an error.
    """

    schema: Schema
    implicit: Mapping[str, Mapping[str, str]]
    known: Values | None = None
    actions: Actions | None = None

    def __post_init__(self) -> None:
        """Attach the resolvers to the schema."""
        policy = Policy(self.implicit, self.known)
        attach_actions(self.schema, policy, attach(self.schema, policy), self.actions)

    def validated(self, text: str) -> DocumentNode:
        """The parsed and valid document; the last few are kept, since one check after the other asks for them.

        Raises:
            GraphQLError: the first syntax or validation error.
        """
        return _validated(self.schema.graphql, text)

    def execute(self, document: DocumentNode, world: World) -> ExecutionResult:
        """The answer of a valid document on a world."""
        return execute_sync(self.schema.graphql, document, context_value=world)


@lru_cache(maxsize=16)
def _validated(schema: GraphQLSchema, text: str) -> DocumentNode:
    document = parse(text, max_tokens=20_000)
    errors = validate(schema, document, max_errors=1)
    if errors:
        raise errors[0]
    return document
