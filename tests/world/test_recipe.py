from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.world.shop import RULES, TABLES, write
from trainset.errors import PackError
from trainset.world.recipe import load_recipe

if TYPE_CHECKING:
    from pathlib import Path


def test_a_recipe_holds_what_its_files_say(tmp_path: Path) -> None:
    recipe = load_recipe(write(tmp_path))
    assert set(recipe.rules) == {"shop", "more", "author", "book", "sequel"}
    assert [world.name for world in recipe.worlds] == ["village"]
    assert recipe.large is not None
    assert recipe.large.scale == 9
    assert recipe.tables["author"] == ("id", "name", "town")
    assert recipe.unique == {"book": ("title",)}
    assert recipe.referred == {"book"}
    assert dict(recipe.rules["sequel"].columns).keys() == dict(recipe.rules["book"].columns).keys()


@pytest.mark.parametrize(
    ("wrong", "rule", "what", "hint"),
    [
        ('rule = "book", count', "author", "no rule 'bok'", "Did you mean 'book'?"),
        ('table = "book"\n', "book", "no table 'bok'", "Did you mean 'book'?"),
        ("set.price", "book", "no column 'prise'", "Did you mean 'price'?"),
        ('is = "book"', "sequel", "no rule 'bok'", "Did you mean 'book'?"),
        ('deal = "town"', "author", "no list 'twon'", ""),
        ("[[0, 4], [1, 40]]", "book", "rise from 0 to 1", ""),
        ('"1h"', "book", "no amount", ""),
        ("{@noun}son", "author", "no list 'nown'", ""),
        ("{author.id}", "book", "not closed", ""),
        ('grows = "root"', "shop", "cannot grow", "Did you mean 'root'?"),
    ],
)
def test_faults_of_rules_are_told_with_file_and_line(
    tmp_path: Path, wrong: str, rule: str, what: str, hint: str
) -> None:
    mistakes = {
        'rule = "book", count': 'rule = "bok", count',
        'table = "book"\n': 'table = "bok"\n',
        "set.price": "set.prise",
        'is = "book"': 'is = "bok"',
        'deal = "town"': 'deal = "twon"',
        "[[0, 4], [1, 40]]": "[[0.5, 4], [1, 40]]",
        '"1h"': '"1 hug"',
        "{@noun}son": "{@nown}son",
        "{author.id}": "{author.id",
        'grows = "root"': 'grows = "rot"',
    }
    assert wrong in RULES
    with pytest.raises(PackError, match=what) as error:
        load_recipe(write(tmp_path, RULES.replace(wrong, mistakes[wrong], 1)))
    line = RULES.splitlines().index(f"[rule.{rule}]") + 1
    assert str(error.value.where) == f"{tmp_path / 'rules.toml'}:{line}"
    assert hint in error.value.hint


@pytest.mark.parametrize(
    ("rules", "what"),
    [
        ("[rule", "rules.toml:1: "),
        ("[weather]\nx = 1\n", "unknown section 'weather'"),
        ('[[world]]\nname = "v"\nstart = ["none"]\n', "which is no rule"),
        ("[rule.a]\nset.x = 1\n", "names no table"),
        ("[rule.a]\ncolor = 1\n", "unknown key 'color'"),
        ('[rule.a]\nis = "b"\n[rule.b]\nis = "a"\n', "is itself"),
        ("[rule.a]\nchildren = 3\n", "malformed"),
        ("[[world]]\nstart = []\n", "malformed"),
        ("list = 3\n", "malformed"),
        ("[rule.a]\nlet.x = { pock = 3 }\n", "is no expression"),
        ("[rule.a]\nlet.a = 1\n", "name of a rule"),
        ('[rule.a]\nlet.x = "{y|loud}"\n', "no filter 'loud'"),
    ],
)
def test_malformed_recipes_are_pack_errors(tmp_path: Path, rules: str, what: str) -> None:
    with pytest.raises(PackError) as error:
        load_recipe(write(tmp_path, rules))
    assert what in f"{error.value}"


def test_missing_and_broken_files_are_pack_errors(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="missing"):
        load_recipe(tmp_path)
    for tables, finish, file in (
        ("CREATE TABL x", "", "world.sql"),
        (TABLES, "UPDATE nowhere SET x = 1;", "finish.sql"),
    ):
        with pytest.raises(PackError, match="SQLite refuses") as error:
            load_recipe(write(tmp_path, RULES, tables, finish))
        assert file in str(error.value)
    write(tmp_path)
    (tmp_path / "more.toml").write_text("[rule.book]\n", "utf-8")
    with pytest.raises(PackError, match="two files"):
        load_recipe(tmp_path)
