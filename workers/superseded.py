"""Which readings of a publication give way to others of it.

A text of the Journal officiel is read more than once: in the summary of its issue, which gives a row for each
act that the title announces, then in a delivery of its own, then in later deliveries that write it anew. A
row that the better document no longer has is withdrawn, where a merge row by row would keep it for ever.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from core.storage.merge import RowReading

SUMMARY = 0
"""The precedence of summaries (see :mod:`workers.precedence`)."""


def publication_of(dataset: str, record: str) -> str | None:
    """The publication that a record is a row of; None in a dataset whose rows stand for themselves."""
    named = _PUBLICATION.get(dataset)
    return named(record) if named else None


def superseded(readings: Iterable[RowReading]) -> list[RowReading]:
    """The readings that give way: of a summary to those of its texts, of a file to its next writing."""
    texts: dict[str, list[RowReading]] = defaultdict(list)
    for each in readings:
        if name := publication_of(each.dataset, each.record):
            texts[name].append(each)
    return [each for found in texts.values() for each in _superseded(found)]


def _superseded(readings: list[RowReading]) -> Iterator[RowReading]:
    texts = [each for each in readings if each.precedence > SUMMARY]
    yield from (each for each in readings if texts and each.precedence == SUMMARY)
    newest: dict[str, RowReading] = {}
    for each in sorted(texts or readings, key=_age):
        newest[_file(each)] = each
    yield from (each for each in texts or readings if _writing(each) != _writing(newest[_file(each)]))


def _file(reading: RowReading) -> str:
    """The name of the file, which is the same in each delivery: ``JORFTEXT000059900101.xml``."""
    return reading.document.rpartition("/")[2]


def _writing(reading: RowReading) -> tuple[str, str]:
    """A file as it was delivered once, with the bytes it had; an address may answer with others later."""
    return reading.document, reading.sha256


def _age(reading: RowReading) -> tuple[date, str, float, str]:
    """Deliveries of one day are told apart by their keys, which hold the time of their making."""
    return reading.published or date.min, reading.document, reading.read_at.timestamp(), reading.sha256


def _text(record: str) -> str:
    """``JORFTEXT000059900101:1:2`` → ``JORFTEXT000059900101:``, what the ids of its records begin with."""
    return f"{record.partition(':')[0]}:"


_PUBLICATION: dict[str, Callable[[str], str]] = {"nominations-professions-juridiques": _text}
