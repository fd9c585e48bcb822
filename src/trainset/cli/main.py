"""The command `trainset`, and the one place where errors become messages and exit codes.

Exit status: 0 done, 1 findings, 2 something that the user can mend. Commands load what they need when they run, so that
`trainset --help` answers at once.
"""

from __future__ import annotations

import os
import sys

import click

from trainset import __version__
from trainset.cli.ask import ask_command
from trainset.cli.build import build_command
from trainset.cli.card import card_command
from trainset.cli.check import check_command
from trainset.cli.evaluate import evaluate_command
from trainset.cli.serve import serve_command
from trainset.cli.show import show_command
from trainset.cli.train import train_command
from trainset.errors import TrainsetError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="trainset")
def cli() -> None:
    """Make the dataset that teaches a language model to be the assistant of one product.

    Every row is proven: an answer is tied to the lines it came from, a query is executed on real databases.
    """


cli.add_command(ask_command)
cli.add_command(build_command)
cli.add_command(card_command)
cli.add_command(check_command)
cli.add_command(evaluate_command)
cli.add_command(serve_command)
cli.add_command(show_command)
cli.add_command(train_command)


def main() -> None:
    """Run the command line."""
    try:
        status = cli.main(standalone_mode=False)
    except TrainsetError as error:
        click.echo(f"trainset: {error}", err=True)
        sys.exit(2)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("trainset: interrupted; nothing was written", err=True)
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output has gone: what it wanted it has. Keep the interpreter from complaining at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    sys.exit(status if isinstance(status, int) else 0)
