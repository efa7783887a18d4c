"""Notices in TED_EXPORT."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import StructureChanged
from core.model.reading import Reading
from tests.crawlers.procurement.ted.notices import buyer, export, form, read, rows, unmapped

ATTRIBUTIONS = "attributions-marches"
LOTS = "lots-marches"


def objet(inner: str = "", title: str = "Travaux") -> str:
    return f"<OBJECT_CONTRACT><TITLE><P>{title}</P></TITLE>{inner}</OBJECT_CONTRACT>"


def award(inner: str, lot: str = "") -> str:
    number = f"<LOT_NO>{lot}</LOT_NO>" if lot else ""
    return f"<AWARD_CONTRACT>{number}{inner}</AWARD_CONTRACT>"


def holder(name: str, country: str = "FR", number: str = "") -> str:
    identifier = f"<NATIONALID>{number}</NATIONALID>" if number else ""
    return (
        f"<CONTRACTOR><ADDRESS_CONTRACTOR><OFFICIALNAME>{name}</OFFICIALNAME>{identifier}"
        f'<COUNTRY VALUE="{country}"/></ADDRESS_CONTRACTOR></CONTRACTOR>'
    )


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("0", "preinformation"),
        ("2", "rectificatif"),
        ("3", "consultation"),
        ("7", "attribution"),
        ("A", "consultation"),
        ("B", "preinformation"),
        ("H", "consultation"),
        ("J", "attribution"),
        ("K", "modification"),
        ("P", "preinformation"),
        ("R", "attribution"),
        ("V", "intention"),
        ("?", "autre"),
    ],
)
def test_the_code_of_the_document_is_its_kind(kind: str, expected: str) -> None:
    (row,) = rows(export(form(buyer() + objet()), kind=kind))
    assert row["type_avis"] == expected


def test_identity() -> None:
    (row,) = rows(export(form(buyer() + objet())))
    assert row["id"] == "ted:000308-2026"
    assert (row["source"], row["numero_source"]) == ("ted", "000308-2026")
    assert row["url"] == "https://ted.europa.eu/fr/notice/-/detail/308-2026"
    assert row["date_publication"] == "20260312"


@pytest.mark.parametrize(
    ("forms", "title"),
    [
        ((form(buyer() + objet(title="Bau"), lang="DE"), form(buyer() + objet())), "Travaux"),
        ((form(buyer() + objet(title="Bau"), lang="DE"),), "Bau"),
        (
            (
                form(buyer() + objet(title="Works"), lang="EN"),
                form(buyer() + objet(title="Werk"), lang="NL", category="TRANSLATION"),
                form(buyer() + objet(), category="TRANSLATION"),
            ),
            "Travaux",
        ),
        (
            (
                form(buyer() + objet(title="Werk"), lang="NL", category="TRANSLATION"),
                form(buyer() + objet(title="Works"), lang="EN"),
            ),
            "Works",
        ),
    ],
)
def test_the_form_in_french_or_in_the_original_language(forms: tuple[str, ...], title: str) -> None:
    (row,) = rows(export(*forms))
    assert row["objet"] == title


def test_paragraphs_and_raised_letters_are_one_text() -> None:
    inner = '<SHORT_DESCR><P>Sur 40 m<FT TYPE="SUP">2</FT>.</P><P>Puis le reste.</P></SHORT_DESCR>'
    (row,) = rows(export(form(buyer() + objet(inner))))
    assert row["description"] == "Sur 40 m2.\nPuis le reste."


@pytest.mark.parametrize(
    ("number", "name", "country", "column", "expected"),
    [
        ("SIRET 26560013000016", "Ville", "FR", "acheteur_siret", "SIRET 26560013000016"),
        ("", "Ville de Test (26560013000016)", "FR", "acheteur_siret", "26560013000016"),
        ("", "Ville de Test (265600130000160)", "FR", "acheteur_siret", "265600130000160"),
        ("265 600 130", "Ville", "FR", "acheteur_siren", "265 600 130"),
        ("972000000", "Ville", "MQ", "acheteur_siren", "972000000"),
        ("CHE-114.396.720", "Stadt", "CH", "acheteur_siret", None),
        ("", "Ville (service 12)", "FR", "acheteur_siret", None),
    ],
)
def test_the_number_of_the_buyer(
    number: str, name: str, country: str, column: str, expected: str | None
) -> None:
    (row,) = rows(export(form(buyer(name, number, country) + objet())))
    assert row["acheteur_nom"] == name
    assert row.get(column) == expected


def test_lots_of_a_divided_procurement() -> None:
    lots = "".join(
        f"<OBJECT_DESCR><TITLE><P>Lot {number}</P></TITLE><LOT_NO>Lot nº 0{number}</LOT_NO>"
        f'<CPV_ADDITIONAL><CPV_CODE CODE="4500000{number}"/></CPV_ADDITIONAL></OBJECT_DESCR>'
        for number in (1, 2)
    )
    data = export(form(buyer() + objet(f"<LOT_DIVISION/>{lots}")))
    assert rows(data)[0]["nb_lots"] == "2"
    assert [(row["id"], row["numero_lot"], row["cpv"]) for row in rows(data, LOTS)] == [
        ("ted:000308-2026:lot:1", "1", "45000001"),
        ("ted:000308-2026:lot:2", "2", "45000002"),
    ]


def test_an_undivided_procurement_has_no_lots() -> None:
    inner = (
        '<CPV_MAIN><CPV_CODE CODE="45000000"/></CPV_MAIN><NO_LOT_DIVISION/><OBJECT_DESCR>'
        '<LOT_NO>unique</LOT_NO><CPV_ADDITIONAL><CPV_CODE CODE="45100000"/></CPV_ADDITIONAL>'
        '<DURATION TYPE="DAY">45</DURATION></OBJECT_DESCR>'
    )
    data = export(form(buyer() + objet(inner)))
    (row,) = rows(data)
    assert (row["nb_lots"], row["cpv"], row["cpv_secondaires"]) == ("1", "45000000", "45100000")
    assert row["duree_mois"] == "45 jours"
    assert rows(data, LOTS) == []


def test_where_lots_are_not_spoken_of_their_number_is_unknown() -> None:
    (row,) = rows(export(form(buyer() + objet("<OBJECT_DESCR/>"), name="F12")))
    assert "nb_lots" not in row


def test_the_place_of_the_buyer_is_not_that_of_performance() -> None:
    data = '<CA_CE_NUTS CODE="FRH04"/>'
    (row,) = rows(export(form(buyer() + objet()), data=data))
    assert "lieu_code_nuts" not in row


@pytest.mark.parametrize(
    ("codes", "country"),
    [("FRH04", None), ("DE712", "DE"), ("00", None), ("DE712 FRF11", None), ("CH0", "CH")],
)
def test_the_country_of_a_place_abroad(codes: str, country: str | None) -> None:
    places = "".join(f'<NUTS CODE="{code}"/>' for code in codes.split())
    (row,) = rows(export(form(buyer() + objet(f"<NO_LOT_DIVISION/><OBJECT_DESCR>{places}</OBJECT_DESCR>"))))
    assert row["lieu_code_nuts"] == codes.replace(" ", "|")
    assert row.get("lieu_pays") == country


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<AC><AC_PRICE/></AC>", "Prix"),
        (
            "<AC><AC_QUALITY><AC_CRITERION>Délai</AC_CRITERION><AC_WEIGHTING>40 %</AC_WEIGHTING></AC_QUALITY>"
            "<AC_PRICE><AC_WEIGHTING>60</AC_WEIGHTING></AC_PRICE></AC>",
            "Délai:40|Prix:60",
        ),
        ("<AC_COST><AC_CRITERION>Coût</AC_CRITERION><AC_WEIGHTING>1</AC_WEIGHTING></AC_COST>", "Coût:1"),
        ("<AC><AC_CRITERION>Qualité</AC_CRITERION><AC_CRITERION>Prix</AC_CRITERION></AC>", "Qualité|Prix"),
        ("<DIRECTIVE_2014_24_EU><AC><AC_PRICE/></AC></DIRECTIVE_2014_24_EU>", "Prix"),
        ("<DIRECTIVE_2014_24_EU><AC_PRICE/></DIRECTIVE_2014_24_EU>", "Prix"),
        ("<AC><AC_PROCUREMENT_DOC/></AC>", None),
    ],
)
def test_criteria(inner: str, expected: str | None) -> None:
    (row,) = rows(export(form(buyer() + objet(f"<NO_LOT_DIVISION/><OBJECT_DESCR>{inner}</OBJECT_DESCR>"))))
    assert row.get("criteres") == expected


@pytest.mark.parametrize(
    ("name", "inner", "codes", "expected"),
    [
        ("F02", "<PT_OPEN/>", "", "ouverte"),
        ("F02", "<PT_COMPETITIVE_NEGOTIATION/>", "", "negociee"),
        ("F15", "<DIRECTIVE_2014_24_EU><PT_NEGOTIATED_WITHOUT_PUBLICATION/></DIRECTIVE_2014_24_EU>", "",
         "negociee_sans_publicite"),
        ("F15", "<DIRECTIVE_2014_23_EU><PT_AWARD_CONTRACT_WITHOUT_PUBLICATION/></DIRECTIVE_2014_23_EU>", "",
         "concession"),
        ("F25", "<PT_AWARD_CONTRACT_WITHOUT_PUBLICATION/>", "", "concession"),
        ("F12", "<PT_OPEN/>", "", "concours"),
        ("F02", "", '<PR_PROC CODE="C"/>', "dialogue_competitif"),
        ("F20", "", '<PR_PROC CODE="9"/>', None),
    ],
)  # fmt: skip
def test_the_procedure(name: str, inner: str, codes: str, expected: str | None) -> None:
    data = export(form(buyer() + objet() + f"<PROCEDURE>{inner}</PROCEDURE>", name=name), codes=codes)
    assert rows(data)[0].get("procedure") == expected


DEADLINE = (
    "<DATE_RECEIPT_TENDERS>2026-04-14</DATE_RECEIPT_TENDERS>"
    "<TIME_RECEIPT_TENDERS>12:00</TIME_RECEIPT_TENDERS>"
)
INDEXED = "<DT_DATE_FOR_SUBMISSION>20260414 13:00</DT_DATE_FOR_SUBMISSION>"


def test_the_deadline_of_the_form_goes_before_the_index() -> None:
    data = export(form(buyer() + objet() + f"<PROCEDURE>{DEADLINE}</PROCEDURE>"), codes=INDEXED)
    first = next(each for each in read(data) if isinstance(each, Reading))
    assert rows(data)[0]["date_limite_reponse"] == "2026-04-14 12:00"
    assert first.warnings == ("date_limite_differente_de_l_indexation:date_limite_reponse",)
    (row,) = rows(export(form(buyer() + objet()), codes=INDEXED))
    assert row["date_limite_reponse"] == "2026-04-14 13:00"


@pytest.mark.parametrize(
    ("section", "expected"), [("IV.2.2)", "2026-04-28 12:00"), ("IV.2.7)", None), ("II.2.7)", None)]
)
def test_a_corrigendum_has_only_the_deadline_that_it_prints(section: str, expected: str | None) -> None:
    changes = (
        f"<CHANGES><CHANGE><WHERE><SECTION>{section}</SECTION></WHERE><OLD_VALUE><DATE>2026-04-14</DATE></OLD_VALUE>"
        "<NEW_VALUE><DATE>2026-04-28</DATE><TIME>12:00</TIME></NEW_VALUE></CHANGE></CHANGES>"
    )
    more = "<COMPLEMENTARY_INFO><NOTICE_NUMBER_OJ>2026/S 035-086481</NOTICE_NUMBER_OJ></COMPLEMENTARY_INFO>"
    (row,) = rows(export(form(buyer() + objet() + more + changes, name="F14"), kind="2", codes=INDEXED))
    assert row.get("date_limite_reponse") == expected
    assert row["avis_lies"] == "ted:086481-2026"
    assert row["id_procedure"] == "ted:086481-2026"


def test_a_call_names_itself_as_the_procurement() -> None:
    more = "<PROCEDURE><NOTICE_NUMBER_OJ>2025/S 235-700123</NOTICE_NUMBER_OJ></PROCEDURE>"
    (row,) = rows(export(form(buyer() + objet() + more)))
    assert (row["id_procedure"], row["avis_lies"]) == ("ted:000308-2026", "ted:700123-2025")


def test_a_joint_award_is_one_row_a_member_and_counted_once() -> None:
    inner = (
        "<AWARDED_CONTRACT><DATE_CONCLUSION_CONTRACT>2026-03-01</DATE_CONCLUSION_CONTRACT><CONTRACTORS><AWARDED_TO_GROUP/>"
        + holder("Un", number="26560013000016")
        + holder("Dos", country="ES", number="B0000")
        + '</CONTRACTORS><VALUES><VAL_TOTAL CURRENCY="EUR">1000.50</VAL_TOTAL></VALUES></AWARDED_CONTRACT>'
    )
    data = export(form(buyer() + objet("<LOT_DIVISION/>") + award(inner, "1"), name="F03"), kind="7")
    found = rows(data, ATTRIBUTIONS)
    assert [(row["id"], row["titulaire_nom"], row["groupement"], row["montant"]) for row in found] == [
        ("ted:000308-2026:attr:1:1", "Un", "oui", "1000.50"),
        ("ted:000308-2026:attr:1:2", "Dos", "oui", "1000.50"),
    ]
    assert [row.get("titulaire_siret") for row in found] == ["26560013000016", None]
    assert rows(data)[0]["montant_attribue"] == "1000.50"
    assert rows(data)[0]["devise"] == "EUR"


def test_contracts_of_one_lot_for_the_same_amount_are_not_added() -> None:
    inner = (
        f"<AWARDED_CONTRACT>{holder('Un')}"
        '<VALUES><VAL_TOTAL CURRENCY="EUR">16000</VAL_TOTAL></VALUES></AWARDED_CONTRACT>'
    )
    (row,) = rows(export(form(buyer() + objet() + award(inner) + award(inner), name="F03"), kind="7"))
    assert "montant_attribue" not in row


def test_amounts_in_several_currencies_are_not_added() -> None:
    inner = "<AWARDED_CONTRACT><VALUES><VAL_TOTAL CURRENCY='{}'>{}</VAL_TOTAL></VALUES></AWARDED_CONTRACT>"
    awards = award(inner.format("EUR", 10), "1") + award(inner.format("CHF", 20), "2")
    (row,) = rows(export(form(buyer() + objet() + awards, name="F03"), kind="7"))
    assert "montant_attribue" not in row


@pytest.mark.parametrize(
    ("reason", "statut"),
    [
        ("<PROCUREMENT_UNSUCCESSFUL/>", "infructueux"),
        ("<PROCUREMENT_DISCONTINUED/>", "sans_suite"),
        ("", "non_precise"),
    ],
)
def test_a_lot_that_is_not_awarded(reason: str, statut: str) -> None:
    lot = award(f"<NO_AWARDED_CONTRACT>{reason}</NO_AWARDED_CONTRACT>", "3")
    data = export(form(buyer() + objet("<LOT_DIVISION/>") + lot, name="F03"), kind="7")
    assert [(row["numero_lot"], row["statut"]) for row in rows(data, ATTRIBUTIONS)] == [("3", statut)]
    expected = "attribution" if statut == "non_precise" else "sans_suite"
    assert rows(data)[0]["type_avis"] == expected


def test_an_intention_names_who_is_foreseen() -> None:
    lot = award(f"<AWARDED_CONTRACT>{holder('Un')}</AWARDED_CONTRACT>")
    data = export(form(buyer() + objet() + lot, name="F15"), kind="V")
    assert [row["statut"] for row in rows(data, ATTRIBUTIONS)] == ["prevu"]


@pytest.mark.parametrize(
    "hidden",
    [
        '<VALUES PUBLICATION="NO"><VAL_TOTAL CURRENCY="EUR">5</VAL_TOTAL></VALUES>',
        '<VAL_TOTAL CURRENCY="EUR" PUBLICATION="NO">5</VAL_TOTAL>',
    ],
)
def test_what_must_not_be_published_is_not_read(hidden: str) -> None:
    winners = f'<CONTRACTORS PUBLICATION="NO">{holder("Un")}</CONTRACTORS>'
    inner = f"<AWARDED_CONTRACT>{winners}{hidden}</AWARDED_CONTRACT>"
    data = export(form(buyer() + objet() + award(inner), name="F06"), kind="7")
    (row,) = rows(data, ATTRIBUTIONS)
    assert "titulaire_nom" not in row
    assert "montant" not in row
    assert unmapped(data) == []


def test_a_modified_contract_has_its_values_before_and_after_the_change() -> None:
    inner = f"<AWARDED_CONTRACT>{holder('Ancien')}<VAL_TOTAL>900</VAL_TOTAL></AWARDED_CONTRACT>"
    changed = (
        f"<MODIFICATIONS_CONTRACT><DESCRIPTION_PROCUREMENT><CONTRACTORS>{holder('Nouveau')}</CONTRACTORS>"
        "</DESCRIPTION_PROCUREMENT><INFO_MODIFICATIONS><VAL_TOTAL_BEFORE>900</VAL_TOTAL_BEFORE>"
        "<VAL_TOTAL_AFTER>950</VAL_TOTAL_AFTER></INFO_MODIFICATIONS></MODIFICATIONS_CONTRACT>"
    )
    data = export(form(buyer() + objet() + award(inner) + changed, name="F20"), kind="K")
    (row,) = rows(data, ATTRIBUTIONS)
    assert (row["titulaire_nom"], row["montant_avant"], row["montant"]) == ("Nouveau", "900", "950")


def test_a_prize_is_an_award() -> None:
    results = (
        "<RESULTS><AWARDED_PRIZE><DATE_DECISION_JURY>2026-02-02</DATE_DECISION_JURY><NB_PARTICIPANTS>3</NB_PARTICIPANTS>"
        "<WINNERS><WINNER><ADDRESS_WINNER><OFFICIALNAME>Atelier</OFFICIALNAME></ADDRESS_WINNER></WINNER></WINNERS>"
        '<VAL_PRIZE CURRENCY="EUR">20000</VAL_PRIZE></AWARDED_PRIZE></RESULTS>'
    )
    (row,) = rows(export(form(buyer() + objet() + results, name="F13"), kind="R"), ATTRIBUTIONS)
    expected = {
        "titulaire_nom": "Atelier",
        "date_attribution": "2026-02-02",
        "nb_offres": "3",
        "montant": "20000",
    }
    assert row.items() >= expected.items()


def test_a_stranger_is_told() -> None:
    more = "".join(f"<LEFTI><SUITABILITY>{n}</SUITABILITY></LEFTI>" for n in range(20))
    data = export(form(buyer() + objet("<NEW_FIELD>x</NEW_FIELD>") + more))
    assert unmapped(data) == ["/TED_EXPORT/FORM_SECTION/F02_2014/OBJECT_CONTRACT/NEW_FIELD"]


@pytest.mark.parametrize(
    "data",
    [
        b'<TED_EXPORT DOC_ID="308"/>',
        b"<TED_EXPORT/>",
        b'<TED_EXPORT DOC_ID="000308-2026"><FORM_SECTION/></TED_EXPORT>',
        export(),
        export(form(buyer() + objet("<A>1</A><B>2</B><C>3</C>"))),
    ],
)
def test_another_structure_is_refused(data: bytes) -> None:
    with pytest.raises(StructureChanged):
        read(data)


NAMES = st.sampled_from(
    ["OBJECT_CONTRACT", "OBJECT_DESCR", "TITLE", "P", "LOT_NO", "AWARD_CONTRACT", "AWARDED_CONTRACT",
     "VAL_TOTAL", "CONTRACTORS", "CONTRACTOR", "ADDRESS_CONTRACTOR", "OFFICIALNAME", "PROCEDURE", "CHANGES",
     "CHANGE", "DURATION"]
)  # fmt: skip
TREES = st.recursive(
    st.builds(
        lambda name, text: f"<{name}>{text}</{name}>", NAMES, st.sampled_from(["", "x", "12", "2026-01-01"])
    ),
    lambda inner: st.builds(
        lambda name, parts: f"<{name}>{''.join(parts)}</{name}>", NAMES, st.lists(inner, max_size=3)
    ),
    max_leaves=12,
)


@given(st.lists(TREES, max_size=4))
def test_any_form_is_read_or_refused_by_name(parts: list[str]) -> None:
    try:
        found = read(export(form(buyer() + "".join(parts), name="F03"), kind="7"))
    except StructureChanged:
        return
    ids = [(each.dataset, each.id) for each in found if isinstance(each, Reading)]
    assert len(ids) == len(set(ids))
