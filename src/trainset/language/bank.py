"""The request bank: patterns written by hand, each as some person would really say it.

A bank file holds entries of two or more lines, with empty lines between:

    find [videos] [larger than {size}], [sort: newest first]
    = searchEntries where contentKind = "video" and size > {size} sort modifiedAt desc
    ! sort field: modifiedAt unless a date is spoken of

The first is the wording (pattern.py tells how its brackets mark the parts of the form), the line with `=` the form, each line
with `!` a named default; `~ verbatim` keeps its letters as they are. A request that no query answers has, in place of a form, the
reply of the assistant and the reason for it:

    who edited the budget sheet last
    > The index does not record who changed a file, only when. Shall I show when it was last changed, and on which device it lies?
    ! refuse: nobody's name is kept with a change

or `! ask: ...` where one question would settle what is meant. Lines with `#` are comments. An entry's identifier is the file's name
and its number there.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from trainset.errors import PackError, Place, TrainsetError
from trainset.language.known import check_form
from trainset.language.pattern import Pattern, Reply, check_pattern, parse_pieces, skeleton
from trainset.language.slots import kind_of
from trainset.semantics.notation import parse_form
from trainset.suggest import did_you_mean
from trainset.toml_file import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from trainset.language.slots import SlotKind
    from trainset.semantics.schema import Schema
    from trainset.values import Values

Entry = Pattern | Reply


def load_bank(
    folder: Path, schema: Schema, slots: Mapping[str, SlotKind], values: Values
) -> tuple[Entry, ...]:
    """All patterns of a bank, in the order of its files' names and lines.

    Raises:
        PackError: an entry that does not parse, contradicts itself, names what the schema does not have, or says what another one says in
            the same words; with its line.
    """
    found: dict[str, Entry] = {}
    for path in sorted(folder.glob("*.txt")):
        for entry in _read_file(path, schema, slots, values):
            other = found.setdefault(skeleton(entry.pieces).casefold(), entry)
            if other is not entry:
                raise PackError(f"{other.place} has the same words", where=entry.place)
    return tuple(found.values())


def is_dev(entry: Entry) -> bool:
    """Whether an entry is kept for development: a tenth of the bank may be learnt from by its writers, and makes no row."""
    return blake2b(skeleton(entry.pieces).encode(), digest_size=8).digest()[0] < 26


def _read_file(path: Path, schema: Schema, slots: Mapping[str, SlotKind], values: Values) -> Iterator[Entry]:
    for number, (line, lines) in enumerate(entries(read_text(path)), 1):
        name, place = f"bank/{path.stem}-{number:03}", Place(path.name, line)
        replies = any(part.startswith(">") for part in lines[1:])
        entry = _reply(name, lines, place) if replies else _pattern(name, lines, place, schema, values)
        for slot in entry.slots:
            if kind_of(slot) not in slots:
                hint = did_you_mean(kind_of(slot), slots)
                raise PackError(f"no slot is called {{{slot}}}", where=place, hint=hint)
        if isinstance(entry, Pattern):
            check_pattern(entry)
        yield entry


def entries(text: str) -> Iterator[tuple[int, list[str]]]:
    """The entries of a file, each with the number of its first line."""
    entry: list[str] = []
    start = 1
    for number, line in enumerate([*text.splitlines(), ""], 1):
        stripped = line.strip()
        if stripped.startswith("#"):
            continue
        if stripped:
            if not entry:
                start = number
            entry.append(stripped)
        elif entry:
            yield start, entry
            entry = []


def _pattern(name: str, lines: list[str], place: Place, schema: Schema, values: Values) -> Pattern:
    wording, *rest = lines
    forms = [line[1:].strip() for line in rest if line.startswith("=")]
    defaults = tuple(line[1:].strip() for line in rest if line.startswith("!"))
    verbatim = "~ verbatim" in rest
    if len(forms) != 1 or len(forms) + len(defaults) + verbatim != len(rest):
        raise PackError("an entry is a wording, a line with =, and lines with !", where=place)
    try:
        form = parse_form(forms[0])
    except TrainsetError as error:
        raise PackError(error.what, where=place, hint=error.hint) from None
    check_form(form, schema, values, place)
    return Pattern(name, parse_pieces(wording, place), form, place, defaults, verbatim)


def _reply(name: str, lines: list[str], place: Place) -> Reply:
    wording, *rest = lines
    answers = [line[1:].strip() for line in rest if line.startswith(">")]
    reasons = [line[1:].strip() for line in rest if line.startswith(("! refuse:", "! ask:"))]
    if len(answers) != 1 or len(reasons) != 1 or len(rest) != 2:
        raise PackError("a reply is a wording, a line with >, and one with ! refuse: or ! ask:", where=place)
    reply = Reply(name, parse_pieces(wording, place), parse_pieces(answers[0], place), reasons[0], place)
    unknown = [piece.slot for piece in reply.answer if piece.slot and piece.slot not in reply.slots]
    if unknown:
        raise PackError(f"{{{unknown[0]}}} stands only in the reply", where=place)
    return reply
