"""`trainset serve`."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trainset import __version__

if TYPE_CHECKING:
    from trainset.pack import Pack


@click.command("serve")
@click.option(
    "--pack", default="spacedrive", show_default=True, help="The product: a pack's name, or its folder."
)
@click.option("--world", metavar="NAME", help="A small world of the pack by name, in place of the large one.")
@click.option("--seed", type=int, default=0, show_default=True, help="Another seed gives another world.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port on 127.0.0.1."
)
def serve_command(*, pack: str, world: str | None, seed: int, port: int) -> None:
    r"""Serve the endpoint on this machine, with a page to type queries into.

    The large world is made once and kept in the cache folder of the user; actions change a working copy of it.

    \b
    trainset serve
    trainset serve --world photographer --port 8080
    """
    import uvicorn  # noqa: PLC0415 - `--help` need not load it

    from trainset.dataset.tools import load_tools  # noqa: PLC0415
    from trainset.endpoint.server import load_examples, make_app  # noqa: PLC0415
    from trainset.world.database import build_large, copy_of, open_world, small_world  # noqa: PLC0415
    from trainset.world.recipe import load_recipe  # noqa: PLC0415

    tools = load_tools(pack, None)
    recipe = load_recipe(tools.pack.path("world"))
    if world is None:
        path = _cached(tools.pack, seed)
        if not path.exists():
            click.echo(f"making the large world in {path} (about half a minute, this once)", err=True)
            path.parent.mkdir(parents=True, exist_ok=True)
            build_large(recipe, seed, tools.pack.clock, path)
        working = copy_of(open_world(path))
    else:
        working = small_world(recipe, world, seed, tools.pack.clock)
    endpoint = replace(tools.endpoint, known=tools.values)
    examples = load_examples(tools.pack.path("examples.json").read_text("utf-8"))
    app = make_app(endpoint, working, examples, time.monotonic)
    click.echo(
        f"http://127.0.0.1:{port} shows the page, http://127.0.0.1:{port}/graphql answers. Ctrl C ends it.",
        err=True,
    )
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning", server_header=False)


def _cached(pack: Pack, seed: int) -> Path:
    """Where the large world of a pack is kept: a new place whenever its recipe, the program or the seed changes."""
    digest = sha256(f"{__version__} {pack.name} {pack.clock} {seed}".encode())
    for path in sorted(pack.path("world").rglob("*")):
        digest.update(path.read_bytes() if path.is_file() else b"")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "trainset" / f"{pack.name}-{digest.hexdigest()[:16]}.sqlite"
