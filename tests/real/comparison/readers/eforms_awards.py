"""The results of an eForms notice: lots, tenders that became contracts, members of the tendering party."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.real.comparison.model import Row
from tests.real.comparison.readers.eforms_words import EXTENSION, french, organizations
from tests.real.comparison.readers.trees import at, text, texts
from tests.real.comparison.readers.values import amount

UNSUCCESSFUL = ("no-rece", "all-rej", "no-signed")
OUTCOMES = {"selec-w": "attribue", "open-nw": "non_precise"}


def rows(tree: Any) -> list[Row]:
    """One row a member of a winning party, or a result without winner."""
    result: Any = next(at(tree, f"{EXTENSION}/NoticeResult"), {})
    return [row for lot in at(result, "LotResult") for row in _lot(tree, result, lot)]


def _lot(tree: Any, result: Any, lot: Any) -> Iterator[Row]:
    outcome = _outcome(lot)
    number = text(lot, "TenderLot/ID") or ""
    common: Row = {"statut": outcome, "numero_lot": str(int(number[4:])) if number[:3] == "LOT" else None}
    if number in ("LOT-0000", "LOT-0001"):
        del common["numero_lot"]
    won = list(_contracts(result, lot)) if outcome == "attribue" else []
    if not won:
        yield common | {"titulaire_nom": None}
    for tender, contract in won:
        yield from (common | row for row in _winners(tree, result, tender, contract))


def _outcome(lot: Any) -> str | None:
    code = text(lot, "TenderResultCode")
    if code is None:
        return "attribue" if texts(lot, "SettledContract/ID") else None
    if code == "clos-nw":
        return (
            "infructueux" if text(lot, "DecisionReason/DecisionReasonCode") in UNSUCCESSFUL else "sans_suite"
        )
    return OUTCOMES.get(code, "non_precise")


def _contracts(result: Any, lot: Any) -> Iterator[tuple[Any, Any]]:
    """The tenders of the lot that a contract names; where none does, the tenders of the lot."""
    mine, signed = texts(lot, "LotTender/ID"), texts(lot, "SettledContract/ID")
    contracts = {text(each, "ID"): each for each in at(result, "SettledContract")}
    tenders = {text(each, "ID"): each for each in at(result, "LotTender")}
    seen = [
        (key, contracts[name])
        for name in signed
        if name in contracts
        for key in texts(contracts[name], "LotTender/ID")
        if key in tenders and (key in mine or not mine)
    ]
    for key, contract in seen:
        yield tenders[key], contract
    if not seen:
        yield from ((tenders[key], {}) for key in sorted(set(mine)) if key in tenders)


def _winners(tree: Any, result: Any, tender: Any, contract: Any) -> Iterator[Row]:
    known = organizations(tree)
    party = text(tender, "TenderingParty/ID")
    parties = {text(each, "ID"): each for each in at(result, "TenderingParty")}
    members = [key for key in texts(parties.get(party, {}), "Tenderer/ID") if key in known]
    day = text(contract, "IssueDate", "AwardDate")
    common: Row = {
        "montant": amount(text(tender, "LegalMonetaryTotal/PayableAmount")),
        "intitule": french(contract, "Title"),
        "date_attribution": day[:10] if day else None,
    }
    for key in members:
        company = next(at(known[key], "Company"))
        town = text(company, "PostalAddress/CityName")
        yield common | {"titulaire_nom": french(company, "PartyName/Name"), "titulaire_ville": town}
    if not members:
        yield common | {"titulaire_nom": None}
