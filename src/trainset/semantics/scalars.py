"""The scalars that a schema may declare, and what their literals must look like.

`DateTime` is an instant in ISO 8601 with a zone; it is kept as text in UTC to the second, which sorts as instants do. `BigInt` is a
whole number of up to 64 bits. Other scalars of a schema pass as they are.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from graphql import GraphQLScalarType
from graphql.error import GraphQLError
from graphql.language import IntValueNode, StringValueNode

if TYPE_CHECKING:
    from collections.abc import Callable

    from graphql import GraphQLSchema, ValueNode

_INT64 = range(-(2**63), 2**63)


def equip(schema: GraphQLSchema) -> None:
    """Give the known scalars of a schema their parsers, so that validation catches malformed literals."""
    for name, (parse, node) in _SCALARS.items():
        scalar = schema.type_map.get(name)
        if isinstance(scalar, GraphQLScalarType):
            scalar.coerce_input_value = parse
            scalar.coerce_input_literal = _literal(parse, node)


def parse_datetime(value: object) -> str:
    """An instant as text in UTC to the second.

    Raises:
        GraphQLError: it is no instant with a zone.
    """
    if not isinstance(value, str):
        raise GraphQLError(f'DateTime is an ISO 8601 text such as "2025-09-03T12:00:00Z", not {value!r}.')
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise GraphQLError(
            f'DateTime is an ISO 8601 text such as "2025-09-03T12:00:00Z", not {value!r}.'
        ) from None
    if moment.tzinfo is None:
        raise GraphQLError(f'DateTime needs a time zone, such as the Z of "{value}Z".')
    try:
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")
    except OverflowError:
        raise GraphQLError(f"DateTime {value!r} lies outside of the years 1 to 9999 in UTC.") from None


def parse_bigint(value: object) -> int:
    """A whole number of up to 64 bits.

    Raises:
        GraphQLError: it is none.
    """
    if isinstance(value, bool) or not isinstance(value, int) or value not in _INT64:
        raise GraphQLError(f"BigInt is a whole number of up to 64 bits, not {value!r}.")
    return value


def _literal(
    parse: Callable[[object], object], kind: type[IntValueNode | StringValueNode]
) -> Callable[..., object]:
    def parse_literal(node: ValueNode) -> object:
        if not isinstance(node, kind):
            raise GraphQLError(f"Expected {kind.__name__.removesuffix('ValueNode')}.", node)
        try:
            return parse(int(node.value) if kind is IntValueNode else node.value)
        except GraphQLError as error:
            raise GraphQLError(error.message, node) from None

    return parse_literal


_SCALARS: dict[str, tuple[Callable[[object], object], type[IntValueNode | StringValueNode]]] = {
    "DateTime": (parse_datetime, StringValueNode),
    "BigInt": (parse_bigint, IntValueNode),
}
