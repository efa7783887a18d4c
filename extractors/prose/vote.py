"""Rules and model vote: a name that the model sees otherwise is less sure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from core.model.act import Act, Span
from extractors.prose.recogniser import Seen, names_seen

DISSENT = 0.7
"""What is left of the confidence of a value when the model sees another name, or none, in its place."""

_OF_OFFICES = frozenset({"suppression_office", "transfert_office", "autre", "rectificatif"})
"""Acts whose person may be the holder of an office rather than who is appointed or leaves."""

_PERSON = ("nom", "prenoms", "nom_usage")
_PARTS = {
    "remplace_nom": frozenset({"REPLACED", "HOLDER"}),
    "remplace_prenoms": frozenset({"REPLACED", "HOLDER"}),
    "societe_nom": frozenset({"COMPANY"}),
    "societe_ancien_nom": frozenset({"COMPANY"}),
    "remplace_societe": frozenset({"COMPANY"}),
    "residence_libelle": frozenset({"PLACE"}),
    "residence_origine": frozenset({"PLACE"}),
}
_WHOLE = frozenset({"societe_nom", "societe_ancien_nom", "remplace_societe"})
"""Columns whose value must be all that the model sees: where a company's name ends is what is hard."""


def voted(text: str, acts: Iterable[Act]) -> tuple[Act, ...]:
    """The acts that rules read in a text, less sure where the model does not see what they say.

    Only confidences change. The model has no vote on a value that no word prints.
    """
    found = tuple(acts)
    if not found:
        return found
    seen = names_seen(text)
    return tuple(Act(_voted(act.columns, seen), act.start, act.end) for act in found)


def _voted(columns: dict[str, Span], seen: list[Seen]) -> dict[str, Span]:
    kind = columns.get("type_acte")
    parts = _PARTS | dict.fromkeys(_PERSON, _parts_of_person(kind.value if kind else ""))
    return {
        name: span if name not in parts or _agrees(name, span, parts[name], seen) else _doubted(span)
        for name, span in columns.items()
    }


def _parts_of_person(kind: str) -> frozenset[str]:
    return frozenset({"PERSON", "HOLDER"} if kind in _OF_OFFICES else {"PERSON"})


def _agrees(name: str, span: Span, parts: frozenset[str], seen: list[Seen]) -> bool:
    """Whether the model sees a name of a right part in the place of a value."""
    for each in seen:
        if each.part in parts and each.start < span.end and span.start < each.end:
            return name not in _WHOLE or (each.start, each.end) == (span.start, span.end)
    return span.start == span.end


def _doubted(span: Span) -> Span:
    return replace(span, confidence=span.confidence * DISSENT)
