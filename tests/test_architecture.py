"""The rooms of the house, and the directions in which they may know each other.

Each room may import from those named beside it, and from the spine (the modules of the package itself). A stranger learns the
architecture here; ARCHITECTURE.md tells the reasons.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import trainset

SOURCE = Path(trainset.__file__).parent
ROOMS: dict[str, set[str]] = {
    "documents": set(),
    "semantics": set(),
    "questions": {"documents"},
    "language": {"semantics"},
    "world": {"semantics"},
    "reader": {"semantics"},
    "endpoint": {"semantics", "world"},
    "checks": {"semantics", "world", "endpoint", "reader"},
    "dataset": {"documents", "questions", "semantics", "language", "world", "endpoint", "checks"},
    "parser": {"semantics"},
    "evaluation": {"semantics", "language", "world", "endpoint", "dataset"},
    "cli": {
        "dataset",
        "endpoint",
        "world",
        "documents",
        "questions",
        "checks",
        "semantics",
        "parser",
        "evaluation",
    },
}
MAX_LINES, MAX_FUNCTION = 400, 60


def modules() -> list[Path]:
    return sorted(path for path in SOURCE.rglob("*.py") if "packs" not in path.relative_to(SOURCE).parts)


def name_of(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def room_of(path: Path) -> str:
    parts = path.relative_to(SOURCE).parts
    return parts[0] if len(parts) > 1 else ""


def imports_of(path: Path) -> set[str]:
    """The rooms that a module imports from, wherever in it the import stands."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "trainset" and len(parts) > 1 and (SOURCE / parts[1]).is_dir():
                found.add(parts[1])
    return found


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_imports_point_one_way(path: Path) -> None:
    room = room_of(path)
    if path.name == "__main__.py":
        return
    allowed = ROOMS[room] | {room} if room else set()
    assert imports_of(path) <= allowed


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_no_code_names_the_product(path: Path) -> None:
    text = path.read_text("utf-8").replace('default="spacedrive"', "")
    assert "spacedrive" not in text.casefold()


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_only_the_command_line_prints_or_exits(path: Path) -> None:
    if room_of(path) == "cli":
        return
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"print", "exit", "quit", "input"}
        if isinstance(node, ast.Attribute):
            assert (
                node.attr not in {"exit", "stdout", "stderr", "_exit"}
                or isinstance(node.ctx, ast.Store)
                or (
                    node.attr in {"stdout", "stderr"}
                    and not (isinstance(node.value, ast.Name) and node.value.id == "sys")
                )
            )


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_randomness_and_the_clock_are_arguments(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    imported = {
        alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    } | {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    forbidden = {"random", "secrets"} | (set() if room_of(path) == "cli" else {"time"})
    assert not imported & forbidden
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            assert node.func.attr not in {"now", "today", "utcnow"} or node.args, ast.unparse(node)
        if isinstance(node, ast.Name | ast.Attribute):
            assert (node.id if isinstance(node, ast.Name) else node.attr) not in {"uuid1", "uuid4"}


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_files_and_functions_can_be_read_at_one_sitting(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= MAX_LINES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            assert node.end_lineno - node.lineno <= MAX_FUNCTION, node.name


def test_every_room_is_named_here() -> None:
    rooms = {
        path.name for path in SOURCE.iterdir() if path.is_dir() and path.name not in {"packs", "__pycache__"}
    }
    assert rooms == set(ROOMS)
