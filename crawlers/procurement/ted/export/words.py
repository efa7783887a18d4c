"""Texts in paragraphs, amounts with a currency, days in three parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.model.evidence import Evidence
from core.model.reading import Value
from core.strict import StrictReader
from crawlers.forms.proof import together

FRENCH = "FR"
UNPUBLISHED = "NO"
"""@PUBLICATION of what the buyer gave for statistics only."""


def prose(reader: StrictReader, *paths: str, separator: str = "\n") -> Value | None:
    """The paragraphs at the first path that has any, as one text."""
    for path in paths:
        found = reader.texts(path)
        if found:
            words = separator.join(value.text for value in found)
            return together(found, words, words)
    return None


def title(reader: StrictReader, *paths: str) -> Value | None:
    """As :func:`prose`, on one line."""
    return prose(reader, *paths, separator=" ")


def published(reader: StrictReader, *paths: str) -> Value | None:
    """The first filled leaf at one of the paths, unless it is marked as not to be published."""
    for path in paths:
        parts = path.split("/")
        marks = ["/".join((*parts[:size], "@PUBLICATION")) for size in range(1, len(parts) + 1)]
        hidden = any(value.text == UNPUBLISHED for mark in marks for value in reader.values(mark))
        found = reader.value(path)
        if found and not hidden:
            return found
    return None


def day(reader: StrictReader) -> Value | None:
    """DAY, MONTH, YEAR and perhaps TIME."""
    parts = [reader.value(name) for name in ("YEAR", "MONTH", "DAY")]
    hour = reader.value("TIME")
    known = [part for part in parts if part]
    if len(known) < len(parts):
        return None
    words = "-".join(part.text.zfill(2) for part in known)
    text = f"{words} {hour.text}" if hour else words
    return together([*known, *([hour] if hour else [])], text, text)


def named(reader: StrictReader, term: str) -> Value:
    """The term that the name of an element stands for."""
    return Value(term, Evidence(lecture=reader.node.name, path=reader.node.path))


def until(start: Value | None, end: Value | None) -> Value | None:
    """``2021-01-01 au 2021-12-31``; None unless both days are known."""
    if start is None or end is None:
        return None
    words = f"{start.text} au {end.text}"
    return together([start, end], words, words)


def abroad(codes: Sequence[Value]) -> Value | None:
    """The country of some NUTS codes, unless one of them is French or names no country."""
    countries = [replace(code, text=code.text[:2]) for code in codes]
    if any(country.text == FRENCH or not country.text.isalpha() for country in countries):
        return None
    return countries[0] if countries else None
