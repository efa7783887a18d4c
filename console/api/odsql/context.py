"""What a query is read with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from console.api.odsql.flavours import Flavour


@dataclass(frozen=True, slots=True)
class Context:
    """The database that will be asked, the zone and language of dates, and the present instant."""

    flavour: Flavour
    now: datetime
    zone: str = "UTC"
    language: str = "fr"
