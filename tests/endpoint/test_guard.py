"""Only this machine is answered, only operations in JSON, and only up to a size."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.endpoint.serving import HERE, client_of
from tests.strategies import steady
from trainset.endpoint.guard import Guard
from trainset.endpoint.limits import Limits

if TYPE_CHECKING:
    import httpx
    from starlette.types import Message, Receive, Scope, Send

OPERATION = {"query": "{ __typename }"}
CLIENT = client_of(limits=Limits(body_bytes=1000))
OWN = ["127.0.0.1", "127.0.0.1:8000", "localhost", "LOCALHOST:80", "[::1]", "[::1]:8000"]
FOREIGN = [
    "",
    "evil.com",
    "localhost.evil.com",
    "127.0.0.1.nip.io",
    "127.0.0.1.nip.io:8000",
    "evil.com@localhost",
    "localhost:80@evil.com",
    "localhost:80:80",
    "127.0.0.1:abc",
    "127.0.0.1:",
    "127.0.0.1:123456",
    "localhost#",
    "localhost/x",
    "localhost?",
    "localhost\\evil.com",
    "localhost.",
    "127.1",
    "0.0.0.0",
    "2130706433",
    "[::1",
    "::1",
    "[::ffff:127.0.0.1]",
    "localhost, evil.com",
]
OTHER_ORIGINS = [
    "null",
    "",
    "file://",
    "http://evil.com",
    "https://127.0.0.1:8000",
    "http://127.0.0.1:9000",
    "http://127.0.0.1",
    "http://localhost:8000",
    "http://127.0.0.1:8000.evil.com",
    "http://127.0.0.1:8000@evil.com",
    "http://user@127.0.0.1:8000",
    "http://evil.com/@127.0.0.1:8000",
    "http://127.0.0.1:8000/",
    "http://[::1",
]


def sent(headers: dict[str, str]) -> httpx.Response:
    return CLIENT.post("/graphql", json=OPERATION, headers=headers)


def code(response: httpx.Response) -> str:
    (error,) = response.json()["errors"]
    return str(error["extensions"]["code"])


@pytest.mark.parametrize("host", OWN)
def test_this_machine_is_answered(host: str) -> None:
    assert sent({"host": host}).json() == {"data": {"__typename": "Query"}}


@pytest.mark.parametrize("path", ["/graphql", "/", "/examples.json", "/page.js"])
@pytest.mark.parametrize("host", FOREIGN)
def test_no_other_name_is_answered(host: str, path: str) -> None:
    method = "POST" if path == "/graphql" else "GET"
    response = CLIENT.request(method, path, json=OPERATION, headers={"host": host})
    assert response.status_code == 403
    assert code(response) == "FORBIDDEN"


def test_the_page_of_the_endpoint_itself_is_answered() -> None:
    assert sent({"origin": HERE}).status_code == 200
    assert sent({"origin": "http://localhost:8000", "host": "localhost:8000"}).status_code == 200


@pytest.mark.parametrize("origin", OTHER_ORIGINS)
def test_pages_of_other_origins_are_not(origin: str) -> None:
    response = sent({"origin": origin})
    assert response.status_code == 403
    assert code(response) == "FORBIDDEN"


@steady(200)
@given(st.text(st.characters(max_codepoint=255, exclude_categories=["Cc"]), max_size=30))
def test_no_origin_or_host_makes_it_fail(text: str) -> None:
    value = text.encode("latin-1")
    for name in ("host", "origin"):
        response = CLIENT.post("/graphql", json=OPERATION, headers=[(name.encode(), value)])
        assert response.status_code == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ([], 403),
        ([(b"host", b"localhost"), (b"host", b"evil.com")], 403),
        ([(b"host", b"localhost"), (b"host", b"localhost")], 403),
        ([(b"host", b"localhost"), (b"origin", b"http://localhost"), (b"origin", b"http://evil.com")], 403),
        ([(b"HOST", b"localhost"), (b"content-type", b"application/json")], 200),
    ],
)
def test_headers_that_come_twice_or_not_at_all(headers: list[tuple[bytes, bytes]], status: int) -> None:
    answers: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": json.dumps(OPERATION).encode(), "more_body": False}

    async def send(message: Message) -> None:
        answers.append(message)

    async def app(_scope: Scope, _receive: Receive, _send: Send) -> None:
        await _send({"type": "http.response.start", "status": 200, "headers": []})

    scope = {"type": "http", "method": "POST", "path": "/graphql", "headers": headers}
    asyncio.run(Guard(app, 1000)(scope, receive, send))
    assert answers[0]["status"] == status


BODIES: list[tuple[bytes, str]] = [
    (b"", "is no JSON"),
    (b"{", "is no JSON"),
    (b"\xff\xfe", "is no JSON"),
    (b"query { __typename }", "is no JSON"),
    (b"[]", "is an object"),
    (b'[{"query": "{ __typename }"}]', "is an object"),
    (b'"{ __typename }"', "is an object"),
    (b"null", "is an object"),
    (b"{}", "is an object"),
    (b'{"query": 1}', "is an object"),
    (b'{"query": null}', "is an object"),
    (b'{"query": "{ __typename }", "variables": "x"}', "variables is an object"),
    (b'{"query": "{ __typename }", "variables": [1]}', "variables is an object"),
    (b'{"query": "{ __typename }", "variables": {"a": "\\ud800"}}', "half of a surrogate pair"),
    (b'{"query": "{ __typename }", "operationName": "\\uDFFF"}', "half of a surrogate pair"),
]


@pytest.mark.parametrize(("body", "message"), BODIES)
def test_a_body_that_is_no_operation_is_told_so(body: bytes, message: str) -> None:
    response = CLIENT.post("/graphql", content=body, headers={"content-type": "application/json"})
    assert response.status_code == 400
    assert code(response) == "BAD_REQUEST"
    assert message in response.json()["errors"][0]["message"]


def test_a_body_nested_without_end_is_told_so() -> None:
    response = client_of().post(
        "/graphql", content=b"[" * 900_000, headers={"content-type": "application/json"}
    )
    assert response.status_code == 400
    assert "nested too deeply" in response.json()["errors"][0]["message"]


def test_whole_surrogate_pairs_are_text() -> None:
    body = b'{"query": "{ __typename }", "variables": {"a": "\\ud83d\\ude00"}}'
    response = CLIENT.post("/graphql", content=body, headers={"content-type": "application/json"})
    assert response.status_code == 200


@pytest.mark.parametrize(
    "kind",
    [
        "",
        "text/plain",
        "text/plain; application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/jsonp",
        "application/graphql-response+json",
    ],
)
def test_only_json_is_taken(kind: str) -> None:
    response = CLIENT.post("/graphql", content=json.dumps(OPERATION), headers={"content-type": kind})
    assert response.status_code == 415
    assert code(response) == "BAD_REQUEST"


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_operations_come_by_post_alone(method: str) -> None:
    response = CLIENT.request(method, "/graphql", params=OPERATION)
    assert response.status_code == 405
    assert code(response) == "BAD_REQUEST"


def test_a_body_may_be_as_large_as_the_limit_and_no_larger() -> None:
    text = json.dumps(OPERATION)
    headers = {"content-type": "application/json"}
    assert CLIENT.post("/graphql", content=text.ljust(1000), headers=headers).status_code == 200
    response = CLIENT.post("/graphql", content=text.ljust(1001), headers=headers)
    assert response.status_code == 413
    assert response.json()["errors"][0]["extensions"] == {"code": "LIMIT", "limit": "body_bytes"}
