"""The kind of a request by its form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainset.semantics.form import Act, Breakdown, Count, Search, Total

if TYPE_CHECKING:
    from trainset.pack import Kind
    from trainset.semantics.form import Form


def kind_of_form(form: Form, searched: str) -> Kind:
    """The kind of a request; `searched` is the collection whose searches are called so, those of others are listings."""
    match form:
        case Search(collection):
            return "search" if collection == searched else "listing"
        case Count():
            return "count"
        case Total():
            return "total"
        case Breakdown():
            return "breakdown"
        case Act():
            return "action"
