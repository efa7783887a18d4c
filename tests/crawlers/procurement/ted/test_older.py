"""Forms of schema R2.0.8 and before."""

from __future__ import annotations

import pytest

from tests.crawlers.procurement.ted.notices import export, rows, unmapped

ATTRIBUTIONS = "attributions-marches"
BUYER = (
    "<AUTHORITY><NAME_ADDRESSES><CA_CE_CONCESSIONAIRE_PROFILE><ORGANISATION>{}</ORGANISATION>"
    '<TOWN>Vannes</TOWN><COUNTRY VALUE="FR"/></CA_CE_CONCESSIONAIRE_PROFILE></NAME_ADDRESSES></AUTHORITY>'
)
NAMED = "<OFFICIALNAME>Ville de Test</OFFICIALNAME><NATIONALID>26560013000016</NATIONALID>"
TITLE = "<TITLE_CONTRACT><P>Travaux</P></TITLE_CONTRACT>"
CPV = '<CPV><CPV_MAIN><CPV_CODE CODE="{}"/></CPV_MAIN></CPV>'
COSTS = '<{0} CURRENCY="EUR"><VALUE_COST FMTVAL="{1}">{2}</VALUE_COST></{0}>'


def older(body: str, name: str = "CONTRACT") -> str:
    return f'<{name} CATEGORY="ORIGINAL" LG="FR" FORM="2"><FD_{name}>{body}</FD_{name}></{name}>'


def described(inner: str = "", name: str = "OBJECT_CONTRACT_INFORMATION") -> str:
    description = "DESCRIPTION_CONTRACT_INFORMATION"
    return f"<{name}><{description}>{TITLE}{CPV.format('45000000')}{inner}</{description}></{name}>"


def moment(name: str, hour: str = "") -> str:
    time = f"<TIME>{hour}</TIME>" if hour else ""
    return f"<{name}><DAY>3</DAY><MONTH>4</MONTH><YEAR>2026</YEAR>{time}</{name}>"


@pytest.mark.parametrize("organisation", [NAMED, "Ville de Test"])
def test_a_contract_notice(organisation: str) -> None:
    procedure = (
        "<PROCEDURE_DEFINITION_CONTRACT_NOTICE><TYPE_OF_PROCEDURE><PT_ACCELERATED_RESTRICTED_CHOICE/>"
        "</TYPE_OF_PROCEDURE><ADMINISTRATIVE_INFORMATION_CONTRACT_NOTICE>"
        f"{moment('RECEIPT_LIMIT_DATE', '16:30')}</ADMINISTRATIVE_INFORMATION_CONTRACT_NOTICE>"
        "</PROCEDURE_DEFINITION_CONTRACT_NOTICE>"
        f"<COMPLEMENTARY_INFORMATION>{moment('NOTICE_DISPATCH_DATE')}</COMPLEMENTARY_INFORMATION>"
    )
    (row,) = rows(export(older(BUYER.format(organisation) + described() + procedure)))
    expected = {
        "acheteur_nom": "Ville de Test",
        "objet": "Travaux",
        "cpv": "45000000",
        "procedure": "restreinte",
        "date_limite_reponse": "2026-04-03 16:30",
        "date_envoi": "2026-04-03",
    }
    assert row.items() >= expected.items()


def test_lots_and_what_is_said_of_the_whole() -> None:
    annexes = "".join(
        f"<F02_ANNEX_B><LOT_NUMBER>{number}</LOT_NUMBER><LOT_TITLE>Lot {number}</LOT_TITLE>"
        f"{CPV.format(f'4511000{number}')}<PERIOD_WORK_DATE_STARTING><MONTHS>{number}</MONTHS>"
        "</PERIOD_WORK_DATE_STARTING></F02_ANNEX_B>"
        for number in (1, 2)
    )
    divided = f"<DIVISION><F02_DIV_INTO_LOT_YES>{annexes}</F02_DIV_INTO_LOT_YES></DIVISION>"
    data = export(older(BUYER.format(NAMED) + described(divided)))
    (row,) = rows(data)
    assert (row["nb_lots"], row["cpv"], row.get("duree_mois")) == ("2", "45000000", None)
    assert [(lot["cpv"], lot["duree_mois"]) for lot in rows(data, "lots-marches")] == [
        ("45110001", "1 mois"),
        ("45110002", "2 mois"),
    ]
    (undivided,) = rows(export(older(BUYER.format(NAMED) + described("<DIV_INTO_LOT_NO/>"))))
    assert undivided["nb_lots"] == "1"


def test_an_award() -> None:
    awarded = (
        "<AWARD_OF_CONTRACT><LOT_NUMBER>1</LOT_NUMBER><CONTRACT_TITLE><P>Voirie</P></CONTRACT_TITLE>"
        f"{moment('CONTRACT_AWARD_DATE')}<OFFERS_RECEIVED_NUMBER>5</OFFERS_RECEIVED_NUMBER>"
        "<ECONOMIC_OPERATOR_NAME_ADDRESS><CONTACT_DATA_WITHOUT_RESPONSIBLE_NAME><ORGANISATION>"
        "<OFFICIALNAME>Routes</OFFICIALNAME></ORGANISATION></CONTACT_DATA_WITHOUT_RESPONSIBLE_NAME>"
        "</ECONOMIC_OPERATOR_NAME_ADDRESS><CONTRACT_VALUE_INFORMATION>"
        f"{COSTS.format('INITIAL_ESTIMATED_TOTAL_VALUE_CONTRACT', 9, 9)}"
        f"{COSTS.format('COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE', '1568773.07', '1 568 773,07')}"
        "</CONTRACT_VALUE_INFORMATION><MORE_INFORMATION_TO_SUB_CONTRACTED><NO_CONTRACT_LIKELY_SUB_CONTRACTED/>"
        "</MORE_INFORMATION_TO_SUB_CONTRACTED></AWARD_OF_CONTRACT>"
    )
    body = BUYER.format(NAMED) + described() + awarded
    data = export(older(body, "CONTRACT_AWARD"), kind="7")
    (row,) = rows(data, ATTRIBUTIONS)
    expected = {
        "numero_lot": "1",
        "intitule": "Voirie",
        "titulaire_nom": "Routes",
        "montant": "1568773.07",
        "nb_offres": "5",
        "date_attribution": "2026-04-03",
        "sous_traitance": "non",
    }
    assert row.items() >= expected.items()
    assert rows(data)[0]["montant_attribue"] == "1568773.07"
    assert unmapped(data) == []


def test_criteria() -> None:
    weighted = "".join(
        f"<CRITERIA_DEFINITION><CRITERIA>{name}</CRITERIA><WEIGHTING>{weight}</WEIGHTING></CRITERIA_DEFINITION>"
        for name, weight in (("Prix", 60), ("Délai", 40))
    )
    for inner, expected in ((weighted, "Prix:60|Délai:40"), ("<LOWEST_PRICE/>", "Prix")):
        criteria = f"<AWARD_CRITERIA_DETAIL>{inner}</AWARD_CRITERIA_DETAIL>"
        (row,) = rows(export(older(BUYER.format(NAMED) + described() + criteria)))
        assert row["criteres"] == expected


@pytest.mark.parametrize("name", ["RECEIPT_LIMIT_DATE", "TIME_LIMIT_CHP", "TIME_LIMIT"])
def test_the_deadline_has_a_name_of_its_own_in_some_forms(name: str) -> None:
    (row,) = rows(export(older(BUYER.format(NAMED) + described() + moment(name, "12:00"))))
    assert row["date_limite_reponse"] == "2026-04-03 12:00"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("CONCESSION", "concession"), ("RESULT_DESIGN_CONTEST", "concours"), ("CONTRACT", "ouverte")],
)
def test_a_form_may_be_a_contest_or_a_concession(name: str, expected: str) -> None:
    body = BUYER.format(NAMED) + described() + "<TYPE_OF_PROCEDURE><PT_OPEN/></TYPE_OF_PROCEDURE>"
    (row,) = rows(export(older(body, name)))
    assert row["procedure"] == expected


def test_the_estimate_of_a_lot_is_not_that_of_the_whole() -> None:
    costs = COSTS.format("COSTS_RANGE_AND_CURRENCY", "100", "100")
    annex = (
        "<LOT_PRIOR_INFORMATION><LOT_NUMBER>1</LOT_NUMBER>"
        f"<NATURE_QUANTITY_SCOPE>{costs}</NATURE_QUANTITY_SCOPE></LOT_PRIOR_INFORMATION>"
    )
    scope = f"<QUANTITY_SCOPE_WORKS_DEFENCE>{annex * 2}</QUANTITY_SCOPE_WORKS_DEFENCE>"
    data = export(older(BUYER.format(NAMED) + described(scope), "PRIOR_INFORMATION_DEFENCE"))
    assert "montant_estime" not in rows(data)[0]
    assert [row["montant_estime"] for row in rows(data, "lots-marches")] == ["100", "100"]


def test_earlier_notices_are_named_in_the_form() -> None:
    named = "<PREVIOUS><NOTICE_NUMBER_OJ>2025/S 122-345678</NOTICE_NUMBER_OJ></PREVIOUS>"
    (row,) = rows(export(older(BUYER.format(NAMED) + described() + named, "CONTRACT_AWARD"), kind="7"))
    assert (row["avis_lies"], row["id_procedure"]) == ("ted:345678-2025", "ted:345678-2025")
