"""A pack: found by name or folder, held against its model, every fault with its line."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.bookshop import PACK, context, copied, reword, tools
from trainset.errors import PackError
from trainset.pack import load_pack
from trainset.semantics.setting import setting_of

if TYPE_CHECKING:
    from pathlib import Path


def test_a_pack_says_who_when_and_in_which_units() -> None:
    pack = load_pack(str(PACK))
    assert (pack.name, pack.product, pack.licence) == ("papyrus", "Papyrus", "Apache-2.0")
    assert pack.clock.isoformat() == "2024-02-29T09:30:00-05:00"
    assert pack.clock.utcoffset() == timedelta(hours=-5)
    assert (pack.week_starts, pack.qa_share) == ("sunday", 0.4)
    assert pack.measures == {"price": "money", "total": "money", "weight": "weight"}
    assert pack.factors["money"] == {"cents": 1, "dollars": 100}
    assert pack.whole == frozenset({"money"})
    assert pack.implicit == {"searchBooks": {"medium": "print"}}
    assert pack.path("world", "world.sql").is_file()


def test_a_setting_is_the_packs_clock_and_units() -> None:
    pack = load_pack(str(PACK))
    setting = setting_of(pack)
    assert setting.clock.now == pack.clock
    assert setting.clock.week_starts == "sunday"
    assert setting.units.of("total") == {"cents": 1, "dollars": 100}


def test_the_shipped_pack_goes_by_its_name() -> None:
    assert load_pack("spacedrive").product == "Spacedrive"


@pytest.mark.parametrize(
    ("name", "hint"), [("spacedriv", "Did you mean 'spacedrive'?"), ("zzz", "Known: spacedrive.")]
)
def test_an_unknown_pack_is_told_with_the_nearest(name: str, hint: str) -> None:
    with pytest.raises(PackError) as error:
        load_pack(name)
    assert (
        error.value.what == f"no pack {name!r}: neither a folder with a pack.toml nor a pack of this program"
    )
    assert error.value.hint == hint


def test_a_folder_without_a_pack_file_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"neither a folder with a pack\.toml"):
        load_pack(str(tmp_path))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('name = "papyrus"', 'name = "Papyrus Shop"', "name: String should match pattern"),
        ('product = "Papyrus"', 'product = ""', "product: String should have at least 1 character"),
        ("2024-02-29T09:30:00-05:00", "2024-02-29T09:30:00", "clock: Input should have timezone info"),
        ("2024-02-29T09:30:00-05:00", "2023-02-29T09:30:00-05:00", "not valid TOML"),
        ('week_starts = "sunday"', 'week_starts = "Sunday"', "week_starts: Input should be 'monday', "),
        ("qa_share = 0.4", "qa_share = 1.4", "qa_share: Input should be less than or equal to 1"),
        ("qa_share = 0.4", "qa_share = 0.4\nclok = 1", "unknown key 'clok'\n  Did you mean 'clock'?"),
        ("dollars = 100", "dollars = 0", "measure.money.units.dollars: Input should be greater than 0"),
        ("dollars = 100", "dollars = 1.5", "measure.money.units.dollars: Input should be a valid integer"),
        ("whole = true", "wholly = true", "unknown key 'wholly'\n  Did you mean 'whole'?"),
        ('licence = "Apache-2.0"\n', "", "licence: Field required"),
        ('medium = "print"', "medium = 3", "implicit.searchBooks.medium: Input should be a valid string"),
    ],
)
def test_a_faulty_pack_file_is_told_with_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    pack = copied(tmp_path)
    reword(pack, "pack.toml", old, new)
    with pytest.raises(PackError) as error:
        load_pack(str(pack))
    assert message in str(error.value)
    if new:
        lines = (pack / "pack.toml").read_text().splitlines()
        line = next(number for number, text in enumerate(lines, 1) if new.splitlines()[-1] in text)
        assert str(error.value).startswith(f"pack.toml:{line}: ")


# ---- the bookshop itself ----


def names(table: str, column: str) -> set[str]:
    return {
        value
        for world in context().worlds
        for (value,) in world.connection.execute(f'SELECT DISTINCT "{column}" FROM "{table}"')
    }


def test_the_values_of_the_bookshop_are_those_of_its_worlds() -> None:
    values = tools().values
    for field, held in (
        ("Book.genre", names("Book", "genre")),
        ("Book.format", names("Book", "format")),
        ("Book.medium", names("Book", "medium")),
        ("Order.status", names("Order", "status")),
    ):
        assert values.fields[field].closed
        assert set(values.fields[field].all) == held
    for field, held in (
        ("Book.author", names("Book.author", "value")),
        ("Book.shelf", names("Book.shelf", "value")),
        ("Book.tags", names("Book.tags", "value")),
        ("Author.genre", names("Author.genre", "value")),
        ("Author.country", names("Author", "country")),
        ("Order.customer", names("Order", "customer")),
    ):
        assert set(values.fields[field].all) <= held, field
    titles = " ".join(names("Book", "name"))
    assert all(word in titles for word in values.fields["Book.name"].all)


def test_the_worlds_of_the_bookshop_have_a_table_for_every_entity_and_some_hundred_rows() -> None:
    assert len(context().worlds) == 3
    collections = context().endpoint.schema.collections.values()
    for world in context().worlds:
        rows = 0
        for collection in collections:
            columns = {
                row[1] for row in world.connection.execute(f'PRAGMA table_info("{collection.entity}")')
            }
            assert set(collection.scalars) <= columns
            for field in collection.fields.values():
                if field.related:
                    assert world.connection.execute(
                        f'SELECT id, value FROM "{collection.entity}.{field.name}"'
                    ).fetchone()
            rows += world.connection.execute(f'SELECT count(*) FROM "{collection.entity}"').fetchone()[0]
        assert 150 < rows < 500


def test_every_book_is_of_one_piece() -> None:
    for world in context().worlds:
        for medium, kind, pages, weight, author, bought, sold in world.connection.execute(
            'SELECT medium, format, pages, weight, "authorId", "boughtAt", "soldAt" FROM "Book"'
        ):
            assert (medium == "file") == (kind in {"epub", "audio"})
            assert (pages is None) == (kind == "audio")
            assert (weight is None) == (medium == "file")
            assert author is not None
            assert sold is None or bought <= sold < "2024-02-29T14:30:00Z"


def test_the_bookshop_uses_no_words_of_file_systems() -> None:
    words = (" folder", " directory", " disk", " volume", " device", " download", "Spacedrive")
    for path in PACK.rglob("*"):
        if path.is_file():
            text = path.read_text("utf-8").casefold()
            assert not [word for word in words if word.casefold() in text], path
