"""The value types that everything upstream makes and everything downstream reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Split = Literal["train", "validation", "test"]
Status = Literal["implemented", "planned"]
ASIDE = "aside"  # in an alignment, the part of what is no part of the form: said by the way, or taken back


@dataclass(frozen=True, slots=True)
class QARow:
    """A question and its answer in words."""

    question: str
    answer: str

    @property
    def utterance(self) -> str:
        """What somebody says."""
        return self.question

    @property
    def fields(self) -> dict[str, str]:
        """The row as it is written, keys in their fixed order."""
        return {"type": "qa", "question": self.question, "answer": self.answer}


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request in natural language and the GraphQL operation that it means."""

    natural_language_query: str
    graphql_query: str

    @property
    def utterance(self) -> str:
        """What somebody says."""
        return self.natural_language_query

    @property
    def fields(self) -> dict[str, str]:
        """The row as it is written, keys in their fixed order."""
        return {
            "type": "text-to-graphql",
            "natural_language_query": self.natural_language_query,
            "graphql_query": self.graphql_query,
        }


Row = QARow | RequestRow


@dataclass(frozen=True, slots=True)
class Evidence:
    """The lines of a document that an answer rests on.

    `lines` are 1-based and both included; `sha256` is the digest of those lines joined by line feeds.
    """

    file: str
    heading: tuple[str, ...]
    lines: tuple[int, int]
    sha256: str

    @property
    def fields(self) -> dict[str, Any]:
        """The evidence as it is written."""
        return {
            "file": self.file,
            "heading": list(self.heading),
            "lines": list(self.lines),
            "sha256": self.sha256,
        }


@dataclass(frozen=True, slots=True)
class QuestionProvenance:
    """Where a question about the documents comes from."""

    claim: str
    status: Status
    evidence: tuple[Evidence, ...]

    intent: Literal["question"] = field(default="question", init=False)

    @property
    def fields(self) -> dict[str, Any]:
        """The provenance as it is written, without identifier and split."""
        return {
            "claim": self.claim,
            "status": self.status,
            "evidence": [evidence.fields for evidence in self.evidence],
        }


@dataclass(frozen=True, slots=True)
class Aligned:
    """A part of the logical form and the span of the utterance that says it: characters, end excluded."""

    part: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody says next, and what the request becomes by it: a form in the compact notation, and its query."""

    utterance: str
    logical_form: str
    graphql_query: str
    pattern: str

    @property
    def fields(self) -> dict[str, str]:
        """The turn as it is written."""
        return {
            "natural_language_query": self.utterance,
            "logical_form": self.logical_form,
            "graphql_query": self.graphql_query,
            "pattern": self.pattern,
        }


@dataclass(frozen=True, slots=True)
class RequestProvenance:
    """What a request means, which of its words say so, and how it was proven.

    `logical_form` is the form in the compact notation; an empty one means that no query answers the request. `neighbours` counts the
    queries one edit away that mean something else, `killed` those that returned something else on the witnesses, and `other_kinds` the
    forms with another verb, measure, group, action or argument, whose answers are of another kind. `contrast` names the opposition by
    which the row differs from a twin of its own, `followup` is a turn that could come next, and `style` names what was laid over the
    wording: a slip, small letters, words of courtesy.
    """

    logical_form: str
    pattern: str
    alignment: tuple[Aligned, ...] = ()
    defaults: tuple[str, ...] = ()
    difficulty: int = 1
    neighbours: int = 0
    killed: int = 0
    other_kinds: int = 0
    contrast: str = ""
    followup: Turn | None = None
    style: tuple[str, ...] = ()

    intent: Literal["request"] = field(default="request", init=False)

    @property
    def fields(self) -> dict[str, Any]:
        """The provenance as it is written, without identifier and split."""
        return {
            "logical_form": self.logical_form,
            "defaults": list(self.defaults),
            "alignment": [[aligned.part, aligned.start, aligned.end] for aligned in self.alignment],
            "source": {
                "pattern": self.pattern,
                **({"contrast": self.contrast} if self.contrast else {}),
                **({"style": list(self.style)} if self.style else {}),
            },
            "difficulty": self.difficulty,
            "neighbours": self.neighbours,
            "killed": self.killed,
            "other_kinds": self.other_kinds,
            **({"followup": self.followup.fields} if self.followup else {}),
        }


Provenance = QuestionProvenance | RequestProvenance


@dataclass(frozen=True, slots=True)
class Example:
    """One row with the proof it came with.

    The identifier is made from what the row says, so it stays the same wherever the row stands.
    """

    row: Row
    provenance: Provenance
    split: Split = "train"

    @property
    def id(self) -> str:
        """`a-` and a digest for an answer in words, `q-` and a digest for a query."""
        prefix = "a" if isinstance(self.row, QARow) else "q"
        text = "\n".join(self.row.fields.values())
        return f"{prefix}-{sha256(text.encode()).hexdigest()[:16]}"

    @property
    def provenance_fields(self) -> dict[str, Any]:
        """The line that stands for this example in the provenance file."""
        return {
            "id": self.id,
            "intent": self.provenance.intent,
            "split": self.split,
            **self.provenance.fields,
        }


def provenance_of(fields: Mapping[str, Any]) -> Provenance:
    """The provenance that a line of the provenance file says.

    Raises:
        KeyError, TypeError, ValueError: the line is not of that shape.
    """
    if fields["intent"] == "question":
        evidence = tuple(
            Evidence(
                item["file"], tuple(item["heading"]), (item["lines"][0], item["lines"][1]), item["sha256"]
            )
            for item in fields["evidence"]
        )
        return QuestionProvenance(fields["claim"], fields["status"], evidence)
    return RequestProvenance(
        logical_form=fields["logical_form"],
        pattern=fields["source"]["pattern"],
        alignment=tuple(Aligned(*item) for item in fields["alignment"]),
        defaults=tuple(fields["defaults"]),
        difficulty=fields["difficulty"],
        neighbours=fields["neighbours"],
        killed=fields["killed"],
        other_kinds=fields["other_kinds"],
        contrast=fields["source"].get("contrast", ""),
        style=tuple(fields["source"].get("style", ())),
        followup=_turn(fields["followup"]) if "followup" in fields else None,
    )


def known_provenance(fields: Any) -> Provenance | None:
    """The provenance that a line of the provenance file says; None for a line of another shape, or where there is none."""
    try:
        return provenance_of(fields)
    except (KeyError, TypeError, ValueError, IndexError):
        return None


def _turn(fields: Mapping[str, str]) -> Turn:
    return Turn(
        fields["natural_language_query"], fields["logical_form"], fields["graphql_query"], fields["pattern"]
    )
