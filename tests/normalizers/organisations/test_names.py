"""Spellings of one body fold alike; two bodies stay two."""

from __future__ import annotations

import pytest

from normalizers.organisations.key import Organisations
from normalizers.organisations.names import fold_organisation

SAME = (
    ("VILLE DE SAINT-HILAIRE", "Mairie de St Hilaire", "Commune de Saint-Hilaire"),
    ("Conseil général de la Haute-Rive", "Département de la Haute Rive", "CONSEIL DEPARTEMENTAL HAUTE-RIVE"),
    ("Communauté d'agglomération du Val d'Orne", "C.A. du Val d’Orne"),
    ("Ctre Hosp Universitaire de Rosbert", "CHU Rosbert"),
    ("Commune d'Istelle (21130047000419)", "commune d istelle"),
    ("Rosbert Énergie SAS", "ROSBERT ENERGIE"),
)


@pytest.mark.parametrize("names", SAME, ids=lambda names: names[0])
def test_spellings_of_one_body_fold_alike(names: tuple[str, ...]) -> None:
    assert len({fold_organisation(name) for name in names}) == 1


def test_a_name_of_empty_words_keeps_them() -> None:
    assert fold_organisation("S.A.S.") == "sas"
    assert fold_organisation("") == ""


def test_a_name_takes_the_siren_of_its_place() -> None:
    known = Organisations()
    known.learn("Commune de Rosbert", "213300018", "33")
    assert known.key("MAIRIE DE ROSBERT", None, "33") == "213300018"
    assert known.key("Ville de Rosbertt", None, "33") == "213300018"
    assert known.key("Mairie de Rosbert", None, "59") == "ville rosbert@59"
    assert known.key("Mairie de Rosbert", None, None) == "ville rosbert@"
    assert known.key("Autre", "552081317", "33") == "552081317"
    assert known.key(None, None, "33") is None


def test_two_bodies_of_one_name_and_numbers_that_differ_stay_apart() -> None:
    known = Organisations()
    known.learn("Collège Valmont", "190000010", "33")
    known.learn("Collège Valmont", "190000028", "33")
    known.learn("SDIS 33", "283300010", "33")
    assert known.key("COLLEGE VALMONT", None, "33") == "college valmont@33"
    assert known.key("SDIS 38", None, "33") == "sdis 38@33"
