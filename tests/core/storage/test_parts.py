"""Lots and awards follow the chain of their notice, whatever comes first."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from core.model.evidence import Evidence
from core.model.record import Change, Record
from core.storage.conflicts import Conflicts
from core.storage.database import Database, open_database
from core.storage.queries import Rows
from core.storage.records import Effect, Records
from core.storage.revisions import Revisions
from normalizers.datasets import datasets
from tests.core.storage.samples import NOON

NOTICES, LOTS, AWARDS = "avis-marches", "lots-marches", "attributions-marches"
IDENTIFIER = "5f3c1d2e-0000-4000-8000-00000000000"
NUMBERS = itertools.count()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    known = datasets()
    with open_database(database_url, [known[name] for name in (NOTICES, LOTS, AWARDS)]) as opened:
        yield opened


def read(dataset: str, identity: str, **values: Any) -> Record:
    return Record(
        dataset=dataset,
        id=identity,
        values=values,
        evidence={name: (Evidence(str(value), path=f"/{name}"),) for name, value in values.items()},
        confidence=dict.fromkeys(values, 1.0),
        warnings=(),
        document_sha256=identity,
        document_url=f"https://toy.example/{identity}",
        read_at=NOON,
    )


def call(identity: str = "n", **more: Any) -> Record:
    return read(
        NOTICES, identity, **{"type_avis": "consultation", "date_publication": date(2026, 3, 1), **more}
    )


def mend(identity: str, target: str, day: int = 2, **more: Any) -> Record:
    named = {"type_avis": "rectificatif", "date_publication": date(2026, 3, day), "avis_modifies": [target]}
    return read(NOTICES, identity, **{**named, **more})


def lot(notice: str, number: str, **more: Any) -> Record:
    return read(LOTS, f"{notice}:lot:{number}", **{"id_avis": notice, "numero_lot": number, **more})


def award(notice: str, number: int, winner: str, amount: float, **more: Any) -> Record:
    values = {"id_avis": notice, "numero_lot": "1", "titulaire_nom": winner, "montant": amount}
    return read(AWARDS, f"{notice}:attr:1:{number}", **{**values, "statut": "attribue", **more})


def apply(database: Database, *records: Record) -> None:
    for one in records:
        with database.write() as tx:
            Records(tx, database.catalogue, NOON).apply(one, "lu")


def get(database: Database, dataset: str, identity: str) -> dict[str, Any]:
    with database.read() as tx:
        row = Rows(tx, database.catalogue).get(dataset, identity)
    assert row is not None
    return row


BASE = (call(), lot("n", "1", montant_estime=1000.0), lot("n", "2", montant_estime=2000.0))
CHANGE = (mend("r", "n"), lot("r", "2", montant_estime=2500.0))


def test_a_rectificatif_of_one_lot_is_a_version_of_that_lot_alone(database: Database) -> None:
    apply(database, *BASE, *CHANGE)
    row = get(database, LOTS, "n:lot:2")
    assert (row["montant_estime"], row["version"]) == (2500.0, 2)
    assert row["avertissements"] == ["rectifie:montant_estime.r:lot:2"]
    assert row["preuves"]["montant_estime"]["avis"] == "r:lot:2"
    assert (get(database, LOTS, "n:lot:1")["version"], get(database, LOTS, "r:lot:2")["version"]) == (1, 1)
    with database.read() as tx:
        first, last = Revisions(tx).of(LOTS, "n:lot:2")
        stood = Revisions(tx).as_of(LOTS, "n:lot:2", NOON - timedelta(days=1))
    assert (last.cause, last.changes) == ("suite de r", (Change("montant_estime", 2000.0, 2500.0),))
    assert (first.data["montant_estime"], stood) == (2000.0, None)


@pytest.mark.parametrize("order", list(itertools.permutations(range(5)))[::17])
def test_the_order_in_which_rows_come_changes_nothing(database: Database, order: tuple[int, ...]) -> None:
    rows = (*BASE, *CHANGE)
    apply(database, *(rows[each] for each in order))
    assert [get(database, LOTS, f"n:lot:{each}")["montant_estime"] for each in "12"] == [1000.0, 2500.0]


def test_a_restated_notice_restates_its_lots_and_leaving_one_out_is_told(database: Database) -> None:
    restated = mend("r", f"eforms:{IDENTIFIER}0-01", identifiant_eforms=f"{IDENTIFIER}0-02")
    moved = lot("r", "1", intitule="Gros œuvre et charpente", date_limite_reponse="2026-05-02T12:00:00+02:00")
    apply(database, *BASE, restated, moved)
    apply(database, call(identifiant_eforms=f"{IDENTIFIER}0-01"))
    row, other = get(database, LOTS, "n:lot:1"), get(database, LOTS, "n:lot:2")
    assert (row["intitule"], row["id_avis"]) == ("Gros œuvre et charpente", "n")
    assert row["date_limite_reponse"].isoformat() == "2026-05-02T10:00:00+00:00"
    assert (other["montant_estime"], other["statut"]) == (2000.0, "publie")
    assert other["avertissements"] == ["partie_non_reprise:id_avis.r"]


def test_a_cancelled_lot_is_withdrawn_and_the_others_stand(database: Database) -> None:
    apply(database, mend("r", "n"), lot("r", "2", annule=True), *BASE)
    assert [get(database, LOTS, f"n:lot:{each}")["statut"] for each in "12"] == ["publie", "retire"]
    assert get(database, LOTS, "r:lot:2")["statut"] == "publie"


@pytest.mark.parametrize("first", ["annulation", "lots"])
def test_lots_and_awards_go_with_their_notice_under_whatever_name(database: Database, first: str) -> None:
    rows = [*BASE[1:], call(identifiant_eforms=f"{IDENTIFIER}1-01"), award("n", 1, "Aubert", 10.0)]
    if first == "lots":
        apply(database, *rows)
    with database.write() as tx:
        Records(tx, database.catalogue, NOON).withdraw(NOTICES, f"eforms:{IDENTIFIER}1-01", "annulé par x")
    if first != "lots":
        apply(database, *rows)
    found = {get(database, LOTS, f"n:lot:{each}")["statut"] for each in "12"}
    assert found == {get(database, AWARDS, "n:attr:1:1")["statut_publication"]} == {"retire"}


def test_what_a_rectificatif_said_goes_with_it(database: Database) -> None:
    apply(database, *BASE, *CHANGE)
    with database.write() as tx:
        Records(tx, database.catalogue, NOON).withdraw(NOTICES, "r", "annulé par x")
    row = get(database, LOTS, "n:lot:2")
    assert (row["montant_estime"], row["version"], row["avertissements"]) == (2000.0, 3, None)


def test_doubles_cycles_and_older_notices_change_nothing(database: Database) -> None:
    apply(database, *BASE, *CHANGE, mend("r2", "n"), lot("r2", "2", montant_estime=2500.0))
    assert get(database, LOTS, "n:lot:2")["version"] == 2
    old = mend("old", "n", date_publication=date(2026, 2, 1))
    apply(database, old, lot("old", "1", montant_estime=1.0))
    apply(database, mend("a", "b"), lot("a", "1", montant_estime=1.0))
    apply(database, mend("b", "a"), lot("b", "1", montant_estime=2.0))
    found = [get(database, LOTS, f"{each}:lot:1")["montant_estime"] for each in ("n", "a", "b")]
    assert found == [1000.0, 1.0, 2.0]


def test_the_last_rectificatif_has_the_last_word_and_mends_through_another(database: Database) -> None:
    apply(database, *BASE, mend("r2", "r", day=3), lot("r2", "2", montant_estime=2700.0), *CHANGE)
    found = [get(database, LOTS, f"{each}:lot:2")["montant_estime"] for each in ("n", "r", "r2")]
    assert found == [2700.0] * 3


def test_a_correction_stands_against_a_change_of_the_lot_and_is_in_conflict(database: Database) -> None:
    apply(database, *BASE)
    with database.write_durably() as tx:
        Records(tx, database.catalogue, NOON).correct(LOTS, "n:lot:2", "montant_estime", 2100.0, "moi")
    apply(database, *CHANGE)
    row = get(database, LOTS, "n:lot:2")
    assert (row["montant_estime"], row["statut"]) == (2100.0, "a_verifier")
    with database.read() as tx:
        (conflict,) = Conflicts(tx, database.catalogue).of(LOTS)
    assert (conflict.correction.base, conflict.reading) == (2000.0, 2500.0)


def test_a_correction_of_the_changing_lot_reaches_the_lot_it_changes(database: Database) -> None:
    apply(database, *BASE, *CHANGE)
    with database.write_durably() as tx:
        Records(tx, database.catalogue, NOON).correct(LOTS, "r:lot:2", "montant_estime", 2600.0, "moi")
    assert get(database, LOTS, "n:lot:2")["montant_estime"] == 2600.0


def test_a_lot_that_belongs_to_another_notice_now_frees_the_first(database: Database) -> None:
    apply(database, *BASE, *CHANGE, call("m"), lot("m", "2", montant_estime=1.0), mend("s", "m"))
    with database.write_durably() as tx:
        Records(tx, database.catalogue, NOON).correct(LOTS, "r:lot:2", "id_avis", "s", "moi")
    assert [get(database, LOTS, f"{each}:lot:2")["montant_estime"] for each in "nm"] == [2000.0, 2500.0]


def test_awards_are_the_same_by_winner_and_else_where_there_is_one_alone(database: Database) -> None:
    whole: dict[str, Any] = {"identifiant_eforms": f"{IDENTIFIER}2-02"}
    said = {"type_avis": "attribution", "identifiant_eforms": f"{IDENTIFIER}2-01"}
    change = mend("r", f"eforms:{IDENTIFIER}2-01", **whole)
    apply(database, call("n", **said), award("n", 1, "Aubert", 10.0), award("n", 2, "Bréal", 20.0))
    apply(database, change, award("r", 1, "BREAL", 25.0), award("r", 2, "Aubert", 10.0))
    assert [get(database, AWARDS, f"n:attr:1:{each}")["montant"] for each in (1, 2)] == [10.0, 25.0]
    other = {"identifiant_eforms": f"{IDENTIFIER}3-01", "type_avis": "attribution"}
    apply(database, call("o", **other), award("o", 1, "Aubert", 10.0))
    apply(
        database,
        mend("s", f"eforms:{IDENTIFIER}3-01", identifiant_eforms=f"{IDENTIFIER}3-02"),
        award("s", 1, "Cordier", 11.0),
    )
    row = get(database, AWARDS, "o:attr:1:1")
    assert (row["titulaire_nom"], row["montant"]) == ("Cordier", 11.0)


def test_two_lots_of_one_number_are_not_told_apart(database: Database) -> None:
    double = read(LOTS, "n:lot:2-rang-3", id_avis="n", numero_lot="2", montant_estime=3000.0)
    apply(database, *BASE, double, *CHANGE)
    found = [get(database, LOTS, each)["montant_estime"] for each in ("n:lot:2", "n:lot:2-rang-3")]
    assert found == [2000.0, 3000.0]


ROWS = st.lists(
    st.tuples(st.sampled_from(("n", "r", "s", "t")), st.sampled_from("12"), st.integers(1, 9)),
    min_size=2,
    max_size=6,
    unique_by=lambda each: each[:2],
)


@settings(max_examples=8, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(rows=ROWS, targets=st.tuples(*[st.sampled_from(("n", "r", "s", "t"))] * 3), data=st.data())
def test_parts_do_not_depend_on_the_order_of_anything(
    database: Database, rows: list[tuple[str, str, int]], targets: tuple[str, ...], data: st.DataObject
) -> None:
    found = []
    for _ in range(2):
        mark = f"<{next(NUMBERS)}>"
        notices = [call(mark + "n")] + [
            mend(mark + one, mark + target, day)
            for day, (one, target) in enumerate(zip("rst", targets, strict=True), 2)
        ]
        lots = [lot(mark + one, number, montant_estime=float(amount)) for one, number, amount in rows]
        every = data.draw(st.permutations([*notices, *lots]))
        apply(database, *every)
        with database.write() as tx:
            writer = Records(tx, database.catalogue, NOON)
            again = [(each.dataset, each.id) for each in every]
            assert {each.effect for each in writer.settle(again, "encore")} == {Effect.UNCHANGED}
        kept = [get(database, LOTS, each.id) for each in sorted(lots, key=lambda one: one.id)]
        found.append(
            [
                {name: str(value).replace(mark, "") for name, value in row.items() if name != "version"}
                for row in kept
            ]
        )
    assert found[0] == found[1]
