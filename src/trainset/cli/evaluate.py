"""`trainset evaluate`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trainset.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trainset.dataset.tools import Tools
    from trainset.evaluation.report import Report, Share
    from trainset.evaluation.requests import Request

_BATCH = 32


@click.command("evaluate")
@click.argument("requests", metavar="REQUESTS")
@click.option(
    "--model",
    type=click.Path(path_type=Path),
    default=None,
    help="The folder of a trained parser.  [default: parser]",
)
@click.option(
    "--predictions",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Predictions in place of a parser's: one object a line, with id and graphql_query.",
)
@click.option(
    "--pack", default="spacedrive", show_default=True, help="The product: a pack's name, or its folder."
)
@click.option(
    "--schema", type=click.Path(path_type=Path), metavar="FILE", help="GraphQL SDL in place of the pack's."
)
@click.option("--worst", type=click.IntRange(0), default=10, show_default=True, help="Wrong rows to show.")
@click.option("--save", type=click.Path(path_type=Path), metavar="FILE", help="Write the predictions there.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def evaluate_command(
    *,
    requests: str,
    model: Path | None,
    predictions: Path | None,
    pack: str,
    schema: Path | None,
    worst: int,
    save: Path | None,
    as_json: bool,
) -> None:
    r"""Score predicted queries on REQUESTS: a file, or the pack's own requests `dev`, `people` or `heldout`.

    A file is a split of a dataset, or JSONL with natural_language_query and one or more graphql_query.

    \b
    trainset evaluate test_data.jsonl
    trainset evaluate dev --worst 30
    trainset evaluate my_requests.jsonl --predictions their_answers.jsonl
    """
    from trainset.cli.progress import progress_bars  # noqa: PLC0415
    from trainset.dataset.tools import load_tools  # noqa: PLC0415 - `--help` need not load it
    from trainset.evaluation.evaluate import evaluate, requests_named  # noqa: PLC0415
    from trainset.evaluation.predictions import read_predictions  # noqa: PLC0415

    if model is not None and predictions is not None:
        raise OptionError("either --model or --predictions, not both")
    tools = load_tools(pack, schema)
    asked = requests_named(requests, tools)
    with progress_bars() as show:
        if predictions is not None:
            said = read_predictions(predictions, {request.id: None for request in asked})
        else:
            said = _parsed(model or Path("parser"), asked, tools)
        report = evaluate(asked, said, tools, lambda done, total: show("scored", done, total))
    if save is not None:
        _save(save, said)
    if as_json:
        click.echo(json.dumps(report.fields, ensure_ascii=False, indent=2))
    else:
        _show(report, worst)


def _parsed(model: Path, asked: Sequence[Request], tools: Tools) -> Mapping[str, str | None]:
    """What a trained parser predicts."""
    from trainset.cli.extra import needs_parser  # noqa: PLC0415

    needs_parser()
    from trainset.parser.assemble import query_of  # noqa: PLC0415
    from trainset.parser.model import load_parser  # noqa: PLC0415

    parser = load_parser(model, tools.endpoint.schema)
    said: dict[str, str | None] = {}
    for start in range(0, len(asked), _BATCH):
        batch = asked[start : start + _BATCH]
        for request, answer in zip(batch, parser.answer([one.utterance for one in batch]), strict=True):
            if answer.form is None:
                said[request.id] = f"# {answer.fault}" if answer.fault else None
                continue
            try:
                said[request.id] = query_of(answer.form, tools.speech.setting, tools.endpoint.schema)
            except ValueError as error:
                said[request.id] = f"# {error}"
    return said


def _save(file: Path, said: Mapping[str, str | None]) -> None:
    from trainset.jsonl import line, write_files  # noqa: PLC0415

    write_files(
        file.parent, {file.name: (line({"id": name, "graphql_query": query}) for name, query in said.items())}
    )


def _show(report: Report, worst: int) -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    console = Console()
    table = Table(title=f"{report.scored} requests scored, {len(report.unscored)} not", title_justify="left")
    for heading, justify in (
        ("", "left"),
        ("right", "right"),
        ("of", "right"),
        ("share", "right"),
        ("95 %", "right"),
    ):
        table.add_column(heading, justify=justify)  # type: ignore[arg-type]  # rich's literal
    for rung, share in report.ladder.items():
        table.add_row(rung, *_cells(share), style="bold" if rung == "denotation" else "")
    for name, rows in report.tables.items():
        table.add_section()
        for row, share in rows.items():
            table.add_row(f"{name}: {row}", *_cells(share))
    console.print(table)
    for score in report.wrong[:worst]:
        click.echo(f"\n{score.request.id}: {score.request.utterance}\n  {score.fault}")
        click.echo(f"  right: {score.request.readings[0] if score.request.readings else 'no query'}")
        click.echo(f"  said:  {score.predicted if score.predicted is not None else 'no query'}")
    for score in report.unscored[:worst]:
        click.echo(f"\n{score.request.id}: not scored: {score.fault}")


def _cells(share: Share) -> tuple[str, ...]:
    low, high = share.fields["interval"]
    return str(share.right), str(share.total), f"{share.fields['share']:.1%}", f"{low:.1%} to {high:.1%}"
