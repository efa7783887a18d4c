"""Texts in paragraphs, amounts with a currency, days in three parts."""

from __future__ import annotations

from dataclasses import replace

from core.model.reading import Value
from core.strict import StrictReader

UNPUBLISHED = "NO"
"""@PUBLICATION of what the buyer gave for statistics only."""


def prose(reader: StrictReader, *paths: str, separator: str = "\n") -> Value | None:
    """The paragraphs at the first path that has any, as one text."""
    for path in paths:
        found = reader.texts(path)
        if found:
            words = separator.join(value.text for value in found)
            return replace(found[0], text=words, evidence=replace(found[0].evidence, lecture=words))
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


def day(reader: StrictReader, path: str) -> Value | None:
    """DAY, MONTH, YEAR and perhaps TIME below a path."""
    for each in reader.at(path):
        parts = [each.value(name) for name in ("YEAR", "MONTH", "DAY")]
        hour = each.value("TIME")
        known = [part for part in parts if part]
        if len(known) == len(parts):
            words = "-".join(part.text.zfill(2) for part in known)
            text = f"{words} {hour.text}" if hour else words
            return replace(known[0], text=text, evidence=replace(known[0].evidence, lecture=text))
    return None
