"""Words broken at a line end, in texts whose lines were never run together."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from core.model.act import Act, Span
from extractors.pdf.flow import junction

_BREAK = re.compile(r"(?<=[^\W\d_])-\n *(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Unbroken:
    """A text with its broken words mended; ``cuts`` are (place in ``text``, characters left out so far)."""

    text: str
    cuts: tuple[tuple[int, int], ...]

    def restored(self, act: Act) -> Act:
        """An act read in the mended text, with its places in the printed one."""
        columns = {name: self._span(span) for name, span in act.columns.items()}
        return Act(columns, self._printed(act.start), self._printed(act.end))

    def _span(self, span: Span) -> Span:
        return replace(span, start=self._printed(span.start), end=self._printed(span.end))

    def _printed(self, place: int) -> int:
        index = bisect_right(self.cuts, place, key=lambda cut: cut[0])
        return place + (self.cuts[index - 1][1] if index else 0)


def unbroken(text: str) -> Unbroken:
    """The text without the line breaks inside words, and without the hyphens that only break them."""
    pieces: list[str] = []
    cuts: list[tuple[int, int]] = []
    last = length = lost = 0
    for match in _BREAK.finditer(text):
        before, after = text[last : match.start() + 1], text[match.end() : match.end() + 40]
        _, dropped = junction(text[: match.start() + 1][-40:], after)
        pieces.append(before[: len(before) - dropped])
        length += len(pieces[-1])
        lost += match.end() - match.start() - 1 + dropped
        cuts.append((length, lost))
        last = match.end()
    return Unbroken("".join([*pieces, text[last:]]), tuple(cuts))
