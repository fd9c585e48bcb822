"""Lists, tables and steps as running text that ends with a full stop."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trainset.questions.sentences import is_sentence, leans, split
from trainset.questions.words import thirds

if TYPE_CHECKING:
    from trainset.documents.passage import Passage
    from trainset.questions.casing import Casing

_MOST_WORDS = 130


def said_of(member: Passage, casing: Casing, *, dash: bool = False) -> str:
    """One item of a list as a part of a sentence: `name (description)`, or the item itself."""
    if member.kind != "definition":
        return casing.opening(member.text).rstrip(".;")
    term, description = member.parts
    said, name = casing.opening(description).rstrip("."), casing.inner(term)
    return f"{name} \u2014 {said}" if dash else f"{name} ({said})"


def listed(members: tuple[Passage, ...], casing: Casing) -> str | None:
    """All items of a list, joined to end a sentence; None if they do not make one."""
    if not 2 <= len(members) <= 9 or any(unfit(member.text) for member in members):
        return None
    if any(member.level > 1 for member in members):
        return None
    dash = any(member.kind == "definition" and "(" in member.text for member in members)
    parts = [said_of(member, casing, dash=dash) for member in members]
    acting = [part.split()[0].casefold() in thirds() for part in parts]
    if any(acting) and not all(acting) and members[0].kind != "definition":
        return None
    if any(
        len(split(member.parts[1] if member.kind == "definition" else member.text)) > 1 for member in members
    ):
        return None
    if any(" - " in part or part.count("(") != part.count(")") for part in parts):
        return None
    if len(" ".join(parts).split()) > _MOST_WORDS:
        return None
    mark = ";" if any("," in part or len(part.split()) > 6 for part in parts) else ","
    if len(parts) == 2:
        return f"{parts[0]}{' and ' if mark == ',' else '; and '}{parts[1]}."
    return f"{f'{mark} '.join(parts[:-1])}{mark} and {parts[-1]}."


def told_as_sentences(members: tuple[Passage, ...]) -> str | None:
    """The items of a list one after the other, where each is one full sentence by itself."""
    texts = [member.parts[1] if member.kind == "definition" else member.text for member in members]
    if not 2 <= len(texts) <= 5 or any(unfit(text) or not is_sentence(text) for text in texts):
        return None
    if any(leans(text) or len(split(text)) > 1 for text in texts):
        return None
    answer = " ".join(texts)
    return answer if len(answer.split()) <= _MOST_WORDS else None


def numbered(members: tuple[Passage, ...], casing: Casing) -> str | None:
    """Steps as "(1) ...; (2) ...", or as numbered sentences where they are longer; None if they do not fit."""
    if not 3 <= len(members) <= 11 or [member.number for member in members] != list(
        range(1, len(members) + 1)
    ):
        return None
    if any(unfit(member.text) for member in members):
        return None
    parts = [_step(member, casing) for member in members]
    if len(" ".join(parts).split()) > _MOST_WORDS + 40 or any(len(part.split()) < 2 for part in parts):
        return None
    if any(len(split(part)) > 1 for part in parts) or all(is_sentence(part) for part in parts):
        whole = [part if part.endswith((".", "!", "?")) else f"{part}." for part in parts]
        return " ".join(f"{at}. {part[:1].upper()}{part[1:]}" for at, part in enumerate(whole, start=1))
    small = [casing.opening(part).rstrip(".;") for part in parts]
    return "; ".join(f"({at}) {part}" for at, part in enumerate(small, start=1)) + "."


def _step(member: Passage, casing: Casing) -> str:
    if member.kind == "definition":
        term, description = member.parts
        return f"{term}: {casing.opening(description)}"
    return member.text


def unfit(text: str) -> bool:
    """Whether an item cannot stand in an answer: it points elsewhere, ends open, or is no prose."""
    return (
        text.rstrip().endswith(":")
        or bool(
            re.search(r"\b(?:uses?|using|with|by|for|of|from) this\b(?= (?:to|for|and|when)\b|[,.;]|$)", text)
        )
        or bool(re.search(r"§|¤|https?://|\bTODO\b|✅|❌|\[ \]|\.rs\b|::|=>|->|\.\.\.$", text))
        or bool(re.search(r"\bsee (?:also|the|\w+\.md)|^see\b", text, re.IGNORECASE))
    )
