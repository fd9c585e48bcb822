"""Which rows are replies of the bank: a dataset that came without its provenance does not say."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from trainset.language.pattern import Reply

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trainset.language.bank import Entry
    from trainset.language.pattern import Piece


class Replies:
    """The replies of a bank, known again whatever values their slots took."""

    def __init__(self, bank: Iterable[Entry]) -> None:
        self._replies = [entry for entry in bank if isinstance(entry, Reply)]

    @cached_property
    def _known(self) -> list[tuple[re.Pattern[str], re.Pattern[str], Reply]]:
        """Compiled when first asked for: a dataset with its provenance never asks."""
        return [(_expression(reply.pieces), _expression(reply.answer), reply) for reply in self._replies]

    def find(self, request: str, answer: str) -> Reply | None:
        """The entry that a request and its answer were worded from, if there is one."""
        for asked, answered, entry in self._known:
            if asked.fullmatch(request) and answered.fullmatch(answer):
                return entry
        return None


def _expression(pieces: tuple[Piece, ...]) -> re.Pattern[str]:
    """What any wording of the pieces matches; a request may begin with a small letter where the bank has a capital."""
    text = "".join(".+" if piece.slot else re.escape(piece.text) for piece in pieces)
    return re.compile(text, re.IGNORECASE | re.DOTALL)
