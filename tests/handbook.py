"""What makes a folder of pages a book: each says where its facts come from, and every link leads somewhere.

A fault is told as `FILE:LINE: what is wrong`. The pages of a pack are held against this in the tests and not in the program:
a build reads any Markdown, but a handbook that ships has to keep its promises.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trainset.documents import front_matter
from trainset.errors import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from trainset.documents import SourceRules
    from trainset.documents.front_matter import FrontMatter

STATUSES = ("implemented", "partly", "planned")
INDEX = "index.md"
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]*)\)")
_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*$")
_FENCE = re.compile(r"^\s*(```|~~~)")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a page."""

    place: Place
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its name, its front matter, and its lines with those in code fences left empty."""

    name: str
    front: FrontMatter
    lines: tuple[str, ...]
    prose: tuple[str, ...] = field(default=())

    @property
    def headings(self) -> dict[str, int]:
        """Every heading below the title with its line."""
        found = ((at, _HEADING.match(line)) for at, line in enumerate(self.prose, 1))
        return {match[2]: at for at, match in found if match and len(match[1]) > 1}

    @property
    def title(self) -> tuple[str, int]:
        """The title as the page shows it, with its line."""
        found = ((at, _HEADING.match(line)) for at, line in enumerate(self.prose, 1))
        return next(((match[2], at) for at, match in found if match and len(match[1]) == 1), ("", 1))

    @property
    def links(self) -> list[tuple[int, str]]:
        """Where each link stands and where it leads."""
        bare = (re.sub(r"`[^`]*`", "", line) for line in self.prose)
        return [(at, match[1]) for at, line in enumerate(bare, 1) for match in _LINK.finditer(line)]

    def line_of(self, key: str) -> int:
        """The line of a key of the front matter, or the first."""
        return next((at for at, line in enumerate(self.lines, 1) if line.startswith(f"{key}:")), 1)


def read_page(path: Path) -> Page:
    """The page in a file."""
    text = path.read_text("utf-8")
    front, body = front_matter.split(text)
    prose, fenced = [], False
    for line in body.split("\n"):
        fence = bool(_FENCE.match(line))
        prose.append("" if fenced or fence else line)
        fenced ^= fence
    return Page(path.name, front, tuple(text.split("\n")), tuple(prose))


def faults_of(folder: Path, rules: SourceRules) -> list[Fault]:
    """All that is wrong with the pages of a folder that stands in its pack, in the order of files and lines."""
    pages = {path.name: read_page(path) for path in sorted(folder.glob("*.md"))}
    found = [fault for page in pages.values() for fault in _of_page(page, pages, folder.parent, rules)]
    found += _of_index(pages)
    return sorted(found, key=lambda fault: (fault.place.file, fault.place.line))


def _of_page(page: Page, pages: dict[str, Page], pack: Path, rules: SourceRules) -> Iterator[Fault]:
    if not page.front.fields:
        yield Fault(
            Place(page.name, 1), "no front matter: give title, status and sources between two lines of ---"
        )
        return
    yield from _of_status(page)
    yield from _of_sources(page, pack, rules)
    title, line = page.title
    if page.front.one("title") != title:
        yield Fault(
            Place(page.name, line), f"the heading {title!r} is not the title {page.front.one('title')!r}"
        )
    for line, target in page.links:
        if why := _broken(target, page, pages):
            yield Fault(Place(page.name, line), why)


def _of_status(page: Page) -> Iterator[Fault]:
    status = page.front.one("status")
    if status not in STATUSES:
        yield Fault(
            Place(page.name, page.line_of("status")), f"{status!r} is no status: use {', '.join(STATUSES)}"
        )
    planned = page.front.fields.get("planned", ())
    if status == "partly" and not planned:
        yield Fault(
            Place(page.name, page.line_of("status")), "partly planned, but no section is named in `planned`"
        )
    for section in planned:
        if section not in page.headings:
            yield Fault(Place(page.name, page.line_of("planned")), f"{section!r} is no heading of this page")


def _of_sources(page: Page, pack: Path, rules: SourceRules) -> Iterator[Fault]:
    place = Place(page.name, page.line_of("sources"))
    sources = page.front.fields.get("sources", ())
    if not sources:
        yield Fault(place, "no sources: name the documents that the facts come from")
    for source in sources:
        if not is_named(source, rules) and not (pack / source).is_file():
            yield Fault(place, f"{source!r} is neither named in sources.toml nor a file of the pack")


def is_named(source: str, rules: SourceRules) -> bool:
    """Whether the pack's rules know a document: as one that is read, that tells a status, or that is skipped for a reason."""
    return any(
        _matches(source, glob)
        for checkout in rules.checkouts
        for glob in (
            *checkout.read,
            *checkout.tasks,
            *(glob for skip in checkout.skip for glob in skip.files),
        )
    )


def _matches(path: str, glob: str) -> bool:
    """Whether a path matches a glob in which `**` stands for any number of folders."""
    pattern = re.escape(glob).replace(r"\*\*/", "(?:.*/)?").replace(r"\*\*", ".*").replace(r"\*", "[^/]*")
    return re.fullmatch(pattern, path) is not None


def _broken(target: str, page: Page, pages: dict[str, Page]) -> str:
    """Why a link leads nowhere; empty if it leads to a page of the book."""
    name, _, anchor = target.partition("#")
    other = pages.get(name) if name else page
    if other is None:
        return f"the link to {target!r} leads to no page of the handbook"
    if anchor and anchor not in {slug(heading) for heading in other.headings}:
        return f"the link to {target!r} leads to no heading of {other.name}"
    return ""


def slug(heading: str) -> str:
    """The anchor of a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _of_index(pages: dict[str, Page]) -> Iterator[Fault]:
    """What keeps the index from being the table of contents: every page stands in it, once."""
    if INDEX not in pages:
        yield Fault(Place(INDEX), "the book has no index page")
        return
    linked = [target for _, target in pages[INDEX].links]
    for name in pages:
        if name != INDEX and linked.count(name) != 1:
            yield Fault(Place(INDEX, 1), f"{name} is linked {linked.count(name)} times; once is right")


def shared_runs(text: str, documents: Sequence[str], length: int) -> list[str]:
    """The runs of at least `length` words that a text has in common with one of the documents."""
    known = {tuple(run) for document in documents for run in _runs(_words(document), length)}
    words, found, at = _words(text), [], 0
    while at + length <= len(words):
        end = at + length
        if tuple(words[at:end]) not in known:
            at += 1
            continue
        while end < len(words) and tuple(words[end - length + 1 : end + 1]) in known:
            end += 1
        found.append(" ".join(words[at:end]))
        at = end
    return found


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", re.sub(r"\\[a-zA-Z]+|[{}~$]", " ", text).lower())


def _runs(words: list[str], length: int) -> Iterator[list[str]]:
    return (words[at : at + length] for at in range(len(words) - length + 1))
