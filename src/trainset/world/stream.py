"""Many repeatable numbers from one `Draw`, cheap enough for a hundred thousand rows.

`Draw` names every choice, which costs a digest each. A row of a world needs dozens of numbers that nobody asks for
by name, so a stream reads them in order from wide digests of one draw's key: eight numbers a digest.
"""

from __future__ import annotations

import struct
from hashlib import blake2b
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainset.draw import Draw

T = TypeVar("T")
_EIGHT = struct.Struct(">8Q")
_SHIFT = 11
_SPAN = 1.0 / (1 << 53)


class Stream:
    """Numbers in the order in which they are asked for, decided by `key` alone."""

    __slots__ = ("_block", "_key", "_left")

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._block = 0
        self._left: list[int] = []

    @classmethod
    def of(cls, draw: Draw) -> Stream:
        """The stream of a draw."""
        return cls(draw.key)

    def below(self, name: str) -> Stream:
        """A stream of its own, named under this one; asking this one for numbers does not move it."""
        return Stream(blake2b(name.encode(), key=self._key, digest_size=16).digest())

    def unit(self) -> float:
        """A number in [0, 1)."""
        if not self._left:
            digest = blake2b(self._block.to_bytes(4, "big"), key=self._key, digest_size=64).digest()
            self._block += 1
            self._left = list(_EIGHT.unpack(digest))
        return (self._left.pop() >> _SHIFT) * _SPAN

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
        """Up to 32 hexadecimal digits."""
        name = b"hex" + self._block.to_bytes(4, "big") + bytes([len(self._left)])
        self.unit()
        return blake2b(name, key=self._key, digest_size=16).hexdigest()[:digits]
