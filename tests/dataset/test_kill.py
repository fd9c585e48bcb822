"""A build that is killed at any moment leaves the old output whole.

A process loads the program once and forks a build for each trial, which is then killed: from outside at random moments, or by its own
hand at every single step of the writing.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.bookshop import FILES, PACK, contents, make

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")

SIZE = 12
TRIALS = 12
# The steps of the writing: each file is begun and synced, then all are renamed, then the folder is synced.
FIRST_RENAME, LAST_RENAME, STEPS = 17, 24, 25

# It forks a build for each line that it reads: a seed, after how many seconds to kill it (-1: not at all), and at which step the build
# kills itself (0: at none; else it only writes what was built before). It answers with the build's exit status. The process that forks is
# the one that kills: until it has waited, the number of an ended process belongs to no other.
DRIVER = """
import os, signal, sys, tempfile, time
from pathlib import Path
from tests.bookshop import make
from trainset.dataset.output import write_dataset

out, size = Path(sys.argv[1]), int(sys.argv[2])
ready = {seed: make(size, seed=seed) for seed in (0, 1)}

def counted(function, state):
    def call(*arguments, **options):
        state[0] -= 1
        if state[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*arguments, **options)
    return call

for line in sys.stdin:
    seed, delay, step = int(line.split()[0]), float(line.split()[1]), int(line.split()[2])
    child = os.fork()
    if child == 0:
        if step:
            state = [step]
            tempfile.mkstemp = counted(tempfile.mkstemp, state)
            os.fsync = counted(os.fsync, state)
            Path.replace = counted(Path.replace, state)
            made = ready[seed]
            write_dataset(out, made.splits, made.rejected, made.manifest)
        else:
            make(size, out, seed=seed)
        os._exit(0)
    if delay >= 0:
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@contextmanager
def driver(folder: Path) -> Iterator[Callable[..., int]]:
    """A function that builds in a process of its own and answers with its exit status."""
    with subprocess.Popen(
        [sys.executable, "-c", DRIVER, str(folder), str(SIZE)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=PACK.parents[2],
    ) as process:
        stdin, stdout = process.stdin, process.stdout
        assert stdin is not None
        assert stdout is not None

        def build(seed: int, *, delay: float = -1, step: int = 0) -> int:
            stdin.write(f"{seed} {delay} {step}\n")
            stdin.flush()
            return int(stdout.readline())

        yield build
        stdin.close()


def restore(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (folder / name).write_bytes(data)


def of(folder: Path) -> dict[str, bytes]:
    """The dataset in a folder, whatever else lies there."""
    return {name: data for name, data in contents(folder).items() if name in FILES}


def between(old: dict[str, bytes], new: dict[str, bytes]) -> list[dict[str, bytes]]:
    """The old files, those after each rename, and the new ones."""
    return [
        {name: (new if place < renamed else old)[name] for place, name in enumerate(FILES)}
        for renamed in range(len(FILES) + 1)
    ]


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The dataset as it was, and as the build that is killed would make it."""
    made = []
    for seed in (0, 1):
        folder = tmp_path_factory.mktemp(f"seed{seed}")
        make(SIZE, folder, seed=seed)
        made.append(contents(folder))
    return made[0], made[1]


def test_killed_at_random_moments_the_output_is_all_old_or_all_new(
    versions: tuple[dict[str, bytes], dict[str, bytes]], tmp_path: Path
) -> None:
    old, new = versions
    restore(tmp_path, old)
    moments = Random(20)
    killed = torn = 0
    with driver(tmp_path) as build:
        assert build(0) == 0
        begin = time.perf_counter()
        assert build(0) == 0
        whole = time.perf_counter() - begin
        assert contents(tmp_path) == old
        for _ in range(TRIALS):
            killed += build(1, delay=moments.uniform(0, whole)) == -signal.SIGKILL
            torn += of(tmp_path) not in (old, new)
            assert of(tmp_path) in between(old, new)
            restore(tmp_path, old)
        assert build(1) == 0
    assert torn <= 1, "the renames take microseconds; to meet them twice is no chance"
    assert killed > TRIALS / 2
    assert contents(tmp_path) == new, "leftovers of the killed builds"


def test_killed_at_each_step_of_the_writing_every_file_is_whole_and_the_manifest_comes_last(
    versions: tuple[dict[str, bytes], dict[str, bytes]], tmp_path: Path
) -> None:
    old, new = versions
    with driver(tmp_path) as build:
        for step in range(1, STEPS + 1):
            restore(tmp_path, old)
            assert build(1, step=step) == -signal.SIGKILL
            renamed = min(max(step - FIRST_RENAME, 0), len(FILES))
            assert of(tmp_path) == between(old, new)[renamed], step
            # All old before the first rename and all new after the last; between them the old manifest does not fit the new files.
            assert (of(tmp_path)["manifest.json"] == new["manifest.json"]) == (step > LAST_RENAME)
        assert build(1, step=STEPS + 1) == 0
    assert contents(tmp_path) == new
