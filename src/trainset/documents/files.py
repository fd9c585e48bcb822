"""Which files the given paths stand for, and what each is called in evidence."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from trainset.documents.pandoc import format_of
from trainset.documents.passage import Loss
from trainset.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trainset.documents.rules import Checkout, Skip, SourceRules

_NEVER = {".git", "node_modules", "__pycache__", ".venv", "target", ".hg", ".svn"}
_BINARY = {".docx", ".odt", ".epub", ".pptx", ".xlsx", ".rtf"}


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: where it lies, its name in evidence, whether it was asked for by name, or for its status alone."""

    path: Path
    name: str
    asked: bool = False
    task: bool = False
    silent: bool = False


def found_files(paths: Sequence[Path], rules: SourceRules) -> tuple[list[Found], list[Loss]]:
    """The files of all paths in a fixed order, and those that are left out.

    Raises:
        InputError: If a path does not exist, or a file given by name is of a kind that is not read.
    """
    found: list[Found] = []
    losses: list[Loss] = []
    taken: dict[str, Path] = {}
    for given in paths:
        path = _existing(given)
        root = _root_name(path, taken)
        if path.is_dir():
            files, left = _of_folder(path, root, rules)
            found += [file for file in files if file.path not in {other.path for other in found}]
            losses += left
        elif format_of(path) is None:
            raise InputError(
                f"files of the kind {path.suffix or 'without an extension'!r} are not read",
                where=given,
                hint="Give LaTeX, Markdown, MDX, HTML, reStructuredText, AsciiDoc or Org, or convert the file with pandoc.",
            )
        elif path not in {other.path for other in found}:
            found.append(Found(path, root, asked=True))
    return found, losses


def _existing(given: Path) -> Path:
    path = Path(os.path.abspath(given))  # noqa: PTH100  # links stay as they were given
    if not path.exists():
        near = path.parent
        while not near.exists():
            near = near.parent
        raise InputError(
            "no such file or folder", where=given, hint=f"{near} is there; what follows it is not."
        )
    if path.is_dir() and not os.access(path, os.R_OK | os.X_OK):
        raise InputError("the folder cannot be read", where=given, hint="Check its permissions.")
    return path


def _root_name(path: Path, taken: dict[str, Path]) -> str:
    """The name of a given path, with as many of its parents as tell it from the others given."""
    for length in range(1, len(path.parts)):
        name = "/".join(path.parts[-length:])
        if taken.setdefault(name, path) == path:
            return name
    return path.name


def _of_folder(root: Path, name: str, rules: SourceRules) -> tuple[list[Found], list[Loss]]:
    checkout = _checkout_at(root, rules)
    above, skips = (None, ()) if checkout else _checkout_above(root, rules)
    found: list[Found] = []
    losses: list[Loss] = []
    for path in _walk(root):
        relative = path.relative_to(root).as_posix()
        file = Found(path, f"{name}/{relative}")
        why = _left_out(path, relative, root, checkout)
        if above and not why:
            why = _skipped(path.relative_to(above).as_posix(), skips)
        if why:
            losses.append(Loss(file.name, *why))
        elif format_of(path) is not None:
            task = checkout is not None and _matches(relative, checkout.tasks)
            silent = checkout is not None and not _matches(relative, checkout.read)
            found.append(Found(path, file.name, task=task, silent=silent))
    return found, losses


def _checkout_at(root: Path, rules: SourceRules) -> Checkout | None:
    return next((c for c in rules.checkouts if all((root / mark).exists() for mark in c.marks)), None)


def _checkout_above(root: Path, rules: SourceRules) -> tuple[Path | None, tuple[Skip, ...]]:
    """The checkout that a given folder lies in, with what of its rules holds there.

    A folder that was asked for is read, even if the rules leave all of it out.
    """
    for parent in root.parents:
        checkout = _checkout_at(parent, rules)
        if checkout:
            inside = root.relative_to(parent).as_posix()
            skips = (s for s in checkout.skip if not any(_glob(f"{inside}/any", glob) for glob in s.files))
            return parent, tuple(skips)
    return None, ()


def _skipped(relative: str, skips: tuple[Skip, ...]) -> tuple[str, int, str] | None:
    skip = next((skip for skip in skips if _matches(relative, skip.files)), None)
    return ("skipped", 1, skip.why) if skip else None


def _left_out(
    path: Path, relative: str, root: Path, checkout: Checkout | None
) -> tuple[str, int, str] | None:
    """Reason, count and note of a file that is not read; None also for what is no document at all."""
    suffix = path.suffix.lower()
    if suffix != ".pdf" and suffix not in _BINARY and format_of(path) is None:
        return None
    if path.is_symlink() and not path.resolve().is_relative_to(root.resolve()):
        return ("link", 1, "the link leads out of the folder")
    if checkout is not None:
        skipped = _skipped(relative, checkout.skip)
        if skipped:
            return skipped
        if not _matches(relative, (*checkout.read, *checkout.tasks)):
            return ("not listed", 1, "the pack's rules do not name it")
    source = next((p for p in sorted(path.parent.glob(f"{_escaped(path.stem)}.*")) if format_of(p)), None)
    if suffix == ".pdf":
        return ("compiled", 1, f"{source.name} is its source") if source else ("format", 1, "PDF is not read")
    if suffix in _BINARY:
        return ("format", 1, f"{suffix[1:]} has no lines to cite")
    return None


def _escaped(stem: str) -> str:
    return "".join(f"[{c}]" if c in "*?[" else c for c in stem)


def _matches(relative: str, globs: tuple[str, ...]) -> bool:
    return any(_glob(relative, glob) for glob in globs)


def _glob(relative: str, glob: str) -> bool:
    """Whether a path matches a glob in which `**` stands for any number of folders."""
    return _parts(relative.split("/"), glob.split("/"))


def _parts(names: list[str], globs: list[str]) -> bool:
    if not globs:
        return not names
    if globs[0] == "**":
        return any(_parts(names[at:], globs[1:]) for at in range(len(names) + 1))
    if not names:
        return False
    return Path(names[0]).match(globs[0]) and _parts(names[1:], globs[1:])


def _walk(root: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in _NEVER)
        for name in sorted(files):
            yield Path(folder) / name
