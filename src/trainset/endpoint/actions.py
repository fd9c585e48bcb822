"""Resolvers of the mutation type: each field answers with its plan, and does what the plan says where it is given `commit: true`."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from graphql import GraphQLObjectType, VariableNode, get_named_type, value_from_ast_untyped
from graphql.error import GraphQLError

from trainset.endpoint.commit import commit
from trainset.endpoint.cursor import read_cursor, write_cursor
from trainset.endpoint.limits import refusal
from trainset.endpoint.plan import Asked, make_plan
from trainset.endpoint.resolvers import MAX_PAGE, find, reference
from trainset.errors import TrainsetError
from trainset.semantics.form import Search
from trainset.semantics.operations import COMMIT
from trainset.semantics.read import from_arguments
from trainset.world.act import told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphql import GraphQLField, GraphQLResolveInfo

    from trainset.endpoint.action_file import Actions
    from trainset.endpoint.plan import Plan
    from trainset.endpoint.resolvers import Entity, Policy
    from trainset.semantics.operations import Action
    from trainset.semantics.schema import Schema
    from trainset.world.database import World

    Info = GraphQLResolveInfo[World]
    Row = dict[str, Any]


def attach_actions(
    schema: Schema, policy: Policy, entities: Mapping[str, Entity], actions: Actions | None
) -> None:
    """Give the mutation fields of a schema their resolvers; without actions, each of them answers with an error that says so."""
    mutation = schema.graphql.mutation_type
    for name, field in (mutation.fields if mutation else {}).items():
        if actions is None:
            field.resolve = _no_actions
            continue
        action = schema.operations.actions[name]
        field.resolve = partial(_resolve, action, schema, policy, actions, _planned(field))
        answer = get_named_type(field.type)
        if isinstance(answer, GraphQLObjectType):
            _attach_fields(answer, schema, entities)


def _attach_fields(answer: GraphQLObjectType, schema: Schema, entities: Mapping[str, Entity]) -> None:
    """Resolvers for the fields of a plan that are entities, or pages of them."""
    query = schema.graphql.query_type
    fields = query.fields if query else {}
    pages = {
        get_named_type(fields[collection.name].type): entities[collection.entity]
        for collection in schema.collections.values()
    }
    for name, field in answer.fields.items():
        named = get_named_type(field.type)
        if isinstance(named, GraphQLObjectType) and named in pages:
            field.resolve = partial(_page, pages[named])
        elif named.name in entities:
            field.resolve = partial(reference, f"{name}Id", entities[named.name])


def _no_actions(_root: object, info: Info, **_arguments: Any) -> None:
    raise GraphQLError(
        f"{info.field_name} cannot be done: this endpoint has no actions.", extensions={"code": "NO_ACTIONS"}
    )


def _planned(field: GraphQLField) -> str:
    """Why a field is only planned; empty where it is more."""
    for directive in (field.ast_node.directives if field.ast_node else None) or ():
        if directive.name.value == "planned":
            reasons = [value_from_ast_untyped(argument.value) for argument in directive.arguments or ()]
            return str(reasons[0]) if reasons else "it is not built yet"
    return ""


def _resolve(
    action: Action,
    schema: Schema,
    policy: Policy,
    actions: Actions,
    planned: str,
    _root: object,
    info: Info,
    **arguments: Any,
) -> Row:
    database = info.context.connection
    try:
        asked = _asked(action, schema, policy, info, arguments)
        plan = make_plan(replace(asked, planned=planned), actions, database)
        done = bool(arguments.get(COMMIT)) and not plan.idle
        job = commit(plan, actions, database) if done else None
    except TrainsetError as error:
        raise GraphQLError(str(error), extensions={"code": "INVALID_VALUE"}) from None
    return _row(plan, done=done, job=job)


def _asked(action: Action, schema: Schema, policy: Policy, info: Info, arguments: Mapping[str, Any]) -> Asked:
    given = frozenset(_given(info))
    if action.collection is None or arguments.get("filter") is None:
        return Asked(action, arguments, given, None, None, {})
    collection = schema.collection(action.collection)
    search = from_arguments(arguments, collection)
    if search.first is not None and (not isinstance(search.first, int) or search.first < 1):
        raise refusal("page", f"first is a number from 1 on, not {search.first}.")
    policy.admit(search, collection, info.context.connection)
    return Asked(action, arguments, given, search, collection, policy.of(collection))


def _given(info: Info) -> list[str]:
    """The arguments that were written, and not filled in from the schema."""
    return [
        argument.name.value
        for argument in info.field_nodes[0].arguments or ()
        if not isinstance(argument.value, VariableNode)
        or argument.value.name.value in info.variable_values.coerced
    ]


def _row(plan: Plan, *, done: bool, job: str | None) -> Row:
    """A plan as its type has it, by name; the type may have fewer fields."""
    return {
        "kind": plan.action.name,
        "summary": plan.summary,
        "arguments": [{"name": name, "value": told(value)} for name, value in plan.given.items()],
        "targetType": plan.type,
        "targets": [{"id": item.id, "name": item.name, "path": item.path} for item in plan.targets],
        "targetCount": plan.count,
        "targetSize": plan.size,
        "warnings": [{"code": item.code, "message": item.message} for item in plan.warnings],
        "safe": plan.safe,
        "committed": done,
        "jobId": job,
        "plan": plan,
    }


def _page(entity: Entity, row: Row, info: Info, **arguments: Any) -> Row | None:
    """A page of the targets, in the order of the selection; None where they are things of another kind.

    The place of a target in the plan is its cursor, since a plan that is asked for again has the same order.
    """
    plan: Plan = row["plan"]
    if plan.type != entity.name:
        return None
    page = arguments.get("first") or MAX_PAGE
    if not 0 < page <= MAX_PAGE:
        raise refusal("page", f"first is from 1 to {MAX_PAGE}, not {page}.")
    start = _start(arguments.get("after"), plan.action.name)
    shown = list(enumerate(plan.ids[start : start + page], start + 1))
    edges = [
        {"node": node, "cursor": write_cursor((str(place),))}
        for place, identifier in shown
        if (node := find(entity, identifier, info.context.connection))
        is not None  # a committed plan may have deleted it
    ]
    return {
        "edges": edges,
        "totalCount": len(plan.ids),
        "pageInfo": {
            "hasNextPage": start + page < len(plan.ids),
            "hasPreviousPage": start > 0,
            "startCursor": edges[0]["cursor"] if edges else None,
            "endCursor": edges[-1]["cursor"] if edges else None,
        },
    }


def _start(cursor: str | None, collection: str) -> int:
    if cursor is None:
        return 0
    (place,) = read_cursor(cursor, Search(collection))
    if not str(place).isdecimal():
        raise GraphQLError(f"after is a cursor that this field gave, not {cursor!r}.")
    return int(str(place))
