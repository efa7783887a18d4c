"""The deadline of a record that has neither GESTION nor DONNEES."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

from core.strict import StrictReader
from crawlers.forms.notice import Notice

UNCERTAIN_HOUR = "heure_deduite:date_limite_reponse"
SCHEMA_325 = "2024-01-15"
"""From about this day the national notices are published with schema 3.2.5 (measured: the first after the
12th and before the 16th of January 2024)."""

_INSTANT = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?(?:Z|\+00:00)")


def read_light_deadline(record: StrictReader, notice: Notice) -> None:
    """The hour on the wall out of an instant whose zone is false.

    Up to schema V240 the portal subtracts a fixed hour (the forms said +01:00 all year); since 3.2.5 it
    prints the hour on the wall as if it were UTC. The warning says that the hour was worked out.
    """
    value, published = record.value("datelimitereponse"), record.value("dateparution")
    found = _INSTANT.fullmatch(value.text) if value else None
    if value is None or found is None:
        return
    wall = datetime.fromisoformat(found[1])
    if published and published.text < SCHEMA_325:
        wall += timedelta(hours=1)
    notice.avis["date_limite_reponse"] = replace(value, text=wall.isoformat())
    notice.warnings.append(UNCERTAIN_HOUR)
