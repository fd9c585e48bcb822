"""Every kind of request that people make has a query that validates, or a reason why not."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from graphql import build_schema, parse, validate

from trainset.pack import load_pack

KINDS = tomllib.loads((Path(__file__).parent / "requests_by_kind.toml").read_text("utf-8"))
SCHEMA = build_schema(load_pack("spacedrive").path("schema.graphql").read_text("utf-8"))


def test_every_kind_is_expressible_or_explained() -> None:
    assert sorted([*map(int, KINDS["query"]), *map(int, KINDS["none"])]) == list(range(1, 101))
    assert all(len(reason) > 40 for reason in KINDS["none"].values())


@pytest.mark.parametrize("number", KINDS["query"])
def test_the_query_validates(number: str) -> None:
    assert validate(SCHEMA, parse(KINDS["query"][number])) == []
