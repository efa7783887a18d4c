"""Words broken at a line end are read whole, and their places stay those of the printed text."""

from __future__ import annotations

import pytest

from extractors.prose.nominations import read_acts
from extractors.prose.wrapped import unbroken

TEXT = (
    "Par arrêté du garde des sceaux, ministre de la justice, en date du 3 mai 2024, M. Paul Trinque-\n"
    "taille est nommé no-\ntaire à la résidence de Châteauneuf-les-\nMartigues (Bouches-\ndu-Rhône)."
)


@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        ("remplace-\nment", "remplacement"),
        ("Saint-\nDenis", "Saint-Denis"),
        ("Châteauneuf-\nles-Bains", "Châteauneuf-les-Bains"),
        ("12-\n13", "12-\n13"),
        ("sans coupure", "sans coupure"),
    ],
)
def test_a_word_is_mended(printed: str, mended: str) -> None:
    assert unbroken(printed).text == mended


def test_values_are_whole_and_places_are_printed() -> None:
    (act,) = read_acts(TEXT)
    name, place = act.columns["nom"], act.columns["residence_libelle"]
    assert (name.value, TEXT[name.start : name.end]) == ("Trinquetaille", "Trinque-\ntaille")
    assert (place.value, TEXT[place.start : place.end]) == (
        "Châteauneuf-les-Martigues",
        "Châteauneuf-les-\nMartigues",
    )
    assert act.columns["departement"].value == "Bouches-du-Rhône"
