"""The model speaks only where a rule expects a person and finds none."""

from __future__ import annotations

import pytest

from extractors.prose.nominations import read_acts


@pytest.mark.slow
def test_a_name_without_civility_is_a_guess() -> None:
    (act,) = read_acts("Claire Martin est nommée notaire à la résidence de Vitré (Ille-et-Vilaine).")
    assert act.columns["nom"].value == "Martin"
    assert act.columns["prenoms"].value == "Claire"
    assert act.columns["nom"].confidence == 0.5
    assert act.columns["residence_libelle"].confidence > 0.9


@pytest.mark.slow
def test_a_sentence_without_a_person_stays_without() -> None:
    assert read_acts("Le titulaire est nommé notaire à la résidence de Vitré (Ille-et-Vilaine).") == ()
