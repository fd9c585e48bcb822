"""The card of a dataset: what it is, how it was made and what it is for, told from its manifest alone.

The words are those of the template `card.md` beside this file.
"""

from __future__ import annotations

from importlib import resources
from string import Template
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trainset.pack import Pack

_SHARES = {
    "from_the_bank": "were worded by a person for the request bank; the others by the grammar",
    "in_contrast_sets": "differ from a twin in one opposition",
    "with_a_time_that_depends_on_the_clock": "speak of a time that depends on the clock",
    "with_a_negation": "negate something",
    "with_alternatives": "offer alternatives",
    "beginning_with_a_small_letter": "begin with a small letter",
    "of_one_pattern_at_most": "come from one pattern, at most",
    "of_one_form_at_most": "say the same with the same values, at most",
    "with_one_first_word_at_most": "begin with the same word, at most",
}
_OWN = (
    "The questions come from documents of the user's own, and the dataset is under the licence of those documents.",
    "that of the documents it was built from",
)
_HANDBOOK = (
    "The questions come from the handbook that ships with the pack, which tells the facts in words of its own. To build from your own\n"
    "checkout of the documents instead, run `trainset build --docs PATH --size production --out FOLDER`; such a dataset is under the\n"
    "licence of those documents."
)


def card(manifest: Mapping[str, Any], pack: Pack) -> str:
    """The card as Markdown."""
    train = manifest["census"]["train"]
    asked, requests = train["questions"], train["requests"]
    neighbours, ledgers = manifest["neighbours"], manifest["counts"].values()
    origin, licence = _OWN if manifest["own_documents"] else (_HANDBOOK, pack.licence)
    return _template().substitute(
        product=pack.product,
        rows=_number(train["rows"]),
        questions=_number(asked["rows"]),
        requests=_number(requests["rows"]),
        clock=f"{pack.clock.day} {pack.clock:%B %Y, %H:%M %Z}",
        origin=origin,
        splits=_splits(manifest),
        kinds=_counts("kind", requests["kinds"]),
        difficulty=_counts("difficulty", requests["difficulty"]),
        answers=_number(asked["answers"]),
        planned=_number(asked["status"].get("planned", 0)),
        claims=_counts("claim", asked["claims"]),
        patterns=_number(requests["patterns"]),
        forms=_number(requests["forms"]),
        templates=_number(requests["templates"]),
        twice=f"{requests['forms_in_two_to_four_wordings']:.1%}",
        first_words=_number(requests["first_words"]),
        next_turns=_number(requests["with_a_next_turn"]),
        shares=_table(("share", "that"), [(f"{requests[name]:.2%}", what) for name, what in _SHARES.items()]),
        killed=_number(neighbours["killed"]),
        neighbours=_number(neighbours["held_against"]),
        candidates=_number(sum(ledger["candidates"] for ledger in ledgers)),
        dropped=_counts("reason", _dropped(ledgers)),
        certificate=_certificate(manifest["splits"]),
        licence=licence,
        seed=manifest["seed"],
        files=_table(
            ("file", "rows", "sha256"),
            [
                (f"`{name}`", _number(one["rows"]), f"`{one['sha256'][:16]}`")
                for name, one in manifest["outputs"].items()
            ],
        ),
    )


def _template() -> Template:
    return Template(resources.files("trainset.dataset").joinpath("card.md").read_text("utf-8"))


def _splits(manifest: Mapping[str, Any]) -> str:
    rows = [
        (
            name,
            *(_number(count) for count in (one["rows"], one["questions"]["rows"], one["requests"]["rows"])),
        )
        for name, one in manifest["census"].items()
    ]
    return _table(("split", "rows", "questions", "requests"), rows)


def _dropped(ledgers: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    counts = {code: count for ledger in ledgers for code, count in ledger["rejected"].items()}
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _certificate(splits: Mapping[str, Mapping[str, int]]) -> str:
    kinds = [kind for kind in next(iter(splits.values())) if kind != "rows"]
    rows = [(kind.replace("_", " "), *(_number(split[kind]) for split in splits.values())) for kind in kinds]
    return _table(("count", *splits), rows)


def _counts(name: str, counts: Mapping[str, int]) -> str:
    return _table((name, "rows"), [(key, _number(count)) for key, count in counts.items()])


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = (head, ["---"] * len(head), *rows)
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _number(count: int) -> str:
    return f"{count:,}"
