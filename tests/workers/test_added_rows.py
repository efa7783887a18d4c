"""A row that a person adds becomes a row of the dataset; the ids of the others stay."""

from __future__ import annotations

from pathlib import Path

from core.model.added_row import AddedCell, AddedRow
from core.model.reading import Reading, Value
from core.model.table_edit import Anchor, EditKind, TableEdit
from crawlers import source
from extractors.parse import parse
from extractors.tables.places import anchor_of
from tests.workers.replacing import FLOOR, HEADINGS, ROOF
from tools import compose_marches_conclus as compose
from workers.as_mended import ADDED
from workers.extraction import read_here

FIXTURES = Path(__file__).parents[2] / "fixtures" / "marches-conclus"
CSV = "\n".join([HEADINGS, ROOF, FLOOR]).encode()
BOX = (60.0, 700.0, 200.0, 712.0)


def put_under(data: bytes, name: str, text: str, *cells: AddedCell) -> TableEdit:
    document = parse(data, name=name, media=name.rpartition(".")[2])
    table, cell = next(
        (table, cell) for table in document.tables for cell in table.cells if cell.text == text
    )
    return TableEdit(EditKind.ROW, anchor_of(table, cell), text, AddedRow("0123abcd", cells).dump(), 1)


def read(data: bytes, name: str, *edits: TableEdit) -> tuple[Reading, ...]:
    return read_here(source("marches-conclus"), data, name=name, edits=edits).readings


def text(reading: Reading, column: str) -> str:
    value = reading.values[column]
    assert isinstance(value, Value)
    return value.text


def test_a_typed_row_of_a_spreadsheet_is_a_contract_and_says_who_said_so() -> None:
    typed = [AddedCell(0, "Mur"), AddedCell(1, "05/05/2025"), AddedCell(2, "PETIT"), AddedCell(4, "1000,00")]
    before = read(CSV, "liste.csv")
    after = read(
        CSV,
        "liste.csv",
        put_under(CSV, "liste.csv", "ELEC'SEINE".replace("ELEC'SEINE", "Toiture du préau"), *typed),
    )
    assert [each.id for each in after if each.id in {one.id for one in before}] == [
        each.id for each in before
    ]
    assert [each for each in after if ADDED not in each.warnings] == list(before)
    (new,) = (each for each in after if ADDED in each.warnings)
    assert new.id.endswith(":0123abcd")
    assert [text(new, column) for column in ("objet", "titulaire_nom")] == ["Mur", "PETIT"]
    winner = new.values["titulaire_nom"]
    assert isinstance(winner, Value)
    assert (winner.evidence.typed, winner.evidence.path) == (True, "saisie[0123abcd]/colonne[3]")
    assert not any(
        value.evidence.typed for each in before for value in each.values.values() if isinstance(value, Value)
    )


def test_a_row_of_a_pdf_moves_no_id_and_is_proved_by_its_boxes() -> None:
    data = (FIXTURES / "nominal-pdf" / "input.pdf").read_bytes()
    winner = "COUVERTURE LIGERIENNE"
    before = read(data, "liste.pdf")
    drawn = [
        AddedCell(0, "Mur", 1, BOX),
        AddedCell(1, "05/05/2025"),
        AddedCell(2, "PETIT"),
        AddedCell(4, "41 250,00"),
    ]
    after = read(data, "liste.pdf", put_under(data, "liste.pdf", winner, *drawn))
    assert [each for each in after if ADDED not in each.warnings] == list(before)
    at = next(number for number, each in enumerate(after) if ADDED in each.warnings)
    assert text(after[at - 1], "titulaire_nom") == winner, "it stands under the row it was put under"
    subject = after[at].values["objet"]
    assert isinstance(subject, Value)
    assert (subject.evidence.page, subject.evidence.bbox, subject.evidence.typed) == (1, BOX, False)
    assert after[at].values.keys() >= {"tranche", "nature"}, "the titles above hold for it"


def test_a_line_of_the_essential_data_is_added() -> None:
    head = "id;acheteur.id;nature;objet;dateNotification;montant;titulaire_id_1;titulaire_typeIdentifiant_1"
    line = "2025-001;21910987300014;Marché;Toit;2025-03-01;1000;51234987900019;SIRET"
    data = f"{head}\n{line}".encode()
    cells = [AddedCell(col, each) for col, each in enumerate(line.replace("001", "002", 1).split(";"))]
    edit = put_under(data, "decp.csv", "nature", *cells)
    before = read_here(source("decp"), data, name="decp.csv").readings
    after = read_here(source("decp"), data, name="decp.csv", edits=[edit]).readings
    assert len(after) == len(before) + 1
    assert {each.id for each in before} < {each.id for each in after}


def test_a_list_that_is_read_by_the_places_of_words_stays_as_it_is() -> None:
    data = compose.unruled()
    before = read(data, "liste.pdf")
    document = parse(data, name="liste.pdf", media="pdf")
    (table,) = document.tables
    place = anchor_of(table, table.cells[0])

    def row(number: int, under: Anchor, *texts: str) -> TableEdit:
        cells = tuple(AddedCell(col, text) for col, text in enumerate(texts))
        return TableEdit(EditKind.ROW, under, "", AddedRow(f"0123abc{number}", cells).dump(), number)

    heading = row(1, place, "Objet", "Titulaire", "Montant")
    under = Anchor(path="saisie[0123abc1]/colonne[1]")
    contract = row(2, under, "Mur", "PETIT", "1 000,00 €")
    after = read_here(source("marches-conclus"), data, name="liste.pdf", edits=[heading, contract])
    assert [each for each in after.readings if ADDED not in each.warnings] == list(before)
    (new,) = (each for each in after.readings if ADDED in each.warnings)
    assert (text(new, "objet"), text(new, "titulaire_nom")) == ("Mur", "PETIT")
    alone = read_here(
        source("marches-conclus"), data, name="liste.pdf", edits=[row(2, place, "Mur", "PETIT", "1")]
    )
    assert list(alone.readings) == list(before)
    assert any("Mur" in each.message for each in alone.refusals), "a row that nobody can read is told"
