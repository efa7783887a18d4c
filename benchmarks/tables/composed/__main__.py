"""``python -m benchmarks.tables.composed FOLDER``: writes composed reports with their truth beside them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from lxml import etree

from benchmarks.tables.adjacency import GridCell
from benchmarks.tables.composed.documents import composed


def main() -> int:
    """Write the documents of some seeds."""
    parser = argparse.ArgumentParser(prog="benchmarks.tables.composed", description=__doc__)
    parser.add_argument("folder", type=Path, help="where to write NAME.pdf and NAME-str.xml")
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for seed in range(options.first, options.first + options.documents):
        press = composed(seed)
        path = options.folder / f"report-{seed:04}.pdf"
        path.write_bytes(press.done())
        path.with_name(f"{path.stem}-str.xml").write_bytes(truth(press.tables))
    return 0


def truth(tables: list[tuple[int, list[GridCell]]]) -> bytes:
    """The tables in the form of the ICDAR 2013 competition."""
    root = etree.Element("document")
    for page, cells in tables:
        region = etree.SubElement(etree.SubElement(root, "table"), "region", page=str(page))
        for first, last, left, right, text in cells:
            places = {"start-row": first, "end-row": last, "start-col": left, "end-col": right}
            cell = etree.SubElement(region, "cell", {name: str(place) for name, place in places.items()})
            etree.SubElement(cell, "content").text = text
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


if __name__ == "__main__":
    sys.exit(main())
