"""``python -m benchmarks.pages FOLDER [--rows 1000000] [--url URL] [--datasette PROGRAM] [--write]``."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import httpx
from playwright.sync_api import sync_playwright

from benchmarks.api.measure import datasette, measured, running
from benchmarks.machine import machine, replace_section
from benchmarks.million.fill import filled
from benchmarks.pages.asked import TABLE, Times, timed

_OURS, _PEER = "http://127.0.0.1:8711", "http://127.0.0.1:8712"
_SHOWN = (
    "date_publication",
    "objet",
    "type_avis",
    "acheteur_nom",
    "lieu_libelle",
    "montant_estime",
    "statut",
)
_NEWEST = "?_sort_desc=date_publication&_size=50" + "".join(f"&_col={name}" for name in _SHOWN)
_FACETS = "&_facet=source&_facet=type_avis"
_PEERS = {
    "newest first": (
        TABLE,
        f"{_NEWEST}{_FACETS}",
    ),
    "one type since 2024, newest first": (
        f"{TABLE}?type_avis=consultation&du=2024-01-01",
        f"{_NEWEST}&type_avis=consultation&date_publication__gte=2024-01-01{_FACETS}",
    ),
    "newest first, Datasette without count and facets": (
        TABLE,
        f"{_NEWEST}&_nofacet=1&_nosuggest=1&_nocount=1",
    ),
}
_PATIENT = ["--setting", "sql_time_limit_ms", "120000", "--setting", "facet_time_limit_ms", "120000"]
"""With its own limit of a second Datasette refuses filtered pages of this file (400)."""
_SERVED = ("uvicorn", "benchmarks.pages.served:app", "--factory", "--log-level", "warning", "--no-access-log")


def main() -> None:
    """Measure, tell, keep."""
    parser = argparse.ArgumentParser(prog="benchmarks.pages", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--url", default="", help="of a PostgreSQL, which has no peer here")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--seconds", type=int, default=8)
    parser.add_argument("--datasette", default="datasette")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    filled(given.folder, given.rows, given.url).database.close()
    os.environ["BENCHMARK_URL"] = given.url
    file, busy = given.folder / "veille.sqlite", os.getloadavg()[0]
    ours = [sys.executable, "-m", *_SERVED, "--port", "8711"]
    peer = [each for each in datasette(given.datasette, file) if each != "--immutable"] + _PATIENT
    with running(ours, f"{_OURS}/health", file) as server:
        with httpx.Client(base_url=_OURS, timeout=120) as client:
            _tell(_pages(list(timed(client, server, given.rounds)), given, busy), write=given.write)
        if given.url:
            return
        with running(peer, f"{_PEER}/-/versions.json", file) as other:
            _tell(_beside({"veille": server, "Datasette": other}, given.seconds), write=given.write)


def _tell(section: str, *, write: bool) -> None:
    print(section, flush=True)
    if write:
        replace_section(section)


def _pages(found: list[Times], given: argparse.Namespace, busy: float) -> str:
    rows = "".join(
        f"| {each.name} | {each.share(0.5):.0f} | {each.share(0.95):.0f} | {each.clock[0]:.0f} |"
        f" {each.cpu:.0f} |\n"
        for each in found
    )
    heading = "Pages with a million rows" + (": PostgreSQL" if given.url else "")
    kind = "PostgreSQL" if given.url else "SQLite"
    return (
        f"\n## {heading}\n\n{machine()}; load {busy:.1f} before; one process of uvicorn,"
        f" {kind}, one reader, {given.rounds} times each address, the first time among them."
        f" `python -m benchmarks.pages FOLDER --rows {given.rows}"
        f"{' --url URL' if given.url else ''} --write`\n\n"
        "| page | p50 ms | p95 ms | least ms | server CPU ms |\n"
        f"| --- | ---: | ---: | ---: | ---: |\n{rows}"
    )


def _beside(servers: dict[str, int], seconds: int) -> str:
    lines = []
    for name, (mine, theirs) in _PEERS.items():
        addresses = {"veille": _OURS + mine, "Datasette": f"{_PEER}/veille/ds_avis_marches{theirs}"}
        for server, address in addresses.items():
            one, many = (
                measured((server, servers[server]), name, address, seconds, connections)
                for connections in (1, 16)
            )
            paint, load = _painted(address)
            lines.append(
                f"| {name} | {server} | {one.median:.0f} | {one.worst:.0f} | {one.cpu:.0f} | {many.rate:.1f}"
                f" | {many.median:.0f} | {paint:.0f} | {load:.0f} | {one.bytes // 1024} |\n"
            )
    return (
        f"\n## The table beside Datasette\n\n{machine()}; one process each, on the same SQLite file of a"
        f" million notices, in turn; wrk for {seconds} s, then Chromium (median of 5). Ours tells count and"
        " facets; Datasette has two minutes for a query in the place of its second, in which it refuses the"
        " filtered page.\n\n"
        "| page | server | 1 connection: median ms | p99 ms | CPU ms | 16: requests/s | median ms"
        " | first paint ms | loaded ms | KiB |\n"
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n" + "".join(lines)
    )


def _painted(address: str) -> tuple[float, float]:
    """Milliseconds to the first contentful paint and to the end of loading, in a browser that was there."""
    paint = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
    load = "performance.getEntriesByType('navigation')[0].loadEventEnd"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        page.set_default_timeout(120_000)
        found = []
        for _ in range(6):
            page.goto(address, wait_until="load")
            page.wait_for_function(f"() => {load} > 0 && {paint} > 0")
            found.append(page.evaluate(f"() => [{paint}, {load}]"))
        browser.close()
    paints, loads = zip(*found[1:], strict=True)
    return sorted(paints)[2], sorted(loads)[2]


if __name__ == "__main__":
    main()
