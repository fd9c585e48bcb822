"""`trainset build`."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from trainset.dataset.build import Result

_SIZES = {"poc": 500, "prototype": 5_000, "production": 20_000}


class _Size(click.ParamType[int]):
    """A size by name or number."""

    name = "size"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        try:
            size = _SIZES.get(str(value)) or int(str(value))
        except ValueError:
            self.fail(f"{value!r} is none of {', '.join(_SIZES)}, and no number", param, ctx)
        if size <= 0:
            self.fail(f"{size} rows are too few; a dataset has 1 or more", param, ctx)
        return size

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002 - click's signature
        return "[poc|prototype|production|N]"


@click.command("build")
@click.option(
    "--pack", default="spacedrive", show_default=True, help="The product: a pack's name, or its folder."
)
@click.option(
    "--docs",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="A document, or a folder of them; may be given again. Without it the pack's handbook is read.",
)
@click.option(
    "--schema", type=click.Path(path_type=Path), metavar="FILE", help="GraphQL SDL in place of the pack's."
)
@click.option(
    "--size", type=_Size(), default="poc", show_default=True, help="How many rows: 500, 5000, 20000 or N."
)
@click.option(
    "--qa-share",
    type=click.FloatRange(0, 1),
    help="The share of questions about the documents; the pack's own if left out.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Another seed gives another dataset.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=2,
    show_default=True,
    help="Processes; no say in the result.",
)
@click.option(
    "--out", type=click.Path(path_type=Path), default=".", show_default=True, help="The folder to write into."
)
@click.option("--json", "as_json", is_flag=True, help="Print the manifest instead of the table.")
def build_command(
    *,
    pack: str,
    docs: tuple[Path, ...],
    schema: Path | None,
    size: int,
    qa_share: float | None,
    seed: int,
    jobs: int,
    out: Path,
    as_json: bool,
) -> None:
    r"""Build training_data.jsonl from documents and a schema.

    \b
    trainset build --size 500
    trainset build --docs whitepaper.tex --docs docs/ --size prototype --out dataset/
    """
    from trainset.cli.progress import progress_bars  # noqa: PLC0415
    from trainset.dataset.build import build  # noqa: PLC0415 - `--help` need not load it
    from trainset.dataset.tools import plan_build  # noqa: PLC0415

    plan = plan_build(
        pack_name=pack, docs=docs, schema_file=schema, size=size, qa_share=qa_share, seed=seed, jobs=jobs
    )
    with progress_bars() as progress:
        result = build(plan, out, progress)
    if as_json:
        click.echo(json.dumps(result.manifest, ensure_ascii=False, indent=2))
    else:
        _show(result, out)


def _show(result: Result, out: Path) -> None:
    """The closing table: what was made, and what was dropped and why."""
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table(title=f"{len(result.rows)} rows in {out / 'training_data.jsonl'}", title_justify="left")
    for heading, justify in (("", "left"), ("questions", "right"), ("requests", "right")):
        table.add_column(heading, justify=justify)  # type: ignore[arg-type]  # rich's literal
    ledgers = [result.ledgers["questions"], result.ledgers["requests"]]
    table.add_row("candidates", *(str(ledger.candidates) for ledger in ledgers))
    for split, rows in result.splits.items():
        asked = sum(row.provenance.intent == "question" for row in rows)
        table.add_row(f"rows: {split}", str(asked), str(len(rows) - asked), style="bold")
    table.add_row("not needed", *(str(ledger.unused) for ledger in ledgers))
    for code in sorted({code for ledger in ledgers for code in ledger.rejected}):
        table.add_row(f"dropped: {code}", *(str(ledger.rejected[code] or "") for ledger in ledgers))
    for reason, count in Counter({loss.reason: loss.count for loss in result.losses}).most_common():
        table.add_row(f"not read: {reason}", str(count), "")
    Console().print(table)
