"""A fault in a pack's TOML is told with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from trainset.errors import PackError
from trainset.toml_file import Strict, line_of, load_toml

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """\
name = "shop"

[[phrase]]
form = "a"
say = [
  "one",
]

[[phrase]]
form = "b"

[unit.bytes]
KB = 1024

[[slot.choice]]
form = "1"

[[slot.choice]]
form = "2"
"""


class _Phrase(Strict):
    form: str
    say: tuple[str, ...] = ()


class _File(Strict):
    name: str
    phrase: tuple[_Phrase, ...] = ()


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("name",), 1),
        (("phrase", 0), 3),
        (("phrase", 0, "say"), 5),
        (("phrase", 1, "form"), 10),
        (("phrase", 1, "missing"), 9),
        (("unit", "bytes", "KB"), 13),
        (("slot", "choice", 1, "form"), 19),
        (("nowhere",), 1),
    ],
)
def test_a_path_of_keys_leads_to_its_line(keys: tuple[str | int, ...], line: int) -> None:
    assert line_of(TEXT, keys) == line


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "x.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_an_unknown_key_is_told_with_its_line_and_the_nearest_known_one(tmp_path: Path) -> None:
    path = write(tmp_path, 'name = "x"\n[[phrase]]\nfrom = "a"\n')
    with pytest.raises(PackError, match=r"x\.toml:3: unknown key 'from'\n  Did you mean 'form'\?"):
        load_toml(path, _File)
    path = write(tmp_path, 'name = "x"\nnmae = "y"\n')
    with pytest.raises(PackError, match=r"x\.toml:2: unknown key 'nmae'\n  Did you mean 'name'\?"):
        load_toml(path, _File)


def test_a_value_of_the_wrong_type_is_told_with_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, 'name = "x"\n\n[[phrase]]\nform = 3\n')
    with pytest.raises(PackError, match=r"x\.toml:4: phrase\.0\.form: Input should be a valid string"):
        load_toml(path, _File)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'name = "x"\nname = \n', r"x\.toml:2: not valid TOML"),
        (b"\xff", r"byte 0 is no UTF-8"),
        (b"a = " + b"[" * 5000, r"x\.toml: nested too deeply|x\.toml:1: not valid TOML"),
    ],
)
def test_a_file_that_is_no_toml_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    with pytest.raises(PackError, match=message):
        load_toml(write(tmp_path, content), _File)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"gone\.toml: this file of the pack is missing"):
        load_toml(tmp_path / "gone.toml", _File)
