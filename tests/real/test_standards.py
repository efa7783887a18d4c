"""Exports of everything read from the real files, against the official schemas of the DECP and of OCDS."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lxml import etree

from console.exports.decp.package import write_json, write_xml
from console.exports.ocds.package import Head, write_records, write_releases
from console.exports.ocds.processes import processes
from core.errors import DocumentError
from core.model.record import Record
from core.storage.database import Database, open_database
from core.storage.readings import reading_of
from core.storage.records import Records
from crawlers import source
from normalizers.datasets import datasets
from normalizers.normalise import normalise
from workers.extraction import read_here

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT.parent / "shared" / "real"
SCHEMAS = REAL / "decp" / "schema"
AT = datetime(2026, 3, 31, tzinfo=UTC)

pytestmark = [
    pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not beside this checkout"),
    pytest.mark.slow,
]

WHOLE = 11
"""Contracts of the real files that have all 24 fields and a SIRET with a right key: the others are of the
format of 2019, of tables with a few columns, or examples with an invented SIRET."""

NOTICES = {
    "boamp": ("boamp/ods/records.jsonl", "boamp/ods/derived_eforms/*"),
    "ted": ("ted/export/**/*.xml", "ted/eforms/**/*.xml"),
    "decp": (
        "decp/data/decp-*.json",
        "decp/data/decp_processing_tests/decp*.json",
        "decp/schema/**/exemples*",
    ),
}


def records(of: str, *patterns: str) -> Iterator[Record]:
    for path in sorted({each for pattern in patterns for each in REAL.glob(pattern) if each.is_file()}):
        lines = path.read_bytes().splitlines() if path.suffix == ".jsonl" else [path.read_bytes()]
        for data in lines:
            try:
                found = read_here(source(of), data, name=path.stem + ".json" if len(lines) > 1 else path.name)
            except DocumentError:
                continue
            for each in found.readings:
                yield normalise(each, sha256="0" * 64, url=path.name, read_at=AT)


@cache
def contracts() -> list[dict[str, Any]]:
    patterns = ("decp/**/*.json", "decp/**/*.xml", "decp/**/*.csv", "ocds/decp_rama__tests__source__*.json")
    return [{"id": each.id, **each.values} for each in records("decp", *patterns)]


@pytest.mark.parametrize("schema", ["139bercy_arr2022/schema_decp_v2.0.4.json", "schema_decp_v2.0.3.json"])
def test_decp_json(schema: str) -> None:
    out = io.BytesIO()
    report = write_json(contracts(), out)
    assert report.written == WHOLE
    assert report.written + report.left_out == len(contracts())
    validator = jsonschema.Draft7Validator(json.loads((SCHEMAS / schema).read_text(encoding="utf-8")))
    assert [error.message for error in validator.iter_errors(json.loads(out.getvalue()))] == []


def test_decp_xml() -> None:
    out = io.BytesIO()
    report = write_xml(contracts(), out)
    assert report.written == WHOLE
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "139bercy_arr2022" / "schema_decp_v2.0.2.xsd"))
    schema.assertValid(etree.fromstring(out.getvalue()))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    address = f"sqlite:///{tmp_path_factory.mktemp('standards') / 'real.sqlite'}"
    with open_database(address, datasets().values()) as db:
        for of, patterns in NOTICES.items():
            with db.write() as tx:
                readings = [
                    reading_of(db.catalogue[each.dataset], each, each.id, 0, None)
                    for each in records(of, *patterns)
                ]
                Records(tx, db.catalogue, AT).apply_all(readings, of)
        yield db


@cache
def release_schema(with_profile: bool) -> Any:
    core = json.loads((ROOT / "tests/schemas/ocds/release-schema.json").read_text(encoding="utf-8"))
    if with_profile:
        core = _merged(core, json.loads((REAL / "ocds" / "release-schema.json").read_text(encoding="utf-8")))
    return jsonschema.Draft4Validator(core, format_checker=jsonschema.FormatChecker())


def _merged(target: Any, patch: Any) -> Any:
    """A JSON merge patch (RFC 7396): how an extension changes the schema."""
    if not isinstance(patch, dict):
        return patch
    found = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            found.pop(name, None)
        else:
            found[name] = _merged(found.get(name), value)
    return found


@pytest.mark.parametrize("with_profile", [False, True], ids=["core", "eu-profile"])
def test_ocds(store: Database, with_profile: bool) -> None:
    head = Head("https://a.exemple/p.json", "Ville", "https://a.exemple", AT)
    out = io.BytesIO()
    with store.read() as tx:
        report = write_releases(head, processes(tx, store.catalogue, "avis-marches", "ocds-abc123"), out)
    releases = json.loads(out.getvalue())["releases"]
    assert report.written == len(releases) > 1000
    validator = release_schema(with_profile)
    assert {
        (error.message, str(list(error.path)), release["id"])
        for release in releases
        for error in validator.iter_errors(release)
    } == set()
    ids = [(each["ocid"], each["id"]) for each in releases]
    assert len(ids) == len(set(ids))


def test_ocds_records(store: Database) -> None:
    head = Head("https://a.exemple/p.json", "Ville", "https://a.exemple", AT)
    out = io.BytesIO()
    with store.read() as tx:
        report = write_records(head, processes(tx, store.catalogue, "marches-conclus", "ocds-abc123"), out)
    assert report.written > 10
    for record in json.loads(out.getvalue())["records"]:
        assert list(release_schema(True).iter_errors(record["compiledRelease"])) == []
