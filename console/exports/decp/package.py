"""A package of contracts as JSON and as XML, written as the rows come."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from shutil import copyfileobj
from typing import IO, Any
from xml.sax.saxutils import escape

import orjson

from console.exports.decp.contract import CONCESSION, CONTRACT, Incomplete, Row, contract, kind_of
from console.exports.report import Report

_IN_MEMORY = 1 << 20


def write_json(rows: Iterable[Row], out: IO[bytes]) -> Report:
    """Write ``{"marches": {"marche": [...], "contrat-concession": [...]}}``; concessions wait in a file."""
    report = Report()
    written = {CONTRACT: 0, CONCESSION: 0}
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as concessions:
        out.write(b'{"marches":{"marche":[')
        for kind, found in _contracts(rows, report):
            to: Any = out if kind == CONTRACT else concessions
            to.write(b",\n" if written[kind] else b"\n")
            to.write(orjson.dumps(found))
            written[kind] += 1
        out.write(b'\n],"contrat-concession":[')
        concessions.seek(0)
        copyfileobj(concessions, out)
    out.write(b"\n]}}\n")
    return report


def write_xml(rows: Iterable[Row], out: IO[bytes]) -> Report:
    """Write ``<marches>``, a contract or a concession an element."""
    report = Report()
    out.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<marches>\n')
    for kind, found in _contracts(rows, report):
        out.write("".join(_element(kind, found)).encode())
        out.write(b"\n")
    out.write(b"</marches>\n")
    return report


def _contracts(rows: Iterable[Row], report: Report) -> Iterator[tuple[str, dict[str, Any]]]:
    for row in rows:
        try:
            found = contract(row)
        except Incomplete as incomplete:
            report.leave_out(incomplete.fields)
            continue
        report.written += 1
        yield kind_of(row), found


def _element(name: str, value: Any) -> Iterator[str]:
    """An element; a list is what it holds: its items are elements, or texts that repeat the element."""
    if isinstance(value, list) and not all(isinstance(each, Mapping) for each in value):
        for each in value:
            yield from _element(name, each)
        return
    yield f"<{name}>"
    if isinstance(value, Mapping):
        for member, inner in value.items():
            yield from _element(member, inner)
    elif isinstance(value, list):
        for each in value:
            for member, inner in each.items():
                yield from _element(member, inner)
    else:
        yield escape(_text(value))
    yield f"</{name}>"


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    return f"{value:f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
