"""The catalogue in each of its forms, read by the libraries of those who harvest it."""

from __future__ import annotations

import csv
import io
import json
import warnings
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from csvw import CSVW
from frictionless import Package
from rdflib import DCAT, DCTERMS, RDF, XSD, Graph, Literal, URIRef

from console.portal import ftp_bundle
from console.portal.entry import LICENCE, Entry, Publisher, entries
from console.portal.forms import made
from core.errors import InputError
from core.storage.database import open_database
from normalizers.datasets import datasets
from tests.console.cli.conftest import veille as veille  # noqa: PLC0414 - a fixture
from tests.console.exports.conftest import seed

PUBLISHER = Publisher("Ville d'Aigrefontaine", "https://veille.exemple", "donnees@exemple.fr")


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> list[Entry]:
    address = f"sqlite:///{tmp_path_factory.mktemp('catalogue') / 'a.sqlite'}"
    with open_database(address, datasets().values()) as db:
        seed(db)
        with db.read() as tx:
            return list(entries(tx, db.catalogue, datasets().values(), PUBLISHER))


def graph(form: str, listed: list[Entry]) -> Graph:
    body, media = made(form, listed, PUBLISHER)
    assert "charset=utf-8" in media
    name = {"ttl": "turtle", "rdf": "xml", "jsonld": "json-ld", "nt": "nt"}[form.rpartition(".")[2]]
    return Graph().parse(data=body, format=name)


def test_entries_know_their_days_and_their_last_change(listed: list[Entry]) -> None:
    notices = next(each for each in listed if each.dataset.name == "avis-marches")
    assert (notices.rows, notices.first, notices.last) == (3, date(2026, 3, 2), date(2026, 5, 2))
    assert notices.changed and notices.changed > datetime(2026, 5, 1, tzinfo=UTC)


@pytest.mark.filterwarnings(
    "ignore:ConjunctiveGraph"
)  # rdflib's reader of JSON-LD uses what rdflib deprecates
@pytest.mark.parametrize("suffix", ["rdf", "jsonld", "nt"])
@pytest.mark.parametrize("profile", ["", "datagouv."])
def test_every_serialisation_says_the_same(listed: list[Entry], profile: str, suffix: str) -> None:
    def plain(found: Graph) -> set[tuple[str, str]]:
        return {(str(p), str(o)) for _, p, o in found if isinstance(o, Literal)}

    assert plain(graph(profile + suffix, listed)) == plain(graph(f"{profile}ttl", listed))


def test_what_a_harvester_needs_is_there(listed: list[Entry]) -> None:
    found = graph("datagouv.ttl", listed)
    notices = URIRef("https://veille.exemple/datasets/avis-marches")
    assert found.value(notices, DCTERMS.identifier) == Literal("avis-marches")
    assert found.value(notices, DCTERMS.license) == URIRef(LICENCE)
    assert {str(word) for word in found.objects(notices, DCAT.keyword)} >= {"BOAMP", "TED"}
    urls = {str(found.value(each, DCAT.downloadURL)) for each in found.objects(notices, DCAT.distribution)}
    assert "https://veille.exemple/datasets/avis-marches.csv" in urls
    formats = {str(found.value(each, DCTERMS.format)) for each in found.objects(notices, DCAT.distribution)}
    assert formats == {"csv", "json", "jsonl", "geojson", "xlsx", "parquet"}
    assert (None, RDF.type, DCAT.Catalog) in found
    assert not list(found.triples((None, None, Literal("", datatype=XSD.hexBinary))))


def test_data_json(listed: list[Entry]) -> None:
    found = json.loads(made("data.json", listed, PUBLISHER)[0])
    assert found["conformsTo"] == "https://project-open-data.cio.gov/v1.1/schema"
    required = {"title", "description", "keyword", "modified", "publisher", "contactPoint", "identifier"}
    for each in found["dataset"]:
        assert required <= each.keys()
        assert each["accessLevel"] == "public"
        assert each["keyword"]
        assert all(file["downloadURL"].startswith("https://") for file in each["distribution"])
    assert len({each["identifier"] for each in found["dataset"]}) == len(datasets())


def test_schema_org(listed: list[Entry]) -> None:
    found = json.loads(made("schema.jsonld", listed, PUBLISHER)[0])
    assert found["@type"] == "DataCatalog"
    notices = next(each for each in found["dataset"] if each["identifier"] == "avis-marches")
    assert notices["temporalCoverage"] == "2026-03-02/2026-05-02"
    assert {each["@type"] for each in notices["distribution"]} == {"DataDownload"}


def test_an_unknown_form_is_named(listed: list[Entry]) -> None:
    with pytest.raises(InputError, match="unknown form"):
        made("dublin_core", listed, PUBLISHER)


def test_the_index_of_an_ftp_bundle(listed: list[Entry]) -> None:
    lines = list(csv.DictReader(io.StringIO(ftp_bundle.index(listed).decode()), delimiter=";"))
    notices = next(line for line in lines if line["name"] == "avis-marches")
    assert notices["source_dataset"] == "avis-marches.csv"
    assert notices["dcat.contact_email"] == "donnees@exemple.fr"
    assert list(lines[0]) == list(ftp_bundle.COLUMNS)


def filled(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with open_database(f"sqlite:///{folder / 'veille.sqlite'}", datasets().values()) as db:
        seed(db)


def test_the_command_writes_files_that_validators_accept(veille: Any, tmp_path: Path) -> None:
    filled(tmp_path / "home")
    out = tmp_path / "out"
    assert veille("catalogue", "--format", "csvw", "-o", str(out)).returncode == 0
    package = Package(str(out / "datapackage.json"))
    for resource in package.resources:
        if resource.name in ("avis-marches", "attributions-marches", "marches-conclus"):
            report = resource.validate()
            assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])
    for name in ("avis-marches", "attributions-marches", "marches-conclus"):
        table = CSVW(str(out / f"{name}.csv-metadata.json"), validate=True)
        assert table.is_valid, [str(each.message) for each in table.warnings]
    described = json.loads((out / "avis-marches.csv-metadata.json").read_text(encoding="utf-8"))
    (told,) = (each for each in described["tableSchema"]["columns"] if each["name"] == "cpv")
    assert {"@value": "Main CPV code, 8 digits.", "@language": "en"} in told["dc:description"]
    rows = list(CSVW(str(out / "avis-marches.csv-metadata.json")).tables[0])
    assert rows[0]["code_departement"] == ["91"]
    assert veille("catalogue", "--format", "ftp", "-o", str(out)).returncode == 0
    assert (out / "avis-marches.schema.csv").read_text(encoding="utf-8").startswith("name;label;description")
    assert veille("catalogue", "--format", "datagouv.rdf", "-o", str(out)).returncode == 0
    assert Graph().parse(out / "catalogue.datagouv.rdf", format="xml")
    assert veille("catalogue", "--format", "none", "-o", str(out)).returncode == 2


def test_a_csv_that_breaks_its_description_is_refused(veille: Any, tmp_path: Path) -> None:
    filled(tmp_path / "home")
    out = tmp_path / "out"
    veille("catalogue", "--format", "csvw", "-o", str(out))
    path = out / "avis-marches.csv"
    path.write_text(
        path.read_text(encoding="utf-8-sig").replace("2026-03-02", "le 2 mars"), encoding="utf-8-sig"
    )
    resource = Package(str(out / "datapackage.json")).get_resource("avis-marches")
    assert not resource.validate().valid
    with warnings.catch_warnings():
        warnings.simplefilter("always")  # the validator counts its own warnings
        assert not CSVW(str(out / "avis-marches.csv-metadata.json"), validate=True).is_valid


def test_a_standard_that_no_row_fills_says_so(veille: Any, tmp_path: Path) -> None:
    filled(tmp_path / "home")
    done = veille("export", "marches-conclus", "--format", "decp", "-o", str(tmp_path / "decp.json"))
    assert done.returncode == 1
    assert "no row has all that the format demands" in done.stderr
    assert "nothing to export yet" in veille("export", "zones-installation-notaires", "-o", "-").stderr
