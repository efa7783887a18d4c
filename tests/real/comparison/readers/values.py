"""Values as a person would copy them out of a document: amounts, numbers of companies, places by NUTS."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from functools import cache
from pathlib import Path

REAL = Path(__file__).resolve().parents[4].parent / "shared" / "real"
PLACEHOLDERS = (0.0, 1.0)
LA_POSTE = "356000000"


def amount(text: str | None) -> float | None:
    """``"1 234,50"`` or ``"1234.5"``; 0 and 1 stand in for an amount that is not told."""
    if not text:
        return None
    figures = re.sub(r"\s", "", text).replace(",", ".")
    if not figures:
        return None
    number = float(figures)
    return None if number in PLACEHOLDERS else number


def siret(text: str | None) -> str | None:
    """Fourteen figures whose key is right, wherever they stand in a text."""
    found = re.search(r"(?<!\d)\d{3}[ .]?\d{3}[ .]?\d{3}[ .]?\d{3}[ .]?\d{2}(?!\d)", text or "")
    if not found:
        return None
    figures = re.sub(r"\D", "", found[0])
    if figures.startswith(LA_POSTE):
        return figures if sum(map(int, figures)) % 5 == 0 or _luhn(figures) else None
    return figures if _luhn(figures) and _luhn(figures[:9]) and any(map(int, figures)) else None


def _luhn(figures: str) -> bool:
    doubled = (int(each) * (1 + (rank % 2)) for rank, each in enumerate(reversed(figures)))
    return sum(sum(map(int, str(each))) for each in doubled) % 10 == 0


def department(code: str) -> str:
    """``"1"`` is 01 and ``"20A"`` is 2A."""
    code = {"20A": "2A", "20B": "2B"}.get(code.strip(), code.strip())
    return code.zfill(2) if code.isdigit() else code


def departments(nuts: list[str]) -> list[str] | None:
    """The départements of codes of level 3 of NUTS 2016 and 2021; None where one is of another level."""
    found = [_by_nuts().get(code) for code in nuts]
    return sorted({each for each in found if each}) if all(found) else None


@cache
def _by_nuts() -> dict[str, str]:
    """Code of a département by code of NUTS, through its name."""
    names = {_bare(name): code for code, name in _departments()}
    folder = REAL / "reference" / "codelists"
    labels = _labels(folder / "nuts_nuts-fra-lvl3.gc")
    return {code: names[_bare(label)] for code, label in labels.items() if _bare(label) in names}


@cache
def _departments() -> tuple[tuple[str, str], ...]:
    path = REAL / "reference" / "geo" / "koutakou_departements101.geojson"
    found = json.loads(path.read_text("utf-8"))["features"]
    return tuple((each["properties"]["code"], each["properties"]["nom"]) for each in found)


def _labels(path: Path) -> dict[str, str]:
    from lxml import etree  # noqa: PLC0415

    labels = {}
    for row in etree.parse(str(path)).iter("Row"):
        values = {each.get("ColumnRef"): each.findtext("SimpleValue") for each in row.iter("Value")}
        labels[str(values.get("code"))] = str(values.get("fra_label") or values.get("Name"))
    return labels


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.casefold())
    return "".join(each for each in plain if each.isalnum())


def lines(path: Path, delimiter: str, encoding: str) -> list[list[str]]:
    """The cells of a table in text."""
    with path.open(encoding=encoding, newline="") as stream:
        return list(csv.reader(stream, delimiter=delimiter))
