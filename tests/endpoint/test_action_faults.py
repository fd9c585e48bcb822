"""What an action cannot be, and what is in its way."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import pytest
from graphql import execute_sync, parse

from tests.endpoint.spacedrive import endpoint, execute, fault, fresh, pack, plan, rows
from trainset.endpoint.execute import Endpoint
from trainset.semantics.schema import load_schema
from trainset.world.database import World

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

CHOSEN = 'filter: {contentKind: {eq: "image"}}, sortBy: [{field: size, direction: DESC}], first: 130'
PDFS = 'filter: {extension: {eq: "pdf"}}'

FAULTS = [
    (f'moveEntries({PDFS}, toDevice: "Darkrom NAS")', "UNKNOWN_NAME", "toDevice", "darkroom nas"),
    (
        f'moveEntries({PDFS}, toLocation: "NAS Photos", toDevice: "iphone")',
        "UNKNOWN_NAME",
        "toLocation",
        None,
    ),
    (f'untagEntries({PDFS}, tags: ["Travel", "Vacatoin"])', "UNKNOWN_NAME", "tags", "vacation"),
    (f'addToCollection({PDFS}, collection: "Yearbok")', "UNKNOWN_NAME", "collection", "yearbook"),
    ('removeLocation(location: "")', "INVALID_VALUE", "location", None),
    ('removeLocation(location: "\\u0000")', "INVALID_VALUE", "location", None),
    ('removeCloudVolume(volume: "Macintosh HD")', "UNKNOWN_NAME", "volume", None),
    ('removeFromSpace(space: "Home", item: "Invoice")', "UNKNOWN_NAME", "item", None),
    ('deleteTag(tag: "phoenix")', "AMBIGUOUS_NAME", "tag", None),
    (f"setRating({PDFS}, rating: 6)", "INVALID_VALUE", "rating", None),
    ('setIndexMode(location: "Pictures", indexMode: "deeep")', "UNKNOWN_VALUE", "indexMode", "deep"),
    ('createTag(name: "x", color: "red")', "INVALID_VALUE", "color", None),
    ('joinPairing(code: "one two three")', "INVALID_VALUE", "code", None),
    (f'renameEntry({PDFS}, first: 1, name: "a/b.pdf")', "INVALID_VALUE", "name", None),
    ("updateLibrarySettings(thumbnailQuality: 0)", "INVALID_VALUE", "thumbnailQuality", None),
    (f"deleteEntries({PDFS}, first: 0)", "LIMIT", None, None),
    (f"deleteEntries({PDFS}, first: -1)", "LIMIT", None, None),
]


@pytest.mark.parametrize(("field", "code", "argument", "near"), FAULTS)
def test_a_wrong_argument_is_told_with_code_and_nearest_name(
    field: str, code: str, argument: str | None, near: str | None
) -> None:
    error = fault(field, fresh())
    assert error["code"] == code
    assert error.get("argument") == argument
    assert near is None or error["nearest"].casefold() == near


WARNINGS = [
    ("photographer", f"moveEntries({PDFS})", "DESTINATION_UNKNOWN"),
    ("photographer", f'moveEntries({PDFS}, toFolder: "No such folder")', "DESTINATION_UNKNOWN"),
    ("photographer", f'moveEntries({PDFS}, toPath: "/nowhere")', "DESTINATION_UNKNOWN"),
    ("photographer", f'moveEntries({PDFS}, toFolder: "Selects")', "DESTINATION_UNKNOWN"),
    ("photographer", f'moveEntries({PDFS}, toVolume: "Unsorted Scratch")', "DESTINATION_UNKNOWN"),
    ("photographer", f'copyEntries({PDFS}, toVolume: "archive disk")', "DESTINATION_OFFLINE"),
    ("photographer", 'deleteEntries(filter: {location: {eq: "Photo Archive"}})', "SOURCE_OFFLINE"),
    (
        "photographer",
        'copyEntries(filter: {location: {eq: "Travel Cards"}}, toDevice: "iphone")',
        "NOT_ENOUGH_SPACE",
    ),
    (
        "photographer",
        'moveEntries(filter: {location: {eq: "Travel Cards"}}, toDevice: "iphone")',
        "NOT_ENOUGH_SPACE",
    ),
    ("photographer", f'renameEntry({PDFS}, name: "a.pdf")', "TOO_MANY_TARGETS"),
    ("photographer", 'deleteEntries(filter: {entryKind: {eq: "folder"}, name: {eq: "DCIM"}})', "READ_ONLY"),
    ("lawyer", 'deleteEntries(filter: {location: {eq: "Contracts"}})', "READ_ONLY"),
    ("lawyer", 'copyEntries(filter: {location: {eq: "Templates"}}, toLocation: "Contracts")', "READ_ONLY"),
    ("photographer", 'ejectVolume(volume: "Macintosh HD")', "READ_ONLY"),
    ("photographer", 'speedTestVolume(volume: "Photo Archive")', "SOURCE_OFFLINE"),
    ("photographer", 'deleteLibrary(library: "Studio Library")', "READ_ONLY"),
    ("photographer", 'deleteIndexerRule(rule: "Gitignore")', "READ_ONLY"),
    ("photographer", 'mergeTags(tag: "Travel", into: "trips")', "DESTINATION_EXISTS"),
    ("photographer", 'updateTag(tag: "Travel", parent: "Vacation")', "DESTINATION_UNKNOWN"),
    ("photographer", 'renameLibrary(library: "Test", name: "FAMILY SHARED")', "DESTINATION_EXISTS"),
    (
        "photographer",
        'moveEntries(filter: {entryKind: {eq: "folder"}, name: {eq: "2024"}}, toPath: "/Users/maya/Pictures/2024")',
        "DESTINATION_UNKNOWN",
    ),
]


@pytest.mark.parametrize(("name", "field", "code"), WARNINGS)
def test_what_is_in_the_way_is_warned_of_and_refused(name: str, field: str, code: str) -> None:
    world = fresh(name)
    assert code in {warning["code"] for warning in plan(field, world)["warnings"]}
    before = rows(world)
    commit = field[:-1] + ", commit: true)"
    error = fault(commit, world)
    assert error["code"] == "REFUSED"
    assert code in error["warnings"]
    assert rows(world) == before


def test_only_what_loses_data_is_unsafe() -> None:
    world = fresh()
    trash, permanent = (
        plan(f"deleteEntries({PDFS})", world),
        plan(f"deleteEntries({PDFS}, permanent: true)", world),
    )
    assert [warning["code"] for warning in trash["warnings"]] == ["ONLY_COPY"]
    assert trash["safe"]
    assert [warning["code"] for warning in permanent["warnings"]] == ["PERMANENT", "ONLY_COPY"]
    assert not permanent["safe"]


def test_what_is_only_planned_is_told() -> None:
    warnings = plan(f"setFavorite({PDFS})", fresh())["warnings"]
    assert {
        "code": "PLANNED",
        "message": "This is only planned: Spacedrive has no such operation yet.",
    } in warnings


def test_nothing_found_is_nothing_to_do() -> None:
    world = fresh()
    before = rows(world)
    answer = plan('deleteEntries(filter: {name: {eq: "no such file"}}, commit: true)', world)
    assert [warning["code"] for warning in answer["warnings"]] == ["NOTHING_TO_DO"]
    assert not answer["committed"]
    assert rows(world) == before


def test_arguments_stand_as_the_library_knows_them() -> None:
    answer = plan(
        f'moveEntries({PDFS}, toDevice: "SYNOLOGY", toLocation: "nas photos", onConflict: rename)', fresh()
    )
    assert answer["arguments"] == [
        {"name": "toLocation", "value": "NAS Photos"},
        {"name": "toDevice", "value": "Darkroom NAS"},
        {"name": "onConflict", "value": "rename"},
    ]
    assert "to NAS Photos on Darkroom NAS." in answer["summary"]


def test_arguments_from_variables_count_as_given_where_they_have_a_value() -> None:
    text = f"mutation ($v: Boolean, $p: Boolean) {{ deleteEntries({PDFS}, permanent: $p, commit: $v) {{ arguments {{ name }} }} }}"
    schema = endpoint().schema.graphql
    for given, expected in (({}, []), ({"p": True}, [{"name": "permanent"}])):
        result = execute_sync(schema, parse(text), context_value=fresh(), variable_values=given)
        assert result.data == {"deleteEntries": {"arguments": expected}}


def test_a_world_that_can_only_be_read_says_so(tmp_path: Path) -> None:
    path = tmp_path / "world.sqlite"
    fresh().connection.execute("VACUUM INTO ?", (str(path),))
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    world = World("reading", connection)
    assert plan(f"deleteEntries({PDFS})", world)["targetCount"] > 0
    assert fault(f"deleteEntries({PDFS}, commit: true)", world)["code"] == "READ_ONLY_WORLD"
    assert not connection.in_transaction
    assert plan(f"deleteEntries({PDFS})", world)["targetCount"] > 0


@pytest.mark.parametrize("journal", ["OFF", "MEMORY"])
def test_what_fails_half_way_leaves_the_world_as_it_was(journal: str) -> None:
    world = fresh()
    world.connection.execute(f"PRAGMA journal_mode = {journal}")
    before = rows(world)
    world.connection.execute(
        "CREATE TRIGGER fail BEFORE INSERT ON audit_records BEGIN SELECT RAISE(ABORT, 'no'); END"
    )
    result = execute(f"mutation {{ deleteEntries({PDFS}, commit: true) {{ committed }} }}", world)
    assert result.errors
    world.connection.execute("DROP TRIGGER fail")
    assert rows(world) == before
    assert not world.connection.in_transaction
    assert plan(f"deleteEntries({PDFS}, commit: true)", world)["committed"]


@pytest.mark.parametrize("steps", [3, 9, 27, 81, 243])
def test_what_takes_too_long_leaves_the_world_as_it_was(steps: int) -> None:
    world = fresh()
    before = rows(world)
    left = iter(range(steps))
    world.connection.set_progress_handler(lambda: next(left, None) is None, 100)
    result = execute(
        f'mutation {{ copyEntries({PDFS}, toDevice: "nas", commit: true) {{ committed }} }}', world
    )
    world.connection.set_progress_handler(None, 0)
    assert result.errors
    assert "interrupted" in result.errors[0].message
    assert not world.connection.in_transaction
    assert rows(world) == before
    assert plan(f'copyEntries({PDFS}, toDevice: "nas", commit: true)', world)["committed"]


class Recording(sqlite3.Connection):
    """A connection that keeps the text of every statement."""

    texts: list[str]

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        self.texts.append(sql)
        return super().execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> sqlite3.Cursor:
        self.texts.append(sql)
        return super().executemany(sql, parameters)


def test_sql_never_holds_what_was_written() -> None:
    connection = sqlite3.connect(":memory:", factory=Recording)
    connection.texts = []
    fresh().connection.backup(connection)
    world = World("recorded", connection)
    for field in (
        f'setNotes({PDFS}, notes: "mark\'er;", commit: true)',
        f'tagEntries({PDFS}, tags: ["mark\'er;"], commit: true)',
        'createFolder(name: "mark\'er;", inLocation: "Desktop", filter: {extension: {eq: "pdf"}}, commit: true)',
        'moveEntries(filter: {folder: {eq: "mark\'er;"}}, toLocation: "Pictures", commit: true)',
    ):
        assert plan(field, world)["committed"]
    assert connection.texts
    assert not [text for text in connection.texts if "mark" in text]


def test_without_actions_a_mutation_says_so() -> None:
    schema = load_schema(endpoint().schema.sdl, "schema.graphql")
    bare = Endpoint(schema, pack().implicit)
    result = bare.execute(bare.validated(f"mutation {{ deleteEntries({PDFS}) {{ kind }} }}"), fresh())
    assert result.errors
    assert result.errors[0].extensions == {"code": "NO_ACTIONS"}
    assert result.errors[0].path == ["deleteEntries"]


def test_a_page_of_targets_goes_on_after_its_cursor() -> None:
    world = fresh()
    found, after = [], "null"
    while after:
        text = (
            f"mutation {{ deleteEntries({CHOSEN}) {{ entries(first: 50, after: {after}) {{ totalCount pageInfo {{ hasNextPage endCursor }}"
            " edges { node { id } } } } }"
        )
        data = execute(text, world).data
        assert data is not None
        page = data["deleteEntries"]["entries"]
        assert page["totalCount"] == 130
        found += [edge["node"]["id"] for edge in page["edges"]]
        after = f'"{page["pageInfo"]["endCursor"]}"' if page["pageInfo"]["hasNextPage"] else ""
    assert len(found) == len(set(found)) == 130
    assert found[:100] == [target["id"] for target in plan("deleteEntries(" + CHOSEN + ")", world)["targets"]]
