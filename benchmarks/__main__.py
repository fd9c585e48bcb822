"""`python -m benchmarks`: prints the speeds, and fails where one is missed by more than half.

Times are those of the processor on one core; `x baseline` is what to compare between machines and runs.
"""

from __future__ import annotations

import sys
import tempfile
import time
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from click import echo as say

from benchmarks.measure import Speed, baseline, timed
from benchmarks.served import QUERIES, Served
from trainset.checks.told_apart import form_of
from trainset.dataset.requests import Requests
from trainset.dataset.tools import load_tools
from trainset.dataset.workers import _Bench
from trainset.example import RequestRow
from trainset.pack import KINDS
from trainset.semantics.canonical import canonical
from trainset.semantics.form import Act, Search, search_of
from trainset.semantics.neighbours import neighbours
from trainset.semantics.resolve import resolve
from trainset.world.database import build_large, build_worlds, copy_of, open_world
from trainset.world.flat import FlatWorld
from trainset.world.recipe import load_recipe
from trainset.world.sql import search_statement
from trainset.world.witness import witnesses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainset.dataset.tools import Tools
    from trainset.example import Example
    from trainset.pack import Kind

_REQUESTS = 300
_NEIGHBOURS = 20


def main() -> int:
    """Print every speed; 1 if one is far from what it must reach."""
    tools = load_tools("spacedrive", None)
    base = baseline()
    say(f"baseline: {base * 1000:.2f} ms of processor time for a fixed work of interpreter, JSON and SQLite")
    missed = 0
    for speed in chain(_made(tools), _served(tools)):
        mark = "" if speed.reached else "  MISSED"
        missed += speed.far_off
        ratio = speed.seconds / base
        say(f"{speed.what:<62} {speed.told:>12} {speed.aim:>14} {ratio:>9.3f} x baseline{mark}")
    return 1 if missed else 0


def _made(tools: Tools) -> Iterator[Speed]:
    recipe = load_recipe(tools.pack.path("world"))
    worlds = build_worlds(recipe, 0, tools.pack.clock)
    seconds = timed(lambda: build_worlds(recipe, 0, tools.pack.clock), rounds=3)
    yield Speed(f"building the {len(worlds)} small worlds", seconds, 3, per_second=False)
    bench = _Bench.with_tools(tools, 0)
    rows = _rows(bench)
    next(rows)
    seconds = timed(lambda: [next(rows) for _ in range(_REQUESTS)], _REQUESTS)
    yield Speed("requests made, checked and proven (rows of a dataset)", seconds)
    forms = [
        canonical(resolve(search, tools.speech.setting), tools.endpoint.schema) for search in _searches(bench)
    ]
    database = worlds[0].connection

    def denote() -> None:
        for form in forms:
            collection = tools.endpoint.schema.collection(form.collection)
            implicit = tools.endpoint.implicit.get(form.collection, {})
            statement = search_statement(form, collection, implicit)
            database.execute(statement.text, statement.parameters).fetchall()

    yield Speed("denotations of searches on a small world", timed(denote, len(forms)), 1 / 3000)
    prover = bench.context.prover
    assert prover is not None  # noqa: S101 - a bench has one
    searches = list(_searches(bench))
    seconds = timed(lambda: [prover.prove(search) for search in searches], len(searches))
    yield Speed("whole proofs, their neighbours made and resolved too", seconds)
    yield Speed(
        f"witnesses planted, the query and up to {_NEIGHBOURS} neighbours run",
        _proven(tools, bench),
        1 / 1000,
    )


def _rows(bench: _Bench) -> Iterator[Example]:
    """Requests of all kinds in the proportion of a dataset, checked, without end."""
    streams = {kind: _checked(bench, kind) for kind in KINDS}
    requests = Requests(streams, bench.speech.sampling.weights)
    while (row := requests.next("train")) is not None:
        yield row


def _checked(bench: _Bench, kind: Kind) -> Iterator[Example]:
    for number in count():
        family = bench.family(kind, number)
        if family is None:
            return
        yield from (example for example, findings in family if not findings)


def _searches(bench: _Bench) -> Iterator[Search]:
    """What the requests of a dataset search for."""
    rows = _rows(bench)
    for _ in range(_REQUESTS):
        example = next(rows)
        form = form_of(example, bench.context) if isinstance(example.row, RequestRow) else None
        search = search_of(form) if form is not None else None
        if search is not None:
            yield search if isinstance(form, Search | Act) else Search(search.collection, search.where)


def _proven(tools: Tools, bench: _Bench) -> float:
    """Seconds for planting the witnesses of a request, and running its query and neighbours on them; the forms are given."""
    schema, world = tools.endpoint.schema, FlatWorld.of(tools.endpoint.schema)
    setting = tools.speech.setting
    work = []
    for symbolic in _searches(bench):
        form = canonical(resolve(symbolic, setting), schema)
        collection = schema.collection(form.collection)
        others = []
        for neighbour in list(neighbours(symbolic, collection, setting.units))[:_NEIGHBOURS]:
            try:
                others.append(canonical(resolve(neighbour.form, setting), schema))
            except (ValueError, OverflowError):
                continue
        work.append((form, others, collection, tools.endpoint.implicit.get(form.collection, {})))

    def run() -> None:
        for form, others, collection, implicit in work:
            world.plant(witnesses(form, others, collection, implicit), collection)
            for search in (form, *others):
                world.denotation(search, collection, implicit)
            world.clear()

    mean = sum(len(others) for _, others, _, _ in work) / len(work)
    say(f"({len(work)} requests with {mean:.1f} neighbours on average)")
    return timed(run, len(work))


def _served(tools: Tools) -> Iterator[Speed]:
    recipe = load_recipe(tools.pack.path("world"))
    with tempfile.TemporaryDirectory() as folder:
        started = time.process_time()
        path = build_large(recipe, 0, tools.pack.clock, Path(folder) / "large.sqlite")
        yield Speed("building the large world", time.process_time() - started, per_second=False)
        world = copy_of(open_world(path))
    with Served(tools, world) as served:
        each = {name: timed(lambda query=query: served.ask(query)) for name, query in QUERIES.items()}  # type: ignore[misc]
    count = world.connection.execute("SELECT count(*) FROM entries").fetchone()[0]
    middle = sorted(each.values())[len(each) // 2]
    yield Speed(
        f"over HTTP on {count:,} entries, median of {len(each)} queries", middle, 0.02, per_second=False
    )
    for name, seconds in each.items():
        yield Speed(f"  {name}", seconds, per_second=False)


if __name__ == "__main__":
    sys.exit(main())
