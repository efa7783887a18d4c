"""What a national form tells in sentences: bounds of lots, where the documents are."""

from __future__ import annotations

import pytest

from core.model.reading import Value
from crawlers.forms.notice import Notice
from crawlers.procurement.boamp.printed.line import Line
from crawlers.procurement.boamp.printed.national import read_national


def read(*texts: str) -> Notice:
    notice = Notice("boamp", "26-1")
    read_national([Line(text, path=f"/p[{index}]") for index, text in enumerate(texts)], notice)
    return notice


def text(value: object) -> str | None:
    return value.text if isinstance(value, Value) else None


QUANTITIES = (
    "Objet du marché : navettes scolaires.",
    "Quantités (fournitures et services), nature et étendue (travaux) : lot no 1 - cantines",
    "sans minimum",
    "montant maximum : 41 000 euro(s) (H.T.)",
    "Lot no2 - piscine",
    "Montant minimum : 2 000,50 euros HT",
    "Montant maximum HT : 8 000 €",
    "Lot no 3 - sorties",
    "Montant maximum annuel : 9 000 euros",
    "Refus des variantes.",
    "Renseignements relatifs aux lots :",
    "Lot(s) 1. - cantines.",
    "Lot(s) 2. - piscine.",
    "Lot(s) 3. - sorties.",
)


def test_the_quantities_tell_the_bounds_of_the_lots() -> None:
    lots = read(*QUANTITIES).lots
    bounds = [(text(lot.get("montant_min")), text(lot.get("montant_max"))) for lot in lots]
    assert bounds == [(None, "41 000 euro"), ("2 000,50 euros", "8 000 €"), (None, None)]


def test_a_description_goes_on_after_an_amount() -> None:
    described = text(read(*QUANTITIES).avis["description"])
    assert described and described.endswith("Montant maximum annuel : 9 000 euros")


SENTENCE = (
    "pour retrouver cet avis intégral, accéder au DCE, poser des questions à l'acheteur, déposer un pli, "
    "allez sur https://achats.exemple.fr/."
)
TERMS = "Conditions et mode de paiement pour obtenir les documents contractuels et additionnels :"


@pytest.mark.parametrize(
    ("texts", "address"),
    [
        ((f"Renseignements complémentaires : {SENTENCE}",), "https://achats.exemple.fr/"),
        ((TERMS, "téléchargement sur https://mp.exemple.fr."), "https://mp.exemple.fr"),
        ((TERMS, "téléchargement sur le profil d'acheteur."), None),
        ((f"Renseignements complémentaires : {SENTENCE}",
          "Adresse auprès de laquelle les documents peuvent être obtenus :",
          "adresse internet : https://dce.exemple.fr/12"), "https://dce.exemple.fr/12"),
        (("Adresse auprès de laquelle les documents peuvent être obtenus : mairie.",
          "Correspondant : Mme Dupré, adresse internet : https://dce.exemple.fr/13"), "https://dce.exemple.fr/13"),
    ],
)  # fmt: skip
def test_where_the_documents_are(texts: tuple[str, ...], address: str | None) -> None:
    assert text(read("Objet du marché : navettes.", *texts).avis.get("url_dce")) == address
