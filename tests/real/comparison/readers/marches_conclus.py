"""The list of a commune, as a spreadsheet whose title rows stand between the contracts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.real.comparison.model import MARCHES, Expected, Row
from tests.real.comparison.readers.values import REAL, lines

NATURES = {
    "TRAVAUX": "travaux",
    "FOURNITURE": "fournitures",
    "FOURNITURES": "fournitures",
    "SERVICES": "services",
}
OBJECT, DATE, HOLDER, PLACE, AMOUNT = range(5)
CELLS = 5


def lists() -> Iterator[Expected]:
    """The one list there is."""
    path = REAL / "marches_conclus" / "2010_tranches_1_to_3.csv"
    yield Expected(path.name, path, {MARCHES: list(_rows([row[1:6] for row in lines(path, ";", "cp1252")]))})


def _rows(table: list[list[str]]) -> Iterator[Row]:
    nature = None
    for row in table:
        cells = [" ".join(cell.split()) for cell in row]
        filled = [cell for cell in cells if cell]
        if len(filled) == 1:
            nature = NATURES.get(filled[0].upper(), nature)
        elif len(cells) == CELLS and cells[DATE][:1].isdigit():
            yield _row(cells, nature)


def _row(cells: list[str], nature: str | None) -> Row:
    day, month, year = (int(part) for part in cells[DATE].split("/"))
    postal = re.sub(r"\s", "", cells[PLACE])
    money = re.sub(r"[^\d,.]", "", cells[AMOUNT]).replace(",", ".")
    return {
        "objet": cells[OBJECT],
        "date_notification": f"{year}-{month:02d}-{day:02d}",
        "titulaire_nom": cells[HOLDER],
        "nature": nature,
        **({"titulaire_code_postal": postal} if re.fullmatch(r"\d{5}", postal) else {}),
        **({"montant_ht": float(money)} if re.fullmatch(r"\d+(?:\.\d+)?", money) else {}),
    }
