"""The worlds of the Spacedrive pack: they keep what their interface promises, and are believable in what can be counted."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from graphql import (
    GraphQLInputObjectType,
    GraphQLObjectType,
    build_schema,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
)

from trainset.pack import load_pack
from trainset.values import load_values
from trainset.world.database import World, build_world, build_worlds
from trainset.world.recipe import load_recipe

if TYPE_CHECKING:
    import sqlite3

PACK = load_pack("spacedrive")
RECIPE = load_recipe(PACK.path("world"))
SCHEMA = build_schema(PACK.path("schema.graphql").read_text("utf-8"))
NAMES = [start.name for start in RECIPE.worlds]
CLOCK = PACK.clock.strftime("%Y-%m-%dT%H:%M:%SZ")
ENTITIES = {
    name: kind
    for name, kind in SCHEMA.type_map.items()
    if isinstance(kind, GraphQLObjectType) and f"{name}Filter" in SCHEMA.type_map
}
WITHIN = {"Entry.name", "Entry.notes", "Entry.text"}  # said in part, not as a whole
FUTURE = {"Pairing.expiresAt"}


@pytest.fixture(scope="module")
def worlds() -> dict[str, World]:
    return {world.name: world for world in build_worlds(RECIPE, 7, PACK.clock)}


@pytest.fixture(scope="module")
def everybody() -> World:
    assert RECIPE.large is not None
    return build_world(RECIPE, RECIPE.large.scaled(1), 7, PACK.clock)


@pytest.fixture(params=[*NAMES, "large"])
def db(request: pytest.FixtureRequest, worlds: dict[str, World], everybody: World) -> sqlite3.Connection:
    return worlds.get(request.param, everybody).connection


def column(db: sqlite3.Connection, sql: str) -> list[Any]:
    return [row[0] for row in db.execute(sql)]


def columns_of(db: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in db.execute(f'PRAGMA table_info("{table}")')]


def test_there_are_at_least_eight_small_worlds(worlds: dict[str, World]) -> None:
    sizes = {
        name: column(world.connection, "SELECT count(*) FROM entries")[0] for name, world in worlds.items()
    }
    assert len(sizes) >= 8
    assert all(300 <= size <= 600 for size in sizes.values()), sizes


def test_the_bytes_depend_on_seed_and_recipe_alone(worlds: dict[str, World]) -> None:
    again = {world.name: world for world in build_worlds(load_recipe(PACK.path("world")), 7, PACK.clock)}
    for name, world in worlds.items():
        one, other = (
            hashlib.sha256("".join(w.connection.iterdump()).encode()).hexdigest()
            for w in (world, again[name])
        )
        assert one == other, name
    first = RECIPE.worlds[0]
    assert list(build_world(RECIPE, first, 8, PACK.clock).connection.iterdump()) != list(
        again[first.name].connection.iterdump()
    )


@pytest.mark.parametrize("name", ENTITIES)
def test_a_view_has_a_column_for_each_field(name: str, worlds: dict[str, World]) -> None:
    db = worlds[NAMES[0]].connection
    expected = []
    for field, member in ENTITIES[name].fields.items():
        kind = get_nullable_type(member.type)
        if is_list_type(kind):
            assert columns_of(db, f"{name}.{field}[]") == ["id", "item"]
        else:
            expected.append(field if is_leaf_type(kind) else f"{field}Id")
    assert columns_of(db, name) == expected


@pytest.mark.parametrize("name", ENTITIES)
def test_a_filter_field_is_a_column_or_a_view_of_names(name: str, worlds: dict[str, World]) -> None:
    db = worlds[NAMES[0]].connection
    filters = SCHEMA.type_map[f"{name}Filter"]
    assert isinstance(filters, GraphQLInputObjectType)
    for field in filters.fields.keys() - {"and", "or", "not"}:
        member = ENTITIES[name].fields.get(field)
        if member is None or not is_leaf_type(get_nullable_type(member.type)):
            assert columns_of(db, f"{name}.{field}") == ["id", "value"], field


def test_what_may_not_be_null_is_not(db: sqlite3.Connection) -> None:
    for name, kind in ENTITIES.items():
        for field, member in kind.fields.items():
            if is_non_null_type(member.type) and not is_list_type(get_nullable_type(member.type)):
                stored = field if is_leaf_type(get_nullable_type(member.type)) else f"{field}Id"
                assert column(db, f'SELECT count(*) FROM "{name}" WHERE "{stored}" IS NULL') == [0], (
                    name,
                    field,
                )


def test_values_are_of_their_scalars(db: sqlite3.Connection) -> None:
    kinds = {
        "Int": "integer",
        "BigInt": "integer",
        "Boolean": "integer",
        "Float": "real",
        "String": "text",
        "ID": "text",
        "DateTime": "text",
    }
    for name, kind in ENTITIES.items():
        for field, member in kind.fields.items():
            scalar = get_named_type(member.type).name
            if not is_leaf_type(get_nullable_type(member.type)):
                continue
            found = set(column(db, f'SELECT DISTINCT typeof("{field}") FROM "{name}"')) - {"null"}
            assert found <= {kinds[scalar]}, (name, field, found)
            if scalar == "Boolean":
                assert set(column(db, f'SELECT DISTINCT "{field}" FROM "{name}"')) <= {0, 1}


def test_dates_lie_before_the_clock_and_look_alike(db: sqlite3.Connection) -> None:
    pattern = "____-__-__T__:__:__Z".replace("_", "[0-9]")
    for name, kind in ENTITIES.items():
        for field, member in kind.fields.items():
            if get_named_type(member.type).name == "DateTime":
                wrong = f'SELECT "{field}" FROM "{name}" WHERE "{field}" NOT GLOB ? OR "{field}" >= ? LIMIT 3'
                latest = "9" if f"{name}.{field}" in FUTURE else CLOCK
                assert db.execute(wrong, (pattern, latest)).fetchall() == [], (name, field)


def test_foreign_keys_hold_and_ids_are_unique(db: sqlite3.Connection) -> None:
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    for name in ENTITIES:
        ids = column(db, f'SELECT id FROM "{name}"')
        assert len(ids) == len(set(ids)), name
    for name, kind in ENTITIES.items():
        for field, member in kind.fields.items():
            if not is_leaf_type(get_nullable_type(member.type)) and not is_list_type(
                get_nullable_type(member.type)
            ):
                other = get_named_type(member.type).name
                lost = f'SELECT count(*) FROM "{name}" WHERE "{field}Id" IS NOT NULL AND "{field}Id" NOT IN (SELECT id FROM "{other}")'
                assert column(db, lost) == [0], (name, field)


def test_the_closure_is_what_climbing_the_tree_finds(db: sqlite3.Connection) -> None:
    parents = dict(db.execute("SELECT id, parent_id FROM entries").fetchall())
    expected = set()
    for entry in parents:
        above, depth = entry, 0
        while above is not None:
            expected.add((above, entry, depth))
            above, depth = parents[above], depth + 1
    assert (
        set(db.execute("SELECT ancestor_id, descendant_id, depth FROM entry_closure").fetchall()) == expected
    )


def test_folders_hold_what_lies_below_them(db: sqlite3.Connection) -> None:
    rows = db.execute(
        "SELECT id, parent_id, kind, size, aggregate_size, child_count, file_count FROM entries"
    ).fetchall()
    below = defaultdict(list)
    for row in rows:
        below[row[1]].append(row)

    def weigh(entry: int) -> tuple[int, int]:
        size = files = 0
        for identifier, _, kind, own, *_ in below[entry]:
            more, number = weigh(identifier)
            size += more + (own if kind == "file" else 0)
            files += number + (kind == "file")
        return size, files

    for identifier, _, kind, _, aggregate, children, files in rows:
        if kind == "folder":
            assert (aggregate, files) == weigh(identifier)
            assert children == len(below[identifier])
        else:
            assert aggregate is None
            assert below[identifier] == []


def test_paths_follow_the_tree_and_are_unique_in_a_location(db: sqlite3.Connection) -> None:
    assert (
        db.execute(
            'SELECT id FROM "Entry" WHERE "parentPath" IS NOT NULL AND path <> "parentPath" || \'/\' || name'
        ).fetchall()
        == []
    )
    paths = Counter(db.execute('SELECT lower(path), "locationId" FROM "Entry"').fetchall())
    assert [path for path, number in paths.items() if number > 1] == []
    assert (
        db.execute(
            "SELECT e.path FROM entries e JOIN locations l ON l.id = e.location_id WHERE e.parent_id IS NULL AND e.path <> l.path"
        ).fetchall()
        == []
    )


def test_copies_are_the_entries_of_the_same_content(db: sqlite3.Connection) -> None:
    rows = db.execute(
        'SELECT "contentHash", copies, "deviceCount", "locationCount", "deviceId", "locationId", size FROM "Entry"'
    ).fetchall()
    groups = defaultdict(list)
    for row in rows:
        groups[row[0]].append(row)
    for content, group in groups.items():
        for _, copies, devices, locations, *_ in group:
            same = group if content is not None else [group[0]]
            assert copies == len(same)
            assert devices == len({row[4] for row in same})
            assert locations == len({row[5] for row in same})
        if content is not None:
            assert len({row[6] for row in group}) == 1, "copies have one size"
    assert column(db, 'SELECT sum(copies > 1) FROM "Entry"')[0] > 10


def test_empty_files_have_no_content(db: sqlite3.Connection) -> None:
    assert column(
        db,
        'SELECT count(*) FROM "Entry" WHERE size = 0 AND "entryKind" = \'file\' AND "contentHash" IS NOT NULL',
    ) == [0]


def test_names_of_things_hold_every_name(db: sqlite3.Connection) -> None:
    for name, in_view in db.execute(
        'SELECT d.name, count(v.value) FROM "Device" d JOIN "Volume.device" v ON v.value = d.name GROUP BY d.name'
    ):
        assert in_view, name
    known = set(column(db, 'SELECT value FROM "Entry.device"'))
    for name, slug in db.execute('SELECT name, slug FROM "Device" WHERE "fileCount" > 0'):
        assert {name, name.casefold(), slug} <= known


def test_a_tag_takes_in_the_tags_below_it(db: sqlite3.Connection) -> None:
    above: dict[str, set[str]] = defaultdict(set)
    for child, parent in db.execute('SELECT id, item FROM "Tag.parents[]"'):
        above[child].add(parent)

    def ancestors(tag: str) -> set[str]:
        return {tag}.union(*(ancestors(parent) for parent in above[tag]))

    names: dict[str, set[str]] = defaultdict(set)
    for tag, value in db.execute("SELECT g.uuid, n.value FROM tag_name n JOIN tags g ON g.id = n.tag_id"):
        names[tag].add(value)
    expected: dict[str, set[str]] = defaultdict(set)
    for entry, tag in db.execute('SELECT id, item FROM "Entry.tags[]"'):
        expected[entry].update(*(names[ancestor] for ancestor in ancestors(tag)))
    found: dict[str, set[str]] = defaultdict(set)
    for entry, value in db.execute('SELECT id, value FROM "Entry.tags"'):
        found[entry].add(value)
    assert found == expected


def test_folders_by_year_hold_that_year(db: sqlite3.Connection) -> None:
    wrong = """SELECT e.path, e."takenAt" FROM "Entry" e WHERE e."contentKind" = 'image' AND e."takenAt" IS NOT NULL
      AND e.path GLOB '*/Pictures/20[0-9][0-9]/*' AND instr(e.path, '/' || substr(e."takenAt", 1, 4) || '/') = 0"""
    assert db.execute(wrong).fetchall() == []


def test_screen_recordings_are_named_by_their_date(db: sqlite3.Connection) -> None:
    for name, created in db.execute(
        "SELECT name, \"createdAt\" FROM \"Entry\" WHERE name LIKE 'Screen Recording %' AND name NOT LIKE '% copy%'"
    ):
        assert created[:10] in name


def test_every_span_of_time_finds_something(worlds: dict[str, World]) -> None:
    spans = ["2024-09-03", "2025-06-03", "2025-08-03", "2025-08-27", "2025-09-02", "2025-09-03"]
    for name, world in worlds.items():
        for field in ("createdAt", "modifiedAt", "accessedAt", "indexedAt"):
            latest = column(world.connection, f'SELECT max("{field}") FROM "Entry"')[0]
            assert latest >= "2025-09-03T06:00:00Z", (name, field)
            for since, until in pairwise(spans):
                sql = f'SELECT count(*) FROM "Entry" WHERE "{field}" >= ? AND "{field}" < ?'
                assert world.connection.execute(sql, (since, until)).fetchone()[0] > 0, (name, field, since)
        years = set(column(world.connection, 'SELECT DISTINCT substr("createdAt", 1, 4) FROM "Entry"'))
        assert {"2022", "2023", "2024", "2025"} <= years
        months = set(column(world.connection, 'SELECT DISTINCT substr("createdAt", 6, 2) FROM "Entry"'))
        assert len(months) == 12


def test_jobs_are_in_every_state(worlds: dict[str, World]) -> None:
    for world in worlds.values():
        assert len(set(column(world.connection, 'SELECT DISTINCT status FROM "Job"'))) == 6
        bad = """SELECT id FROM "Job" WHERE (status = 'failed') <> ("errorMessage" IS NOT NULL)
          OR (status = 'completed') <> (progress = 1.0) OR (status = 'queued') <> ("startedAt" IS NULL)
          OR (status IN ('completed', 'failed', 'cancelled')) <> ("completedAt" IS NOT NULL)
          OR "startedAt" < "createdAt" OR "completedAt" < "startedAt" """
        assert world.connection.execute(bad).fetchall() == []


def test_volumes_hold_what_is_on_them(db: sqlite3.Connection) -> None:
    bad = """SELECT name FROM "Volume" WHERE "usedSpace" + "availableSpace" <> "totalCapacity"
      OR "availableSpace" < 0 OR "uniqueSize" > "usedSpace" """
    assert db.execute(bad).fetchall() == []
    assert column(db, 'SELECT count(*) FROM "Device" WHERE current') == [1]
    assert column(db, 'SELECT count(*) FROM "Library" WHERE current') == [1]


def test_running_the_last_statements_again_changes_nothing(worlds: dict[str, World]) -> None:
    db = worlds["family"].connection
    before = list(db.iterdump())
    db.executescript(RECIPE.finish)
    assert list(db.iterdump()) == before


@pytest.mark.parametrize("key", load_values(PACK.path("values.toml")).fields)
def test_every_listed_value_occurs_and_closed_lists_are_whole(
    key: str, worlds: dict[str, World], everybody: World
) -> None:
    values = load_values(PACK.path("values.toml")).fields[key]
    entity, field = key.split(".")
    plain = field in columns_of(everybody.connection, entity)
    sql = f'SELECT DISTINCT "{field}" FROM "{entity}"' if plain else f'SELECT DISTINCT value FROM "{key}"'
    found = {
        value
        for world in (*worlds.values(), everybody)
        for value in column(world.connection, sql)
        if value is not None
    }
    small = {value.lower() for value in found}
    listed = {value.lower() for value in values.all}
    assert len(listed) == len(values.all), "no value is listed twice"
    if key in WITHIN:
        assert [value for value in listed if not any(value in other for other in small)] == []
    else:
        assert sorted(listed - small) == []
    if values.closed:
        assert found <= set(values.all)
