"""The application as a client meets it: the page, answers, and errors that tell nothing of the inside."""

from __future__ import annotations

import json
import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx
import pytest

from tests.endpoint.serving import ask, client_of, data_of, error_of, listening, shared
from tests.endpoint.spacedrive import fresh, pack
from trainset.world.database import World

if TYPE_CHECKING:
    from collections.abc import Iterator

CLIENT = client_of()
FILES = {"/": "text/html", "/page.css": "text/css", "/page.js": "text/javascript"}
BREAKDOWN = "{ entryBreakdown(by: contentKind, first: 3) { key count size } }"


@pytest.mark.parametrize("path", FILES)
def test_the_page_and_its_assets(path: str) -> None:
    response = CLIENT.get(path)
    assert response.status_code == 200
    assert response.headers["content-type"].startswith(FILES[path])
    assert response.headers["content-security-policy"].startswith("default-src 'self'")
    assert response.headers["x-content-type-options"] == "nosniff"
    for reference in re.findall(r"""(?:src|href)=["']([^"']+)["']|url\(([^)]+)\)""", response.text):
        target = reference[0] or reference[1]
        assert target == "data:," or f"/{target}" in FILES
    assert not re.search(r"https?://|//\w+\.\w+|@import", response.text)


def test_there_is_nothing_else() -> None:
    assert {
        CLIENT.get(path).status_code for path in ("/x", "/../server.py", "/page/index.html", "/.env")
    } == {404}


def test_the_examples_are_those_of_the_pack_and_are_answered() -> None:
    examples = CLIENT.get("/examples.json").json()
    assert examples == json.loads(pack().path("examples.json").read_text("utf-8"))
    for example in examples:
        assert data_of(CLIENT, example["query"]), example["say"]


def test_introspection_is_answered() -> None:
    page = CLIENT.get("/page.js").text
    query = page.split("INTROSPECTION = `")[1].split("`")[0]
    types = data_of(CLIENT, query)["__schema"]["types"]
    entry = next(kind for kind in types if kind["name"] == "Entry")
    assert all(field["description"] for field in entry["fields"])


def test_variables_and_operation_names() -> None:
    query = "query A($n: Int!) { searchEntries(first: $n) { edges { node { id } } } } query B { __typename }"
    body = {"query": query, "variables": {"n": 2}, "operationName": "A"}
    assert len(CLIENT.post("/graphql", json=body).json()["data"]["searchEntries"]["edges"]) == 2
    assert CLIENT.post("/graphql", json={**body, "operationName": "B"}).json()["data"] == {
        "__typename": "Query"
    }
    for wrong in ({**body, "operationName": "C"}, {**body, "operationName": 5}, {"query": query}):
        assert CLIENT.post("/graphql", json=wrong).json()["errors"][0]["extensions"] == {"code": "INVALID"}


@pytest.mark.parametrize(
    ("query", "code", "said"),
    [
        ("{", "SYNTAX", "Syntax Error"),
        ("", "INVALID", ""),
        ("{ searchEntries { edges { node { id nmae } } } }", "INVALID", "Did you mean 'name'?"),
        ("{ searchEntrees { totalCount } }", "INVALID", "Did you mean 'searchEntries'"),
        ("{ searchEntries(filtre: {}) { totalCount } }", "INVALID", "Did you mean 'filter'?"),
        ("{ entryBreakdown(by: kontentKind) { key } }", "INVALID", "Did you mean"),
        ("{ searchEntries }", "INVALID", "must have a selection"),
        ("subscription { x }", "INVALID", ""),
        ("mutation { nothing }", "INVALID", ""),
        ('{ searchEntries(filter: { name: { contains: "\\u0000" } }) { totalCount } }', "INVALID", "no database holds"),
        ('{ searchEntries(after: "x") { totalCount } }', "INVALID_CURSOR", "cursor"),
        ("{ searchEntries(first: -1) { totalCount } }", "LIMIT", "1 to 1000"),
    ],
)  # fmt: skip
def test_every_error_has_a_stable_code(query: str, code: str, said: str) -> None:
    error = error_of(CLIENT, query)
    assert error["code"] == code
    assert said in error["message"]
    if code in {"LIMIT", "INVALID_CURSOR"}:
        assert error["path"] == ["searchEntries"]


def test_one_field_fails_alone_where_it_may_be_null() -> None:
    answer = ask(CLIENT, '{ here: entry(id: "x") { id } there: entry(id: "") { id } }')
    assert answer["data"] == {"here": None, "there": None}
    assert [error["path"] for error in answer["errors"]] == [["there"]]


@pytest.mark.filterwarnings("default")
def test_a_bug_tells_nothing_of_the_inside(caplog: pytest.LogCaptureFixture) -> None:
    world = World("broken", sqlite3.connect(":memory:", check_same_thread=False))
    client = client_of(world)
    response = client.post("/graphql", json={"query": "{ searchEntries(first: 1) { totalCount } }"})
    assert response.status_code < 500
    (error,) = response.json()["errors"]
    assert error["message"] == "The endpoint failed; this is a bug."
    assert error["extensions"] == {"code": "INTERNAL"}
    assert not re.search(r"no such table|sqlite|Traceback|\.py", response.text)
    assert "no such table" in caplog.text  # who runs it reads why
    world.connection.close()


def test_what_a_client_did_wrong_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    for query in (
        "{",
        "{ nothing }",
        '{ searchEntries(after: "x") { totalCount } }',
        '{ entry(id: "") { id } }',
    ):
        ask(CLIENT, query)
    assert not caplog.records


def test_actions_change_the_working_copy() -> None:
    client = client_of(fresh())
    query = (
        'mutation {{ setFavorite(filter: {{ extension: {{ eq: "pdf" }} }}{}) {{ targetCount committed }} }}'
    )
    favorites = '{ entryTotals(filter: { favorite: { eq: true }, extension: { eq: "pdf" } }) { count } }'
    planned = data_of(client, query.format(""))["setFavorite"]
    before = data_of(client, favorites)["entryTotals"]["count"]
    done = data_of(client, query.format(", commit: true"))["setFavorite"]
    assert (planned["committed"], done["committed"]) == (False, True)
    assert data_of(client, favorites)["entryTotals"]["count"] == before + planned["targetCount"]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with listening(shared()) as place:
        yield place


def test_a_real_server_answers_what_this_process_does(address: str) -> None:
    with httpx.Client(base_url=address, trust_env=False) as client:
        assert ask(client, BREAKDOWN) == ask(client_of(), BREAKDOWN)
        for path in (*FILES, "/examples.json"):
            assert client.get(path).content == CLIENT.get(path).content
        assert "server" not in client.get("/").headers
        assert client.get("/", headers={"host": "localhost.evil.com"}).status_code == 403
        own = {"origin": address}
        assert client.post("/graphql", json={"query": BREAKDOWN}, headers=own).status_code == 200
        assert urlsplit(address).hostname == "127.0.0.1"


def test_a_real_server_takes_a_body_in_pieces(address: str) -> None:
    pieces = [b'{"query": "{ __typ', b'ename }"}']
    headers = {"content-type": "application/json"}
    assert httpx.post(f"{address}/graphql", content=iter(pieces), headers=headers, trust_env=False).is_success
    large = (b" " * 100_000 for _ in range(20))
    response = httpx.post(f"{address}/graphql", content=large, headers=headers, trust_env=False)
    assert response.status_code == 413


def test_many_ask_at_once(address: str) -> None:
    def answered(_: int) -> object:
        answer = httpx.post(f"{address}/graphql", json={"query": BREAKDOWN}, trust_env=False, timeout=30)
        return answer.json()["data"]

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(answered, range(32)))
    assert all(answer == answers[0] for answer in answers)
