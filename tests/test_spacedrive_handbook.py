"""The handbook is a book: pages with sources, links that lead somewhere, an index with every page, and words of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.documents.conftest import PACK, SHARED
from tests.handbook import INDEX, faults_of, is_named, read_page, shared_runs, slug
from trainset.documents import SourceRules

if TYPE_CHECKING:
    from pathlib import Path

BOOK = PACK / "handbook"
WORDS = 9

# Runs that are names, or lists of names: places of one file on three systems, the title of a task file.
NAMES = (
    "macos library application support com spacedrive device json linux config spacedrive device json windows appdata json",
    "treat connected iphone as a virtual volume for direct import",
)

GOOD = """---
title: Apples
status: partly
planned: [Pears]
sources: [docs/core/indexing.md, conventions.md]
---

# Apples

An apple is a fruit; [pears](#pears) are told below, and [the index](index.md) has both.

## Pears

A pear is to come.

```sh
[no link](nowhere.md) in code, and none in `[code](nowhere.md)` either
```
"""
CONTENTS = """---
title: Fruit
status: implemented
sources: [docs/core/indexing.md]
---

# Fruit

1. [Apples](apples.md): a fruit.
"""


@pytest.fixture(scope="module")
def rules() -> SourceRules:
    return SourceRules.load(PACK / "sources.toml", PACK / "status.toml")


@pytest.fixture(scope="module")
def documents() -> Path:
    """The folder of the September documents; the test is skipped where they do not stand beside the checkout."""
    folder = SHARED / "spacedrive-2025-09-06"
    if not folder.is_dir():
        pytest.skip("the real documents do not stand beside the checkout")
    return folder


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book of two pages with nothing wrong, in a pack that has conventions."""
    folder = tmp_path / "handbook"
    folder.mkdir()
    (tmp_path / "conventions.md").write_text("# Conventions\n")
    (folder / "apples.md").write_text(GOOD)
    (folder / INDEX).write_text(CONTENTS)
    return folder


def told(book: Path, rules: SourceRules) -> list[str]:
    return [str(fault) for fault in faults_of(book, rules)]


def test_the_handbook_has_no_fault(rules: SourceRules) -> None:
    assert told(BOOK, rules) == []


def test_the_handbook_is_long_enough_to_be_one() -> None:
    pages = [read_page(path) for path in BOOK.glob("*.md")]
    assert len(pages) >= 40
    assert sum(len(" ".join(page.prose).split()) for page in pages) >= 25_000


def test_the_index_tells_one_line_a_page_in_parts() -> None:
    index = read_page(BOOK / INDEX)
    items = [line for line in index.prose if re.match(r"\d+\. ", line)]
    assert [int(item.split(".")[0]) for item in items] == list(range(1, len(items) + 1))
    for item in items:
        assert re.fullmatch(r"\d+\. \[[^\]]+\]\([a-z-]+\.md\): .+\.", item), item
    assert len(index.headings) >= 5


def test_the_index_calls_every_page_by_its_title() -> None:
    for _, name, target in re.findall(
        r"(\d+\. )\[([^\]]+)\]\(([a-z-]+\.md)\)", "\n".join(read_page(BOOK / INDEX).prose)
    ):
        assert read_page(BOOK / target).front.one("title") == name


def test_every_source_stands_among_the_documents(documents: Path) -> None:
    here = {path.relative_to(PACK).as_posix() for path in PACK.rglob("*") if path.is_file()}
    own = {"docs/endpoint.md"}
    for path in BOOK.glob("*.md"):
        for source in read_page(path).front.fields["sources"]:
            assert (documents / source).is_file() or source in here | own, f"{path.name}: {source}"


def test_the_handbook_copies_no_sentence(documents: Path) -> None:
    files = [path for path in documents.rglob("*") if path.suffix.lower() in {".md", ".tex"}]
    texts = [path.read_text("utf-8", "replace") for path in files]
    text = "\n\n".join("\n".join(read_page(path).prose) for path in sorted(BOOK.glob("*.md")))
    runs = [run for run in shared_runs(text, texts, WORDS) if not any(run in name for name in NAMES)]
    assert runs == []


# ---- what is wrong is told with file and line ----


def test_a_good_book_has_no_fault(book: Path, rules: SourceRules) -> None:
    assert told(book, rules) == []


def test_a_page_without_front_matter(book: Path, rules: SourceRules) -> None:
    (book / "apples.md").write_text("# Apples\n\nAn apple is a fruit.\n")
    assert told(book, rules) == [
        "apples.md:1: no front matter: give title, status and sources between two lines of ---"
    ]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "status: partly",
            "status: done",
            "apples.md:3: 'done' is no status: use implemented, partly, planned",
        ),
        ("status: partly\n", "", "apples.md:1: '' is no status: use implemented, partly, planned"),
        ("planned: [Pears]\n", "", "apples.md:3: partly planned, but no section is named in `planned`"),
        ("[Pears]", "[Plums]", "apples.md:4: 'Plums' is no heading of this page"),
        (
            "conventions.md]",
            "docs/core/apples.txt]",
            "apples.md:5: 'docs/core/apples.txt' is neither named in sources.toml nor a file of the pack",
        ),
        (
            "sources: [docs/core/indexing.md, conventions.md]\n",
            "",
            "apples.md:1: no sources: name the documents that the facts come from",
        ),
        ("# Apples", "# Oranges", "apples.md:8: the heading 'Oranges' is not the title 'Apples'"),
        ("(index.md)", "(plums.md)", "apples.md:10: the link to 'plums.md' leads to no page of the handbook"),
        ("(#pears)", "(#plums)", "apples.md:10: the link to '#plums' leads to no heading of apples.md"),
        (
            "(index.md)",
            "(https://example.org)",
            "apples.md:10: the link to 'https://example.org' leads to no page of the handbook",
        ),
    ],
)
def test_a_fault_of_a_page_is_told_with_its_line(
    book: Path,
    rules: SourceRules,
    old: str,
    new: str,
    fault: str,
) -> None:
    (book / "apples.md").write_text(GOOD.replace(old, new, 1))
    assert told(book, rules) == [fault]


def test_a_page_that_the_index_leaves_out_or_repeats(book: Path, rules: SourceRules) -> None:
    (book / INDEX).write_text(CONTENTS.replace("[Apples](apples.md)", "Apples"))
    assert told(book, rules) == ["index.md:1: apples.md is linked 0 times; once is right"]
    (book / INDEX).write_text(f"{CONTENTS}2. [Apples](apples.md): again.\n")
    assert told(book, rules) == ["index.md:1: apples.md is linked 2 times; once is right"]
    (book / INDEX).unlink()
    assert "index.md: the book has no index page" in told(book, rules)


def test_sources_are_named_by_what_is_read_what_tells_a_status_and_what_is_skipped(
    rules: SourceRules,
) -> None:
    for source in (
        "core/whitepaper/spacedrive.tex",
        "docs/core/cli.md",
        ".tasks/ACT-000-a.md",
        "docs/design/A.md",
    ):
        assert is_named(source, rules), source
    for source in ("docs/core/deep/cli.md", "whitepaper.tex", "docs/other.md", ""):
        assert not is_named(source, rules), source


def test_an_anchor_is_a_heading_in_small_letters_without_signs() -> None:
    assert slug('What "delete" means, and why') == "what-delete-means-and-why"


def test_a_run_of_words_is_found_as_a_whole() -> None:
    document = "One two three, four; five six. Seven eight nine ten \\emph{eleven}."
    assert shared_runs("So: two three four five six seven. Twelve.", [document], 4) == [
        "two three four five six seven"
    ]
    assert shared_runs("nine ten ELEVEN", [document], 4) == []
