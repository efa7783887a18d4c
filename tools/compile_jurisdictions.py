"""Compile the cour d'appel and tribunal judiciaire of each commune of today.

    python -m tools.compile_jurisdictions FILE

FILE is the ministry's list "communes et juridictions compétentes" as JSON: lists ``ca`` and ``tj`` of names
and ``c``, a commune code to positions in those lists (-1: none). It leaves out Marseille and Lyon, of which
it has the arrondissements only, and the communes created after it. Run after tools.compile_cog.
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
from collections import defaultdict
from pathlib import Path

from tools.cog.tables import write_table

DATA = Path(__file__).resolve().parents[1] / "normalizers" / "geo" / "data"

Courts = tuple[str, str]


def main() -> None:
    """Write ressorts.csv.gz and say which communes have no court."""
    listed = _listed(Path(sys.argv[1]))
    sources = _sources()
    rows, missing = [], []
    for code in sorted(sources):
        courts = {listed[source] for source in sources[code] if source in listed}
        if len(courts) == 1:
            rows.append((code, *courts.pop()))
        else:
            missing.append(code)
    size = write_table(DATA / "ressorts.csv.gz", ("code", "cour_appel", "tribunal_judiciaire"), rows)
    print(f"ressorts: {len(rows)} rows, {size} bytes; no court or several for {missing}")


def _listed(path: Path) -> dict[str, Courts]:
    data = json.loads(path.read_text(encoding="utf-8"))
    appeal = [_spelt(name) for name in data["ca"]]
    first = [_spelt(name) for name in data["tj"]]
    return {
        code: (appeal[row[0]] if row[0] >= 0 else "", first[row[1]] if row[1] >= 0 else "")
        for code, row in data["c"].items()
    }


def _spelt(name: str) -> str:
    """One spelling of the words around the town: the list has "Cour d'Appel" and "Cour d'appel"."""
    for wrong, right in (
        ("Cour d'Appel", "Cour d'appel"),
        ("Tribunal Supérieur d'Appel", "Tribunal supérieur d'appel"),
        ("Tribunal de Première Instance", "Tribunal de première instance"),
        ("Saint-Denis-de-La Réunion", "Saint-Denis de La Réunion"),
    ):
        name = name.replace(wrong, right)
    return name


def _sources() -> dict[str, list[str]]:
    """For each commune of today the codes under which the list may have it, in one of them at least."""
    parts: dict[str, list[str]] = defaultdict(list)
    communes = []
    for row in _table("communes"):
        if row["type"] == "C":
            communes.append(row)
        elif row["type"] == "A":
            parts[row["parent"]].append(row["code"])
    for row in _table("filiation"):
        if row["nature"] == "scission" and row["date"] >= "2019":
            parts[row["apres"]].append(row["avant"])
    return {row["code"]: _first(row, parts[row["code"]]) for row in communes}


def _first(row: dict[str, str], parts: list[str]) -> list[str]:
    listed_alone = [row["code"]]
    return (
        listed_alone
        if not parts
        else listed_alone + parts + [c for c in row["anciens_codes"].split("|") if c]
    )


def _table(name: str) -> list[dict[str, str]]:
    with gzip.open(DATA / f"{name}.csv.gz", "rt", encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


if __name__ == "__main__":
    main()
