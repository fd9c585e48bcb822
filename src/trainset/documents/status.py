"""Whether a passage tells of what is built or of what is only planned."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from trainset.documents.rules import SourceRules, compiled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainset.documents.drafts import Draft
    from trainset.documents.front_matter import FrontMatter

_CALLOUT = re.compile(
    r"\b(planned|provisional|not (?:yet|currently) (?:implemented|available|released|supported)|coming soon|"
    r"work in progress|under (?:active )?development|upcoming|in a future (?:release|version))\b",
    re.IGNORECASE,
)
_HEADING = re.compile(r"\b(future|planned|upcoming|roadmap|to-?do|coming soon|proposed)\b", re.IGNORECASE)
_SENTENCE = re.compile(
    r"\b(not (?:yet|currently) (?:implemented|available|supported)|coming soon|(?:is|are) planned|"
    r"planned (?:feature|for)|\(planned|\(future|future (?:automated|versions?|releases?|work)|currently in development)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class StatusBook:
    """All that is known of what is built: the pack's rules and the tasks that were read."""

    rules: SourceRules = field(default_factory=SourceRules)
    tasks: Mapping[str, str] = field(default_factory=dict)

    def planned(self, draft: Draft, front: FrontMatter) -> tuple[str, str]:
        """The planned subject that a draft tells of with the sentence that says so; empty if all is built.

        A document whose front matter settles the matter is believed; else a mark in the text decides, a heading
        that says so, and last the pack's rules.
        """
        if settled(front):
            return (draft.heading[-1], "") if _from_front(draft, front) else ("", "")
        subject, sentence = self._by_rule(draft)
        if sentence:
            return subject, sentence
        return draft.planned or _from_text(draft), ""

    def _by_rule(self, draft: Draft) -> tuple[str, str]:
        """The planned subject by the pack's rules: the deepest heading that one matches decides, then the text."""
        open_rules = [planned for planned in self.rules.planned if not self._is_done(planned.tasks)]
        for title in reversed(draft.heading):
            if any(compiled(pattern).search(title) for pattern in self.rules.built):
                return "", ""
            for planned in open_rules:
                if any(compiled(pattern).search(title) for pattern in planned.headings):
                    return planned.subject, planned.sentence
        return "", ""

    def mentions(self, draft: Draft, front: FrontMatter) -> tuple[tuple[str, str], ...]:
        """The planned subjects that a draft names, each with the pattern that found it and the sentence for it."""
        if settled(front):
            return ()
        found = []
        for planned in self.rules.planned:
            pattern = "|".join(planned.words)
            if pattern and not self._is_done(planned.tasks) and compiled(pattern).search(draft.text):
                found.append((pattern, planned.sentence))
        return tuple(found)

    def _is_done(self, tasks: tuple[str, ...]) -> bool:
        known = [self.tasks[task] for task in tasks if task in self.tasks]
        return bool(known) and all(status in self.rules.done for status in known)


def settled(front: FrontMatter) -> bool:
    """Whether a document tells in its front matter what of it is built."""
    return front.one("status").lower() in {"implemented", "partly", "planned"}


def _from_text(draft: Draft) -> str:
    """The heading under which, by its words or the passage's own, something is planned."""
    told = next((title for title in reversed(draft.heading[1:]) if _HEADING.search(title)), "")
    return told or (draft.heading[-1] if draft.heading and _SENTENCE.search(draft.text) else "")


def _from_front(draft: Draft, front: FrontMatter) -> bool:
    """Whether the document's front matter says that it, or a section of it, is planned."""
    status = front.one("status").lower()
    if status in {"planned", "to do", "in progress", "proposed", "draft", "backlog"}:
        return True
    sections = {title.casefold() for title in front.fields.get("planned", ())}
    return any(title.casefold() in sections for title in draft.heading)


def spread(drafts: list[Draft]) -> list[Draft]:
    """The drafts with the word of a callout at a section's top spread over that section.

    A box that says "this describes a planned feature" speaks for everything under the heading it stands first in.
    """
    out: list[Draft] = []
    over: tuple[str, ...] | None = None
    previous: tuple[str, ...] = ()
    for draft in drafts:
        if over is not None and draft.heading[: len(over)] != over:
            over = None
        first = draft.heading != previous
        boxed = draft.kind == "callout" or bool(draft.box)
        if first and over is None and boxed and _CALLOUT.search(draft.text):
            over = draft.heading
        out.append(replace(draft, planned=over[-1]) if over and not draft.planned else draft)
        previous = draft.heading
    return out
