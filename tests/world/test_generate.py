from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.world.shop import CLOCK, RULES, column, dump, made, one_rule, write
from trainset.errors import OptionError, OutputError, PackError
from trainset.world.database import build_large, build_worlds, copy_of, open_world, small_world
from trainset.world.recipe import load_recipe

if TYPE_CHECKING:
    from pathlib import Path


def test_the_same_seed_makes_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    recipe = load_recipe(write(tmp_path))
    assert dump(made(recipe)) == dump(made(recipe)) == dump(made(load_recipe(tmp_path)))
    assert dump(made(recipe)) != dump(made(recipe, seed=2))


def test_rows_refer_to_the_rows_above_them(tmp_path: Path) -> None:
    connection = made(load_recipe(write(tmp_path)))
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    towns = column(connection, "SELECT town FROM author")
    assert len(towns) in {3, 4}
    assert len(set(towns)) == 3, "dealt, not drawn"
    rows = connection.execute("SELECT title, town FROM book JOIN author ON author.id = author_id").fetchall()
    assert rows
    assert all(f" in {town}" in title for title, town in rows)


def test_no_two_rows_agree_in_unique_columns(tmp_path: Path) -> None:
    connection = made(load_recipe(write(tmp_path)), scale=30)
    titles = column(connection, "SELECT title FROM book")
    assert len(titles) == len(set(titles)) > 400
    assert any(title[-1].isdigit() for title in titles), "repetitions are numbered"


def test_counts_grow_with_the_scale(tmp_path: Path) -> None:
    recipe = load_recipe(write(tmp_path))
    small, large = made(recipe), made(recipe, scale=9)
    authors, more = (column(world, "SELECT count(*) FROM author")[0] for world in (small, large))
    assert more == authors * 3
    assert column(large, "SELECT count(*) FROM book") == [more * 36]


def test_later_start_rules_see_the_rows_of_earlier_ones(tmp_path: Path) -> None:
    connection = made(load_recipe(write(tmp_path)), start="large", scale=4)
    titles = set(column(connection, "SELECT title FROM book"))
    sequels = {title for title in titles if title.endswith(" II")}
    assert 0.3 < len(sequels) / (len(titles) - len(sequels)) < 0.7
    assert {title.removesuffix(" II") for title in sequels} <= titles


def test_an_edited_rule_leaves_other_rows_alone(tmp_path: Path) -> None:
    before = made(load_recipe(write(tmp_path)))
    after = made(load_recipe(write(tmp_path, RULES.replace("[1, 40]", "[1, 90]"))))
    names = "SELECT name || town FROM author"
    titles = "SELECT title || bought || sold FROM book ORDER BY id"
    assert column(before, names) == column(after, names)
    assert column(before, titles) == column(after, titles)


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ('children = [{ rule = "r", count = 3 }]\n[rule.r]\ntable = "t"\nset.v = "{i}"', [0, 1, 2]),
        (
            'children = [{ rule = "r", items = ["a", "b"] }]\n[rule.r]\ntable = "t"\nset.v = "{item}"',
            ["a", "b"],
        ),
        (
            'let.few = { any = ["{none?}", "x"] }\nchildren = [{ rule = "r" }]\n[rule.r]\ntable = "t"\nset.v = "{few}"',
            ["x"],
        ),
        ('let.which = "r"\nchildren = [{ rule = "{which}" }]\n[rule.r]\ntable = "t"\nset.v = 7', [7]),
        (
            'children = [{ rule = "r", share = 0 }, { rule = "r", share = 1 }]\n[rule.r]\ntable = "t"\nset.v = 1',
            [1],
        ),
        (
            (
                'children = [{ rule = "r", count = 2 }, { rule = "q", each = "r", match = { v = 1 } }]\n'
                '[rule.r]\ntable = "t"\nset.v = "{i}"\n[rule.q]\ntable = "t"\nset.v = "q{r.v}"'
            ),
            [0, 1, "q1"],
        ),
        (
            (
                'children = [{ rule = "r", count = 2 }, { rule = "q" }]\n[rule.r]\ntable = "t"\nset.v = "{i}"\n'
                '[rule.q]\ntable = "t"\nset.v = { ref = "r", match = { v = 1 }, get = "id" }'
            ),
            [0, 1, 2],
        ),
        (
            'children = [{ rule = "r" }]\n[rule.r]\ntable = "t"\nset.v = "{w}!"\nset.w = "any order"',
            ["any order!"],
        ),
        (
            'children = [{ rule = "r" }]\n[rule.r]\nis = "b"\nlet.x = 5\n[rule.b]\ntable = "t"\nlet.x = 1\nset.v = "{x}"',
            [5],
        ),
    ],
)
def test_children(tmp_path: Path, rules: str, expected: list[object]) -> None:
    assert column(one_rule(tmp_path, "[rule.start]\n" + rules), "SELECT v FROM t ORDER BY id") == expected


@pytest.mark.parametrize(
    ("rules", "what"),
    [
        ('table = "t"\nset.v = "{nobody}"', "KeyError: 'nobody'"),
        ('table = "t"\nset.v = { pick = [[1, 2]] }', "Column 'v' got"),
        ('children = [{ rule = "{w}" }]\nlet.w = "nothing"', "which is no rule"),
        ('children = [{ rule = "start" }]', "without end"),
        ('table = "t"\nset.v = { times = ["a", "b"] }', "cannot be made"),
    ],
)
def test_what_cannot_be_made_is_a_pack_error(tmp_path: Path, rules: str, what: str) -> None:
    with pytest.raises(PackError) as error:
        one_rule(tmp_path, f"[rule.start]\n{rules}\n")
    assert what in str(error.value)


def test_worlds_in_files(tmp_path: Path) -> None:
    recipe = load_recipe(write(tmp_path))
    path = build_large(recipe, 1, CLOCK, tmp_path / "large.sqlite", scale=2)
    first = path.read_bytes()
    assert build_large(recipe, 1, CLOCK, path, scale=2).read_bytes() == first, "the same bytes"
    world = open_world(path)
    with pytest.raises(Exception, match="readonly"):
        world.connection.execute("DELETE FROM book")
    copy = copy_of(world)
    copy.connection.execute("DELETE FROM book")
    assert column(world.connection, "SELECT count(*) FROM book") != [0]
    assert [world.name for world in build_worlds(recipe, 1, CLOCK)] == ["village"]
    assert small_world(recipe, "village", 1, CLOCK).name == "village"


def test_worlds_that_cannot_be_had(tmp_path: Path) -> None:
    recipe = load_recipe(write(tmp_path))
    with pytest.raises(OptionError, match="scale 0"):
        build_large(recipe, 1, CLOCK, tmp_path / "x.sqlite", scale=0)
    with pytest.raises(OutputError, match="cannot be written"):
        build_large(recipe, 1, CLOCK, tmp_path / "no" / "x.sqlite")
    with pytest.raises(OutputError, match="no world"):
        open_world(tmp_path / "nothing.sqlite")
    with pytest.raises(OutputError, match="no world"):
        open_world(write(tmp_path) / "rules.toml")
    with pytest.raises(OptionError, match="no world 'vilage'"):
        small_world(recipe, "vilage", 1, CLOCK)
    without = load_recipe(
        write(tmp_path, RULES.replace("[large]", '[[world]]\nname = "b"').replace("scale = 9", ""))
    )
    with pytest.raises(PackError, match="no \\[large\\] world"):
        build_large(without, 1, CLOCK, tmp_path / "x.sqlite")
