"""`trainset check`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--pack", default="spacedrive", show_default=True, help="The product: a pack's name, or its folder."
)
@click.option(
    "--schema", type=click.Path(path_type=Path), metavar="FILE", help="GraphQL SDL in place of the pack's."
)
@click.option(
    "--docs",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="The documents that the answers came from; the pack's handbook if left out.",
)
def check_command(*, file: Path, pack: str, schema: Path | None, docs: tuple[Path, ...]) -> int:
    """Run all checks over a dataset; every fault comes as FILE:LINE: finding.

    Answers are held against their evidence where the provenance file stands beside FILE.
    """
    from trainset.dataset.check import check_file  # noqa: PLC0415 - `--help` need not load it
    from trainset.dataset.tools import load_tools  # noqa: PLC0415

    count = rows = 0
    for line, finding in check_file(file, load_tools(pack, schema), docs):
        if finding is None:
            rows += 1
            continue
        click.echo(f"{file}:{line}: {finding.code}: {finding.message}")
        count += 1
    click.echo(f"{rows} rows, {count} findings", err=True)
    return 1 if count else 0
