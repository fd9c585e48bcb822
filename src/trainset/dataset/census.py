"""A census of a split: its rows by kind, by difficulty and by where they come from, and how varied they are."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from trainset.example import QARow, QuestionProvenance, RequestProvenance, RequestRow
from trainset.semantics.kinds import kind_of_form
from trainset.semantics.notation import parse_form, print_form
from trainset.semantics.traits import depends_on_clock, negates, offers_alternatives, template

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trainset.example import Example
    from trainset.semantics.form import Form

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
Census = dict[str, Any]
Requested = tuple[RequestRow, RequestProvenance, "Form"]


def census(rows: Iterable[Example], searched: str) -> Census:
    """The counts of a split; shares are of its text-to-graphql rows, rounded to four places."""
    rows = tuple(rows)
    requests: list[Requested] = []
    kinds: Counter[str] = Counter()
    claims: Counter[str] = Counter()
    status: Counter[str] = Counter()
    answers: set[str] = set()
    for row in rows:
        provenance = row.provenance
        if isinstance(provenance, QuestionProvenance):
            assert isinstance(row.row, QARow)  # noqa: S101 - a question's row
            answers.add(row.row.answer)
            claims[provenance.claim] += 1
            status[provenance.status] += 1
        elif isinstance(row.row, RequestRow):
            form = parse_form(provenance.logical_form)
            requests.append((row.row, provenance, form))
            kinds[kind_of_form(form, searched)] += 1
        else:
            kinds["refusal" if provenance.defaults[0].startswith("refuse") else "clarification"] += 1
    return {
        "rows": len(rows),
        "questions": {
            "rows": claims.total(),
            "answers": len(answers),
            "claims": _sorted(claims),
            "status": _sorted(status),
        },
        "requests": {
            "rows": kinds.total(),
            "kinds": _sorted(kinds),
            "difficulty": {
                str(level): count
                for level, count in sorted(Counter(one.difficulty for _, one, _ in requests).items())
            },
            **_variety(requests),
        },
    }


def _variety(requests: Sequence[Requested]) -> Census:
    """How varied the requests with a query are, in words and in meaning."""
    if not requests:
        return {}
    patterns = Counter(provenance.pattern.partition("~")[0] for _, provenance, _ in requests)
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for _, provenance, _ in requests:
        forms[provenance.logical_form].add(provenance.pattern)
    firsts = Counter(first_word(row.natural_language_query) for row, _, _ in requests)
    said = Counter(provenance.logical_form for _, provenance, _ in requests)

    def share(count: int) -> float:
        return round(count / len(requests), 4)

    return {
        "from_the_bank": share(sum(count for name, count in patterns.items() if name.startswith("bank/"))),
        "in_contrast_sets": share(sum(bool(provenance.contrast) for _, provenance, _ in requests)),
        "with_a_next_turn": sum(provenance.followup is not None for _, provenance, _ in requests),
        "patterns": len(patterns),
        "of_one_pattern_at_most": share(max(patterns.values())),
        "forms": len(forms),
        "of_one_form_at_most": share(max(said.values())),
        "forms_in_two_to_four_wordings": round(
            sum(2 <= len(one) <= 4 for one in forms.values()) / len(forms), 4
        ),
        "templates": len({print_form(template(form)) for _, _, form in requests}),
        "first_words": len(firsts),
        "with_one_first_word_at_most": share(max(firsts.values())),
        "beginning_with_a_small_letter": share(
            sum(row.natural_language_query[:1].islower() for row, _, _ in requests)
        ),
        "with_a_time_that_depends_on_the_clock": share(
            sum(depends_on_clock(form) for _, _, form in requests)
        ),
        "with_a_negation": share(sum(negates(form) for _, _, form in requests)),
        "with_alternatives": share(sum(offers_alternatives(form) for _, _, form in requests)),
    }


def first_word(text: str) -> str:
    """The first word of a text, in small letters; empty if it has none."""
    found = _WORD.search(text)
    return found.group().casefold() if found else ""


def _sorted(counts: Mapping[str, int]) -> dict[str, int]:
    """The counts, the largest first, names in order where they tie."""
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
