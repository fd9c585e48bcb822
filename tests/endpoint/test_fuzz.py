"""Operations drawn at random from the schema, valid and not, and requests with wrong bytes: each is answered, in time, and by a known code.

`make fuzz` draws thousands; the tests a few.
"""

from __future__ import annotations

import json
import os
import re
import time
from functools import cache
from typing import TYPE_CHECKING, Any

import httpx
from graphql import GraphQLError, IntValueNode, StringValueNode, build_schema, parse, print_ast, validate
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis_graphql import Mode, from_schema

from tests.endpoint.serving import HERE, InProcess, client_of, served_endpoint, shared
from tests.endpoint.spacedrive import fresh, pack
from trainset.endpoint.limits import Limits
from trainset.endpoint.server import make_app

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

COUNT = int(os.environ.get("FUZZ", "70"))  # of each kind
DRAWN = settings(
    max_examples=COUNT,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)
SEED = seed(int(os.environ.get("FUZZ_SEED", "0")))
LIMITS = Limits(seconds=2)
WORLD = shared()
CLIENT = client_of(WORLD, LIMITS)
# One that lets searches for unknown values and names through to the database.
LOOSE = httpx.Client(
    transport=InProcess(make_app(served_endpoint(scrutinized=False), WORLD, (), time.monotonic, LIMITS)),
    base_url=HERE,
    trust_env=False,
)
SCHEMA = build_schema(pack().path("schema.graphql").read_text("utf-8"))
# What a valid operation may be answered with, besides data.
CODES = {
    "LIMIT",
    "INVALID",
    "INVALID_CURSOR",
    "INVALID_ID",
    "INVALID_VALUE",
    "UNKNOWN_NAME",
    "UNKNOWN_VALUE",
    "AMBIGUOUS_NAME",
    "CONTRADICTION",
    "REFUSED",
}
SCALARS: dict[str, SearchStrategy[Any]] = {
    "DateTime": st.datetimes().map(
        lambda moment: StringValueNode(value=f"{moment.replace(microsecond=0).isoformat()}Z")
    ),
    "BigInt": st.integers(-(2**63), 2**63 - 1).map(lambda number: IntValueNode(value=str(number))),
}


@cache
def operations(mode: Mode) -> SearchStrategy[Any]:
    """Operations of the schema as text."""
    return from_schema(SCHEMA, custom_scalars=SCALARS, mode=mode, print_ast=print_ast)


@st.composite
def askable(draw: st.DrawFn) -> str:
    """A valid operation whose pages mostly have a size, and cursors mostly none, so that it gets further."""
    operation: str = draw(operations(Mode.POSITIVE))
    if draw(st.integers(0, 3)):
        operation = re.sub(r"\bfirst: -?\d+", lambda found: f"first: {1 + len(found[0])}", operation)
        operation = re.sub(r'\bafter: "(?:[^"\\]|\\.)*"', "after: null", operation)
    return operation


def answered(content: bytes, client: httpx.Client = CLIENT) -> dict[str, Any]:
    """The answer to a request that may be anything."""
    fresh().connection.backup(WORLD.connection)
    started = time.process_time()
    response: httpx.Response = client.post(
        "/graphql", content=content, headers={"content-type": "application/json"}
    )
    assert time.process_time() - started < 3 * LIMITS.seconds
    assert response.status_code < 500, content
    answer = dict(response.json())
    for error in answer.get("errors", ()):
        assert error["extensions"]["code"] != "INTERNAL", (content, error)
    return answer


def body(operation: str) -> bytes:
    return json.dumps({"query": operation}).encode()


def codes(answer: dict[str, Any]) -> set[str]:
    return {error["extensions"]["code"] for error in answer.get("errors", ())}


@SEED
@DRAWN
@given(askable(), st.booleans())
def test_a_valid_operation_is_answered_with_data_or_a_known_code(operation: str, loose: bool) -> None:
    assert not validate(SCHEMA, parse(operation), max_errors=1)
    answer = answered(body(operation), LOOSE if loose else CLIENT)
    assert codes(answer) <= CODES, (operation, answer)
    assert answer.get("data") is not None or codes(answer)


@SEED
@DRAWN
@given(st.deferred(lambda: operations(Mode.NEGATIVE)))
def test_an_invalid_operation_is_told_so(operation: str) -> None:
    answer = answered(body(operation))
    assert codes(answer) <= CODES | {"SYNTAX"}, (operation, answer)
    try:
        wrong = bool(validate(SCHEMA, parse(operation), max_errors=1))
    except GraphQLError:
        wrong = True
    assert not wrong or codes(answer)


@SEED
@DRAWN
@given(
    askable(),
    st.lists(
        st.tuples(st.integers(0, 10**6), st.binary(max_size=4), st.integers(0, 3)), min_size=1, max_size=5
    ),
)
def test_wrong_bytes_are_answered(operation: str, changes: list[tuple[int, bytes, int]]) -> None:
    content = body(operation)
    for place, added, lost in changes:
        at = place % (len(content) + 1)
        content = content[:at] + added + content[at + lost :]
    answer = answered(content)
    assert codes(answer) <= CODES | {"SYNTAX", "BAD_REQUEST"}, (content, answer)
