"""Make a text ready for pandoc: what it would take for prose is blanked, what it would lose is unwrapped."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from trainset.documents.front_matter import FrontMatter, split
from trainset.documents.tags import unwrap

_FIGURES = re.compile(r"\\begin\{(tikzpicture|pgfpicture|CCSXML|filecontents\*?)\}.*?\\end\{\1\}", re.DOTALL)
_INCLUDES = {
    "latex": re.compile(
        r"^[^%\n]*?\\(?:input|include|subfile|import|subimport|lstinputlisting|verbatiminput|inputminted)\b"
        r"(?:\[[^\]]*\])?\s*\{?([^}\s\\]+)\}?",
        re.MULTILINE,
    ),
    "rst": re.compile(r"^\s*\.\. (?:include|literalinclude|csv-table)::\s*(\S+)", re.MULTILINE),
    "org": re.compile(r"^\s*#\+INCLUDE:\s*(\S+)", re.MULTILINE | re.IGNORECASE),
    "asciidoc": re.compile(r"^include::(\S+?)\[", re.MULTILINE),
    "typst": re.compile(r"#include\s+(\S+)"),
}
_FENCE = re.compile(r"^(\s*)(`{3,}|~{3,})\s*([^`\s]*)")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text for pandoc, with what was known before parsing: title and status from front matter, includes, losses."""

    text: str
    front: FrontMatter = field(default_factory=FrontMatter)
    includes: tuple[tuple[str, int], ...] = ()
    left_out: Counter[str] = field(default_factory=Counter)


def prepare(text: str, reader: str, macros: tuple[str, ...]) -> Prepared:
    """The text as pandoc should see it; `macros` are the LaTeX macros that mark what is only planned."""
    if reader.startswith("commonmark"):
        return _markdown(text)
    pattern = _INCLUDES.get(reader)
    includes: tuple[tuple[str, int], ...] = ()
    if pattern:
        includes = tuple((m.group(1), text.count("\n", 0, m.end()) + 1) for m in pattern.finditer(text))
        text = pattern.sub("", text) if reader != "latex" else pattern.sub(_without_include, text)
    if reader == "latex":
        return _latex(text, macros, includes)
    return Prepared(text, includes=includes)


def _without_include(match: re.Match[str]) -> str:
    """The part of the line that stands before the command."""
    return match.group()[: match.group().rfind("\\")]


def _latex(text: str, macros: tuple[str, ...], includes: tuple[tuple[str, int], ...]) -> Prepared:
    left_out: Counter[str] = Counter()

    def blank(match: re.Match[str]) -> str:
        left_out["figure" if "picture" in match.group(1) else "metadata"] += 1
        return "\n" * match.group().count("\n")

    text = _FIGURES.sub(blank, text)
    for macro in macros:
        # whatever the document makes of the macro, its call marks what is planned
        marking = rf"\newcommand{{\{macro}}}[1]{{[Planned] #1}}".replace("\\", "\\\\")
        text = re.sub(rf"\\(?:re)?newcommand\s*\{{?\\{macro}\}}?\s*\[1\].*", marking, text)
    return Prepared(text, includes=includes, left_out=left_out)


def _markdown(text: str) -> Prepared:
    front, body = split(text)
    left_out: Counter[str] = Counter({"front matter": 1} if front.fields else {})
    body = re.sub(r"<!--.*?-->", lambda match: "\n" * match.group().count("\n"), body, flags=re.DOTALL)
    lines, repaired = _even_fences(body.split("\n"))
    left_out["unbalanced fence"] += repaired
    return Prepared("\n".join(unwrap(lines)), front, left_out=+left_out)


def _even_fences(lines: list[str]) -> tuple[list[str], int]:
    """The lines with forgotten fences mended: a fence that names a language never closes one."""
    out: list[str] = []
    opened = -1
    mark = ""
    repaired = 0
    for line in lines:
        fence = _FENCE.match(line)
        if fence and not mark:
            opened, mark = len(out), fence.group(2)
        elif fence and fence.group(2)[0] == mark[0] and len(fence.group(2)) >= len(mark):
            if fence.group(3):
                prose = any(re.match(r"#{1,6} \S", inner) for inner in out[opened + 1 :])
                out[opened : opened + 1] = [] if prose else [out[opened]]
                out += [] if prose else [mark]
                opened, mark = len(out), fence.group(2)
                repaired += 1
            else:
                mark = ""
        out.append(line)
    return out, repaired
