"""A tour with a real GraphQL client over HTTP: search, pages, numbers, and each action with its plan, then committed."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest
from gql import Client, GraphQLRequest
from gql.transport.exceptions import TransportQueryError
from gql.transport.httpx import HTTPXTransport

from tests.endpoint.serving import listening, shared
from tests.endpoint.spacedrive import PLAN, endpoint, fresh
from tests.endpoint.test_actions import CASES, IDS, asked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainset.world.database import World

PAGE = """
query ($after: String) {
  searchEntries(first: 500, after: $after, sortBy: { field: size, direction: DESC }) {
    edges { node { id path available } } pageInfo { hasNextPage endCursor }
  }
}
"""
DELETE = """
mutation ($path: String!) {
  deleteEntries(filter: { path: { eq: $path } }, permanent: true, commit: true) { targetCount committed }
}
"""
COPY = """
mutation {
  copyEntries(
    filter: { contentKind: { eq: "video" }, location: { eq: "Desktop" } }, first: 3, toLocation: "NAS Photos", commit: true
  ) { committed }
}
"""


class Asker:
    """A GraphQL client that knows the schema of the endpoint, and holds what it sends against it."""

    def __init__(self, address: str) -> None:
        transport = HTTPXTransport(f"{address}/graphql", timeout=60, trust_env=False)
        self._client = Client(
            transport=transport,
            schema=endpoint().schema.graphql,
            serialize_variables=True,
            execute_timeout=60,
        )

    def __call__(self, text: str, **variables: Any) -> dict[str, Any]:
        return dict(self._client.execute(GraphQLRequest(text, variable_values=variables or None)))


def crowded(count: int) -> World:
    """A world of so many files and more: its own, over and over, under new names."""
    world = shared()
    database = world.connection
    columns = [row[1] for row in database.execute("PRAGMA table_info(entries)")]
    made = {"id": "NULL", "uuid": "printf('%s-%d', uuid, n)", "path": "printf('%s-%d', path, n)"}
    chosen = ", ".join(made.get(name, name) for name in columns)
    own = database.execute("SELECT count(*) FROM entries WHERE kind = 'file'").fetchone()[0]
    database.execute(
        f"WITH RECURSIVE times(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM times WHERE n < {count // own + 1})"
        f" INSERT INTO entries ({', '.join(columns)}) SELECT {chosen} FROM entries, times WHERE kind = 'file'"
    )
    database.execute(
        "INSERT OR IGNORE INTO entry_closure"
        " SELECT c.ancestor_id, e.id, c.depth + 1 FROM entries e JOIN entry_closure c ON c.descendant_id = e.parent_id"
        " UNION ALL SELECT id, id, 0 FROM entries"
    )
    database.commit()
    return world


@pytest.fixture(scope="module")
def ask() -> Iterator[Asker]:
    with listening(crowded(10_000)) as address:
        yield Asker(address)


def pages(ask: Asker) -> Iterator[list[dict[str, Any]]]:
    """The entries of page after page."""
    after = None
    while True:
        answer = ask(PAGE, after=after)["searchEntries"]
        yield [edge["node"] for edge in answer["edges"]]
        if not answer["pageInfo"]["hasNextPage"]:
            return
        after = answer["pageInfo"]["endCursor"]


def delete(ask: Asker, entry: dict[str, Any]) -> str:
    """Delete an entry; its id."""
    deleted = ask(DELETE, path=entry["path"])["deleteEntries"]
    assert (deleted["targetCount"], deleted["committed"]) == (1, True)
    return str(entry["id"])


def test_ten_thousand_entries_come_without_gap_or_repeat_while_others_come_and_go(ask: Asker) -> None:
    before = [entry for page in pages(ask) for entry in page]
    assert len(before) == len({entry["id"] for entry in before}) > 10_000
    seen: list[str] = []
    gone: set[str] = set()
    for number, page in enumerate(pages(ask)):
        seen += [entry["id"] for entry in page]
        if number % 3 == 0:  # one that was seen goes, and one that was not
            behind = (entry for entry in page[::-1] if entry["available"])
            passed = gone.union(seen)
            ahead = (entry for entry in before if entry["available"] and entry["id"] not in passed)
            gone |= {delete(ask, entry) for entry in (*islice(behind, 1), *islice(ahead, 1))}
        elif number % 3 == 1:
            assert ask(COPY)["copyEntries"]["committed"]
    assert len(seen) == len(set(seen))
    assert {entry["id"] for entry in before} - gone <= set(seen)
    after = {entry["id"] for page in pages(ask) for entry in page}
    assert len(gone) > 10
    assert not gone & after
    assert len(after - {entry["id"] for entry in before}) > 10  # they were added


def test_search_breakdown_and_totals_agree(ask: Asker) -> None:
    groups = ask("{ entryBreakdown(by: contentKind) { key count size } }")["entryBreakdown"]
    totals = ask("{ entryTotals { count size } }")["entryTotals"]
    assert sum(group["count"] for group in groups) == totals["count"]
    assert sum(group["size"] for group in groups) == totals["size"]
    found = ask(
        "query ($kind: String!) { searchEntries(filter: { contentKind: { eq: $kind } }) { totalCount } }",
        kind="video",
    )
    assert found["searchEntries"]["totalCount"] == next(
        group["count"] for group in groups if group["key"] == "video"
    )


def test_a_fault_comes_as_the_client_knows_faults(ask: Asker) -> None:
    with pytest.raises(TransportQueryError, match="Did you mean 'video'") as caught:
        ask('{ searchEntries(filter: { contentKind: { eq: "vidoe" } }) { totalCount } }')
    assert (caught.value.errors or [{}])[0]["extensions"]["code"] == "UNKNOWN_VALUE"


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[World, Asker]]:
    world = shared()
    with listening(world) as address:
        yield world, Asker(address)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_each_action_shows_its_plan_and_is_then_committed(
    case: dict[str, Any], served: tuple[World, Asker]
) -> None:
    world, ask = served
    fresh(case.get("world", "photographer")).connection.backup(world.connection)

    def plan(field: str) -> dict[str, Any]:
        return dict(ask(f"mutation {{ answer: {field} {PLAN} }}")["answer"])

    if "before" in case:
        assert plan(case["before"])["committed"]
    planned = plan(asked(case))
    assert not planned["committed"]
    assert planned["summary"]
    assert plan(asked(case)) == planned
    done = plan(asked(case, commit=True))
    assert done["committed"]
    assert (done["summary"], done["targetCount"]) == (planned["summary"], planned["targetCount"])
