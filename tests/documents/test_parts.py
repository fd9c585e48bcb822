"""The small parts of reading: front matter, tags, commands, headings, preparation."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trainset.documents.commands import commands
from trainset.documents.front_matter import split
from trainset.documents.headings import Headings, clean
from trainset.documents.prepare import prepare
from trainset.documents.tags import unwrap


@given(st.text(max_size=200))
def test_front_matter_never_loses_a_line_of_the_body(text: str) -> None:
    _, body = split(text)
    assert body.count("\n") == text.removeprefix("\ufeff").count("\n")


def test_front_matter_reads_scalars_and_lists() -> None:
    front, body = split(
        '---\ntitle: "The shop: a tour"\ntags: [a, "b c"]\nmore:\n  - x\n  - y\nnone: null\n---\nText'
    )
    assert front.one("title") == "The shop: a tour"
    assert front.fields["tags"] == ("a", "b c")
    assert front.fields["more"] == ("x", "y")
    assert front.one("none") == ""
    assert body.strip() == "Text"


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert split("---\nJust text.\n---\n")[0].fields == {}


def test_tags_become_divisions_and_their_prose_moves_left() -> None:
    lines = [
        "import X from 'x'",
        "<Steps>",
        '  <Step title="Go in">',
        "    Open the door.",
        "  </Step>",
        "</Steps>",
    ]
    out = [line for line in unwrap(lines) if line]
    assert out == ["::: {.steps}", '::: {.step title="Go in"}', "Open the door.", ":::", ":::"]


def test_tags_in_code_stay() -> None:
    lines = ["```tsx", "<Step title='x'>", "```", "Use `<Step>` or <b>bold</b>."]
    assert unwrap(lines) == ["```tsx", "<Step title='x'>", "```", "Use `<Step>` or bold."]


def test_a_remark_belongs_to_its_command_alone() -> None:
    code = "# Count a shelf\npapyrus count 7\n\n# Do both\npapyrus open\npapyrus close\n\npapyrus sell 1  # Sell one\n"
    assert [(remark, line) for remark, line, _ in commands(code)] == [
        ("Count a shelf", "papyrus count 7"),
        ("", "papyrus open"),
        ("", "papyrus close"),
        ("Sell one", "papyrus sell 1"),
    ]


def test_what_a_command_prints_is_no_command() -> None:
    assert [line for _, line, _ in commands("$ papyrus list\nBooks: 3\n  ✓ done\n")] == ["papyrus list"]


def test_joined_lines_are_one_command() -> None:
    assert commands("papyrus add \\\n  --title X")[0][1] == "papyrus add --title X"


def test_headings_end_those_of_their_rank() -> None:
    path = Headings(((0, "Manual", False),)).under(1, "1. Shop:").under(2, "Doors").under(2, "Keys [Planned]")
    assert path.words == ("Manual", "Shop", "Keys")
    assert path.planned == "Keys"
    assert path.under(1, "Stock").planned == ""


def test_a_heading_is_cleaned() -> None:
    assert clean("4.2 Opening hours:") == "Opening hours"
    assert clean("1\\. Summary") == "Summary"


def test_a_forgotten_fence_swallows_nothing() -> None:
    text = "# A\n\n```\n\n## B\n\nProse.\n\n```sh\npapyrus list\n```\n"
    prepared = prepare(text, "commonmark", ())
    assert prepared.left_out["unbalanced fence"] == 1
    assert "```\n\n## B" not in prepared.text
