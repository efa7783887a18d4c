"""Intentions to conclude: their winners are chosen and not yet bound."""

from __future__ import annotations

from dataclasses import replace

from core.model.reading import Value
from crawlers.forms.notice import Notice


def mark_intended(notice: Notice) -> None:
    """In a notice of intention, what is awarded is only foreseen (``prevu``)."""
    kind = notice.avis.get("type_avis")
    if not isinstance(kind, Value) or kind.text != "intention":
        return
    for award in notice.awards:
        statut = award.fields.get("statut")
        if isinstance(statut, Value) and statut.text == "attribue":
            award.fields["statut"] = replace(statut, text="prevu")
