"""Every kind of request is answered; ids, references and lists; text of a user is never in the SQL."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.endpoint.serving import client_of, data_of, error_of
from tests.endpoint.spacedrive import execute, fresh

if TYPE_CHECKING:
    from trainset.world.database import World

KINDS: dict[str, str] = tomllib.loads(
    (Path(__file__).parents[1] / "world" / "requests_by_kind.toml").read_text("utf-8")
)["query"]
CLIENT = client_of()
NASTY = "x'; DROP TABLE entries; -- \" ) zqzq"
ESCAPED = NASTY.replace('"', '\\"')


@pytest.mark.parametrize("number", KINDS)
def test_every_kind_of_request_is_answered(number: str) -> None:
    result = execute(KINDS[number], fresh())
    known = {
        "INVALID_CURSOR",
        "UNKNOWN_NAME",
        "UNKNOWN_VALUE",
        "INVALID_VALUE",
        "AMBIGUOUS_NAME",
    }  # of people and things of other worlds
    for error in result.errors or ():
        assert (error.extensions or {}).get("code") in known, error


def test_an_id_is_found_again() -> None:
    edges = data_of(CLIENT, "{ searchEntries(first: 5) { edges { node { id path } } } }")["searchEntries"][
        "edges"
    ]
    for edge in edges:
        query = "query ($id: ID!) { entry(id: $id) { id path } }"
        assert data_of(CLIENT, query, {"id": edge["node"]["id"]})["entry"] == edge["node"]
    assert data_of(CLIENT, '{ entry(id: "nobody") { id } }') == {"entry": None}


@pytest.mark.parametrize("identifier", ["", "\0", "a\nb", "x" * 201])
def test_what_can_be_no_id_is_told_so(identifier: str) -> None:
    error = error_of(CLIENT, "query ($id: ID!) { entry(id: $id) { id } }", {"id": identifier})
    assert (error["code"], error["path"]) == ("INVALID_ID", ["entry"])


def statements(world: World, query: str, variables: dict[str, Any] | None = None) -> list[str]:
    """The statements as SQLite has them before any value is put in: those that it prepares, by their text."""
    prepared: list[str] = []

    class Watched:
        """A connection that writes down what it is asked."""

        def execute(self, text: str, *values: Any) -> Any:
            prepared.append(text)
            return world.connection.execute(text, *values)

        def executemany(self, text: str, *values: Any) -> Any:
            prepared.append(text)
            return world.connection.executemany(text, *values)

        def __getattr__(self, name: str) -> Any:
            return getattr(world.connection, name)

    object.__setattr__(watched := type(world)(world.name, world.connection), "connection", Watched())
    execute(query, watched)
    return prepared


@pytest.mark.parametrize(
    "query",
    [
        f'{{ searchEntries(filter: {{ name: {{ contains: "{ESCAPED}" }} }}) {{ totalCount edges {{ node {{ id }} }} }} }}',
        f'{{ searchEntries(filter: {{ name: {{ in: ["{ESCAPED}", "b"] }}, path: {{ under: "/{ESCAPED}" }} }}) {{ totalCount }} }}',
        f'{{ searchEntries(filter: {{ tags: {{ any: ["{ESCAPED}"] }}, device: {{ ne: "{ESCAPED}" }} }}) {{ totalCount }} }}',
        f'{{ entry(id: "{ESCAPED}") {{ id }} }}',
        f'{{ entryTotals(filter: {{ extension: {{ startsWith: "{ESCAPED}" }} }}) {{ count }} }}',
        f'{{ entryBreakdown(by: tags, filter: {{ not: {{ notes: {{ endsWith: "{ESCAPED}" }} }} }}) {{ key }} }}',
        f'mutation {{ setNotes(filter: {{ size: {{ eq: 0 }} }}, notes: "{ESCAPED}", commit: true) {{ summary }} }}',
        f'mutation {{ createTag(name: "{ESCAPED}", commit: true) {{ summary }} }}',
        f'mutation {{ deleteTag(tag: "{ESCAPED}", commit: true) {{ summary }} }}',
    ],
)
def test_text_of_a_user_is_never_in_the_sql(query: str) -> None:
    world = fresh()
    entries = world.connection.execute("SELECT count(*) FROM entries").fetchone()
    seen = statements(world, query)
    assert seen
    assert not [text for text in seen if "zqzq" in text or "DROP TABLE entries" in text]
    assert world.connection.execute("SELECT count(*) FROM entries").fetchone() == entries
