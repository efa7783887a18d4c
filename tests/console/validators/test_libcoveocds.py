"""libcoveocds, the review tool of the Open Contracting Partnership, accepts our packages without a network.

It reads the standard from an archive. Ours has the release schema and, out of it, the code lists that are
closed; it does not have the extensions, so the fields that only they know are told as additional.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from console.exports.ocds.package import Head, write_releases
from console.exports.ocds.processes import processes
from core.storage.database import open_database
from normalizers.datasets import datasets
from tests.console.exports.conftest import seed
from tests.console.validators.environments import needs, told_by

pytestmark = [pytest.mark.heavy, needs("cove", "libcoveocds")]

_SCHEMA = Path(__file__).parents[2] / "schemas" / "ocds" / "release-schema.json"
_TAG = "1__1__5"
_AT = f"https://standard.open-contracting.org/schema/{_TAG}"
_DRAFT = "http://json-schema.org/draft-04/schema#"
_HEAD = Head("https://a.exemple/p.json", "Ville", "https://a.exemple", datetime(2026, 9, 1, tzinfo=UTC))
_EXTENDED = {"bids", "relatedLots", "lots", "deliveryAddresses"}
"""Fields of the extensions that our packages name: lots, bids, location."""
_REVIEW = """
import json, sys, tempfile
from libcoveocds.api import ocds_json_output
from libcoveocds.config import LibCoveOCDSConfig
config = LibCoveOCDSConfig({"standard_zip": "file://" + sys.argv[1], "context": "api"})
with tempfile.TemporaryDirectory() as folder:
    wanted = {"schema_version": "", "convert": False, "lib_cove_ocds_config": config}
    found = ocds_json_output(folder, sys.argv[2], **wanted)
print(json.dumps(found))
"""


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for each in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _nodes(each)


def _standard(path: Path) -> Path:
    """The archive: a package is an object of the members that the standard asks for."""
    release = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    lists: dict[str, set[str]] = {}
    for node in _nodes(release):
        if isinstance(node.get("deprecated"), dict):
            node["deprecated"].setdefault("description", "")  # the tool reads it, and ours is without words
        if isinstance(node.get("codelist"), str):
            codes = node.get("enum") or node.get("items", {}).get("enum") or ()
            lists.setdefault(node["codelist"], set()).update(code for code in codes if code)
    members = {
        "uri": {"type": "string", "format": "uri"},
        "version": {"type": "string"},
        "publishedDate": {"type": "string", "format": "date-time"},
        "publisher": {
            "type": "object",
            "required": ["name"],
            "properties": {"name": {"type": "string"}, "uri": {"type": "string"}},
        },
        "releases": {"type": "array", "minItems": 1, "items": {"$ref": f"{_AT}/release-schema.json"}},
        "license": {"type": "string", "format": "uri"},
        "publicationPolicy": {"type": "string", "format": "uri"},
        "extensions": {"type": "array", "items": {"type": "string", "format": "uri"}},
    }
    package = {
        "id": f"{_AT}/release-package-schema.json",
        "$schema": _DRAFT,
        "type": "object",
        "required": ["uri", "version", "publishedDate", "publisher", "releases"],
        "properties": members,
    }
    with zipfile.ZipFile(path, "w") as archive:
        root = f"standard-{_TAG}/"
        for folder in ("", "schema/", "schema/codelists/"):
            archive.writestr(root + folder, "")
        for name, schema in (
            ("release", release),
            ("release-package", package),
            ("versioned-release-validation", {"$schema": _DRAFT}),
        ):
            archive.writestr(f"{root}schema/{name}-schema.json", json.dumps(schema))
        for name, codes in lists.items():
            rows = "".join(f"{code},{code}\n" for code in sorted(codes))
            archive.writestr(f"{root}schema/codelists/{name}", f"Code,Title\n{rows}")
    return path


@pytest.fixture
def releases(tmp_path: Path) -> bytes:
    """A release package of a procurement from its call to its contract."""
    with open_database(str(tmp_path / "a.sqlite"), datasets().values()) as db:
        seed(db)
        out = io.BytesIO()
        with db.read() as tx:
            write_releases(_HEAD, processes(tx, db.catalogue, "avis-marches", "ocds-abc123"), out)
    return out.getvalue()


def _reviewed(folder: Path, package: bytes) -> dict[str, Any]:
    file = folder / "releases.json"
    file.write_bytes(package)
    found: dict[str, Any] = told_by("cove", _REVIEW, _standard(folder / "standard.zip"), file)
    return found


def test_nothing_is_found_wrong(tmp_path: Path, releases: bytes) -> None:
    found = _reviewed(tmp_path, releases)
    assert (found["version_used"], found["count"], found["unique_ocids_count"]) == ("1.1", 6, 2)
    assert found["validation_errors"] == []
    assert found["additional_closed_codelist_values"] == {}
    assert found["additional_checks"] == {}
    assert found["deprecated_fields"] == []
    assert {each["field"] for each in found["additional_fields"]} <= _EXTENDED


def test_what_is_wrong_is_found(tmp_path: Path, releases: bytes) -> None:
    package = json.loads(releases)
    package["releases"][0]["tag"] = ["no-such-tag"]
    del package["releases"][1]["date"]
    found = _reviewed(tmp_path, json.dumps(package).encode())
    assert [each["description"] for each in found["validation_errors"]] == ["'date' is missing but required"]
    assert [each["codelist"] for each in found["additional_closed_codelist_values"].values()] == [
        "releaseTag.csv"
    ]
