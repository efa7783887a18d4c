"""Records of Opendatasoft: what surrounds them, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest

from core.errors import StructureChanged, UnknownForm
from core.model.reading import Extraction, Reading
from crawlers.procurement.boamp import SOURCE
from tests.crawlers.forms.said import words
from workers.extraction import read_here

FIXTURES = Path(__file__).resolve().parents[4] / "fixtures" / "boamp"
NOMINAL: dict[str, Any] = orjson.loads((FIXTURES / "nominal-json" / "input.json").read_bytes())
LIGHT = {
    "idweb": "26-30009",
    "objet": "Entretien des haies",
    "nomacheteur": "Commune de Valbrume",
    "dateparution": "2026-03-12",
    "datelimitereponse": "2026-04-10T12:00:00+00:00",
    "code_departement": ["35"],
}


def read(document: Any, name: str = "avis.json") -> Extraction:
    return read_here(SOURCE, document if isinstance(document, bytes) else orjson.dumps(document), name=name)


def notice(document: Any) -> Reading:
    return next(each for each in read(document).readings if each.dataset == "avis-marches")


@pytest.mark.parametrize(
    "document",
    [
        LIGHT,
        [LIGHT],
        {"total_count": 1, "results": [LIGHT]},
        {"records": [{"record": {"fields": LIGHT}}]},
    ],
    ids=["record", "export", "answer", "older answer"],
)
def test_a_record_is_read_in_whatever_it_comes(document: Any) -> None:
    assert [row.id for row in read(document).readings] == ["boamp:26-30009"]


def test_lines_of_json_are_records() -> None:
    second = {**LIGHT, "idweb": "26-30010"}
    found = read(orjson.dumps(LIGHT) + b"\n" + orjson.dumps(second) + b"\n", name="records.jsonl")
    assert [row.id for row in found.readings] == ["boamp:26-30009", "boamp:26-30010"]


def test_an_answer_without_records_has_no_rows() -> None:
    found = read({"total_count": 0, "results": []})
    assert (found.readings, found.refusals) == ((), ())


@pytest.mark.parametrize(
    ("published", "instant", "wall"),
    [
        ("2026-03-12", "2026-04-10T12:00:00+00:00", "2026-04-10T12:00:00"),
        ("2023-06-12", "2023-07-10T11:00:00+00:00", "2023-07-10T12:00:00"),
        ("2023-01-12", "2023-02-10T23:30:00Z", "2023-02-11T00:30:00"),
    ],
)
def test_the_hour_on_the_wall_is_worked_out_and_told(published: str, instant: str, wall: str) -> None:
    row = notice({**LIGHT, "dateparution": published, "datelimitereponse": instant})
    assert words(row.values["date_limite_reponse"]) == wall
    assert "heure_deduite:date_limite_reponse" in row.warnings


MAPA = {
    "organisme": {"acheteurPublic": "Commune de Valbrume", "adr": {"cp": "35000", "ville": "Valbrume"}},
    "initial": {
        "description": {"objet": "Entretien des haies"},
        "caracteristiques": {"principales": "Taille"},
    },
}


@pytest.mark.parametrize("gestion", [{}, {"gestion": None}], ids=["not chosen", "empty"])
def test_a_form_without_what_the_dila_knows_of_it_is_read(gestion: dict[str, None]) -> None:
    found = notice({**LIGHT, **gestion, "donnees": orjson.dumps({"MAPA": MAPA}).decode()})
    assert words(found.values["description"]) == "Taille"
    assert words(found.values["date_limite_reponse"]) == "2026-04-10T12:00:00"
    changed = notice({**LIGHT, **gestion, "donnees": {"MAPA": MAPA}, "etat": "RECTIFICATIF"})
    assert "date_limite_reponse" not in changed.values


def test_a_record_of_something_else_is_refused_by_name() -> None:
    found = read([LIGHT, {**LIGHT, "idweb": "A202600123"}])
    assert [row.id for row in found.readings] == ["boamp:26-30009"]
    assert [refusal.code for refusal in found.refusals] == ["not-a-notice"]


def test_records_that_can_be_read_are_not_lost_with_one_that_cannot() -> None:
    strange = {"idweb": "26-30011", "gestion": NOMINAL["gestion"], "donnees": '{"NOUVEAU": {"x": "1"}}'}
    found = read([LIGHT, strange])
    assert [row.id for row in found.readings] == ["boamp:26-30009"]
    assert [refusal.code for refusal in found.refusals] == ["structure-changed"]
    with pytest.raises(StructureChanged, match="unknown vocabulary"):
        read([strange])


def test_names_that_are_no_company_are_no_winner() -> None:
    awarded = {**LIGHT, "nature": "ATTRIBUTION", "titulaire": ["Lot 2 infructueux", "ROC SARL"]}
    outcomes = [
        (words(row.values["statut"]), words(row.values.get("titulaire_nom")))
        for row in read(awarded).readings
        if row.dataset == "attributions-marches"
    ]
    assert outcomes == [("infructueux", None), ("attribue", "ROC SARL")]


def test_a_field_that_nobody_knows_is_told() -> None:
    assert read({**NOMINAL, "nouveau_champ": "x"}).unmapped == ("/nouveau_champ",)


def test_another_publishers_json_is_of_no_form() -> None:
    with pytest.raises(UnknownForm):
        read({"numero_annonce": 7, "familleavis": "dpc"})
