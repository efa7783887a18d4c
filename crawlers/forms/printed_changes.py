"""The changes that a corrigendum prints line by line: where, of which lot, what to read instead of what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from crawlers.forms.deadlines import is_deadline_heading
from crawlers.forms.folding import fold

Place = tuple[int, int]
"""The number of a line and where in it a text begins."""

_WHERE, _BEFORE, _INSTEAD = "where", "before", "instead"
_LABELS = {
    "section": re.compile(r"\s*(?:numero de section|section number)\s*:\s*"),
    "lot": re.compile(r"\s*(?:numero (?:de|du) lot|lots? ?(?:n ?[°ºo]s?|numero)?)\s*:\s*"),
    "place": re.compile(
        r"\s*(?:endroit ou se trouve (?:le texte|la date) a \w+|place of text to be (?:modified|corrected))"
        r"\s*:\s*"
    ),
    _BEFORE: re.compile(r"\s*(?:au lieu de|instead of)\s*(?::\s*|$)"),
    _INSTEAD: re.compile(r"\s*(?:lire|read|il faut lire)\s*:\s*"),
}


@dataclass(slots=True)
class PrintedChange:
    """One change; texts are told by their places in the lines."""

    headings: list[str] = field(default_factory=list)
    lots: Place | None = None
    fresh: list[Place] = field(default_factory=list)


def changes_in(lines: Sequence[str]) -> Iterator[PrintedChange]:
    """The changes that print what is to be read instead, in their order."""
    change, state = PrintedChange(), _WHERE
    for index, line in enumerate(lines):
        label, start = _label(line)
        if state == _INSTEAD and (label in ("section", "lot", "place") or _new_heading(label, line)):
            yield from (change,) if change.fresh else ()
            change, state = PrintedChange(), _WHERE
        if label in (_BEFORE, _INSTEAD):
            if state == _INSTEAD and label == _BEFORE:
                yield from (change,) if change.fresh else ()
                change = PrintedChange(list(change.headings), change.lots)
            state = label
        elif label == "lot":
            change.lots = (index, start)
        elif label in ("section", "place") or state == _WHERE:
            change.headings.append(line[start:].strip())
        if state == _BEFORE and is_deadline_heading(line[start:]):
            change.headings.append(line[start:].strip())
        if state == _INSTEAD and line[start:].strip():
            change.fresh.append((index, start))
    yield from (change,) if change.fresh else ()


def _label(line: str) -> tuple[str, int]:
    folded = fold(line)
    found = ((name, pattern.match(folded)) for name, pattern in _LABELS.items())
    return next(((name, match.end()) for name, match in found if match), ("", 0))


def _new_heading(label: str, line: str) -> bool:
    """A heading of a deadline without a label, after the text of another change."""
    return not label and is_deadline_heading(line) and not re.search(r"\d{4}", line)
