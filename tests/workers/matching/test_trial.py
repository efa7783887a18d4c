"""What a watch would have told, why, and how to be told less."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.errors import InputError
from core.model.watch import Reason, Watch
from core.storage.database import Database, open_database
from normalizers.datasets import dataset, datasets
from tests.workers.published import AVIS, NOON, publish
from workers.matching.match import match
from workers.matching.narrowing import narrowed, why
from workers.matching.trial import Trial, trial


@pytest.fixture
def db(database_url: str) -> Iterator[Database]:
    with open_database(database_url, datasets().values()) as made:
        for days in (0, 1, 6, 7, 40, 95):
            publish(db=made, number=days, at=NOON - timedelta(days=days))
        publish(db=made, number=500, objet="Toiture")
        yield made


def tried(db: Database, words: str, most: int = 50, **more: Any) -> Trial:
    with db.read() as tx:
        return trial(tx, db.catalogue, Watch("w", "w", (AVIS,), words, **more), NOON, most_a_week=most)


def test_the_items_of_ninety_days_with_their_reasons(db: Database) -> None:
    found = tried(db, "peintures")
    assert [item.record for item in found.items] == [f"boamp:26-{days}" for days in (0, 1, 6, 7, 40)]
    assert found.items[0].reasons == (Reason("objet", "Peinture", "peintures"),)
    assert found.items[0].label == "Peinture 0"
    assert found.a_week == pytest.approx(5 * 7 / 90)


def test_the_items_by_week(db: Database) -> None:
    weeks = tried(db, "peinture").weeks
    assert len(weeks) == 13
    assert weeks[-1] == (date(2026, 3, 6), 3)
    assert weeks[-2] == (date(2026, 2, 27), 1)
    assert sum(count for _, count in weeks) == 5


def test_a_trial_without_time_tells_whole_days_alone(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fourth row, of six days ago, is not looked at any more: five days were seen wholly, and today."""
    ticks = itertools.count()
    monkeypatch.setattr("workers.matching.trial.clock_of", lambda _: lambda: next(ticks))
    with db.read() as tx:
        watch = Watch("w", "w", (AVIS,), "")
        found = trial(tx, db.catalogue, watch, NOON, most_a_week=50, seconds=3)
        nothing = trial(tx, db.catalogue, watch, NOON, most_a_week=50, seconds=0.5)
    assert found.partial
    assert (found.days, found.asked) == (6, 90)
    assert {item.day for item in found.items} == {NOON.date(), NOON.date() - timedelta(days=1)}
    assert found.a_week == len(found.items) * 7 / 6
    assert (nothing.days, nothing.items, nothing.a_week) == (0, (), 0)
    assert not tried(db, "").partial


def test_a_broad_watch_is_told_so(db: Database) -> None:
    assert not tried(db, "peinture", most=1).broad
    assert tried(db, "", most=0).broad


def test_days_left_are_those_of_the_day_of_publication(db: Database) -> None:
    publish(db, 600, at=NOON - timedelta(days=30), date_limite_reponse=(NOON - timedelta(days=10)).date())
    assert [item.record for item in tried(db, "limite:25j").items] == ["boamp:26-600"]
    assert tried(db, "limite:15j").items == ()


def test_a_watch_that_cannot_be_evaluated_is_not_tried(db: Database) -> None:
    with pytest.raises(InputError):
        tried(db, "", accept={"teinte": ("rouge",)})


ROW = {
    "id": "boamp:26-1",
    "source": "boamp",
    "objet": "Travaux de peinture",
    "description": "Réfection du gymnase",
    "type_avis": "consultation",
    "cpv": "45442100",
    "cpv_secondaires": ["39515000"],
    "acheteur_nom": "Commune d'Ormeval",
    "acheteur_siret": "21350238800019",
}


def test_each_narrowing_takes_the_row_out_and_nothing_is_proposed_that_does_not() -> None:
    watch = Watch("w", "w", (AVIS,), "(peinture OU toiture) travaux")
    answer = why(watch, dataset(AVIS), ROW, NOON)
    assert answer.reasons == (
        Reason("objet", "peinture", "peinture"),
        Reason("objet", "Travaux", "travaux"),
    )
    assert [(each.kind, each.exclude) for each in answer.narrowings] == [
        ("word", "peinture"),
        ("word", "Travaux"),
        ("cpv", "cpv:45442"),
        ("cpv", "cpv:45442100"),
        ("cpv", "cpv:39515"),
        ("cpv", "cpv:39515000"),
        ("buyer", "acheteur:213502388"),
        ("type", "type:consultation"),
        ("source", "source:boamp"),
    ]
    for each in answer.narrowings:
        less = narrowed(watch, each.exclude)
        assert less.words == each.words
        assert match(less, dataset(AVIS), ROW, NOON) is None


def test_a_row_that_does_not_answer_has_no_reasons() -> None:
    answer = why(Watch("w", "w", (AVIS,), "piscine"), dataset(AVIS), ROW, NOON)
    assert (answer.reasons, answer.narrowings) == (None, ())


def test_what_cannot_be_excluded_is_refused() -> None:
    with pytest.raises(InputError):
        narrowed(Watch("w", "w", (AVIS,), "peinture"), "montant>=90k")


def test_a_store_that_has_read_nothing_is_told_from_one_where_nothing_answers(
    db: Database, tmp_path: Path
) -> None:
    assert not tried(db, "tartempion").unread
    with open_database(str(tmp_path / "empty.sqlite"), datasets().values()) as empty:
        assert tried(empty, "peinture").unread
