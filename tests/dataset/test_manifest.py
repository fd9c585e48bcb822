"""The manifest: digests that are right, counts that add up, and nothing of the machine or the hour."""

from __future__ import annotations

import json
import socket
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bookshop import FILES, PACK, copied, handbook, make, reword
from trainset import __version__
from trainset.dataset.manifest import with_outputs

from .conftest import SHARE, SIZE

if TYPE_CHECKING:
    from .conftest import Built


def test_the_manifest_is_written_as_it_was_answered(built: Built) -> None:
    assert json.loads((built.folder / "manifest.json").read_text("utf-8")) == built.result.manifest


def test_the_digests_of_the_outputs_are_right(built: Built) -> None:
    outputs = built.result.manifest["outputs"]
    assert list(outputs) == list(FILES[:-1])
    for name, output in outputs.items():
        data = (built.folder / name).read_bytes()
        assert output == {"sha256": sha256(data).hexdigest(), "rows": data.count(b"\n")}


def test_the_digests_of_the_inputs_are_right(built: Built) -> None:
    manifest = built.result.manifest
    named = manifest["pack"]["files"]
    assert set(named) == {path.relative_to(PACK).as_posix() for path in PACK.rglob("*") if path.is_file()}
    for name, digest in named.items():
        assert sha256((PACK / name).read_bytes()).hexdigest() == digest
    assert manifest["documents"] == {file.name: file.sha256 for file in handbook().files}
    assert manifest["schema"]["sha256"] == named["schema.graphql"]


def test_the_manifest_says_what_was_asked_for(built: Built) -> None:
    manifest = built.result.manifest
    assert (manifest["seed"], manifest["size"], manifest["qa_share"]) == (0, SIZE, SHARE)
    assert manifest["clock"] == "2024-02-29T09:30:00-05:00"
    assert (manifest["pack"]["name"], manifest["pack"]["product"]) == ("papyrus", "Papyrus")
    assert manifest["made_by"]["trainset"] == __version__


def test_what_was_not_read_is_named(built: Built) -> None:
    losses = built.result.manifest["losses"]
    assert losses == [
        {"file": loss.file, "reason": loss.reason, "count": loss.count, "note": loss.note}
        for loss in built.result.losses
    ]
    assert losses


def test_nothing_in_the_files_tells_of_the_machine_or_the_hour(built: Built) -> None:
    for name in FILES:
        text = (built.folder / name).read_text("utf-8")
        assert str(Path.cwd()) not in text
        assert str(Path.home()) not in text
        assert str(built.folder) not in text
        assert socket.gethostname() not in text
        assert datetime.now(UTC).strftime("%Y-%m-%d") not in text


def test_a_changed_file_of_the_pack_shows_in_the_manifest(built: Built, tmp_path: Path) -> None:
    pack = copied(tmp_path)
    reword(pack, "values.toml", '"Noor Haddad"', '"Nour Haddad"')
    other = make(1, pack=pack).manifest["pack"]["files"]
    known = built.result.manifest["pack"]["files"]
    assert {name for name in known if known[name] != other[name]} == {"values.toml"}


def test_outputs_count_lines_and_digest_letters_of_all_alphabets() -> None:
    outputs = with_outputs({"format": 1}, {"a": ["é\n", "β\n"], "b": []})
    assert outputs["format"] == 1
    assert outputs["outputs"]["a"] == {"sha256": sha256("é\nβ\n".encode()).hexdigest(), "rows": 2}
    assert outputs["outputs"]["b"] == {"sha256": sha256(b"").hexdigest(), "rows": 0}
