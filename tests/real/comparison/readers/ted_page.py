"""What a web page of ted.europa.eu prints, the form of the JOUE in numbered sections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from lxml import html

from tests.real.comparison.model import AVIS, LOTS, Expected, Row
from tests.real.comparison.readers.values import REAL, amount, departments, siret

KINDS = {
    "0": "preinformation",
    "3": "consultation",
    "A": "consultation",
    "D": "consultation",
    "O": "consultation",
    "Q": "consultation",
}
NATURES = {"Services": "services", "Fournitures": "fournitures", "Travaux": "travaux"}
YES = ("oui", "yes")

Section = tuple[str, str]
"""A number such as II.1.1, and the lines below it."""


def files() -> Iterator[Expected]:
    """The pages of contract notices."""
    for path in sorted((REAL / "ted" / "html").glob("*.html")):
        yield Expected(path.name, path, _rows(path))


def _rows(path: Path) -> dict[str, list[Row]]:
    root: Any = html.fromstring(path.read_bytes().decode("utf-16", "replace"))
    coded = _coded(root)
    form = _form(root)
    blocks = _blocks(form)
    divided = re.search(r"(?:divisé en lots|divided into lots)\s*:\s*(\w+)", _under(form, "II.1.6") or "")
    lots = blocks if divided and divided[1] in YES else []
    notice = _notice(form, coded, blocks, single=not lots) | {
        "id": f"ted:{path.stem}",
        "numero_source": path.stem,
    }
    if divided:
        notice["nb_lots"] = len(lots) or 1
    return {AVIS: [notice], LOTS: [_lot(each) for each in lots]}


def _coded(root: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in root.iter("tr"):
        cells = [" ".join(str(cell.text_content()).split()) for cell in row if cell.tag in ("th", "td")]
        if len(cells) == 3:
            found.setdefault(cells[0], cells[2])
    return found


def _form(root: Any) -> list[Section]:
    """The sections of the form in French, else of the only one."""
    forms: list[list[Section]] = []
    for mark in root.xpath("//span[@class='nomark']"):
        number = str(mark.text_content()).strip().rstrip(")")
        if number == "I.1" and not (forms and forms[-1][-1][0] == "I.1"):
            forms.append([])
        if forms:
            forms[-1].append((number, _lines(mark.getparent())))
    french = [form for form in forms if "Nom officiel" in form[0][1]]
    return (french or forms)[0]


def _lines(block: Any) -> str:
    """The text of a section, a line for each paragraph or break, its number and title left out."""
    words = "".join(_pieces(block))
    return "\n".join(line.strip() for line in words.split("\n") if line.strip())


def _pieces(node: Any) -> Iterator[str]:
    if not isinstance(node.tag, str) or node.get("class") in ("nomark", "timark"):
        return
    if node.tag in ("br", "p", "div"):
        yield "\n"
    yield node.text or ""
    for child in node:
        yield from _pieces(child)
        yield child.tail or ""
    if node.tag in ("p", "div"):
        yield "\n"


def _under(form: list[Section], number: str) -> str | None:
    return next((words for each, words in form if each == number), None)


def _blocks(form: list[Section]) -> list[list[Section]]:
    """The sections II.2.x, a list for each II.2.1."""
    blocks: list[list[Section]] = []
    for number, words in form:
        if number == "II.2.1":
            blocks.append([])
        if blocks and number.startswith("II.2."):
            blocks[-1].append((number, words))
    return blocks


def _labelled(words: str | None, *labels: str) -> str | None:
    found = re.search(rf"^(?:{'|'.join(labels)})\s*:\s*(.+)$", words or "", re.MULTILINE)
    return found[1].strip() if found else None


def _notice(form: list[Section], coded: dict[str, str], blocks: list[list[Section]], *, single: bool) -> Row:
    buyer = _under(form, "I.1")
    name = _labelled(buyer, "Nom officiel", "Official name")
    title = (_under(form, "II.1.1") or "").split("\nNuméro de référence")[0]
    main = re.search(r"\d{8}", _under(form, "II.1.2") or "")
    nature = next((code for label, code in NATURES.items() if label in (_under(form, "II.1.3") or "")), None)
    found: Row = {
        "type_avis": KINDS[coded["TD"][0]],
        "date_publication": _day(coded["PD"]),
        "date_envoi": _day(coded["DS"]),
        "objet": title.split("\nReference number")[0],
        "acheteur_nom": name,
        "acheteur_ville": _labelled(buyer, "Ville", "Town"),
        "cpv": main[0] if main else None,
        "type_marche": [nature] if nature else None,
        "montant_estime": _euros(_under(form, "II.1.5")),
        **_deadline(form),
        **_places(blocks),
    }
    if _labelled(buyer, "Pays", "Country") == "France":
        found["acheteur_code_postal"] = (_labelled(buyer, "Code postal", "Postal code") or "")[:5]
        found["acheteur_siret"] = siret(_labelled(buyer, "Numéro national d'identification") or name)
    if found["type_marche"] is None:
        del found["type_marche"]
    if "II.1.2" not in dict(form):
        del found["cpv"]
    if found["montant_estime"] is None and single and len(blocks) == 1:
        found["montant_estime"] = _euros(_text(blocks[0], "II.2.6"))
    return found


def _day(text: str) -> str:
    day, month, year = text.split("/")
    return date(int(year), int(month), int(day)).isoformat()


def _text(block: list[Section], number: str) -> str:
    return _under(block, number) or ""


def _euros(words: str | None) -> float | None:
    found = re.search(
        r"(?:Valeur hors TVA|Value excluding VAT)\s*:\s*([\d\s]+(?:[.,]\d\d)?)\s*EUR", words or ""
    )
    return amount(found[1]) if found else None


def _deadline(form: list[Section]) -> Row:
    words = _under(form, "IV.2.2") or ""
    day = re.search(r"Date\s*:\s*(\d\d/\d\d/\d{4})", words)
    hour = re.search(r"(?:Heure locale|Local time)\s*:\s*(\d+:\d\d)", words)
    if day is None:
        return {}
    return {"date_limite_reponse": _day(day[1]) + (f"T{hour[1].zfill(5)}" if hour else "")}


def _places(blocks: list[list[Section]]) -> Row:
    codes = [code for block in blocks for code in _nuts(block)]
    site = any("Lieu principal" in _text(block, "II.2.3") for block in blocks)
    known = departments(codes) if codes and not site else None
    found: Row = {"code_nuts": codes} if codes else {}
    return found | ({"code_departement": known} if known else {})


def _nuts(block: list[Section]) -> list[str]:
    found = re.findall(r"(?:Code NUTS|NUTS code)\s*:\s*([A-Z]{2}[A-Z0-9]{0,3})\b", _text(block, "II.2.3"))
    return list(dict.fromkeys(found))


def _lot(block: list[Section]) -> Row:
    words = _text(block, "II.2.1")
    number = _labelled(words, "Lot nº", "Lot No", "Lot n°")
    codes = re.findall(r"^(\d{8})\b", _text(block, "II.2.2"), re.MULTILINE)
    months = re.search(r"(?:Durée en mois|Duration in months)\s*:\s*(\d+)", _text(block, "II.2.7"))
    nuts = _nuts(block)
    found: Row = {
        "intitule": re.split(r"^(?:Lot nº|Lot No|Lot n°)\s*:", words, flags=re.MULTILINE)[0],
        "cpv": codes[0] if codes else None,
        "montant_estime": _euros(_text(block, "II.2.6")),
        **({"code_nuts": nuts} if nuts else {}),
        **({"duree_mois": int(months[1])} if months else {}),
    }
    return found | ({"numero_lot": str(int(number))} if number and number.isdigit() else {})
