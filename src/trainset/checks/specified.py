"""All checks of single examples, in the order in which their findings read best: each relies on the ones before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainset.checks import (
    executes,
    grounded,
    literals,
    read_back,
    self_contained,
    shape,
    told_apart,
    valid,
    well_formed,
)

if TYPE_CHECKING:
    from trainset.checks.base import Check, Context, Finding
    from trainset.example import Example

# What holds a query against its form, whatever words say it.
CHECKS_OF_FORMS: tuple[Check, ...] = (valid.check, literals.check, executes.check, told_apart.check)
SPECIFIED_CHECKS: tuple[Check, ...] = (
    shape.check,
    *CHECKS_OF_FORMS,
    read_back.check,
    well_formed.check,
    self_contained.check,
    grounded.check,
)


def first_findings(example: Example, context: Context) -> tuple[Finding, ...]:
    """The findings of the first check that has any; what follows it would often say the same in other words."""
    for check in SPECIFIED_CHECKS:
        if found := check(example, context):
            return found
    return ()


def all_findings(example: Example, context: Context) -> tuple[Finding, ...]:
    """The findings of every check."""
    return tuple(finding for check in SPECIFIED_CHECKS for finding in check(example, context))
