"""Which of the places of a clause is the residence of the office."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from core.model.act import Span
from extractors.prose.clauses import Clause
from extractors.prose.companies import Company
from extractors.prose.letters import coded, plain, printed
from extractors.prose.memory import Memory, inherited
from extractors.prose.places import DEPARTMENT, PLACE, Place

_SAME = re.compile(
    r"\b(?:à|de|en) (?:la |cette |ladite |sa )(?:même )?résidence\b(?! d| :)"
    r"|\b(?:cet|du même|au même|ledit|dudit) office\b"
    r"|\bl'office ainsi créé\b"
    r"|\bla même ville\b|\bce (?:même )?tribunal\b"
)
_CONSEIL = re.compile(
    r"Conseil d'[EÉ]tat et à la Cour de cassation|avocate?s?(?: \w+)? aux Conseils", re.IGNORECASE
)
_TO = re.compile(
    rf"\b(?:transféré(?:e)?s?|transfert|transférer)\b[^;]*?(?: (?:(?P<contracted>au|aux)"
    rf"|à) (?P<place>{PLACE})(?: ?{DEPARTMENT})?)"
)
_INSTEAD = re.compile(r"\bau lieu |\bprécédemment ")
_APART = re.compile(r"[),] à la $")
_ORDER = ("residence", "court", "seat", "practice", "bracketed")
_FREE = (
    "demission",
    "retrait_associe",
    "honorariat",
    "dissolution_societe",
    "changement_denomination",
    "suppression_office",
    "autre",
)


def place_columns(text: str, clause: Clause, memory: Memory, company: Company | None) -> dict[str, Span]:
    """The columns residence_libelle, departement, residence_origine and cour of a clause."""
    if clause.kind == "transfert_office":
        return _transfer(text, clause)
    flat = plain(text)
    court = _conseil(flat, clause) or (_conseil(flat, clause.header) if clause.header else None)
    if court:
        return {"cour": court}
    place = _own(flat, clause)
    if place is None and _SAME.search(flat, clause.start, clause.end):
        place = _best(clause.places, clause.start) or _inherited(memory.place)
    place = place or _learned(clause, memory, company) or (_inherited(memory.place) if company else None)
    if place is None and clause.header:
        place = _best(clause.header.places, clause.header.verb.end)
    return _columns(place, clause)


_JOINT = re.compile(r" ?(?:,|et|, et|ainsi qu') ?(?:à la |de |d')?")


def further_places(text: str, clause: Clause, first: dict[str, Span]) -> list[dict[str, Span]]:
    """The further residences of one appointment: "aux résidences de X (Y) et de Z (Y)"."""
    flat, name = plain(text), first.get("residence_libelle")
    places = [place for place in clause.places if name and place.name.start >= name.start]
    found: list[dict[str, Span]] = []
    for before, place in pairwise(places):
        joined = _JOINT.fullmatch(flat, before.end, place.start)
        if joined is None or place.kind not in ("residence", "bracketed"):
            break
        found.append(place.columns())
    return found


def _columns(place: Place | None, clause: Clause) -> dict[str, Span]:
    """A court beside the residence is a column of its own."""
    if place is None:
        return {}
    court = next((other.court for other in clause.places if other.court), None)
    return place.columns() | ({"cour": court} if court else {})


def _conseil(flat: str, clause: Clause) -> Span | None:
    match = _CONSEIL.search(flat, clause.start, clause.end)
    if match is None:
        return None
    return coded("Conseil d'Etat et Cour de cassation", match.start(), match.end())


def _own(flat: str, clause: Clause) -> Place | None:
    """The residence that the clause itself prints."""
    if clause.header:
        return _best(clause.places, clause.start)
    start = clause.start if clause.kind in _FREE or clause.verb.word == "pourvu" else clause.predicate[0]
    if clause.kind == "suppleance":
        word = re.compile("suppléan").search(flat, clause.start, clause.end)
        start = word.start() if word else start
    found = _best(clause.places, start)
    if found is None and clause.kind == "nomination":
        # "M. A, à la résidence de B, est nommé notaire": no profession before it, so not where he was.
        return next(
            (place for place in clause.places if _APART.search(flat, clause.start, place.start)), None
        )
    return found or _best(clause.places, clause.start)


def _best(places: list[Place], start: int) -> Place | None:
    """The first place after a position of the surest kind."""
    later = [place for place in places if place.name.start >= start]
    return min(later, key=lambda place: (_ORDER.index(place.kind) > 1, place.start), default=None)


def remembered(memory: Memory) -> dict[str, Span]:
    """The columns of the residence that the sentence before printed."""
    place = _inherited(memory.place)
    return place.columns() if place else {}


def _learned(clause: Clause, memory: Memory, company: Company | None) -> Place | None:
    return _inherited(memory.seat_of(company))


def _inherited(place: Place | None) -> Place | None:
    if place is None:
        return None
    department = inherited(place.department) if place.department else None
    court = inherited(place.court) if place.court else None
    return replace(place, name=inherited(place.name), department=department, court=court)


def _transfer(text: str, clause: Clause) -> dict[str, Span]:
    """The last place is the destination, the first one the origin."""
    places = sorted(clause.places, key=lambda place: place.start)
    if len(places) > 1 and _INSTEAD.search(plain(text), places[-2].end, places[-1].start):
        places[-2:] = [places[-1], places[-2]]
    target = places[-1] if len(places) > 1 else _unbracketed(text, clause, places)
    if target is None:
        return {
            name: span for name, span in (places[0].columns() if places else {}).items() if name != "cour"
        }
    columns = {name: span for name, span in target.columns().items() if name != "cour"}
    if places and places[0].name != target.name:
        columns["residence_origine"] = places[0].name
    return columns


def _unbracketed(text: str, clause: Clause, places: list[Place]) -> Place | None:
    """The destination of "est transféré à Saint-Malo", printed without its département."""
    match = _TO.search(plain(text), clause.start, clause.end)
    if match is None or (places and match.start("place") <= places[0].name.start):
        return None
    department = printed(text, *match.span("department")) if match.group("department") else None
    return Place("bracketed", match.start(), match.end(), printed(text, *match.span("place")), department)
