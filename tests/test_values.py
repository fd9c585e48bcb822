"""The values of a pack: by type and field, closed or open, every fault with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from trainset.errors import PackError
from trainset.values import Values, load_values

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """\
# comment
["Book.genre"]
closed = true
popular = ["novel", "crime"]
rare = ["poetry"]
later = ["comic"]

["Book.shelf"]
popular = ["Travel"]
"""


def load(folder: Path, text: str | bytes) -> Values:
    path = folder / "values.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_values(path)


def test_values_come_by_type_and_field_the_popular_before_the_rare(tmp_path: Path) -> None:
    values = load(tmp_path, GOOD)
    assert values.fields["Book.genre"].all == ("novel", "crime", "poetry", "comic")
    assert values.fields["Book.shelf"].rare == ()


def test_only_closed_fields_have_known_values(tmp_path: Path) -> None:
    values = load(tmp_path, GOOD)
    assert values.known("Book", "genre") == frozenset({"novel", "crime", "poetry", "comic"})
    assert values.known("Book", "shelf") is None
    assert values.known("Author", "genre") is None
    assert values.known("Book", "nothing") is None


def test_a_pack_may_know_no_values(tmp_path: Path) -> None:
    assert load(tmp_path, "").fields == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[genre]\npopular = ["a"]\n', "String should match pattern"),
        (
            '["Book.genre"]\npopular = []\n',
            "values.toml:2: Book.genre.popular: Tuple should have at least 1 item",
        ),
        ('["Book.genre"]\nclosed = true\n', "values.toml:1: Book.genre.popular: Field required"),
        (
            '["Book.genre"]\npopular = [""]\n',
            "values.toml:2: Book.genre.popular.0: String should have at least 1",
        ),
        (
            '["Book.genre"]\npopular = [3]\n',
            "values.toml:2: Book.genre.popular.0: Input should be a valid string",
        ),
        (
            '\n["Book.genre"]\npopular = ["a"]\nrear = ["b"]\n',
            "values.toml:4: unknown key 'rear'\n  Did you mean 'rare'?",
        ),
        ('["Book.genre"]\npopular = ["a"\n', "not valid TOML"),
        (b'["Book.genre"]\npopular = ["\xe9"]\n', "is no UTF-8"),
    ],
)
def test_a_faulty_file_is_told_with_its_line(tmp_path: Path, text: str | bytes, message: str) -> None:
    with pytest.raises(PackError) as error:
        load(tmp_path, text)
    assert message in str(error.value)
    assert "values.toml" in str(error.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"values\.toml: this file of the pack is missing"):
        load_values(tmp_path / "values.toml")
