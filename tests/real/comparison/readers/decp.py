"""What the files of the DECP say: JSON and XML of the formats, CSV of those who publish them again."""

from __future__ import annotations

import csv
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

from tests.real.comparison.model import MARCHES, Expected, Row
from tests.real.comparison.readers.trees import many
from tests.real.comparison.readers.values import REAL, amount, siret

HIGHEST = 1e12
"""Amounts above it stand in for one that is not known."""
FIRST_YEAR, LAST_YEAR = "2000", "2030"


def packages() -> Iterator[Expected]:
    """The packages in JSON."""
    folder = REAL / "decp"
    paths = [*folder.rglob("*.json"), *(REAL / "ocds").glob("decp_rama__tests__source__*.json")]
    for path in sorted(paths):
        data = json.loads(path.read_bytes())
        if isinstance(data, dict) and isinstance(data.get("marches"), dict | list):
            yield Expected(
                path.name, path, {MARCHES: [_contract(each) for each in _contracts(data["marches"])]}
            )


def _contracts(package: Any) -> Iterator[dict[str, Any]]:
    members = (
        package if isinstance(package, list) else [each for value in package.values() for each in many(value)]
    )
    yield from (each for each in members if isinstance(each, dict))


def xml() -> Iterator[Expected]:
    """The examples in XML."""
    for path in sorted((REAL / "decp").rglob("exemples__xml__*.xml")):
        root = ET.fromstring(path.read_bytes())  # noqa: S314
        elements = list(root) if root.tag == "marches" else [root]
        yield Expected(path.name, path, {MARCHES: [_contract(_tree(each)) for each in elements]})


def _tree(element: ET.Element) -> Any:
    if not len(element):
        return (element.text or "").strip()
    found: dict[str, Any] = {}
    for child in element:
        value = _tree(child)
        found[child.tag] = [*many(found[child.tag]), value] if child.tag in found else value
    return found


def tables() -> Iterator[Expected]:
    """The tables; one contract may have several lines, of which the first is judged."""
    for path in sorted((REAL / "decp" / "data").rglob("*.csv")):
        text = path.read_text(encoding="utf-8-sig", errors="replace")
        if text.startswith("nomAttribuant"):
            continue
        delimiter = ";" if ";" in text[:400] else ","
        lines = list(csv.DictReader(text.splitlines(keepends=True), delimiter=delimiter))
        yield Expected(path.name, path, {MARCHES: [_contract(_spelled(line)) for line in lines]})


NAMES = {
    "id_marche": "id",
    "date_notification": "dateNotification",
    "objet_marche": "objet",
    "montant_marche": "montant",
    "id_acheteur": "acheteur_id",
    "acheteur.id": "acheteur_id",
    "acheteur.nom": "acheteur_nom",
    "titulaire_denominationSociale": "titulaire_nom",
    "titulaire_denominationSociale_1": "titulaire_nom",
    "titulaire_id_1": "titulaire_id",
}


def _spelled(line: dict[str, str]) -> dict[str, Any]:
    return {NAMES.get(name, name): value.strip() for name, value in line.items() if name and value}


def _contract(given: dict[str, Any]) -> Row:
    given = {name.strip(): value for name, value in given.items()}
    buyer = _party(given.get("acheteur") or given.get("autoriteConcedante"))
    buyer_id = str(given.get("acheteur_id") or given.get("acheteur.id") or buyer.get("id", ""))
    uid = given.get("uid")
    fits = uid and str(uid)[:9].isdigit() and len(str(uid)) > 9
    money = str(given.get("montant") or given.get("valeurGlobale") or "")
    day = str(given.get("dateNotification") or given.get("dateSignature") or "")
    months = str(given.get("dureeMois", "")).removesuffix(".0")
    found: Row = {
        "id": f"decp:{uid}" if fits else f"decp:{buyer_id.strip()}{str(given.get('id', '')).strip()}",
        "objet": given.get("objet"),
        "acheteur_siret": siret(buyer_id),
    }
    if "procedure" in given:
        found["procedure"] = given["procedure"]
    if money:
        value = amount(money)
        found["montant_ht"] = value if value is None or value < HIGHEST else None
    if FIRST_YEAR <= day[:4] <= LAST_YEAR and day[4:5] == "-":
        found["date_notification"] = day[:10]
    if months.isdigit() and int(months):
        found["duree_mois"] = int(months)
    if "codeCPV" in given and str(given["codeCPV"])[:8].isdigit():
        found["cpv"] = str(given["codeCPV"])[:8]
    return found | _holder(given)


def _party(value: Any) -> dict[str, Any]:
    return {name.strip(): each for name, each in value.items()} if isinstance(value, dict) else {}


def _holder(given: dict[str, Any]) -> Row:
    """The first holder."""
    listed = given.get("titulaires") or given.get("concessionnaires")
    if isinstance(listed, dict):
        listed = next(iter(listed.values()))
    first = _party(next(iter(many(listed)), {})) if listed and not isinstance(listed, str) else {}
    first = _party(first.get("titulaire") or first.get("concessionnaire") or first)
    name = first.get("denominationSociale") or given.get("titulaire_nom")
    number = first.get("id") or given.get("titulaire_id")
    found: Row = {"titulaire_nom": name} if name else {}
    if number and siret(str(number)) == str(number):
        found["titulaire_siret"] = str(number)
    return found
