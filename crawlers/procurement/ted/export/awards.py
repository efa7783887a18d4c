"""AWARD_CONTRACT, RESULTS and MODIFICATIONS_CONTRACT: decisions, winners and amounts."""

from __future__ import annotations

from collections.abc import Iterator

from core.model.reading import Value
from core.strict import StrictReader
from crawlers.forms.lot_numbers import lot_number
from crawlers.forms.notice import Award, Fields, Notice, put
from crawlers.procurement.ted.export.parties import winner
from crawlers.procurement.ted.export.terms import OUTCOMES
from crawlers.procurement.ted.export.words import UNPUBLISHED, named, published, title

AWARDED = "AWARDED_CONTRACT"
CHANGED = "MODIFICATIONS_CONTRACT"
CONTRACTORS = ("CONTRACTORS/CONTRACTOR/ADDRESS_CONTRACTOR", "CONTRACTOR/ADDRESS_CONTRACTOR")
WINNERS = ("WINNERS/WINNER/ADDRESS_WINNER", "WINNER/ADDRESS_WINNER")
JOINT = {"AWARDED_TO_GROUP": "oui", "NO_AWARDED_TO_GROUP": "non"}
AMOUNTS = ("VALUES/VAL_TOTAL", "VALUE/VAL_TOTAL", "VAL_TOTAL")
LOWEST = ("VALUES/VAL_RANGE_TOTAL/LOW", "VALUE/VAL_RANGE_TOTAL/LOW", "VAL_RANGE_TOTAL/LOW")
HIGHEST = ("VALUES/VAL_RANGE_TOTAL/HIGH", "VALUE/VAL_RANGE_TOTAL/HIGH", "VAL_RANGE_TOTAL/HIGH")
BEFORE = ("INFO_MODIFICATIONS/VALUES/VAL_TOTAL_BEFORE", "INFO_MODIFICATIONS/VAL_TOTAL_BEFORE")
AFTER = (
    "INFO_MODIFICATIONS/VALUES/VAL_TOTAL_AFTER",
    "INFO_MODIFICATIONS/VAL_TOTAL_AFTER",
    "DESCRIPTION_PROCUREMENT/VALUES/VAL_TOTAL",
    "DESCRIPTION_PROCUREMENT/VAL_TOTAL",
)


def read_awards(form: StrictReader, notice: Notice) -> None:
    """An award for each winner, or for each lot or prize without one."""
    changes = list(form.at(CHANGED))
    for ordinal, block in enumerate(form.at("AWARD_CONTRACT"), start=1):
        notice.awards.extend(_awards(block, str(ordinal), changes))
    for ordinal, block in enumerate(form.at("RESULTS"), start=1):
        notice.awards.extend(_prizes(block, f"prix-{ordinal}"))


def _awards(block: StrictReader, contract: str, changes: list[StrictReader]) -> Iterator[Award]:
    common: Fields = {}
    put(common, numero_lot=lot_number(block.value("LOT_NO")), intitule=title(block, "TITLE"))
    for refused in block.at("NO_AWARDED_CONTRACT"):
        yield Award({**common, "statut": _outcome(refused)}, contract)
    for awarded in block.at(AWARDED):
        fields = {**common, **_terms(awarded)}
        holders = [each for change in changes for each in _changed(change, fields)]
        holders = holders or _parties(awarded, CONTRACTORS)
        if len(holders) == 1:  # no group, which F21 to F23 can only say by saying nothing
            put(fields, groupement=named(holders[0], "non"))
        yield from _each_winner(holders, fields, contract)


def _outcome(refused: StrictReader) -> Value:
    said = refused.tag("", OUTCOMES)
    return said or named(refused, "non_precise")


def _terms(awarded: StrictReader) -> Fields:
    fields: Fields = {"statut": named(awarded, "attribue")}
    put(
        fields,
        date_attribution=awarded.value("DATE_CONCLUSION_CONTRACT"),
        nb_offres=published(awarded, "TENDERS/NB_TENDERS_RECEIVED", "NB_TENDERS_RECEIVED"),
        montant=published(awarded, *AMOUNTS),
        offre_min=published(awarded, *LOWEST),
        offre_max=published(awarded, *HIGHEST),
        devise=awarded.value("VAL_TOTAL/@CURRENCY", "*/VAL_TOTAL/@CURRENCY", "*/VAL_RANGE_TOTAL/@CURRENCY"),
        sous_traitance=awarded.tag("", {"LIKELY_SUBCONTRACTED": "oui"}),
        groupement=awarded.tag("CONTRACTORS", JOINT) or awarded.tag("", JOINT),
    )
    return fields


def _parties(holder: StrictReader, paths: tuple[str, ...]) -> list[StrictReader]:
    mark = holder.value("CONTRACTORS/@PUBLICATION", "WINNERS/@PUBLICATION")
    if mark and mark.text == UNPUBLISHED:
        return []
    return [each for path in paths for each in holder.at(path)]


def _changed(change: StrictReader, fields: Fields) -> list[StrictReader]:
    """The contract as modified: its holders, and its value before and after the change."""
    put(fields, montant_avant=published(change, *BEFORE))
    after = published(change, *AFTER)
    if after:
        fields["montant"] = after
    for described in change.at("DESCRIPTION_PROCUREMENT"):
        joint = described.tag("CONTRACTORS", JOINT) or described.tag("", JOINT)
        if joint:
            fields["groupement"] = joint
        return _parties(described, CONTRACTORS)
    return []


def _each_winner(holders: list[StrictReader], fields: Fields, contract: str) -> Iterator[Award]:
    for address in holders:
        yield Award({**winner(address), **fields}, contract)
    if not holders:
        yield Award(fields, contract)


def _prizes(results: StrictReader, contract: str) -> Iterator[Award]:
    for refused in results.at("NO_AWARDED_PRIZE"):
        yield Award({"statut": _outcome(refused)}, contract)
    for awarded in results.at("AWARDED_PRIZE"):
        fields: Fields = {"statut": named(awarded, "attribue")}
        put(
            fields,
            date_attribution=awarded.value("DATE_DECISION_JURY"),
            nb_offres=published(awarded, "PARTICIPANTS/NB_PARTICIPANTS", "NB_PARTICIPANTS"),
            montant=published(awarded, "VAL_PRIZE"),
            devise=awarded.value("VAL_PRIZE/@CURRENCY"),
        )
        yield from _each_winner(_parties(awarded, WINNERS), fields, contract)
