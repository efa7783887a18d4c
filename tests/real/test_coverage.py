"""Each path of the real documents is read or ignored by name, but for few that the documentation lists."""

from __future__ import annotations

from functools import cache

import pytest

from tests.real.comparison.readers.values import REAL
from tests.real.coverage.page import PAGE, page, results
from tests.real.coverage.tally import SourceTally

pytestmark = [
    pytest.mark.skipif(not REAL.is_dir(), reason="the real documents are not beside this checkout"),
    pytest.mark.slow,
]

TREES = 0.005
"""One path in two hundred, of JSON and XML: what they have unknown are fields filled with rubbish and two
places where the standard allows none; a field that a publisher adds to each document is more than that."""

WORDS = 0.02
"""One in fifty, of pages and tables: buyers print labels and columns of their own."""


@cache
def found() -> dict[str, SourceTally]:
    return results()


@pytest.mark.parametrize("source", ["boamp", "ted", "decp", "place", "buyer-profile", "jorf", "bodacc"])
def test_hardly_a_path_is_unknown(source: str) -> None:
    forms = found()[source].forms
    bounds = {name: WORDS if name.endswith(("web", "html", "pdf", "csv")) else TREES for name in forms}
    shares = {name: each.coverage.shares()["unknown"] for name, each in forms.items()}
    assert {name: share for name, share in shares.items() if share > bounds[name]} == {}


def test_each_form_but_prose_has_paths_that_are_read() -> None:
    assert {
        (source, form)
        for source, each in found().items()
        for form, counts in each.forms.items()
        if not counts.coverage.read
    } <= {("jorf", "texte-pdf")}


def test_the_page_is_what_the_command_writes() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(found()), "run python -m tests.real.coverage"
