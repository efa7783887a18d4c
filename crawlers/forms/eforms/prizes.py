"""Prize: the prizes of a design contest, which its result names by the rank of the tenders only."""

from __future__ import annotations

from core.strict import StrictReader
from crawlers.forms.notice import Fields, put

PRIZE = "TenderingTerms/AwardingTerms/Prize"

Prizes = dict[tuple[str, str], StrictReader]
"""Prizes by the id of their lot and their rank (BT-44)."""


def read_prizes(root: StrictReader) -> Prizes:
    """Every prize of every lot."""
    found: Prizes = {}
    for lot in root.at("ProcurementProjectLot"):
        key = lot.value("ID")
        for prize in lot.at(PRIZE):
            rank = prize.value("RankCode")
            if key and rank:
                found.setdefault((key.text, rank.text), prize)
    return found


def put_prize(tender: StrictReader, prizes: Prizes, fields: Fields) -> None:
    """The prize of a tender's rank (BT-171) as its amount, where it has none."""
    lot, rank = tender.value("TenderLot/ID"), tender.value("RankCode")
    prize = prizes.get((lot.text, rank.text)) if lot and rank else None
    if prize and "montant" not in fields:
        put(fields, montant=prize.value("ValueAmount"), devise=prize.value("ValueAmount/@currencyID"))
