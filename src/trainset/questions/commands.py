"""Command lines with what they do, from the remark in the code or from the sentence before it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trainset.questions.clauses import parse
from trainset.questions.sentences import split
from trainset.questions.source import Source, claim
from trainset.questions.topics import article
from trainset.questions.words import bases, is_plural, third, thirds, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainset.documents.passage import Passage
    from trainset.questions.claim import Claim

KIND = "command"
_BUILDING = re.compile(
    r"^(?:\w+=\S+ )*(?:cargo|npm|pnpm|yarn|pip|git|cd|curl|make|docker|export|echo|ls|cat|rm|mkdir|ps|"
    r"kill|lsof|tail|sqlite3|sudo|brew|apt|du|find|chmod|which)\b"
)
_NO_OBJECT = re.compile(r"(?:by|with|as|using|via)\b", re.IGNORECASE)
_IDLE = {"name", "use", "do", "work", "take", "have", "leave", "need", "mean", "look", "become"}
_FOLLOWING = re.compile(r"^(?:The (?:following|next|last|second|first|third)|This) command ", re.IGNORECASE)

_COORDINATED = re.compile(r"\b(?P<link>and|or|then) (?P<verb>[a-z]+s) (?P<follower>[\w`'-]+)")


def find(source: Source) -> Iterator[Claim]:
    """The claims of command lines."""
    before: Passage | None = None
    counts: dict[tuple[str, int], int] = {}
    for passage in source.passages:
        if passage.kind == "command":
            counts[(passage.file, passage.group)] = counts.get((passage.file, passage.group), 0) + 1
    for passage in source.passages:
        if passage.kind != "command":
            before = passage
            continue
        alone = counts[(passage.file, passage.group)] == 1
        found = _remarked(passage) or (_introduced(before, passage) if alone and before else None)
        if found:
            yield found
        else:
            source.turn_down(KIND, "nothing says what the command does", passage.text)


def _task(remark: str) -> str:
    """What a remark in the imperative tells to do, or nothing."""
    if re.search(r"\b(?:planned|deprecated|legacy)\b|\bif [\w ]+ not (?!yet|been)", remark, re.IGNORECASE):
        return ""
    remark = re.sub(r"\s*\([^()]*\)", "", remark).rstrip(".:")
    first = remark.split()[0] if remark.split() else ""
    if (
        first.casefold() == "default"
        or first.casefold() not in bases()
        or len(remark.split()) < 2
        or "/" in remark
        or not first[:1].isupper()
    ):
        return ""
    if (
        re.search(r"\b(?:first|this|these|it|them|above|below|then)\b", remark, re.IGNORECASE)
        or len(remark.split()) > 14
    ):
        return ""
    return _with_article(remark[:1].lower() + remark[1:])


def _with_article(task: str) -> str:
    """Know that "close current library" as "close the current library": remarks leave articles out."""
    verb, _, rest = task.partition(" ")
    lead = re.match(r"(?:if|whether|that|all|with|from|to|in|up|for)\b ?", rest)
    if lead and lead.group().strip() not in {"if", "whether", "that"}:
        return task
    start = lead.group() if lead else ""
    words_of = rest[len(start) :].split()
    head: list[str] = []
    for word in words_of:
        if word.casefold() in words().prepositions | words().subordinators | words().auxiliaries or (
            word.endswith("ing") and head
        ):
            break
        head.append(word)
    if (
        not head
        or head[0].casefold() in words().determiners
        or not all(re.fullmatch(r"[A-Za-z-]+", w) for w in head)
    ):
        return task
    last = head[-1].casefold()
    if is_plural(last) or last in words().uncounted | {"help", "version"} or re.search("[A-Z]", head[-1]):
        return task
    some = head[0].casefold() in {"specific", "custom", "new", "separate", "single", "quick", "detailed"}
    return f"{verb} {start}{article(' '.join(words_of)) if some else 'the'} {' '.join(words_of)}"


def _fit(passage: Passage) -> bool:
    command = passage.parts[1]
    return (
        not _BUILDING.match(command)
        and len(command) < 140
        and len(command.split()) > 1
        and "\\" not in command
    )


def _remarked(passage: Passage) -> Claim | None:
    task = _task(passage.parts[0])
    if not task or not _fit(passage):
        return None
    return _claim(task, passage.parts[1], [passage])


def _introduced(before: Passage, passage: Passage) -> Claim | None:
    """A sentence such as "The following command lists all jobs:" directly before a single command."""
    if before.file != passage.file or before.heading != passage.heading or not _fit(passage):
        return None
    last = split(before.text)[-1]
    clause = parse(_FOLLOWING.sub("The command ", last).rstrip(":."))
    if not _FOLLOWING.match(last) or clause is None or not clause.verb or clause.verb in _IDLE:
        return None
    if re.search(r"\b(?:it|this|these|them|that|same)\b|^(?!.*\ban? \w+.*\bits\b).*\bits\b", clause.rest):
        return None
    return _claim(
        f"{clause.verb} {_in_base_form(clause.rest)}", passage.parts[1], [before, passage], clause.rest
    )


def _in_base_form(rest: str) -> str:
    """Let the verbs after the first follow it: of "scan a folder and ignores caches", "scan … and ignore caches"."""

    def base(match: re.Match[str]) -> str:
        verb, follower = match["verb"], match["follower"].casefold()
        is_noun = follower.endswith("ing") or follower in (
            words().prepositions | words().subordinators | words().auxiliaries | {"and", "or"}
        )
        return match[0] if is_noun else f"{match['link']} {thirds()[verb]} {match['follower']}"

    return _COORDINATED.sub(lambda match: base(match) if match["verb"] in thirds() else match[0], rest)


def _claim(task: str, command: str, passages: list[Passage], told: str | None = None) -> Claim | None:
    """The claim, or None where the task names nothing that it is done to ("filter by status").

    `told` is what follows the verb where the documents tell what the command does.
    """
    verb, _, rest = task.partition(" ")
    if _NO_OBJECT.match(rest):
        return None
    answer = f"To {task}, run `{command}`."
    return claim(
        KIND,
        "command",
        task,
        answer,
        passages,
        task=task,
        does=f"{third(verb)} {told or rest}",
        command=command,
    )
