"""For those who keep a copy: deltas that lead from a version to the next, and files that never change."""

from __future__ import annotations

import hashlib
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from console.exports.daily import make_daily
from console.exports.daily_manifest import manifest
from console.exports.delta import delta
from core.errors import InputError
from core.model.dataset import Profile
from core.storage.database import Database
from core.storage.erasing import Eraser
from core.storage.queries import Rows
from core.storage.records import Records
from core.storage.withdrawals import Veto
from normalizers.datasets import dataset, datasets
from tests.console.exports.conftest import START, put

AVIS = dataset("avis-marches")


def lines(db: Database, since: int, of: Any = AVIS) -> list[dict[str, Any]]:
    with db.read() as tx:
        return [json.loads(line) for line in b"".join(delta(tx, of, since)).splitlines()]


def test_a_copy_follows(store: Database) -> None:
    first = lines(store, 0)
    copy = {each["id"]: each["row"] for each in first[:-1]}
    until = first[-1]["until"]
    assert lines(store, until) == [{"until": until}]
    put(store, 10, "avis-marches", "boamp:26-1", source="boamp", objet="Autre objet")
    put(store, 10, "avis-marches", "boamp:26-5", source="boamp", objet="Nouveau")
    with store.write() as tx:
        Records(tx, store.catalogue, START).withdraw("avis-marches", "boamp:26-2", "annulation")
    second = lines(store, until)
    assert [(each["kind"], each["id"]) for each in second[:-1]] == [
        ("changed", "boamp:26-1"),
        ("added", "boamp:26-5"),
        ("withdrawn", "boamp:26-2"),
    ]
    assert second[0]["changes"]["objet"] == {"before": "Rénovation de l'école", "after": "Autre objet"}
    copy |= {each["id"]: each["row"] for each in second[:-1]}
    with store.read() as tx:
        rows = {row["id"]: row for row in Rows(tx, store.catalogue).rows("avis-marches")}
    assert {name: row["objet"] for name, row in copy.items()} == {n: r["objet"] for n, r in rows.items()}
    assert {name: row["statut"] for name, row in copy.items()} == {n: r["statut"] for n, r in rows.items()}


def test_a_version_that_is_none_is_refused(store: Database) -> None:
    with pytest.raises(InputError, match="no version 99999"):
        lines(store, 99_999)


def test_a_delta_has_the_columns_of_its_reader(store: Database) -> None:
    narrow = AVIS.only("id", "objet").seen_by(Profile.PUBLIC)
    for each in lines(store, 0, narrow)[:-1]:
        assert list(each["row"]) == ["id", "objet"]
        assert set(each["changes"]) <= {"id", "objet"}


def test_a_file_a_day_written_once(store: Database, tmp_path: Path) -> None:
    every = list(datasets().values())
    made = make_daily(store, every, tmp_path, date(2026, 3, 2))
    notices = tmp_path / "avis-marches" / "2026-03-02.parquet"
    assert notices in made
    (entry,) = manifest(tmp_path / "avis-marches")["files"]
    assert entry["sha256"] == hashlib.sha256(notices.read_bytes()).hexdigest()
    assert entry["rows"] == pq.read_table(io.BytesIO(notices.read_bytes())).num_rows == 3
    assert entry["schema_version"] == AVIS.version
    before = notices.read_bytes()
    assert make_daily(store, every, tmp_path, date(2026, 3, 3)) == [], "nothing changed"
    put(store, 300, "avis-marches", "boamp:26-8", source="boamp", objet="Après")
    assert make_daily(store, every, tmp_path, date(2026, 3, 2)) == [], "the day has its file"
    assert [each.name for each in make_daily(store, every, tmp_path, date(2026, 3, 4))] == [
        "2026-03-04.parquet"
    ]
    assert notices.read_bytes() == before
    assert [each["rows"] for each in manifest(tmp_path / "avis-marches")["files"]] == [3, 4]


def test_a_row_that_is_erased_leaves_the_files_of_every_day(store: Database, tmp_path: Path) -> None:
    every = list(datasets().values())
    make_daily(store, every, tmp_path, date(2026, 3, 2))
    put(store, 300, "avis-marches", "boamp:26-8", source="boamp", objet="Après")
    make_daily(store, every, tmp_path, date(2026, 3, 3))
    folder = tmp_path / "avis-marches"
    paths = [folder / f"2026-03-0{day}.parquet" for day in (2, 3)]
    assert all("boamp:26-1" in pq.read_table(path)["id"].to_pylist() for path in paths)
    with store.write() as tx:
        Eraser(tx, store.catalogue, START).erase("avis-marches", "boamp:26-1", Veto.OBJECTION)
    (made,) = make_daily(store, [AVIS], tmp_path, date(2026, 3, 4))
    for path, listed in zip([*paths, made], manifest(folder)["files"], strict=True):
        rows = {row["id"]: row for row in pq.read_table(path).to_pylist()}
        assert rows.get("boamp:26-1", {}).get("objet") is None
        assert rows["boamp:26-2"]["objet"], "the others stand"
        assert listed["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
        assert listed["rows"] == len(rows)
    assert "boamp:26-1" not in pq.read_table(paths[0])["id"].to_pylist()
    before = [path.read_bytes() for path in paths]
    make_daily(store, [AVIS], tmp_path, date(2026, 3, 4))
    assert [path.read_bytes() for path in paths] == before, "done once"
