"""Summaries: the answer of ``consult/jorfCont`` for one issue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from core.errors import StructureChanged
from core.model.document import Document
from core.model.reading import Reading, Refusal, Value
from core.model.source import Found
from core.model.toolbox import Toolbox
from core.strict import StrictReader
from crawlers.legal.jorf.piste.days import day_of
from crawlers.legal.jorf.summaries import Columns, announced, place_of

STRANGERS = 0.10
IGNORED = {
    "how the answer was made": ("totalNbResult", "executionTime"),
    "other spellings of what is read": (
        "items/joCont/id*",
        "items/joCont/ancienId",
        "items/joCont/titre",
        "items/joCont/numero",
        "items/joCont/url",
    ),
    "where the issue stands in the database": (
        "items/joCont/etat",
        "items/joCont/nature",
        "items/joCont/origine",
        "items/joCont/refInjection",
        "items/joCont/relevantDate",
    ),
    "files of the issue": ("items/joInap", "items/joEA", "items/josPat"),
}
OF_A_LINK = ("nature", "ministere", "emetteur", "autorite", "numSequence", "ordre", "etat", "dateModif")
OF_A_RUBRIC = ("niv", "ordre")


def recognises(document: Document) -> bool:
    """Whether the document is an answer of ``consult/jorfCont``."""
    return document.tree is not None and document.tree.first("items/joCont") is not None


def read(document: Document, toolbox: Toolbox) -> Iterator[Found]:
    """A row without person for each act that a title among the individual measures announces.

    Raises:
        StructureChanged: the day or the list of texts of an issue is gone, or too many fields are unknown.
    """
    if document.tree is None:
        return
    reader = StrictReader(document.tree)
    found: list[Reading | Refusal] = []
    for issue in reader.at("items/joCont"):
        day = issue.require("datePubli")
        known = day_of(day.text)
        if known is None:
            raise StructureChanged(f"{issue.node.path}/datePubli is no day: {day.text}")
        columns = {"date_publication": replace(day, text=known.isoformat())}
        number = issue.value("num")
        structure = next(issue.at("structure"), None)
        if structure is None:
            raise StructureChanged(f"{issue.node.path} has no structure")
        found += _below(structure, (), columns | ({"numero_jo": number} if number else {}), toolbox)
    for patterns in IGNORED.values():
        reader.ignore(*patterns)
    reader.refuse_strangers(STRANGERS)
    yield from found
    yield from reader.account()


def _below(
    reader: StrictReader, rubric: tuple[str, ...], columns: Columns, toolbox: Toolbox
) -> Iterator[Reading | Refusal]:
    """The texts under a rubric and under those inside it."""
    for path in ("liens", "liensTxt"):
        for link in (each for each in reader.at(path) if each.node.children):
            number, title = link.require("id"), link.value("titre")
            link.ignore(*OF_A_LINK)
            if title:
                place = place_of(link, rubric)
                yield from announced(number, title, rubric, columns | place, toolbox)
    for inner in reader.at("tms"):
        name: Value | None = inner.value("titre")
        inner.ignore(*OF_A_RUBRIC)
        yield from _below(inner, (*rubric, name.text if name else ""), columns, toolbox)
