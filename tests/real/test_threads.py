"""Real notices of TED and of the BOAMP, and pairs that people reviewed, put into threads."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from functools import cache

import pytest

from core.model.record import Record
from normalizers.linking.clusters import Bond, threads
from normalizers.linking.facts import NOTICES, Facts, facts_of
from normalizers.linking.links import Link, linked
from normalizers.organisations.key import Organisations
from tests.real import boamp_rows, ted_rows

REAL = ted_rows.FOLDER.parent
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not beside this checkout")

REVIEWED = REAL / "boamp" / "linkage_gold" / "independent_link_review_sample_reviewed.csv"


def _pages() -> Iterator[tuple[str, Record]]:
    for path in sorted((ted_rows.FOLDER / "html").glob("*.html")):
        yield from ((path.name, each) for each in ted_rows.records(path) if each.dataset == NOTICES)
    for path in sorted((boamp_rows.FOLDER / "html").glob("*.html")):
        yield from ((path.name, each) for each in boamp_rows.notices(path))


@cache
def pages() -> dict[str, Facts]:
    """The facts of the notice on each page; two pages may show one notice."""
    return {name: facts_of(NOTICES, {"id": each.id, **each.values}) for name, each in _pages()}


def together(facts: list[Facts]) -> list[list[int]]:
    return threads(facts, [bond(each) for each in linked(facts)])


def bond(link: Link) -> Bond:
    return Bond(link.one, link.other, link.score, link.declared)


READ = {
    ("ted:377200-2020", "boamp:20-99796"),
    ("ted:377295-2020", "boamp:20-99895"),
    ("ted:378686-2020", "boamp:20-100126"),
    ("ted:381431-2020", "boamp:20-101056"),
    ("ted:381511-2020", "boamp:20-100917"),
    ("ted:382863-2020", "boamp:20-100940"),
    ("ted:385851-2020", "boamp:20-101706"),
}
"""Pairs that the file does not list, read by a person: one buyer, one object, one deadline."""


def test_pages_of_ted_and_of_the_boamp() -> None:
    """Every pair known whose pages are here, and no other of the two sources."""
    records = {name: each.record for name, each in pages().items()}
    facts = list({each.record: each for each in pages().values()}.values())
    assert len(facts) > 400
    pairs = json.loads((ted_rows.FOLDER / "html_boamp_pairs.json").read_text())
    listed = [each for each in pairs if each["auto_same"] and each["boamp"] in records]
    assert len(listed) >= 7
    true = {(records[each["ted"]], records[each["boamp"]]) for each in listed}
    found = {
        (facts[one].record, facts[other].record)
        for thread in together(facts)
        for one in thread
        for other in thread
        if facts[one].source == "ted" and facts[other].source == "boamp"
    }
    assert found == true | READ


def _episode(row: dict[str, str], side: str) -> Facts:
    cpv = row[f"{side}_main_cpv"]
    return facts_of(
        NOTICES,
        {
            "id": f"{row['review_id']}:{side}",
            "source": "boamp",
            "objet": row[f"{side}_episode_text"],
            "acheteur_nom": row[f"{side}_buyer_name_raw"],
            "date_publication": row[f"{side}_episode_origin_date"] or None,
            "cpv": cpv.split(".")[0] if cpv else None,
        },
    )


def reviewed() -> list[dict[str, str]]:
    with REVIEWED.open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def test_reviewed_pairs_of_one_buyer() -> None:
    """Renewals, new calls after a failure and other needs of one buyer are other procurements."""
    one = {
        row["review_id"]: len(together([_episode(row, side) for side in ("anchor", "candidate")])) == 1
        for row in reviewed()
    }
    same = {row["review_id"] for row in reviewed() if row["relationship_label"] == "EXTENSION_SAME_CONTRACT"}
    assert {each for each, joined in one.items() if joined} == same


def test_reviewed_buyers() -> None:
    """Two spellings of one buyer are one key in a place that both share; a list of two bodies is none."""
    found, due = 0, 0
    for row in reviewed():
        known = Organisations()
        known.learn(row["anchor_buyer_name_raw"], "100000009", "x")
        same = known.key(row["candidate_buyer_name_raw"], None, "x") == "100000009"
        assert not same or row["same_legal_buyer_Y_N_UNCERTAIN"] == "Y"
        found += same
        due += row["same_legal_buyer_Y_N_UNCERTAIN"] == "Y"
    assert found >= due - 1
