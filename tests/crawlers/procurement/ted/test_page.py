"""Pages of ted.europa.eu."""

from __future__ import annotations

import pytest

from core.errors import StructureChanged
from core.model.reading import Reading, Value
from crawlers.procurement.ted.page.document import read, recognises
from extractors.parse import parse
from workers.toolbox import ProseToolbox

ATTRIBUTIONS = "attributions-marches"
CODED = {"ND": "308-2026", "PD": "12/03/2026", "TD": "3 - Contract notice", "PR": "1 - Open procedure"}
FRENCH = (
    "Section I: Pouvoir adjudicateur",
    "I.1)Nom et adresses",
    "Nom officiel: Ville de Test",
    "Ville: Vannes",
    "Code postal: 56000",
    "Pays: France",
    "Section II: Objet",
    "II.1.1)Intitulé:",
    "Travaux de voirie",
    "Numéro de référence: 26-01",
    "II.1.2)Code CPV principal",
    "45233140 Travaux routiers",
)
ENGLISH = (
    "Section I: Contracting authority",
    "I.1)Name and addresses",
    "Official name: Town of Test",
    "Section II: Object",
    "II.1.1)Title:",
    "Road works",
    "II.1.2)Main CPV code",
    "45233140 Roadworks",
)


def page(*lines: str, **coded: str) -> bytes:
    rows = "".join(
        f"<tr><th>{key}</th><td>x</td><td>{value}</td></tr>" for key, value in {**CODED, **coded}.items()
    )
    body = "".join(f"<div>{line}</div>" for line in lines)
    return f"<html><body><table>{rows}</table><div>{body}</div></body></html>".encode()


def rows(data: bytes, dataset: str = "avis-marches") -> list[dict[str, str]]:
    document = parse(data, name="notice.html", media="html")
    assert recognises(document)
    found = [each for each in read(document, ProseToolbox()) if isinstance(each, Reading)]
    return [
        {"id": each.id}
        | {name: value.text for name, value in each.values.items() if isinstance(value, Value)}
        for each in found
        if each.dataset == dataset
    ]


def test_coded_data_and_form() -> None:
    (row,) = rows(page(*FRENCH))
    expected = {
        "id": "ted:000308-2026",
        "type_avis": "consultation",
        "procedure": "ouverte",
        "objet": "Travaux de voirie",
        "acheteur_nom": "Ville de Test",
        "acheteur_code_postal": "56000",
        "cpv": "45233140",
    }
    assert row.items() >= expected.items()


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ((*ENGLISH, *FRENCH), "Travaux de voirie"),
        ((*FRENCH, *ENGLISH), "Travaux de voirie"),
        (ENGLISH, "Road works"),
    ],
)
def test_the_form_in_french_where_there_is_one(lines: tuple[str, ...], title: str) -> None:
    assert rows(page(*lines))[0]["objet"] == title


def test_the_deadline() -> None:
    lines = (*FRENCH, "IV.2.2)Date limite de réception des offres", "Date: 21/09/2026", "Heure locale: 16:00")
    assert rows(page(*lines, DT="22/09/2026"))[0]["date_limite_reponse"] == "21/09/2026 16:00"
    assert rows(page(*FRENCH, DT="22/09/2026"))[0]["date_limite_reponse"] == "22/09/2026"


@pytest.mark.parametrize(
    ("section", "expected"), [("IV.2.2", "28/04/2026 12:00"), ("IV.2.7", None), ("II.2.7", None)]
)
def test_a_corrigendum_has_only_the_deadline_that_it_prints(section: str, expected: str | None) -> None:
    lines = (
        "Section VII: Modifications",
        "VII.1.2)Texte à rectifier dans l'avis original",
        f"Numéro de section: {section}",
        "Au lieu de:",
        "Date: 14/04/2026",
        "Heure locale: 12:00",
        "Lire:",
        "Date: 28/04/2026",
        "Heure locale: 12:00",
    )
    (row,) = rows(page(*FRENCH, *lines, TD="2 - Additional information", DT="14/04/2026"))
    assert row.get("date_limite_reponse") == expected


@pytest.mark.parametrize(
    ("lines", "statut"),
    [
        (("Un marché/lot est attribué: oui", "V.2)Attribution du marché"), "attribue"),
        (
            ("Un marché/lot est attribué: non", "V.1)Non-attribution", "Aucune offre n'a été reçue"),
            "infructueux",
        ),
        (
            ("A contract/lot is awarded: no", "V.1)x", "Other reasons (discontinuation of procedure)"),
            "sans_suite",
        ),
        (("Un marché/lot est attribué: non",), "non_precise"),
    ],
)
def test_the_outcome_of_a_lot(lines: tuple[str, ...], statut: str) -> None:
    data = page(
        *FRENCH, "Section V: Attribution du marché", "Lot nº: 2", *lines, TD="7 - Contract award notice"
    )
    (row,) = rows(data, ATTRIBUTIONS)
    assert (row["numero_lot"], row["statut"]) == ("2", statut)


def test_offers_and_amounts() -> None:
    lines = (
        "Section V: Award of contract",
        "Un marché/lot est attribué: oui",
        "V.2.3)Nom et adresse du titulaire",
        "Nom officiel: Muster GmbH",
        "Numéro national d'identification: DE123456789",
        "Pays: Allemagne",
        "V.2.4)Montant",
        "Offre la plus basse: 39 196.00 EUR / Offre la plus élevée: 55 870.00 EUR prise en considération",
    )
    (row,) = rows(page(*FRENCH, *lines, TD="7 - Contract award notice"), ATTRIBUTIONS)
    expected = {"titulaire_nom": "Muster GmbH", "offre_min": "39 196.00", "offre_max": "55 870.00"}
    assert row.items() >= expected.items()
    assert "titulaire_siret" not in row


@pytest.mark.parametrize(
    ("code", "procedure"),
    [("H - Services concession", "concession"), ("D - Design contest", "concours"), ("3 - x", "ouverte")],
)
def test_the_procedure_follows_the_kind_of_document(code: str, procedure: str) -> None:
    assert rows(page(*FRENCH, TD=code))[0]["procedure"] == procedure


@pytest.mark.parametrize("lines", [(), FRENCH[:6], ("Rubrique II.1.1 Intitulé", *FRENCH[2:6])])
def test_a_page_without_the_sections_of_a_form_is_refused(lines: tuple[str, ...]) -> None:
    with pytest.raises(StructureChanged):
        rows(page(*lines))


@pytest.mark.parametrize("data", [b"<html><body><p>375035-2020</p></body></html>", page(ND="none")])
def test_another_page_is_not_recognised(data: bytes) -> None:
    assert not recognises(parse(data, name="page.html", media="html"))


BEFORE = ("Valeur totale actualisée du marché avant les modifications", "Valeur hors TVA: 800 000.00 EUR")
AFTER = ("Valeur totale du marché après les modifications", "Valeur hors TVA: 950 000.00 EUR")


@pytest.mark.parametrize(
    ("increase", "expected"), [((*BEFORE, *AFTER), "950 000.00"), (BEFORE, "910 000.00"), ((), "910 000.00")]
)
def test_a_modified_contract_has_the_value_and_the_holders_after_the_change(
    increase: tuple[str, ...], expected: str
) -> None:
    lines = (
        *FRENCH,
        "Section V: Attribution du marché/de la concession",
        "Lot nº: 2",
        "V.2.3)Nom et adresse du titulaire/concessionnaire",
        "Nom officiel: Ancien titulaire",
        "V.2.4)Informations sur le montant du marché",
        "Valeur totale de la passation: 800 000.00 EUR",
        "Section VII: Modifications du marché/de la concession",
        "VII.1.6)Informations sur la valeur du marché",
        "Valeur totale du marché/du lot/de la concession: 910 000.00 EUR",
        "VII.1.7)Nom et adresse du titulaire/concessionnaire",
        "Le marché/la concession a été attribué(e) à un groupement d'opérateurs économiques: non",
        "Nom officiel: Nouveau titulaire",
        "VII.2.3)Augmentation de prix",
        *increase,
    )
    (row,) = rows(page(*lines, TD="K - Modification of a contract/concession during its term"), ATTRIBUTIONS)
    assert (row["titulaire_nom"], row["montant"], row["groupement"]) == ("Nouveau titulaire", expected, "non")
    assert row.get("montant_avant") == ("800 000.00" if increase else None)
