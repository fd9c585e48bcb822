"""Load the text of a file, or say what keeps it from being one."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from trainset.documents.passage import Limits, Loss
from trainset.errors import InputError, Place

if TYPE_CHECKING:
    from trainset.documents.files import Found


@dataclass(frozen=True, slots=True)
class Text:
    """A file's text with its lines, or what keeps it from being read."""

    found: Found
    text: str = ""
    lines: tuple[str, ...] = ()
    sha256: str = ""
    loss: Loss | None = None
    line: int = 0
    hint: str = ""


def load(found: Found, limits: Limits) -> Text:
    """The text of a file, or the reason why it is none."""

    def lost(reason: str, note: str, line: int = 0, hint: str = "") -> Text:
        return checked(Text(found, loss=Loss(found.name, reason, 1, note), line=line, hint=hint))

    try:
        size = found.path.stat().st_size
        if size > limits.file_bytes:
            return lost("too large", f"{size:,} bytes; at most {limits.file_bytes:,} are read")
        data = found.path.read_bytes()
    except OSError as error:
        return lost(
            "unreadable", error.strerror or str(error), hint="Check that the file is there and may be read."
        )
    if b"\0" in data[:65536]:
        return lost("binary", "this is no text", hint="Is its extension right?")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        hint = "Save the file as UTF-8."
        return lost(
            "not UTF-8", f"byte 0x{data[error.start]:02x} at offset {error.start} is no UTF-8", line, hint
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = tuple(text.removesuffix("\n").split("\n"))
    longest = max(range(len(lines)), key=lambda at: len(lines[at]))
    if len(lines[longest]) > limits.line_chars:
        note = f"a line of {len(lines[longest]):,} characters; at most {limits.line_chars:,} are read"
        return lost("too large", note, longest + 1)
    if not text.strip():
        return lost("empty", "the file is empty")
    return Text(found, text, lines, sha256(data).hexdigest())


def checked(text: Text) -> Text:
    """The text as it is, unless its file was given by name.

    Raises:
        InputError: If it was.
    """
    if text.found.asked and text.loss:
        raise InputError(text.loss.note, where=Place(str(text.found.path), text.line), hint=text.hint)
    return text
