"""The schema of the Spacedrive pack: whole, described, and of the form that all other code relies on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLNonNull,
    GraphQLObjectType,
    build_schema,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
    parse,
    validate,
    validate_schema,
)

from trainset.pack import load_pack

if TYPE_CHECKING:
    from collections.abc import Iterator

PACK = load_pack("spacedrive")
SDL = PACK.path("schema.graphql").read_text("utf-8")
SCHEMA = build_schema(SDL)
QUERY: Any = SCHEMA.query_type
MUTATION: Any = SCHEMA.mutation_type
OWN = {name: kind for name, kind in SCHEMA.type_map.items() if not name.startswith("__")}
BUILT_IN = {"String", "Int", "Float", "Boolean", "ID"}
SEED = (
    'query { searchEntries(filter: { contentKind: { eq: "video" }, size: { gt: 1073741824 }, modifiedAt: { gte: "2025-08-03T00:00:00Z" } },'
    " sortBy: { field: modifiedAt, direction: DESC }) { edges { node { id, name, size, modifiedAt } } } }"
)
ORDER = re.findall(
    r"\w+",
    """contentKind extension name entryKind size createdAt modifiedAt accessedAt indexedAt takenAt duration width height path folder
    location device volume tags favorite hidden rating notes copies available storageClass""",
)
CONNECTIONS = {
    name: field
    for name, field in QUERY.fields.items()
    if get_named_type(field.type).name.endswith("Connection")
}


def entity_of(name: str) -> str:
    connection: str = get_named_type(CONNECTIONS[name].type).name
    return connection.removesuffix("Connection")


def test_the_schema_is_valid_and_the_seed_query_validates() -> None:
    assert validate_schema(SCHEMA) == []
    assert validate(SCHEMA, parse(SEED)) == []


def described() -> Iterator[tuple[str, str | None]]:
    for name, kind in OWN.items():
        if name in BUILT_IN:
            continue
        yield name, kind.description
        if isinstance(kind, GraphQLEnumType):
            yield from ((f"{name}.{value}", member.description) for value, member in kind.values.items())
        if isinstance(kind, GraphQLInputObjectType):
            yield from ((f"{name}.{field}", member.description) for field, member in kind.fields.items())
        if isinstance(kind, GraphQLObjectType):
            for field, member in kind.fields.items():
                yield f"{name}.{field}", member.description
                yield from (
                    (f"{name}.{field}({arg})", argument.description) for arg, argument in member.args.items()
                )


def test_everything_is_described_in_sentences() -> None:
    for name, text in described():
        assert text, name
        assert len(text) >= 6, name
        assert text[0].isupper() or re.match(r"[a-z_0-9]+[,. ]|s3,", text), f"{name}: {text}"
        assert text.endswith("."), f"{name}: {text}"


@pytest.mark.parametrize("name", CONNECTIONS)
def test_a_searchable_thing_is_a_connection(name: str) -> None:
    entity = entity_of(name)
    arguments = {key: str(argument.type) for key, argument in CONNECTIONS[name].args.items()}
    assert arguments == {
        "filter": f"{entity}Filter",
        "sortBy": f"[{entity}Sort!]",
        "first": "Int",
        "after": "String",
    }
    connection: Any = OWN[f"{entity}Connection"]
    assert set(connection.fields) == {"edges", "pageInfo", "totalCount"}
    filters: Any = OWN[f"{entity}Filter"]
    assert list(filters.fields)[-4:] == ["id", "and", "or", "not"]
    sort: Any = OWN[f"{entity}Sort"]
    assert set(sort.fields) == {"field", "direction"}
    node: Any = OWN[entity]
    assert "id" in node.fields
    sorted_by: Any = OWN[f"{entity}SortField"]
    leaves = {field for field, member in node.fields.items() if is_leaf_type(get_nullable_type(member.type))}
    assert set(sorted_by.values) <= leaves


@pytest.mark.parametrize("name", CONNECTIONS)
def test_filter_fields_compare_what_the_entity_has(name: str) -> None:
    entity: Any = OWN[entity_of(name)]
    filters: Any = OWN[f"{entity.name}Filter"]
    places = list(entity.fields)
    shared = [field for field in filters.fields if field in entity.fields and field not in {"id", "name"}]
    assert shared == sorted(shared, key=places.index), "in the same order"
    for field in shared:
        kind = get_nullable_type(entity.fields[field].type)
        operators: Any = get_named_type(filters.fields[field].type)
        if is_leaf_type(kind):
            scalars = {
                get_named_type(member.type).name
                for key, member in operators.fields.items()
                if key != "exists"
            }
            assert scalars == {get_named_type(kind).name}, field
        else:
            assert operators.name in {"NameFilter", "TagsFilter"}, field


def test_the_fields_of_entries_stand_in_the_order_of_the_conventions() -> None:
    for kind in ("Entry", "EntryFilter"):
        holder: Any = OWN[kind]
        wanted = [field for field in ORDER if field in holder.fields]
        if kind == "Entry":
            wanted.remove("name")  # which a person reads first
        found = [field for field in holder.fields if field in wanted]
        if kind == "EntryFilter":
            assert found.index("name") < found.index("entryKind")
            found.remove("name")
            wanted.remove("name")
        assert found == wanted


@pytest.mark.parametrize("name", [name for name in QUERY.fields if name.endswith(("Totals", "Breakdown"))])
def test_totals_and_breakdowns_speak_of_columns(name: str) -> None:
    entity = name.removesuffix("Totals").removesuffix("Breakdown")
    node: Any = OWN[entity[0].upper() + entity[1:]]
    answer: Any = get_named_type(QUERY.fields[name].type)
    numbers = {
        re.sub(r"^(average|min|max)([A-Z])", lambda m: m[2].lower(), field) for field in answer.fields
    } - {"count", "key"}
    assert numbers <= set(node.fields)
    if name.endswith("Breakdown"):
        groups: Any = OWN[f"{node.name}Group"]
        for group in groups.values:
            column = re.sub(r"(Day|Month|Year)$", "At", group)
            assert group in node.fields or column in node.fields, group
            if group in node.fields and not is_leaf_type(get_nullable_type(node.fields[group].type)):
                other: Any = get_named_type(node.fields[group].type)
                assert "name" in other.fields, group


@pytest.mark.parametrize("name", MUTATION.fields)
def test_an_action_proposes(name: str) -> None:
    action = MUTATION.fields[name]
    assert str(action.type) == "ActionPlan!"
    assert str(action.args["commit"].type) == "Boolean"
    assert action.args["commit"].default_value is False or action.args["commit"].default is not None
    required = [key for key, argument in action.args.items() if isinstance(argument.type, GraphQLNonNull)]
    assert "commit" not in required
    if "filter" in action.args and "filter" in required:
        assert {"sortBy", "first"} <= set(action.args)


def test_lists_answer_with_entities_or_texts() -> None:
    for name in CONNECTIONS:
        node: Any = OWN[entity_of(name)]
        for field, member in node.fields.items():
            kind = get_nullable_type(member.type)
            if is_list_type(kind):
                item = get_named_type(kind)
                assert item.name == "String" or item.name in {entity_of(other) for other in CONNECTIONS}, (
                    field
                )
