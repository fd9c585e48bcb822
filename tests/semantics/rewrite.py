"""Other ways of writing the same GraphQL query: order, layout, aliases, variables, fragments, literals, needless nesting."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphql import (
    FieldNode,
    GraphQLInputObjectType,
    ListValueNode,
    ObjectFieldNode,
    ObjectValueNode,
    OperationDefinitionNode,
    StringValueNode,
    get_nullable_type,
    is_input_object_type,
    is_list_type,
    parse,
    print_ast,
    value_from_ast_untyped,
)
from graphql.language.block_string import is_printable_as_block_string, print_block_string
from hypothesis import strategies as st

from tests.strategies import bookshop

if TYPE_CHECKING:
    from graphql import GraphQLInputType, ValueNode
    from hypothesis.strategies import DrawFn

GAPS = (" ", "  ", ", ", ",", "\n", "\r\n\t", " # a note, {not} read\n")
NESTING = {"and", "or", "not"}


def item_of(kind: GraphQLInputType) -> GraphQLInputType:
    """The type of a list's items."""
    listed = get_nullable_type(kind)
    assert is_list_type(listed)
    item: GraphQLInputType = get_nullable_type(listed.of_type)
    return item


@dataclass
class Pen:
    """Writes a query anew, drawing how; keeps the variables that it puts in place of values."""

    draw: DrawFn
    definitions: list[str] = field(default_factory=list)
    variables: dict[str, Any] = field(default_factory=dict)

    def one_in(self, number: int) -> bool:
        return self.draw(st.sampled_from(range(number))) == number - 1

    def gap(self) -> str:
        return self.draw(st.sampled_from(GAPS)) if self.one_in(4) else " "

    def value(self, node: ValueNode, kind: GraphQLInputType) -> str:
        """A value, or a variable that holds it, given from outside or by default."""
        if not self.one_in(6):
            return self.plain(node, kind)
        name = f"v{len(self.definitions)}"
        kind_name = str(kind)
        if self.one_in(2):
            # A default value is a constant: nothing inside of it may be a variable.
            self.definitions.append(f"${name}: {kind_name} = {print_ast(node)}")
        else:
            self.definitions.append(f"${name}: {kind_name}")
            self.variables[name] = value_from_ast_untyped(node)
        return f"${name}"

    def plain(self, node: ValueNode, kind: GraphQLInputType) -> str:
        if isinstance(node, StringValueNode):
            return self.text(node.value)
        if isinstance(node, ListValueNode):
            return self.listed(node, kind)
        if isinstance(node, ObjectValueNode):
            return self.object(node, kind)
        return print_ast(node)

    def text(self, text: str) -> str:
        how = self.draw(st.sampled_from(["json", "ascii", "braces", "block"]))
        if how == "block" and is_printable_as_block_string(text):
            return print_block_string(text, minimize=self.one_in(2))
        if how == "braces":
            return '"' + "".join(f"\\u{{{ord(letter):x}}}" for letter in text) + '"'
        return json.dumps(text, ensure_ascii=how == "ascii")

    def listed(self, node: ListValueNode, kind: GraphQLInputType) -> str:
        item = item_of(kind)
        values = [self.plain(value, item) for value in node.values]
        if len(values) == 1 and self.one_in(2):
            return values[0]  # GraphQL takes one value for a list of one
        return "[" + self.gap().join(values) + "]"

    def object(self, node: ObjectValueNode, kind: GraphQLInputType) -> str:
        own = get_nullable_type(kind)
        if is_list_type(own):
            own = get_nullable_type(own.of_type)  # one key of an order stands for a list of one
        assert is_input_object_type(own)
        named = {member.name.value for member in node.fields}
        members = [self.member(member, own) for member in self.draw(st.permutations(node.fields))]
        if set(own.fields) >= NESTING:
            return self.filter(members, own, named)
        if "exists" in own.fields and "exists" not in named and self.one_in(4):
            members.append("exists: null")
        return self.braces(members)

    def filter(self, members: list[str], kind: GraphQLInputObjectType, named: set[str]) -> str:
        """A filter, or one that says the same with more nesting."""
        how = self.draw(st.sampled_from(["as it is", "as it is", "split", "and", "or", "not", "unused"]))
        if how == "split" and len(members) > 1 and "and" not in named:
            at = self.draw(st.integers(1, len(members) - 1))
            return self.braces([*members[:at], f"and: {self.braces(members[at:])}"])
        whole = self.braces(members)
        if how == "unused":
            unused = [name for name in kind.fields if name not in named]
            return self.braces([*members, *(f"{name}: null" for name in unused[-2:])])
        return {
            "and": f"{{and: [{whole}, {{}}]}}",
            "or": f"{{or: {whole}}}",
            "not": f"{{not: {{not: {whole}}}}}",
        }.get(how, whole)

    def member(self, member: ObjectFieldNode, kind: GraphQLInputObjectType) -> str:
        return (
            f"{member.name.value}:{self.gap()}{self.value(member.value, kind.fields[member.name.value].type)}"
        )

    def selection(self, call: FieldNode) -> str:
        """What is selected, with more that means nothing."""
        assert call.selection_set is not None
        more = ["", "__typename"]
        names = [node.name.value for node in call.selection_set.selections if isinstance(node, FieldNode)]
        if names == ["edges"]:
            more += ["totalCount edges { cursor }", "pageInfo { hasNextPage }"]
            names = ["edges { node { n: id ... { name } } }"]
        return f"{self.draw(st.sampled_from(more))} {' '.join(self.draw(st.permutations(names)))}"

    def braces(self, members: list[str]) -> str:
        return "{" + self.gap() + self.gap().join(members) + self.gap() + "}"


@st.composite
def rewritten(draw: DrawFn, text: str) -> tuple[str, dict[str, Any]]:
    """Another query that says the same as one of ours, and the values of its variables."""
    pen = Pen(draw)
    operation = parse(text).definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    call = operation.selection_set.selections[0]
    assert isinstance(call, FieldNode)
    verb = operation.operation.value
    root = bookshop().graphql.get_root_type(operation.operation)
    assert root is not None
    known = root.fields[call.name.value].args
    arguments = [
        f"{argument.name.value}:{pen.gap()}{pen.value(argument.value, known[argument.name.value].type)}"
        for argument in draw(st.permutations(call.arguments or ()))
    ]
    alias = draw(st.sampled_from(["", "found: ", "filter: "]))
    given = f"({pen.gap().join(arguments)})" if arguments else ""
    field_text = f"{alias}{call.name.value}{given} {{ {pen.selection(call)} }}"
    how = draw(st.sampled_from(["plain", "inline", "inline typed", "fragment"]))
    fragment = ""
    if how == "fragment":
        fragment, field_text = (
            f"fragment F on {root.name} {{ ...G }} fragment G on {root.name} {{ {field_text} }}",
            "...F",
        )
    elif how != "plain":
        field_text = f"... {f'on {root.name} ' if how == 'inline typed' else ''}{{ {field_text} }}"
    definitions = f"({', '.join(pen.definitions)})" if pen.definitions else ""
    name = draw(st.sampled_from(["", "Find"]))
    bare = verb == "query" and not name and not definitions and pen.one_in(2)
    start = "" if bare else f"{verb} {name}{definitions}"
    parts = [f"{start}{pen.gap()}{{ {field_text} }}", fragment]
    return pen.gap().join(draw(st.permutations(parts))), pen.variables
