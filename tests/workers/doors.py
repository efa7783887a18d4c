"""The doors of each source: where an installation may ask for it, by the seeds that choose the door."""

from __future__ import annotations

from dataclasses import dataclass

from crawlers import sources
from crawlers.legal.bodacc.explore import DATASET as BODACC_ON_OPENDATASOFT
from crawlers.legal.jorf.discovery import GLOBAL_ROOT


@dataclass(frozen=True, slots=True)
class Door:
    """A source and the addresses that are set for it; none for the door it takes by itself.

    The API of PISTE wants credentials and has its own nights (``test_piste.py``).
    """

    source: str
    seeds: tuple[str, ...] = ()
    name: str = ""

    def __str__(self) -> str:
        return f"{self.source}-{self.name}" if self.name else self.source


DOORS = (
    *map(Door, sources()),
    Door("jorf", (GLOBAL_ROOT,), "global"),
    Door("bodacc", (BODACC_ON_OPENDATASOFT,), "opendatasoft"),
)
