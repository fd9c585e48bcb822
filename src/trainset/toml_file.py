"""TOML files of a pack: read, held against a model, and every fault told with its line."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ConfigDict, RootModel, ValidationError

from trainset.errors import PackError, Place
from trainset.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

MAX_BYTES = 20_000_000
_TABLE = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")

Key = str | int


class Strict(BaseModel):
    """A model of a file's table: unknown keys are errors, and values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Model = TypeVar("Model", bound=BaseModel)


def load_toml(path: Path, model: type[Model]) -> Model:
    """The file as a value of the model.

    Raises:
        PackError: the file cannot be read, is no TOML, or does not fit the model; with its line.
    """
    text = read_text(path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        place = Place(path.name, int(line[1]) if line else len(text.splitlines()))
        raise PackError(f"not valid TOML: {error}", where=place) from None
    except RecursionError:
        raise PackError("nested too deeply", where=path.name) from None
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise _fault(error, text, path, model) from None


def read_text(path: Path) -> str:
    """The text of a pack's file.

    Raises:
        PackError: it is missing, too large, or no UTF-8.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise PackError(f"larger than {MAX_BYTES} bytes", where=path)
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise PackError("this file of the pack is missing", where=path) from None
    except OSError as error:
        raise PackError(f"cannot be read: {error.strerror}", where=path) from None
    except UnicodeDecodeError as error:
        raise PackError(f"byte {error.start} is no UTF-8", where=path) from None


def line_of(text: str, keys: Sequence[Key]) -> int:
    """The line (1-based) on which the value at a path of keys and indices begins; of its nearest ancestor if it has none."""
    lines = _lines(text)
    for depth in range(len(keys), 0, -1):
        if line := lines.get(tuple(keys[:depth])):
            return line
    return 1


@lru_cache(maxsize=4)
def _lines(text: str) -> Mapping[tuple[Key, ...], int]:
    """The line of every table and key of a TOML text."""
    found: dict[tuple[Key, ...], int] = {}
    table: tuple[Key, ...] = ()
    counts: dict[tuple[Key, ...], int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if header := _TABLE.match(line):
            table = _numbered(_names(header[2]), counts, appended=header[1] == "[[")
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            found.setdefault((*table, *_names(key[1])), number)
    return found


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))


def _numbered(
    names: tuple[str, ...], counts: dict[tuple[Key, ...], int], *, appended: bool
) -> tuple[Key, ...]:
    """The path of a table with the indices of the arrays of tables it lies in."""
    path: tuple[Key, ...] = ()
    for place, name in enumerate(names):
        path = (*path, name)
        if appended and place == len(names) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _fault(error: ValidationError, text: str, path: Path, model: type[BaseModel]) -> PackError:
    faults = error.errors()
    # A misspelt key is also a missing one: the message that names the misspelling helps more.
    first = next((fault for fault in faults if fault["type"] == "extra_forbidden"), faults[0])
    location = first["loc"]
    place = Place(path.name, line_of(text, location))
    if first["type"] == "extra_forbidden":
        name = str(location[-1])
        return PackError(
            f"unknown key {name!r}", where=place, hint=did_you_mean(name, _known(model, location))
        )
    name = ".".join(str(part) for part in location)
    message = str(first["msg"]).removeprefix("Value error, ")
    return PackError(f"{name}: {message}" if name else message, where=place)


def _known(model: type[BaseModel], location: Sequence[Key]) -> list[str]:
    """The keys that the table at a place may have."""
    for part in location[:-1]:
        if issubclass(model, RootModel):
            part = "root"  # noqa: PLW2901 - a file whose own keys are free has the names of tables there
        if isinstance(part, int) or part not in model.model_fields:
            continue
        for candidate in _models(model.model_fields[part].annotation):
            model = candidate
    return list(model.model_fields)


def _models(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for argument in getattr(annotation, "__args__", ()) for found in _models(argument)]
