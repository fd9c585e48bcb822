"""`trainset ask`."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trainset.errors import OptionError

if TYPE_CHECKING:
    from trainset.dataset.tools import Tools

_SHOWN = 600  # characters of an answer


@click.command("ask")
@click.argument("utterance")
@click.option(
    "--model",
    type=click.Path(path_type=Path),
    default="parser",
    show_default=True,
    help="The folder that `trainset train` wrote.",
)
@click.option(
    "--pack", default="spacedrive", show_default=True, help="The product: a pack's name, or its folder."
)
@click.option("--world", metavar="NAME", help="The small world to ask; the pack's first if left out.")
@click.option(
    "--now",
    metavar="TIME",
    help="The moment of speaking, such as 2025-09-03T12:00:00Z; the pack's own if left out.",
)
def ask_command(*, utterance: str, model: Path, pack: str, world: str | None, now: str | None) -> None:
    r"""Let a trained parser answer UTTERANCE: its logical form, its GraphQL, what that returns, and how sure it is.

    \b
    trainset ask "videos over 1 GB from last summer, biggest first"
    """
    from trainset.cli.extra import needs_parser  # noqa: PLC0415

    needs_parser()
    import torch  # noqa: PLC0415 - `--help` need not load it

    from trainset.dataset.tools import load_tools  # noqa: PLC0415
    from trainset.parser.assemble import query_of  # noqa: PLC0415
    from trainset.parser.model import load_parser  # noqa: PLC0415
    from trainset.semantics.notation import print_form  # noqa: PLC0415

    torch.set_num_threads(1)
    tools = load_tools(pack, None)
    setting = tools.speech.setting
    if now is not None:
        setting = replace(setting, clock=replace(setting.clock, now=_moment(now)))
    (answer,) = load_parser(model, tools.endpoint.schema).answer([utterance])
    click.echo(f"sure: {math.exp(answer.score):.0%}")
    if answer.form is None:
        click.echo(answer.fault or "no query answers this")
        return
    click.echo(print_form(answer.form))
    try:
        query = query_of(answer.form, setting, tools.endpoint.schema)
    except ValueError as error:
        click.echo(f"cannot be written as a query: {error}")
        return
    click.echo(query)
    click.echo(_executed(query, tools, world))


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise OptionError(f"--now is a moment with its zone, such as 2025-09-03T12:00:00Z, not {text!r}")
    return moment


def _executed(query: str, tools: Tools, name: str | None) -> str:
    """What a query returns on a small world, as JSON, cut where it is long."""
    from graphql.error import GraphQLError  # noqa: PLC0415

    from trainset.world.database import small_world  # noqa: PLC0415
    from trainset.world.recipe import load_recipe  # noqa: PLC0415

    recipe = load_recipe(tools.pack.path("world"))
    world = small_world(recipe, name or recipe.worlds[0].name, 0, tools.pack.clock)
    try:
        result = tools.endpoint.execute(tools.endpoint.validated(query), world)
    except GraphQLError as error:
        return f"cannot be run: {error.message}"
    if result.errors:
        return f"on the world {world.name}: {result.errors[0].message}"
    shown: Any = json.dumps(result.data, ensure_ascii=False)
    return f"on the world {world.name}: {shown if len(shown) <= _SHOWN else shown[:_SHOWN] + ' ...'}"
