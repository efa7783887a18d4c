"""Which texts of the Journal officiel are of the legal professions, and which must not be read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from core.model.act import Act

PROTECTED = re.compile(r"acc[èe]s prot[ée]g[ée]", re.IGNORECASE)
"""The mark of texts that the law forbids to index (CRPA L221-14, R221-15)."""

NOMINATIVE = "mesures nominatives"
_OFFICERS = re.compile(r"officiers? publics? (?:ou|et) minist[ée]riels?", re.IGNORECASE)
_OFFICE = re.compile(r"\b(?:offices?|[ée]tudes?|charges?|greffes?)\b", re.IGNORECASE)
_SOCIETY = re.compile(r"\bsoci[ée]t[ée]s?\b|\bSCP\b|\bSEL", re.IGNORECASE)
_MATTERS = {
    "creation_office": _OFFICE,
    "suppression_office": _OFFICE,
    "transfert_office": _OFFICE,
    "dissolution_societe": _SOCIETY,
    "changement_denomination": _SOCIETY,
}
"""Kinds of act that other texts have too (a service created): what their title must name beside."""


def is_protected(title: str) -> bool:
    """Whether a title has the mark of a protected text."""
    return bool(PROTECTED.search(title))


def names_officers(title: str) -> bool:
    """Whether a title says that its text is of public officers."""
    return bool(_OFFICERS.search(title))


def is_nominative(rubric: Iterable[str]) -> bool:
    """Whether the summary puts a text among the individual measures."""
    return any(each.casefold() == NOMINATIVE for each in rubric)


def announces_acts(title: str, acts: Iterable[Act]) -> bool:
    """Whether a title by itself says that its text is an individual act on a legal profession."""
    kinds = [act.columns["type_acte"].value for act in acts if "type_acte" in act.columns]
    if names_officers(title):
        return True
    return any(kind != "autre" and _MATTERS.get(kind, _ANY).search(title) for kind in kinds)


_ANY = re.compile("")


def is_of_justice(ministry: str, nor: str) -> bool:
    """Whether a text comes from the ministry of justice, by its name or by the first letters of its NOR."""
    return "justice" in ministry.casefold() or nor.startswith("JUS")
