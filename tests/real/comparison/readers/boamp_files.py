"""The notices of the BOAMP in data: records of Opendatasoft and XML of the DILA."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from typing import Any

from lxml import etree

from tests.real.comparison.model import AVIS, Expected, Row
from tests.real.comparison.readers import boamp_annonce, boamp_simple
from tests.real.comparison.readers.trees import tree_of
from tests.real.comparison.readers.values import REAL, department

ODS = REAL / "boamp" / "ods"


def annonces() -> Iterator[Expected]:
    """The records with a form V230 or V240."""
    yield from _of(simple=False)


def simples() -> Iterator[Expected]:
    """The records with a form FNSimple or MAPA, and the recorded answer of ``/records``."""
    yield from _of(simple=True)


def _of(*, simple: bool) -> Iterator[Expected]:
    read = boamp_simple.rows if simple else boamp_annonce.rows
    for path, record in _records():
        gestion, donnees = json.loads(record["gestion"]), json.loads(record["donnees"])
        if simple == bool({"FNSimple", "MAPA"} & donnees.keys()):
            number = record["idweb"]
            yield Expected(number, path, read(gestion, donnees), f"boamp:{number}")


def _records() -> Iterator[tuple[Any, dict[str, Any]]]:
    path = ODS / "records.jsonl"
    yield from ((path, json.loads(line)) for line in path.read_text("utf-8").splitlines())
    path = ODS / "records_response_envelope.json"
    yield from ((path, record) for record in json.loads(path.read_text("utf-8"))["results"])


def light() -> Iterator[Expected]:
    """The records of which only six fields were asked."""
    path = ODS / "light_records_10000.json.gz"
    with gzip.open(path) as packed:
        for record in json.load(packed):
            number = record["idweb"]
            yield Expected(number, path, {AVIS: [_light(record)]}, f"boamp:{number}")


def _light(record: dict[str, Any]) -> Row:
    found = {"id": f"boamp:{record['idweb']}", "objet": record["objet"]}
    found["acheteur_nom"] = record.get("nomacheteur")
    found["date_publication"] = record.get("dateparution")
    if "code_departement" in record:
        found["departements_publication"] = [department(each) for each in record["code_departement"] or []]
    return found


def dila() -> Iterator[Expected]:
    """The XML of the DILA."""
    for path in sorted((REAL / "boamp" / "dila_xml_v230").glob("*.xml")):
        root = tree_of(etree.parse(str(path), etree.XMLParser(remove_comments=True)).getroot())
        yield Expected(path.name, path, boamp_annonce.rows(root["GESTION"], root["DONNEES"]))
