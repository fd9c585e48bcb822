"""Read documents: files to passages, with nothing lost in silence."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from trainset.documents.blocks import drafts
from trainset.documents.files import Found, found_files
from trainset.documents.front_matter import FrontMatter
from trainset.documents.load import Text, checked, load
from trainset.documents.once import once
from trainset.documents.pandoc import Refused, format_of, syntax_tree
from trainset.documents.passage import Limits, Loss, Passage, Reading, SourceFile, digest
from trainset.documents.place import Finder
from trainset.documents.prepare import prepare
from trainset.documents.status import StatusBook, settled, spread
from trainset.errors import InputError, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from trainset.documents.drafts import Draft
    from trainset.documents.rules import SourceRules


@dataclass(frozen=True, slots=True)
class _Parsed:
    """A file after pandoc: its drafts, or what kept pandoc from reading it."""

    source: Text
    drafts: tuple[Draft, ...] = ()
    front: FrontMatter = field(default_factory=FrontMatter)
    losses: tuple[Loss, ...] = ()


def read_documents(
    paths: Sequence[Path],
    rules: SourceRules,
    *,
    limits: Limits | None = None,
    jobs: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Reading:
    """The passages of files and folders; the same whatever `jobs` is.

    `progress` is called with the number of files read and of all files.

    Raises:
        InputError: If a path is missing, or a file given by name cannot be read. What is wrong with a file inside a
            folder becomes a loss, and the rest is read.
    """
    found, losses = found_files(paths, rules)
    bounds = limits or Limits()
    parsed: list[_Parsed] = []

    def parse(file: Found) -> _Parsed:
        return _parse(load(file, bounds), rules, bounds)

    with ThreadPoolExecutor(max_workers=max(1, jobs)) as pool:
        for done, one in enumerate(pool.map(parse, found), start=1):
            parsed.append(one)
            if progress:
                progress(done, len(found))
    for one in parsed:
        losses += one.losses
    book = StatusBook(rules, _tasks(parsed))
    passages: list[Passage] = []
    files: list[SourceFile] = []
    for one in parsed:
        if one.source.found.silent or one.source.loss:
            continue
        placed, missing = _place(one, book)
        passages += placed
        losses += missing
        files.append(SourceFile(one.source.found.name, one.source.sha256, one.source.lines))
    kept, repeated = once(passages)
    return Reading(kept, tuple(files), (*losses, *repeated))


def _parse(source: Text, rules: SourceRules, limits: Limits) -> _Parsed:
    if source.loss:
        return _Parsed(source, losses=(source.loss,))
    name, reader = source.found.name, format_of(source.found.path) or ""
    prepared = prepare(source.text, reader, rules.macros)
    if prepared.includes and source.found.asked:
        what, line = prepared.includes[0]
        raise InputError(
            f"the document includes another file, {what!r}; no file is read but those that are given",
            where=Place(str(source.found.path), line),
            hint="Give the folder that holds both, or one file with everything in it.",
        )
    try:
        tree = syntax_tree(prepared.text, reader, limits)
        found, left_out = drafts(tree, prepared.front.one("title") or _title(tree, source.found))
    except Refused as refused:
        loss = Loss(name, refused.reason, 1, refused.note)
        return _failed(source, loss, refused.line)
    except RecursionError:
        return _failed(source, Loss(name, "depth", 1, "the text is nested too deeply"), 0)
    losses = [Loss(name, reason, count) for reason, count in sorted((left_out + prepared.left_out).items())]
    losses += [Loss(name, "include", 1, f"{what} is not read from here") for what, _ in prepared.includes]
    return _Parsed(source, tuple(spread(found)), prepared.front, tuple(losses))


def _failed(source: Text, loss: Loss, line: int) -> _Parsed:
    hint = "Mend the file there, or leave it out."
    text = checked(Text(source.found, loss=loss, line=line, hint=hint))
    return _Parsed(text, losses=(loss,))


def _title(tree: dict[str, Any], found: Found) -> str:
    """The file's stem for a document without a title; nothing for one whose first heading is its title."""
    headers = [block for block in tree["blocks"] if block["t"] == "Header"]
    has_title = bool(headers) and headers[0]["c"][0] == 1
    return "" if has_title else found.path.stem.replace("-", " ").replace("_", " ")


def _tasks(parsed: list[_Parsed]) -> dict[str, str]:
    """The status of each task that was read, by its identifier."""
    return {
        one.front.one("id"): one.front.one("status").lower()
        for one in parsed
        if one.source.found.task and one.front.one("id")
    }


def _place(parsed: _Parsed, book: StatusBook) -> tuple[list[Passage], list[Loss]]:
    """The drafts of one file as passages with their lines; those that cannot be found again are losses."""
    source = parsed.source
    finder = Finder.of(source.lines)
    passages: list[Passage] = []
    lost: Counter[str] = Counter()
    for draft in parsed.drafts:
        place = finder.find(draft.words)
        if place is None:
            lost[" ".join(draft.text.split()[:8])] += 1
            continue
        first, last = place
        planned, sentence = book.planned(draft, parsed.front)
        mentions = () if planned else book.mentions(draft, parsed.front)
        passages.append(
            Passage(
                file=source.found.name,
                heading=draft.heading,
                kind=draft.kind,
                text=draft.text,
                parts=draft.parts,
                lines=place,
                sha256=digest(source.lines[first - 1 : last]),
                status="planned" if planned else "implemented",
                planned=planned,
                planned_as=sentence,
                settled=settled(parsed.front),
                mentions=mentions,
                group=draft.group,
                level=draft.level,
                number=draft.number,
                box=draft.box,
            )
        )
    return passages, [
        Loss(source.found.name, "unplaced", count, f"{text} ...") for text, count in lost.items()
    ]
