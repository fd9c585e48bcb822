"""The bookshop built end to end: what is written is proven, what is lost is written down, and the same inputs give the same bytes."""

from __future__ import annotations

import re
from hashlib import sha256
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from tests.bookshop import (
    FILES,
    PACK,
    contents,
    context,
    copied,
    handbook,
    make,
    members,
    reword,
    search,
    tools,
)
from trainset.dataset import build as build_module
from trainset.dataset.tools import load_tools
from trainset.draw import Draw
from trainset.errors import InputError, OptionError, OutputError, PackError
from trainset.example import Example, QARow, RequestProvenance, RequestRow
from trainset.language.requests import realised
from trainset.questions.ask import ask
from trainset.questions.find import find_claims
from trainset.semantics.notation import parse_form
from trainset.semantics.resolve import resolve
from trainset.semantics.write import to_graphql

from .conftest import SHARE, SIZE, Built

if TYPE_CHECKING:
    from pathlib import Path

    from trainset.dataset.build import Result

TRAINING, PROVENANCE, *_, REJECTED, MANIFEST = FILES


def ids(result: Result) -> list[str]:
    return [example.id for example in result.rows]


def form_of(example: Example) -> str:
    assert isinstance(example.provenance, RequestProvenance)
    return example.provenance.logical_form


def test_the_rows_are_as_many_as_asked_for_and_keep_the_share(built: Built) -> None:
    kinds = [row["type"] for row in built.objects(TRAINING)]
    assert len(kinds) == SIZE
    assert kinds.count("qa") == int(SIZE * SHARE)
    assert set(kinds) == {"qa", "text-to-graphql"}


def test_no_two_rows_ask_the_same(built: Built) -> None:
    rows = built.objects(TRAINING)
    asked = [row.get("question") or row["natural_language_query"] for row in rows]
    assert len({text.casefold() for text in asked}) == SIZE


def test_the_ledger_adds_up_with_the_files(built: Built) -> None:
    rows = [row for name in FILES[:6:2] for row in built.objects(name)]
    counts = rows, built.objects(REJECTED)
    ledgers = built.result.manifest["counts"]
    for name, kind in (("questions", "qa"), ("requests", "text-to-graphql")):
        ledger = ledgers[name]
        assert ledger["accepted"] == sum(row["type"] == kind for row in counts[0])
        assert sum(ledger["rejected"].values()) == sum(loss["row"]["type"] == kind for loss in counts[1])
        assert ledger["candidates"] == ledger["accepted"] + ledger["unused"] + sum(
            ledger["rejected"].values()
        )


def test_provenance_stands_line_for_line_beside_the_rows(built: Built) -> None:
    rows, proofs = built.objects(TRAINING), built.objects(PROVENANCE)
    assert [proof["id"] for proof in proofs] == ids(built.result)
    assert [proof["intent"] == "question" for proof in proofs] == [row["type"] == "qa" for row in rows]
    assert {proof["split"] for proof in proofs} == {"train"}


def test_the_lines_cited_as_evidence_hold_the_evidence(built: Built) -> None:
    rows, proofs = built.objects(TRAINING), built.objects(PROVENANCE)
    for row, proof in zip(rows, proofs, strict=True):
        if proof["intent"] != "question":
            continue
        cited = ""
        for evidence in proof["evidence"]:
            first, last = evidence["lines"]
            lines = (PACK / evidence["file"]).read_text("utf-8").splitlines()[first - 1 : last]
            assert sha256("\n".join(lines).encode()).hexdigest() == evidence["sha256"]
            cited += " ".join([*lines, *evidence["heading"]]).casefold()
        words = re.findall(r"[a-z]{5,}|\d+", row["answer"].casefold())
        missing = [word for word in words if word not in cited]
        assert len(missing) <= len(words) / 4, (row["answer"], missing)


def test_what_is_planned_is_told_as_planned(built: Built) -> None:
    rows, proofs = built.objects(TRAINING), built.objects(PROVENANCE)
    planned = [row for row, proof in zip(rows, proofs, strict=True) if proof.get("status") == "planned"]
    assert planned
    assert all(re.search(r"planned|meant|designed", row["answer"]) for row in planned)


def test_every_query_says_its_logical_form_and_executes_on_every_world(built: Built) -> None:
    endpoint, setting = context().endpoint, tools().speech.setting
    for example in built.result.rows:
        if isinstance(example.row, RequestRow):
            form = search(parse_form(form_of(example)))
            assert to_graphql(resolve(form, setting), endpoint.schema) == example.row.graphql_query
            document = endpoint.validated(example.row.graphql_query)
            assert not any(endpoint.execute(document, world).errors for world in context().worlds)


def test_every_part_of_a_request_is_said_by_words_or_by_a_default(built: Built) -> None:
    for example in built.result.rows:
        if isinstance(example.provenance, RequestProvenance):
            assert isinstance(example.row, RequestRow)
            text = example.row.natural_language_query
            spans = [text[part.start : part.end] for part in example.provenance.alignment]
            assert all(span.strip() for span in spans)
            assert all(0 <= part.start < part.end <= len(text) for part in example.provenance.alignment)


def test_what_was_rejected_has_its_reason(tmp_path: Path) -> None:
    rejected = Built(make(100, tmp_path, share=0.7, seed=3), tmp_path).objects(REJECTED)
    assert rejected
    for loss in rejected:
        assert list(loss) == ["id", "findings", "row", "provenance"]
        assert loss["findings"]
        for finding in loss["findings"]:
            assert re.fullmatch(r"[a-z_]+\.[a-z_]+", finding["code"])
            assert len(finding["message"]) > 5


def test_the_number_of_processes_has_no_say_in_the_bytes(built: Built, tmp_path: Path) -> None:
    make(SIZE, tmp_path, share=SHARE, jobs=2)
    assert contents(tmp_path) == contents(built.folder)


def test_a_smaller_dataset_begins_a_larger_one_and_both_keep_the_share(built: Built) -> None:
    for size in (1, 40):
        smaller = make(size, share=SHARE)
        assert ids(smaller) == ids(built.result)[:size]
        assert sum(isinstance(example.row, QARow) for example in smaller.rows) == int(size * SHARE)


def test_another_seed_gives_another_dataset(built: Built) -> None:
    other = make(SIZE, share=SHARE, seed=1)
    assert len(set(ids(other)) & set(ids(built.result))) < SIZE / 2
    questions = [example.row for example in other.rows[:10]]
    assert questions != [example.row for example in built.result.rows[:10]]


# ---- one changed line ----


def changed(before: Result, after: Result) -> tuple[list[Example], list[Example]]:
    """The rows that went and those that came; all others must have kept their order."""
    old, new = set(ids(before)), set(ids(after))
    assert [one for one in ids(before) if one in new] == [one for one in ids(after) if one in old]
    gone = [example for example in before.rows if example.id not in new]
    came = [example for example in after.rows if example.id not in old]
    return gone, came


@pytest.fixture(scope="module")
def requests() -> Result:
    return make(110, share=0)


def test_a_changed_line_of_the_lexicon_changes_only_the_rows_that_use_it(
    requests: Result, tmp_path: Path
) -> None:
    pack = copied(tmp_path)
    reword(pack, "lexicon/words/books.toml", '"without the tag {tag}"', '"that do not carry the tag {tag}"')
    gone, came = changed(requests, make(110, share=0, pack=pack))
    assert gone
    assert all("tags none" in form_of(example) for example in (*gone, *came))


def test_a_changed_line_of_the_bank_changes_only_the_rows_that_use_it(
    requests: Result, tmp_path: Path
) -> None:
    pack = copied(tmp_path)
    reword(
        pack, "bank/books.txt", "our [first:{n}] [sort:best sellers]", "the [first:{n}] [sort:top sellers]"
    )
    gone, came = changed(requests, make(110, share=0, pack=pack))
    assert gone
    assert {example.provenance.fields["source"]["pattern"] for example in (*gone, *came)} == {
        "bank/books-005"
    }


def test_a_changed_value_of_a_slot_changes_only_the_rows_that_use_it(
    requests: Result, tmp_path: Path
) -> None:
    pack = copied(tmp_path)
    reword(pack, "lexicon/slots/common.toml", '"$20"', '"20 bucks"')
    gone, came = changed(requests, make(110, share=0, pack=pack))
    assert gone
    assert all(" 20 dollars" in form_of(example) for example in (*gone, *came))


@pytest.mark.parametrize("seed", [0, 5])
def test_a_changed_line_of_the_lexicon_leaves_the_other_candidates_alone(seed: int, tmp_path: Path) -> None:
    pack = copied(tmp_path)
    reword(
        pack,
        "lexicon/words/books.toml",
        '"with at least {stars} stars"',
        '"that got {stars} stars or better"',
    )
    other = make(1, share=0, pack=pack)
    assert other.rows
    speeches = tools().speech, load_tools(str(pack), None).speech
    before, after = (
        {realised(member, speech) for member in members(speech, "search", 400, seed)} for speech in speeches
    )
    moved = before ^ after
    assert moved
    assert all("rating >" in form_of(example) for example in moved)  # the twin of a contrast set says "over"


def test_a_changed_wording_of_a_question_changes_only_the_questions_that_use_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ask_module = import_module("trainset.questions.ask")  # its package gives the name to a function
    before = questions()
    wordings = ask_module.wordings()
    old = wordings["what-is"][-1]
    changed_wordings = {**wordings, "what-is": (*wordings["what-is"][:-1], f"Please tell me. {old}")}
    monkeypatch.setattr(ask_module, "wordings", lambda: changed_wordings)
    after = questions()
    gone, came = before - after, after - before
    assert gone
    assert {f"Please tell me. {question}" for question in gone} == came


def questions() -> set[str]:
    """Every question that can be asked of the handbook."""
    claims = find_claims(handbook().passages, "Papyrus").claims
    asked = ask(claims, Draw.seeded(0, "questions"), "Papyrus")
    return {example.row.question for example in asked if isinstance(example.row, QARow)}


# ---- what cannot be had ----


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A shop that knows so few words that its requests run out."""
    monkeypatch.setattr(build_module, "_PATIENCE", 40)
    pack = copied(tmp_path)
    (pack / "lexicon" / "words" / "books.toml").write_text(
        'collection = "searchBooks"\n[[noun]]\nform = \'genre = "novel"\'\none = ["novel"]\n'
    )
    (pack / "lexicon" / "frames.toml").write_text(
        'search = ["{things}", "find {things}"]\ncount = ["[verb:count] {things}"]\n'
        'breakdown = ["{things} [by:by {group}]"]\n'
        '[joints]\nalternative = ["or"]\nexception = ["but not"]\nthen = [", then"]\n'
    )
    reword(pack, "pack.toml", "listing = 3", "listing = 0")
    for path in (pack / "bank").iterdir():
        path.unlink()
    return pack


def test_more_rows_than_can_be_made_are_refused_with_their_number(tiny: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / TRAINING).write_text("old\n")
    with pytest.raises(OptionError) as error:
        make(50, out, pack=tiny, share=0)
    assert error.value.what == "50 rows are more than can be made without repeating; there are 2"
    assert error.value.hint == "Ask for --size 2 or less."
    assert contents(out) == {TRAINING: b"old\n"}
    assert len(make(2, out, pack=tiny, share=0).rows) == 2


def test_a_share_of_questions_that_the_documents_cannot_meet_is_refused_with_their_number() -> None:
    with pytest.raises(OptionError, match=r"these documents give [0-9]+ questions") as error:
        make(500, share=1)
    assert "500 rows at a share of 1 need more" in error.value.what
    assert "--qa-share" in error.value.hint
    found = re.search(r"give ([0-9]+) questions", error.value.what)
    assert found
    assert len(make(int(found[1]), share=1).rows) == int(found[1])


def test_a_share_that_nobody_demanded_gives_way_to_requests(tmp_path: Path) -> None:
    pack = copied(tmp_path)
    reword(pack, "pack.toml", "qa_share = 0.4", "qa_share = 0.9")
    (pack / "handbook" / "stock.md").unlink()
    result = make(90, pack=pack)
    questions = sum(isinstance(example.row, QARow) for example in result.rows)
    assert 0 < questions < 81
    assert len(result.rows) == 90


def test_all_of_one_kind_can_be_asked_for() -> None:
    assert all(isinstance(example.row, QARow) for example in make(20, share=1).rows)
    assert all(isinstance(example.row, RequestRow) for example in make(20, share=0).rows)


def test_without_a_folder_nothing_is_written_and_the_manifest_names_no_outputs() -> None:
    assert "outputs" not in make(5).manifest


def test_a_missing_folder_is_told_before_the_work_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(build_module, "load_tools")
    with pytest.raises(OutputError, match="this output folder does not exist"):
        make(5, tmp_path / "gone")


def test_a_pack_or_document_that_cannot_be_used_is_refused(tmp_path: Path) -> None:
    pack = copied(tmp_path)
    (pack / "world" / "world.sql").unlink()
    with pytest.raises(PackError, match=r"world\.sql: .*(missing|cannot be read)"):
        make(5, pack=pack)
    pack = copied(tmp_path / "other")
    (pack / "schema.graphql").unlink()
    with pytest.raises(InputError, match=r"schema\.graphql: this schema cannot be read: No such file"):
        make(5, pack=pack)


def test_a_pack_that_names_a_field_which_its_schema_lacks_is_refused(tmp_path: Path) -> None:
    pack = copied(tmp_path)
    reword(pack, "lexicon/words/books.toml", 'form = "notes exists true"', 'form = "note exists true"')
    with pytest.raises(PackError, match=r"books\.toml:[0-9]+: searchBooks has no field 'note'\n  Did you"):
        make(5, pack=pack)
