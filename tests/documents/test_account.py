"""Every word of a document is in a passage or in a named category of what was left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.documents.conftest import corpus, rules, september  # noqa: F401
from trainset.documents import SourceRules, read_documents
from trainset.documents.account import READ, UNACCOUNTED, accounts
from trainset.documents.passage import SourceFile

if TYPE_CHECKING:
    from pathlib import Path

    from trainset.documents import Reading

TEXT = """---
title: The shop
---
# The shop

A shop keeps books for its customers.

<!-- a remark -->
```sh
papyrus list
```

**Opening hours**

- The shop opens at nine in the morning.

![a picture of the shop](shop.png)
"""


def test_words_add_up_and_each_has_a_category(tmp_path: Path) -> None:
    (tmp_path / "shop.md").write_text(TEXT)
    reading = read_documents([tmp_path / "shop.md"], SourceRules())
    (account,) = accounts(reading.files, reading.passages)
    assert account.total == len(re.findall(r"[^\W_]+", TEXT))
    assert account.unaccounted == ()
    assert {READ, "metadata", "heading", "comment", "code"} <= set(account.words)
    assert UNACCOUNTED not in account.words


def test_a_sentence_that_no_passage_holds_is_shown_with_its_line() -> None:
    source = SourceFile("shop.md", "", ("# Shop", "", "Nobody read this sentence."))
    (account,) = accounts([source], [])
    assert account.unaccounted == (3,)
    assert account.words == {"heading": 1, UNACCOUNTED: 4}


def test_an_environment_of_latex_ends_where_it_says() -> None:
    lines = (
        "\\title{x}",
        "\\begin{document}",
        "\\begin{lstlisting}",
        "let a = 1",
        "\\end{lstlisting}",
        "Lost words.",
    )
    (account,) = accounts([SourceFile("a.tex", "", lines)], [])
    assert account.words["code"] == 7
    assert account.unaccounted == (6,)


def test_of_the_september_documents_nearly_every_word_is_accounted_for(september: Reading) -> None:  # noqa: F811
    found = list(accounts(september.files, september.passages))
    lost = sum(account.words.get(UNACCOUNTED, 0) for account in found)
    assert lost <= 0.002 * sum(account.total for account in found)
