"""What a schema cannot catch: values and names that are not there, with the nearest that are, and empty ranges."""

from __future__ import annotations

from typing import Any

import pytest

from tests.endpoint.serving import client_of, data_of, error_of

CLIENT = client_of()


def fault(condition: str, field: str = "searchEntries", selection: str = "totalCount") -> dict[str, Any]:
    error = error_of(CLIENT, f"{{ {field}(filter: {{ {condition} }}) {{ {selection} }} }}")
    assert error["path"] == [field]
    return error


@pytest.mark.parametrize(
    ("condition", "code", "hint"),
    [
        ('contentKind: { eq: "vidoe" }', "UNKNOWN_VALUE", "Did you mean 'video'?"),
        ('contentKind: { ne: "imgae" }', "UNKNOWN_VALUE", "Did you mean 'image'?"),
        ('contentKind: { in: ["image", "docment"] }', "UNKNOWN_VALUE", "Did you mean 'document'?"),
        ('not: { contentKind: { eq: "vidoe" } }', "UNKNOWN_VALUE", "Did you mean 'video'?"),
        ('or: [{ size: { gt: 1 } }, { entryKind: { eq: "foldr" } }]', "UNKNOWN_VALUE", "Did you mean 'folder'?"),
        ('tags: { any: ["Vacatoin"] }', "UNKNOWN_NAME", "Did you mean 'Vacation'?"),
        ('tags: { all: ["Travel", "Vacatoin"] }', "UNKNOWN_NAME", "Did you mean 'Vacation'?"),
        ('location: { eq: "Picturs" }', "UNKNOWN_NAME", "Did you mean 'Pictures'?"),
        ("size: { gt: 10, lt: 5 }", "CONTRADICTION", "gt 10 and lt 5"),
        ("size: { gt: 10, lt: 10 }", "CONTRADICTION", ""),
        ("size: { gte: 10 }, and: [{ size: { lt: 10 } }]", "CONTRADICTION", ""),
        ("size: { eq: 3, gt: 3 }", "CONTRADICTION", ""),
        ('modifiedAt: { gte: "2025-02-01T00:00:00Z", lt: "2025-01-01T00:00:00Z" }', "CONTRADICTION", "2025-02-01"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_what_was_likely_meant(condition: str, code: str, hint: str) -> None:
    error = fault(condition)
    assert error["code"] == code
    assert hint in error["message"]


@pytest.mark.parametrize(
    ("field", "selection"), [("entryTotals", "count"), ("entryBreakdown", "key"), ("searchEntries", "totalCount")]
)  # fmt: skip
def test_every_way_of_asking_is_scrutinized(field: str, selection: str) -> None:
    by = "by: device, " if field == "entryBreakdown" else ""
    query = f'{{ {field}({by}filter: {{ contentKind: {{ eq: "vidoe" }} }}) {{ {selection} }} }}'
    assert error_of(CLIENT, query)["code"] == "UNKNOWN_VALUE"


def test_actions_are_scrutinized() -> None:
    query = 'mutation { deleteEntries(filter: { contentKind: { eq: "vidoe" } }) { summary } }'
    error = error_of(CLIENT, query)
    assert (error["code"], error["path"]) == ("UNKNOWN_VALUE", ["deleteEntries"])


@pytest.mark.parametrize(
    "condition",
    [
        "size: { gte: 10, lte: 10 }",
        "size: { gt: 5, lt: 10 }",
        "or: [{ size: { gt: 10 } }, { size: { lt: 5 } }]",
        'contentKind: { eq: "VIDEO" }',
        'contentKind: { contains: "vid" }',
        'tags: { any: ["vacation"] }',
        'name: { eq: "no such name" }',
        "contentKind: { eq: null }",  # left out, as an optional variable is
        "",
    ],
)
def test_what_can_be_meant_is_answered(condition: str) -> None:
    assert data_of(CLIENT, f"{{ searchEntries(filter: {{ {condition} }}) {{ totalCount }} }}")


@pytest.mark.parametrize(
    "condition",
    [
        'modifiedAt: { gt: "yesterday" }',
        'modifiedAt: { gt: "2025-02-30T00:00:00Z" }',
        'modifiedAt: { gt: "2025-13-01" }',
        "modifiedAt: { gt: 5 }",
        'size: { gt: "big" }',
        "size: { gt: 1.5 }",
        "size: { gt: 9223372036854775808 }",
        "contentKind: { like: 1 }",
        "nothing: { eq: 1 }",
    ],
)
def test_wrong_literals_have_a_code_and_a_place(condition: str) -> None:
    error = error_of(CLIENT, f"{{ searchEntries(filter: {{ {condition} }}) {{ totalCount }} }}")
    assert error["code"] in {"INVALID", "INVALID_VALUE"}
    assert error.get("path") == ["searchEntries"] or error["locations"][0]["line"] == 1


@pytest.mark.parametrize(
    ("kind", "value"), [("DateTime", "x"), ("BigInt", 2**64), ("BigInt", 0.5), ("DateTime", {})]
)
def test_wrong_variables_have_a_code(kind: str, value: object) -> None:
    field = "modifiedAt" if kind == "DateTime" else "size"
    query = f"query ($v: {kind}) {{ searchEntries(filter: {{ {field}: {{ gt: $v }} }}) {{ totalCount }} }}"
    error = error_of(CLIENT, query, {"v": value})
    assert error["code"] == "INVALID"
    assert "$v" in error["message"]
