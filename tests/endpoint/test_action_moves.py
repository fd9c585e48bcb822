"""Moving, copying, deleting and tagging: what becomes of names, of what lies below, and of the other copies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.endpoint.spacedrive import fresh, plan, rows, unsound

if TYPE_CHECKING:
    from trainset.world.database import World

DESKTOP, PICTURES = "/Users/maya/Desktop", "/Users/maya/Pictures"


def column(world: World, sql: str, *values: Any) -> list[Any]:
    return [row[0] for row in world.connection.execute(sql, values)]


def below(world: World, folder: str) -> list[str]:
    """The paths below a folder, from there on."""
    return column(
        world,
        "SELECT substr(path, length(?1) + 2) FROM entries WHERE path LIKE ?1 || '/%' ORDER BY path",
        folder,
    )


def put(world: World, *paths: str) -> None:
    """Empty files and folders (which end in a slash), in this order."""
    for path in paths:
        folder, _, name = path.rstrip("/").rpartition("/")
        world.connection.execute(
            "INSERT INTO entries (uuid, content_kind, extension, kind, size, created_at, modified_at, indexed_at, favorite, hidden,"
            " parent_id, location_id, volume_id, device_id, name, path)"
            " SELECT 'made ' || ?3, 'text', CASE ?4 WHEN 'file' THEN 'txt' END, ?4, 0, '2025-01-01T00:00:00Z', '2025-01-01T00:00:00Z',"
            " '2025-01-01T00:00:00Z', 0, 0, id, location_id, volume_id, device_id, ?2, ?3 FROM entries WHERE path = ?1",
            (folder, name, path.rstrip("/"), "folder" if path.endswith("/") else "file"),
        )
    world.connection.commit()
    unsound(world)


@pytest.fixture
def world() -> World:
    """Two folders, with a name that both have in different case, and numbered ones."""
    made = fresh()
    put(
        made,
        f"{DESKTOP}/a/",
        f"{DESKTOP}/a/one.txt",
        f"{DESKTOP}/a/two.txt",
        f"{DESKTOP}/a/in/",
        f"{DESKTOP}/a/in/one.txt",
    )
    put(
        made,
        f"{PICTURES}/b/",
        f"{PICTURES}/b/ONE.txt",
        f"{PICTURES}/b/one (2).txt",
        f"{PICTURES}/b/one (7).txt",
    )
    return made


def move(world: World, verb: str, rest: str) -> dict[str, Any]:
    answer = plan(
        f'{verb}(filter: {{path: {{under: "{DESKTOP}/a"}}}}, toPath: "{PICTURES}/b", {rest} commit: true)',
        world,
    )
    assert unsound(world) == []
    return answer


def test_names_that_are_taken_are_numbered(world: World) -> None:
    answer = move(world, "moveEntries", "")
    assert [warning["code"] for warning in answer["warnings"]] == ["DESTINATION_EXISTS"]
    assert answer["safe"]
    assert below(world, f"{DESKTOP}/a") == ["in"]
    assert below(world, f"{PICTURES}/b") == [
        "one (2).txt",
        "one (7).txt",
        "one (8).txt",
        "one (9).txt",
        "ONE.txt",
        "two.txt",
    ]


def test_names_that_are_taken_are_passed_over(world: World) -> None:
    move(world, "moveEntries", "onConflict: skip,")
    assert below(world, f"{DESKTOP}/a") == ["in", "in/one.txt", "one.txt"]
    assert below(world, f"{PICTURES}/b") == ["one (2).txt", "one (7).txt", "ONE.txt", "two.txt"]


def test_names_that_are_taken_are_replaced(world: World) -> None:
    answer = move(world, "copyEntries", "onConflict: overwrite,")
    assert not answer["safe"]
    assert below(world, f"{DESKTOP}/a") == ["in", "in/one.txt", "one.txt", "two.txt"]
    assert below(world, f"{PICTURES}/b") == [
        "one (2).txt",
        "one (7).txt",
        "one (8).txt",
        "one.txt",
        "two.txt",
    ]


def test_a_folder_takes_along_what_is_below_it(world: World) -> None:
    chosen = f'filter: {{path: {{under: "{DESKTOP}/a"}}, entryKind: {{in: ["file", "folder"]}}}}'
    plan(f'moveEntries({chosen}, toPath: "{PICTURES}/b", commit: true)', world)
    assert unsound(world) == []
    assert below(world, f"{DESKTOP}/a") == []
    assert below(world, f"{PICTURES}/b/a") == ["in", "in/one.txt", "one.txt", "two.txt"]


def test_a_folder_is_copied_into_itself_never_and_beside_itself_as_another(world: World) -> None:
    chosen = f'filter: {{path: {{eq: "{DESKTOP}/a"}}, entryKind: {{eq: "folder"}}}}'
    assert "DESTINATION_UNKNOWN" in {
        warning["code"]
        for warning in plan(f'copyEntries({chosen}, toPath: "{DESKTOP}/a/in")', world)["warnings"]
    }
    plan(f'copyEntries({chosen}, toPath: "{DESKTOP}", commit: true)', world)
    assert unsound(world) == []
    assert (
        below(world, f"{DESKTOP}/a (2)")
        == below(world, f"{DESKTOP}/a")
        == ["in", "in/one.txt", "one.txt", "two.txt"]
    )


def test_a_copy_is_one_more_copy_and_takes_space() -> None:
    world = fresh()
    chosen = 'filter: {location: {eq: "Camera Roll"}, contentKind: {eq: "image"}}, sortBy: [{field: size}], first: 1'.replace(
        "size}", "size, direction: DESC}"
    )
    target = plan(f"setFavorite({chosen})", world)["targets"][0]["id"]
    copies = column(world, "SELECT copies FROM entries WHERE uuid = ?", target)[0]
    free = column(world, "SELECT available_space FROM volumes WHERE name = 'NAS Storage'")[0]
    answer = plan(
        f'copyEntries({chosen}, toLocation: "NAS Photos", keepTimestamps: false, commit: true)', world
    )
    assert answer["job"] == {"name": "file_copy", "status": "completed"}
    same = "SELECT copies FROM entries WHERE content_id = (SELECT content_id FROM entries WHERE uuid = ?)"
    assert column(world, same, target) == [copies + 1] * (copies + 1)
    assert column(world, "SELECT available_space FROM volumes WHERE name = 'NAS Storage'") == [
        free - answer["targetSize"]
    ]
    assert column(
        world, "SELECT count(*) FROM entries WHERE created_at = '2025-09-03T12:00:00Z' AND kind = 'file'"
    ) == [1]


def test_the_trash_keeps_its_space_and_deleting_for_good_gives_it_back() -> None:
    for permanent in ("false", "true"):
        world = fresh()
        total = "SELECT sum(available_space) FROM volumes"
        free = column(world, total)[0]
        answer = plan(
            f'deleteEntries(filter: {{location: {{eq: "Desktop"}}}}, permanent: {permanent}, commit: true)',
            world,
        )
        assert column(world, total)[0] - free == (answer["targetSize"] if permanent == "true" else 0)


def test_deleting_one_copy_leaves_the_tags_and_sidecars_of_the_others() -> None:
    world = fresh()
    (entry, content) = world.connection.execute(
        "SELECT e.uuid, a.content_id FROM tag_applications a JOIN entries e ON e.id = a.entry_id JOIN volumes v ON v.id = e.volume_id"
        " WHERE a.content_id IS NOT NULL AND e.copies > 1 AND v.online LIMIT 1"
    ).fetchone()
    tagged = "SELECT count(*) FROM entries e JOIN entry_tag t ON t.entry_id = e.id WHERE e.content_id = ?"
    count = column(world, tagged, content)[0]
    copies = column(world, "SELECT count(*) FROM entries WHERE content_id = ?", content)[0]
    assert plan(f'deleteEntries(filter: {{id: {{eq: "{entry}"}}}}, commit: true)', world)["committed"]
    assert unsound(world) == []
    assert column(world, tagged, content)[0] == count * (copies - 1) // copies


def test_taking_a_tag_off_one_copy_leaves_it_on_the_others() -> None:
    world = fresh()
    entry, content, tag, name = world.connection.execute(
        "SELECT e.uuid, a.content_id, a.tag_id, g.name FROM tag_applications a JOIN entries e ON e.id = a.entry_id"
        " JOIN tags g ON g.id = a.tag_id WHERE a.content_id IS NOT NULL AND e.copies > 1 AND g.namespace IS NULL LIMIT 1"
    ).fetchone()
    carrying = (
        "SELECT count(*) FROM entries e WHERE e.content_id = ? AND EXISTS"
        " (SELECT 1 FROM entry_tag t WHERE t.entry_id = e.id AND t.tag_id = ?)"
    )
    before = column(world, carrying, content, tag)[0]
    assert plan(f'untagEntries(filter: {{id: {{eq: "{entry}"}}}}, tags: ["{name}"], commit: true)', world)[
        "committed"
    ]
    assert unsound(world) == []
    assert column(world, carrying, content, tag)[0] == before - 1


@pytest.mark.parametrize("name", ["developer", "musician", "hoarder", "editor"])
def test_other_worlds_stay_sound_under_many_actions(name: str) -> None:
    world = fresh(name)
    online = "available: {eq: true}"
    folder = column(
        world,
        "SELECT e.path FROM entries e JOIN volumes v ON v.id = e.volume_id JOIN devices d ON d.id = v.device_id WHERE e.kind = 'folder'"
        " AND v.online AND d.online AND NOT v.read_only ORDER BY v.available_space DESC, e.id LIMIT 1",
    )[0]
    for field in (
        f'copyEntries(filter: {{{online}, size: {{gt: 0, lt: 3000000}}}}, toPath: "{folder}", commit: true)',
        f'organizeEntries(filter: {{{online}, path: {{under: "{folder}"}}}}, by: contentKind, toPath: "{folder}", commit: true)',
        f'tagEntries(filter: {{{online}}}, tags: ["Work", "Finance"], first: 40, commit: true)',
        f'moveEntries(filter: {{{online}, tags: {{any: ["Finance"]}}}}, toPath: "{folder}", commit: true)',
        f"deleteEntries(filter: {{{online}, copies: {{gt: 1}}}}, first: 25, commit: true)",
        'mergeTags(tag: "Finance", into: "Work", commit: true)',
    ):
        assert plan(field, world)["committed"], field
        assert unsound(world) == [], field


def test_a_plan_is_the_same_however_often_it_is_made() -> None:
    world = fresh()
    field = 'moveEntries(filter: {location: {eq: "Desktop"}}, toDevice: "nas")'
    before = rows(world)
    assert plan(field, world) == plan(field, world)
    assert rows(world) == before
