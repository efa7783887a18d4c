"""What stands at the head of every printed notice: its number, its kind, its départements and dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.model.reading import Value
from crawlers.forms.folding import fold
from crawlers.forms.notice import Notice, put
from crawlers.procurement.boamp.printed.line import Line, rest_of, value_of

_NUMBER = re.compile(r"(?:avis|annonce)\s*n\s*[o°.]*\s*(?P<number>\d{2}-\d{1,7})\b")
_PUBLISHED = re.compile(r"^publie le\s+(?P<day>\d{1,2}/\d{1,2}/\d{4})")
_DEPARTMENTS = re.compile(r"^departement\(?s?\)? de publication\s*:\s*")
_KINDS = (
    ("annulation", re.compile(r"\bannulation\b")),
    ("rectificatif", re.compile(r"\brectificati(?:f|on)\b|informations complementaires ou.*rectificatives")),
    ("modification", re.compile(r"avis de modification|modification (?:de|d'un) (?:marche|contrat)")),
    ("intention", re.compile(r"intention de conclure|transparence ex ante")),
    ("attribution", re.compile(r"\battribution\b|resultats? de marche|resultats? de concours|sans suite")),
    ("consultation", re.compile(r"mise en concurrence|appel public a la concurrence|appel a candidature")),
    (
        "preinformation",
        re.compile(r"pre-?information|avis informatif|periodique indicatif|profil d'acheteur"),
    ),
    (
        "consultation",
        re.compile(
            r"avis de marche|avis de concession|avis de concours|avis de delegation|systeme de qualification|"
            r"systeme d'acquisition|avis de sous-traitance|avis simplifie"
        ),
    ),
    ("autre", re.compile(r"avis divers|^divers$")),
)
_PROCEDURES = (
    (
        "negociee_sans_publicite",
        re.compile(r"sans (?:publication|publicite|mise en concurrence)|sans appel a la conc"),
    ),
    ("adaptee", re.compile(r"procedure adaptee|^adaptee")),
    ("dialogue_competitif", re.compile(r"dialogue competitif")),
    ("partenariat_innovation", re.compile(r"partenariat d'innovation")),
    ("systeme_acquisition_dynamique", re.compile(r"systeme d'acquisition dynamique")),
    ("negociee", re.compile(r"negoci")),
    ("concours", re.compile(r"\bconcours\b")),
    ("restreinte", re.compile(r"\brestreinte?\b")),
    ("ouverte", re.compile(r"\bouverte?\b")),
    ("concession", re.compile(r"delegation de service public|\bconcession\b")),
)


def number_of(lines: Iterable[Line]) -> Value | None:
    """The number of the BOAMP printed in the notice: ``Annonce No 20-100015``."""
    for line in lines:
        found = _NUMBER.search(fold(line.text))
        if found:
            return _part(line, found["number"], *found.span("number"))
    return None


def read_heading(lines: Sequence[Line], notice: Notice) -> None:
    """Départements and day of publication."""
    for line in lines:
        folded = fold(line.text)
        published = _PUBLISHED.match(folded)
        if published:
            put(notice.avis, date_publication=_part(line, published["day"], *published.span("day")))
        departments = _DEPARTMENTS.match(folded)
        if departments:
            codes = value_of([rest_of(line, departments.end())])
            put(notice.avis, departements_publication=split_codes(codes))


def kind_of(line: Line) -> Value | None:
    """The kind of notice that a title names."""
    folded = fold(line.text)
    for kind, pattern in _KINDS:
        if pattern.search(folded):
            whole = value_of([line])
            return replace(whole, text=kind) if whole else None
    return None


def procedure_of(value: Value | None) -> Value | None:
    """The procedure that some words name."""
    if value is None:
        return None
    folded = fold(value.text)
    term = next((term for term, pattern in _PROCEDURES if pattern.search(folded)), None)
    return replace(value, text=term) if term else None


def split_codes(codes: Value | None) -> tuple[Value, ...]:
    """``75, 77, 2A`` one by one."""
    if codes is None:
        return ()
    return tuple(replace(codes, text=code) for code in re.findall(r"\b\d{1,3}[AB]?\b|\b2[AB]\b", codes.text))


def _part(line: Line, text: str, start: int, end: int) -> Value | None:
    whole = value_of([line])
    if whole is None:
        return None
    return Value(text, replace(whole.evidence, start=start, end=end))
