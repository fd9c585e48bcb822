from __future__ import annotations

import itertools
import os
import re
import time
from typing import TYPE_CHECKING

import pytest

from trainset.documents import Limits, SourceRules, read_documents
from trainset.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

SHORT = Limits(seconds=3, heap_mb=512)
BAD: dict[str, tuple[bytes, str, str]] = {
    "refused.tex": (b"Hi \\begin{foo} x", r"refused\.tex:2: .*expecting \\end\{foo\}", "refused"),
    "loop.tex": (b"\\def\\a{\\a}\\a", "Loop encountered in expanding macro a", "refused"),
    "include.tex": (b"Hello.\n\\input{/etc/passwd}\n", r"include\.tex:2: .*includes another file", ""),
    "encoding.md": (b"# Hi\n\nok\n\xff bad", r"encoding\.md:4: byte 0xff at offset 9", "not UTF-8"),
    "empty.md": (b"", "the file is empty", "empty"),
    "binary.md": (b"\x89PNG\0\0\1", "this is no text", "binary"),
    "stars.md": (b"*" * 1_000_000, "a line of 1,000,000 characters", "too large"),
    "deep.md": (b"> " * 20_000 + b"x", "nested too deeply|needed more than", "depth"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_given_by_name_is_an_error_that_says_where(tmp_path: Path, name: str) -> None:
    content, message, _ = BAD[name]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_documents([tmp_path / name], SourceRules(), limits=SHORT)
    assert re.search(message, str(caught.value)), str(caught.value)


def test_bad_files_in_a_folder_are_losses_and_the_rest_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    for name, (content, _, _) in BAD.items():
        (folder / name).write_bytes(content)
    (folder / "good.md").write_text("# Shop\n\nPapyrus sells books.\n")
    started = time.monotonic()
    reading = read_documents([folder], SourceRules(), limits=SHORT, jobs=2)
    assert time.monotonic() - started < 20
    assert "Papyrus sells books." in {passage.text for passage in reading.passages}
    reasons = {loss.file.rsplit("/", 1)[1]: loss.reason for loss in reading.losses}
    assert reasons == {name: reason or "include" for name, (_, _, reason) in BAD.items()}


def test_an_included_file_is_never_read(tmp_path: Path) -> None:
    (tmp_path / "secret.tex").write_text("The secret word is swordfish.")
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.tex").write_text(f"Hello.\n\n\\input{{{tmp_path}/secret.tex}}\n\nBye.\n")
    reading = read_documents([folder], SourceRules())
    assert [passage.text for passage in reading.passages] == ["Hello.", "Bye."]


def test_a_macro_that_explodes_ends_at_the_limit(tmp_path: Path) -> None:
    names = "abcdefghijkl"
    macros = "".join(
        f"\\newcommand{{\\{new}}}{{{''.join(f'{chr(92)}{old} ' for _ in range(10))}}}\n"
        for old, new in itertools.pairwise(names)
    )
    (tmp_path / "bomb.tex").write_text(f"\\newcommand{{\\a}}{{x}}\n{macros}\\l\n")
    started = time.monotonic()
    with pytest.raises(InputError, match="needed more than"):
        read_documents([tmp_path / "bomb.tex"], SourceRules(), limits=Limits(seconds=2))
    assert time.monotonic() - started < 10


def test_a_file_that_is_too_large_is_not_loaded(tmp_path: Path) -> None:
    (tmp_path / "big.md").write_text("word\n" * 100)
    with pytest.raises(InputError, match="500 bytes; at most 99 are read"):
        read_documents([tmp_path / "big.md"], SourceRules(), limits=Limits(file_bytes=99))


def test_a_missing_path_says_what_is_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder") as caught:
        read_documents([tmp_path / "none" / "a.md"], SourceRules())
    assert str(tmp_path) in caught.value.hint


def test_a_kind_that_is_not_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.xyz").write_text("x")
    with pytest.raises(InputError, match="not read"):
        read_documents([tmp_path / "a.xyz"], SourceRules())


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x")
    (tmp_path / "a.md").chmod(0)
    with pytest.raises(InputError, match="denied"):
        read_documents([tmp_path / "a.md"], SourceRules())


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("# Secret\n\nSwordfish is the word.\n")
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "link.md").symlink_to(tmp_path / "secret.md")
    reading = read_documents([folder], SourceRules())
    assert [(loss.reason, reading.passages) for loss in reading.losses] == [("link", ())]


def test_pdf_gives_way_to_its_source(tmp_path: Path) -> None:
    (tmp_path / "paper.tex").write_text("Papyrus sells books.")
    (tmp_path / "paper.pdf").write_bytes(b"%PDF")
    (tmp_path / "other.pdf").write_bytes(b"%PDF")
    losses = {
        loss.file.rsplit("/", 1)[1]: (loss.reason, loss.note)
        for loss in read_documents([tmp_path], SourceRules()).losses
    }
    assert losses == {
        "paper.pdf": ("compiled", "paper.tex is its source"),
        "other.pdf": ("format", "PDF is not read"),
    }
