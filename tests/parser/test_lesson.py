"""Lessons vary: other names and other slips, and the same parse all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.bookshop import tools
from trainset.draw import Draw
from trainset.parser.lesson import Lesson, Stock, misspelt, stock_of, varied
from trainset.parser.lessons import read_lessons
from trainset.parser.parse import Frame, Leaf, Parse
from trainset.parser.shapes import Hole

if TYPE_CHECKING:
    from pathlib import Path


def test_variation_keeps_the_parse_and_changes_the_words(dataset: Path) -> None:
    lessons = read_lessons(dataset, tools().endpoint.schema, tools().values).lessons
    stock = stock_of(lessons)
    changed = 0
    for place, lesson in enumerate(lessons):
        other = varied(lesson, stock, Draw.seeded(0, place))
        assert other == varied(lesson, stock, Draw.seeded(0, place))
        changed += other.words != lesson.words
        assert other.parse.frame == lesson.parse.frame
        assert other.parse.alternatives == lesson.parse.alternatives
        for one, twin in zip(lesson.parse.leaves, other.parse.leaves, strict=True):
            assert (one.subject, one.operator, one.shape, one.extra) == (
                twin.subject,
                twin.operator,
                twin.shape,
                twin.extra,
            )
            assert 0 <= twin.start < twin.end <= len(other.words)
            assert [hole.role for hole in one.holes] == [hole.role for hole in twin.holes]
            assert all(twin.start <= hole.start < hole.end <= twin.end for hole in twin.holes)
            for hole, moved in zip(one.holes, twin.holes, strict=True):
                if hole.role != "T":
                    assert lesson.words[hole.start : hole.end] == other.words[moved.start : moved.end]
    assert changed > len(lessons) / 5


def test_a_slip_is_one_key_away() -> None:
    slips = {misspelt("pictures", Draw.seeded(0, place)) for place in range(200)}
    assert len(slips) > 20
    assert all(7 <= len(slip) <= 9 and slip[0] == "p" for slip in slips)


def test_a_field_of_many_names_has_made_up_ones_and_files_keep_their_endings() -> None:
    words = ("open", "draft", ".", "wav", "now")
    lesson = Lesson(
        words, Parse(Frame("search", "files"), (Leaf(1, 4, "name", "eq", "%T", (Hole("T", 1, 4),)),))
    )
    names = tuple((f"name{number}", ".", "pdf") for number in range(100))
    stock = Stock({"name": names}, ("kettle", "harbor"))
    made_up = set()
    for place in range(300):
        other = varied(lesson, stock, Draw.seeded(0, place))
        (hole,) = other.parse.leaves[0].holes
        said = other.words[hole.start : hole.end]
        assert other.words[0] == "open"
        assert said[-2] == "."
        if "kettle" in said or "harbor" in said:
            made_up.add(said)
            assert said[-1] == "wav"
    assert len(made_up) > 5
