from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from trainset.documents import Passage, Reading, SourceRules, read_documents

if TYPE_CHECKING:
    from pathlib import Path

MARKDOWN = """---
title: The stock
---

Papyrus keeps a **stock** of books.

## Shelves

Every shelf has two ends:

- **Left end**: The left end is where a bookseller starts to count.
- **Right end**: The right end is where a bookseller stops.

1. Count the books.
2. Write the number down.

| Color | Meaning |
|---|---|
| red | The shelf is full. |

```sh
# Count a shelf
papyrus count --shelf 7
```

```python
print("no prose")
```
"""

LATEX = r"""\documentclass{article}
\newcommand{\planned}[1]{#1}
\title{The shop}
\begin{document}
% a comment that nobody should read
\section{Lending}\label{sec:lending}
Papyrus lends books~\cite{knuth} for about ~30 days (Section~\ref{sec:fines}).

\subsection{\planned{Reading lamps}}
Lamps are lent with the book.

\section{Fines}\label{sec:fines}
\begin{itemize}
\item \textbf{Late fee}: A late fee is ten cents a day.
\end{itemize}
\begin{tikzpicture}\node{Not prose};\end{tikzpicture}
\end{document}
"""


def read(path: Path, name: str, text: str | bytes) -> Reading:
    file = path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_documents([file], SourceRules())


def of_kind(reading: Reading, kind: str) -> list[Passage]:
    return [passage for passage in reading.passages if passage.kind == kind]


def test_markdown_becomes_passages_with_their_headings(tmp_path: Path) -> None:
    reading = read(tmp_path, "stock.md", MARKDOWN)
    assert Counter(passage.kind for passage in reading.passages) == {
        "paragraph": 1, "lead": 1, "definition": 2, "item": 2, "header": 1, "row": 1, "command": 1,
    }  # fmt: skip
    left = of_kind(reading, "definition")[0]
    assert left.parts == ("Left end", "The left end is where a bookseller starts to count.")
    assert left.heading == ("The stock", "Shelves")
    assert [item.number for item in of_kind(reading, "item")] == [1, 2]
    assert of_kind(reading, "command")[0].parts == ("Count a shelf", "papyrus count --shelf 7")
    assert of_kind(reading, "row")[0].parts == ("red", "The shelf is full.")


def test_lines_and_digest_are_those_of_the_source(tmp_path: Path) -> None:
    reading = read(tmp_path, "stock.md", MARKDOWN)
    lines = MARKDOWN.split("\n")
    for passage in reading.passages:
        first, last = passage.lines
        assert sha256("\n".join(lines[first - 1 : last]).encode()).hexdigest() == passage.sha256
    assert of_kind(reading, "row")[0].lines == (19, 19)


def test_what_is_no_prose_is_counted(tmp_path: Path) -> None:
    losses = {loss.reason: loss.count for loss in read(tmp_path, "stock.md", MARKDOWN).losses}
    assert losses == {"code": 1, "front matter": 1}


def test_latex_loses_citations_references_and_figures(tmp_path: Path) -> None:
    reading = read(tmp_path, "shop.tex", LATEX)
    texts = [passage.text for passage in reading.passages]
    assert "Papyrus lends books for about ~30 days." in texts
    assert not any("prose" in text or "comment" in text or "§" in text for text in texts)
    assert ("figure", 1) in {(loss.reason, loss.count) for loss in reading.losses}


def test_a_macro_marks_what_is_planned_whatever_the_document_makes_of_it(tmp_path: Path) -> None:
    planned = [p for p in read(tmp_path, "shop.tex", LATEX).passages if p.status == "planned"]
    assert [(p.heading[-1], p.text) for p in planned] == [("Reading lamps", "Lamps are lent with the book.")]


def test_a_cross_reference_that_carries_the_sentence_leaves_a_mark(tmp_path: Path) -> None:
    text = "\\section{A}\\label{a}\nLending is told in Section~\\ref{a} at length.\n"
    assert read(tmp_path, "a.tex", text).passages[-1].text == "Lending is told in Section § at length."


def test_evidence_names_no_machine_path(tmp_path: Path) -> None:
    folder = tmp_path / "manual"
    folder.mkdir()
    (folder / "stock.md").write_text(MARKDOWN)
    reading = read_documents([folder], SourceRules())
    assert {passage.file for passage in reading.passages} == {"manual/stock.md"}


def test_two_given_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    paths = []
    for place in ("east", "west"):
        (tmp_path / place).mkdir()
        paths.append(tmp_path / place / "shop.md")
        paths[-1].write_text(f"# {place}\n\nThe shop in the {place} opens at nine.\n")
    reading = read_documents(paths, SourceRules())
    assert len({file.name for file in reading.files}) == 2


def test_what_two_documents_share_is_used_once(tmp_path: Path) -> None:
    shared = "Papyrus keeps every receipt for ten years because the law asks for it."
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(f"# {name}\n\n{shared}\n\nShort.\n")
    reading = read_documents([tmp_path], SourceRules())
    assert [p.file.rsplit("/", 1)[1] for p in reading.passages if p.text == shared] == ["a.md"]
    assert [loss.count for loss in reading.losses if loss.reason == "repeated"] == [1]


def test_the_result_does_not_depend_on_jobs(tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"{number}.md").write_text(f"# Page {number}\n\nShelf {number} holds {number} books.\n")
    assert read_documents([tmp_path], SourceRules(), jobs=1) == read_documents(
        [tmp_path], SourceRules(), jobs=3
    )


def test_progress_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n\nText.\n")
    seen: list[tuple[int, int]] = []
    read_documents([tmp_path], SourceRules(), progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 1)]


def test_front_matter_settles_what_is_planned(tmp_path: Path) -> None:
    text = "---\ntitle: Lamps\nstatus: partly\nplanned: [Red lamps]\n---\n\n# Lamps\n\n## Red lamps\n\nRed.\n\n## Blue\n\nBlue.\n"
    reading = read(tmp_path, "lamps.md", text)
    assert [(p.text, p.status, p.settled) for p in reading.passages] == [
        ("Red.", "planned", True),
        ("Blue.", "implemented", True),
    ]


def test_a_callout_at_the_top_of_a_section_speaks_for_all_of_it(tmp_path: Path) -> None:
    text = "# Shop\n\n## Cards\n\n<Note>\nThis is a planned feature.\n</Note>\n\nA card opens the door.\n\n## Keys\n\nA key works.\n"
    planned = {p.text: p.status for p in read(tmp_path, "a.mdx", text).passages}
    assert planned["A card opens the door."] == "planned"
    assert planned["A key works."] == "implemented"


@pytest.mark.parametrize("name", ["a.html", "a.rst", "a.org"])
def test_other_formats_are_read(tmp_path: Path, name: str) -> None:
    texts = {
        "a.html": "<h1>Shop</h1><script>x()</script><p>Papyrus sells books.</p>",
        "a.rst": "Shop\n====\n\nPapyrus sells books.\n",
        "a.org": "* Shop\n\nPapyrus sells books.\n",
    }
    assert [p.text for p in read(tmp_path, name, texts[name]).passages] == ["Papyrus sells books."]
