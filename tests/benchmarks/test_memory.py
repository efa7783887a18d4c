"""Workers stay small: a thousand documents leave the parent as it was."""

from __future__ import annotations

import pytest

from benchmarks.memory.documents import mixed
from benchmarks.memory.measure import measure

MEBIBYTE = 1 << 20


def test_documents_are_mixed() -> None:
    names = [name.rpartition(".")[2] for name, _ in mixed(12)]
    assert {"pdf", "html", "xml"} <= set(names)
    assert len(names) == 12


@pytest.mark.slow
def test_a_thousand_documents_in_a_row() -> None:
    growth = measure(mixed(1_000))
    print(f"parent {growth.parent_growth / MEBIBYTE:+.1f} MiB over 900 documents")
    assert growth.documents == 1_000
    assert growth.refused < 200
    assert growth.parent_growth < 20 * MEBIBYTE
    assert growth.zygote[1] - growth.zygote[0] < 20 * MEBIBYTE
