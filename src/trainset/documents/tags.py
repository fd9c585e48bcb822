"""Unwrap the tags of MDX and HTML that stand between Markdown blocks, so that the prose inside them is read.

A tag on its own line becomes a fenced division with the tag's name as its class; its title stays with it. What
stands between is moved left by the tag's own indentation, which Markdown would take for code.
"""

from __future__ import annotations

import re

_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
_OPEN = re.compile(
    r"^\s*<([A-Za-z][\w.]*)((?:\s+[\w:-]+(?:=(?:\"[^\"]*\"|'[^']*'|\{[^{}]*\}))?)*)\s*(/?)>\s*"
)
_CLOSE = re.compile(r"\s*</([A-Za-z][\w.]*)>\s*$")
_MODULE = re.compile(r"^(import\s.+from\s+['\"]|import\s+['\"]|export\s+(const|default|function|let)\b)")
_TITLE = re.compile(r"\b(?:title|label|header|summary)=(?:\"([^\"]*)\"|'([^']*)')")
_INLINE = re.compile(r"</?(?:[A-Z][\w.]*|span|b|i|u|em|strong|code|kbd|sup|sub|a|small|mark|p)(?:\s[^<>]*)?>")
_BLOCKS = {
    "div",
    "section",
    "details",
    "summary",
    "center",
    "aside",
    "article",
    "figure",
    "figcaption",
    "p",
    "main",
}
_DROPPED = {"img", "br", "hr", "source", "video", "iframe", "svg", "path", "script", "style", "input"}


def unwrap(lines: list[str]) -> list[str]:
    """The lines with block tags turned into fenced divisions and inline tags taken away, code left alone."""
    out: list[str] = []
    indents: list[tuple[str, int]] = []
    fence = ""
    for line in lines:
        mark = _FENCE.match(line)
        if fence or mark:
            out.append(_left(line, indents))
            if mark and not fence:
                fence = mark.group(1)
            elif mark and mark.group(1)[0] == fence[0] and len(mark.group(1)) >= len(fence):
                fence = ""
            continue
        if not indents and _MODULE.match(line):
            out.append("")
            continue
        out += _line(line, indents)
    return out


def _line(line: str, indents: list[tuple[str, int]]) -> list[str]:
    """One line outside code; `indents` holds the open tags with the indentation of each."""
    opened = _OPEN.match(line)
    if opened and _is_block(opened.group(1)):
        return _opened(line, opened, indents)
    closed = _CLOSE.fullmatch(line)
    if closed and _is_block(closed.group(1)):
        while indents and indents[-1][0] != closed.group(1):
            indents.pop()
        if indents:
            indents.pop()
            return ["", ":::", ""]
        return [""]
    return [_without_tags(_left(line, indents))]


def _opened(line: str, opened: re.Match[str], indents: list[tuple[str, int]]) -> list[str]:
    name, attributes, alone = opened.groups()
    if name.lower() in _DROPPED:
        return [line[opened.end() :]]
    title = next((a or b for a, b in _TITLE.findall(attributes)), "").replace('"', "'")
    if alone:
        return ["", title, ""] if title else [""]
    kind = re.search(r"\btype=\"(\w+)\"", attributes)
    css = (kind.group(1) if kind and name == "Note" else name).lower().replace(".", "-")
    head = ["", f'::: {{.{css} title="{title}"}}' if title else f"::: {{.{css}}}", ""]
    rest = line[opened.end() :].strip()
    closed = _CLOSE.search(rest)
    if closed and closed.group(1) == name:
        return [*head, _without_tags(rest[: closed.start()]), "", ":::", ""]
    indents.append((name, len(line) - len(line.lstrip())))
    return [*head, _without_tags(rest)] if rest else head


def _is_block(name: str) -> bool:
    return name[0].isupper() or name.lower() in _BLOCKS or name.lower() in _DROPPED


def _left(line: str, indents: list[tuple[str, int]]) -> str:
    """The line moved left by the indentation of what stands inside the innermost open tag."""
    if not indents:
        return line
    width = indents[-1][1] + 2
    lead = len(line) - len(line.lstrip())
    return line[min(lead, width) :]


def _without_tags(line: str) -> str:
    """The line without inline tags, except in code."""
    parts = re.split(r"(`[^`]*`)", line)
    return "".join(part if part.startswith("`") else _INLINE.sub("", part) for part in parts)
