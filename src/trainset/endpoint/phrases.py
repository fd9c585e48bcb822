"""Sentences about plans: patterns filled with numbers and names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trainset.endpoint.action_file import TypeRule

_FIELD = re.compile(r"\{(\w+)\}")
_OPTIONAL = re.compile(r"\[([^][]*)\]")
_STEP = 1024


def phrase(pattern: str, fields: Mapping[str, object]) -> str:
    """A pattern with its `{fields}` filled; what stands in square brackets goes where a field in it is missing."""

    def optional(part: re.Match[str]) -> str:
        missing = any(fields.get(name) in (None, "") for name in _FIELD.findall(part[1]))
        return "" if missing else part[1]

    def filled(field: re.Match[str]) -> str:
        return number(fields.get(field[1]))

    return _FIELD.sub(filled, _OPTIONAL.sub(optional, pattern))


def number(value: object) -> str:
    """A value as it stands in a sentence: 1,204."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return "" if value is None else str(value)


def measured(size: int, units: Sequence[str]) -> str:
    """A size in the largest unit of which there is at least one: 3.4 GB; each unit is 1,024 of the one before."""
    amount, place = float(size), 0
    while amount >= _STEP and place < len(units) - 1:
        amount, place = amount / _STEP, place + 1
    digits = f"{amount:.1f}" if place and amount < 10 else f"{amount:,.0f}"
    return f"{digits.removesuffix('.0')} {units[place]}"


def counted(rule: TypeRule, counts: Sequence[tuple[str, int]], name: str, size: str) -> str:
    """What an action touches: "12 files and 2 folders (3.4 GB)", "the file notes.txt (2 KB)"."""
    suffix = f" ({size})" if size else ""
    if not counts:
        return f"no {next(iter(rule.nouns.values()))[1]}"
    if len(counts) == 1 and counts[0][1] == 1 and name:
        return f"the {_noun(rule, counts[0][0])[0]} {name}{suffix}"
    parts = [f"{count:,} {_noun(rule, kind)[count != 1]}" for kind, count in counts]
    told = f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]
    return f"{told}{suffix}"


def _noun(rule: TypeRule, kind: str) -> tuple[str, str]:
    return rule.nouns.get(kind) or next(iter(rule.nouns.values()))
