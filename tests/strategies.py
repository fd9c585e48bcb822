"""Random values of the domain: clocks, periods, conditions and forms over a schema, and the entities they are asked of.

Texts, numbers and dates come mostly from small pools that forms and entities share, so that comparisons hit their bounds.
Strategies are kept once they are made, since making them takes longer than drawing from them.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from graphql import GraphQLObjectType, is_non_null_type
from hypothesis import settings
from hypothesis import strategies as st

from trainset.semantics.form import (
    Act,
    And,
    Breakdown,
    Compare,
    Count,
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
    Clock,
    Dated,
    DayPart,
    InSeason,
    OnWeekday,
    Span,
)
from trainset.semantics.resolve import Setting
from trainset.semantics.schema import load_schema
from trainset.semantics.units import Units

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

    from tests.world.evaluate import Entity
    from trainset.semantics.form import Condition, Form
    from trainset.semantics.schema import Collection, FilterField, Schema

BOOKSHOP = Path(__file__).parent / "bookshop" / "pack" / "schema.graphql"
NOON = Clock(datetime(2025, 9, 3, 12, tzinfo=UTC))
UNITS = Units(
    measures={"price": "money", "weight": "mass"},
    factors={"money": {"cent": 1, "euro": 100}, "mass": {"kg": 1, "ton": 1000}},
    whole=frozenset({"money"}),
)
SETTING = Setting(NOON, UNITS)
IMPLICIT = {"searchBooks": {"medium": "print"}}

TEXTS = (
    "",
    "print",
    "file",
    "Dune",
    "dune",
    "DUNES",
    "O'Hara",
    'say "go"',
    "back\\slash\\n",
    "100%",
    "a_b!c",
    "AxB!C",
    "Ärger",
    "ärger",
    "שלום עולם",
    "\u202eright to left",
    "😀👩‍👩‍👧",
    "two\nlines\r\nand\ttabs",
    '"""',
    "{size} [x] # $y",
    "/",
    "/ground/poetry",
    "/Ground/Poetry/new",
    "/ground/poetry0",
    '\'; DROP TABLE "Book"; --',
    '" OR 1=1 --',
    "\x01\x1f\x7f\x85\u2028\ufeff",
)
NUMBERS = (-1, 0, 1, 2, 3, 15, 300, 301, 2**31 - 1, -(2**31))
LARGE = (*NUMBERS, 2**40, 2**63 - 1, -(2**63))
FLOATS = (-0.5, 0.0, 0.1, 1.0, 1.5, 2.0, 15.0, 1e-7, 1e16, 123456789.125)
INSTANTS = (
    "0001-01-01T00:00:00Z",
    "0987-06-05T04:03:02Z",
    "2024-02-29T00:00:00Z",
    "2025-08-03T00:00:00Z",
    "2025-08-03T00:00:01Z",
    "2025-09-03T12:00:00Z",
    "9999-12-31T23:59:59Z",
)
IDS = ("a", "A", "B", "b", "b10", "b9", "é", "É", "0", "00", "z", "😀", "_", "~")
POOLS: dict[str, tuple[Any, ...]] = {
    "String": TEXTS,
    "Int": NUMBERS,
    "BigInt": LARGE,
    "Float": FLOATS,
    "Boolean": (True, False),
    "DateTime": INSTANTS,
}
ZONES = (
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "America/Sao_Paulo",
    "America/Havana",
    "Africa/Cairo",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Kiritimati",
)
# Days on which something is odd: no midnight, two midnights, a skipped day before, leap days, the ends of months.
ODD_MOMENTS = tuple(
    datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(zone))
    for moment, zone in (
        ("2018-11-04T12:00:00", "America/Sao_Paulo"),
        ("2018-02-18T00:30:00", "America/Sao_Paulo"),
        ("2024-03-10T03:00:00", "America/Havana"),
        ("2024-11-03T00:30:00", "America/Havana"),
        ("2024-04-26T09:00:00", "Africa/Cairo"),
        ("2011-12-31T10:00:00", "Pacific/Apia"),
        ("2025-03-30T03:30:00", "Europe/Berlin"),
        ("2025-10-26T02:30:00", "Europe/Berlin"),
        ("2024-02-29T23:59:59", "America/New_York"),
        ("2023-03-31T00:00:00", "Asia/Kathmandu"),
        ("2024-12-31T23:59:59", "Pacific/Kiritimati"),
        ("2025-01-01T00:00:00", "UTC"),
        ("2000-02-29T12:00:00", "UTC"),
    )
)


# What the pack of the bookshop leaves out: numbers about books, and more actions.
OPERATIONS = """
extend type Query {
  stockTotals(filter: BookFilter): StockTotals!
  stockBreakdown(filter: BookFilter, by: StockGroup!, sortBy: [StockSort!], first: Int): [StockBucket!]!
}
type StockTotals { count: Int! sold: BigInt! price: Int }
type StockBucket { key: String count: Int! sold: BigInt! }
enum StockGroup { genre author boughtYear }
input StockSort { field: StockSortField! direction: SortDirection! }
enum StockSortField { key count sold }
extend type Mutation {
  removeBooks(filter: BookFilter!, sortBy: [BookSort!], first: Int, burn: Boolean = false, commit: Boolean = false): Plan!
  labelBooks(filter: BookFilter!, labels: [String!]!, mode: LabelMode = ADD, commit: Boolean = false): Plan!
  openShelf(height: Float, name: String!, floor: Int = 0, commit: Boolean = false): Plan!
}
enum LabelMode { ADD REPLACE }
"""


def steady(examples: int) -> settings:
    """The same examples in every run, so many of them."""
    return settings(max_examples=examples, derandomize=True, deadline=None)


@cache
def bookshop() -> Schema:
    """The schema of the bookshop, with totals, breakdowns and actions besides."""
    return load_schema(BOOKSHOP.read_text("utf-8") + OPERATIONS, BOOKSHOP.name)


BOOKS = bookshop().collection("searchBooks")


@cache
def texts(*, control: bool = True) -> SearchStrategy[str]:
    """Texts of all alphabets, well known ones first; without NUL unless control characters are asked for."""
    letters = st.characters(codec="utf-8", exclude_characters="" if control else "\0")
    return st.one_of(st.sampled_from(TEXTS), st.text(letters, max_size=6))


@cache
def instants() -> SearchStrategy[str]:
    """Instants as they are written in queries."""
    anywhere = st.datetimes().map(lambda moment: f"{moment.replace(microsecond=0).isoformat()}Z")
    return st.one_of(st.sampled_from(INSTANTS), anywhere)


@cache
def scalars(name: str, *, control: bool = True) -> SearchStrategy[Any]:
    """Values of a scalar of the schema, as literals."""
    return {
        "String": texts(control=control),
        "Int": st.one_of(st.sampled_from(NUMBERS), st.integers(-(2**31), 2**31 - 1)),
        "BigInt": st.one_of(st.sampled_from(LARGE), st.integers(-(2**63), 2**63 - 1)),
        "Float": st.one_of(
            st.sampled_from(FLOATS),
            st.floats(allow_nan=False, allow_infinity=False),
            st.sampled_from(NUMBERS),
        ),
        "Boolean": st.booleans(),
        "DateTime": instants(),
    }[name]


@st.composite
def comparisons(draw: DrawFn, collection: Collection, *, control: bool = True) -> Compare:
    """A resolved comparison on some field."""
    field = draw(st.sampled_from(list(collection.fields.values())))
    operator = draw(st.sampled_from(field.operators))
    if operator == "exists":
        return Compare(field.name, operator, draw(st.booleans()))
    values = scalars(field.scalar, control=control)
    if operator in field.lists:
        return Compare(field.name, operator, tuple(draw(st.lists(values, max_size=4))))
    return Compare(field.name, operator, draw(values))


def conditions(collection: Collection, *, control: bool = True) -> SearchStrategy[Condition]:
    """Resolved conditions, nested; conjunctions and disjunctions of any length, none and one included."""
    return _nested(comparisons(collection, control=control), least=0)


@st.composite
def _nested(draw: DrawFn, leaves: SearchStrategy[Compare], least: int, depth: int = 0) -> Condition:
    kind = draw(st.sampled_from(["compare", "and", "or", "not"] if depth < 3 else ["compare"]))
    parts = _nested(leaves, least, depth + 1)
    if kind == "compare":
        return draw(leaves)
    if kind == "not":
        return Not(draw(parts))
    several = tuple(draw(st.lists(parts, min_size=least, max_size=3)))
    return And(several) if kind == "and" else Or(several)


def _or_none(values: SearchStrategy[Any]) -> SearchStrategy[Any]:
    """None in one of six."""
    return st.sampled_from(range(6)).flatmap(lambda number: st.none() if number == 5 else values)


def sort_keys(collection: Collection) -> SearchStrategy[tuple[SortKey, ...]]:
    """Orders of up to three keys."""
    return _sort_keys(collection.sorts)


@cache
def _sort_keys(fields: tuple[str, ...]) -> SearchStrategy[tuple[SortKey, ...]]:
    keys = st.builds(SortKey, st.sampled_from(fields), st.sampled_from(["asc", "desc"]))
    return st.lists(keys, max_size=3, unique_by=lambda key: key.field).map(tuple)


@st.composite
def resolved_forms(draw: DrawFn, collection: Collection | None = None, *, control: bool = True) -> Search:
    """Forms as they are written in GraphQL; of any collection of the bookshop unless one is given."""
    collection = collection or draw(st.sampled_from(list(bookshop().collections.values())))
    return Search(
        collection.name,
        draw(_or_none(conditions(collection, control=control))),
        draw(sort_keys(collection)),
        draw(st.none() | st.integers(1, 9)),
    )


@st.composite
def resolved_operations(draw: DrawFn) -> Form:
    """Counts, totals, breakdowns and actions as they are written in GraphQL."""
    return draw(_operations(resolved_forms(BOOKS), scalars("String"), scalars("Int")))


@st.composite
def _operations(
    draw: DrawFn, searches: SearchStrategy[Search], words: SearchStrategy[Any], numbers: SearchStrategy[Any]
) -> Form:
    """Any other form than a search, about such searches and with such values."""
    search = draw(searches)
    plain = Search("searchBooks", search.where)
    measures = st.lists(st.sampled_from(["sold", "count", "price"]), min_size=1, max_size=3, unique=True)
    kind = draw(st.sampled_from(["count", "total", "breakdown", "remove", "label", "open"]))
    match kind:
        case "count":
            return Count(search)
        case "total":
            return Total(tuple(draw(measures)), search)
        case "breakdown":
            numbered = tuple(name for name in draw(measures) if name != "price") or ("count",)
            keys = draw(_sort_keys(("key", "count", "sold")))
            by = draw(st.sampled_from(["genre", "author", "boughtYear"]))
            return Breakdown(by, Search("searchBooks", search.where, keys, search.first), numbered)
        case "remove":
            burn = draw(st.sampled_from([(), (("burn", True),), (("burn", False),)]))
            return Act("removeBooks", burn, search)
        case "label":
            given: list[tuple[str, Any]] = [("labels", tuple(draw(st.lists(words, min_size=1, max_size=3))))]
            given += draw(st.sampled_from([[], [("mode", Word("ADD"))], [("mode", Word("REPLACE"))]]))
            return Act("labelBooks", tuple(given), plain)
    shelf = [("name", draw(words)), ("floor", draw(numbers)), ("height", draw(scalars("Float")))]
    return Act("openShelf", tuple(shelf[: draw(st.integers(1, 3))]))


@cache
def spans() -> SearchStrategy[Span]:
    """Lengths of time, short ones mostly."""
    counts = st.one_of(st.integers(0, 40), st.integers(0, 4000))
    return st.builds(Span, counts, st.sampled_from([*CALENDAR_UNITS, *CLOCK_UNITS]))


@cache
def calendar_spans() -> SearchStrategy[Span]:
    """Lengths of whole days."""
    return spans().filter(lambda span: span.unit in CALENDAR_UNITS)


@st.composite
def dates(draw: DrawFn) -> Dated:
    """Years, quarters, months and days; some without their year."""
    day = draw(st.dates())
    year = draw(st.sampled_from([None, day.year]))
    return draw(
        st.sampled_from(
            [
                Dated(year=day.year),
                Dated(year=year, quarter=(day.month + 2) // 3),
                Dated(year=year, month=day.month),
                Dated(year=year, month=day.month, day=day.day),
            ]
        )
    )


@cache
def periods() -> SearchStrategy[Any]:
    """Periods of every kind."""
    offsets = st.integers(-60, 10)
    return st.one_of(
        st.builds(Calendar, st.sampled_from(CALENDAR_UNITS), offsets),
        st.builds(DayPart, st.sampled_from(PARTS), offsets),
        dates(),
        st.builds(OnWeekday, st.sampled_from(WEEKDAYS)),
        st.builds(InSeason, st.sampled_from(SEASONS), st.none() | st.integers(1, 9999)),
        st.builds(Ago, calendar_spans()),
    )


def clocks(*, named: bool = False) -> SearchStrategy[Clock]:
    """Moments of speaking in the years 1970 to 2037, in zones of all kinds; `named` leaves out zones without a name."""
    zones: SearchStrategy[Any] = st.sampled_from([ZoneInfo(zone) for zone in ZONES])
    if not named:
        zones |= st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
    moments = st.datetimes(
        datetime(1970, 1, 1), datetime(2037, 12, 31), timezones=zones, allow_imaginary=False
    )
    return st.builds(
        Clock, st.sampled_from(ODD_MOMENTS) | moments, st.sampled_from(["monday", "sunday", "saturday"])
    )


@cache
def slots() -> SearchStrategy[Slot]:
    """Open places."""
    return st.sampled_from(["n", "size2", "span.1", "a_b"]).map(Slot)


@cache
def quantities(field: str) -> SearchStrategy[Any]:
    """Amounts in the units of a field; plain numbers where it has none."""
    units = UNITS.of(field)
    if units is None:
        return st.sampled_from(NUMBERS) | st.sampled_from(FLOATS)
    amounts = st.decimals(-(10**12), 10**12, places=6) | st.integers(-(10**30), 10**30).map(Decimal)
    return st.builds(Quantity, amounts, st.sampled_from(sorted(units)))


@st.composite
def symbolic_comparisons(draw: DrawFn, collection: Collection) -> Compare:
    """A comparison as it is spoken, with open slots now and then."""
    fields = list(collection.fields.values())
    field = draw(
        st.sampled_from(fields) | st.sampled_from([field for field in fields if _spoken(field) is not None])
    )
    if draw(st.sampled_from(range(6))) == 5:
        operator = draw(st.sampled_from([name for name in field.operators if name != "exists"]))
        open_value = (draw(slots()),) if operator in field.lists else draw(slots())
        return Compare(field.name, operator, open_value)
    spoken = _spoken(field)
    return draw(comparisons(collection) if spoken is None else spoken)


@cache
def _spoken(field: FilterField) -> SearchStrategy[Compare] | None:
    def said(operators: list[str], values: SearchStrategy[Any]) -> SearchStrategy[Compare]:
        return st.builds(Compare, st.just(field.name), st.sampled_from(operators), values)

    if field.scalar == "DateTime":
        return st.one_of(
            said(["during", "since", "after", "before", "until"], periods() | slots()),
            said(["within", "older"], spans() | slots()),
            said(["spanning"], st.tuples(periods(), periods())),
        )
    if field.scalar in {"Int", "BigInt", "Float"}:
        values = quantities(field.name)
        return st.one_of(
            said(["gt", "gte", "lt", "lte", "about"], values), said(["between"], st.tuples(values, values))
        )
    return None


@st.composite
def symbolic_forms(draw: DrawFn) -> Form:
    """Forms of every kind as they are spoken."""
    operations = _operations(symbolic_searches(BOOKS), scalars("String") | slots(), scalars("Int") | slots())
    return draw(st.one_of(symbolic_searches(), symbolic_searches(), operations))


@st.composite
def symbolic_searches(draw: DrawFn, collection: Collection | None = None) -> Search:
    """Searches as they are spoken."""
    collection = collection or draw(st.sampled_from(list(bookshop().collections.values())))
    return Search(
        collection.name,
        draw(_or_none(_nested(symbolic_comparisons(collection), least=2))),
        draw(sort_keys(collection)),
        draw(st.none() | st.integers(1, 10**9) | slots()),
    )


@st.composite
def entities(draw: DrawFn, collection: Collection) -> list[Entity]:
    """Some entities of a collection: a value or None for each scalar, names in a tuple for what is related."""
    random = Random(draw(st.integers(0, 2**32)))  # a draw for each value would take most of the tests' time
    ids = random.sample(IDS, draw(st.sampled_from([12, 10, 7, 1])))
    return [_entity(collection, identifier, random) for identifier in ids]


def _entity(collection: Collection, identifier: str, random: Random) -> Entity:
    kind = bookshop().graphql.type_map[collection.entity]
    assert isinstance(kind, GraphQLObjectType)
    entity: Entity = {"id": identifier}
    for name in collection.scalars:
        member = kind.fields[name].type
        missing = not is_non_null_type(member) and random.random() < 0.3
        if name != "id":
            entity[name] = None if missing else random.choice(POOLS[str(member).removesuffix("!")])
    for field in collection.fields.values():
        if field.related:
            entity[field.name] = tuple(random.choices(TEXTS, k=random.randint(0, 3)))
    return entity
