"""The counts of each form over the real documents of a source."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from core.errors import DocumentError
from core.model.reading import Coverage, Extraction
from crawlers import source as source_of
from tests.real.coverage.documents import documents
from workers.extraction import read_here


@dataclass(slots=True)
class FormTally:
    """Documents of a form, their paths added up, and the unknown ones with the documents they stand in."""

    documents: int = 0
    coverage: Coverage = field(default_factory=Coverage)
    unknown: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name: str, extraction: Extraction) -> None:
        """Count a document."""
        one, all_ = extraction.coverage, self.coverage
        self.documents += 1
        self.coverage = Coverage(all_.read + one.read, all_.ignored + one.ignored, all_.unknown + one.unknown)
        for path in extraction.unmapped:
            self.unknown.setdefault(path, []).append(name)


@dataclass(slots=True)
class SourceTally:
    """The forms that were met, and how many documents were refused for which reason."""

    forms: dict[str, FormTally] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)


def tally(source: str) -> SourceTally:
    """Read every real document of a source."""
    found = SourceTally()
    for name, data in documents(source):
        try:
            extraction = read_here(source_of(source), data, name=name)
        except DocumentError as refusal:
            found.refused[refusal.code] += 1
            continue
        found.forms.setdefault(extraction.form, FormTally()).add(name, extraction)
    return found
