"""Follow-up turns: what somebody says next changes the request before, or does not fit it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bookshop import members, search, tools
from trainset.errors import PackError
from trainset.language.followup import changed, load_followups
from trainset.language.requests import next_turn
from trainset.semantics.notation import parse_form, print_form

if TYPE_CHECKING:
    from pathlib import Path

    from trainset.language.followup import FollowUp

SPEECH = tools().speech


def loaded(folder: Path, text: str) -> tuple[FollowUp, ...]:
    path = folder / "followups.txt"
    path.write_text(text, "utf-8")
    return load_followups(path, "searchBooks", SPEECH.schema, SPEECH.lexicon.slots, tools().values)


def after(folder: Path, before: str, entry: str) -> str | None:
    """What a request becomes by the one follow-up of a file."""
    (followup,) = loaded(folder, entry)
    form = changed(search(parse_form(before)), followup.pattern.form, followup)
    return None if form is None else print_form(form)


@pytest.mark.parametrize(
    ("before", "entry", "becomes"),
    [
        ("searchBooks", "[signed]\n+ signed = true", "searchBooks where signed = true"),
        (
            "searchBooks where pages > 3 sort price asc first 2",
            "[signed]\n+ signed = true",
            "searchBooks where pages > 3 and signed = true sort price asc first 2",
        ),
        ("searchBooks where signed = false", "[signed]\n+ signed = true", None),
        (
            "searchBooks where pages > 3 and signed = true",
            "[over 9]\n~ pages > 9",
            "searchBooks where pages > 9 and signed = true",
        ),
        ("searchBooks where pages > 9", "[over 9]\n~ pages > 9", None),
        ("searchBooks where signed = true", "[over 9]\n~ pages > 9", None),
        ("searchBooks where pages > 3 and pages < 9", "[over 9]\n~ pages > 9", None),
        ("searchBooks where pages > 3 or signed = true", "[over 9]\n~ pages > 9", None),
        (
            "searchBooks where pages > 3 and signed = true",
            "any length\n- pages",
            "searchBooks where signed = true",
        ),
        ("searchBooks where pages > 3", "any length\n- pages", None),
        ("searchBooks where signed = true", "any length\n- pages", None),
        ("searchBooks where signed = true and (pages > 3 or price < 2)", "any length\n- pages", None),
        (
            "searchBooks sort name asc first 3",
            "[sort:cheapest]\n= sort price asc",
            "searchBooks sort price asc first 3",
        ),
        ("searchBooks", "[first:two]\n= first 2", None),
        ("searchBooks sort name asc", "[first:two]\n= first 2", "searchBooks sort name asc first 2"),
        ("searchBooks sort name asc", "[sort:by name]\n= sort name asc", None),
        (
            "searchBooks where soldAt within 3 month",
            "[sort:newest]\n= sort boughtAt desc\n! the date spoken of",
            "searchBooks where soldAt within 3 month sort soldAt desc",
        ),
        (
            "searchBooks",
            "[sort:newest]\n= sort boughtAt desc\n! the date spoken of",
            "searchBooks sort boughtAt desc",
        ),
        (
            "searchBooks where pages > 3 sort name asc",
            "[verb:how many]\n= count",
            "count searchBooks where pages > 3",
        ),
        ("searchBooks sort name asc first 3", "[verb:how many]\n= count", None),
    ],
)
def test_a_follow_up_changes_a_request_or_does_not_fit_it(
    tmp_path: Path, before: str, entry: str, becomes: str | None
) -> None:
    assert after(tmp_path, before, entry) == becomes


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[signed]\n", "followups.txt:1: an entry is a wording, and a line with +, ~, - or ="),
        ("[signed]\n+ signed = true\n! loudly", "followups.txt:1: an entry is"),
        (
            "[signed]\n+ singed = true",
            "followups.txt:1: searchBooks has no field 'singed'\n  Did you mean 'signed'?",
        ),
        ("\nany length\n- page", "followups.txt:2: searchBooks has no field 'page'\n  Did you mean 'pages'?"),
        ("signed\n+ signed = true", "followups.txt:1: no bracket and no default says: signed = true"),
        ("[by {writer}]\n+ author = {writer}", "followups.txt:1: no slot is called {writer}"),
        ("[x]\n= sort", "followups.txt:1: not a logical form"),
        ("[x]\n= do burn()", "followups.txt:1: the schema has no action 'burn'"),
    ],
)
def test_a_faulty_follow_up_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(PackError) as error:
        loaded(tmp_path, text)
    assert str(error.value).startswith(message)


def test_a_pack_without_follow_ups_has_none(tmp_path: Path) -> None:
    missing = tmp_path / "followups.txt"
    assert load_followups(missing, "searchBooks", SPEECH.schema, SPEECH.lexicon.slots, tools().values) == ()


def test_the_share_of_searches_that_the_pack_wants_has_a_next_turn_and_no_listing_has() -> None:
    searches = members(SPEECH, "search", 200)
    turns = [next_turn(member, SPEECH) for member in searches]
    followed = [turn for turn in turns if turn is not None]
    assert 0.25 < len(followed) / len(turns) < 0.6  # half of them, where one fits
    assert turns == [next_turn(member, SPEECH) for member in searches]
    assert len({turn.example.provenance.fields["source"]["pattern"] for turn in followed}) == len(
        SPEECH.followups
    )
    assert not any(next_turn(member, SPEECH) for member in members(SPEECH, "listing", 30))
