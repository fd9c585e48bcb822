"""Cursors: an entity's place in an order, as text that a client hands back.

A place is the value of every sort key and the id, so paging goes on rightly while entities come and go.
"""

from __future__ import annotations

import binascii
import json
import math
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import TYPE_CHECKING

from graphql.error import GraphQLError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainset.semantics.form import Search

_INT64 = range(-(2**63), 2**63)
_SURROGATE = re.compile("[\ud800-\udfff]")


def write_cursor(place: Sequence[object]) -> str:
    """The cursor of a place."""
    return urlsafe_b64encode(json.dumps(list(place), ensure_ascii=False).encode()).decode()


def read_cursor(cursor: str, form: Search) -> tuple[object, ...]:
    """The place that a cursor says.

    Raises:
        GraphQLError: it is no cursor, or one of another order.
    """
    try:
        place = json.loads(urlsafe_b64decode(cursor.encode("ascii")))
    except (ValueError, binascii.Error, RecursionError):
        place = None
    if not isinstance(place, list) or not all(map(_comparable, place)):
        raise _refusal(f"after is a cursor that this field gave, not {cursor[:100]!r}.")
    if len(place) != len(form.sort) + 1 or not isinstance(place[-1], str):
        raise _refusal("after is a cursor of another order; ask with the sortBy that it came with.")
    return tuple(place)


def _refusal(message: str) -> GraphQLError:
    return GraphQLError(message, extensions={"code": "INVALID_CURSOR"})


def _comparable(value: object) -> bool:
    """Whether a database can hold a value against its own."""
    if isinstance(value, int):
        return value in _INT64
    if isinstance(value, float):
        return math.isfinite(value)
    return value is None or (isinstance(value, str) and not _SURROGATE.search(value))
