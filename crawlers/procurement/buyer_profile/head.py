"""The head that an aggregator sets over the notice of a buyer: title, dates, place, kind, buyer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.model.reading import Value
from crawlers.forms.folding import fold
from crawlers.procurement.buyer_profile.grammar import Field, Grammar, first
from crawlers.procurement.buyer_profile.text import Text
from crawlers.procurement.buyer_profile.words import TYPES, kind_of

HEAD = Grammar(
    {
        "marche": ("Appel d'offre public", "Appel d'offres public"),
        "publication": ("Date de parution", "Date de publication"),
        "cloture": ("Date de clotûre", "Date de clôture"),
        "localisation": ("Localisation",),
        "procedure": ("Procédure",),
        "secteur": ("Secteur d'activité",),
        "acheteur": (
            "Nom et adresse officiels de l'organisme acheteur public*",
            "Nom et adresse officiels de l'organisme acheteur*",
        ),
    }
)
BODY_MARK = Grammar(
    {
        "corps": (
            "Texte légal de l'appel d'offre (marché public)*",
            "Texte légal de l'appel d'offres (marché public)*",
            "Texte légal de l'avis*",
        )
    }
)
_TITLE_LABEL = re.compile(r"^intitul. de l.appel d.offres? public\s*:?\s*")
_DEPARTEMENT = re.compile(r"\b(?P<code>\d{2,3}|2[AB])\s*[-–]")


@dataclass(frozen=True, slots=True)
class Head:
    """What the head says, and where the notice itself begins; empty for a page without a head."""

    start: int
    title: Value | None = None
    kind: Value | None = None
    types: tuple[Value, ...] = ()
    published: Value | None = None
    closing: Value | None = None
    procedure: Value | None = None
    departements: tuple[Value, ...] = ()
    buyer: Value | None = None
    labels: int = 0


def read_head(text: Text) -> Head:
    """The head of a page, down to the line that announces the notice."""
    marks = [each for each in BODY_MARK.fields(text) if each.key]
    if not marks:
        return Head(0)
    fields = HEAD.fields(text, 0, text.plain.find(marks[0].label))
    kind, types = _terms(text, fields)
    return Head(
        start=marks[0].start,
        title=_title(text, fields[0]),
        kind=kind,
        types=types,
        published=_line(first(fields, text, "publication")),
        closing=_line(first(fields, text, "cloture")),
        procedure=_line(first(fields, text, "procedure")),
        departements=_departements(first(fields, text, "localisation")),
        buyer=first(fields, text, "acheteur"),
        labels=len({each.key for each in fields if each.key}),
    )


def _line(value: Value | None) -> Value | None:
    return replace(value, text=value.text.split("\n")[0]) if value else None


def _title(text: Text, before: Field) -> Value | None:
    """The first filled line, without the label that some pages glue to it."""
    for start, end in text.lines(before.start, before.end):
        glued = _TITLE_LABEL.match(text.folded[start:end])
        title = text.value(start + (glued.end() if glued else 0), end)
        if title:
            return title
    return None


def _terms(text: Text, fields: Sequence[Field]) -> tuple[Value | None, tuple[Value, ...]]:
    """Kind of notice and of market, which stand on lines of their own below the place."""
    kind: Value | None = None
    types: list[Value] = []
    for each in fields:
        if each.key != "localisation":
            continue
        for start, end in text.lines(each.start, each.end)[1:]:
            value = text.value(start, end)
            words = fold(value.text).strip(" .") if value else ""
            term = next((term for stem, term in TYPES.items() if words in (stem, f"{stem}s")), None)
            if value and term:
                types.append(replace(value, text=term))
            elif value and kind is None and (named := kind_of(value.text)):
                kind = replace(value, text=named)
    return kind, tuple(types)


def _departements(value: Value | None) -> tuple[Value, ...]:
    if value is None:
        return ()
    line = value.text.split("\n")[0]
    return tuple(replace(value, text=found["code"]) for found in _DEPARTEMENT.finditer(line))
