"""`trainset card`."""

from __future__ import annotations

from pathlib import Path

import click

CARD = "DATASET.md"


@click.command("card")
@click.argument("folder", type=click.Path(path_type=Path), default=".")
@click.option(
    "--pack", default="spacedrive", show_default=True, help="The product: a pack's name, or its folder."
)
def card_command(*, folder: Path, pack: str) -> None:
    """Write DATASET.md, the card of the dataset in FOLDER, from its manifest."""
    from trainset.dataset.card import card  # noqa: PLC0415 - `--help` need not load it
    from trainset.dataset.output import read_manifest  # noqa: PLC0415
    from trainset.jsonl import write_files  # noqa: PLC0415
    from trainset.pack import load_pack  # noqa: PLC0415

    text = card(read_manifest(folder), load_pack(pack))
    write_files(folder, {CARD: [text]})
    click.echo(f"{folder / CARD} written")
