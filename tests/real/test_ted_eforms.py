"""Real notices in eForms, compared with the fields read by XPath, without our code."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from core.model.reading import Extraction
from tests.real.ted_rows import ABSENT, FOLDER, differences, folded, named, notice, outcome, rows, tree

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=ABSENT)

FILES = sorted((FOLDER / "eforms").rglob("*.xml"))
REFUSED = {"INVALID_can_24_stage-2.xml": "structure-changed"}
"""Nothing but a result: no buyer, no title."""


def texts(node: Any, path: str) -> list[str]:
    return [str(each if isinstance(each, str) else each.text or "") for each in node.xpath(named(path))]


def french(node: Any, path: str) -> str | None:
    """The French text, else the first."""
    found = node.xpath(named(path))
    chosen = [each for each in found if each.get("languageID") == "FRA"] or found
    return str(chosen[0].text) if chosen else None


def buyers(root: Any) -> list[str]:
    """The names of the buyers, those that lead first; touch points stand for their organisation."""
    names: dict[str, tuple[bool, str]] = {}
    for each in root.xpath(named(".//Organizations/Organization")):
        leads = texts(each, "GroupLeadIndicator") == ["true"]
        for key in texts(each, ".//PartyIdentification/ID"):
            names.setdefault(key, (not leads, french(each, "Company/PartyName/Name") or ""))
    keys = texts(root, "ContractingParty/Party/PartyIdentification/ID")
    found = [names[key] for key in dict.fromkeys(keys) if key in names]
    return [name for _, name in sorted(found, key=lambda each: each[0])]


def read_files() -> list[tuple[Path, Any]]:
    return [(path, tree(path)) for path in FILES if path.name not in REFUSED]


def test_every_notice_gives_rows_or_is_refused_by_name() -> None:
    refused = {path.name: found for path in FILES if isinstance(found := outcome(path), str)}
    assert refused == REFUSED
    assert len(FILES) >= 100


def test_hardly_a_field_is_unmapped() -> None:
    for path in FILES:
        found = outcome(path)
        if isinstance(found, Extraction):
            assert len(found.unmapped) <= 2, (path.name, found.unmapped)


def test_the_fields_of_the_notice() -> None:
    checks: dict[str, list[tuple[str, Any, Any]]] = defaultdict(list)
    for path, root in read_files():
        row = notice(path)
        expected = {
            "objet": folded(french(root, "ProcurementProject/Name")),
            "acheteur_nom": folded(next(iter(buyers(root)), None)),
            "cpv": next(
                iter(texts(root, "ProcurementProject/MainCommodityClassification/ItemClassificationCode")),
                None,
            ),
            "date_envoi": next((text[:10] for text in texts(root, "IssueDate")), None),
            "date_publication": next(
                (text[:10] for text in texts(root, ".//Publication/PublicationDate")), None
            ),
        }
        for column, value in expected.items():
            read = _comparable(row.get(column), column)
            if value or read:
                checks[column].append((path.name, value, read))
    shares = differences(checks)
    assert min(shares.values()) >= 0.99, shares


def _comparable(read: Any, column: str) -> Any:
    if column in ("objet", "acheteur_nom"):
        return folded(read)
    return read.isoformat() if column.startswith("date") and read else read


def test_the_id_is_the_number_of_publication() -> None:
    for path, root in read_files():
        number = next(iter(texts(root, ".//Publication/NoticePublicationID")), None)
        if number:
            digits, _, year = number.partition("-")
            assert notice(path)["id"] == f"ted:{int(digits):06d}-{year}"


def test_the_deadline_is_the_earliest_on_the_wall() -> None:
    periods = ("ParticipationRequestReceptionPeriod", "TenderSubmissionDeadlinePeriod")
    checks: dict[str, list[tuple[str, Any, Any]]] = defaultdict(list)
    for path, root in read_files():
        found = []
        for lot in root.xpath(named("ProcurementProjectLot/TenderingProcess")):
            for period in periods:
                day, hour = texts(lot, f"{period}/EndDate"), texts(lot, f"{period}/EndTime")
                if day:
                    found.append(f"{day[0][:10]} {hour[0][:5]}" if hour else day[0][:10])
                    break
        if found:
            read = notice(path).get("date_limite_reponse")
            shown = f"{read:%Y-%m-%d %H:%M}" if hasattr(read, "hour") else str(read)
            checks["date_limite_reponse"].append((path.name, min(found), shown))
    shares = differences(checks)
    assert min(shares.values()) >= 0.99, shares


def test_the_lots() -> None:
    for path, root in read_files():
        keys = [key for key in texts(root, "ProcurementProjectLot/ID") if key[:3] in ("LOT", "PAR")]
        read = rows(path, "lots-marches")
        assert len(read) == (len(keys) if len(keys) > 1 else 0), path.name
        if len(keys) > 1:
            assert notice(path)["nb_lots"] == len(keys)


def test_the_winners() -> None:
    """Every organisation of a tendering party whose tender has a contract is a winner."""
    for path, root in read_files():
        names = {
            key: folded(french(each, "PartyName/Name"))
            for each in root.xpath(named(".//Organizations/Organization/Company"))
            for key in texts(each, "PartyIdentification/ID")
        }
        parties = {
            texts(each, "ID")[0]: texts(each, "Tenderer/ID")
            for each in root.xpath(named(".//NoticeResult/TenderingParty"))
        }
        tenders = {
            texts(each, "ID")[0]: texts(each, "TenderingParty/ID")
            for each in root.xpath(named(".//NoticeResult/LotTender"))
        }
        contracted = texts(root, ".//NoticeResult/SettledContract/LotTender/ID")
        listed = set(texts(root, ".//NoticeResult/LotResult/LotTender/ID"))
        expected = {
            names[member]
            for key in contracted
            if key in listed
            for party in tenders.get(key, [])
            for member in parties.get(party, [])
            if member in names
        }
        read = {folded(row.get("titulaire_nom")) for row in rows(path, "attributions-marches")} - {""}
        assert expected <= read, path.name
