from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.record import Change, Revision
from core.model.watch import Match, Reason
from normalizers.datasets import dataset
from workers.feeds.atom import atom_feed
from workers.feeds.entry import Entry, entry_of
from workers.feeds.head import FeedHead
from workers.feeds.values import show
from workers.feeds.wording import Wording

BASE = "https://veille.example"
AT = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
HEAD = FeedHead("tag:veille.example,2026:w", "Écoles", f"{BASE}/veilles/w.atom", f"{BASE}/veilles/w", AT)
MOVED = "lundi 30\u00a0mars 2026 à 12\u00a0h\u00a000 → jeudi 2\u00a0avril 2026 à 12\u00a0h\u00a000"
ROW: dict[str, Any] = {
    "objet": "Rénovation <b>énergétique</b> & peinture",
    "type_avis": "rectificatif",
    "acheteur_nom": "Commune d'Ormeval",
    "date_limite_reponse": datetime(2026, 4, 2, 10, 0, tzinfo=UTC),
    "code_departement": ["35"],
    "statut": "publie",
}


def entry(row: dict[str, Any] = ROW, version: int = 2) -> Entry:
    match = Match(
        "w", "avis-marches", "boamp:26-1", version, AT, (Reason("objet", "énergétique", "energie"),)
    )
    change = Change(
        "date_limite_reponse", datetime(2026, 3, 30, 10, 0, tzinfo=UTC), row["date_limite_reponse"]
    )
    revision = Revision("avis-marches", "boamp:26-1", version, AT, "run 1", (change,))
    return entry_of(match, dataset("avis-marches"), row, revision, base_url=BASE)


def test_a_reader_finds_what_why_when_and_the_proof() -> None:
    feed = feedparser.parse(atom_feed(HEAD, [entry()]))
    assert not feed.bozo
    assert (feed.feed.title, feed.feed.id) == ("Écoles", HEAD.id)
    (read,) = feed.entries
    assert read.title == "Nouvelle date limite : Rénovation <b>énergétique</b> & peinture"
    assert read.id == "tag:veille.example,2026:avis-marches:boamp:26-1:2"
    assert read.updated == "2026-03-12T09:30:00Z"
    links = {link.rel: link.href for link in read.links}
    assert links["alternate"] == f"{BASE}/datasets/avis-marches/boamp%3A26-1"
    assert links["via"].endswith("/document")
    content = read.content[0].value
    assert MOVED in content
    assert "Ille-et-Vilaine (35)" in content
    assert "« énergétique » répond à « energie »" in content


def test_a_new_version_is_a_new_entry() -> None:
    assert entry(version=2).id != entry(version=3).id


def test_the_same_entries_give_the_same_bytes() -> None:
    assert atom_feed(HEAD, [entry()]) == atom_feed(HEAD, [entry()])


def test_a_withdrawn_publication_says_so() -> None:
    feed = feedparser.parse(atom_feed(HEAD, [entry({**ROW, "statut": "retire"})]))
    assert "retirée par son éditeur" in feed.entries[0].content[0].value


def test_an_empty_feed_is_valid() -> None:
    feed = feedparser.parse(atom_feed(HEAD, []))
    assert not feed.bozo
    assert feed.feed.updated == "2026-03-12T09:30:00Z"


@given(st.text())
def test_no_text_breaks_the_feed(text: str) -> None:
    assert not feedparser.parse(atom_feed(HEAD, [entry({**ROW, "objet": text or None})])).bozo


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (None, "", ""),
        (1234567.5, "1\u202f234\u202f567,5", "1,234,567.5"),
        (True, "oui", "yes"),
        (date(2026, 3, 1), "dimanche 1er\u00a0mars 2026", "Sunday 1\u00a0March 2026"),
        (
            datetime(2026, 3, 1, 11, 30, tzinfo=UTC),
            "dimanche 1er\u00a0mars 2026 à 12\u00a0h\u00a030",
            "Sunday 1\u00a0March 2026, 12:30",
        ),
        (["35", "22"], "35, 22", "35, 22"),
        ({"libelle": "Prix", "poids": None}, "Prix", "Prix"),
    ],
)
def test_values_are_shown_as_each_language_writes_them(value: object, french: str, english: str) -> None:
    assert (show(value, Wording("fr")), show(value, Wording("en"))) == (french, english)


def test_a_term_is_shown_by_its_label() -> None:
    column = dataset("avis-marches").column("type_avis")
    assert show("consultation", Wording("en"), column) == "Call for tenders"
    assert show("inventé", Wording("en"), column) == "inventé"
