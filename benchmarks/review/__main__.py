"""Measure corrections through HTTP: ``python -m benchmarks.review FOLDER [--rows N] [--url URL] [--write]``.

A data owner signs in, opens the page of a row and sends the form with another value; the time is that from
sending the form to the answer. Beside it, what the database alone needs to change one row of that table and
have it on the disk, and the same correction in a small store.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import httpx

from benchmarks.machine import machine, replace_section
from benchmarks.million.fill import filled
from console.app import create_app
from core.model.person import Role
from core.storage.people import People
from core.storage.queries import Rows
from tests.console.web.pages import parsed
from tests.console.web.people import PASSWORD, person
from tools.local_server import serving

OWNER = "ana@ville.example"
DATASET = "avis-marches"


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds, sorted, and those of the processor on average: this process is server and browser."""

    all: Sequence[float]
    cpu: float = 0.0

    def share(self, share: float) -> float:
        """The time within which a share of the requests was answered."""
        return self.all[min(int(share * len(self.all)), len(self.all) - 1)]


def main() -> None:
    """Fill, measure, tell; a store that is kept in a folder is filled once."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path, nargs="?", help="where the store is kept")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--url", default="", help="of a PostgreSQL, which is measured alone")
    parser.add_argument("--times", type=int, default=300)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    busy, lines = os.getloadavg()[0], []
    with tempfile.TemporaryDirectory(prefix="veille-review-") as small:
        if not given.url:
            lines += _measured(Path(small), 10_000, min(given.times, 18))
        lines += _measured(given.folder or Path(small) / "large", given.rows, given.times, given.url)
    heads = "| rows | what | p50 ms | p95 ms | greatest ms | CPU ms |\n"
    heads += "| --- | --- | ---: | ---: | ---: | ---: |\n"
    place, kind = (" --url URL", "PostgreSQL") if given.url else ("", "SQLite")
    call = f"`python -m benchmarks.review FOLDER --rows {given.rows}{place} --times {given.times} --write`"
    heading = "A correction at the server" + (": PostgreSQL" if given.url else "")
    section = f"\n## {heading}\n\n{machine()}; load {busy:.1f} before; {kind}, uvicorn, one"
    section += f" reviewer. {call}\n\n" + heads + "\n".join(lines) + "\n"
    print(section)
    if given.write:
        replace_section(section)


def _measured(folder: Path, rows: int, times: int, url: str = "") -> list[str]:
    begun = time.monotonic()
    folder.mkdir(exist_ok=True)
    site = filled(folder, rows, url)
    with site.database.read() as tx:
        stored = Rows(tx, site.database.catalogue).count(DATASET)
    print(f"{stored} rows in {time.monotonic() - begun:.0f} s", flush=True)
    with site.database.read() as tx:
        known = People(tx).by_email(OWNER)
    if known is None:
        person(site, OWNER, Role.OWNER, datasets=[DATASET])
    records = _some(rows, times)
    with serving(create_app(site)) as address, httpx.Client(base_url=address, timeout=60) as client:
        _enter(client)
        opened, sent = _corrected(client, records)
        queue = _timed(lambda _: client.get("/revue").raise_for_status(), records[:20])
    site.database.close()
    told = {
        "correct a field (POST)": sent,
        "open the page of a row (GET)": opened,
        "the queue (GET)": queue,
    }
    if not url:
        told["SQLite alone: one UPDATE, on the disk"] = _bare(folder / "veille.sqlite", records)
    return [
        f"| {stored:,} | {name} | {each.share(0.5):.0f} | {each.share(0.95):.0f} | {each.all[-1]:.0f} |"
        f" {each.cpu:.0f} |"
        for name, each in told.items()
    ]


def _some(rows: int, times: int) -> list[str]:
    """Notices of the BOAMP whose document is in the archive."""
    archived = range(0, rows * 7 // 10, 500)
    chosen = random.sample(archived, min(times, len(archived)))
    return [f"boamp:{number // 150_000 + 17:02}-{number % 150_000:06}" for number in sorted(chosen)]


def _enter(client: httpx.Client) -> None:
    token = parsed(client.get("/connexion").text).xpath("//input[@name='jeton']/@value")[0]
    fields = {"jeton": token, "email": OWNER, "password": PASSWORD, "suite": "/"}
    assert client.post("/connexion", data=fields).status_code == 303


def _corrected(client: httpx.Client, records: Sequence[str]) -> tuple[Times, Times]:
    forms = {}

    def show(record: str) -> None:
        shown = client.get(_address(record)).raise_for_status().text
        (form,) = parsed(shown).xpath("//*[@id='champ-objet']//form")
        forms[record] = {each.get("name"): each.get("value", "") for each in form.xpath(".//input")}

    def send(record: str) -> None:
        typed = {"valeur": f"Un autre objet ({random.random()})", "decision": "corriger"}  # noqa: S311
        answer = client.post(_address(record), data={**forms[record], **typed})
        assert "fait=" in answer.headers["location"], answer.text[:500]

    return _timed(show, records), _timed(send, records)


def _address(record: str) -> str:
    return f"/revue/{DATASET}/{quote(record, safe='')}"


def _bare(path: Path, records: Sequence[str]) -> Times:
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA synchronous=FULL")
    change = "UPDATE ds_avis_marches SET objet = ? WHERE id = ?"
    try:
        return _timed(lambda record: database.execute(change, ("encore", record)), records)
    finally:
        database.close()


def _timed(do: Callable[[str], object], records: Sequence[str]) -> Times:
    taken, before = [], time.process_time()
    for record in records:
        begun = time.perf_counter()
        do(record)
        taken.append(1000 * (time.perf_counter() - begun))
    return Times(sorted(taken), 1000 * (time.process_time() - before) / len(taken))


if __name__ == "__main__":
    main()
