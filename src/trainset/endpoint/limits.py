"""What one operation may cost, held before anything runs; each limit is named in its error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphql import (
    ASTValidationRule,
    FieldNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
)
from graphql.error import GraphQLError

if TYPE_CHECKING:
    from graphql import SelectionSetNode, VisitorAction
    from graphql.validation import ASTValidationContext


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of an endpoint.

    `depth` counts nested selections, `complexity` the values that could come back (a page counts as its size), `aliases` the fields
    renamed in one operation, `tokens` the words and marks of a document; `page` is the largest page, `body_bytes` the largest
    request, `seconds` the longest run.
    """

    depth: int = 16
    complexity: int = 300_000
    aliases: int = 50
    tokens: int = 10_000
    page: int = 1_000
    body_bytes: int = 1_000_000
    seconds: float = 5.0


def refusal(limit: str, message: str, node: Any = None) -> GraphQLError:
    """The error that names a limit; `extensions` carry it in a stable form."""
    return GraphQLError(message, node, extensions={"code": "LIMIT", "limit": limit})


def limit_rule(limits: Limits) -> type[ASTValidationRule]:
    """The validation rule that holds depth, complexity and aliases."""

    class LimitRule(ASTValidationRule):
        """Measures each operation with its fragments spread out."""

        def enter_operation_definition(self, node: OperationDefinitionNode, *_: Any) -> VisitorAction:
            measure = _Measure(self.context, limits)
            measure.selections(node.selection_set, depth=1, times=1, within=())
            for limit, value in (
                ("depth", measure.depth),
                ("complexity", measure.cost),
                ("aliases", measure.aliases),
            ):
                most = getattr(limits, limit)
                if value > most:
                    self.report_error(
                        refusal(limit, f"This operation has a {limit} of more than {most}.", node)
                    )
            return None

    return LimitRule


class _Measure:
    """Adds up one operation; it stops counting once a limit is passed, so that measuring is cheap."""

    def __init__(self, context: ASTValidationContext, limits: Limits) -> None:
        self._context = context
        self._limits = limits
        self.depth = 0
        self.cost = 0
        self.aliases = 0

    def selections(
        self, selection: SelectionSetNode | None, depth: int, times: int, within: tuple[str, ...]
    ) -> None:
        """Count what lies below a field that comes back `times` times, inside of the named fragments."""
        if selection is None or self._passed():
            return
        self.depth = max(self.depth, depth)
        for node in selection.selections or ():
            if self._passed():
                return
            if isinstance(node, FieldNode):
                self.cost += times
                self.aliases += node.alias is not None
                self.selections(node.selection_set, depth + 1, times * self._size(node), within)
            elif isinstance(node, FragmentSpreadNode):
                name = node.name.value
                fragment = self._context.get_fragment(name)
                if fragment is not None and name not in within:  # another rule refuses circles
                    self.cost += 1  # a spread of nothing costs time too
                    self.selections(fragment.selection_set, depth, times, (*within, name))
            elif isinstance(node, InlineFragmentNode):
                self.cost += 1
                self.selections(node.selection_set, depth, times, within)

    def _passed(self) -> bool:
        limits = self._limits
        return self.depth > limits.depth or self.cost > limits.complexity or self.aliases > limits.aliases

    def _size(self, node: FieldNode) -> int:
        """How often what lies below a field comes back, by its `first`."""
        for argument in node.arguments or ():
            if argument.name.value == "first":
                if isinstance(argument.value, IntValueNode):
                    return min(max(int(argument.value.value), 1), self._limits.page)
                return self._limits.page  # a variable may be anything
        below = node.selection_set.selections if node.selection_set else ()
        pages = any(isinstance(child, FieldNode) and child.name.value == "edges" for child in below or ())
        return self._limits.page if pages else 1
