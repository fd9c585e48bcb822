"""pandoc's inline elements to plain text."""

from __future__ import annotations

import re
from typing import Any

REFERENCE = "\ue000"
FORMULA = "\ue001"
_QUOTES = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2026": "...",
        "\u202f": " ",
        "\u200b": "",
    }
)
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u2300-\u23ff\ufe0f\u200d]+ ?")
_BRACKETED = re.compile(rf"\s*\([^()]*{REFERENCE}[^()]*\)")
_ABOUT = re.compile(r"(^|[\s(])\u00a0(?=\d)")
_WRAPPERS = {"Emph", "Strong", "Strikeout", "Superscript", "Subscript", "SmallCaps", "Underline"}


def plain(inlines: list[dict[str, Any]]) -> str:
    """The text of inline elements: citations and notes dropped, white space and quotes made even.

    A bracketed cross reference goes; any other leaves the sign §, a formula that is not plain text ¤, so
    that whoever uses the sentence sees that it leans on something it does not say.
    """
    text = "".join(_pieces(inlines))
    text = _BRACKETED.sub("", text).replace(REFERENCE, "§").replace(FORMULA, "¤")
    text = _ABOUT.sub(r"\1~", text)  # in LaTeX a tie before a number stands where people write "about"
    text = _EMOJI.sub("", text).translate(_QUOTES)
    return re.sub(r"\s+([,.;:])(?=\s|$)", r"\1", re.sub(r"\s+", " ", text)).strip()


def notes(inlines: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The blocks of every footnote in inline elements."""
    found = []
    for element in inlines:
        content: Any = element.get("c")
        if element["t"] == "Note":
            found.append(content)
        elif element["t"] in _WRAPPERS:
            found += notes(content)
        elif element["t"] in {"Link", "Span", "Quoted"}:
            found += notes(content[1])
    return found


def opening_bold(inlines: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The bold or code element that a paragraph opens with, and what follows it; empty where it opens otherwise."""
    rest = [element for element in inlines if element["t"] != "RawInline"]
    while rest and rest[0]["t"] in {"Space", "SoftBreak"}:
        rest = rest[1:]
    if rest and rest[0]["t"] == "Span" and rest[0]["c"][1]:
        rest = [*rest[0]["c"][1], *rest[1:]]
    if not rest or rest[0]["t"] not in {"Strong", "Code"}:
        return [], inlines
    bold = rest[:1]
    while len(rest) > len(bold) and _continues(rest, len(bold)):
        bold = rest[: len(bold) + 1]
    return bold, rest[len(bold) :]


def _continues(rest: list[dict[str, Any]], at: int) -> bool:
    """Whether the bold opening goes on: one more bold or code element, or the space before it."""
    if rest[at]["t"] in {"Strong", "Code"}:
        return bool(rest[at]["t"] == rest[0]["t"])
    return bool(
        rest[at]["t"] == "Space" and len(rest) > at + 1 and rest[at + 1]["t"] == rest[0]["t"] == "Strong"
    )


def _pieces(inlines: list[dict[str, Any]]) -> list[str]:  # one branch for each element
    pieces: list[str] = []
    for element in inlines:
        kind: str = element["t"]
        content: Any = element.get("c")
        if kind == "Str":
            pieces.append(content)
        elif kind in {"Space", "SoftBreak", "LineBreak"}:
            pieces.append(" ")
        elif kind == "Code":
            pieces.append(content[1])
        elif kind == "Math":
            pieces.append(content[1] if re.fullmatch(r"[\w\s().,+\-*/<>=%]+", content[1]) else FORMULA)
        elif kind == "Link" and dict(content[0][2]).get("reference-type"):
            pieces.append(REFERENCE)
        elif kind in {"Link", "Span"}:
            pieces += _pieces(content[1])
        elif kind == "Quoted":
            quote = '"' if content[0]["t"] == "DoubleQuote" else "'"
            pieces += [quote, *_pieces(content[1]), quote]
        elif kind in _WRAPPERS:
            pieces += _pieces(content)
        elif kind == "RawInline" and content[0] == "html" and content[1].lower().startswith("<br"):
            pieces.append(" ")
        elif kind == "RawInline" and content[0] == "html" and re.fullmatch(r"<[A-Za-z_-]+>", content[1]):
            pieces.append(content[1])  # a placeholder such as <device-id>, which only looks like a tag
    return pieces
