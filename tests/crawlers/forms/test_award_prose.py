"""Awards told in prose."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.forms.award_prose import awards_in_prose
from tests.crawlers.forms.said import said, words


def read(text: str) -> list[dict[str, Any]]:
    return [
        {name: words(value) for name, value in award.fields.items()} for award in awards_in_prose(said(text))
    ]


def test_a_sentence_names_winner_day_and_amount() -> None:
    text = "L'accord-cadre a été attribué le 13/03/2025 à la société PIX - OUEST.\nMontant : 78 140 euros HT."
    (award,) = read(text)
    assert award == {
        "titulaire_nom": "PIX - OUEST",
        "statut": "attribue",
        "date_attribution": "13/03/2025",
        "montant": "78 140 euros HT.",
    }


def test_each_lot_has_its_award() -> None:
    text = (
        "Lot n°01 : Gros oeuvre - attribué à la SARL ROC (35), pour un montant de 125 450,50 € HT\n"
        "Lot 2 : Charpente : infructueux\n"
        "Lot 3 - Peinture. Titulaire : S.A.R.L. TEINTE, 35000 Rennes. Nombre d'offres reçues : 4"
    )
    first, second, third = read(text)
    assert first["numero_lot"], first["intitule"] == ("1", "Gros oeuvre")
    assert first["titulaire_nom"] == "SARL ROC"
    assert second == {"statut": "infructueux", "numero_lot": "2", "intitule": "Charpente"}
    assert (third["titulaire_nom"], third["nb_offres"]) == ("S.A.R.L. TEINTE", "4")


def test_members_of_a_group_are_named_together() -> None:
    (award,) = read("Marché conclu avec le groupement ALPHA / BETA pour un montant maximum de 200 000 € HT")
    assert (award["titulaire_nom"], award["groupement"]) == ("ALPHA / BETA", "oui")
    assert award["montant_max"] == "200 000 € HT"


@pytest.mark.parametrize("other", ["maximum annuel de 50 000 EUR HT", "de 12 000 € TTC", "estimé à 1 000 €"])
def test_amounts_that_are_not_the_contracts_are_left(other: str) -> None:
    (award,) = read(f"Attribué à la société ROC pour un montant {other}")
    assert not [name for name in award if name.startswith("montant")]


@pytest.mark.parametrize("text", ["Voir l'acte d'engagement", "attribué à l'attributaire suivant : ROC", ""])
def test_words_that_leave_a_doubt_give_nothing(text: str) -> None:
    assert read(text) == []


@given(st.text(alphabet="Lot n°1:attribuéà la société ROC ,.;\n€0123", max_size=200))
def test_what_is_read_stands_where_it_is_said_to(text: str) -> None:
    for award in awards_in_prose(said(text)):
        for value in award.fields.values():
            place = getattr(value, "evidence")  # noqa: B009
            if place.start is not None:
                assert text[place.start : place.end] == place.lecture
