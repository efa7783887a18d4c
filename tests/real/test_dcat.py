"""The strict catalogue against the official shapes of DCAT-AP 3.0.1."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyshacl
import pytest
from rdflib import RDF, Graph, Namespace, URIRef

from console.portal.dcat import strict
from console.portal.entry import Entry, Publisher, entries
from core.storage.database import open_database
from normalizers.datasets import datasets
from tests.console.exports.conftest import seed

SHAPES = Path(__file__).resolve().parents[2].parent / "shared" / "real" / "portal" / "shacl"
SH = Namespace("http://www.w3.org/ns/shacl#")
PUBLISHER = Publisher("Ville d'Aigrefontaine", "https://veille.exemple", "donnees@exemple.fr")

pytestmark = pytest.mark.skipif(not SHAPES.is_dir(), reason="the shapes are not beside this checkout")


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Entry]]:
    address = f"sqlite:///{tmp_path_factory.mktemp('dcat') / 'a.sqlite'}"
    with open_database(address, datasets().values()) as db:
        seed(db)
        with db.read() as tx:
            yield list(entries(tx, db.catalogue, datasets().values(), PUBLISHER))


def violations(catalogue: Graph, shapes: str) -> list[tuple[str, str]]:
    """Of the catalogue itself: what a warning is made of is in its details."""
    known = Graph().parse(SHAPES / f"301_{shapes}.ttl")
    _, report, _ = pyshacl.validate(catalogue, shacl_graph=known, advanced=True)
    top = {
        found
        for each in report.subjects(RDF.type, SH.ValidationReport)
        for found in report.objects(each, SH.result)
    }
    details = {inner for each in top for inner in report.objects(each, SH.detail)}
    return [
        (str(report.value(each, SH.resultPath)), str(report.value(each, SH.resultMessage)))
        for each in top - details
        if report.value(each, SH.resultSeverity) == SH.Violation
    ]


@pytest.mark.parametrize("shapes", ["shapes", "range", "shapes_recommended", "mdr-vocabularies.shape"])
def test_no_violation(listed: list[Entry], shapes: str) -> None:
    found = violations(strict(listed, PUBLISHER), shapes)
    assert [each for each in found if not _is_publisher(each)] == []


def _is_publisher(violation: tuple[str, str]) -> bool:
    """A publisher that is no body of the EU is a warning; pyshacl lists why beside it."""
    return "inScheme" in violation[0] and "#editeur" in violation[1]


def test_the_shapes_can_refuse(listed: list[Entry]) -> None:
    broken = strict(listed, PUBLISHER)
    for subject in set(broken.subjects(RDF.type, URIRef("http://www.w3.org/ns/dcat#Dataset"))):
        broken.remove((subject, URIRef("http://purl.org/dc/terms/title"), None))
    assert len(violations(broken, "shapes")) == len(datasets())
