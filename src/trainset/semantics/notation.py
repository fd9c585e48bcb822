"""The compact notation of logical forms: written by people in the request bank, by parsers as their answer, and in provenance.

    searchEntries where contentKind = "video" and size > 1 GB and modifiedAt within 1 month sort modifiedAt desc first 5

The grammar is `notation.lark`. Reading what was written gives the same form back.
"""

from __future__ import annotations

import json
import math
from decimal import Decimal
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any, cast

from lark import Lark, Transformer, UnexpectedInput
from lark.exceptions import VisitError

from trainset.errors import InputError
from trainset.semantics.form import (
    TIME_OPERATORS,
    Act,
    And,
    Breakdown,
    Compare,
    Condition,
    Count,
    Direction,
    Form,
    Not,
    Or,
    Quantity,
    Search,
    Slot,
    SortKey,
    Total,
    Word,
)
from trainset.semantics.period import (
    CALENDAR_UNITS,
    CLOCK_UNITS,
    PARTS,
    SEASONS,
    WEEKDAYS,
    Ago,
    Calendar,
    Dated,
    DayPart,
    InSeason,
    OnWeekday,
    Span,
)

if TYPE_CHECKING:
    from lark import Token

_SYMBOLS = {"=": "eq", "!=": "ne", ">": "gt", ">=": "gte", "<": "lt", "<=": "lte"}
_OPERATORS = {operator: symbol for symbol, operator in _SYMBOLS.items()}
_DAYS = {"today": 0, "yesterday": -1}
_NEAR = {0: "this", -1: "last"}
_PERIODS = Calendar | DayPart | Dated | OnWeekday | InSeason | Ago
_NUMBERS = int | float | Quantity | Slot
_PAIRS = {"between", "spanning"}
MAX_LENGTH = 20_000


def parse_search(text: str) -> Search:
    """The search that a text in the compact notation says.

    Raises:
        InputError: the text is not in the notation, or another form than a search.
    """
    form = parse_form(text)
    if not isinstance(form, Search):
        raise InputError("a logical form, but no search", hint=text)
    return form


def parse_form(text: str) -> Form:
    """The form that a text in the compact notation says.

    Raises:
        InputError: the text is not in the notation; the message shows the place.
    """
    if len(text) > MAX_LENGTH:
        raise InputError(f"a logical form of more than {MAX_LENGTH} characters")
    return _parsed(text)


@lru_cache(maxsize=64)  # one check after the other asks for the form of a row
def _parsed(text: str) -> Form:
    try:
        return cast("Form", _Reader().transform(_grammar().parse(text)))
    except UnexpectedInput as error:
        context = error.get_context(text).rstrip().replace("\n", "\n  ")
        raise InputError(f"not a logical form, at character {error.pos_in_stream}", hint=context) from None
    except VisitError as error:
        raise InputError(f"not a logical form: {error.orig_exc}", hint=text) from None
    except RecursionError:
        raise InputError("a logical form that is nested too deeply") from None


def print_form(form: Form) -> str:
    """The form in the compact notation.

    Raises:
        ValueError: a number is infinite or none, or a conjunction or disjunction has no parts.
    """
    match form:
        case Search():
            return _print_search(form)
        case Count(search):
            return f"count {_print_search(search)}"
        case Total(measures, search):
            return f"total {', '.join(measures)} of {_print_search(search)}"
        case Breakdown(by, search, measures):
            numbers = "" if measures == ("count",) else f" with {', '.join(measures)}"
            return f"breakdown by {by}{numbers} of {_print_search(search)}"
        case Act(name, arguments, selection):
            given = ", ".join(f"{argument}: {print_value(value)}" for argument, value in arguments)
            return f"do {name}({given})" + (f" on {_print_search(selection)}" if selection else "")


def _print_search(form: Search) -> str:
    words = [form.collection]
    if form.where is not None:
        words += ["where", print_condition(form.where)]
    if form.sort:
        words += ["sort", ", ".join(f"{key.field} {key.direction}" for key in form.sort)]
    if form.first is not None:
        words += ["first", print_value(form.first)]
    return " ".join(words)


def print_condition(condition: Condition) -> str:
    """The condition in the compact notation."""
    match condition:
        case Compare(field, operator, value):
            return print_comparison(field, operator, print_value(value))
        case Not(part):
            return f"not {_nested(part)}"
        case And(()) | Or(()):
            raise ValueError("no words say a conjunction or disjunction without parts")
        case And(parts):
            return " and ".join(_nested(part) for part in parts)
        case Or(parts):
            return " or ".join(_nested(part) for part in parts)


def print_comparison(field: str, operator: str, value: str) -> str:
    """A comparison in the compact notation, its value written already."""
    return f"{field} {_OPERATORS.get(operator, operator)} {value}"


def _nested(part: Condition) -> str:
    text = print_condition(part)
    return f"({text})" if isinstance(part, And | Or) else text


def print_value(value: object) -> str:
    """A value in the compact notation."""
    match value:
        case bool() | str():
            return json.dumps(value, ensure_ascii=False)
        case float():
            return _print_float(value)
        case tuple():
            return f"[{', '.join(print_value(item) for item in value)}]"
        case Quantity(amount, unit):
            return f"{amount:f} {unit}"
        case Word(name):
            return name
        case Slot(name):
            return f"{{{name}}}"
    return _print_time(value)


def _print_time(value: object) -> str:
    match value:
        case Span(count, unit):
            return f"{count} {unit}"
        case Ago(span):
            return f"ago {span.count} {span.unit}"
        case Calendar("day", offset) if -offset in {0, 1}:
            return "yesterday" if offset else "today"
        case Calendar(unit, offset):
            return f"{_NEAR[offset]} {unit}" if offset in _NEAR else f"{unit} {offset}"
        case DayPart(part, offset):
            return f"{part} {offset}"
        case OnWeekday(weekday):
            return weekday
        case InSeason(season, year):
            return season if year is None else f"{season} {year}"
        case Dated():
            return _print_date(value)
    return repr(value)


def _print_float(value: float) -> str:
    """All digits: the notation has no exponents, and tells a float by its point."""
    if not math.isfinite(value):
        raise ValueError(f"no notation for the number {value}")
    text = f"{Decimal(repr(value)):f}"
    return text if "." in text else f"{text}.0"


def _print_date(period: Dated) -> str:
    year = "*" if period.year is None else f"{period.year:04}"
    if period.quarter is not None:
        return f"{year}-Q{period.quarter}"
    numbers = [number for number in (period.month, period.day) if number is not None]
    return "-".join([year, *(f"{number:02}" for number in numbers)])


@cache
def _grammar() -> Lark:
    text = resources.files(__package__).joinpath("notation.lark").read_text("utf-8")
    return Lark(text, start="form", parser="lalr", maybe_placeholders=True)


class _Reader(Transformer[Any, Any]):
    """Turns the parse tree into values; Lark calls the method that is named like the rule."""

    def count(self, children: list[Any]) -> Count:
        return Count(children[0])

    def total(self, children: list[Any]) -> Total:
        return Total(children[0], children[1])

    def breakdown(self, children: list[Any]) -> Breakdown:
        by, measures, search = children
        return Breakdown(str(by), search, measures or ("count",))

    def act(self, children: list[Any]) -> Act:
        name, *arguments, search = children
        return Act(str(name), tuple(argument for argument in arguments if argument is not None), search)

    def argument(self, children: list[Any]) -> tuple[str, Any]:
        return str(children[0]), children[1]

    def names(self, children: list[Any]) -> tuple[str, ...]:
        return tuple(map(str, children))

    def word(self, children: list[Any]) -> Word:
        return Word(str(children[0]))

    def search(self, children: list[Any]) -> Search:
        name, where, *rest = children
        *keys, first = rest
        sort = tuple(key for key in keys if key is not None)
        return Search(str(name), where, sort, self._first(first))

    def _first(self, token: Token | None) -> int | Slot | None:
        if token is None:
            return None
        if token.type == "SLOT":
            return Slot(token[1:-1])
        if int(token) < 1:
            raise ValueError("'first' takes a number from 1 on")
        return int(token)

    def key(self, children: list[Any]) -> SortKey:
        return SortKey(str(children[0]), cast("Direction", str(children[1])))

    def disjunction(self, parts: list[Any]) -> Or:
        return Or(tuple(parts))

    def conjunction(self, parts: list[Any]) -> And:
        return And(tuple(parts))

    def negation(self, parts: list[Any]) -> Not:
        return Not(parts[0])

    def comparison(self, children: list[Any]) -> Compare:
        field, operator, value = children
        operator = _SYMBOLS.get(operator, str(operator))
        return Compare(str(field), operator, _fitting(value, operator))

    def text(self, children: list[Any]) -> str:
        text = str(json.loads(children[0]))
        text.encode()  # refuses half a surrogate pair, which no file can hold
        return text

    def yes(self, _: list[Any]) -> bool:
        return True

    def no(self, _: list[Any]) -> bool:
        return False

    def slot(self, children: list[Any]) -> Slot:
        return Slot(children[0][1:-1])

    def series(self, children: list[Any]) -> tuple[Any, ...]:
        return tuple(child for child in children if child is not None)

    def number(self, children: list[Any]) -> int | float:
        token = children[0]
        number = int(token) if token.type == "INTEGER" else float(token)
        if not math.isfinite(number):
            raise ValueError("a number that is too large")
        return number

    def measured(self, children: list[Any]) -> Quantity:
        amount, unit = children
        return Quantity(Decimal(amount), str(unit))

    def date(self, children: list[Any]) -> Dated:
        year, rest = str(children[0]).split("-", 1)
        number = None if year == "*" else int(year)
        if rest.startswith("Q"):
            return Dated(year=number, quarter=int(rest[1:]))
        month, _, day = rest.partition("-")
        return Dated(year=number, month=int(month), day=int(day) if day else None)

    def name(self, children: list[Any]) -> Any:
        word = str(children[0])
        if word in _DAYS:
            return Calendar("day", _DAYS[word])
        if word in WEEKDAYS:
            return OnWeekday(word)  # type: ignore[arg-type]  # one of the literals, as just seen
        if word in SEASONS:
            return InSeason(word)  # type: ignore[arg-type]
        raise ValueError(f"no value is called {word!r}; a text stands in double quotes")

    def counted(self, children: list[Any]) -> Any:
        word, number = str(children[0]), int(children[1])
        if word in CALENDAR_UNITS:
            return Calendar(word, number)  # type: ignore[arg-type]
        if word in PARTS:
            return DayPart(word, number)  # type: ignore[arg-type]
        if word in SEASONS:
            return InSeason(word, number)  # type: ignore[arg-type]
        raise ValueError(f"{word!r} takes no number")

    def ago(self, children: list[Any]) -> Ago:
        return Ago(_span(int(children[0]), str(children[1])))

    def last(self, children: list[Any]) -> Calendar:
        return self._near(str(children[0]), -1)

    def this(self, children: list[Any]) -> Calendar:
        return self._near(str(children[0]), 0)

    def _near(self, unit: str, offset: int) -> Calendar:
        if unit not in CALENDAR_UNITS:
            raise ValueError(f"no calendar unit is called {unit!r}")
        return Calendar(unit, offset)  # type: ignore[arg-type]


def _span(count: int, unit: str) -> Span:
    if unit not in {*CALENDAR_UNITS, *CLOCK_UNITS}:
        raise ValueError(f"no unit of time is called {unit!r}")
    return Span(count, unit)  # type: ignore[arg-type]


def _fitting(value: Any, operator: str) -> Any:
    """The value as its operator means it."""
    if (
        operator in _PAIRS
        and not isinstance(value, Slot)
        and not (isinstance(value, tuple) and len(value) == 2)
    ):
        raise TypeError(f"{operator!r} takes two values in brackets")
    if operator in TIME_OPERATORS:
        return _timed(value, operator)
    items = value if isinstance(value, tuple) and operator != "about" else (value,)
    for item in items:
        if operator in {"between", "about"} and (isinstance(item, bool) or not isinstance(item, _NUMBERS)):
            raise TypeError(f"{operator!r} takes numbers")
        if isinstance(item, _PERIODS | tuple):
            raise TypeError(f"{operator!r} takes no period and no list of lists")
    return value


def _timed(value: Any, operator: str) -> Any:
    """What a number or a quantity means beside a time operator: a year, or a span."""
    if isinstance(value, tuple) and operator == "spanning":
        return tuple(_timed(item, "during") for item in value)
    spans = operator in {"within", "older"}
    if isinstance(value, int) and not isinstance(value, bool) and not spans:
        return Dated(year=value)
    if isinstance(value, Quantity) and spans and value.amount == value.amount.to_integral_value():
        return _span(int(value.amount), value.unit)
    if isinstance(value, Slot) or (isinstance(value, _PERIODS) and not spans):
        return value
    raise TypeError(f"{operator!r} takes a {'span of whole units' if spans else 'period'}")
