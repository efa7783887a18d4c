"""What the database writes is what the row-by-row writers write, on both databases, for any value."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import re
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from console.corrections.cells import value_of
from console.exports import writer
from console.exports.cells import guarded_text, list_text, listed
from console.exports.sql import lines
from console.exports.sql.layout import Layout
from console.exports.sql.lines import Extract
from console.exports.stream import FORMATS, gzipped, stream
from console.exports.workbook import workbook
from core.errors import InputError
from core.storage.beside import beside
from core.storage.database import Database, open_database
from core.storage.queries import Rows
from normalizers.datasets import dataset, datasets
from tests.console.exports.conftest import put

AVIS = dataset("avis-marches")
LINKED = next(column for column in AVIS.columns if column.name == "avis_lies")

ODD = (
    "=1+1", "+33 1", "-5", "@SUM", "\tx", "a;b", 'il a dit "oui"', "deux\nlignes", "a\r\nb", "é€😀",
    "%s %d %",
    "<b>&amp;</b>", "a|b", "\\", "c:\\n",
    "mark\x1fs\x1e\x1d\x1c\x19", "'",
    "a,b", "\x07cloche", " bords ", "_x0041_", "-", ";", '"',
)  # fmt: skip


def fill(db: Database, texts: tuple[str, ...] = ODD) -> None:
    for number, text in enumerate(texts):
        put(
            db,
            number,
            "avis-marches",
            f"boamp:26-{number:04}",
            source="boamp",
            objet=text,
            description=text * 3,
            type_avis=("consultation", "attribution")[number % 2],
            code_departement=["35", "2A"][: number % 3] or None,
            avis_lies=[text, "b"] if number % 2 else [text],
            criteres=[{"libelle": text, "poids": "60"}],
            montant_estime=(None, 1000.0, 0.1, 1e16, 123456.78, -2.5)[number % 6],
            nb_lots=None if number % 2 else number,
            date_publication=date(2026, 3, 1 + number % 28),
            date_limite_reponse=(
                datetime(2026, 3, 29, 0, 59, tzinfo=UTC),
                datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
                date(2026, 4, 1),
                None,
            )[number % 4],
            latlon="48.11,-1.67" if number % 2 else None,
        )


def streamed(db: Database, form: str, extract: Extract | None = None, layout: Layout | None = None) -> bytes:
    with db.read() as tx:
        return b"".join(stream(tx, db.catalogue, extract or Extract(AVIS), form, layout))


def row_by_row(db: Database, form: str) -> bytes:
    out = io.BytesIO()
    with db.read() as tx:
        writer(form)[0](AVIS, Rows(tx, db.catalogue).rows(AVIS.name), out)
    return out.getvalue()


@pytest.fixture
def filled(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    with open_database(database_url, datasets().values()) as db:
        fill(db)
        yield db


def test_csv_is_the_same_to_the_byte(filled: Database) -> None:
    assert streamed(filled, "csv") == row_by_row(filled, "csv")


@pytest.mark.parametrize("form", ["jsonl", "geojson"])
def test_json_says_the_same(filled: Database, form: str) -> None:
    def read(data: bytes) -> Any:
        return [json.loads(line) for line in data.splitlines()] if form == "jsonl" else json.loads(data)

    assert read(streamed(filled, form)) == read(row_by_row(filled, form))


@pytest.mark.parametrize("name", sorted(datasets()))
def test_every_dataset_is_written(name: str, database_url: str) -> None:
    """Also those with more columns than one call of the database's functions takes."""
    one = dataset(name)
    with open_database(database_url, datasets().values()) as db:
        put(db, 0, name, "a:1")
        for form in FORMATS:
            assert streamed(db, form, Extract(one))
        (line,) = streamed(db, "jsonl", Extract(one)).splitlines()
    assert list(json.loads(line)) == [column.name for column in one.columns]


def test_json_is_a_list_of_what_jsonl_has(filled: Database) -> None:
    lines = [json.loads(line) for line in streamed(filled, "jsonl").splitlines()]
    assert json.loads(streamed(filled, "json")) == lines


def test_parquet_has_the_rows(filled: Database) -> None:
    table = pq.read_table(io.BytesIO(streamed(filled, "parquet")))
    assert table.num_rows == len(ODD)


def _cells(data: bytes) -> list[list[Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data), read_only=True).worksheets[0]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_xlsx_says_the_same_to_two_readers(filled: Database) -> None:
    made, before = streamed(filled, "xlsx"), row_by_row(filled, "xlsx")
    assert [[_plain(each) for each in row] for row in _cells(made)] == [
        [_plain(each) for each in row] for row in _cells(before)
    ]
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(made)).get_sheet_by_index(0).to_python()
    assert len(sheet) == len(ODD) + 1
    objet = [column.name for column in AVIS.columns].index("objet")
    assert sheet[1][objet] == "=1+1"


def _plain(value: Any) -> Any:
    """Control letters have no place in XML; the other writer escapes them in a way of its own."""
    if not isinstance(value, str):
        return value
    return re.sub(r"_x00(?:07|1[0-9C-F])_|[\x07\x19\x1c-\x1f]", "", value)


def test_sheets_are_split_where_one_is_full() -> None:
    batches = [(5, b"<row><c><v>1</v></c></row>" * 5), (4, b"<row><c><v>2</v></c></row>" * 4)]
    data = b"".join(workbook(["n"], batches, sheet_rows=5))
    book = openpyxl.load_workbook(io.BytesIO(data))
    values = [[row[0] for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets]
    assert values == [["n", 1, 1, 1, 1], ["n", 1, 2, 2, 2], ["n", 2]]
    assert openpyxl.load_workbook(io.BytesIO(b"".join(workbook(["n"], [])))).active.max_row == 1


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_no_rows(form: str, database_url: str) -> None:
    with open_database(database_url, datasets().values()) as db:
        data = streamed(db, form)
    if form in ("json", "geojson"):
        assert json.loads(data) in ([], {"type": "FeatureCollection", "features": []})
    elif form == "csv":
        assert data.decode("utf-8-sig").count("\r\n") == 1


def test_a_part_of_the_rows_and_columns(filled: Database) -> None:
    table = filled.catalogue["avis-marches"].table
    narrow = AVIS.only("id", "objet")
    extract = Extract(narrow, (table.c.type_avis == "attribution",), (table.c.id.desc(),), limit=3)
    layout = Layout(delimiter="\t", bom=False, labels=True)
    rows = list(csv.reader(io.StringIO(streamed(filled, "csv", extract, layout).decode()), delimiter="\t"))
    assert rows[0] == ["Identifiant", "Objet"]
    assert [row[0] for row in rows[1:]] == ["boamp:26-0023", "boamp:26-0021", "boamp:26-0019"]


def test_other_separators(filled: Database) -> None:
    data = streamed(filled, "csv", layout=Layout(delimiter="|", separator=","))
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter="|"))
    assert len(rows) == len(ODD)
    assert {row["code_departement"] for row in rows} == {"", "35", "35,2A"}
    assert rows[12]["objet"] == "a|b"


def test_values_of_a_list_come_back_whatever_they_hold(filled: Database) -> None:
    rows = csv.DictReader(io.StringIO(streamed(filled, "csv").decode("utf-8-sig"), newline=""), delimiter=";")
    told = [row["avis_lies"] for row in rows]
    assert told[ODD.index("a|b")] == r"a\|b"
    assert told[ODD.index("\\")] == r"\\|b"
    for number, (cell, text) in enumerate(zip(told, ODD, strict=True)):
        bare = cell.removeprefix("'") if guarded_text(text) != text else cell
        assert listed(bare) == ([text, "b"] if number % 2 else [text])
    assert value_of(LINKED, r"boamp:26-1\|2|boamp:26-3") == ["boamp:26-1|2", "boamp:26-3"]


@given(st.lists(st.text(min_size=1).filter(str.strip), max_size=5))
def test_a_cell_of_a_list_is_read_as_it_was_written(texts: list[str]) -> None:
    assert listed(list_text(texts)) == texts
    assert listed("a| |b|") == ["a", "b"], "as a person types it"


def test_the_same_rows_give_the_same_bytes(filled: Database) -> None:
    for form in ("csv", "jsonl", "xlsx"):
        assert streamed(filled, form) == streamed(filled, form)
    packed = b"".join(gzipped([b"a", b"b" * 1000]))
    assert gzip.decompress(packed) == b"a" + b"b" * 1000


@pytest.mark.parametrize("form", ["csv", "jsonl", "json", "geojson"])
def test_rows_shared_by_connections_are_the_same_bytes(
    filled: Database, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = streamed(filled, form)
    monkeypatch.setattr(lines, "_BATCH", 3)
    with filled.read_at_large() as tx:
        assert len(beside(tx)) == (2 if filled.sqlite else 0)
        chunks = stream(tx, filled.catalogue, Extract(AVIS), form)
        first = [next(chunks), next(chunks)]
        put(filled, 40, "avis-marches", "boamp:26-0019x", source="boamp", objet="venu entre-temps")
        assert b"".join([*first, *chunks]) == alone


def test_an_unknown_format(filled: Database) -> None:
    with pytest.raises(InputError, match="unknown export format"):
        streamed(filled, "dbase")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1), min_size=1, max_size=8
    )
)
def test_any_text(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    address = f"sqlite:///{tmp_path_factory.mktemp('any') / 'a.sqlite'}"
    with open_database(address, datasets().values()) as db:
        fill(db, tuple(texts))
        assert streamed(db, "csv") == row_by_row(db, "csv")
        for line, other in zip(
            streamed(db, "jsonl").split(b"\n"), row_by_row(db, "jsonl").split(b"\n"), strict=True
        ):
            assert (json.loads(line) == json.loads(other)) if line else line == other
