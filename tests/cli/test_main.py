"""The command itself: help at once, versions, exit statuses, and what happens when it is interrupted or nobody listens."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

from tests.bookshop import PACK
from trainset import __version__
from trainset.cli import main as main_module
from trainset.cli.main import cli
from trainset.errors import InputError, Place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .conftest import Answer

COMMAND = (sys.executable, "-m", "trainset")


def test_help_answers_at_once() -> None:
    best = 9.0
    for _ in range(3):
        begin = time.perf_counter()
        done = subprocess.run([*COMMAND, "--help"], capture_output=True, text=True, check=True)
        best = min(best, time.perf_counter() - begin)
        assert "build" in done.stdout
        assert "check" in done.stdout
    assert best < 1.0  # a third of it on a machine that does nothing else


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["build", "--help"], ["check", "-h"]])
def test_help_is_there_for_every_command(arguments: list[str]) -> None:
    answer = CliRunner().invoke(cli, arguments)
    assert answer.exit_code == 0
    assert answer.output.startswith("Usage: ")


def test_the_help_of_build_names_every_option() -> None:
    answer = CliRunner().invoke(cli, ["build", "--help"])
    for option in (
        "--pack",
        "--docs",
        "--schema",
        "--size",
        "--qa-share",
        "--seed",
        "--jobs",
        "--out",
        "--json",
    ):
        assert option in answer.output
    assert "[poc|prototype|production|N]" in answer.output


def test_help_loads_nothing_of_what_builds() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from trainset.cli.main import cli; "
        "CliRunner().invoke(cli, ['build', '--help']); "
        "print([name for name in ('graphql', 'pydantic', 'sqlalchemy', 'rich', 'lark') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_version_is_printed(trainset: Callable[..., Answer]) -> None:
    answer = trainset("--version")
    assert answer.status == 0
    assert __version__ in answer.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["biuld"], "No such command 'biuld'"),
        (["build", "--sise", "5"], "No such option '--sise'"),
        (["check"], "Missing argument 'FILE'"),
        (["build", "--jobs", "0"], "0 is not in the range 1<=x<=64"),
        (["build", "--qa-share", "1.5"], "1.5 is not in the range 0<=x<=1"),
        (["build", "--seed", "x"], "'x' is not a valid integer"),
    ],
)
def test_what_is_no_command_or_option_ends_with_status_2(
    trainset: Callable[..., Answer], arguments: list[str], message: str
) -> None:
    answer = trainset(*arguments)
    assert answer.status == 2
    assert message in answer.err
    assert not answer.out


def failing(error: BaseException) -> click.Command:
    def fail() -> None:
        raise error

    return click.Command("fail", callback=fail)


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (
            InputError("wrong", where=Place("a.md", 3), hint="Mend it."),
            2,
            "trainset: a.md:3: wrong\n  Mend it.\n",
        ),
        (KeyboardInterrupt(), 130, "trainset: interrupted; nothing was written\n"),
        (click.Abort(), 130, "trainset: interrupted; nothing was written\n"),
    ],
)
def test_errors_become_messages_and_statuses(
    trainset: Callable[..., Answer],
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    status: int,
    message: str,
) -> None:
    monkeypatch.setitem(main_module.cli.commands, "fail", failing(error))
    answer = trainset("fail")
    assert answer.status == status
    assert answer.err.lstrip("\n") == message


def test_a_bug_is_no_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(main_module.cli.commands, "fail", failing(ZeroDivisionError("ours")))
    monkeypatch.setattr(sys, "argv", ["trainset", "fail"])
    with pytest.raises(ZeroDivisionError):
        main_module.main()


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_interrupted_build_says_so_and_nothing_else(jobs: int, tmp_path: Path) -> None:
    begin = time.perf_counter()
    subprocess.run([*COMMAND, "--help"], capture_output=True, check=True)
    delay = max(1.5, 14 * (time.perf_counter() - begin))  # in the midst of it, on a busy machine too
    arguments = [
        "build",
        "--pack",
        PACK,
        "--size",
        "20000",
        "--qa-share",
        "0.001",
        "--jobs",
        jobs,
        "--out",
        tmp_path,
    ]
    with subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C goes to all processes of a session's group, and here only to those
    ) as process:
        time.sleep(delay)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (130, "")
    assert err.strip() == "trainset: interrupted; nothing was written"
    assert list(tmp_path.iterdir()) == []


def test_a_reader_who_goes_away_is_no_traceback(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text("[]\n" * 50_000)
    with subprocess.Popen(
        [*COMMAND, "check", "--pack", str(PACK), str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == f"{path}:1: row: a row is an object, not list\n"
        process.stdout.close()
        err = process.stderr.read()
    assert "Traceback" not in err
    assert process.returncode in {0, 1}
