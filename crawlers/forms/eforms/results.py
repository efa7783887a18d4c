"""NoticeResult: the result of each lot, the winning tenders, their tenderers and contracts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.model.reading import Value
from core.strict import StrictReader
from crawlers.forms.eforms.codes import RESULTS, UNSUCCESSFUL
from crawlers.forms.eforms.lots import lot_number
from crawlers.forms.eforms.organizations import Directory, winner
from crawlers.forms.eforms.prizes import Prizes, put_prize, read_prizes
from crawlers.forms.eforms.words import EXTENSION, text
from crawlers.forms.notice import Award, Fields, Notice, put

RESULT = f"{EXTENSION}/NoticeResult"
ANSWERS = {"yes": "oui", "no": "non"}
ALL_TENDERS = "tenders"
"""received-submission-type of the tenders of all kinds; parts of them (SMEs, electronic) are not taken."""


@dataclass(slots=True)
class _Book:
    """The parts of a result by their ids."""

    tenders: dict[str, StrictReader]
    contracts: dict[str, StrictReader]
    parties: dict[str, StrictReader]
    organizations: Directory
    prizes: Prizes


def read_results(root: StrictReader, organizations: Directory, notice: Notice) -> None:
    """One award a result without winner, or a winner."""
    for result in root.at(RESULT):
        put(
            notice.avis,
            montant_attribue=result.value("TotalAmount"),
            montant_max=result.value("OverallMaximumFrameworkContractsAmount"),
            devise=result.value(
                "TotalAmount/@currencyID", "OverallMaximumFrameworkContractsAmount/@currencyID"
            ),
        )
        book = _Book(
            _by_id(result, "LotTender"),
            _by_id(result, "SettledContract"),
            _by_id(result, "TenderingParty"),
            organizations,
            read_prizes(root),
        )
        for lot in result.at("LotResult"):
            notice.awards.extend(_lot_awards(lot, book))


def _by_id(result: StrictReader, name: str) -> dict[str, StrictReader]:
    found = {}
    for each in result.at(name):
        key = each.value("ID")
        if key:
            found[key.text] = each
    return found


def _lot_awards(lot: StrictReader, book: _Book) -> Iterator[Award]:
    common = _common(lot)
    statut = common.get("statut")
    won = isinstance(statut, Value) and statut.text == "attribue"
    tenders = list(_winning(lot, book)) if won else []
    for key, tender, contract in tenders:
        yield from _tender_awards(key, tender, contract, common, book)
    if not tenders:
        yield Award(common)


def _common(lot: StrictReader) -> Fields:
    fields: Fields = {}
    put(
        fields,
        numero_lot=lot_number(lot.value("TenderLot/ID")),
        statut=_outcome(lot),
        nb_offres=_tender_count(lot),
        offre_min=lot.value("LowerTenderAmount"),
        offre_max=lot.value("HigherTenderAmount"),
        montant_max=lot.value("FrameworkAgreementValues/MaximumValueAmount"),
    )
    return fields


def _outcome(lot: StrictReader) -> Value | None:
    """What was decided; a notice of modification says nothing but which contract it modifies."""
    code, reason = lot.value("TenderResultCode"), lot.value("DecisionReason/DecisionReasonCode")
    contract = lot.value("SettledContract/ID")
    if code is None:
        return replace(contract, text="attribue") if contract else None
    if code.text == "clos-nw":
        unsuccessful = reason is not None and reason.text in UNSUCCESSFUL
        proof = reason or code
        return replace(proof, text="infructueux" if unsuccessful else "sans_suite")
    return replace(code, text=RESULTS.get(code.text, "non_precise"))


def _tender_count(lot: StrictReader) -> Value | None:
    counts: dict[str, Value] = {}
    for each in lot.at("ReceivedSubmissionsStatistics"):
        code, number = each.value("StatisticsCode"), each.value("StatisticsNumeric")
        if code and number:
            counts.setdefault(code.text, number)
    return counts.get(ALL_TENDERS)


def _winning(lot: StrictReader, book: _Book) -> Iterator[tuple[str, StrictReader, StrictReader | None]]:
    """The tenders that became a contract; where no contract names its tender, those of the result."""
    named = {value.text for value in lot.values("LotTender/ID")}
    seen: set[str] = set()
    for key in lot.values("SettledContract/ID"):
        contract = book.contracts.get(key.text)
        for tender in contract.values("LotTender/ID") if contract else ():
            if (
                tender.text in book.tenders
                and tender.text in (named or {tender.text})
                and tender.text not in seen
            ):
                seen.add(tender.text)
                yield tender.text, book.tenders[tender.text], contract
    if not seen:
        yield from ((name, book.tenders[name], None) for name in sorted(named) if name in book.tenders)


def _tender_awards(
    key: str, tender: StrictReader, contract: StrictReader | None, common: Fields, book: _Book
) -> Iterator[Award]:
    fields: Fields = {}
    put(
        fields,
        montant=tender.value("LegalMonetaryTotal/PayableAmount"),
        devise=tender.value("LegalMonetaryTotal/PayableAmount/@currencyID"),
        sous_traitance=tender.term("SubcontractingTerm/TermCode", ANSWERS),
    )
    tender.values("SubcontractingTerm/TermCode")
    put_prize(tender, book.prizes, fields)
    if contract:
        put(
            fields,
            intitule=text(contract, "Title"),
            date_attribution=contract.value("IssueDate") or contract.value("AwardDate"),
        )
    members = list(_members(tender, book))
    for member in members:
        joint = _joint(member, len(members))
        yield Award({**winner(member), **common, **fields, **joint}, key)
    if not members:
        yield Award({**common, **fields}, key)


def _members(tender: StrictReader, book: _Book) -> Iterator[StrictReader]:
    party = tender.value("TenderingParty/ID")
    found = book.parties.get(party.text) if party else None
    for key in found.values("Tenderer/ID") if found else ():
        if key.text in book.organizations:
            yield book.organizations[key.text]


def _joint(member: StrictReader, size: int) -> Fields:
    proof = member.value("Company/PartyIdentification/ID")
    return {"groupement": replace(proof, text="oui" if size > 1 else "non")} if proof else {}
