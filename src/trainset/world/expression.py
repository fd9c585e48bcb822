"""What a recipe may write as the value of a variable or column, compiled to a function of scope and stream.

| written | answers |
|---|---|
| `"text {place}"`, number, flag | the template's value (see `template.py`); the literal itself |
| `{ pick = "list" }`, `"{place}"`, `["a", "b"]` or `{ a = 3, b = 1 }` | one of them, the last by weight |
| `{ say = "list" }` | one of the list, read as a template |
| `{ deal = "list" }` | the list's next item among siblings, in an order drawn once for them |
| `{ number = [[0, 1], [1, 9]], round = 2 }` | a number by quantiles; whole without `round`; amounts may be "20 MB" |
| `{ ago = [[0, "1h"], [1, "2y"]], hours = [8, 22] }` | an instant before the clock, at these hours of the day |
| `{ between = ["2024-06-01", "{trip.end}"], hours = [8, 22] }` | an instant in between, before the clock |
| `{ after = "{taken}", by = [[0, "0s"], [1, "3d"]] }` | an instant so much later, before the clock |
| `{ chance = 0.1, then = ..., else = ... }` | one or the other; nothing without `else` |
| `{ by = "{kind}", of = { a = ..., "*" = ... } }` | the one for that key, else that for `*`, else nothing |
| `{ plus = [...] }`, `minus`, `times`, `over`, `max`, `min`, with `round` | arithmetic; nothing if a part is nothing |
| `{ any = [...] }` | the first that is something |
| `{ ref = "rule", match = { column = ... }, get = "id" }` | a column of a row made before, or the row |
| `{ uuid = true }`, `{ hex = 16 }` | an identifier; so many hexadecimal digits |
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from trainset.world.measure import Instant, spread
from trainset.world.moment import Hours, before_clock, in_between, later_than
from trainset.world.template import Maker, Scope, TemplateError, compile_template

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from trainset.world.stream import Stream

_OPTIONS = {"then", "else", "of", "by", "round", "hours", "match", "get"}


def compile_value(spec: Any, lists: Mapping[str, Any]) -> Maker:
    """The maker of a value.

    Raises:
        ValueError: the expression is malformed; the message says how.
    """
    if isinstance(spec, str):
        return compile_template(spec, lists)
    if not isinstance(spec, dict):
        return lambda _scope, _stream: spec
    names = [name for name in spec if name in _KINDS]
    if "by" in names and len(names) > 1:
        names.remove("by")
    if len(names) != 1 or not set(spec) <= _OPTIONS | set(names):
        raise TemplateError(f"{spec} is no expression; known: {', '.join(_KINDS)}")
    return _KINDS[names[0]](spec, lists)


def weighted(options: Mapping[str, float]) -> Callable[[Stream], Any]:
    """One of the keys, by weight."""
    keys = list(options)
    edges = list(accumulate(options.values()))

    def make(stream: Stream) -> Any:
        return keys[min(bisect_right(edges, stream.unit() * edges[-1]), len(keys) - 1)]

    return make


def _options(spec: Any, lists: Mapping[str, Any]) -> Any:
    if isinstance(spec, str):
        if spec not in lists:
            raise TemplateError(f"there is no list {spec!r}")
        spec = lists[spec]
    if not spec:
        raise TemplateError("nothing to pick from")
    return spec


def _pick(spec: Mapping[str, Any], lists: Mapping[str, Any]) -> Maker:
    named = spec["pick"]
    if isinstance(named, str) and named.startswith("{"):
        place = compile_template(named, lists)
        return lambda scope, stream: stream.pick(place(scope, stream))
    options = _options(named, lists)
    if isinstance(options, dict):
        choose = weighted(options)
        return lambda _scope, stream: choose(stream)
    return lambda _scope, stream: stream.pick(options)


def _say(spec: Mapping[str, Any], lists: Mapping[str, Any]) -> Maker:
    options = _options(spec["say"], lists)
    makers = {text: compile_template(text, lists) for text in options}
    if isinstance(options, dict):
        choose = weighted(options)
        return lambda scope, stream: makers[choose(stream)](scope, stream)
    texts = list(makers.values())
    return lambda scope, stream: stream.pick(texts)(scope, stream)


def _deal(spec: Mapping[str, Any], lists: Mapping[str, Any]) -> Maker:
    options = list(_options(spec["deal"], lists))
    key = "deal " + str(spec["deal"])

    def make(scope: Scope, _stream: Stream) -> Any:
        hands = scope["$siblings"]
        if not hands.get(key):
            hands[key] = hands["$stream"].below(f"{key}{len(hands)}").shuffled(options)
        return hands[key].pop()

    return make


def _number(spec: Mapping[str, Any], _lists: Mapping[str, Any]) -> Maker:
    make = spread(spec["number"])
    digits = spec.get("round")
    if digits is None:
        return lambda _scope, stream: int(make(stream))
    return lambda _scope, stream: round(make(stream), digits)


def _hours(spec: Mapping[str, Any]) -> Hours:
    return tuple(spec["hours"]) if "hours" in spec else None


def _ago(spec: Mapping[str, Any], _lists: Mapping[str, Any]) -> Maker:
    return before_clock(spread(spec["ago"]), _hours(spec))


def _between(spec: Mapping[str, Any], lists: Mapping[str, Any]) -> Maker:
    low, high = (compile_value(end, lists) for end in spec["between"])
    return in_between(low, high, _hours(spec))


def _after(spec: Mapping[str, Any], lists: Mapping[str, Any]) -> Maker:
    return later_than(compile_value(spec["after"], lists), spread(spec["by"]), _hours(spec))


def _chance(spec: Mapping[str, Any], lists: Mapping[str, Any]) -> Maker:
    share = compile_value(spec["chance"], lists)
    yes, no = compile_value(spec.get("then", True), lists), compile_value(spec.get("else"), lists)
    return lambda scope, stream: (yes if stream.unit() < share(scope, stream) else no)(scope, stream)


def _by(spec: Mapping[str, Any], lists: Mapping[str, Any]) -> Maker:
    key = compile_value(spec["by"], lists)
    makers = {name: compile_value(value, lists) for name, value in _options(spec["of"], lists).items()}
    other = makers.get("*", lambda _scope, _stream: None)

    def choose(scope: Scope, stream: Stream) -> Any:
        return makers.get(str(key(scope, stream)), other)(scope, stream)

    return choose


def _arithmetic(name: str, join: Callable[[Any, Any], Any]) -> Callable[..., Maker]:
    def build(spec: Mapping[str, Any], lists: Mapping[str, Any]) -> Maker:
        first, *others = (compile_value(part, lists) for part in spec[name])
        digits = spec.get("round")

        def make(scope: Scope, stream: Stream) -> Any:
            value = first(scope, stream)
            for other in others:
                right = other(scope, stream)
                value = None if value is None or right is None else join(value, right)
            if value is None or isinstance(value, Instant):
                return value
            return round(value, digits) if digits else int(value)

        return make

    return build


def _any(spec: Mapping[str, Any], lists: Mapping[str, Any]) -> Maker:
    makers = [compile_value(part, lists) for part in spec["any"]]

    def make(scope: Scope, stream: Stream) -> Any:
        return next((value for maker in makers if (value := maker(scope, stream)) is not None), None)

    return make


def _ref(spec: Mapping[str, Any], lists: Mapping[str, Any]) -> Maker:
    rule, get = spec["ref"], spec.get("get")
    match = {column: compile_value(value, lists) for column, value in spec.get("match", {}).items()}

    def make(scope: Scope, stream: Stream) -> Any:
        wanted = tuple(value(scope, stream) for value in match.values())
        rows = scope["$rows"].matching(rule, tuple(match), wanted)
        if not rows:
            return None
        row = stream.pick(rows)
        return row if get is None else row[get]

    return make


def _uuid(_spec: Mapping[str, Any], _lists: Mapping[str, Any]) -> Maker:
    def make(_scope: Scope, stream: Stream) -> str:
        digits = stream.hexadecimal(32)
        return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"

    return make


def _hex(spec: Mapping[str, Any], _lists: Mapping[str, Any]) -> Maker:
    digits = spec["hex"]
    return lambda _scope, stream: stream.hexadecimal(digits)


_KINDS: dict[str, Callable[[Mapping[str, Any], Mapping[str, Any]], Maker]] = {
    "pick": _pick,
    "say": _say,
    "deal": _deal,
    "number": _number,
    "ago": _ago,
    "between": _between,
    "after": _after,
    "chance": _chance,
    "by": _by,
    "plus": _arithmetic("plus", lambda left, right: _moved(left, right, left + right)),
    "minus": _arithmetic("minus", lambda left, right: _moved(left, right, left - right)),
    "times": _arithmetic("times", lambda left, right: left * right),
    "over": _arithmetic("over", lambda left, right: left / right),
    "max": _arithmetic("max", max),
    "min": _arithmetic("min", min),
    "any": _any,
    "ref": _ref,
    "uuid": _uuid,
    "hex": _hex,
}


def _moved(left: Any, right: Any, result: Any) -> Any:
    """An instant moved by seconds is an instant; the distance of two instants is a number."""
    return Instant(int(result)) if isinstance(left, Instant) and not isinstance(right, Instant) else result
