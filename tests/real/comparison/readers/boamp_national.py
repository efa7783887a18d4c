"""The national form, as lines of a page of boamp.fr or of its PDF extract."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pdfplumber

from tests.real.comparison.model import AVIS, LOTS, Expected, Row
from tests.real.comparison.readers.french_days import day, moment
from tests.real.comparison.readers.values import REAL, amount, department, departments

PROCEDURES = {
    "procédure adaptée": "adaptee",
    "procédure ouverte": "ouverte",
    "appel d'offres ouvert": "ouverte",
    "appel d'offres restreint": "restreinte",
    "procédure restreinte": "restreinte",
    "procédure négociée": "negociee",
    "marché négocié": "negociee",
    "procédure concurrentielle avec négociation": "negociee",
    "concours ouvert": "concours",
    "concours restreint": "concours",
    "autres": "autre",
}
NATURES = {"Services": "services", "Fournitures": "fournitures", "Travaux": "travaux"}
BREAK = "\n"
MARK = "\0"
"""Where the page breaks its lines; the line breaks of its source mean nothing."""


def rows_of_page(page: Any, form: Any, head: Row) -> dict[str, list[Row]]:
    """The head of the page prints titles in the capitals that the form has lost."""
    for mark in form.find_all(["br", "p", "hr", "table", "tr"]):
        mark.insert_before(MARK)
    lines = [" ".join(line.split()) for line in form.get_text().split(MARK)]
    text = BREAK.join(line for line in lines if line)
    told = {
        "acheteur_nom": _beside(page, "Nom et adresse officiels"),
        "objet": _beside(page, "Objet du marché"),
    }
    return _rows(text, head | {name: value for name, value in told.items() if value})


def _beside(page: Any, label: str) -> str | None:
    mark = page.find("h3", string=re.compile(label))
    found = mark.find_next_sibling("p") if mark else None
    return " ".join(found.get_text().split()) if found else None


def pdf() -> Iterator[Expected]:
    """The PDF extracts; the words of a line cut in two are joined again."""
    for path in sorted((REAL / "boamp" / "pdf").glob("*.pdf")):
        with pdfplumber.open(path) as document:
            lines = [line for page in document.pages for line in (page.extract_text() or "").split(BREAK)]
        text = BREAK.join(line for line in lines if line not in ("er", "o") and not line.startswith("page "))
        number = re.search(r"Annonce No (\S+)", text)
        assert number
        head = {"id": f"boamp:{number[1]}", "numero_source": number[1], "type_avis": "consultation"}
        buyer = _after(text, "Nom et adresse officiels de l'organisme acheteur")
        head["acheteur_nom"] = (buyer or "").rstrip(".")
        yield Expected(path.name, path, _rows(text, head))


def _rows(text: str, head: Row) -> dict[str, list[Row]]:
    whole, _, divided = text.partition("Renseignements relatifs aux lots")
    lots = re.split(r"^Lot\(s\) ", divided, flags=re.MULTILINE)[1:]
    said = re.search(r"divisées en\s+lots : (oui|non)", whole)
    notice = head | _notice(whole)
    notice["nb_lots"] = (1 if said[1] == "non" else len(lots) or None) if said else len(lots) or None
    return {AVIS: [notice], LOTS: [_lot(each) for each in lots]}


def _after(text: str, label: str) -> str | None:
    found = re.search(rf"{re.escape(label)}\s*:\s*(.+)", text)
    return found[1].strip() if found else None


def _notice(text: str) -> Row:
    sites = [_after(text, label) for label in ("Lieu d'exécution", "Lieu de livraison")]
    site = next((each for each in sites if each and each != "."), None)
    kind = (_after(text, "Type de procédure") or "").rstrip(".")
    deadline = _after(text, "Date limite de réception des offres")
    codes = re.findall(r"^CPV - Objet principal\s*:\s*(\d{8})", text, re.MULTILINE)
    published = re.search(r"Département\(s\) de publication : ([\dAB, ]+)", text)
    nature = re.search(r"^(Services|Fournitures|Travaux)$", text, re.MULTILINE)
    nuts = re.findall(r"Code NUTS\s*:\s*-?(FR[A-Z0-9]{0,3})", text)
    found: Row = {
        "procedure": PROCEDURES.get(kind),
        "cpv": codes[0] if codes else None,
        "date_envoi": day(_after(text, "Date d'envoi du présent avis à la publication")),
        "type_marche": [NATURES[nature[1]]] if nature else None,
        "montant_estime": _estimate(text),
    }
    if deadline:
        found["date_limite_reponse"] = moment(deadline)
    if published:
        found["departements_publication"] = [department(each) for each in published[1].split(",")]
    if nuts:
        found["code_nuts"] = nuts
    if nuts and not site and (known := departments(nuts)):
        found["code_departement"] = known
    return found


def _estimate(text: str) -> float | None:
    """One amount; a range has two."""
    line = _after(text, "Estimation de la valeur (H.T.)") or ""
    found = re.fullmatch(r"([\d ]+(?:,\d\d)?) euros\.?", line)
    return amount(found[1]) if found else None


def _lot(block: str) -> Row:
    first, _, rest = block.partition(BREAK)
    number, _, title = first.partition(". -")
    if not title.strip():
        title, _, rest = rest.partition(BREAK)
    codes = re.findall(r"Objet principal\s*:\s*(\d{8})", rest)
    cost = re.search(r"Coût estimé \(HT\)\s*:\s*([\d ]+(?:,\d\d)?) euros", rest)
    found: Row = {
        "cpv": codes[0] if codes else None,
        "montant_estime": amount(cost[1]) if cost else None,
        "numero_lot": re.sub(r"^(?:lot\s*)?0*(?=.)", "", number, flags=re.IGNORECASE),
    }
    if title.endswith("."):
        found["intitule"] = title.strip().rstrip(".")
    return found
