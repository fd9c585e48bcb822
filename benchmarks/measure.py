"""Measures by the time of the processor, which a busy machine disturbs less than the time of day."""

from __future__ import annotations

import json
import sqlite3
import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Speed:
    """A median time of the processor in seconds for one piece of work, and what it must reach, if anything."""

    what: str
    seconds: float
    most: float | None = None
    per_second: bool = True

    @property
    def told(self) -> str:
        """The speed in the unit of its aim."""
        return f"{1 / self.seconds:,.0f}/s" if self.per_second else _seconds(self.seconds)

    @property
    def aim(self) -> str:
        """What it must reach, in the same unit."""
        if self.most is None:
            return ""
        return f">= {1 / self.most:,.0f}/s" if self.per_second else f"<= {_seconds(self.most)}"

    @property
    def reached(self) -> bool:
        """Whether it does."""
        return self.most is None or self.seconds <= self.most

    @property
    def far_off(self) -> bool:
        """Whether it is missed by more than a busy machine explains."""
        return self.most is not None and self.seconds > 1.5 * self.most


def timed(work: Callable[[], object], pieces: int = 1, rounds: int = ROUNDS) -> float:
    """The median time of the processor for one of the pieces of a work."""
    times = []
    for _ in range(rounds):
        started = time.process_time()
        work()
        times.append((time.process_time() - started) / pieces)
    return median(times)


def baseline() -> float:
    """The time of a fixed work of the interpreter, of JSON and of SQLite: what other times are held against."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE numbers (n INTEGER PRIMARY KEY, half TEXT)")

    def work() -> None:
        database.execute("DELETE FROM numbers")
        rows = [(number, str(number // 2)) for number in range(2000)]
        database.executemany("INSERT INTO numbers VALUES (?, ?)", json.loads(json.dumps(rows)))
        for number in range(500):
            database.execute("SELECT n FROM numbers WHERE half = ? LIMIT 3", (str(number),)).fetchall()

    seconds = timed(work, rounds=9)
    database.close()
    return seconds


def _seconds(seconds: float) -> str:
    return f"{seconds * 1000:,.1f} ms" if seconds < 1 else f"{seconds:,.2f} s"
