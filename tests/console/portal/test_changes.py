"""The portal's own feed, on both databases, read by a reader of feeds."""

from __future__ import annotations

import json
from datetime import timedelta

import feedparser

from console.portal.changes import atom, changes, json_feed
from console.portal.entry import Publisher
from core.storage.database import Database
from normalizers.datasets import datasets
from tests.console.exports.conftest import START, put, seed, store

__all__ = ["seed", "store"]

PUBLISHER = Publisher("Ville", "https://veille.exemple")


def test_a_day_of_a_dataset_is_an_entry(store: Database) -> None:
    with store.read() as tx:
        found = changes(tx, datasets(), START + timedelta(days=5))
    notices = [each for each in found if each.dataset.name == "avis-marches" and each.day <= "2026-03-06"]
    assert [(each.day, each.new, each.changed) for each in notices] == [
        ("2026-03-05", 0, 1),
        ("2026-03-02", 2, 0),
    ]
    assert notices[1].summary == "2 lignes nouvelles"
    parsed = feedparser.parse(atom(found, PUBLISHER))
    assert not parsed.bozo
    assert [each.title for each in parsed.entries] == [f"{e.dataset.title}, {e.day}" for e in found]
    told = json.loads(json_feed(found, PUBLISHER))
    assert [each["id"] for each in told["items"]] == [each.id for each in parsed.entries]
    assert len({each["id"] for each in told["items"]}) == len(found)


def test_the_same_changes_give_the_same_bytes_and_another_one_another_date(store: Database) -> None:
    def feed() -> bytes:
        with store.read() as tx:
            return atom(changes(tx, datasets(), START + timedelta(days=5)), PUBLISHER)

    first = feed()
    assert feed() == first
    put(store, 4, "avis-marches", "boamp:26-77", source="boamp", objet="Autre")
    assert feed() != first


def test_a_dataset_that_is_not_shown_is_not_told(store: Database) -> None:
    shown = {name: each for name, each in datasets().items() if name != "avis-marches"}
    with store.read() as tx:
        names = {each.dataset.name for each in changes(tx, shown, START + timedelta(days=5))}
    assert "avis-marches" not in names
    assert "lots-marches" in names
