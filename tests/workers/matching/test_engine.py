"""All watches at once must find what they find one after the other."""

from __future__ import annotations

import random
import threading
from dataclasses import replace
from typing import Any

import pytest
from structlog.testing import capture_logs

from benchmarks.matching.load import DATASET, notices, watches
from core.model.watch import Range, Watch
from tests.workers.matching import drawn
from workers.matching.engine import SMALL, Engine
from workers.matching.held import held
from workers.matching.match import explain, searched
from workers.matching.segment import WIDE, build

AVIS = ("avis-marches",)


def found(engine: Engine, row: dict[str, Any]) -> list[str]:
    return sorted(engine.match(held(DATASET, row, engine.columns, drawn.AT)))


def naive(among: list[Watch], row: dict[str, Any]) -> list[str]:
    ready = searched(DATASET, row, drawn.AT)
    return sorted(watch.id for watch in among if explain(watch, ready) is not None)


@pytest.mark.parametrize("seed", range(2))
def test_equal_to_one_after_the_other(seed: int) -> None:
    among, rows = watches(1_000, seed), notices(40, seed + 100)
    engine = Engine()
    engine.load(among)
    expected = [naive(among, row) for row in rows]
    assert [found(engine, row) for row in rows] == expected
    assert sum(map(len, expected)) > 20
    engine.load(among)  # with what it has learned of the rows
    assert [found(engine, row) for row in rows] == expected


@pytest.mark.parametrize("seed", range(3))
def test_equal_for_every_kind_of_condition(seed: int) -> None:
    among, rows = drawn.watches(1_500, seed), drawn.notices(60, seed + 50)
    engine = Engine()
    engine.load(among)
    assert not engine.failed
    expected = [naive(among, row) for row in rows]
    assert [found(engine, row) for row in rows] == expected
    answered = {watch for mine in expected for watch in mine}
    asked = {watch.id: watch.words for watch in among}
    for field in ("pres:", "commune:", "epci:", "acheteur:", "limite", "NON", "OU", "relu:", "objet:"):
        assert any(field in asked[watch] for watch in answered), field


def test_equal_while_watches_come_change_and_go() -> None:
    dice = random.Random(7)  # noqa: S311
    fresh, rows = watches(3 * SMALL, 8), notices(40, 9)
    engine, known = Engine(), {watch.id: watch for watch in watches(200, 10)}
    engine.load(known.values())
    for row in rows:
        for watch in dice.sample(fresh, 20):
            renamed = replace(watch, id=dice.choice([watch.id, f"n-{watch.id}"]))
            known[renamed.id] = renamed
            engine.put([renamed])
        gone = dice.sample(sorted(known), 5)
        engine.drop(gone)
        for name in gone:
            del known[name]
        assert found(engine, row) == naive(list(known.values()), row)
    engine.wait()
    assert all(found(engine, row) == naive(list(known.values()), row) for row in rows)


ROW: dict[str, Any] = {
    "objet": "Rénovation des écoles de la ville",
    "description": "Lot 1 : peinture. Remise des plis au plus tard le 31 mars.",
    "cpv": "45214210",
    "code_departement": ["35"],
    "montant_estime": 90_000.0,
    "date_limite_reponse": "2026-03-31T10:00:00+00:00",
}


@pytest.mark.parametrize(
    ("watch", "answered"),
    [
        (Watch("w", "w", AVIS), True),
        (Watch("w", "w", ()), False),
        (Watch("w", "w", ("lots-marches",)), False),
        (Watch("w", "w", AVIS, '"ville lot"'), False),  # a phrase stands in one text
        (Watch("w", "w", AVIS, '"rénovation des écoles"'), True),
        (Watch("w", "w", AVIS, "NON piscine"), True),
        (Watch("w", "w", AVIS, 'école NON "remise des plis"'), False),
        (Watch("w", "w", AVIS, accept={"cpv": ("4521",), "code_departement": ("22", "35")}), True),
        (Watch("w", "w", AVIS, accept={"cpv": ("452142100",)}), False),
        (Watch("w", "w", AVIS, accept={"cpv": ()}), False),
        (Watch("w", "w", AVIS, accept={"no_such_column": ("x",)}), False),
        (Watch("w", "w", AVIS, accept={"code_departement": tuple(map(str, range(10, 10 + 3 * WIDE)))}), True),
        (
            Watch("w", "w", AVIS, accept={"code_departement": tuple(map(str, range(50, 99)))}),
            False,
        ),
        (Watch("w", "w", AVIS, " OU ".join([*(f"mot{n}" for n in range(2 * WIDE)), "écoles"])), True),
        (Watch("w", "w", AVIS, " ".join(f"NON mot{n}" for n in range(2 * WIDE)) + " NON école"), False),
        (Watch("w", "w", AVIS, ranges={"montant_estime": Range(90_000, 90_000)}), True),
        (Watch("w", "w", AVIS, ranges={"montant_estime": Range(None, 89_999.99)}), False),
        (Watch("w", "w", AVIS, ranges={"montant_max": Range(0)}), False),  # unknown is between no bounds
        (Watch("w", "w", AVIS, ranges={"date_limite_reponse": Range(None, "2026-03-31")}), True),
        (Watch("w", "w", AVIS, ranges={"date_limite_reponse": Range("2026-04-01")}), False),
        (Watch("w", "w", AVIS, ranges={"date_limite_reponse": Range("2026-03-31T12:00", None)}), True),
        (Watch("w", "w", AVIS, ranges={"date_limite_reponse": Range("2026-03-31T12:01", None)}), False),
    ],
)
def test_each_kind_of_condition(watch: Watch, answered: bool) -> None:
    engine = Engine()
    engine.load([watch, *watches(50, 3)])
    assert ("w" in found(engine, ROW)) is answered
    assert (explain(watch, searched(DATASET, ROW)) is not None) is answered


@pytest.mark.parametrize(
    "broken", [Watch("w", "w", AVIS, '"école'), Watch("w", "w", AVIS, ranges={"montant_estime": Range("a")})]
)
def test_a_watch_that_cannot_be_read_is_told_and_harms_no_other(broken: Watch) -> None:
    engine = Engine()
    engine.load([broken, Watch("v", "v", AVIS)])
    assert found(engine, ROW) == ["v"]
    assert "w" in engine.failed
    engine.put([replace(broken, words="écoles", ranges={})])
    assert found(engine, ROW) == ["v", "w"]
    assert not engine.failed


def test_threads_take_turns() -> None:
    among, rows = watches(500, 1), notices(30, 2)
    engine = Engine()
    engine.load(among)
    expected = [naive(among, row) for row in rows]
    seen: list[bool] = []

    def ask() -> None:
        seen.append([found(engine, row) for row in rows] == expected)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [True] * 4


def test_a_building_that_fails_is_told_and_the_watches_are_matched_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine, fresh = Engine(), watches(SMALL + 1, 5)

    def fails(*_: object) -> None:
        raise MemoryError("no room")

    def large_fails(demands: list[Any], frequencies: Any) -> Any:
        in_background = threading.current_thread() is not threading.main_thread()
        return fails() if in_background else build(demands, frequencies)

    monkeypatch.setattr("workers.matching.engine.build", large_fails)
    with capture_logs() as told:
        engine.put(fresh)
        engine.wait()
    assert [(each["log_level"], each["event"]) for each in told] == [
        ("error", "the watches cannot be put in order")
    ]
    row = notices(1, 6)[0]
    assert found(engine, row) == naive(fresh, row)
