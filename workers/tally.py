"""What a form yields of a document, and the count of what became of its paths."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.model.reading import Coverage, Extraction, Reading, Refusal
from core.model.source import Accounted, Found, Unmapped
from core.strict import drop_indexes


@dataclass(slots=True)
class Tally:
    """What a form has yielded so far.

    Each path counts once in a document: as unknown if it is unknown in one place, else as read if it is read
    in one place.
    """

    readings: list[Reading] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    unmapped: list[str] = field(default_factory=list)
    _read: set[str] = field(default_factory=set)
    _ignored: set[str] = field(default_factory=set)

    def take(self, found: Found) -> None:
        """Keep or count what was yielded next."""
        match found:
            case Reading():
                self.readings.append(found)
            case Refusal():
                self.refusals.append(found)
            case Unmapped(path):
                self.unmapped.append(path)
            case Accounted(read, ignored):
                self._read |= read
                self._ignored |= ignored

    def extraction(self, source: str, form: str, sha256: str) -> Extraction:
        """All that was yielded."""
        unmapped = drop_indexes(self.unmapped)
        read = self._read.difference(unmapped)
        ignored = self._ignored.difference(unmapped, read)
        return Extraction(
            source=source,
            form=form,
            sha256=sha256,
            readings=tuple(self.readings),
            refusals=tuple(self.refusals),
            unmapped=unmapped,
            coverage=Coverage(len(read), len(ignored), len(unmapped)),
        )
