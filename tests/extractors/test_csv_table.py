from __future__ import annotations

import csv
import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import CorruptDocument, DocumentError, EmptyDocument, LimitExceeded
from extractors.csv_table import UNCLOSED, parse, read


def rows(data: bytes) -> list[list[str]]:
    return [[cell.text for cell in row] for row in parse(data).rows()]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimiter_and_encoding(delimiter: str, codec: str) -> None:
    lines = [["objet", "montant €"], ["Éclairage, phase 1; lot 2|a", "14 237.50"], ["", " x "]]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(lines)
    assert rows(text.getvalue().encode(codec)) == [*lines[:2], ["", "x"]]


def test_paths_count_records_from_one() -> None:
    table = parse(b'a;b\n"two\nlines";c\nd;e\n')
    assert [(cell.row, cell.col, cell.path) for cell in table.cells][-2:] == [
        (2, 0, "ligne[3]/colonne[1]"),
        (2, 1, "ligne[3]/colonne[2]"),
    ]
    assert table.cells[2].text == "two\nlines"


def test_title_rows_and_commas_in_prose_do_not_mislead() -> None:
    data = b";;\n;LISTE, DES MARCHES, CONCLUS;\nobjet;date;montant\nAudit, phase 1;1/2/10;1,5\n"
    assert {len(row) for row in rows(data)} == {3}


def test_a_comma_file_with_semicolons_in_prose() -> None:
    assert rows(b'a,b,c\n"x;y",1,2\n"z;t",3,4\n')[1] == ["x;y", "1", "2"]


def test_one_column() -> None:
    assert rows(b"a\nb\n") == [["a"], ["b"]]


def test_quotation_mark_that_never_closes_swallows_nothing() -> None:
    table, warnings = read(b'a;b\n"open;1\nc;2\nd;3\n')
    assert warnings == (UNCLOSED,)
    assert [[cell.text for cell in row] for row in table.rows()][1:] == [
        ['"open', "1"],
        ["c", "2"],
        ["d", "3"],
    ]


def test_line_separators_of_other_worlds_do_not_cut_rows() -> None:
    assert rows("a;b\nx\u2028y;z\x0b\n".encode()) == [["a", "b"], ["x\u2028y", "z"]]


@pytest.mark.parametrize("data", [b"", b" \r\n"])
def test_nothing_there(data: bytes) -> None:
    with pytest.raises(EmptyDocument):
        parse(data)


def test_zero_characters_are_no_csv() -> None:
    with pytest.raises(CorruptDocument):
        parse(b"a;\0\nb;c\n")


def test_too_many_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.csv_table.MAX_CELLS", 100)
    with pytest.raises(LimitExceeded):
        parse(b"a;b;c\n" * 50)


CELLS = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=8).map(str.strip)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=2, max_size=8))
def test_what_is_written_is_read(lines: list[list[str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL).writerows(lines)
    data = b"\xef\xbb\xbf" + text.getvalue().encode()
    assert rows(data) == lines


@given(st.binary(max_size=300))
def test_any_bytes_give_a_table_or_a_named_error(data: bytes) -> None:
    with suppress(DocumentError):
        parse(data)
