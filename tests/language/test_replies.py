"""Replies known again by their words."""

from __future__ import annotations

from trainset.errors import Place
from trainset.language.pattern import Piece, Reply
from trainset.language.replies import Replies

REPLY = Reply(
    "bank/replies-001",
    (Piece("Print "), Piece("", slot="author"), Piece(" for me (all)")),
    (Piece("Printing "), Piece("", slot="author"), Piece(" is nothing I can do.")),
    "not a thing of the endpoint",
    Place("replies.txt"),
)
REPLIES = Replies([REPLY])


def test_a_reply_is_known_whatever_value_its_slot_took() -> None:
    assert REPLIES.find("Print Woolf for me (all)", "Printing Woolf is nothing I can do.") is REPLY
    assert REPLIES.find("print O'Brien for me (all)", "Printing O'Brien is nothing I can do.") is REPLY


def test_another_question_or_another_answer_is_no_reply() -> None:
    assert REPLIES.find("Print Woolf for me", "Printing Woolf is nothing I can do.") is None
    assert REPLIES.find("Print Woolf for me (all)", "Printing Woolf is done.") is None
