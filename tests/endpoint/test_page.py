"""The page in a browser, as a person uses it; only where there is a Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.endpoint.browser import CHROMIUM, tab
from tests.endpoint.serving import listening, shared

if TYPE_CHECKING:
    from pathlib import Path

READY = "document.readyState === 'complete' && document.querySelectorAll('#schema .type').length > 10"
CHOOSE = "(() => {{ const box = document.getElementById('examples'); box.value = {}; box.dispatchEvent(new Event('change')); }})()"


@pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium")
def test_a_person_asks_on_the_page(tmp_path: Path) -> None:
    with listening(shared()) as address, tab(tmp_path) as page:
        page.open(address)
        page.until(READY)
        page.until("document.querySelector('#result h2')?.textContent.startsWith('searchEntries')")

        page.value(CHOOSE.format(3))  # how much of what there is
        assert "entryBreakdown" in page.value("document.getElementById('query').value")
        page.until("document.querySelector('#result h2')?.textContent.startsWith('entryBreakdown')")
        assert page.value("document.querySelector('#result th').textContent") == "key"

        page.value("document.getElementById('as-json').click()")
        assert '"entryBreakdown"' in page.until("document.querySelector('#result pre')?.textContent")
        page.value("document.getElementById('as-table').click()")

        page.value("document.getElementById('query').select()")
        page.value("document.getElementById('query').focus()")
        page.type('{ searchEntries(filter: { contentKind: { eq: "vidoe" } }) { totalCount } }')
        page.value("document.getElementById('run').click()")
        assert "Did you mean 'video'?" in page.until("document.querySelector('#result .error')?.textContent")

        page.value("document.getElementById('find').focus()")
        page.type("wastedSize")
        names = page.until("[...document.querySelectorAll('#schema code')].map((code) => code.textContent)")
        assert names
        assert all("wastedsize" in name.lower() for name in names)

        assert page.asked
        assert all(url.startswith((address, "data:", "about:")) for url in page.asked), page.asked
