"""JSON lines: read with the line of every fault, written whole or not at all."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trainset.errors import InputError, OutputError, Place
from trainset.example import QARow, RequestRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from trainset.example import Row

MAX_LINE = 1_000_000
_PREFIX = ".trainset-part-"


def line(fields: Mapping[str, Any]) -> str:
    """An object as one line, keys in their order, letters as they are."""
    return json.dumps(fields, ensure_ascii=False, allow_nan=False) + "\n"


def read_objects(path: Path) -> Iterator[tuple[int, Any]]:
    """Every line of a file as (line number, value); a line that is no JSON comes as an InputError in place of the value.

    Raises:
        InputError: the file cannot be read, or is no UTF-8.
    """
    try:
        with path.open("rb") as file:
            for number, raw in enumerate(file, 1):
                yield number, _value(raw, Place(str(path), number))
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=path) from None


def _value(raw: bytes, place: Place) -> Any:
    if len(raw) > MAX_LINE:
        return InputError(f"a line of more than {MAX_LINE} bytes", where=place)
    try:
        return json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        return InputError(f"byte {error.start} of the line is no UTF-8", where=place)
    except json.JSONDecodeError as error:
        return InputError(f"not JSON: {error.msg} at character {error.pos}", where=place)
    except RecursionError:
        return InputError("nested too deeply", where=place)


def row_of(value: Any) -> Row:
    """The row that an object says.

    Raises:
        InputError: wrong keys, types or order.
    """
    if not isinstance(value, dict):
        raise InputError(f"a row is an object, not {type(value).__name__}")
    kinds: dict[str, type[QARow | RequestRow]] = {"qa": QARow, "text-to-graphql": RequestRow}
    kind = kinds.get(str(value.get("type")))
    if kind is None:
        raise InputError(f"the type is one of {', '.join(kinds)}, not {value.get('type')!r}")
    names = ("type", *kind.__dataclass_fields__)
    if tuple(value) != names:
        raise InputError(f"the keys are {', '.join(names)}, in this order, not {', '.join(map(str, value))}")
    for name in names:
        if not isinstance(value[name], str):
            raise InputError(f"{name} is a text, not {type(value[name]).__name__}")
    return kind(*(value[name] for name in names[1:]))


def check_folder(folder: Path) -> None:
    """Hold that a folder is there and may be written.

    Raises:
        OutputError: it is not, or may not.
    """
    if not folder.is_dir():
        raise OutputError(
            "this output folder does not exist", where=folder, hint="Make it, or name another with --out."
        )
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OutputError(
            "cannot write here: Permission denied",
            where=folder,
            hint="Free it for writing, or name another with --out.",
        )


def write_files(folder: Path, files: Mapping[str, Iterable[str]]) -> None:
    """Write files into a folder so that each appears whole or not at all, the last one last.

    All are written beside their places, synced to disk, and only then renamed in the order given.

    Raises:
        OutputError: the folder is missing or cannot be written; nothing has changed then.
    """
    check_folder(folder)
    with ExitStack() as stack:
        try:
            for leftover in folder.glob(f"{_PREFIX}*"):  # of a build that was killed
                leftover.unlink(missing_ok=True)
            written = [
                (_write_beside(folder, name, lines, stack), folder / name) for name, lines in files.items()
            ]
            for temporary, final in written:
                temporary.replace(final)
            _sync_folder(folder)
        except OSError as error:
            raise OutputError(
                f"cannot write here: {error.strerror}",
                where=folder,
                hint="Free it for writing, or name another with --out.",
            ) from None


def _write_beside(folder: Path, name: str, lines: Iterable[str], stack: ExitStack) -> Path:
    handle, temporary = tempfile.mkstemp(prefix=f"{_PREFIX}{name}.", dir=folder)
    path = Path(temporary)
    stack.callback(lambda: path.unlink(missing_ok=True))
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o644)
    return path


def _sync_folder(folder: Path) -> None:
    """Make the renames last; some file systems cannot, and need not."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
