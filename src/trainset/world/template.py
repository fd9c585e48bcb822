"""Text with places to fill: `"IMG_{number|04}.{extension|lower}"`.

A place names a variable in scope; `{row.column}` reads a column of the nearest row above that a rule or table of that
name made; `{@city}` draws from the list of that name; a trailing `?` answers nothing where the variable is missing. After a bar
come filters, applied from left to right. A text that is one place and nothing else answers the value itself, number or
instant as it may be; all others answer text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from unicodedata import combining, normalize

from trainset.world.stream import Stream

if TYPE_CHECKING:
    from collections.abc import Mapping

Scope = dict[str, Any]
Maker = Callable[[Scope, Stream], Any]

_PLACE = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"@?\w+(\.\w+)*\??")
_OTHER = re.compile(r"[^a-z0-9]+")
_WHOLE = str.maketrans(
    {"æ": "ae", "ł": "l", "ø": "o", "ß": "ss", "đ": "d", "ð": "d", "\u0131": "i", "þ": "th"}
)


class TemplateError(ValueError):
    """A template that cannot be read; the message says why."""


def slug(text: str) -> str:
    """Lower-case ASCII letters and digits, joined by hyphens."""
    apart = normalize("NFD", text.casefold().translate(_WHOLE))
    return _OTHER.sub("-", "".join(letter for letter in apart if not combining(letter))).strip("-")


_FILTERS: Mapping[str, Callable[[str], str]] = {
    "lower": str.lower,
    "upper": str.upper,
    "fold": str.casefold,
    "title": str.title,
    "slug": slug,
    "snake": lambda text: slug(text).replace("-", "_"),
    "joined": lambda text: "".join(word[:1].upper() + word[1:] for word in text.split()),
    "dots": lambda text: text.replace(" ", "."),
    "lines": lambda text: text.replace(" ", "_"),
    "first": lambda text: text.split()[0] if text.split() else "",
    "last": lambda text: text.split()[-1] if text.split() else "",
    "base": lambda text: text.rstrip("/").rpartition("/")[2] or text,
    "stem": lambda text: text.rpartition(".")[0] or text,
}


def compile_template(text: str, lists: Mapping[str, Any]) -> Maker:
    """The maker of a template's value.

    Raises:
        TemplateError: an unclosed place, an unknown list or an unknown filter.
    """
    pieces: list[str | Maker] = []
    end = 0
    for match in _PLACE.finditer(text):
        if match.start() > end:
            pieces.append(text[end : match.start()])
        pieces.append(_place(match[1], lists))
        end = match.end()
    if end < len(text):
        pieces.append(text[end:])
    for piece in pieces:
        if isinstance(piece, str) and ("{" in piece or "}" in piece):
            raise TemplateError(f"a brace of {text!r} is not closed")
    return _join(pieces)


def _join(pieces: list[str | Maker]) -> Maker:
    if not pieces:
        return lambda _scope, _stream: ""
    if len(pieces) == 1:
        only = pieces[0]
        return only if not isinstance(only, str) else lambda _scope, _stream: only

    def make(scope: Scope, stream: Stream) -> str:
        return "".join([piece if isinstance(piece, str) else str(piece(scope, stream)) for piece in pieces])

    return make


def _place(text: str, lists: Mapping[str, Any]) -> Maker:
    name, *filters = text.split("|")
    if not _NAME.fullmatch(name):
        raise TemplateError(f"{{{text}}} names no variable")
    value = _reference(name, lists)
    for filter_name in filters:
        value = _filtered(value, _filter(filter_name))
    return value


def _reference(name: str, lists: Mapping[str, Any]) -> Maker:
    if name.startswith("@"):
        if name[1:] not in lists:
            raise TemplateError(f"there is no list {name[1:]!r}")
        options = lists[name[1:]]
        return lambda _scope, stream: stream.pick(options)
    optional = name.endswith("?")
    head, *rest = name.rstrip("?").split(".")
    if optional:
        return lambda scope, _stream: _walk(scope.get(head), rest)
    if not rest:
        return lambda scope, _stream: scope[head]
    if len(rest) == 1:
        only = rest[0]
        return lambda scope, _stream: scope[head][only]
    return lambda scope, _stream: _walk(scope[head], rest)


def _walk(value: Any, names: list[str]) -> Any:
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _filter(name: str) -> Callable[[Any], str]:
    if name.isdigit():
        width = int(name)
        return lambda value: str(value).zfill(width)
    if name.startswith("%"):
        return lambda value: datetime.fromtimestamp(int(value), UTC).strftime(name)
    if name in _FILTERS:
        text_filter = _FILTERS[name]
        return lambda value: text_filter(str(value))
    raise TemplateError(f"there is no filter {name!r}; known: {', '.join(sorted(_FILTERS))}, digits, %-codes")


def _filtered(value: Maker, change: Callable[[Any], str]) -> Maker:
    return lambda scope, stream: change(value(scope, stream))
