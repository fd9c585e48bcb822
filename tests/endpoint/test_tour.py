"""A tour with a real GraphQL client over HTTP: search, pages, numbers, and each action with its plan, then committed."""

from __future__ import annotations

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
    edges { node { id size } } pageInfo { hasNextPage endCursor }
  }
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
    database.commit()
    return world


@pytest.fixture(scope="module")
def ask() -> Iterator[Asker]:
    with listening(crowded(10_000)) as address:
        yield Asker(address)


def ids(ask: Asker) -> Iterator[list[str]]:
    """The ids of page after page."""
    after = None
    while True:
        answer = ask(PAGE, after=after)["searchEntries"]
        yield [edge["node"]["id"] for edge in answer["edges"]]
        if not answer["pageInfo"]["hasNextPage"]:
            return
        after = answer["pageInfo"]["endCursor"]


def test_ten_thousand_entries_come_without_gap_or_repeat_while_others_come_and_go(ask: Asker) -> None:
    before = [identifier for page in ids(ask) for identifier in page]
    assert len(before) == len(set(before)) > 10_000
    seen: list[str] = []
    gone: set[str] = set()
    for number, page in enumerate(ids(ask)):
        seen += page
        if number % 3 == 0:  # some that were seen go, and some that were not
            target = before[min(len(seen) + 5, len(before) - 1)], before[max(len(seen) - 5, 0)]
            for identifier in target:
                path = ask("query ($id: ID!) { entry(id: $id) { path } }", id=identifier)["entry"]["path"]
                ask(
                    "mutation ($path: String!) {"
                    " deleteEntries(filter: { path: { eq: $path } }, permanent: true, commit: true) { targetCount } }",
                    path=path,
                )
                gone.add(identifier)
        elif number % 3 == 1:
            ask(
                'mutation { copyEntries(filter: { contentKind: { eq: "video" }, location: { eq: "Desktop" } },'
                ' first: 3, toLocation: "NAS Photos", commit: true) { targetCount committed } }'
            )
    assert len(seen) == len(set(seen))
    assert set(before) - gone <= set(seen)
    after = {identifier for page in ids(ask) for identifier in page}
    assert not gone & after
    assert len(after - set(before)) > 10  # they were added


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
