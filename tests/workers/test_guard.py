"""Zero is an alarm."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.model.source import Floor, Window
from core.storage.catalogue import catalogue_of
from core.storage.merge import RowReading
from normalizers.datasets import datasets
from tests.core.storage.samples import NOON
from tests.workers import toy
from workers.guard import Figures, Filled, refusals
from workers.validity import Read, Validity, validity

WEEK = Window(date(2026, 3, 9), date(2026, 3, 15))
DAY = Window(date(2026, 3, 15), date(2026, 3, 15))
GOOD = Figures(10, 10, 0, 10, {"objet": Filled(10, 10)}, date(2026, 3, 15))
SOURCE = replace(toy.SOURCE, floor=Floor(5, (("objet", 0.9),)), cadence=timedelta(days=3))


def _reasons(window: Window = WEEK, **changes: object) -> list[str]:
    return refusals(SOURCE, window, replace(GOOD, **changes))  # type: ignore[arg-type]


def test_a_good_run_passes() -> None:
    assert _reasons() == []


def test_silence_is_normal_within_the_cadence_only() -> None:
    nothing = {"found": 0, "read": 0, "rows": 0, "filled": {}}
    assert _reasons(DAY, **nothing, newest=date(2026, 3, 13)) == []
    assert "the last one known is of 2026-03-11" in _reasons(DAY, **nothing, newest=date(2026, 3, 11))[0]
    assert "none was ever" in _reasons(DAY, **nothing, newest=None)[0]


def test_the_floor_of_documents_holds_for_a_week() -> None:
    assert "4 documents were found in 7 days" in _reasons(found=4)[0]
    assert _reasons(DAY, found=4) == []


@pytest.mark.parametrize(
    ("rows", "filled", "refused"),
    [
        (1, 0, False),  # one hollow row in ten is what the floor itself allows
        (2, 0, False),
        (4, 0, True),
        (10, 7, False),
        (10, 4, True),
        (2000, 1810, False),
        (2000, 1790, True),
    ],
)
def test_a_share_is_refused_that_chance_does_not_explain(rows: int, filled: int, refused: bool) -> None:
    assert bool(_reasons(filled={"objet": Filled(rows, filled)})) is refused


def test_a_column_that_no_dataset_of_the_rows_has_is_no_alarm() -> None:
    assert _reasons(filled={"objet": Filled(0, 0)}) == []


def test_documents_all_of_which_fail_are_an_alarm() -> None:
    assert "none of the 3 documents could be read" in _reasons(read=3, failed=3)[0]
    assert _reasons(read=3, failed=2) == []


@pytest.mark.parametrize(
    ("given", "unread", "refused"),
    [(10, 2, False), (10, 10, True), (1, 1, False), (3, 3, False), (2000, 240, False), (2000, 600, True)],
)
def test_a_code_that_nobody_can_read_any_more_is_an_alarm(given: int, unread: int, refused: bool) -> None:
    reasons = _reasons(validity=Validity({"toys.siret": Read(given, unread)}))
    assert bool(reasons) is refused
    if refused:
        assert f"toys.siret cannot be read in {unread} of the {given} rows" in reasons[0]
        assert reasons[0].endswith("[codes]")


@pytest.mark.parametrize(
    ("announced", "complete", "refused"),
    [(0, 0, False), (20, 20, False), (20, 16, False), (20, 5, True), (2000, 1850, False), (2000, 1700, True)],
)
def test_notices_without_the_lots_that_they_announce_are_an_alarm(
    announced: int, complete: int, refused: bool
) -> None:
    reasons = _reasons(validity=Validity(announced=announced, complete=complete))
    assert [reason.endswith("[totals]") for reason in reasons] == [True] * refused


def test_every_alarm_has_its_name() -> None:
    reasons = [
        *_reasons(found=0, read=0, rows=0, filled={}, newest=None),
        *_reasons(found=4),
        *_reasons(read=3, failed=3),
        *_reasons(filled={"objet": Filled(100, 1)}),
    ]
    names = [reason.rpartition("[")[2] for reason in reasons]
    assert names == ["silence]", "floor]", "unread]", "filled]"]


def _row(dataset: str, identity: str, warnings: tuple[str, ...] = (), **values: object) -> RowReading:
    return RowReading(dataset, identity, "d", 0, None, NOON, "", "", values, {}, {}, warnings)


def test_values_that_are_given_and_cannot_be_read_are_counted() -> None:
    rows = [
        _row(
            "avis-marches", "n:1", ("siret_cle:acheteur_siret", "cpv_inconnu:cpv"), nb_lots=2, cpv="45000000"
        ),
        _row("avis-marches", "n:2", ("montant_fictif:montant_estime",), nb_lots=2, acheteur_siret="1"),
        _row("avis-marches", "n:3", ("unstorable: objet",), nb_lots=3),
        *(_row("lots-marches", f"n:1:lot:{lot}", id_avis="n:1") for lot in (1, 2)),
        _row("lots-marches", "n:2:lot:1", id_avis="n:2"),
    ]
    found = validity(rows, catalogue_of(datasets().values()))
    assert found.columns["avis-marches.acheteur_siret"] == Read(2, 1)
    assert found.columns["avis-marches.cpv"] == Read(1, 0), "one of several codes is enough"
    assert found.columns["avis-marches.objet"] == Read(1, 1)
    assert "avis-marches.montant_estime" not in found.columns, "a token amount is read, and refused"
    assert (found.announced, found.complete) == (2, 1)
