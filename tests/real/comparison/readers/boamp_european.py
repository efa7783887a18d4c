"""The form of the JOUE on a page of boamp.fr: rows of a table, numbered or not."""

from __future__ import annotations

import re
from typing import Any

from tests.real.comparison.model import AVIS, LOTS, Row
from tests.real.comparison.readers.french_days import day, moment
from tests.real.comparison.readers.values import amount, departments, siret

NATURES = {"Services": "services", "Fournitures": "fournitures", "Travaux": "travaux"}
PROCEDURES = {
    "Procédure ouverte": "ouverte",
    "Procédure restreinte": "restreinte",
    "Procédure concurrentielle avec négociation": "negociee",
    "Procédure négociée": "negociee",
    "Dialogue compétitif": "dialogue_competitif",
}
NUMBER = re.compile(r"(?:[IV]+\.\d(?:\.\d+)?)\)")

Section = tuple[str, list[str]]


def rows(page: Any, form: Any, head: Row) -> dict[str, list[Row]]:
    """The rows of the notice and of its lots."""
    sections = _sections(form)
    blocks = _blocks(sections)
    said = re.search(r"divisé en lots\s*:\s*(oui|non)", _under(sections, "II.1.6"))
    lots = blocks if said and said[1] == "oui" else []
    notice = head | _notice(sections, blocks if not lots else [])
    notice |= _places(blocks)
    if said:
        notice["nb_lots"] = len(lots) or 1
    return {AVIS: [notice], LOTS: [_lot(each) for each in lots]}


def _sections(form: Any) -> list[Section]:
    found: list[Section] = []
    for row in form.find_all("tr"):
        if row.find("table"):
            continue
        cells = [_text(cell) for cell in row.find_all("td")]
        number = cells[0].strip().rstrip(")") if cells and NUMBER.fullmatch(cells[0].strip()) else None
        if number:
            found.append((number, []))
        if found:
            found[-1][1].extend(
                line for cell in cells[bool(number) :] for line in cell.split("\n") if line.strip()
            )
    return found


def _text(cell: Any) -> str:
    for mark in cell.find_all("br"):
        mark.replace_with("\n")
    return "\n".join(" ".join(line.split()) for line in cell.get_text().split("\n"))


def _under(sections: list[Section], number: str) -> str:
    return next(("\n".join(lines) for each, lines in sections if each == number), "")


def _blocks(sections: list[Section]) -> list[list[Section]]:
    blocks: list[list[Section]] = []
    for number, lines in sections:
        if number == "II.2.1":
            blocks.append([])
        if blocks and number.startswith("II.2."):
            blocks[-1].append((number, lines))
    return blocks


def _labelled(words: str, label: str) -> str | None:
    found = re.search(rf"^{label} *: *(\S.*)$", words, re.MULTILINE)
    return found[1].strip() if found else None


def _notice(sections: list[Section], single: list[list[Section]]) -> Row:
    buyer = next((lines for number, lines in sections if number == "I.1"), [])
    address = next((line for line in buyer[1:] if line), "")
    title = _labelled(_under(sections, "II.1.1"), "Intitulé") or _under(sections, "II.1.1").partition("\n")[2]
    cpv = re.search(r"Descripteur principal\s*:\s*(\d{8})", _under(sections, "II.1.2"))
    cpv = cpv or re.search(r"^(\d{8})\.", _under(sections, "II.1.6"), re.MULTILINE)
    nature = next((code for name, code in NATURES.items() if name in _under(sections, "II.1.3")), None)
    kind = next((code for name, code in PROCEDURES.items() if name in _under(sections, "IV.1.1")), None)
    limit = _under(sections, "IV.2.2")
    found: Row = {
        "objet": title,
        "cpv": cpv[1] if cpv else None,
        "montant_estime": _euros(_under(sections, "II.1.5")),
        **({"type_marche": [nature]} if nature else {}),
        **({"procedure": kind} if kind else {}),
        **_buyer(address),
    }
    if moment(limit):
        found["date_limite_reponse"] = moment(limit)
    sent = day(_under(sections, "VI.5"))
    if sent:
        found["date_envoi"] = sent
    if found["montant_estime"] is None and len(single) == 1:
        found["montant_estime"] = _euros(_under(single[0], "II.2.6"))
    return found


def _buyer(address: str) -> Row:
    """``name, number, street, postal code, town, F, telephone``; a name may hold commas itself."""
    number = re.search(r"Numéro national d'identification\s*:\s*(\S[\d ]*\d)", address)
    place = re.search(r", (\d{5}), ([^,]+), (?:F|FR|FRANCE)\b", address)
    found: Row = {}
    if number and siret(number[1]):
        found["acheteur_siret"] = siret(number[1])
    if number:
        found["acheteur_nom"] = address.partition(", Numéro national")[0]
    elif address.count(",") > 1:
        found["acheteur_nom"] = address.partition(",")[0]
    if place:
        found |= {"acheteur_code_postal": place[1], "acheteur_ville": place[2].strip()}
    return found


def _euros(words: str) -> float | None:
    found = re.search(
        r"Valeur (?:estimée )?hors TVA *: *(\d{1,3}(?: ?\d{3})*(?:[.,]\d+)?) *(?:euros|EUR|€)", words
    )
    return amount(found[1]) if found else None


def _places(blocks: list[list[Section]]) -> Row:
    codes = [code for block in blocks for code in _nuts(block)]
    sites = [_labelled(_under(block, "II.2.3"), "Lieu principal d'exécution") for block in blocks]
    known = departments(codes) if codes and not any(sites) else None
    found: Row = {"code_nuts": codes} if codes else {}
    return found | ({"code_departement": known} if known else {})


def _nuts(block: list[Section]) -> list[str]:
    line = _labelled(_under(block, "II.2.3"), "Code NUTS") or ""
    return list(dict.fromkeys(re.findall(r"\b[A-Z]{2}[A-Z0-9]{0,3}\b", line)))


def _lot(block: list[Section]) -> Row:
    words = _under(block, "II.2.1")
    number = _labelled(words, "Lot nº")
    codes = re.findall(r"Code CPV principal\s*:\s*(\d{8})", _under(block, "II.2.2"))
    months = _labelled(_under(block, "II.2.7"), "Durée en mois")
    nuts = _nuts(block)
    return {
        "intitule": _labelled(words, "Intitulé"),
        "cpv": codes[0] if codes else None,
        "montant_estime": _euros(_under(block, "II.2.6")),
        **({"numero_lot": str(int(number))} if number and number.isdigit() else {}),
        **({"duree_mois": int(months)} if months and months.isdigit() else {}),
        **({"code_nuts": nuts} if nuts else {}),
    }
