"""What a number is compared by: the words before and behind it."""

from __future__ import annotations

from trainset.reader.item import Item, Items, at
from trainset.reader.quantities import Measure, unit_at

_FLIPPED = {"gt": "lt", "gte": "lte", "lt": "gt", "lte": "gte", "eq": "eq", "ne": "ne"}
# Wordings that people use loosely, with the operators they may mean.
_LOOSE = {
    "upwards of": ("gt", "gte"),
    "upward of": ("gt", "gte"),
    "within": ("lte", "lt"),
    "beyond": ("gt",),
    "as big as": ("gte", "eq"),
}
# Comparatives that take their "than" right behind them, or stand right before the number.
_COMPARATIVES = frozenset(
    [
        "bigger",
        "larger",
        "more",
        "less",
        "longer",
        "shorter",
        "smaller",
        "heavier",
        "lighter",
        "greater",
        "fewer",
    ]
)


def before(items: Items, place: int) -> tuple[frozenset[str], int]:
    """The operators that the words before a number allow, and where those begin."""
    about = False
    for here in range(place - 1, max(-1, place - 6), -1):
        item = items[here]
        said = item.role("amount").split(" / ")[0]
        if item.text in {"min", "max"} and at(items, here - 1).kind == "number":
            break
        if said == "about":
            about = about or not any(one.text == "," for one in items[here:place])
            continue
        if said:
            strong = frozenset(_LOOSE.get(item.text, (said,)))
            if item.text in _COMPARATIVES and place - here > 1:
                break
            if item.text in {"=", "=="} and at(items, here - 1).text in {">", "<"}:
                continue
            return strong, here
        if item.text == ">" and item.role("time"):
            return frozenset({"gt"}), here
        if not item.role("skip"):
            break
    if about:
        here = place - 1
        while at(items, here).role("amount").split(" / ")[0] != "about":
            here -= 1
        return frozenset({"about"}), here
    return frozenset(), place


def behind(items: Items, measure: Measure) -> tuple[frozenset[str], int]:
    """The operators that the words behind a number allow: 2 GB or more; 5mb+; 10 minutes tops."""
    here = measure.end
    if at(items, here - 2).text == "+":
        return frozenset({"gte"}), here
    for skipped in range(3):
        item = at(items, here + skipped)
        said = item.role("after").split(" / ")[0]
        if (
            said
            and not (item.text == "min" and measure.unit == "")
            and not _belongs_ahead(items, here + skipped)
        ):
            return frozenset({said}), here + skipped + 1
        if not (
            item.text
            in {
                "in size",
                "each",
                "in",
                "total",
                "size",
                "long",
                "and",
                "length",
                "in length",
                "rating",
                "big",
                "a",
                "piece",
                "stars",
                "pixels",
            }
            or item.role("unit")
            or item.role("hint")
        ):
            break
    flip = at(items, here)
    if flip.text in {"<", ">", "<=", ">=", "≤", "≥"} and at(items, here + 1).kind != "number":
        return frozenset({_FLIPPED[flip.role("amount").split(" / ")[0]]}), here + 1
    return frozenset(), here


def _belongs_ahead(items: Items, place: int) -> bool:
    """Whether a word that can stand behind a number rather begins the next amount: 5 GB, at least 3 stars."""
    item, after = at(items, place), at(items, place + 1)
    if not item.role("amount"):
        return item.text in {"plus", "up"} and after.kind != "symbol"
    return after.kind == "number" or (bool(after.role("one")) and bool(unit_at(items, place + 2)))


def hinted(items: Items, start: int, place: int, end: int) -> str:
    """What a bare number counts, from the words around it: pixels, seconds, stars, copies."""
    around = (*items[max(0, start - 2) : place], *items[end : end + 2])
    for item in around:
        hint = item.role("hint").split(" / ")[0]
        if hint and hint != "byte":
            return f"?{hint}"
    return ""


def is_bare(items: Items, start: int, end: int) -> bool:
    """Whether the neighbours of a number certainly hold no comparator."""

    def plain(item: Item) -> bool:
        return (
            item.kind == "name"
            or item.text in {"", ",", ".", "?"}
            or bool(item.role("bare"))
            or bool(item.role("noun"))
        )

    return plain(at(items, start - 1)) and plain(at(items, end))
