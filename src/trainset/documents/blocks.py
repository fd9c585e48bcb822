"""pandoc's blocks to drafts of passages: everything a passage has but its place and its status."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from trainset.documents.drafts import Draft, Walk
from trainset.documents.headings import PLANNED, RUN_IN, Headings
from trainset.documents.inlines import notes, opening_bold, plain
from trainset.documents.tables import caption, code_block, table

if TYPE_CHECKING:
    from collections import Counter

    from trainset.documents.passage import Kind

_CALLOUT = re.compile(r"^(note|tip|warning|important|caution|info|danger)\b\s*:\s*", re.IGNORECASE)
_SEPARATOR = re.compile(r"^\s*(?::|—|\u2013|-{1,2}|=|→)\s+|^\s*:\s*$")
_UNTITLED = {
    "steps",
    "frame",
    "panel",
    "div",
    "tabs",
    "codegroup",
    "cardgroup",
    "columns",
    "center",
    "table*",
}
_LED = {"BulletList", "OrderedList", "Table", "CodeBlock", "Div", "DefinitionList"}
_MAX_TERM = 90


def drafts(tree: dict[str, Any], title: str) -> tuple[list[Draft], Counter[str]]:
    """The drafts of a document in its order, and how many elements of which kind were left out."""
    meta = tree.get("meta", {})
    named = plain(meta["title"]["c"]) if meta.get("title", {}).get("t") == "MetaInlines" else ""
    walk = Walk(Headings(((0, named or title, False),)))
    blocks = tree["blocks"]
    if not named and not title:
        first = next((b for b in blocks if b["t"] == "Header"), None)
        walk.headings = Headings(((0, plain(first["c"][2]) if first else "", False),))
    if meta.get("abstract", {}).get("t") == "MetaBlocks":
        whole = walk.headings
        walk.headings = whole.under(1, "Abstract")
        _walk(walk, meta["abstract"]["c"])
        walk.headings = whole
    _walk(walk, blocks)
    return walk.drafts, walk.left_out


def _walk(walk: Walk, blocks: list[dict[str, Any]]) -> None:  # noqa: PLR0912  # one branch for each kind of block
    for at, block in enumerate(blocks):
        kind: str = block["t"]
        content: Any = block.get("c")
        follows = blocks[at + 1]["t"] if at + 1 < len(blocks) else ""
        if kind == "Header":
            walk.headings = walk.headings.under(content[0], plain(content[2]))
        elif kind in {"Para", "Plain"}:
            _paragraph(walk, content, follows)
        elif kind == "LineBlock":
            _paragraph(walk, [part for line in content for part in [*line, {"t": "Space"}]], follows)
        elif kind == "BulletList":
            _list(walk, content, first=0)
        elif kind == "OrderedList":
            _list(walk, content[1], first=max(1, content[0][0]))
        elif kind == "DefinitionList":
            _definitions(walk, content)
        elif kind == "Table":
            table(walk, content)
        elif kind == "Figure":
            caption(walk, content[1])
            _walk(walk, content[2])
        elif kind == "Div":
            _division(walk, content)
        elif kind == "BlockQuote":
            _boxed(walk, "quote", content)
        elif kind == "CodeBlock":
            code_block(walk, content)
        elif kind == "RawBlock":
            walk.left_out["markup"] += 1


def _paragraph(
    walk: Walk, inlines: list[dict[str, Any]], follows: str, kind: Kind = "paragraph", **more: Any
) -> None:
    """A paragraph: a heading in bold, a definition, a callout, a lead into what follows, or just a paragraph."""
    for note in notes(inlines):
        _noted(walk, note)
    text = plain(inlines)
    bold, rest = opening_bold(inlines)
    term, said = plain(bold), plain(rest)
    if (
        term
        and (not re.search(r"\w", said) or re.fullmatch(r"\(?(new|optional|deprecated)\)?:?", said.lower()))
        and bold[0]["t"] == "Strong"
        and kind == "paragraph"
        and not re.search(r"[.!?]$", term)
    ):
        walk.headings = walk.headings.under(RUN_IN, term)
        walk.drafts.append(
            Draft(
                "lead",
                PLANNED.sub(" ", term).strip(),
                walk.headings.words,
                words=PLANNED.sub(" ", text),
                box="heading",
            )
        )
        return
    callout = _CALLOUT.match(text)
    if callout:
        walk.add("callout", text[callout.end() :], words=text, **{**more, "box": callout.group(1).lower()})
        return
    definition = _definition(term, said)
    if definition:
        walk.add("definition", text, parts=definition, **more)
        return
    leads = kind == "paragraph" and text.endswith(":") and follows in _LED
    walk.add("lead" if leads else kind, text, **more)


def _definition(term: str, said: str) -> tuple[str, ...]:
    """Term and description, where a bold opening is set off from what follows by a colon or a dash."""
    if not term or len(term) > _MAX_TERM:
        return ()
    if term.endswith(":"):
        term = term.rstrip(":").strip()
    elif _SEPARATOR.match(said):
        said = _SEPARATOR.sub("", said, count=1)
    else:
        qualified = re.match(r"^(\([^()]{1,60}\))\s*:\s+", said)
        if not qualified:
            return ()
        term, said = f"{term} {qualified.group(1)}", said[qualified.end() :]
    said = said.strip()
    return (term, said) if re.search(r"\w", said) and re.search(r"\w", term) else ()


def _list(walk: Walk, items: list[list[dict[str, Any]]], *, first: int, level: int = 1) -> None:
    walk.groups += 1
    group = walk.groups
    for at, item in enumerate(items):
        number = first + at if first else 0
        blocks = item
        if blocks and blocks[0]["t"] in {"Para", "Plain"}:
            inlines = [e for e in blocks[0]["c"] if not (e["t"] == "Str" and e["c"] in {"☐", "☒"})]
            if len(inlines) < len(blocks[0]["c"]):
                walk.left_out["task"] += 1
            else:
                _paragraph(walk, inlines, "", "item", group=group, level=level, number=number)
            blocks = blocks[1:]
        for block in blocks:
            if block["t"] == "BulletList":
                _list(walk, block["c"], first=0, level=level + 1)
            elif block["t"] == "OrderedList":
                _list(walk, block["c"][1], first=max(1, block["c"][0][0]), level=level + 1)
            else:
                _walk(walk, [block])


def _definitions(walk: Walk, items: list[Any]) -> None:
    walk.groups += 1
    for term, bodies in items:
        for body in bodies:
            said = " ".join(plain(b["c"]) for b in body if b["t"] in {"Para", "Plain"})
            name = plain(term)
            if said:
                walk.add("definition", f"{name}: {said}", parts=(name, said), group=walk.groups)
            _walk(walk, [b for b in body if b["t"] not in {"Para", "Plain"}])


def _division(walk: Walk, content: list[Any]) -> None:
    """A box: a LaTeX environment, an HTML division or an unwrapped tag, with its title as a heading."""
    (_, classes, attributes), blocks = content
    name = classes[0].lower() if classes else ""
    title = dict(attributes).get("title", "")
    if name in {"tabular", "tikzpicture", "ccsxml", "thebibliography"}:
        walk.left_out[
            "table" if name == "tabular" else "figure" if name == "tikzpicture" else "reference list"
        ] += 1
        return
    outer = walk.headings
    if title:
        walk.headings = walk.headings.under(RUN_IN if name != "step" else RUN_IN + 1, title)
    _boxed(walk, "" if name in _UNTITLED or name == "step" else name, blocks)
    if title:
        walk.headings = outer


def _boxed(walk: Walk, box: str, blocks: list[dict[str, Any]]) -> None:
    outer = walk.box
    walk.box = box or outer
    _walk(walk, blocks)
    walk.box = outer


def _noted(walk: Walk, blocks: list[dict[str, Any]]) -> None:
    for block in blocks:
        if block["t"] in {"Para", "Plain"}:
            walk.add("note", plain(block["c"]))
