from dataclasses import replace

import pytest

from core.model.table import Cell, Table
from extractors.tables.second_opinion import Opinion, judged, likeness, regularity, reviewed

ROWS = [["Lot", "Montant"], ["1", "450"], ["2", "390"], ["3", "120"]]


def table(rows: list[list[str]], confidence: float = 0.6) -> Table:
    cells = tuple(Cell(r, c, text, page=1) for r, row in enumerate(rows) for c, text in enumerate(row))
    return Table(1, (0, 0, 100, 100), "aligned", confidence, cells)


def test_readings_that_agree_keep_the_confidence() -> None:
    assert judged(table(ROWS), [Opinion("camelot", ROWS), Opinion("pdfplumber", ROWS)]) == table(ROWS)


def test_readings_that_disagree_lower_it() -> None:
    other = [["Lot Montant", ""], ["1 450", ""], ["", "390 2"]]
    done = judged(table(ROWS), [Opinion("camelot", other)])
    assert done.strategy == "aligned"
    assert done.confidence == pytest.approx(0.36, abs=0.05)


def test_the_better_looking_reading_is_taken() -> None:
    own = [["Lot Montant", "", ""], ["1", "", "450"], ["2 390", "", ""], ["", "3", "120"]]
    assert regularity(ROWS) > regularity(own) + 0.1
    assert judged(table(own), [Opinion("camelot", ROWS)]).strategy == "camelot"


def test_a_sure_table_is_not_read_again() -> None:
    sure = replace(table(ROWS), confidence=0.9)
    assert reviewed(b"no PDF at all", sure) is sure


def test_libraries_that_fail_have_no_opinion() -> None:
    assert reviewed(b"no PDF at all", table(ROWS)).confidence == pytest.approx(0.6)


def test_likeness_is_of_neighbours() -> None:
    assert likeness(ROWS, ROWS) == 1.0
    assert likeness(ROWS, [[row[1], row[0]] for row in ROWS]) < 0.7
