"""Which records a published row annuls (law 5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from workers.route import Withdrawn


def withdrawn_by(dataset: str, record: str, values: Mapping[str, Any]) -> Iterator[Withdrawn]:
    """An annulation withdraws the notices it is linked to; the annulation itself stays published."""
    if dataset == "avis-marches" and values.get("type_avis") == "annulation":
        for linked in values.get("avis_lies") or ():
            if linked != record:
                yield Withdrawn(dataset, linked, f"annulé par {record}")
