"""What an eForms notice says: XML of the TED, and the dictionaries that the BOAMP makes of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tests.real.comparison.model import ATTRIBUTIONS, AVIS, LOTS, Expected, Row
from tests.real.comparison.readers import eforms_awards
from tests.real.comparison.readers.eforms_words import EXTENSION, bare, french, organizations
from tests.real.comparison.readers.trees import at, has, many, text, texts, tree_of
from tests.real.comparison.readers.values import REAL, amount
from tests.real.comparison.readers.xml import root_of

KINDS = {"works": "travaux", "supplies": "fournitures", "services": "services"}
FAMILIES = {
    "pin-only": "preinformation",
    "pin-buyer": "preinformation",
    "pin-rtl": "preinformation",
    "pin-cfc-standard": "consultation",
    "pin-cfc-social": "consultation",
    "cn-standard": "consultation",
    "cn-social": "consultation",
    "cn-desg": "consultation",
    "qu-sy": "consultation",
    "subco": "consultation",
    "veat": "intention",
    "can-standard": "attribution",
    "can-social": "attribution",
    "can-desg": "attribution",
    "can-tran": "attribution",
    "can-modif": "modification",
}
PERIODS = ("ParticipationRequestReceptionPeriod", "TenderSubmissionDeadlinePeriod")


def files() -> Iterator[Expected]:
    """The notices in XML, and those of the pairs; of one that holds no notice, nothing is expected."""
    folder = REAL / "ted"
    for path in sorted([*(folder / "eforms").rglob("*.xml"), *folder.glob("pairs*/*.eforms.xml")]):
        tree = tree_of(root_of(path))
        if has(tree, "ContractingParty"):
            yield Expected(path.name, path, rows(tree, published=True))


def derived() -> Iterator[Expected]:
    """The member ``donnees`` of the BOAMP, alone: no number, no day of publication."""
    for path in sorted((REAL / "boamp" / "ods" / "derived_eforms").glob("*.json")):
        (tree,) = json.loads(path.read_text("utf-8"))["EFORMS"].values()
        yield Expected(path.name, path, rows(bare(tree), published=False))


def rows(tree: Any, *, published: bool) -> dict[str, list[Row]]:
    """The rows of the three datasets."""
    lots = [
        each for each in at(tree, "ProcurementProjectLot") if (text(each, "ID") or "")[:3] in ("LOT", "PAR")
    ]
    awards = eforms_awards.rows(tree)
    kind = _kind(tree)
    if kind == "intention":
        awards = [row | {"statut": "prevu"} if row["statut"] == "attribue" else row for row in awards]
    failed = awards and all(row["statut"] in ("infructueux", "sans_suite") for row in awards)
    if kind == "attribution" and failed:
        kind = "sans_suite"
    notice = _notice(tree, lots) | {"type_avis": kind} | _deadline(lots)
    return {
        AVIS: [notice | (_publication(tree) if published else {})],
        LOTS: [_lot(each) for each in lots] if len(lots) > 1 else [],
        ATTRIBUTIONS: awards,
    }


def _kind(tree: Any) -> str | None:
    reason = text(tree, f"{EXTENSION}/Changes/ChangeReason/ReasonCode")
    if reason:
        return "annulation" if reason in ("cancel", "cancel-intent") else "rectificatif"
    return FAMILIES.get(text(tree, "NoticeTypeCode") or "", "autre")


def _publication(tree: Any) -> Row:
    number = text(tree, f"{EXTENSION}/Publication/NoticePublicationID")
    day = text(tree, f"{EXTENSION}/Publication/PublicationDate")
    found: Row = {"date_publication": day[:10] if day else None}
    if number:
        digits, _, year = number.partition("-")
        found["id"] = f"ted:{int(digits):06d}-{year}"
    return found


def _notice(tree: Any, lots: list[Any]) -> Row:
    project = next(at(tree, "ProcurementProject"))
    known = organizations(tree)
    keys = [key for key in texts(tree, "ContractingParty/Party/PartyIdentification/ID") if key in known]
    buyers = sorted(
        (known[key] for key in dict.fromkeys(keys)),
        key=lambda each: text(each, "GroupLeadIndicator") != "true",
    )
    sent = text(tree, "IssueDate")
    natures = [
        text(project, "ProcurementTypeCode"),
        *texts(project, "ProcurementAdditionalType/ProcurementTypeCode"),
    ]
    single: list[Any] = [next(at(lots[0], "ProcurementProject"), {})] if len(lots) == 1 else []
    found: Row = {
        "objet": french(project, "Name") or (french(single, "Name") if single else None),
        "description": french(project, "Description") or (french(single, "Description") if single else None),
        "acheteur_nom": french(buyers[0], "Company/PartyName/Name") if buyers else None,
        "acheteur_ville": text(buyers[0], "Company/PostalAddress/CityName") if buyers else None,
        "type_marche": [KINDS[each] for each in natures if each in KINDS],
        "cpv": text([project, *single], "MainCommodityClassification/ItemClassificationCode"),
        "date_envoi": sent[:10] if sent else None,
    }
    if len(lots) > 1:
        found["nb_lots"] = len(lots)
    nuts = texts(many([project, *_projects(lots)]), "RealizedLocation/Address/CountrySubentityCode")
    own = texts(project, "RealizedLocation/Address/CountrySubentityCode")
    return found | ({"code_nuts": own or nuts} if nuts else {}) | _estimate(project, single)


def _estimate(project: Any, single: list[Any]) -> Row:
    path = "RequestedTenderTotal/EstimatedOverallContractAmount"
    return {"montant_estime": amount(text([project, *single], path))}


def _projects(lots: list[Any]) -> list[Any]:
    return [project for lot in lots for project in at(lot, "ProcurementProject")]


def _deadline(lots: list[Any]) -> Row:
    """The earliest of the deadlines of the lots, on the clock of the place where it is told."""
    found = []
    for lot in at(lots, "TenderingProcess"):
        for period in PERIODS:
            day, hour = text(lot, f"{period}/EndDate"), text(lot, f"{period}/EndTime")
            if day:
                found.append(f"{day[:10]}T{hour[:5]}" if hour else day[:10])
                break
    return {"date_limite_reponse": min(found)} if found else {}


def _lot(lot: Any) -> Row:
    project: Any = next(at(lot, "ProcurementProject"), {})
    nuts = texts(project, "RealizedLocation/Address/CountrySubentityCode")
    return {
        "numero_lot": str(int((text(lot, "ID") or "LOT-0")[4:])),
        "intitule": french(project, "Name"),
        "description": french(project, "Description"),
        "cpv": text(project, "MainCommodityClassification/ItemClassificationCode"),
        "montant_estime": amount(text(project, "RequestedTenderTotal/EstimatedOverallContractAmount")),
        **({"code_nuts": nuts} if nuts else {}),
    }
