"""The same load through a plain script: pdfplumber with camelot, BeautifulSoup, lxml, pandas; two processes.

``python -m benchmarks.route.plain FOLDER OUT [SAMPLE]`` reads every text and table of every document and
writes a CSV for each source. It keeps no evidence, checks nothing, types nothing and publishes nothing: it is
the reading alone.
"""

from __future__ import annotations

import json
import logging
import sys
import time
import warnings
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import camelot.io
import pandas
import pdfplumber
from bs4 import BeautifulSoup
from lxml import etree

from benchmarks.route.figures import tell, told
from benchmarks.route.load import files

PROCESSES = 2
Rows = list[dict[Any, Any]]


def read(path: Path) -> Rows:
    """The rows of a document, whatever its format."""
    return _READERS[path.suffix](path)


def _pdf(path: Path) -> Rows:
    rows: Rows = []
    with pdfplumber.open(path) as document:
        texts = [page.extract_text() for page in document.pages]
        for page in document.pages:
            for table in page.extract_tables():
                rows += [dict(enumerate(row)) for row in table]
            page.close()
    if not rows:
        rows = [
            row
            for table in camelot.io.read_pdf(str(path), pages="all", flavor="lattice")
            for row in table.df.to_dict("records")
        ]
    return [{"file": path.name, "text": "\n".join(texts)}, *rows]


def _html(path: Path) -> Rows:
    soup = BeautifulSoup(path.read_bytes(), "lxml")
    tables: Rows = [
        dict(enumerate(cell.get_text(" ", strip=True) for cell in row.find_all(["td", "th"])))
        for row in soup.find_all("tr")
    ]
    return [{"file": path.name, "text": soup.get_text(" ", strip=True)}, *tables]


def _xml(path: Path) -> Rows:
    tree = etree.parse(str(path))
    return [{"file": path.name, **{tree.getpath(each): each.text for each in tree.iter() if not len(each)}}]


def _json(path: Path) -> Rows:
    found = json.loads(path.read_bytes())
    items = found["marches"]["marche"] if "marches" in found else [found]
    rows: Rows = pandas.json_normalize(items).to_dict("records")
    return rows


_READERS = {".pdf": _pdf, ".html": _html, ".xml": _xml, ".json": _json}


def _taken(item: tuple[str, Path]) -> tuple[str, str, Rows, float]:
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    began = time.monotonic()
    rows = read(item[1])
    return item[0], item[1].suffix[1:], rows, time.monotonic() - began


def _sample(folder: Path, sample: int) -> Iterator[tuple[str, Path]]:
    """Every nth document, so that all kinds keep their shares."""
    found = list(files(folder))
    step = max(1, len(found) // sample) if sample else 1
    return iter(found[::step][: sample or None])


def main(folder: Path, out: Path, sample: int) -> None:
    """Read and write."""
    out.mkdir(parents=True, exist_ok=True)
    began, count = time.monotonic(), 0
    stages: defaultdict[str, float] = defaultdict(float)
    gathered: defaultdict[str, Rows] = defaultdict(list)
    with ProcessPoolExecutor(PROCESSES) as pool:
        for source, suffix, rows, seconds in pool.map(_taken, _sample(folder, sample), chunksize=4):
            gathered[source] += rows
            stages[suffix] += seconds
            count += 1
    for source, rows in gathered.items():
        pandas.DataFrame(rows).to_csv(out / f"{source}.csv", index=False)
    counts = {"rows": sum(map(len, gathered.values()))}
    tell(told("plain", count, time.monotonic() - began, stages, counts))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0)
