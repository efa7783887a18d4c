"""The harvester of data.gouv.fr (udata) reads the catalogue: its own functions, over a MongoDB in memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from console.portal.entry import LICENCE, LICENCE_TITLE, Entry, Publisher, entries
from console.portal.forms import made
from core.storage.database import open_database
from normalizers.datasets import dataset, datasets
from tests.console.exports.conftest import seed
from tests.console.validators.environments import needs, told_by

pytestmark = [pytest.mark.heavy, needs("udata", "udata")]

PUBLISHER = Publisher("Ville d'Aigrefontaine", "https://donnees.example.org", "donnees@example.org")
FORMS = ["csv", "geojson", "json", "jsonl", "parquet", "xlsx"]
_HARVEST = """
import json, sys, warnings
warnings.simplefilter("ignore")
import mongoengine, mongomock
mongoengine.connect(
    "udata",
    host="mongodb://localhost",
    mongo_client_class=mongomock.MongoClient,
    uuidRepresentation="standard",
)
from flask import Flask
from rdflib import DCAT, RDF, Graph
from udata import i18n
from udata.app import cache
from udata.settings import Defaults
app = Flask("udata")
app.config.from_object(Defaults)
i18n.init_app(app)
cache.init_app(app, config={"CACHE_TYPE": "NullCache"})
told = {}
with app.test_request_context("/"):
    from udata.core.dataset.models import License
    from udata.core.dataset.rdf import dataset_from_rdf
    from udata.core.organization.models import Organization
    from udata.core.dataset.models import Dataset
    License(id="lov2", title=sys.argv[3], url=sys.argv[2]).save()
    License(id="other-open", title="Other (Open)").save()
    owner = Organization(name="Ville", description="Ville").save()
    graph = Graph().parse(sys.argv[1])
    for node in graph.subjects(RDF.type, DCAT.Dataset):
        found = dataset_from_rdf(graph, Dataset(organization=owner), node)
        found.validate()
        period = found.temporal_coverage
        told[found.harvest.dct_identifier] = {
            "title": found.title,
            "description": found.description,
            "tags": found.tags,
            "license": found.license and found.license.id,
            "frequency": str(found.frequency),
            "period": period and [str(period.start), str(period.end)],
            "modified": str(found.harvest.modified_at),
            "page": found.harvest.remote_url,
            "schema": found.schema.url,
            "contacts": [[each.name, each.email] for each in found.contact_points],
            "resources": {each.format: [each.url, each.mime, each.title] for each in found.resources},
        }
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Entry]]:
    """The catalogue of an installation with a few rows."""
    path = tmp_path_factory.mktemp("harvest") / "a.sqlite"
    with open_database(str(path), datasets().values()) as db:
        seed(db)
        with db.read() as tx:
            yield list(entries(tx, db.catalogue, datasets().values(), PUBLISHER))


def _harvested(folder: Path, listed: list[Entry], form: str) -> dict[str, Any]:
    file = folder / form
    file.write_bytes(made(form, listed, PUBLISHER)[0])
    found: dict[str, Any] = told_by("udata", _HARVEST, file, LICENCE, LICENCE_TITLE)
    return found


@pytest.mark.parametrize("form", ["datagouv.rdf", "datagouv.ttl"])
def test_datasets_are_taken_with_all_that_is_said(tmp_path: Path, listed: list[Entry], form: str) -> None:
    found = _harvested(tmp_path, listed, form)
    assert set(found) == set(datasets())
    for name, told in found.items():
        declared, base = dataset(name), f"{PUBLISHER.base}/datasets/{name}"
        assert (told["title"], told["description"]) == (declared.title, declared.description)
        assert (told["license"], told["frequency"]) == ("lov2", "daily")
        assert len(told["tags"]) == len(declared.keywords)
        assert sorted(told["resources"]) == FORMS
        assert told["resources"]["csv"] == [f"{base}.csv", "text/csv", f"{declared.title} (csv)"]
        assert (told["page"], told["schema"]) == (f"{base}/dictionary", f"{base}/schema.json")
        assert ["Ville d'Aigrefontaine", "donnees@example.org"] in told["contacts"]
    notices = found["avis-marches"]
    assert notices["tags"] == ["appels-doffres", "boamp", "commande-publique", "marches-publics", "ted"]
    assert notices["period"] == ["2026-03-02", "2026-05-02"]


def test_the_strict_catalogue_is_taken_too(tmp_path: Path, listed: list[Entry]) -> None:
    found = _harvested(tmp_path, listed, "ttl")
    assert {told["license"] for told in found.values()} == {"lov2"}
    assert {told["title"] for told in found.values()} == {each.title for each in datasets().values()}
