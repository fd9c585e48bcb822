"""`trainset build`: what it shows, and one clear message for every fault, with the old output untouched."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.bookshop import FILES, PACK, contents, copied, reword

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Answer

OLD = dict.fromkeys(FILES, b"old\n")
LATEX = "\\documentclass{article}\n\\begin{document}\n%s\n\\end{document}\n"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder with an old dataset."""
    folder = tmp_path / "out"
    folder.mkdir()
    for name, data in OLD.items():
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture
def build(trainset: Callable[..., Answer], out: Path) -> Callable[..., Answer]:
    """Runs `trainset build` for the bookshop into the folder with the old dataset."""

    def run(*arguments: object, pack: Path = PACK) -> Answer:
        return trainset("build", "--pack", pack, "--size", 10, "--jobs", 1, "--out", out, *arguments)

    return run


def test_the_files_are_written_and_the_table_tells_what_was_made(
    build: Callable[..., Answer], out: Path
) -> None:
    answer = build()
    assert answer.status == 0
    assert answer.err == ""
    assert set(contents(out)) == set(FILES)
    assert contents(out)["training_data.jsonl"].count(b"\n") == 10
    assert answer.out.startswith("10 rows in ")
    for word in ("candidates", "rows", "not needed", "questions", "requests"):
        assert word in answer.out


def test_the_table_names_what_was_dropped_and_what_was_not_read(
    build: Callable[..., Answer], out: Path
) -> None:
    answer = build("--size", 150, "--qa-share", 0.5)
    counts = json.loads((out / "manifest.json").read_text())["counts"]
    dropped = {code: count for ledger in counts.values() for code, count in ledger["rejected"].items()}
    assert dropped
    for code, count in dropped.items():
        line = next(line for line in answer.out.splitlines() if f"dropped: {code}" in line)
        assert str(count) in line
    assert "not read: front matter" in answer.out


def test_json_prints_the_manifest_that_is_written(build: Callable[..., Answer], out: Path) -> None:
    answer = build("--json")
    assert answer.status == 0
    assert json.loads(answer.out) == json.loads((out / "manifest.json").read_text("utf-8"))
    assert answer.out == (out / "manifest.json").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "size"), [("poc", 500), ("prototype", 5000), ("production", 20000), ("7", 7)]
)
def test_sizes_go_by_name_or_number(build: Callable[..., Answer], name: str, size: int, out: Path) -> None:
    answer = build("--size", name, "--qa-share", 1)
    if size == 7:
        assert answer.status == 0
    else:  # the handbook is too small for so many questions, which tells the number
        assert f"{size} rows at a share of 1 need more" in answer.err


@pytest.mark.parametrize(
    ("size", "message"),
    [
        ("0", "0 rows are too few; a dataset has 1 or more"),
        ("-3", "-3 rows are too few"),
        ("abc", "'abc' is none of poc, prototype, production, and no number"),
        ("1.5", "'1.5' is none of poc"),
        ("", "'' is none of poc"),
    ],
)
def test_a_size_that_is_none_is_refused(
    build: Callable[..., Answer], out: Path, size: str, message: str
) -> None:
    answer = build("--size", size)
    assert answer.status == 2
    assert message in answer.err
    assert "--size" in answer.err
    assert contents(out) == OLD


def refused(answer: Answer, out: Path, *messages: str) -> None:
    """One message with all these parts, status 2, and the old output."""
    assert answer.status == 2
    assert answer.out == ""
    assert answer.err.startswith("trainset: ")
    for message in messages:
        assert message in answer.err, answer.err
    assert contents(out) == OLD


def test_a_missing_document_is_told_with_the_part_of_its_path_that_is_there(
    build: Callable[..., Answer], out: Path, tmp_path: Path
) -> None:
    gone = tmp_path / "gone" / "paper.tex"
    refused(build("--docs", gone), out, f"{gone}: no such file or folder", f"{tmp_path} is there")


def test_a_document_that_pandoc_refuses_is_told_with_its_line(
    build: Callable[..., Answer], out: Path, tmp_path: Path
) -> None:
    path = tmp_path / "bad.tex"
    path.write_text(LATEX % "\\begin{itemize}\n\\item one")
    refused(build("--docs", path), out, f"{path}:6: ", "\\end{itemize}", "Mend the file")


def test_a_document_that_includes_another_is_refused_with_its_line(
    build: Callable[..., Answer], out: Path, tmp_path: Path
) -> None:
    path = tmp_path / "outer.tex"
    path.write_text(LATEX % "\\input{/etc/passwd}")
    refused(build("--docs", path), out, f"{path}:3: ", "includes another file, '/etc/passwd'", "Give the")


def test_a_document_that_is_no_utf8_is_told_with_its_line(
    build: Callable[..., Answer], out: Path, tmp_path: Path
) -> None:
    path = tmp_path / "latin.md"
    path.write_bytes(b"# Shelves\n\nCaf\xe9 books\n")
    refused(build("--docs", path), out, f"{path}:3: ", "0xe9", "Save the file as UTF-8")


def test_a_document_of_an_unknown_kind_is_refused(
    build: Callable[..., Answer], out: Path, tmp_path: Path
) -> None:
    path = tmp_path / "paper.xyz"
    path.write_text("text")
    refused(build("--docs", path), out, f"{path}: files of the kind '.xyz' are not read")


def test_documents_with_nothing_to_ask_are_told_when_questions_are_demanded(
    build: Callable[..., Answer], out: Path, tmp_path: Path
) -> None:
    path = tmp_path / "thin.md"
    path.write_text("# Nothing\n\nHm.\n")
    answer = build("--docs", path, "--qa-share", 0.5)
    refused(
        answer, out, "these documents give 0 questions, and 10 rows at a share of 0.5 need more", "--docs"
    )


@pytest.mark.parametrize(
    ("content", "messages"),
    [
        (None, ["this schema cannot be read: No such file or directory"]),
        (b"\xff", ["byte 0 of this schema is no UTF-8"]),
        (b"type Query {\n  a: Strin\n}\n", [":2: Unknown type 'Strin'", "\n    a: Strin\n       ^\n"]),
        (b"type Query {\r\n  a String\r\n}\r\n", [":2: Syntax Error", "\n    a String\n      ^\n"]),
        (b"type Query { a: String }\n", ["no collection 'searchBooks'"]),
        (b"", ["Syntax Error: Unexpected <EOF>."]),
    ],
)
def test_a_schema_that_cannot_be_used_is_told_with_line_and_caret(
    build: Callable[..., Answer], out: Path, tmp_path: Path, content: bytes | None, messages: list[str]
) -> None:
    path = tmp_path / "other.graphql"
    if content is not None:
        path.write_bytes(content)
    refused(build("--schema", path), out, *messages)


def test_a_folder_in_the_place_of_a_schema_is_refused(
    build: Callable[..., Answer], out: Path, tmp_path: Path
) -> None:
    refused(build("--schema", tmp_path), out, f"{tmp_path}: this schema cannot be read: Is a directory")


def test_an_unknown_key_of_the_pack_is_told_with_its_line_and_the_nearest(
    build: Callable[..., Answer], out: Path, tmp_path: Path
) -> None:
    pack = copied(tmp_path)
    reword(pack, "pack.toml", "qa_share =", "qa_shard =")
    line = (pack / "pack.toml").read_text().splitlines().index("qa_shard = 0.4") + 1
    refused(build(pack=pack), out, f"pack.toml:{line}: unknown key 'qa_shard'", "Did you mean 'qa_share'?")
    reword(pack, "pack.toml", "qa_shard = 0.4", "qa_share = 0.4\nlicense = 'none'")
    refused(build(pack=pack), out, f"pack.toml:{line + 1}: unknown key 'license'", "Did you mean 'licence'?")


def test_an_unknown_pack_is_told_with_those_that_are_known(build: Callable[..., Answer], out: Path) -> None:
    refused(build(pack=Path("spacedrvie")), out, "no pack 'spacedrvie'", "Did you mean 'spacedrive'?")


def test_an_output_folder_that_is_missing_is_told(
    build: Callable[..., Answer], out: Path, tmp_path: Path
) -> None:
    gone = tmp_path / "gone"
    refused(
        build("--out", gone), out, f"{gone}: this output folder does not exist", "Make it, or name another"
    )
    assert not gone.exists()
    refused(build("--out", out / FILES[0]), out, "this output folder does not exist")


def test_the_command_works_as_its_own_process_with_relative_paths(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(
        "# Lamps\n\nA **lamp** of Papyrus is a light that stands beside a shelf.\n", "utf-8"
    )
    arguments = [
        "build",
        "--pack",
        str(PACK),
        "--docs",
        "page.md",
        "--size",
        "6",
        "--jobs",
        "1",
        "--seed",
        "9",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "trainset", *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("6 rows in training_data.jsonl")
    assert set(contents(tmp_path)) == {*FILES, "page.md"}
    bad = subprocess.run(
        [sys.executable, "-m", "trainset", "build", "--pack", str(PACK), "--docs", "gone.md"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (bad.returncode, bad.stdout) == (2, "")
    assert bad.stderr.startswith("trainset: gone.md: no such file or folder\n")
