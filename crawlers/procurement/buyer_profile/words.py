"""Values out of the words of a notice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from core.model.reading import Value
from crawlers.forms.folding import fold

_END = re.compile(r"[.;:!?]\s*$")
_MONTHS = (("ao\ufffdt", "août"), ("f\ufffdvrier", "février"), ("d\ufffdcembre", "décembre"))
_BROKEN_FIRST = re.compile(r"\b1\s?\.\s?e\.?\s?r\b\.?", re.IGNORECASE)
"""What "1er" becomes where a converter takes its raised letters for abbreviations."""
_SHORT_DATE = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{2})(?![\d/])")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"]*[^\s<>\".,;:)]", re.IGNORECASE)
_DESPACED = re.compile(r"[\s'’\-–\ufffd.]")

TYPES = {"travaux": "travaux", "fourniture": "fournitures", "service": "services"}

_IN_SERVICE = re.compile(r"mise en service")

_KINDS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("annulation", r"annulation"),
        ("rectificatif", r"rectifi?catif|avisrectifi"),
        ("intention", r"intentiondeconclure"),
        (
            "attribution",
            r"avisdattribution|attributiondumarche?|attributiondemarche?|resultats?demarche?|avisderesultat",
        ),
        ("preinformation", r"preinformation|avisinformatif"),
        (
            "consultation",
            r"appelpublic|appelalaconcurrence|appelaconcurrence|appelacandidature|avisdemarche?|avisdunmarche?|"
            r"avisdeconsultation|avisdeconcession|avisdepublicite|avisdepublicationdemarche|^aapc|miseenconcurrence",
        ),
    )
)
LONGEST_HEADING = 110


def kind_of(words: str) -> str | None:
    """The kind of notice that a heading names, its blanks lost or not ("AVISD'APPELPUBLIC…")."""
    if len(words) > LONGEST_HEADING:
        return None
    bare = _DESPACED.sub("", fold(words))
    return next((kind for kind, pattern in _KINDS if pattern.search(bare)), None)


def types_of(value: Value | None) -> tuple[Value, ...]:
    """Travaux, fournitures, services, as the words name them."""
    if value is None:
        return ()
    words = _IN_SERVICE.sub("", fold(value.text))
    return tuple(
        replace(value, text=term) for stem, term in TYPES.items() if re.search(rf"\b{stem}s?\b", words)
    )


def paragraph(value: Value | None) -> Value | None:
    """The first paragraph: lines go on while one is cut at the margin."""
    if value is None:
        return None
    lines = value.text.split("\n")
    kept = [lines[0]]
    for line in lines[1:]:
        if _END.search(kept[-1]) or not (line[:1].islower() or kept[-1].rstrip().endswith((",", "-"))):
            break
        kept.append(line)
    return replace(value, text=joined(kept))


def joined(lines: Sequence[str]) -> str:
    """Lines as one: a word that the margin cuts after a hyphen goes on without a blank."""
    text = ""
    for line in lines:
        text += line.strip() if not text or text.endswith("-") else f" {line.strip()}"
    return text


def sentence(value: Value | None) -> Value | None:
    """The words without the full stop at their end; None where nothing is left."""
    text = value.text.strip().rstrip(" .;,*").lstrip(" ,;:*") if value else ""
    return replace(value, text=text) if value and text else None


def moment(value: Value | None) -> Value | None:
    """A date as French notices print it: months whose letter was lost, and years of two digits, day first."""
    if value is None:
        return None
    text = _BROKEN_FIRST.sub("1er", value.text)
    for damaged, month in _MONTHS:
        text = re.sub(damaged, month, text, flags=re.IGNORECASE)
    date, _, below = text.partition("\n")
    hour = f" {below.partition(chr(10))[0]}" if below.lstrip().lower().startswith("heure") else ""
    text = _SHORT_DATE.sub(r"\1/\2/20\3", date + hour)
    return replace(value, text=text.replace(" \ufffd ", " à "))


def address(value: Value | None) -> Value | None:
    """The address of the web in a text."""
    found = _URL.search(value.text) if value else None
    return replace(value, text=found[0]) if value and found else None
