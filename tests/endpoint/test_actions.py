"""Every mutation of the schema: its plan is what a search finds, changes nothing by itself, and is done as it says when committed."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.endpoint.spacedrive import endpoint, execute, fault, fresh, plan, rows, unsound
from trainset.endpoint.plan import Asked, make_plan
from trainset.semantics.form import Compare, Search

if TYPE_CHECKING:
    from trainset.world.act import Deed
    from trainset.world.database import World

CASES = tomllib.loads((Path(__file__).parent / "actions.toml").read_text("utf-8"))["case"]
IDS = [f"{case['field']}-{place}" for place, case in enumerate(CASES)]
each_case = pytest.mark.parametrize("case", CASES, ids=IDS)


def asked(case: dict[str, Any], *, commit: bool = False) -> str:
    arguments = ", ".join(filter(None, [case["args"], "commit: true" if commit else ""]))
    return f"{case['field']}({arguments})" if arguments else case["field"]


def prepared(case: dict[str, Any]) -> Any:
    world = fresh(case.get("world", "photographer"))
    if "before" in case:
        assert plan(case["before"], world)["committed"]
    return world


def selection(case: dict[str, Any]) -> str | None:
    """The search with the same filter, order and limit."""
    args: str = case["args"]
    if "filter:" not in args:
        return None
    start = args.index("filter:")
    depth, parts = 0, []
    for part in args[start:].split(", "):
        if depth == 0 and not part.startswith(("filter", "sortBy", "first")):
            break
        depth += sum(part.count(letter) for letter in "{[") - sum(part.count(letter) for letter in "}]")
        parts.append(part)
    name = "jobs" if "Jobs" in case["field"] else "searchEntries"
    return f"query {{ answer: {name}({', '.join(parts)}) {{ edges {{ node {{ id }} }} }} }}"


def test_every_mutation_has_a_case() -> None:
    assert {case["field"] for case in CASES} == set(endpoint().schema.operations.actions)


@each_case
def test_a_plan_says_what_it_would_touch_and_changes_nothing(case: dict[str, Any]) -> None:
    world = prepared(case)
    before, changes = rows(world), world.connection.total_changes
    answer = plan(asked(case), world)
    assert rows(world) == before
    assert world.connection.total_changes == changes
    assert answer["kind"] == case["field"]
    assert not answer["committed"]
    assert answer["job"] is None
    assert answer["targetCount"] >= 1
    assert len(answer["targets"]) == min(answer["targetCount"], 100)
    assert answer["summary"].endswith(".")
    assert not set("[]{}") & set(answer["summary"])
    search = selection(case)
    if search is None:
        assert answer["entries"] is None or answer["targetType"] == "Entry"
        return
    data = execute(search, world).data
    assert data is not None
    found = [edge["node"]["id"] for edge in data["answer"]["edges"]]
    assert [target["id"] for target in answer["targets"]] == found[:100]
    assert answer["targetCount"] == len(found)
    if answer["targetType"] == "Entry":
        assert [edge["node"]["id"] for edge in answer["entries"]["edges"]] == found


@each_case
def test_a_commit_does_what_the_plan_says_and_writes_it_down(case: dict[str, Any]) -> None:
    world = prepared(case)
    was = world.connection.execute(case["probe"]).fetchone()
    last = world.connection.execute("SELECT max(id) FROM audit_records").fetchone()[0]
    planned = plan(asked(case), world)
    done = plan(asked(case, commit=True), world)
    assert done == {**planned, "committed": True, "job": done["job"], "entries": done["entries"]}
    now = world.connection.execute(case["probe"]).fetchone()
    number, count, after = was[0] if was else 0, planned["targetCount"], case["after"]
    if after in {"more", "less"}:
        assert now[0] > number if after == "more" else now[0] < number
    else:
        assert now[0] == {"+targets": number + count, "-targets": number - count, "all": count}.get(
            after, after
        )
    lines = world.connection.execute(
        "SELECT target_count, created_at, status, job_id IS NULL FROM audit_records WHERE id > ?", (last,)
    ).fetchall()
    status = done["job"]["status"] if done["job"] else "completed"
    logged = "in_progress" if status == "queued" else status
    assert lines == [(count, "2025-09-03T12:00:00Z", logged, done["job"] is None)]
    assert unsound(world) == []
    once_more(case, world)


def once_more(case: dict[str, Any], world: World) -> None:
    """The same request, after it was done."""
    if case["again"] == "unknown":
        assert fault(asked(case), world)["code"] == "UNKNOWN_NAME"
        return
    if case["again"] == "blocked":
        error = fault(asked(case, commit=True), world)
        assert error["code"] == "REFUSED"
        assert error["warnings"] == ["DESTINATION_EXISTS"]
        return
    before = rows(world)
    answer = plan(asked(case, commit=True), world)
    codes = {warning["code"] for warning in answer["warnings"]}
    assert ("NOTHING_TO_DO" in codes) == (case["again"] == "nothing")
    assert answer["committed"] == (case["again"] == "repeat")
    assert answer["committed"] or rows(world) == before


@each_case
def test_an_action_can_be_taken_back_and_done_again(case: dict[str, Any]) -> None:
    if case["field"] == "undoLastAction":
        return
    world, other = prepared(case), prepared(case)
    before = rows(world)
    for each in (world, other):
        plan(asked(case, commit=True), each)
    assert rows(world) == rows(other)
    assert plan("undoLastAction(commit: true)", world)["committed"]
    after = rows(world)
    assert [name for name in before if before[name] != after[name]] == ["audit_records"]
    assert "NOTHING_TO_DO" in {warning["code"] for warning in plan("undoLastAction", world)["warnings"]}


def test_plans_compare_by_what_they_do() -> None:
    world = fresh()

    search = Search("searchEntries", Compare("contentKind", "eq", "video"))
    found = endpoint().schema.collection("searchEntries")

    def done(tags: list[str]) -> Deed:
        action = endpoint().schema.operations.actions["tagEntries"]
        asked = Asked(
            action, {"tags": tags, "target": "content"}, frozenset({"tags", "target"}), search, found, {}
        )
        actions = endpoint().actions
        assert actions is not None
        return make_plan(asked, actions, world.connection).deed

    assert done(["holiday", "WORK"]) == done(["work", "vacation"])
    assert done(["work"]) != done(["vacation"])
    assert done(["holiday"]).arguments == (("tags", "Vacation"),)
