"""Procurements as contracting processes, against the release schema and read as a person would."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from console.exports.ocds.package import Head, write_records, write_releases
from console.exports.ocds.processes import processes
from core.storage.database import Database

SCHEMAS = Path(__file__).resolve().parents[3] / "schemas" / "ocds"
HEAD = Head("https://a.exemple/p.json", "Ville", "https://a.exemple", datetime(2026, 9, 1, tzinfo=UTC))


@cache
def validator() -> Any:
    schema = json.loads((SCHEMAS / "release-schema.json").read_text(encoding="utf-8"))
    return jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())


def package(db: Database, write: Any = write_releases, dataset: str = "avis-marches") -> dict[str, Any]:
    out = io.BytesIO()
    with db.read() as tx:
        write(HEAD, processes(tx, db.catalogue, dataset, "ocds-abc123"), out)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def test_the_schema_can_refuse() -> None:
    assert list(validator().iter_errors({"ocid": "a", "id": "1", "tag": ["no"], "date": "2026"}))


def test_one_process_of_a_thread_and_a_release_for_each_state(store: Database) -> None:
    releases = package(store)["releases"]
    for release in releases:
        assert [error.message for error in validator().iter_errors(release)] == []
    school = [each for each in releases if each["ocid"] == "ocds-abc123-boamp-26-1"]
    assert [(each["id"], each["tag"]) for each in school] == [
        ("boamp:26-1-1", ["tender"]),
        ("boamp:26-1-2", ["tenderUpdate"]),
        ("boamp:26-9-1", ["award"]),
        ("decp:1-1", ["award", "contract"]),
        ("decp:1-2", ["awardUpdate", "contractUpdate"]),
    ]
    assert [each["date"][:10] for each in school[:3]] == ["2026-03-02", "2026-03-05", "2026-05-02"]
    assert len({each["id"] for each in releases}) == len(releases) == 6


def test_what_a_release_says(store: Database) -> None:
    first, second, award, contract, changed = package(store)["releases"][:5]
    assert first["tender"]["value"] == {"amount": 400_000.0, "currency": "EUR"}
    assert second["tender"]["value"]["amount"] == 450_000.0
    assert first["tender"]["procurementMethod"] == "open"
    assert first["tender"]["mainProcurementCategory"] == "works"
    assert first["tender"]["tenderPeriod"] == {"endDate": "2026-04-01T12:00:00+02:00"}
    assert [each["id"] for each in first["tender"]["lots"]] == ["1", "2"]
    assert first["buyer"]["id"] == "FR-INSEE-21910987300014"
    assert {each["id"] for each in first["parties"]} == {first["buyer"]["id"]}
    joint, failed = award["awards"]
    assert len(joint["suppliers"]) == 2
    assert (joint["status"], failed["status"]) == ("active", "unsuccessful")
    assert failed["relatedLots"] == ["2"]
    assert award["bids"]["statistics"] == [{"id": "bids-1", "measure": "bids", "relatedLot": "1", "value": 4}]
    assert contract["contracts"][0]["awardID"] == contract["awards"][0]["id"]
    assert changed["contracts"][0]["amendments"][0]["description"] == "Avenant 1"


def test_every_reference_is_to_a_party(store: Database) -> None:
    for release in package(store)["releases"]:
        known = {each["id"] for each in release.get("parties", [])}
        named = [release.get("buyer"), release.get("tender", {}).get("procuringEntity")]
        named += [one for award in release.get("awards", []) for one in award.get("suppliers", [])]
        assert {each["id"] for each in named if each} == known


def test_a_record_is_what_its_releases_come_to(store: Database) -> None:
    records = package(store, write_records, "marches-conclus")["records"]
    (record,) = records
    whole = record["compiledRelease"]
    assert [error.message for error in validator().iter_errors(whole)] == []
    assert whole["tag"] == ["compiled"]
    assert whole["tender"]["value"]["amount"] == 450_000.0
    assert [each["id"] for each in whole["contracts"]] == ["decp:1"]
    assert len(whole["awards"]) == 3


def test_unknown_amounts_and_dates_are_absent(store: Database) -> None:
    lone = next(each for each in package(store)["releases"] if each["ocid"].endswith("26-2"))
    assert "value" not in lone["tender"]
    assert "tenderPeriod" not in lone["tender"]
    assert "procurementMethod" not in lone["tender"]


@pytest.mark.parametrize("dataset", ["avis-marches", "attributions-marches", "marches-conclus"])
def test_each_dataset_gives_whole_processes(store: Database, dataset: str) -> None:
    ocids = {each["ocid"] for each in package(store, dataset=dataset)["releases"]}
    assert "ocds-abc123-boamp-26-1" in ocids
    assert len(package(store, dataset=dataset)["releases"]) in (5, 6)
