"""Texts in several languages, dates with an hour, durations with a unit."""

from __future__ import annotations

from dataclasses import replace

from core.model.reading import Value
from core.model.tree import Node
from core.strict import StrictReader
from crawlers.forms.proof import together

EXTENSION = "UBLExtensions/UBLExtension/ExtensionContent/EformsExtension"
FRENCH = "FRA"
LANGUAGE = "@languageID"

UNITS = {"DAY": "jours", "WEEK": "semaines", "MONTH": "mois", "YEAR": "ans"}


def text(reader: StrictReader, *paths: str) -> Value | None:
    """The French text at the first path that has one, else the first text."""
    for path in paths:
        nodes = [node for node in reader.node.find(path) if node.is_leaf()]
        reader.values(path)
        if nodes:
            chosen = next((node for node in nodes if _language(node) == FRENCH), nodes[0])
            return Value(chosen.text, chosen.evidence())
    return None


def moment(reader: StrictReader, path: str) -> Value | None:
    """EndDate and EndTime of a period: the day and the hour on the wall."""
    day, hour = reader.value(f"{path}/EndDate"), reader.value(f"{path}/EndTime")
    if day is None:
        return None
    if hour is None:
        return replace(day, text=day.text[:10])
    joined = f"{day.text[:10]}T{hour.text}"
    return together((day, hour), joined, f"{day.text} {hour.text}")


def period(reader: StrictReader, path: str) -> Value | None:
    """A duration with its unit, or a first and a last day."""
    for each in reader.at(f"{path}/DurationMeasure"):
        measure, unit = each.own(), each.value("@unitCode")
        if measure and unit and unit.text in UNITS:
            return replace(measure, text=f"{measure.text} {UNITS[unit.text]}")
    start, end = reader.value(f"{path}/StartDate"), reader.value(f"{path}/EndDate")
    if start and end:
        words = f"{start.text[:10]} au {end.text[:10]}"
        return together((start, end), words, words)
    return None


def _language(node: Node) -> str:
    mark = node.first(LANGUAGE)
    return mark.text if mark else ""
