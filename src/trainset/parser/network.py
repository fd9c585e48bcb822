"""The network: an encoder, a tagger of leaves and of what they copy, and heads for the frame, for each leaf and for each pair of leaves.

Shapes in the comments: B utterances, W words, P pieces, L leaves of the whole batch, D the width of the encoder.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn

from trainset.parser.labels import HOLE_TAGS

if TYPE_CHECKING:
    from transformers import PreTrainedModel

    from trainset.parser.labels import Inventory

CASES = 6  # kinds of word by their letters: see batch.py
_DROPOUT = 0.1


@dataclass(frozen=True)
class Inputs:
    """A batch of utterances: `pieces` and `mask` (B, P); `words` (B, W, P) averages pieces to words; `cases` and `there` (B, W)."""

    pieces: Tensor
    mask: Tensor
    words: Tensor
    cases: Tensor
    there: Tensor

    def to(self, device: torch.device) -> Inputs:
        """The batch on a device."""
        tensors = (self.pieces, self.mask, self.words, self.cases, self.there)
        return Inputs(*(tensor.to(device) for tensor in tensors))


@dataclass(frozen=True)
class Encoded:
    """Vectors of words (B, W, D) and of whole utterances (B, D), and which words there are (B, W)."""

    words: Tensor
    whole: Tensor
    there: Tensor


class Network(nn.Module):
    """The parser's network; `forward` is not used, since leaves come between its two halves."""

    def __init__(self, encoder: PreTrainedModel, inventory: Inventory) -> None:
        super().__init__()
        width = int(encoder.config.hidden_size)
        self.encoder = encoder
        self.cases = nn.Embedding(CASES, width)
        self.drop = nn.Dropout(_DROPOUT)
        self.tags = _mlp(width, 3)
        self.holes = _mlp(width, HOLE_TAGS)
        sizes = {name: len(labels) for name, labels in inventory.frame_heads.items()}
        sizes |= {"single": 1, "measure": max(1, len(inventory.measures))}
        self.looks = nn.Parameter(torch.randn(len(sizes), width) * width**-0.5)
        self.frames = nn.ModuleDict({name: _mlp(2 * width, size) for name, size in sizes.items()})
        self.within = nn.Linear(width, 1)
        self.leaf = nn.Sequential(
            nn.Linear(4 * width, 2 * width), nn.GELU(), nn.Dropout(_DROPOUT), nn.Linear(2 * width, width)
        )
        self.leaves = nn.ModuleDict(
            {name: nn.Linear(width, max(1, len(labels))) for name, labels in inventory.leaf_heads.items()}
        )
        self.pair = _mlp(4 * width, 1)

    def encode(self, inputs: Inputs) -> Encoded:
        """The vectors of a batch."""
        out = self.encoder(input_ids=inputs.pieces, attention_mask=inputs.mask).last_hidden_state
        words = inputs.words.to(out.dtype) @ out + self.cases(inputs.cases).to(out.dtype)
        return Encoded(self.drop(words), self.drop(out[:, 0]), inputs.there)

    def tagged(self, encoded: Encoded) -> tuple[Tensor, Tensor]:
        """Logits of the leaf tags (B, W, 3) and of the hole tags (B, W, H)."""
        return self.tags(encoded.words), self.holes(encoded.words)

    def framed(self, encoded: Encoded) -> dict[str, Tensor]:
        """Logits of every head of the frame (B, labels): each looks at the words in a way of its own."""
        scores = torch.einsum("bwd,hd->bhw", encoded.words, self.looks.to(encoded.words.dtype))
        scores = scores.masked_fill(~encoded.there[:, None, :], -1e4)
        seen = torch.softmax(scores.float(), -1).to(encoded.words.dtype) @ encoded.words
        return {
            name: head(torch.cat([seen[:, place], encoded.whole], -1))
            for place, (name, head) in enumerate(self.frames.items())
        }

    def leaf_vectors(self, encoded: Encoded, owners: Tensor, spans: Tensor) -> Tensor:
        """The vectors (L, D) of leaves, given the utterance that each belongs to (L) and its first word and its end (L, 2)."""
        words = encoded.words[owners]
        places = torch.arange(words.shape[1], device=words.device)
        inside = (places >= spans[:, :1]) & (places < spans[:, 1:])
        scores = self.within(words).squeeze(-1).masked_fill(~inside, -1e4)
        pooled = (torch.softmax(scores.float(), -1).to(words.dtype)[:, None, :] @ words).squeeze(1)
        rows = torch.arange(len(owners), device=words.device)
        first = words[rows, spans[:, 0]]
        before = words[rows, (spans[:, 0] - 1).clamp(min=0)]
        vectors: Tensor = self.leaf(torch.cat([first, pooled, before, encoded.whole[owners]], -1))
        return vectors

    def leaf_logits(self, vectors: Tensor) -> dict[str, Tensor]:
        """Logits of every head of the leaves (L, labels)."""
        return {name: head(vectors) for name, head in self.leaves.items()}

    def pair_logits(
        self, encoded: Encoded, vectors: Tensor, owners: Tensor, spans: Tensor, pairs: Tensor
    ) -> Tensor:
        """For each pair of leaves (pairs, 2), the first before the second, whether a disjunction joins them."""
        one, other = pairs[:, 0], pairs[:, 1]
        words = encoded.words[owners[one]]
        places = torch.arange(words.shape[1], device=words.device)
        between = (places >= spans[one, 1:]) & (places <= spans[other, :1])
        weights = between.to(words.dtype) / between.sum(-1, keepdim=True).clamp(min=1)
        joint = (weights[:, None, :] @ words).squeeze(1)
        features = [vectors[one], vectors[other], joint, encoded.whole[owners[one]]]
        logits: Tensor = self.pair(torch.cat(features, -1)).squeeze(-1)
        return logits


def _mlp(width: int, size: int) -> nn.Module:
    hidden = min(width, 384)
    return nn.Sequential(nn.Linear(width, hidden), nn.GELU(), nn.Dropout(_DROPOUT), nn.Linear(hidden, size))
