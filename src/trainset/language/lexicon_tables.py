"""The tables of the files of a lexicon, as they are written.

Their shape is checked here, and what they mean in lexicon_file.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from trainset.toml_file import Strict

Weight = Annotated[float, Field(gt=0)]
Texts = tuple[Annotated[str, Field(min_length=1)], ...]
Some = Annotated[Texts, Field(min_length=1)]


class NounTable(Strict):
    """What things are called, and the condition that the noun itself says."""

    form: str = ""
    one: Texts = ()
    many: Texts = ()
    kinds: tuple[str, ...] = ()
    weight: Weight = 1


class PhraseTable(Strict):
    """A condition, and the words before and after a noun that say it."""

    form: str
    before: Texts = ()
    after: Texts = ()
    needs: tuple[str, ...] = ()
    weight: Weight = 1


class OrderTable(Strict):
    """An order, and the words that say it."""

    form: str
    after: Texts = ()
    superlative: Texts = ()
    spoken_date: bool = False
    needs: tuple[str, ...] = ()
    weight: Weight = 1


class GroupTable(Strict):
    """A field to group by, and its names."""

    by: str
    say: Some
    needs: tuple[str, ...] = ()
    weight: Weight = 1


class MeasureTable(Strict):
    """What is measured, and how totals and breakdowns ask for it."""

    measures: Some
    total: Some
    grouped: Texts = ()
    needs: tuple[str, ...] = ()
    weight: Weight = 1


class ActTable(Strict):
    """An action, and how it is asked for."""

    form: str
    say: Some
    needs: tuple[str, ...] = ()
    weight: Weight = 1


class WordsFile(Strict):
    """One file of words: what is said of one collection."""

    collection: str
    weight: Weight = 1
    apart: tuple[tuple[str, ...], ...] = ()
    noun: Annotated[tuple[NounTable, ...], Field(min_length=1)]
    phrase: tuple[PhraseTable, ...] = ()
    order: tuple[OrderTable, ...] = ()
    group: tuple[GroupTable, ...] = ()
    measure: tuple[MeasureTable, ...] = ()
    act: tuple[ActTable, ...] = ()


class RankedTable(Strict):
    """How the first groups of a breakdown are asked for."""

    form: str
    single: bool = False
    say: Some


class JointsTable(Strict):
    """The words between conditions."""

    alternative: Some
    exception: Some
    then: Some


class FramesFile(Strict):
    """Sentences around a noun with its conditions."""

    search: Some
    count: Some
    breakdown: Some
    ranked: tuple[RankedTable, ...] = ()
    joints: JointsTable
