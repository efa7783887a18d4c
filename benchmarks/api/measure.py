"""A server started, asked by ``wrk`` for one page again and again, and stopped."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import httpx

from benchmarks.export.notices import COLUMNS

CONNECTIONS = 16
_PATIENCE = 60.0
_MILLISECONDS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True, slots=True)
class Page:
    """One page, as both servers are asked for it."""

    name: str
    ours: str
    datasette: str


@dataclass(frozen=True, slots=True)
class Figure:
    """Requests a second and milliseconds of a server; ``bytes`` is the length of an answer.

    ``cpu`` is the processor time of the server for a request, in milliseconds: what depends less on how many
    others share the machine.
    """

    server: str
    page: str
    rate: float
    median: float
    worst: float
    bytes: int
    failures: int
    cpu: float


def _ours(where: str, order: str) -> str:
    query = {"select": ",".join(COLUMNS), "where": where, "limit": "50"} | (
        {"order_by": order} if order else {}
    )
    return f"/api/explore/v2.1/catalog/datasets/avis-marches/records?{urlencode(query)}"


def _datasette(*filters: tuple[str, str]) -> str:
    columns = [("_col", name) for name in COLUMNS if name != "id"]
    fixed = [
        ("_size", "50"),
        ("_nocount", "1"),
        ("_nofacet", "1"),
        ("_nosuggest", "1"),
        ("_shape", "objects"),
    ]
    return f"/bench/ds_avis_marches.json?{urlencode([*filters, *columns, *fixed])}"


PAGES = (
    Page(
        "one type since 2025",
        _ours("type_avis = 'consultation' and date_publication >= date'2025-01-01'", ""),
        _datasette(("type_avis", "consultation"), ("date_publication__gte", "2025-01-01")),
    ),
    Page(
        "the same, newest first",
        _ours("type_avis = 'consultation' and date_publication >= date'2025-01-01'", "date_publication desc"),
        _datasette(
            ("type_avis", "consultation"),
            ("date_publication__gte", "2025-01-01"),
            ("_sort_desc", "date_publication"),
        ),
    ),
    Page(
        "one département of a list",
        _ours("code_departement = '59' and date_publication >= date'2025-01-01'", ""),
        _datasette(("code_departement__arraycontains", "59"), ("date_publication__gte", "2025-01-01")),
    ),
)


def ours() -> list[str]:
    """The command of our server, one process."""
    serve = ["-m", "uvicorn", "benchmarks.api.served:app", "--factory", "--log-level", "warning"]
    return [sys.executable, *serve, "--no-access-log", "--port", "8711"]


def datasette(program: str, file: Path) -> list[str]:
    """The command of Datasette, one process, the file opened as one that nobody writes."""
    return [program, "serve", "--immutable", str(file), "--port", "8712", "--setting", "num_sql_threads", "4"]


@contextmanager
def running(command: Sequence[str], address: str, file: Path) -> Iterator[int]:
    """A server that answers; its process."""
    environment = {**os.environ, "BENCHMARK_FILE": str(file)}
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        until = time.monotonic() + _PATIENCE
        while not _answers(address):
            if time.monotonic() > until or process.poll() is not None:
                raise RuntimeError(f"{command[0]} does not answer at {address}")
            time.sleep(0.2)
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:  # it is still at a question that nobody waits for
            process.kill()
            process.wait(10)


def _answers(address: str) -> bool:
    try:
        return httpx.get(address, timeout=30).status_code < 500
    except httpx.HTTPError:
        return False


def measured(
    server: tuple[str, int], page: str, address: str, seconds: int, connections: int = CONNECTIONS
) -> Figure:
    """What ``wrk`` sees with so many connections; the page is asked for once before."""
    first = httpx.get(address, timeout=120)
    first.raise_for_status()
    before = _cpu(server[1])
    told = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "--timeout", "30s", address],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    spent = _cpu(server[1]) - before
    answered = int(re.search(r"(\d+) requests in", told).group(1))  # type: ignore[union-attr]
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", told)
    return Figure(
        server[0],
        page,
        float(re.search(r"Requests/sec:\s+([\d.]+)", told).group(1)),  # type: ignore[union-attr]
        _latency(told, "50%"),
        _latency(told, "99%"),
        len(first.content),
        int(failed.group(1)) if failed else 0,
        spent * 1000 / max(answered, 1),
    )


def _cpu(process: int) -> float:
    """Processor time of a process and its threads, in seconds (proc(5), fields 14 and 15)."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _latency(told: str, share: str) -> float:
    found = re.search(rf"{share}\s+([\d.]+)(us|ms|s)\b", told)
    assert found
    return float(found.group(1)) * _MILLISECONDS[found.group(2)]
