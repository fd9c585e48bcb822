from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from trainset.documents import SourceRules, read_documents
from trainset.errors import PackError

if TYPE_CHECKING:
    from pathlib import Path

SOURCES = """
[[checkout]]
marks = ["manual", "plans"]
read = ["manual/**/*.md"]
tasks = ["plans/*.md"]

[[checkout.skip]]
files = ["manual/draft-*.md"]
why = "a draft"
"""
STATUS = """
built = ['^paper catalog$']

[[planned]]
subject = "The reading lamp"
headings = ['\\blamps?\\b', 'catalog']
words = ['reading lamps?']
tasks = ["LAMP-1"]
"""


def shop(root: Path, task: str = "To Do") -> SourceRules:
    (root / "manual/deep").mkdir(parents=True)
    (root / "plans").mkdir()
    (root / "manual/deep/lamps.md").write_text(
        "# Shop\n\n## Lamps\n\nA lamp is lent with a book.\n\n## Paper catalog\n\nIt is printed.\n\n"
        "## Desks\n\nA desk carries reading lamps.\n"
    )
    (root / "manual/draft-1.md").write_text("# Draft\n\nNothing.\n")
    (root / "notes.md").write_text("# Notes\n\nNothing.\n")
    (root / "plans/lamp.md").write_text(f"---\nid: LAMP-1\nstatus: {task}\n---\n\nBuild the lamp.\n")
    (root / "sources.toml").write_text(SOURCES)
    (root / "status.toml").write_text(STATUS)
    return SourceRules.load(root / "sources.toml", root / "status.toml")


def test_a_checkout_is_read_by_the_rules(tmp_path: Path) -> None:
    reading = read_documents([tmp_path], shop(tmp_path))
    assert [file.name for file in reading.files] == [f"{tmp_path.name}/manual/deep/lamps.md"]
    assert {(loss.file.rsplit("/", 1)[1], loss.reason, loss.note) for loss in reading.losses} >= {
        ("draft-1.md", "skipped", "a draft"),
        ("notes.md", "not listed", "the pack's rules do not name it"),
    }


def test_the_deepest_heading_decides_what_is_planned(tmp_path: Path) -> None:
    by_text = {p.text: p for p in read_documents([tmp_path], shop(tmp_path)).passages}
    lamp = by_text["A lamp is lent with a book."]
    assert (lamp.status, lamp.planned_as) == ("planned", "The reading lamp is planned and not built yet.")
    assert by_text["It is printed."].status == "implemented"
    desk = by_text["A desk carries reading lamps."]
    assert desk.status == "implemented"
    assert desk.mentions[0][1] == "The reading lamp is planned and not built yet."


def test_a_finished_task_ends_the_plan(tmp_path: Path) -> None:
    reading = read_documents([tmp_path], shop(tmp_path, task="Done"))
    assert {passage.status for passage in reading.passages} == {"implemented"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[planed]]\nsubject = 'x'\n", "unknown key 'planed'.*\n.*planned"),
        ("[[planned]]\nsubject = 'x'\nwords = ['(']\n", "no regular expression"),
        ("[[planned]]\nwords = []\n", "subject"),
        ("x = \n", "TOML"),
    ],
)
def test_a_faulty_status_file_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "status.toml").write_text(text)
    with pytest.raises(PackError) as caught:
        SourceRules.load(tmp_path / "sources.toml", tmp_path / "status.toml")
    assert re.search(message, str(caught.value)), str(caught.value)


def test_missing_files_have_no_rules(tmp_path: Path) -> None:
    assert SourceRules.load(tmp_path / "a.toml", tmp_path / "b.toml") == SourceRules()
