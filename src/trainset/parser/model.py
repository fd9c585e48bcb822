"""A trained parser: asked, kept in a folder, and read from it.

A folder holds `parser.json` (the labels, the schema's digest), `weights.safetensors` and the encoder's configuration and tokenizer. No
file of it is a program, so that a parser of a stranger can do no harm.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from safetensors import SafetensorError
from safetensors.torch import load_file, save_file

from trainset.errors import InputError, OutputError
from trainset.parser.assemble import form_of
from trainset.parser.decode import decode
from trainset.parser.encoder import Encoder, Pieces, built_encoder, save_encoder
from trainset.parser.labels import Inventory
from trainset.parser.network import Network
from trainset.parser.words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from trainset.parser.parse import Parse
    from trainset.semantics.form import Form
    from trainset.semantics.schema import Schema

LABELS, WEIGHTS, ENCODER = "parser.json", "weights.safetensors", "encoder"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the parser makes of an utterance: the parse, its form (None where no query answers), and its log probability.

    `fault` says why a parse makes no form.
    """

    parse: Parse
    form: Form | None
    score: float
    fault: str = ""


class Parser:
    """A network with its labels."""

    def __init__(self, network: Network, inventory: Inventory, encoder: Encoder, schema_digest: str) -> None:
        self.network, self.inventory, self.encoder, self.schema_digest = (
            network,
            inventory,
            encoder,
            schema_digest,
        )
        self._pieces = Pieces(encoder.tokenizer)

    def answer(self, utterances: Sequence[str]) -> list[Answer]:
        """The answers to some utterances."""
        self.network.eval()
        split = [words_of(utterance) for utterance in utterances]
        guesses = decode(
            self.network, self.inventory, self._pieces, [[word.text for word in words] for words in split]
        )
        answers = []
        for utterance, words, guess in zip(utterances, split, guesses, strict=True):
            try:
                form = form_of(guess.parse, utterance, words, self.inventory.lower)
                answers.append(Answer(guess.parse, form, guess.score))
            except ValueError as error:
                answers.append(Answer(guess.parse, None, guess.score, str(error)))
        return answers

    def save(self, folder: Path) -> None:
        """Write the parser into a folder, the labels last: a folder without them is none.

        Raises:
            OutputError: it cannot be written.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
            save_encoder(self.encoder, folder / ENCODER)
            draft = folder / f".{WEIGHTS}"
            save_file(
                {name: tensor.contiguous() for name, tensor in self.network.state_dict().items()}, draft
            )
            draft.replace(folder / WEIGHTS)
            labels = json.dumps(
                {"schema": self.schema_digest, **_written(self.inventory)}, ensure_ascii=False, indent=1
            )
            (folder / LABELS).write_text(labels + "\n", "utf-8")
        except (OSError, SafetensorError) as error:
            raise OutputError(f"the parser cannot be written: {error}", where=folder) from None


def load_parser(folder: Path, schema: Schema) -> Parser:
    """The parser of a folder.

    Raises:
        InputError: there is none, a file of it cannot be used, or it was trained for another schema.
    """
    try:
        written: dict[str, Any] = json.loads((folder / LABELS).read_text("utf-8"))
        digest = str(written.pop("schema"))
        inventory = _read(written)
    except OSError as error:
        hint = "`trainset train` makes one"
        raise InputError(f"no trained parser here: {error.strerror}", where=folder, hint=hint) from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"not the labels of a parser: {error}", where=folder / LABELS) from None
    if digest != digest_of(schema):
        raise InputError(
            "this parser was trained for another schema", where=folder, hint="train one for this schema"
        )
    encoder = built_encoder(folder / ENCODER)
    network = Network(encoder.model, inventory)
    try:
        network.load_state_dict(load_file(folder / WEIGHTS))
    except (OSError, SafetensorError, RuntimeError) as error:
        raise InputError(
            f"these weights cannot be used: {str(error).splitlines()[0]}", where=folder / WEIGHTS
        ) from None
    return Parser(network, inventory, encoder, digest)


def digest_of(schema: Schema) -> str:
    """The digest of a schema's text."""
    return sha256(schema.sdl.encode()).hexdigest()


def _written(inventory: Inventory) -> dict[str, Any]:
    fields = {name: getattr(inventory, name) for name in Inventory.__dataclass_fields__}
    return {name: sorted(value) if isinstance(value, frozenset) else value for name, value in fields.items()}


def _read(written: dict[str, Any]) -> Inventory:
    sets = {"frames", "homes", "together"}
    fields: dict[str, Any] = {}
    for name, value in written.items():
        if name == "kinds":
            fields[name] = dict(value)
        elif name in sets:
            fields[name] = frozenset(map(tuple, value))
        else:
            fields[name] = frozenset(value) if name in {"bare", "lower"} else tuple(value)
    if not fields["verbs"]:
        raise ValueError("no verbs")
    return Inventory(**fields)
