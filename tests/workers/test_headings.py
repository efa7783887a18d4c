"""Rows that a person says are headings, or are none: each source of tables believes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import DocumentError
from core.model.reading import Reading, Value
from core.model.table import Cell
from core.model.table_edit import EditKind, TableEdit
from crawlers import source
from crawlers.legal.zones_notaires.columns import marked_headings
from extractors.parse import parse
from extractors.sniff import media_of
from extractors.tables.places import anchor_of
from workers.extraction import read_here

ZONES = Path(__file__).parents[2] / "fixtures" / "zones-notaires" / "nominal"


def said(data: bytes, name: str, text: str, kind: EditKind, number: int = 1) -> TableEdit:
    """What is said of the row of the first cell with a text."""
    document = parse(data, name=name, media=media_of(data, name))
    table, cell = next(
        (table, cell) for table in document.tables for cell in table.cells if cell.text == text
    )
    return TableEdit(kind, anchor_of(table, cell), cell.text, id=number)


def read(of: str, data: bytes, name: str, *edits: TableEdit) -> list[dict[str, str]]:
    found = read_here(source(of), data, name=name, edits=edits).readings
    return [{"id": each.id, **_texts(each)} for each in found]


def _texts(reading: Reading) -> dict[str, str]:
    return {name: value.text for name, value in reading.values.items() if isinstance(value, Value)}


def test_a_list_of_contracts_has_the_heading_that_a_person_marks() -> None:
    data = b"Objet;qsd;wxc;vbn;hjk;Titulaire\nToit;x;y;z;a;DUPONT\nSol;x;y;z;b;MARTIN"
    with pytest.raises(DocumentError, match="headings of a list"):
        read("marches-conclus", data, "liste.csv")
    data = data.replace(b"hjk", b"hjk HT 2025-01-01").replace(b";a;", b";10,00;").replace(b";b;", b";20,00;")
    marked = said(data, "liste.csv", "Titulaire", EditKind.HEADING)
    found = read("marches-conclus", data.replace(b"vbn", b"Date"), "liste.csv", marked)
    assert [row["titulaire_nom"] for row in found] == ["DUPONT", "MARTIN"]


def test_two_rows_are_one_heading_below_a_title() -> None:
    data = (
        "Liste de 2025;;;\nObjet du;Nom du;;Montant en\nmarché;titulaire;;€ HT\nToit;DUPONT;;100,00".encode()
    )
    marked = said(data, "liste.csv", "€ HT", EditKind.HEADING)
    (row,) = read("marches-conclus", data, "liste.csv", marked)
    assert (row["objet"], row["titulaire_nom"], row["montant_ht"]) == ("Toit", "DUPONT", "100,00 €")
    assert row["id"].endswith(":4"), "the rows are numbered as before"


def test_a_contract_in_the_words_of_a_heading_is_a_contract() -> None:
    data = b"Objet;Titulaire;Montant HT\nObjets;Fournisseur;Montant\nToit;DUPONT;100,00"
    assert [row["objet"] for row in read("marches-conclus", data, "liste.csv")] == ["Toit"]
    none = said(data, "liste.csv", "Fournisseur", EditKind.DATA)
    assert [row["objet"] for row in read("marches-conclus", data, "liste.csv", none)] == ["Objets", "Toit"]


def test_lines_of_the_essential_data_begin_under_the_marked_heading() -> None:
    head = "id;acheteur.id;nature;objet;dateNotification;montant;titulaire_id_1;titulaire_typeIdentifiant_1"
    line = "2025-001;21910987300014;Marché;Toit;2025-03-01;1000;51234987900019;SIRET"
    plain = f"{head}\n{line}".encode()
    data = f"Export du 3 mars;;;;;;;\n{head}\n{line}".encode()
    with pytest.raises(DocumentError):
        read("decp", data, "decp.csv")
    (row,) = read("decp", data, "decp.csv", said(data, "decp.csv", "nature", EditKind.HEADING))
    (same,) = read("decp", plain, "decp.csv")
    assert row["objet"] == same["objet"] == "Toit"
    with pytest.raises(DocumentError):
        read("decp", plain, "decp.csv", said(plain, "decp.csv", "nature", EditKind.DATA))


def test_zones_have_the_heading_that_a_person_marks() -> None:
    (path,) = ZONES.glob("input.*")
    data = path.read_bytes()
    before = read("zones-notaires", data, path.name)
    first, second, *_ = parse(data, name=path.name, media="html").tables
    marked = said(data, path.name, first.cells[0].text, EditKind.HEADING)
    assert read("zones-notaires", data, path.name, marked) == before
    none = said(data, path.name, second.cells[0].text, EditKind.DATA)
    assert read("zones-notaires", data, path.name, none) != before


def test_the_words_of_a_heading_of_two_rows_are_read_together() -> None:
    rows = [
        {0: Cell(0, 0, "Nombre d'"), 1: Cell(0, 1, "Bassin")},
        {0: Cell(1, 0, "offices"), 1: Cell(1, 1, "n° 3")},
    ]
    assert marked_headings(rows) == {0: "offices", 1: "zone"}
