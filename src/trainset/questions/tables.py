"""Tables: the whole of a small one in one answer, and each row of one whose columns say what they hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trainset.questions.casing import Casing, capital
from trainset.questions.clauses import parse
from trainset.questions.enumerations import unfit
from trainset.questions.source import Source, claim
from trainset.questions.topics import is_name, with_article
from trainset.questions.words import bases, is_plural, thirds, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainset.documents.passage import Passage
    from trainset.questions.claim import Claim

KIND = "row"
_MOST_WORDS = 120
_MEANING = re.compile(
    r"^(?:meaning|description|what it means|information captured|what it (?:is )?for|purpose)$", re.IGNORECASE
)
_HOLDS = re.compile(
    r"^(?:what it (?:holds|contains|records|keeps)|content|contents|holds|what is recorded)$", re.IGNORECASE
)
_DOES = re.compile(
    r"^(?:what it (?:does|checks|controls|brought)|effect|function|action|role)$", re.IGNORECASE
)
_INDIRECT = re.compile(r"(?:whether|when|where|how|which|who|what|why)\b", re.IGNORECASE)
_CAUSE = re.compile(r"^(?:likely )?cause$|^why$|^reason$", re.IGNORECASE)
_REMEDY = re.compile(r"^(?:remedy|what to do|cure|solution|fix)$", re.IGNORECASE)
_HOLDER = re.compile(
    r"what ((?:an?|the) [\w' -]+?) (?:contains|holds|records|consists of|keeps)", re.IGNORECASE
)
_SYMPTOM = re.compile(r"^(?:symptom|failure|problem|issue|error)$", re.IGNORECASE)


def table_text(members: tuple[Passage, ...], casing: Casing) -> str | None:
    """A table of at most three columns and eight rows as the end of a sentence; None for any other."""
    rows = [member for member in members if member.kind == "row"]
    header = members[0] if members[0].kind == "header" else None
    if not 2 <= len(rows) <= 8 or any(unfit(row.text) or not all(row.parts) for row in rows):
        return None
    if any(not 2 <= len(row.parts) <= 3 for row in rows) or (header is None and len(rows[0].parts) == 3):
        return None
    parts = [f"{row.parts[0]} ({_cells(row, header, casing)})" for row in rows]
    if (
        any(part.count("(") != part.count(")") for part in parts)
        or len(" ".join(parts).split()) > _MOST_WORDS
    ):
        return None
    return f"{'; '.join(parts[:-1])}; and {parts[-1]}."


def _cells(row: Passage, header: Passage | None, casing: Casing) -> str:
    """What a row says of its first cell, each column named where there are several."""
    if len(row.parts) == 2 or header is None:
        return _inner(row.parts[1], casing)
    named = zip(header.parts[1:], row.parts[1:], strict=True)
    return ", ".join(f"{casing.opening(name)}: {_inner(cell, casing)}" for name, cell in named)


def _inner(cell: str, casing: Casing) -> str:
    return casing.opening(cell).rstrip(".")


def find(source: Source) -> Iterator[Claim]:
    """The claims of single rows."""
    for section in source.sections:
        for block in section.blocks:
            if not block.members or block.members[0].kind != "header":
                continue
            header, rows = block.members[0], block.members[1:]
            owner = _owner(section.heading, header.parts[0], source)
            if owner is None:
                source.turn_down(KIND, "no heading says what the table is about", " | ".join(header.parts))
                continue
            for row in rows:
                found = _row(header, row, owner, source) if row.kind == "row" else None
                if found:
                    yield found
                else:
                    source.turn_down(KIND, "columns or cells are not understood", row.text)


@dataclass(frozen=True, slots=True)
class _Owner:
    """Whose rows they are: `of` follows the name of a row (" of an entry"), `about` the verb (" when I read logs")."""

    topic: str
    of: str = ""
    about: str = ""


def _owner(heading: tuple[str, ...], sort: str, source: Source) -> _Owner | None:
    """Whose rows a table tells, from the nearest heading that says so; None where none does.

    "Fields of an entry" over a column of fields, and "What an entry contains", say whose the rows are; "How to read logs" says
    when they matter; any other name is what they matter for.
    """
    how_to = re.match(r"how to (\w.*)", heading[-1], re.IGNORECASE) if heading else None
    if how_to:
        task = how_to.group(1).rstrip("?")
        return _Owner(task, about=f" when I {task}")
    for title in (*reversed(heading[1:]), *heading[:1]):
        owned = re.fullmatch(r"(\w+?)s? of ((?:an?|the) [\w' -]+)", title, re.IGNORECASE)
        held = _HOLDER.fullmatch(title)
        if held or (owned and owned.group(1).casefold() in sort.casefold()):
            owner = source.casing.inner(held.group(1) if held else owned.group(2) if owned else "")
            return _Owner(owner, of=f" of {owner}")
        if is_name(title):
            topic = re.sub(r"^an? ", "", with_article(title, source.casing))
            return _Owner(topic, about=f" in the context of {topic}")
    return None


def _row(header: Passage, row: Passage, owner: _Owner, source: Source) -> Claim | None:
    if len(header.parts) != len(row.parts) or len(row.parts) < 2 or not all(row.parts[:2]) or unfit(row.text):
        return None
    if not header.parts[0] or len(row.parts[0].split()) > 12:
        return None
    if (
        _SYMPTOM.match(header.parts[0])
        and len(row.parts) == 3
        and _CAUSE.match(header.parts[1])
        and _REMEDY.match(header.parts[2])
    ):
        return _trouble(header, row, owner, source)
    return _described(header, row, owner, source)


def _trouble(header: Passage, row: Passage, owner: _Owner, source: Source) -> Claim | None:
    """A symptom with its cause and its cure."""
    symptom, cause, cure = (cell.rstrip(".") for cell in row.parts)
    symptom, cause = source.casing.opening(symptom), source.casing.opening(cause)
    because = f"that {cause}" if parse(cause) else cause
    answer = f"If {symptom}, the likely cause is {because}. {capital(cure)}."
    return claim(
        "trouble",
        "trouble",
        symptom,
        answer,
        [header, row],
        symptom=symptom,
        about=owner.topic,
    )


def _described(header: Passage, row: Passage, owner: _Owner, source: Source) -> Claim | None:
    """A name with one description, where the second column's heading says what the description is."""
    name, said = row.parts[0], row.parts[1]
    sort = re.sub(r"\s+of\s.*$", "", source.casing.inner(header.parts[0]))
    if (
        len(row.parts) > 3
        or re.search(r"[;|]", name)
        or sort.casefold() in {"aspect", "property", "feature", "thing"}
    ):
        return None
    inner = source.casing.opening(said).rstrip(".")
    column = header.parts[1]
    first, second = (*(word.casefold().rstrip(",") for word in inner.split()[:2]), "")[:2]
    if (_MEANING.match(column) or _DOES.match(column)) and first in thirds():
        answer, shape = f"The {sort} `{name}` {inner}.", "row-does"
    elif (
        _MEANING.match(column) and first in bases() and (first not in words().noun_verbs or is_plural(second))
    ):
        answer, shape = f"The {sort} `{name}` is there to {inner}.", "row-does"
    elif _MEANING.match(column):
        noun = "is" if sort in {"field", "column", "property", "setting", "part"} else "means"
        verb = "says" if _INDIRECT.match(inner) else "means that" if parse(inner) else noun
        answer = f'The {sort} "{name}" {verb} {inner}.'
        shape = "row-means"
    elif _HOLDS.match(column):
        if parse(inner):
            return None
        verb = "says" if _INDIRECT.match(inner) else "holds"
        answer = f'The {sort} "{name}" {verb} {inner}.'
        shape = "row-holds"
    else:
        return None
    subject = f"{owner.topic}: {name}"
    return claim(
        KIND, shape, subject, answer, [header, row], sort=sort, name=name, of=owner.of, about=owner.about
    )
