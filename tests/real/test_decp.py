"""Real files of the DECP, compared with what plain json, csv and ElementTree find in them."""

from __future__ import annotations

import csv
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from core.errors import StructureChanged, UnknownForm
from core.model.reading import Extraction, Reading
from core.model.record import Record
from crawlers import source
from normalizers.normalise import normalise
from workers.extraction import read_here

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "real"

pytestmark = pytest.mark.skipif(
    not (FOLDER / "decp").is_dir(), reason="the real files are not beside this checkout"
)

PACKAGES = sorted(
    path
    for pattern in ("decp/**/*.json", "ocds/decp_rama__tests__source__*.json")
    for path in FOLDER.glob(pattern)
)
XML = sorted((FOLDER / "decp").glob("**/exemples__xml__*.xml"))
TABLES = sorted((FOLDER / "decp").glob("**/*.csv"))


@cache
def extraction(path: Path) -> Extraction | None:
    try:
        return read_here(source("decp"), path.read_bytes(), name=path.name)
    except (UnknownForm, StructureChanged):
        return None


def record(reading: Reading) -> Record:
    return normalise(reading, sha256="0" * 64, url="", read_at=datetime(2026, 3, 31, tzinfo=UTC))


def contracts(data: Any) -> Iterator[dict[str, Any]]:
    """The contracts of a package as a person would take them out of the JSON."""
    package = data.get("marches", data) if isinstance(data, dict) else data
    if isinstance(package, list):
        yield from (each for each in package if isinstance(each, dict))
    elif isinstance(package, dict):
        for members in package.values():
            yield from members if isinstance(members, list) else []


def buyer(contract: dict[str, Any]) -> str:
    flat = contract.get("acheteur.id") or contract.get("acheteur_id")
    nested = contract.get("acheteur") or contract.get("autoriteConcedante")
    return str(flat or (nested["id"] if isinstance(nested, dict) else ""))


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.name)
def test_json(path: Path) -> None:
    data = json.loads(path.read_bytes())
    if not (isinstance(data, dict) and "marches" in data):
        assert extraction(path) is None
        return
    found = extraction(path)
    assert found
    assert not found.refusals
    rows = {each.id: record(each) for each in found.readings}
    for contract in contracts(data):
        uid = contract.get("uid")
        identity = f"decp:{uid}" if uid and uid != "test" else f"decp:{buyer(contract)}{contract['id']}"
        subject = " ".join(str(contract["objet"]).split())
        row = next(
            each for key, each in rows.items() if key.startswith(identity) and each.values["objet"] == subject
        )
        _compare(row, contract)
    assert len(rows) <= len(list(contracts(data)))


def _compare(row: Record, contract: dict[str, Any]) -> None:
    values = row.values
    amount = float(contract["montant"] if "montant" in contract else contract["valeurGlobale"])
    if 1 < amount < 1e12:
        assert values["montant_ht"] == amount
    else:
        assert "montant_ht" not in values
    notified = contract.get("dateNotification") or contract["dateSignature"]
    if notified[:2] == "20":
        assert str(values["date_notification"]) == notified[:10]
    if str(contract["dureeMois"]) not in ("NC",):
        assert values["duree_mois"] == int(float(contract["dureeMois"]))
    if "codeCPV" in contract and "cpv" in values:
        assert values["cpv"] == contract["codeCPV"][:8]
    assert values["procedure"] == contract["procedure"]
    names = _holder_names(contract.get("titulaires") or contract.get("concessionnaires") or [])
    assert [each["nom"] for each in values.get("titulaires", []) if "nom" in each] == names or not names


def _holder_names(holders: Any) -> list[str]:
    found: list[str] = []
    for each in holders if isinstance(holders, list) else []:
        inner = each.get("titulaire") or each.get("concessionnaire") or each
        name = inner.get("denominationSociale") if isinstance(inner, dict) else None
        if name and " ".join(name.split()) not in found:
            found.append(" ".join(name.split()))
    return found


@pytest.mark.parametrize("path", XML, ids=lambda path: path.name)
def test_xml(path: Path) -> None:
    root = ET.fromstring(path.read_bytes())  # noqa: S314
    found = extraction(path)
    assert found
    rows = [record(each).values for each in found.readings]
    elements = [root] if root.tag != "marches" else list(root)
    expected = {
        (each.findtext("id"), each.findtext("objet"), each.findtext("dureeMois")) for each in elements
    }
    assert len(rows) == len(expected)
    for number, subject, months in expected:
        (row,) = [each for each in rows if str(each["id"]).endswith(str(number))]
        assert row["objet"] == subject
        assert str(row["duree_mois"]) == months


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_tables(path: Path) -> None:
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    if text.startswith("nomAttribuant"):  # subsidies, no contracts
        assert extraction(path) is None
        return
    lines = list(csv.DictReader(text.splitlines(keepends=True), delimiter=";" if ";" in text[:400] else ","))
    found = extraction(path)
    assert found
    assert not found.refusals
    ids = {each.id for each in found.readings}
    buyers = [column for column in lines[0] if column.replace(".", "_") in ("acheteur_id", "id_acheteur")]
    numbers = [column for column in lines[0] if column in ("id", "id_marche")]
    uids = {line.get("uid", "") for line in lines} - {"", "test"}
    expected = {
        f"decp:{line['uid']}"
        if line.get("uid") in uids
        else f"decp:{line[buyers[0]].strip()}{line[numbers[0]].strip()}"
        for line in lines
    }
    assert expected <= ids
    assert len(ids) == len(found.readings) <= len(lines)


def test_the_amounts_of_a_large_table_are_those_of_its_lines() -> None:
    path = FOLDER / "decp/data/decp.csv"
    found = extraction(path)
    assert found
    with path.open(encoding="utf-8-sig", newline="") as stream:
        given = {
            (line["id_acheteur"] + line["id_marche"].strip(), float(line["montant_marche"]))
            for line in csv.DictReader(stream)
        }
    for reading in found.readings[:500]:
        row = record(reading)
        if "montant_ht" in row.values:
            number = row.id.removeprefix("decp:").split(":")[0]
            assert (number, row.values["montant_ht"]) in given
