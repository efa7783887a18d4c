"""Designations among the officers of the register (RCS-A, RCS-B), and deposits of accounts."""

from __future__ import annotations

import pytest

from core.errors import StructureChanged
from core.model.reading import Reading, Refusal, Value
from core.model.source import Unmapped
from core.model.tree import Node
from crawlers.legal.bodacc import SOURCE
from crawlers.legal.bodacc.notices import Desk
from crawlers.legal.bodacc.offices import court_offices
from extractors.parse import parse
from tools.bodacc_register import CHANGE, RECTIFIED, REGISTRATION, REMOVAL, SALE, register_xml
from workers.toolbox import ProseToolbox

RCS_A, RCS_B, BILAN = "RCS-A_IMMAT", "RCS-B_REDIFF", "Bilan_XML_Rediff"
Found = Reading | Refusal | Unmapped


def read(root: str, *notices: str) -> list[Found]:
    xml = register_xml(root, "20260050", "2026-03-12", *notices)
    document = parse(xml.encode("cp1252"), name="issue.xml", media="xml")
    (form,) = [form for form in SOURCE.forms if form.media == "xml" and form.recognises(document)]
    return [each for each in form.read(document, ProseToolbox()) if isinstance(each, Found)]


def words(found: Found, *columns: str) -> list[str]:
    assert isinstance(found, Reading)
    return [value.text for name in columns if isinstance(value := found.values.get(name), Value)]


def offices(text: str) -> list[dict[str, str]]:
    node = Node("administration", "/administration", text)
    acts = list(court_offices([node], Desk(ProseToolbox(), {})))
    for act in acts:
        for value in act.values():
            assert value.evidence.lecture == text[value.evidence.start : value.evidence.end]
    return [{name.removeprefix("professionnel_"): each.text for name, each in act.items()} for act in acts]


def test_a_registration_names_the_administrator_of_the_court_alone() -> None:
    (row,) = read(RCS_A, REGISTRATION)
    assert isinstance(row, Reading)
    assert row.id == "bodacc:20260050:101:1"
    assert words(row, "role", "mouvement", "professionnel_nom", "entreprise_siren") == [
        "administrateur",
        "designation",
        "Aubrac",
        "794 310 250",
    ]


def test_a_sale_to_a_natural_person_gives_nothing_and_no_name() -> None:
    assert read(RCS_A, SALE) == []


def test_an_officer_who_leaves_is_an_end_of_mission_and_the_company_s_own_are_none() -> None:
    leaving, coming = read(RCS_B, CHANGE)
    assert words(leaving, "role", "mouvement", "professionnel_structure") == [
        "administrateur",
        "fin_de_mission",
        "SCP Soinne & Lefort",
    ]
    assert words(coming, "role", "professionnel_nom", "professionnel_prenom") == [
        "commissaire_execution_plan",
        "Soinne",
        "Agnès",
    ]


def test_issues_a_and_b_of_one_number_have_ids_of_their_own() -> None:
    found = [*read(RCS_B, CHANGE), *read(RCS_B, RECTIFIED)]
    assert [each.id for each in found if isinstance(each, Reading)] == [
        "bodacc:b20260050:412:1",
        "bodacc:b20260050:412:2",
        "bodacc:b20260050:27:1",
        "bodacc:b20260050:27:2",
    ]
    assert words(found[2], "type_annonce", "annonce_precedente") == ["rectificatif", "bodacc:b20260050:412"]


def test_the_remark_on_a_removal_is_read_for_its_one_company() -> None:
    (row,) = read(RCS_B, REMOVAL)
    assert words(row, "role", "professionnel_nom") == ["autre", "Valrose"]


def test_the_remark_of_a_notice_on_two_companies_is_nobody_s() -> None:
    start, end = REMOVAL.index("<personne>"), REMOVAL.index("</personnes>")
    assert read(RCS_B, REMOVAL[:end] + REMOVAL[start:end] + REMOVAL[end:]) == []


@pytest.mark.parametrize(
    "text",
    [
        "Gérant : Crehan, Shane, Gérant partant : Shields, Joanna",
        "Liquidateur : SELARL Aubrac",
        "Administrateur : Lormier Anne",
        "Commissaire aux comptes titulaire : CABINET DU LAC",
        "Modification survenue sur l'administration",
    ],
)
def test_an_office_that_the_company_confers_is_no_designation(text: str) -> None:
    assert offices(text) == []


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Mandataire ad hoc : ABITBOL Frédéric modification le 1er mars 2026", {"nom": "ABITBOL"}),
        (
            "Administrateur judiciaire : SELARL AUBRAC en fonction le 3 mars 2026",
            {"structure": "SELARL AUBRAC"},
        ),
        ("Liquidateur judiciaire : SCP BRAS Président : Durand Luc", {"structure": "SCP BRAS"}),
        ("nomination du mandataire judiciaire : Bidan, Christophe", {"nom": "Bidan", "prenom": "Christophe"}),
    ],
)
def test_the_holder_of_an_office_ends_where_other_words_begin(text: str, holder: dict[str, str]) -> None:
    (found,) = offices(text)
    assert {name: found.get(name) for name in holder} == holder
    assert found["mouvement"] == "designation"


def test_a_former_officer_is_an_end_of_mission() -> None:
    (found,) = offices("Ancien administrateur provisoire : Me Lebel Anne")
    assert found["mouvement"] == "fin_de_mission"


def test_deposits_of_accounts_are_set_aside_by_name() -> None:
    deposit = (
        "<avis><typeAnnonce><annonce/></typeAnnonce><numeroAnnonce>7</numeroAnnonce><denomination>FOURNIL"
        "</denomination><depot><dateCloture>2025-12-31</dateCloture></depot></avis>"
    )
    assert read(BILAN, deposit) == []
    assert read(BILAN, deposit.replace("</avis>", "<note>x</note></avis>"), *[deposit] * 9) == [
        Unmapped("/Bilan_XML_Rediff/listeAvis/avis/note")
    ]


@pytest.mark.parametrize("name", ["personnes", "personneMorale", "numeroAnnonce", "listeAvis"])
def test_renamed_elements_stop_the_reading(name: str) -> None:
    xml = register_xml(RCS_B, "20260050", "2026-03-12", CHANGE)
    renamed = xml.replace(f"<{name}>", "<autre>").replace(f"</{name}>", "</autre>")
    document = parse(renamed.encode("cp1252"), name="issue.xml", media="xml")
    with pytest.raises(StructureChanged):
        list(SOURCE.forms[2].read(document, ProseToolbox()))
