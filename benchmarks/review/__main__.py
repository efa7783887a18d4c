"""Measure corrections through HTTP: ``python -m benchmarks.review [--rows 1000000] [--times 300] [--write]``.

A data owner signs in, opens the page of a row and sends the form with another value; the time is that from
sending the form to the answer. Beside it, what the database alone needs to change one row of that table and
have it on the disk, and the same correction in a small store.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import httpx

from benchmarks.machine import keep, machine
from benchmarks.review.fill import SEEDED, filled
from console.app import create_app
from core.model.person import Role
from core.storage.queries import Rows
from tests.console.web.pages import parsed
from tests.console.web.people import PASSWORD, person
from tools.local_server import serving

OWNER = "ana@ville.example"
DATASET = "avis-marches"


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds, sorted."""

    all: Sequence[float]

    def share(self, share: float) -> float:
        """The time within which a share of the requests was answered."""
        return self.all[min(int(share * len(self.all)), len(self.all) - 1)]


def main() -> None:
    """Fill, measure, tell."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=300)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    lines = []
    for rows in (2 * SEEDED, given.rows):
        with tempfile.TemporaryDirectory(prefix="veille-review-") as folder:
            lines += _measured(Path(folder), rows, given.times)
    heads = "| rows | what | p50 ms | p95 ms | greatest ms |\n| --- | --- | --- | --- | --- |\n"
    call = f"`python -m benchmarks.review --rows {given.rows} --times {given.times} --write`"
    section = f"\n## A correction at the server\n\n{machine()}; SQLite, uvicorn, one reviewer. {call}\n\n"
    section += heads + "\n".join(lines) + "\n"
    print(section)
    if given.write:
        keep(section)


def _measured(folder: Path, rows: int, times: int) -> list[str]:
    begun = time.monotonic()
    site = filled(folder, rows)
    with site.database.read() as tx:
        stored = Rows(tx, site.database.catalogue).count(DATASET)
    print(f"{stored} rows in {time.monotonic() - begun:.0f} s", flush=True)
    person(site, OWNER, Role.OWNER, datasets=[DATASET])
    records = _some(stored, times)
    with serving(create_app(site)) as address, httpx.Client(base_url=address, timeout=60) as client:
        _enter(client)
        opened, sent = _corrected(client, records)
        queue = _timed(lambda _: client.get("/revue").raise_for_status(), records[:20])
    site.database.close()
    bare = _bare(folder / "veille.sqlite", records)
    told = {
        "correct a field (POST)": sent,
        "open the page of a row (GET)": opened,
        "the queue (GET)": queue,
        "SQLite alone: one UPDATE, on the disk": bare,
    }
    return [
        f"| {stored:,} | {name} | {each.share(0.5):.0f} | {each.share(0.95):.0f} | {each.all[-1]:.0f} |"
        for name, each in told.items()
    ]


def _some(stored: int, times: int) -> list[str]:
    chance = random.Random(11)  # noqa: S311 - which rows are corrected
    copies = max(stored // SEEDED - 1, 1)
    found: set[str] = set()
    while len(found) < times:
        number, copy = chance.randrange(10_001, 10_001 + SEEDED), chance.randrange(copies)
        found.add(f"boamp:26-{number}-{copy}" if copy else f"boamp:26-{number}")
    return sorted(found)


def _enter(client: httpx.Client) -> None:
    token = parsed(client.get("/connexion").text).xpath("//input[@name='jeton']/@value")[0]
    fields = {"jeton": token, "email": OWNER, "password": PASSWORD, "suite": "/"}
    assert client.post("/connexion", data=fields).status_code == 303


def _corrected(client: httpx.Client, records: Sequence[str]) -> tuple[Times, Times]:
    opened, sent = [], []
    for number, record in enumerate(records):
        here = f"/revue/{DATASET}/{quote(record, safe='')}"
        begun = time.perf_counter()
        shown = client.get(here).raise_for_status().text
        opened.append(time.perf_counter() - begun)
        (form,) = parsed(shown).xpath("//*[@id='champ-objet']//form")
        fields = {each.get("name"): each.get("value", "") for each in form.xpath(".//input")}
        fields |= {"valeur": f"Un autre objet ({number})", "decision": "corriger"}
        begun = time.perf_counter()
        answer = client.post(here, data=fields)
        sent.append(time.perf_counter() - begun)
        assert "fait=" in answer.headers["location"], answer.text[:500]
    return _times(opened), _times(sent)


def _bare(path: Path, records: Sequence[str]) -> Times:
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA synchronous=FULL")
    change = "UPDATE ds_avis_marches SET objet = ? WHERE id = ?"
    try:
        return _timed(lambda record: database.execute(change, ("encore", record)), records)
    finally:
        database.close()


def _timed(do: Callable[[str], object], records: Sequence[str]) -> Times:
    taken = []
    for record in records:
        begun = time.perf_counter()
        do(record)
        taken.append(time.perf_counter() - begun)
    return _times(taken)


def _times(seconds: Sequence[float]) -> Times:
    return Times(sorted(1000 * each for each in seconds))


if __name__ == "__main__":
    main()
