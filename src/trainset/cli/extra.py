"""Commands that need packages which are not installed with the rest."""

from __future__ import annotations

import os
from importlib.util import find_spec

from trainset.errors import OptionError


def needs_parser() -> None:
    """Hold that what the parser needs is installed, and keep its libraries from looking at the network or filling the screen.

    Raises:
        OptionError: it is not.
    """
    missing = [name for name in ("torch", "transformers", "safetensors") if find_spec(name) is None]
    if missing:
        raise OptionError(
            f"the parser needs {', '.join(missing)}, which is not installed",
            hint="pip install 'trainset[parser]', or in a checkout: make parser",
        )
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from transformers.utils import logging  # noqa: PLC0415 - only where it is installed

    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
