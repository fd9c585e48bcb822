"""The pair of rows that the project grew from, held to the byte."""

from __future__ import annotations

from trainset.example import RequestRow
from trainset.jsonl import line
from trainset.pack import load_pack
from trainset.semantics.canonical import canonical
from trainset.semantics.notation import parse_form, print_form
from trainset.semantics.read import from_graphql
from trainset.semantics.resolve import resolve
from trainset.semantics.schema import Schema, load_schema
from trainset.semantics.setting import setting_of
from trainset.semantics.write import to_graphql

REQUEST = "find videos larger than 1GB that I modified in the last month, newest first"
FORM = 'searchEntries where contentKind = "video" and size > 1 GB and modifiedAt within 1 month sort modifiedAt desc'
QUERY = (
    'query { searchEntries(filter: { contentKind: { eq: "video" }, size: { gt: 1073741824 }, '
    'modifiedAt: { gte: "2025-08-03T00:00:00Z" } }, sortBy: { field: modifiedAt, direction: DESC }) '
    "{ edges { node { id, name, size, modifiedAt } } } }"
)
ROW = (
    '{"type": "text-to-graphql", "natural_language_query": "find videos larger than 1GB that I modified in the last month, '
    'newest first", "graphql_query": "query { searchEntries(filter: { contentKind: { eq: \\"video\\" }, size: { gt: 1073741824 }, '
    'modifiedAt: { gte: \\"2025-08-03T00:00:00Z\\" } }, sortBy: { field: modifiedAt, direction: DESC }) '
    '{ edges { node { id, name, size, modifiedAt } } } }"}\n'
)
PACK = load_pack("spacedrive")


def schema() -> Schema:
    path = PACK.path("schema.graphql")
    return load_schema(path.read_text("utf-8"), path.name)


def test_the_seed_is_written_to_the_byte() -> None:
    form = resolve(parse_form(FORM), setting_of(PACK))
    assert to_graphql(form, schema()) == QUERY
    assert line(RequestRow(REQUEST, QUERY).fields) == ROW


def test_the_seed_is_read_back_as_what_it_means() -> None:
    resolved = resolve(parse_form(FORM), setting_of(PACK))
    assert canonical(from_graphql(QUERY, schema()), schema()) == canonical(resolved, schema())
    assert print_form(parse_form(FORM)) == FORM
