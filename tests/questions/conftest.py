"""A small shop manual, read and asked about once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from trainset.documents import Reading, SourceRules, read_documents
from trainset.questions import Findings, find_claims

if TYPE_CHECKING:
    from pathlib import Path

PRODUCT = "Papyrus"
MANUAL = """# The shop manual

Papyrus is a program for bookshops that keeps the stock and the orders of one shop.

## Why prices are kept in cents

Prices are kept in cents because sums of whole numbers are exact. A shop that adds prices in dollars loses a cent now and then.

## What a receipt contains

A receipt names the books, the prices and the day of the sale.

## How to count a shelf

A shelf is counted in three steps, which take ten minutes:

1. Scan the label of the shelf.
2. Scan every book on the shelf.
3. Compare the two numbers.

## The stock keeper

The stock keeper serves a double purpose: it lowers the counts after each sale and warns when a count falls to zero.
To find stolen books, the stock keeper compares every count with the sales of the day.

- **PriceTable**: Holds the price of each book and the day on which it changed.
- **Gift card**: A card with a fixed value that a customer gives to somebody else.
- **Stock alarm**: The alarm rings when a count falls to zero.

## Benefits

- **Speed**: Counting takes ten minutes
- **Safety**: No count is lost

## Selling

When the last copy of a book is sold, Papyrus keeps the book in the list with zero copies.
Unlike paper ledgers, Papyrus remembers the price of every sale.
As described above, this is not used.

## Commands

```sh
# List open orders
papyrus order list --open
```

The following command cancels an order by its number:

```sh
papyrus order cancel 17
```

The following command prints the labels of a shelf and skips sold books:

```sh
papyrus label print --shelf 3
```

## Order states

| State | Meaning |
|---|---|
| placed | The order waits for the payment. |
| paid | The order waits for its books. |
"""


def read(path: Path, text: str, name: str = "manual.md") -> Reading:
    (path / name).write_text(text)
    return read_documents([path / name], SourceRules())


@pytest.fixture(scope="session")
def manual(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    return read(tmp_path_factory.mktemp("manual"), MANUAL)


@pytest.fixture(scope="session")
def found(manual: Reading) -> Findings:
    return find_claims(manual.passages, PRODUCT)
