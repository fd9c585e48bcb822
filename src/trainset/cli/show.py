"""`trainset show`: what was read, and what of it is asked about."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from trainset.dataset.tools import Tools
    from trainset.documents.passage import Reading

_PACK = click.option(
    "--pack", default="spacedrive", show_default=True, help="The product: a pack's name, or its folder."
)


@click.group("show")
def show_command() -> None:
    """Look into what a dataset is made from."""


@show_command.command("docs")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@_PACK
@click.option("--losses", "only_losses", is_flag=True, help="Only the table of what was left out.")
def docs_command(*, paths: tuple[Path, ...], pack: str, only_losses: bool) -> None:
    """Print the passages of documents, and where every word of them went.

    Without PATH the pack's handbook is read.
    """
    from trainset.documents.account import READ, accounts  # noqa: PLC0415 - `--help` need not load it

    _, reading = _read(paths, pack)
    if not only_losses:
        for passage in reading.passages:
            over = " > ".join(passage.heading)
            click.echo(f"{passage.file}:{passage.lines[0]}: {passage.kind} [{over}] {passage.text}")
        click.echo()
    total: Counter[str] = Counter()
    for account in accounts(reading.files, reading.passages):
        total.update(account.words)
        for line in account.unaccounted:
            click.echo(f"{account.file}:{line}: in no passage and no category")
    words = sum(total.values())
    for category, count in sorted(total.items(), key=lambda entry: (entry[0] != READ, -entry[1], entry[0])):
        click.echo(f"{count:9,} words  {count / words:6.1%}  {category}")
    click.echo(f"{words:9,} words in {len(reading.files)} files")
    for loss in reading.losses:
        click.echo(
            f"left out: {loss.file}: {loss.reason} ({loss.count}){f': {loss.note}' if loss.note else ''}"
        )


@show_command.command("coverage")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@_PACK
@click.option("--uncovered", is_flag=True, help="List every place that no question uses, with the reason.")
def coverage_command(*, paths: tuple[Path, ...], pack: str, uncovered: bool) -> None:
    """Print what of the documents is asked about: sections, definitions, list items, rows and commands.

    Without PATH the pack's handbook is read.
    """
    from trainset.questions.coverage import coverage  # noqa: PLC0415
    from trainset.questions.find import find_claims  # noqa: PLC0415

    tools, reading = _read(paths, pack)
    found = find_claims(reading.passages, tools.pack.product, contradicted=tools.rules.contradicted)
    places = coverage(reading.passages, found)
    if uncovered:
        for place in places:
            if place.reason:
                click.echo(f"{place.file}:{place.line}: {place.unit}: {place.reason}: {place.what[:80]}")
        click.echo()
    totals = Counter(place.unit for place in places)
    covered = Counter(place.unit for place in places if not place.reason)
    for unit, total in totals.items():
        click.echo(f"{unit:12} {covered[unit]:6,} of {total:6,}  {covered[unit] / total:6.1%}")
    click.echo()
    for reason, count in Counter(place.reason for place in places if place.reason).most_common():
        click.echo(f"{count:6,}  {reason}")


def _read(paths: tuple[Path, ...], pack: str) -> tuple[Tools, Reading]:
    from trainset.cli.progress import progress_bars  # noqa: PLC0415
    from trainset.dataset.tools import load_tools, read_sources  # noqa: PLC0415

    tools = load_tools(pack, None)
    with progress_bars() as progress:
        return tools, read_sources(tools, paths, 2, progress)
