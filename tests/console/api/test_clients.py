"""Clients that others wrote read everything, and a tester of interfaces finds no error of the server.

They are in environments of their own, made by ``make clients``: ``build/clients/python`` and
``build/clients/node``.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.console.api.served import serving
from tests.console.web.seeding import Shelf

_ROOT = Path(__file__).parents[3]
_CLIENTS = Path(os.environ.get("VEILLE_TEST_CLIENTS", _ROOT / "build" / "clients"))
_PYTHON = _CLIENTS / "python" / "bin"
_NODE = _CLIENTS / "node"
_SPEC = _ROOT.parent / "shared" / "real" / "portal" / "explore-v2.1.json"

pytestmark = pytest.mark.heavy
needs_python = pytest.mark.skipif(not _PYTHON.exists(), reason="no Python clients here: make clients")
needs_node = pytest.mark.skipif(not _NODE.exists(), reason="no JavaScript client here: make clients")


@pytest.fixture(scope="module")
def address(shelf: Shelf) -> Iterator[str]:
    """The address of a server over the invented records."""
    with serving(shelf.site) as url:
        yield url


def _python(code: str, *arguments: str) -> Any:
    told = subprocess.run(
        [_PYTHON / "python", "-c", code, *arguments], capture_output=True, text=True, timeout=120, check=False
    )
    assert told.returncode == 0, told.stderr[-2000:]
    return json.loads(told.stdout.splitlines()[-1])


@needs_node
def test_the_vendors_javascript_client_reads_everything(address: str, tmp_path: Path) -> None:
    script = _NODE / "client.mjs"
    script.write_text((Path(__file__).with_name("client.mjs")).read_text())
    told = subprocess.run(["node", script, address], capture_output=True, text=True, timeout=60, check=False)
    assert told.returncode == 0, told.stderr[-2000:]
    read = json.loads(told.stdout)
    assert read["datasets"]["total_count"] == len(read["datasets"]["results"])
    assert read["dataset"]["dataset_id"] == "avis-marches"
    assert read["records"]["total_count"] == 24
    assert sum(each["n"] for each in read["groups"]["results"]) == 141
    assert read["refined"]["total_count"] <= 24
    assert read["record"]["id"] == "boamp:26-10001"
    assert read["facets"]["facets"][0]["name"] == "code_departement"
    assert "publisher" in [each["name"] for each in read["catalogueFacets"]["facets"]]
    assert len(read["exported"]) == 3


@needs_python
def test_portalkit_takes_us_for_a_portal_of_the_vendor(address: str) -> None:
    code = """
import json, sys, portalkit
portal = portalkit.open(sys.argv[1])
found = [each.id for each in portal.search("notaires")]
told = portal.describe("avis-marches")
frame = portal.dataset("avis-marches").to_pandas()
print(json.dumps({"kind": type(portal).__name__, "found": found, "rows": len(frame), "columns": list(frame.columns)}))
"""
    read = _python(code, address)
    assert read["kind"] == "OpenDataSoftPortal"
    assert "zones-installation-notaires" in read["found"]
    assert read["rows"] == 141
    assert "code_departement" in read["columns"]


@needs_python
def test_odsclient_downloads_by_the_old_paths(address: str) -> None:
    code = """
import json, sys, odsclient
client = odsclient.ODSClient(base_url=sys.argv[1])
frame = client.get_whole_dataframe("avis-marches", use_labels_for_header=False)
text = client.get_whole_dataset("avis-marches", format="csv")
print(json.dumps({"rows": len(frame), "columns": list(frame.columns), "head": text.splitlines()[0]}))
"""
    read = _python(code, address)
    assert read["rows"] == 141
    assert read["columns"][:2] == ["id", "source"]
    assert read["head"].lstrip("\ufeff").startswith("Identifiant;")


@needs_python
@pytest.mark.skipif(not _SPEC.exists(), reason="the vendor's specification is not here")
def test_schemathesis_finds_no_error_of_the_server(address: str) -> None:
    command = [
        str(_PYTHON / "schemathesis"), "run", str(_SPEC), "--url", f"{address}/api/explore/v2.1",
        "--checks", "not_a_server_error", "--max-examples", "30", "--seed", "8", "--phases", "examples,coverage,fuzzing",
        "--request-timeout", "60",
    ]  # fmt: skip
    told = subprocess.run(command, capture_output=True, text=True, timeout=280, check=False)
    assert told.returncode == 0, told.stdout[-4000:]
