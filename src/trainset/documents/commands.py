"""Command lines in a block of shell code, each with the remark that says what it does."""

from __future__ import annotations

import re

SHELLS = {"sh", "bash", "shell", "zsh", "console", "shell-session", "terminal"}
_PROGRAM = re.compile(r"(?:\w+=\S* )*[a-z~./][\w./~+-]*(?= |$)")
_TRAILING = re.compile(r"\s{1,}#\s+(\S.*)$")


def commands(code: str) -> list[tuple[str, str, str]]:
    """(remark, command line, both in their order) of each command.

    A remark after the command on its own line counts for that command; one above counts for the command below it,
    unless several different commands follow, which only together do what it says. Lines that are joined by a
    backslash are one command; what a command prints is left out.
    """
    found: list[tuple[str, str, str]] = []
    remark = ""
    run: list[str] = []

    def close() -> None:
        alike = len({tuple(command.split()[:3]) for command in run}) == 1
        for at, command in enumerate(run):
            said = remark if alike and at == 0 else ""
            found.append((said, command, f"{said} {command}".strip()))
        run.clear()

    for line in _joined(code):
        stripped = re.sub(r"^\$\s+", "", line.strip())
        trailing = _TRAILING.search(stripped)
        if not stripped or stripped.startswith("#"):
            close()
            remark = stripped.lstrip("#").strip()
        elif not _PROGRAM.match(stripped):
            continue  # what the command prints, shown below it
        elif trailing:
            close()
            command = stripped[: trailing.start()].strip()
            found.append((trailing.group(1).strip(), command, stripped))
        else:
            run.append(stripped)
    close()
    return found


def _joined(code: str) -> list[str]:
    """The lines, those that end in a backslash joined to the next."""
    return re.sub(r"\\\n\s*", "", code).split("\n")
