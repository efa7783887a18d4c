"""V: the award of each lot, or the prizes of a design contest."""

from __future__ import annotations

from collections.abc import Sequence

from core.model.reading import Value
from crawlers.forms.folding import fold
from crawlers.forms.lot_numbers import lot_number
from crawlers.forms.notice import Award, Fields, Notice, put
from crawlers.procurement.ted.page import labels
from crawlers.procurement.ted.page.amounts import put_offers, put_total
from crawlers.procurement.ted.page.modifications import modified
from crawlers.procurement.ted.page.objects import answer
from crawlers.procurement.ted.page.parties import bodies, winner
from crawlers.procurement.ted.page.sections import Section, blocks, under

DATE = ("V.2.1", "V.3.1")
WINNERS = ("V.2.3", "V.3.3")
TOTAL = ("V.2.4", "V.3.4")
NO_OFFER = ("aucune offre", "no tenders")
GIVEN_UP = ("interruption de la procedure", "discontinuation of procedure")
SUBCONTRACTED = ("susceptible d'etre sous-traite", "likely to be subcontracted")


def read_awards(form: Sequence[Section], notice: Notice) -> None:
    """An award for each winner, or for each lot that is not awarded; a modified contract as it has become."""
    changed, holders = modified(form)
    for ordinal, block in enumerate(blocks(form, "V"), start=1):
        if len(block) > 1 or block[0].lines:
            notice.awards.extend(_awards(block, str(ordinal), changed, holders))


def _awards(
    block: Sequence[Section], contract: str, changed: Fields, holders: Sequence[Section]
) -> list[Award]:
    common: Fields = {}
    put(
        common,
        numero_lot=lot_number(_first(block, labels.LOT)),
        intitule=_first(block, labels.TITLE),
        nb_offres=_first(block, labels.OFFERS),
        groupement=answer(block, labels.JOINT),
        date_attribution=next((line.value() for each in under(block, *DATE) for line in each.lines), None),
        sous_traitance=_said(under(block, "V.2.5"), SUBCONTRACTED, "oui"),
    )
    put_total(under(block, *TOTAL), common, "montant")
    put_offers(under(block, *TOTAL), common)
    winners = [winner(each) for each in holders or bodies(under(block, *WINNERS))]
    put(common, statut=_outcome(block, bool(winners)))
    common |= changed
    return [Award({**each, **common}, contract) for each in winners] or [Award(common, contract)]


def _outcome(block: Sequence[Section], won: bool) -> Value | None:
    awarded = answer(block, labels.AWARDED)
    without = under(block, "V.1")
    if won or (awarded and awarded.text == "oui"):
        place = next((line for each in block for line in each.lines), None)
        return place.value("attribue") if place else None
    return (
        _said(without, NO_OFFER, "infructueux")
        or _said(without, GIVEN_UP, "sans_suite")
        or _said(block, ("",), "non_precise")
    )


def _said(sections: Sequence[Section], words: Sequence[str], term: str) -> Value | None:
    """The term that some words stand for, where a line has them."""
    for line in (line for each in sections for line in each.lines):
        if any(word in fold(line.text) for word in words):
            return line.value(term)
    return None


def _first(block: Sequence[Section], label: Sequence[str]) -> Value | None:
    return next((value for each in block if (value := each.labelled(label))), None)
