"""Contracts in the official format: what is told, what is left out, and the way back."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from console.exports.decp.contract import Incomplete, contract
from console.exports.decp.package import write_json, write_xml
from crawlers import source
from normalizers.normalise import normalise
from workers.extraction import read_here

FIXTURES = Path(__file__).resolve().parents[4] / "fixtures" / "decp"


def rows(case: str = "nominal") -> list[dict[str, Any]]:
    path = next((FIXTURES / case).glob("input.*"))
    return again(path.read_bytes(), path.name)


def again(data: bytes, name: str) -> list[dict[str, Any]]:
    found = read_here(source("decp"), data, name=name).readings
    at = datetime(2026, 3, 31, tzinfo=UTC)
    return [{"id": each.id, **normalise(each, sha256="0" * 64, url="", read_at=at).values} for each in found]


def whole(row: dict[str, Any]) -> bool:
    try:
        contract(row)
    except Incomplete:
        return False
    return True


def test_json_says_what_the_rows_say() -> None:
    out = io.BytesIO()
    report = write_json(rows(), out)
    package = json.loads(out.getvalue())["marches"]
    assert report.written == len(package["marche"]) + len(package["contrat-concession"]) > 0
    assert report.written + report.left_out == len(rows())
    first = package["marche"][0]
    assert first["id"] == "2026M00012"
    assert first["acheteur"] == {"id": "21910987300014"}
    assert first["lieuExecution"] == {"code": "91", "typeCode": "Code département"}
    assert first["typesPrix"] == {"typePrix": ["Définitif révisable"]}
    assert first["marcheInnovant"] is False
    assert first["titulaires"] == [{"titulaire": {"typeIdentifiant": "SIRET", "id": "51234987900019"}}]


def _told(row: dict[str, Any]) -> dict[str, Any]:
    """What the format can carry: names are no part of it, nor are modifications without their two dates."""
    unsaid = {"titulaire_nom", "acheteur_nom", "titulaires", "modification", "lieu_libelle", "latlon"}
    return {name: value for name, value in row.items() if name not in unsaid}


@pytest.mark.parametrize(("write", "name"), [(write_json, "a.json"), (write_xml, "a.xml")])
def test_what_is_exported_is_read_back(write: Any, name: str) -> None:
    given = [row for row in rows() if whole(row)]
    out = io.BytesIO()
    write(given, out)
    assert [_told(row) for row in again(out.getvalue(), name)] == [_told(row) for row in given]


def test_a_row_that_lacks_a_mandatory_field_is_counted_and_nothing_is_invented() -> None:
    row = next(each for each in rows() if whole(each))
    assert whole(row)
    for column, field in (
        ("ccag", "ccag"),
        ("montant_ht", "montant"),
        ("date_publication_donnees", "datePublicationDonnees"),
        ("titulaires", "titulaires"),
        ("lieu_source", "lieuExecution"),
    ):
        out = io.BytesIO()
        report = write_json([{**row, column: None}], out)
        assert (report.written, report.left_out, dict(report.lacking)) == (0, 1, {field: 1})
        assert json.loads(out.getvalue()) == {"marches": {"marche": [], "contrat-concession": []}}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"numero_contrat": "N" * 17}, "id"),
        ({"nb_offres": 0}, "offresRecues"),
        ({"montant_ht": 0.5}, "montant"),
        ({"titulaires": [{"siret": "51234987900019"}, {"nom": "Sans numéro"}]}, "titulaires"),
        ({"lieu_precision": "pays", "code_commune": None}, "lieuExecution"),
        ({"forme_prix": "revisable"}, "formePrix"),
        ({"techniques": ["accord_cadre", "inconnue"]}, "techniques"),
    ],
)
def test_what_the_format_cannot_hold_is_lacking(values: dict[str, Any], field: str) -> None:
    row = next(each for each in rows() if whole(each))
    with pytest.raises(Incomplete) as raised:
        contract({**row, **values})
    assert raised.value.fields == (field,)


def test_a_long_subject_is_cut_and_a_foreign_holder_kept() -> None:
    row = next(each for each in rows() if whole(each))
    holder = {"nom": "Hof", "identifiant": "DE814864138", "type_identifiant": "TVA"}
    found = contract({**row, "objet": "o" * 2000, "titulaires": [holder]})
    assert len(found["objet"]) == 1000
    assert found["titulaires"] == [{"titulaire": {"typeIdentifiant": "TVA", "id": "DE814864138"}}]


def test_a_modification_needs_both_its_dates() -> None:
    row = next(each for each in rows() if whole(each))
    change = {"date": "2026-04-01", "montant": 10.0}
    assert "modifications" not in contract({**row, "modification": [change]})
    told = contract({**row, "modification": [{**change, "date_publication": "2026-04-09"}]})
    assert told["modifications"][0]["modification"] == {
        "id": 1,
        "dateNotificationModification": "2026-04-01",
        "datePublicationDonneesModification": "2026-04-09",
        "montant": 10.0,
    }


def test_xml_has_no_exponents_and_words_for_yes_and_no() -> None:
    row = next(each for each in rows() if whole(each))
    out = io.BytesIO()
    write_xml([{**row, "montant_ht": 1e16, "objet": "<&>"}], out)
    one = etree.fromstring(out.getvalue())[0]
    assert one.findtext("montant") == "10000000000000000"
    assert one.findtext("marcheInnovant") == "non"
    assert one.findtext("objet") == "<&>"
