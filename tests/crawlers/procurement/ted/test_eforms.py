"""Notices in eForms, with what the mapping shared with the BOAMP makes of them."""

from __future__ import annotations

import pytest

from core.errors import StructureChanged
from core.model.reading import Reading, Refusal
from core.model.source import Unmapped
from tests.crawlers.procurement.ted.notices import read, rows

ATTRIBUTIONS = "attributions-marches"
PREFIXES = (
    'xmlns:cac="urn:cac" xmlns:cbc="urn:cbc" xmlns:ext="urn:ext" xmlns:efac="urn:efac" xmlns:efbc="urn:efbc"'
)
PUBLISHED = (
    "<efac:Publication><efbc:NoticePublicationID>00000308-2026</efbc:NoticePublicationID>"
    "<efbc:PublicationDate>2026-03-12Z</efbc:PublicationDate></efac:Publication>"
)
PROJECT = '<cac:ProcurementProject><cbc:Name languageID="FRA">Travaux</cbc:Name></cac:ProcurementProject>'
BUYER = (
    "<cac:ContractingParty><cac:Party><cac:PartyIdentification><cbc:ID>{}</cbc:ID></cac:PartyIdentification>"
    "</cac:Party></cac:ContractingParty>"
)


def organization(
    number: int, name: str = "Ville", country: str = "FRA", siret: str = "", touch: str = ""
) -> str:
    point = f"<efac:TouchPoint>{identified(touch)}</efac:TouchPoint>" if touch else ""
    return (
        f"<efac:Organization><efac:Company>{identified(f'ORG-{number:04d}')}"
        f"<cac:PartyName><cbc:Name>{name}</cbc:Name></cac:PartyName><cac:PostalAddress><cac:Country>"
        f"<cbc:IdentificationCode>{country}</cbc:IdentificationCode></cac:Country></cac:PostalAddress>"
        f"<cac:PartyLegalEntity><cbc:CompanyID>{siret}</cbc:CompanyID></cac:PartyLegalEntity></efac:Company>"
        f"{point}</efac:Organization>"
    )


def identified(key: str) -> str:
    return f"<cac:PartyIdentification><cbc:ID>{key}</cbc:ID></cac:PartyIdentification>"


def lot(key: str, inner: str = "") -> str:
    return (
        f"<cac:ProcurementProjectLot><cbc:ID>{key}</cbc:ID>{inner}"
        f"<cac:ProcurementProject><cbc:Name>{key}</cbc:Name></cac:ProcurementProject></cac:ProcurementProjectLot>"
    )


def notice(
    body: str = PROJECT,
    *,
    kind: str = "cn-standard",
    organizations: str | None = None,
    extension: str = PUBLISHED,
    legal: str = "32014L0024",
    buyer: str = "ORG-0001",
    root: str = "ContractNotice",
) -> bytes:
    listed = organization(1) if organizations is None else organizations
    return (
        f"<{root} {PREFIXES}><ext:UBLExtensions><ext:UBLExtension><ext:ExtensionContent>"
        f"<efac:EformsExtension><efac:Organizations>{listed}</efac:Organizations>{extension}</efac:EformsExtension>"
        "</ext:ExtensionContent></ext:UBLExtension></ext:UBLExtensions>"
        "<cbc:ContractFolderID>folder-1</cbc:ContractFolderID>"
        f"<cbc:RegulatoryDomain>{legal}</cbc:RegulatoryDomain><cbc:NoticeTypeCode>{kind}</cbc:NoticeTypeCode>"
        f"{BUYER.format(buyer)}{body}</{root}>"
    ).encode()


def test_identity() -> None:
    (row,) = rows(notice())
    assert (row["id"], row["numero_source"], row["date_publication"]) == (
        "ted:000308-2026",
        "000308-2026",
        "2026-03-12",
    )
    assert row["url"] == "https://ted.europa.eu/fr/notice/-/detail/308-2026"
    assert row["id_procedure"] == "folder-1"


def test_a_notice_without_a_number_has_the_name_of_its_bytes() -> None:
    first = next(each for each in read(notice(extension="")) if isinstance(each, Reading))
    assert len(first.id.removeprefix("ted:")) == 16
    assert first.warnings == ("numero_de_publication_absent:id",)
    assert "numero_source" not in first.values


@pytest.mark.parametrize("buyer", ["ORG-0001", "TPO-0001"])
def test_the_buyer_is_an_organisation_or_one_of_its_touch_points(buyer: str) -> None:
    listed = organization(1, "Ville de Test", siret="26560013000016", touch="TPO-0001")
    (row,) = rows(notice(organizations=listed, buyer=buyer))
    assert (row["acheteur_nom"], row["acheteur_siret"]) == ("Ville de Test", "26560013000016")


@pytest.mark.parametrize(("country", "read_as"), [("FRA", "123"), ("REU", "123"), ("DEU", None)])
def test_a_number_from_abroad_is_no_siret(country: str, read_as: str | None) -> None:
    (row,) = rows(notice(organizations=organization(1, country=country, siret="123")))
    assert row.get("acheteur_siret") == read_as
    assert row["acheteur_pays"] == country


@pytest.mark.parametrize(
    ("kind", "legal", "code", "expected"),
    [
        ("cn-standard", "32014L0024", "open", "ouverte"),
        ("cn-standard", "32014L0023", "neg-w-call", "concession"),
        ("cn-desg", "32014L0024", "restricted", "concours"),
        ("veat", "32014L0024", "neg-wo-call", "negociee_sans_publicite"),
    ],
)
def test_the_procedure(kind: str, legal: str, code: str, expected: str) -> None:
    process = f"<cac:TenderingProcess><cbc:ProcedureCode>{code}</cbc:ProcedureCode></cac:TenderingProcess>"
    (row,) = rows(notice(process + PROJECT, kind=kind, legal=legal))
    assert row["procedure"] == expected


@pytest.mark.parametrize(
    ("keys", "number"),
    [(("LOT-0000",), "1"), (("LOT-0001",), "1"), (("LOT-0004",), None), (("LOT-0001", "LOT-0002"), "2")],
)
def test_the_number_of_lots(keys: tuple[str, ...], number: str | None) -> None:
    (row,) = rows(notice(PROJECT + "".join(lot(key) for key in keys)))
    assert row.get("nb_lots") == number


CHANGES = "<efac:Changes><efbc:ChangedNoticeIdentifier>{}</efbc:ChangedNoticeIdentifier>{}</efac:Changes>"
REASON = "<efac:ChangeReason><cbc:ReasonCode>{}</cbc:ReasonCode></efac:ChangeReason>"


@pytest.mark.parametrize(
    ("reason", "expected"), [("update-add", "rectificatif"), ("cancel", "annulation"), (None, "consultation")]
)
def test_a_notice_that_changes_another(reason: str | None, expected: str) -> None:
    change = CHANGES.format("00000307-2026", REASON.format(reason) if reason else "")
    (row,) = rows(notice(extension=PUBLISHED + change))
    assert (row["type_avis"], row["avis_lies"]) == (expected, "ted:000307-2026")


def result(*tenders: tuple[str, int, str], joint: bool = False) -> str:
    """Tenders of lot 1: amount, winner and currency, each with its own contract."""
    parts = [
        "<efac:LotResult><cbc:TenderResultCode>selec-w</cbc:TenderResultCode>"
        + "".join(f"<efac:LotTender><cbc:ID>TEN-{n}</cbc:ID></efac:LotTender>" for n, _ in enumerate(tenders))
        + "".join(
            f"<efac:SettledContract><cbc:ID>CON-{n}</cbc:ID></efac:SettledContract>"
            for n, _ in enumerate(tenders)
        )
        + "<efac:TenderLot><cbc:ID>LOT-0001</cbc:ID></efac:TenderLot></efac:LotResult>"
    ]
    for n, (amount, winner, currency) in enumerate(tenders):
        members = (winner, winner + 1) if joint else (winner,)
        parts.append(
            f"<efac:LotTender><cbc:ID>TEN-{n}</cbc:ID><cac:LegalMonetaryTotal>"
            f'<cbc:PayableAmount currencyID="{currency}">{amount}</cbc:PayableAmount>'
            f"</cac:LegalMonetaryTotal><efac:TenderingParty><cbc:ID>TPA-{n}</cbc:ID>"
            "</efac:TenderingParty></efac:LotTender>"
            f"<efac:SettledContract><cbc:ID>CON-{n}</cbc:ID><cbc:Title>Contrat {n}</cbc:Title>"
            f"<efac:LotTender><cbc:ID>TEN-{n}</cbc:ID></efac:LotTender></efac:SettledContract>"
            f"<efac:TenderingParty><cbc:ID>TPA-{n}</cbc:ID>"
            + "".join(f"<efac:Tenderer><cbc:ID>ORG-{each:04d}</cbc:ID></efac:Tenderer>" for each in members)
            + "</efac:TenderingParty>"
        )
    return f"<efac:NoticeResult>{''.join(parts)}</efac:NoticeResult>"


def awarded(outcome: str) -> bytes:
    listed = "".join(organization(number, f"Org {number}") for number in range(1, 5))
    body = PROJECT + lot("LOT-0001") + lot("LOT-0002")
    return notice(
        body,
        kind="can-standard",
        organizations=listed,
        extension=outcome + PUBLISHED,
        root="ContractAwardNotice",
    )


def test_a_joint_award_is_one_row_a_member() -> None:
    data = awarded(result(("100", 2, "EUR"), joint=True))
    found = rows(data, ATTRIBUTIONS)
    assert [(row["id"], row["titulaire_nom"], row["groupement"]) for row in found] == [
        ("ted:000308-2026:attr:1:1", "Org 2", "oui"),
        ("ted:000308-2026:attr:1:2", "Org 3", "oui"),
    ]
    assert {row["intitule"] for row in found} == {"Contrat 0"}
    assert {row["id_procedure"] for row in found} == {"folder-1"}
    assert rows(data)[0]["montant_attribue"] == "100"


def test_the_contracts_of_a_framework_are_not_added() -> None:
    data = awarded(result(("100", 2, "EUR"), ("100", 3, "EUR")))
    assert len(rows(data, ATTRIBUTIONS)) == 2
    same = [row["intitule"] for row in rows(data, ATTRIBUTIONS)]
    assert same == ["Contrat 0", "Contrat 1"]
    assert "montant_attribue" not in rows(data)[0]


def test_the_maximum_of_the_framework() -> None:
    name = "efbc:OverallMaximumFrameworkContractsAmount"
    maximum = f'<efac:NoticeResult><{name} currencyID="EUR">9</{name}></efac:NoticeResult>'
    (row,) = rows(awarded(maximum))
    assert (row["montant_max"], row["devise"]) == ("9", "EUR")


@pytest.mark.parametrize(
    "data",
    [
        notice(""),
        notice(organizations=""),
        notice(PROJECT + "<A>1</A><B>2</B><C>3</C><D>4</D>"),
        f"<ContractNotice {PREFIXES}/>".encode(),
    ],
)
def test_a_notice_without_what_every_notice_has_is_refused(data: bytes) -> None:
    with pytest.raises(StructureChanged):
        read(data)


def test_what_the_buyer_withholds_is_nothing() -> None:
    outcome = (
        "<efac:NoticeResult><efac:LotResult><cbc:LowerTenderAmount>-1</cbc:LowerTenderAmount>"
        "<cbc:TenderResultCode>selec-w</cbc:TenderResultCode><efac:ReceivedSubmissionsStatistics>"
        "<efbc:StatisticsCode>tenders</efbc:StatisticsCode><efbc:StatisticsNumeric>-1</efbc:StatisticsNumeric>"
        "</efac:ReceivedSubmissionsStatistics><efac:TenderLot><cbc:ID>LOT-0001</cbc:ID></efac:TenderLot>"
        "</efac:LotResult></efac:NoticeResult>"
    )
    data = awarded(outcome)
    first = next(each for each in read(data) if isinstance(each, Reading))
    assert first.warnings == ("champs_non_publies:document",)
    (row,) = rows(data, ATTRIBUTIONS)
    assert row["statut"] == "attribue"
    assert row.keys().isdisjoint({"offre_min", "nb_offres"})


def test_a_modified_contract_is_an_awarded_one() -> None:
    outcome = result(("100", 2, "EUR")).replace("<cbc:TenderResultCode>selec-w</cbc:TenderResultCode>", "")
    change = (
        "<efac:ContractModification><efbc:ChangedNoticeIdentifier>342558-2018</efbc:ChangedNoticeIdentifier>"
        "</efac:ContractModification>"
    )
    data = awarded(outcome + change)
    assert rows(data)[0]["avis_lies"] == "ted:342558-2018"
    assert [(row["titulaire_nom"], row["statut"]) for row in rows(data, ATTRIBUTIONS)] == [
        ("Org 2", "attribue")
    ]


def test_the_title_of_the_only_lot_is_that_of_the_whole() -> None:
    (row,) = rows(notice(lot("LOT-0001")))
    assert row["objet"] == "LOT-0001"


def test_the_registration_of_a_company_is_no_procurement() -> None:
    found = read(notice(root="BusinessRegistrationInformationNotice"))
    assert [each.code for each in found if isinstance(each, Refusal)] == ["not-procurement"]
    assert len(found) == 1


EARLIER = "<cac:NoticeDocumentReference><cbc:ID>{}</cbc:ID></cac:NoticeDocumentReference>"


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("00000307-2026", "ted:000307-2026"),
        ("3A1F0C9E-0000-4000-8000-00000000a004-01", "eforms:3a1f0c9e-0000-4000-8000-00000000a004-01"),
    ],
)
def test_a_lot_names_an_earlier_notice(named: str, expected: str) -> None:
    process = f"<cac:TenderingProcess>{EARLIER.format(named)}</cac:TenderingProcess>"
    (row,) = rows(notice(PROJECT + lot("LOT-0001", process)))
    assert row["avis_lies"] == expected


def test_a_group_of_lots_is_no_lot_and_leaves_no_stranger() -> None:
    data = notice(PROJECT + lot("GLO-0001") + lot("LOT-0001") + lot("LOT-0002"))
    assert rows(data)[0]["nb_lots"] == "2"
    assert not [each for each in read(data) if isinstance(each, Unmapped)]


def test_what_is_neither_a_lot_nor_a_group_is_told() -> None:
    data = notice(PROJECT + lot("XYZ-0001") + lot("LOT-0001"))
    assert [each for each in read(data) if isinstance(each, Unmapped)]


@pytest.mark.parametrize(("amount", "expected"), [("", "30000"), ("31000", "31000")])
def test_a_tender_without_amount_has_the_prize_of_its_rank(amount: str, expected: str) -> None:
    prizes = "".join(
        f"<cac:Prize><cbc:RankCode>{rank}</cbc:RankCode>"
        f'<cbc:ValueAmount currencyID="EUR">{value}</cbc:ValueAmount></cac:Prize>'
        for rank, value in ((2, 18000), (1, 30000))
    )
    terms = f"<cac:TenderingTerms><cac:AwardingTerms>{prizes}</cac:AwardingTerms></cac:TenderingTerms>"
    paid = f'<cbc:PayableAmount currencyID="EUR">{amount}</cbc:PayableAmount>'
    paid = f"<cac:LegalMonetaryTotal>{paid}</cac:LegalMonetaryTotal>"
    outcome = (
        "<efac:NoticeResult><efac:LotResult><cbc:TenderResultCode>selec-w</cbc:TenderResultCode>"
        "<efac:LotTender><cbc:ID>TEN-0001</cbc:ID></efac:LotTender>"
        "<efac:TenderLot><cbc:ID>LOT-0001</cbc:ID></efac:TenderLot></efac:LotResult>"
        f"<efac:LotTender><cbc:ID>TEN-0001</cbc:ID><cbc:RankCode>1</cbc:RankCode>{paid}"
        "<efac:TenderLot><cbc:ID>LOT-0001</cbc:ID></efac:TenderLot></efac:LotTender></efac:NoticeResult>"
    )
    data = notice(
        PROJECT + lot("LOT-0001", terms),
        kind="can-desg",
        root="ContractAwardNotice",
        extension=PUBLISHED + outcome,
    )
    (row,) = rows(data, ATTRIBUTIONS)
    assert (row["montant"], row["devise"]) == (expected, "EUR")
