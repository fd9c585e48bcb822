"""Passages to claims to question-answer examples, by rule, without a language model."""

from trainset.questions.ask import ask
from trainset.questions.claim import Claim
from trainset.questions.find import Findings, TurnedDown, find_claims

__all__ = ["Claim", "Findings", "TurnedDown", "ask", "find_claims"]
