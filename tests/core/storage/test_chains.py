"""A rectificatif rewrites the row it mends, whatever comes first; cycles and doubles change nothing."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.model.dataset import Chain, Column, Dataset, Kind
from core.model.evidence import Evidence
from core.model.record import Change, Record
from core.storage.database import Database, open_database
from core.storage.queries import Rows
from core.storage.records import Effect, Records
from core.storage.revisions import Revisions
from tests.core.storage.samples import NOON

NOTICES = Dataset(
    name="annonces",
    title="",
    title_en="",
    description="",
    version="1.0.0",
    licence="",
    date_column="jour",
    columns=(
        Column("id", Kind.TEXT, "", ""),
        Column("type", Kind.TERM, "", "", terms=("appel", "rectificatif", "attribution")),
        Column("jour", Kind.DATE, "", ""),
        Column("objet", Kind.TEXT, "", "", search=True),
        Column("limite", Kind.DATE, "", ""),
        Column("lies", Kind.TEXT, "", "", many=True),
        Column("modifies", Kind.TEXT, "", "", many=True),
        Column("suivants", Kind.TEXT, "", "", many=True),
        Column("uuid", Kind.TEXT, "", "", indexed=True),
    ),
    chain=Chain(
        links=("lies", "modifies"),
        kind="type",
        mending=("rectificatif",),
        mends="modifies",
        mended=("limite",),
        whole="uuid",
        kept=("type", "jour", "lies", "modifies", "uuid"),
        followers="suivants",
        names=(("uuid", "uuid:"),),
    ),
)

NUMBERS = itertools.count()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    with open_database(database_url, [NOTICES]) as opened:
        yield opened


def notice(identity: str, **values: Any) -> Record:
    return Record(
        dataset="annonces",
        id=identity,
        values=values,
        evidence={name: (Evidence(str(value), path=f"/{name}"),) for name, value in values.items()},
        confidence=dict.fromkeys(values, 0.9),
        warnings=(),
        document_sha256=identity,
        document_url=f"https://toy.example/{identity}",
        read_at=NOON,
    )


def call(identity: str = "n", day: int = 1, limit: int = 10, **more: Any) -> Record:
    values = {"type": "appel", "jour": date(2026, 3, day), "objet": "École", "limite": date(2026, 4, limit)}
    return notice(identity, **{**values, **more})


def mend(identity: str, target: str, day: int = 2, **values: Any) -> Record:
    named = {"type": "rectificatif", "jour": date(2026, 3, day), "modifies": [target], "lies": [target]}
    return notice(identity, **{**named, "objet": "Rectificatif", **values})


def apply(database: Database, *records: Record) -> dict[str, Effect]:
    effects: dict[str, Effect] = {}
    for one in records:
        with database.write() as tx:
            made = Records(tx, database.catalogue, NOON)
            made.apply(one, "lu")
            effects[one.id] = made.apply(one, "relu").effect
    return effects


def get(database: Database, identity: str) -> dict[str, Any]:
    with database.read() as tx:
        row = Rows(tx, database.catalogue).get("annonces", identity)
    assert row is not None
    return row


def test_a_rectificatif_makes_a_version_of_the_row_it_mends(database: Database) -> None:
    apply(database, call(), mend("r", "n", limite=date(2026, 4, 20)))
    row = get(database, "n")
    assert (row["limite"], row["objet"], row["version"]) == (date(2026, 4, 20), "École", 2)
    assert row["avertissements"] == ["rectifie:limite.r"]
    assert row["preuves"]["limite"] == {"lecture": "2026-04-20", "path": "/limite", "avis": "r"}
    assert row["preuves"]["objet"] == {"lecture": "École", "path": "/objet"}
    with database.read() as tx:
        first, second = Revisions(tx).of("annonces", "n")
    assert (first.data["limite"], second.cause) == ("2026-04-10", "suite de r")
    assert second.changes == (Change("limite", "2026-04-10", "2026-04-20"), Change("suivants", None, ["r"]))
    assert get(database, "r")["version"] == 1


def test_a_restated_notice_gives_all_that_it_says(database: Database) -> None:
    restated = mend("r", "uuid:u-01", uuid="u-02", limite=date(2026, 4, 20), objet="École et collège")
    apply(database, call(uuid="u-01"), restated)
    row = get(database, "n")
    assert (row["objet"], row["limite"], row["type"]) == ("École et collège", date(2026, 4, 20), "appel")
    assert (row["uuid"], row["suivants"]) == ("u-01", ["r"])


def test_one_identifier_mends_every_publication_of_the_notice(database: Database) -> None:
    apply(database, call("ted", uuid="u-01"), call("boamp", uuid="u-01"))
    apply(database, mend("r", "uuid:u-01", uuid="u-02", limite=date(2026, 4, 20)))
    assert {get(database, each)["limite"] for each in ("ted", "boamp")} == {date(2026, 4, 20)}


def test_an_orphan_waits_for_its_notice(database: Database) -> None:
    apply(database, mend("r", "n", limite=date(2026, 4, 20)), call())
    row = get(database, "n")
    assert (row["limite"], row["version"], row["suivants"]) == (date(2026, 4, 20), 1, ["r"])


def test_a_rectificatif_of_a_rectificatif_mends_both(database: Database) -> None:
    last = mend("r2", "r1", day=3, limite=date(2026, 4, 25))
    apply(database, call(), last, mend("r1", "n", limite=date(2026, 4, 20)))
    assert [get(database, each)["limite"] for each in ("n", "r1", "r2")] == [date(2026, 4, 25)] * 3
    again = mend("r2", "r1", day=3, limite=date(2026, 4, 26))
    apply(database, again)
    assert get(database, "n")["limite"] == date(2026, 4, 26)


def test_the_last_published_has_the_last_word(database: Database) -> None:
    apply(
        database,
        call(),
        mend("r2", "n", 3, limite=date(2026, 4, 25)),
        mend("r1", "n", 2, limite=date(2026, 4, 20)),
    )
    assert get(database, "n")["limite"] == date(2026, 4, 25)


def test_a_doubled_change_notice_makes_no_second_version_of_its_own_changes(database: Database) -> None:
    apply(
        database, call(), mend("r1", "n", limite=date(2026, 4, 20)), mend("r2", "n", limite=date(2026, 4, 20))
    )
    row = get(database, "n")
    assert (row["limite"], row["suivants"]) == (date(2026, 4, 20), ["r1", "r2"])
    assert row["avertissements"] == ["rectifie:limite.r1"]


def test_a_cycle_and_a_notice_older_than_what_it_mends_are_told_and_change_nothing(
    database: Database,
) -> None:
    apply(
        database,
        mend("a", "b", limite=date(2026, 4, 1)),
        mend("b", "a", limite=date(2026, 4, 2)),
        mend("c", "c", limite=date(2026, 4, 3)),
        call(day=5),
        mend("old", "n", day=4, limite=date(2026, 4, 20)),
    )
    assert [get(database, each)["limite"].day for each in "abc"] == [1, 2, 3]
    assert get(database, "a")["avertissements"] == ["chaine_en_cycle:suivants.b"]
    assert get(database, "c")["suivants"] is None
    assert get(database, "n")["limite"] == date(2026, 4, 10)
    assert get(database, "n")["avertissements"] == ["rectificatif_anterieur:suivants.old"]


def test_a_late_award_is_a_version_of_the_call(database: Database) -> None:
    award = notice("aw", type="attribution", jour=date(2027, 1, 2), lies=["n"], limite=date(2027, 1, 1))
    apply(database, call(), award)
    row = get(database, "n")
    assert (row["limite"], row["suivants"], row["version"]) == (date(2026, 4, 10), ["aw"], 2)


def test_a_republication_with_other_values_is_a_version(database: Database) -> None:
    apply(database, call(), call(limit=12))
    assert (get(database, "n")["version"], get(database, "n")["limite"]) == (2, date(2026, 4, 12))


def test_a_correction_of_the_rectificatif_reaches_the_row_it_mends(database: Database) -> None:
    apply(database, call(), mend("r", "n", limite=date(2026, 4, 20)))
    with database.write_durably() as tx:
        Records(tx, database.catalogue, NOON).correct("annonces", "r", "limite", date(2026, 4, 21), "moi")
    assert get(database, "n")["limite"] == date(2026, 4, 21)
    assert get(database, "n")["champs_corriges"] is None


def test_a_correction_stands_against_a_rectificatif_and_the_two_are_in_conflict(database: Database) -> None:
    apply(database, call())
    with database.write_durably() as tx:
        Records(tx, database.catalogue, NOON).correct("annonces", "n", "limite", date(2026, 4, 11), "moi")
    apply(database, mend("r", "n", limite=date(2026, 4, 20)))
    row = get(database, "n")
    assert (row["limite"], row["statut"]) == (date(2026, 4, 11), "a_verifier")


def test_an_annulled_rectificatif_mends_nothing_any_more(database: Database) -> None:
    apply(database, call(uuid="u-01"), mend("r", "n", uuid="u-02", limite=date(2026, 4, 20)))
    with database.write() as tx:
        Records(tx, database.catalogue, NOON).withdraw("annonces", "uuid:u-02", "annulé par x")
    assert get(database, "r")["statut"] == "retire"
    assert get(database, "n")["limite"] == date(2026, 4, 10)
    assert get(database, "n")["statut"] == "publie"


def test_a_rectificatif_that_names_another_notice_now_frees_the_first(database: Database) -> None:
    apply(database, call("n"), call("m"), mend("r", "n", limite=date(2026, 4, 20)))
    apply(database, mend("r", "m", limite=date(2026, 4, 20)))
    assert [get(database, each)["limite"].day for each in "nm"] == [10, 20]
    assert get(database, "n")["suivants"] is None


IDS = ("n", "m", "r1", "r2", "r3")
MENDS = st.lists(
    st.tuples(st.sampled_from(IDS), st.sampled_from(IDS), st.integers(1, 6), st.integers(1, 28)),
    min_size=1,
    max_size=5,
    unique_by=lambda each: each[0],
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(mends=MENDS, data=st.data())
def test_rows_do_not_depend_on_the_order_in_which_the_chain_arrives(
    database: Database, mends: list[tuple[str, str, int, int]], data: st.DataObject
) -> None:
    def chain(prefix: str) -> Sequence[Record]:
        made = [
            mend(prefix + one, prefix + target, day, limite=date(2026, 4, limit))
            for one, target, day, limit in mends
        ]
        known = {each.id for each in made}
        return [*made, *(call(prefix + each) for each in ("n", "m") if prefix + each not in known)]

    found = []
    for _ in range(2):
        prefix = f"<{next(NUMBERS)}>"
        records = data.draw(st.permutations(chain(prefix)))
        assert set(apply(database, *records).values()) == {Effect.UNCHANGED}
        with database.write() as tx:
            Records(tx, database.catalogue, NOON).settle(
                [("annonces", each.id) for each in records], "encore"
            )
        rows = {each.id: get(database, each.id) for each in records}
        found.append(
            {
                (name.removeprefix(prefix), column): str(value).replace(prefix, "")
                for name, row in rows.items()
                for column, value in row.items()
                if column != "version"
            }
        )
    assert found[0] == found[1]
