"""What a check is: a function from an example, and what it may be held against, to findings.

A check reports; it never raises for bad data and never changes what it reads. An error inside a check is ours.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from trainset.values import Values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainset.endpoint.execute import Endpoint
    from trainset.example import Example
    from trainset.world.database import World
    from trainset.world.proof import Prover


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: `code` is stable and names the check (`grounded.number`), `message` is for people."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Context:
    """What examples are held against.

    `documents` maps a file's name, as evidence gives it, to its lines; `totals` keeps how many entities each collection has on each world,
    since nothing that a check does changes a world.
    """

    product: str
    endpoint: Endpoint
    values: Values = field(default_factory=lambda: Values({}))
    worlds: tuple[World, ...] = ()
    documents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    prover: Prover | None = None
    totals: dict[tuple[str, str], int] = field(default_factory=dict, compare=False, repr=False)


class Check(Protocol):
    """A check of one example by itself."""

    def __call__(self, example: Example, context: Context, /) -> tuple[Finding, ...]:
        """The faults found; empty if there are none."""
        ...
