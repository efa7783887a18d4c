"""How much one document may take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.settings import Settings

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of the child process that reads a document.

    ``memory_bytes`` come on top of what the preloaded modules take. ``wall_seconds`` grow by
    ``wall_seconds_per_page`` for each page that the reader announces, up to ``max_pages``.
    """

    memory_bytes: int = 1536 * MEBIBYTE
    cpu_seconds: int = 300
    wall_seconds: float = 20.0
    wall_seconds_per_page: float = 0.3
    max_pages: int = 2_000
    output_bytes: int = 64 * MEBIBYTE

    @classmethod
    def from_settings(cls, settings: Settings) -> Limits:
        """The limits that the installation sets."""
        return cls(
            memory_bytes=settings.child_memory_bytes,
            cpu_seconds=settings.child_cpu_seconds,
            wall_seconds=settings.child_wall_seconds,
            wall_seconds_per_page=settings.child_wall_seconds_per_page,
            max_pages=settings.max_pages,
            output_bytes=settings.child_output_bytes,
        )

    def seconds_for(self, pages: int) -> float:
        """The time by the clock for a document of so many pages."""
        return self.wall_seconds + self.wall_seconds_per_page * min(pages, self.max_pages)
