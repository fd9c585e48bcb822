"""Where every word of a document went: into a passage, or into a named category of what was left out.

The account is taken line by line from the source and from the lines that passages name, and trusts nothing that the reading
says about itself. What it cannot name is `unaccounted`, with its lines.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from trainset.documents.passage import Passage, SourceFile

READ = "passage"
UNACCOUNTED = "unaccounted"
_WORD = re.compile(r"[^\W_]+")
_FENCE = re.compile(r"^\s*(?P<mark>`{3,}|~{3,})")
_BEGIN = re.compile(r"\\begin\{(?P<name>[\w*]+)\}")
_ENVIRONMENTS: Mapping[str, str] = {
    "lstlisting": "code",
    "verbatim": "code",
    "minted": "code",
    "tikzpicture": "figure",
    "figure": "figure",
    "axis": "figure",
    "tabular": "table",
    "table": "table",
    "equation": "formula",
    "align": "formula",
    "thebibliography": "bibliography",
    "CCSXML": "metadata",
    "acks": "acknowledgments",
}
_LINES = (
    ("comment", re.compile(r"^\s*(?:%|<!--)")),
    ("heading", re.compile(r"^\s*(?:#{1,6}\s|\\(?:sub)*section\b|\\(?:part|chapter|paragraph)\b)")),
    ("heading", re.compile(r"^\s*(?:\\item\s*)?(?:\*\*[^*]+\*\*:?|\\textbf\{[^{}]*\}:?)\s*(?:\\\\)?\s*$")),
    ("bibliography", re.compile(r"^\s*\\(?:bibliography|bibitem|printbibliography)\b")),
    (
        "metadata",
        re.compile(
            r"^\s*\\(?:title|author|date|keywords|maketitle|label|acm\w*|copyright\w*|ccsdesc|received)\b"
        ),
    ),
    ("formula", re.compile(r"^\s*\$.*\$[.,]?\s*$")),
    ("footnote", re.compile(r"^\s*\\footnotetext\b")),
    ("markup", re.compile(r"^\s*(?:\\\w+\*?(?:\[[^\]]*\]|\{[^{}]*\})*\s*)+$")),
    ("markup", re.compile(r"^\s*(?:</?[A-Za-z][^>]*>\s*)+$|^\s*(?:import|export)\s.*(?:from|=)")),
    ("figure", re.compile(r"^\s*!\[[^\]]*\]\([^)]*\)\s*$")),
)


@dataclass(frozen=True, slots=True)
class Account:
    """The words of one file by where they went, and the lines (1-based) that nothing accounts for."""

    file: str
    words: Mapping[str, int]
    unaccounted: tuple[int, ...]

    @property
    def total(self) -> int:
        """All words of the file."""
        return sum(self.words.values())


def accounts(files: Iterable[SourceFile], passages: Iterable[Passage]) -> Iterator[Account]:
    """The account of each file, in order."""
    read: dict[str, set[int]] = {}
    for passage in passages:
        first, last = passage.lines
        read.setdefault(passage.file, set()).update(range(first, last + 1))
    for file in files:
        yield _account(file, read.get(file.name, set()))


def _account(file: SourceFile, read: set[int]) -> Account:
    words: Counter[str] = Counter()
    unaccounted: list[int] = []
    for number, (line, category) in enumerate(zip(file.lines, _categories(file), strict=True), start=1):
        count = len(_WORD.findall(line))
        if not count:
            continue
        where = READ if number in read else category
        words[where] += count
        if where == UNACCOUNTED:
            unaccounted.append(number)
    return Account(file.name, dict(words), tuple(unaccounted))


def _categories(file: SourceFile) -> Iterator[str]:
    """What each line would be if no passage held it."""
    latex = file.name.endswith((".tex", ".ltx"))
    closing = _opening(file.lines, latex=latex)
    category = "metadata"
    for at, line in enumerate(file.lines):
        if closing is not None:
            yield category
            ends = at > 0 or latex
            closing = None if ends and closing.search(line) else closing
            continue
        closing, category = _entered(line, latex=latex)
        if closing is None:
            yield next((name for name, pattern in _LINES if pattern.search(line)), UNACCOUNTED)
            continue
        yield category
        rest = line[line.find("}") :] if latex else ""
        closing = None if closing.search(rest) else closing


def _opening(lines: tuple[str, ...], *, latex: bool) -> re.Pattern[str] | None:
    """What ends the metadata that a file begins with: the preamble of LaTeX, or front matter between dashes."""
    if latex and any("\\begin{document}" in line for line in lines):
        return re.compile(r"\\begin\{document\}")
    return re.compile(r"^---\s*$") if lines and lines[0].strip() == "---" else None


def _entered(line: str, *, latex: bool) -> tuple[re.Pattern[str] | None, str]:
    """What ends the environment or fence that a line opens, and its category."""
    if latex:
        begin = _BEGIN.search(line)
        name = begin["name"] if begin else ""
        category = _ENVIRONMENTS.get(name.rstrip("*"), "")
        return (re.compile(rf"\\end\{{{re.escape(name)}\}}"), category) if category else (None, "")
    fence = _FENCE.match(line)
    return (re.compile(rf"^\s*{re.escape(fence['mark'])}\s*$"), "code") if fence else (None, "")
