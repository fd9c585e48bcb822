"""Many repeatable numbers from one `Draw`, cheap enough for a hundred thousand rows.

`Draw` names every choice, which costs a digest each. A row of a world needs dozens of numbers that nobody asks for
by name, so a stream reads them in order from wide digests of one draw's key: eight numbers a digest.
"""

from __future__ import annotations

import struct
from hashlib import blake2b
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from trainset.draw import Draw

T = TypeVar("T")
_EIGHT = struct.Struct(">8Q")
_SHIFT = 11
_SPAN = 1.0 / (1 << 53)


class Stream:
    """Numbers in the order in which they are asked for, decided by `key` alone.

    `unit()` answers the next number in [0, 1).
    """

    __slots__ = ("_key", "_marks", "unit")

    unit: Callable[[], float]

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._marks = 0
        self.unit = _numbers(key).__next__

    @classmethod
    def of(cls, draw: Draw) -> Stream:
        """The stream of a draw."""
        return cls(draw.key)

    def below(self, name: str) -> Stream:
        """A stream of its own, named under this one; asking for it does not move this one."""
        return Stream(blake2b(name.encode(), key=self._key, digest_size=16).digest())

    def pick(self, options: Sequence[T]) -> T:
        """One of `options`, each as likely as the others."""
        return options[int(self.unit() * len(options))]

    def shuffled(self, options: Sequence[T]) -> list[T]:
        """All options in an order of this stream (Fisher and Yates)."""
        result = list(options)
        for last in range(len(result) - 1, 0, -1):
            other = int(self.unit() * (last + 1))
            result[last], result[other] = result[other], result[last]
        return result

    def hexadecimal(self, digits: int) -> str:
        """Up to 32 hexadecimal digits, others each time."""
        self._marks += 1
        return blake2b(b"hex%d" % self._marks, key=self._key, digest_size=16).hexdigest()[:digits]


def _numbers(key: bytes) -> Iterator[float]:
    """Numbers in [0, 1), eight from each digest of the key with a running number."""
    block = 0
    while True:
        digest = blake2b(block.to_bytes(4, "big"), key=key, digest_size=64).digest()
        for number in _EIGHT.unpack(digest):
            yield (number >> _SHIFT) * _SPAN
        block += 1
