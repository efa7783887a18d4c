"""Forms V230 and V240: numbers of lots in words, members of a group."""

from __future__ import annotations

from typing import Any

import pytest

from core.model.evidence import Evidence
from core.model.reading import Reading, Value
from crawlers import source
from crawlers.procurement.boamp.annonce.lots import split_number
from workers.extraction import read_here


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("01 : Lot n°1 : Voirie", "1", "Voirie"),
        ("LOT 1 :CONTRAT TELECOM", "1", "CONTRAT TELECOM"),
        ("Lot n° 2 -Peinture", "2", "Peinture"),
        ("2 : Peinture", "2", "Peinture"),
        ("10:30 ouverture des plis", None, "10:30 ouverture des plis"),
        ("Lot 1-2 Voirie et réseaux", None, "Lot 1-2 Voirie et réseaux"),
        ("Voirie", None, "Voirie"),
    ],
)
def test_the_number_in_front_of_a_title(text: str, number: str | None, title: str) -> None:
    found, rest = split_number(Value(text, Evidence(lecture=text)))
    assert ((found.text if found else None), rest.text) == (number, title)


def award_of(*winners: str) -> bytes:
    members = "".join(
        f"<TITULAIRE><DENOMINATION>{name}</DENOMINATION></TITULAIRE><RENSEIGNEMENT>"
        f"<DATE_ATTRIBUTION>2026-03-02</DATE_ATTRIBUTION>{amount}</RENSEIGNEMENT>"
        for name, amount in zip(winners, ['<MONTANT DEVISE="EUR">90000</MONTANT>', "", ""], strict=False)
    )
    return f"""<ANNONCE><GESTION><REFERENCE><IDWEB>26-12345</IDWEB><TYPE_AVIS><FAMILLE><FNS/></FAMILLE>
      <NATURE><ATTRIBUTION/></NATURE><STATUT><INITIAL/></STATUT></TYPE_AVIS></REFERENCE>
      <INDEXATION><DATE_PUBLICATION>2026-03-12</DATE_PUBLICATION><DEP_PUBLICATION>76</DEP_PUBLICATION>
      <RESUME_OBJET>aire de jeux</RESUME_OBJET></INDEXATION></GESTION>
      <DONNEES><IDENTITE><DENOMINATION>Ville de Roc</DENOMINATION></IDENTITE>
      <OBJET><OBJET_COMPLET>Aire de jeux</OBJET_COMPLET></OBJET>
      <ATTRIBUTION><DECISION><ATTRIBUE/>{members}</DECISION></ATTRIBUTION></DONNEES></ANNONCE>""".encode()


def awards(*winners: str) -> list[dict[str, Any]]:
    found = read_here(source("boamp"), award_of(*winners), name="avis.xml")
    return [_words(each) for each in found.readings if each.dataset == "attributions-marches"]


def _words(reading: Reading) -> dict[str, Any]:
    return {name: value.text for name, value in reading.values.items() if isinstance(value, Value)}


def test_members_of_a_group_share_its_contract() -> None:
    rows = awards("ROC SKATE (Mandataire)", "VILLES ET SPORTS (co-traitant)", "L. MARTIN - Cotraitant")
    assert [row["titulaire_nom"].split()[0] for row in rows] == ["ROC", "VILLES", "L."]
    assert {(row["groupement"], row["montant"]) for row in rows} == {("oui", "90000")}


def test_winners_of_one_decision_are_no_group_unless_it_says_so() -> None:
    rows = awards("ROC", "VILLES ET SPORTS")
    assert [row.get("montant") for row in rows] == ["90000", None]
    assert not any("groupement" in row for row in rows)
