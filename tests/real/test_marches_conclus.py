"""The real list of a commune, read as it is and set in the PDF layouts that other buyers choose."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from core.model.reading import Reading, Refusal, Value
from crawlers.procurement.marches_conclus import SOURCE
from extractors.parse import parse
from tools import compose_marches_conclus as compose
from workers.toolbox import ProseToolbox

FILE = Path(__file__).resolve().parents[2].parent / "shared/real/marches_conclus/2010_tranches_1_to_3.csv"
COLUMNS = ("objet", "date_notification", "titulaire_nom", "montant_ht", "nature", "tranche")

pytestmark = pytest.mark.skipif(not FILE.is_file(), reason="the real list is not beside this checkout")


def read(data: bytes, media: str) -> tuple[list[dict[str, str]], list[Refusal]]:
    document = parse(data, name=f"liste.{media}", media=media)
    form = next(form for form in SOURCE.forms if form.media == media)
    found = list(form.read(document, ProseToolbox()))
    rows = [
        {name: value.text for name, value in each.values.items() if isinstance(value, Value)}
        for each in found
        if isinstance(each, Reading)
    ]
    return rows, [each for each in found if isinstance(each, Refusal)]


def lines() -> list[list[str]]:
    with FILE.open(encoding="cp1252", newline="") as stream:
        return [[cell.strip() for cell in row[1:6]] for row in csv.reader(stream, delimiter=";")]


def contracts() -> list[list[str]]:
    """What a person counts: the rows with a date."""
    return [row for row in lines() if len(row) == 5 and row[1][:1].isdigit()]


def test_every_contract_of_the_list_is_a_row() -> None:
    rows, refused = read(FILE.read_bytes(), "csv")
    assert not refused
    assert [(row["objet"], row["date_notification"], row["titulaire_nom"]) for row in rows] == [
        (cells[0], cells[1], cells[2]) for cells in contracts()
    ]
    places = [row.get("titulaire_code_postal") or row.get("titulaire_ville") for row in rows]
    assert places == [cells[3] for cells in contracts()]


def _items() -> list[compose.Item]:
    found: list[compose.Item] = []
    for row in lines()[4:]:
        filled = [cell for cell in row if cell]
        if len(filled) == 1:
            found.append(filled[0])
        elif filled:
            found.append(compose.Contract(*row))
    return found


def _bare(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("layout", [compose.ruled, compose.two_pages, compose.unruled, compose.sections])
def test_a_layout_gives_the_rows_of_the_spreadsheet(layout: Callable[..., bytes]) -> None:
    expected, _ = read(FILE.read_bytes(), "csv")
    rows, refused = read(layout(_items()), "pdf")
    assert [{name: _bare(row.get(name, "")) for name in COLUMNS} for row in rows] == [
        {name: _bare(row.get(name, "")) for name in COLUMNS} for row in expected
    ]
    assert not refused
