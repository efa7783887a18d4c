from __future__ import annotations

from pathlib import Path

from benchmarks.rows.count import Rows, count

TRUTH = "nom,prénom,parti\nDE LA CÔTE,Ève,\nMARTIN,Luc,Vert\nMARTIN,Luc,Vert\n"


def test_each_row_that_was_read_counts_once(tmp_path: Path) -> None:
    truth = tmp_path / "liste.csv"
    truth.write_text(TRUTH, encoding="utf-8")
    cells = [(0, 0, 0, 0, "de La Côte"), (0, 0, 1, 1, "EVE"), (1, 1, 0, 0, "Martin"), (1, 2, 1, 1, "Luc")]
    assert count(truth, ("nom", "prénom"), [(1, cells)]) == Rows(true=3, found=2, read=3)
    assert count(truth, ("nom", "parti"), [(1, cells)]) == Rows(true=3, found=1, read=3)
    assert count(truth, ("nom",), []) == Rows(true=3, found=0, read=0)
