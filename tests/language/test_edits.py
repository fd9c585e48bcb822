"""Edits keep the alignment and the values of an utterance."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trainset.example import Aligned
from trainset.language.edits import Edit, edited, words
from trainset.language.pattern import Utterance
from trainset.semantics.form import Search

SEARCH = Search("searchBooks")


@st.composite
def cases(draw: st.DrawFn) -> tuple[Utterance, list[Edit]]:
    """An utterance with spans on its words, and edits that do not overlap; some insert."""
    parts = draw(st.lists(st.text("abc,", min_size=1, max_size=5), min_size=1, max_size=8))
    text = " ".join(parts)
    starts = [sum(len(part) + 1 for part in parts[:place]) for place in range(len(parts))]
    spans = [(start, start + len(part)) for start, part in zip(starts, parts, strict=True)]
    chosen = draw(st.lists(st.sampled_from(range(len(parts))), unique=True))
    edits = [Edit(*spans[place], draw(st.text("xyz", max_size=4))) for place in chosen]
    if draw(st.booleans()):
        edits.append(Edit(len(text), len(text), "!"))
    if draw(st.booleans()):
        edits.append(Edit(0, 0, "hey "))
    alignment = tuple(Aligned(str(place), *span) for place, span in enumerate(spans))
    values = tuple(span for place, span in enumerate(spans) if place not in chosen)
    return Utterance(text, SEARCH, alignment, values), edits


@given(cases())
def test_what_was_not_edited_stays_where_its_span_says(case: tuple[Utterance, list[Edit]]) -> None:
    before, edits = case
    after = edited(before, edits)
    changed = {(edit.start, edit.end): edit.text for edit in edits if edit.start != edit.end}
    for old, new in zip(before.alignment, after.alignment, strict=True):
        was, now = before.text[old.start : old.end], after.text[new.start : new.end]
        assert now == changed.get((old.start, old.end), was)
        assert new.part == old.part
    for (start, end), (moved_start, moved_end) in zip(before.values, after.values, strict=True):
        assert after.text[moved_start:moved_end] == before.text[start:end]
    grown = sum(len(edit.text) - (edit.end - edit.start) for edit in edits)
    assert len(after.text) == len(before.text) + grown


def test_words_are_neither_values_nor_quotations_nor_names_of_files() -> None:
    text = 'find "big ones" in notes_v2 on Maya Phone or ~/docs/x, haven\'t they'
    start = text.index("Maya Phone")
    utterance = Utterance(text, SEARCH, (), ((start, start + len("Maya Phone")),))
    assert [match.group() for match in words(utterance)] == ["find", "in", "on", "or", "haven't", "they"]
