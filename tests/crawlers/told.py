"""What a form tells of a document beside what became of its paths."""

from __future__ import annotations

from collections.abc import Iterable

from core.model.reading import Reading, Refusal
from core.model.source import Accounted, Unmapped
from core.model.source import Found as Yielded

Found = Reading | Refusal | Unmapped


def told(found: Iterable[Yielded]) -> list[Found]:
    """Rows, refusals and unknown paths."""
    return [each for each in found if not isinstance(each, Accounted)]
