"""Cores: lines whose phrases stand under each other, with the single lines between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.tables.phrases import Phrase, TextLine, is_label
from extractors.tables.prose import is_long

CAPTION = re.compile(
    r"^(?:table|tableau|tab\.|figure|fig\.|graph|graphique|chart|exhibit|annexe?|nota|box|encadré)\b"
    r"|^[*†‡]{0,3}\s?(?:sources?|notes?)\b(?!\s(?:of|payable|receivable|des?|d[’'])\b)",
    re.IGNORECASE,
)

PENDING = 5
"""Lines with one phrase, or of other columns, that may stand between two lines of a table."""

ODD = 2
"""Lines of other columns among them."""

AGREED = 0.5
"""Share of the phrases of a line that must stand each under one of a line before."""

SURE = 0.8
"""The same from which even a far line belongs to the table."""

NOTE = 0.9
"""Size of notes as a share of that of the table."""

HEADER = 6
"""Lines at the head of a table among which a header that comes again is looked for."""

FIGURES = 3
"""Lines with figures that a table has before another one can begin."""

GAP = 1.6
"""Usual line distances above the header of another table."""

FAR = 7.0
"""Ems to a far line."""


@dataclass(slots=True)
class Core:
    """The lines of the body of a table to be; ``following`` is the index of the line after the last one.

    ``closed`` tells that a rule closes the lines it began with: what follows must stand near.
    """

    lines: list[TextLine]
    following: int
    closed: bool = False
    _pending: list[TextLine] = field(default_factory=list)

    @property
    def several(self) -> list[TextLine]:
        """The lines with several phrases."""
        return [line for line in self.lines if len(line.phrases) > 1]

    def grow(self, lines: list[TextLine], start: int) -> Core:
        """Add the lines from ``start`` that agree with the core in their columns."""
        self.following = start
        for index in range(start, len(lines)):
            line = lines[index]
            agreed = self._agreement(line)
            if is_caption(line) or self._is_note(line):
                break
            if not self._in_reach(line) or self._begins_another(line):
                break
            if agreed >= AGREED and (not self._is_far(line) or self._is_sure(line, agreed)):
                self.lines += [*self._pending, line]
                self._pending = []
                self.following = index + 1
            elif not self._may_wait(line):
                break
        return self._with_tail()

    def _may_wait(self, line: TextLine) -> bool:
        """Keep a line back until it is known whether the table goes on below it."""
        self._pending.append(line)
        odd = sum(1 for pending in self._pending if len(pending.phrases) > 1)
        if len(self._pending) > PENDING or odd > (0 if self._is_far(line) else ODD):
            return False
        edge = min((other.x0 for other in self.lines[-40:] if len(other.phrases) > 1), default=0.0)
        return not any(
            is_long(phrase) and phrase.x1 > edge and not in_column(phrase, self.lines)
            for phrase in line.phrases
        )

    def _is_note(self, line: TextLine) -> bool:
        """Whether a line without figures is set smaller than the table: a note below it."""
        sizes = sorted(other.size for other in self.lines[-40:])
        small = line.size <= NOTE * sizes[len(sizes) // 2]
        return small and not any(phrase.number for phrase in line.phrases[1:])

    def _begins_another(self, line: TextLine) -> bool:
        """Whether a line heads another table: labels only, under a title or a gap, below figures."""
        if len(line.phrases) < 2 or any(phrase.number for phrase in line.phrases):
            return False
        figures = [other for other in self.lines[-40:] if _has_figures(other)]
        if len(figures) < FIGURES:
            return False
        if any(_same_text(line, other) for other in self.lines[:HEADER]):
            return True
        left = min(other.x0 for other in figures)
        titled = any(len(p.phrases) == 1 and p.x0 > left + 2 * p.size for p in self._pending)
        steps = sorted(b.base - a.base for a, b in pairwise(self.lines[-40:]))
        gap = (self._pending or [line])[0].base - self.lines[-1].base
        return titled or gap > GAP * steps[len(steps) // 2]

    def _in_reach(self, line: TextLine) -> bool:
        """Whether a line may belong to the table at all."""
        return line.base - (self._pending or self.lines)[-1].base <= FAR * line.size

    def _is_far(self, line: TextLine) -> bool:
        """Whether a line, or one kept back, stands further off than about twice the usual distance."""
        steps = sorted(b.base - a.base for a, b in pairwise(self.lines[-40:]))
        usual = steps[len(steps) // 2] if steps else 1.6 * line.size
        allowed = 1.6 * usual if self.closed else max(2.3 * usual, 3.2 * line.size)
        return any(b.base - a.base > allowed for a, b in pairwise([self.lines[-1], *self._pending, line]))

    def _is_sure(self, line: TextLine, agreed: float) -> bool:
        """Whether even a far line belongs to the table: three columns agree, and it has no more of them."""
        most = max((len(other.phrases) for other in self.lines[-12:]), default=0)
        return agreed >= SURE and 2 < len(line.phrases) <= most

    def _with_tail(self) -> Core:
        """Take the lines kept back that go on with a cell of the last row."""
        for line in self._pending:
            if not goes_on(line, self.lines):
                break
            self.lines.append(line)
            self.following += 1
        return self

    def _agreement(self, line: TextLine) -> float:
        """How well a line stands under one of the last lines with several phrases."""
        if len(line.phrases) < 2:
            return 0.0
        recent = [other for other in self.lines[-12:] if len(other.phrases) > 1][-4:]
        return max((agreement(line, other) for other in recent), default=0.0)


def _has_figures(line: TextLine) -> bool:
    return any(phrase.number and not is_label(phrase.text) for phrase in line.phrases[1:])


def _same_text(line: TextLine, other: TextLine) -> bool:
    return [phrase.text for phrase in line.phrases] == [phrase.text for phrase in other.phrases]


def agreement(line: TextLine, other: TextLine) -> float:
    """Share of phrases that stand each over or under exactly one phrase of the other line."""
    sides = [(phrase.x0, phrase.x1) for phrase in other.phrases]
    met = [0] * len(sides)
    alone: list[int] = []
    for phrase in line.phrases:
        x0, x1 = phrase.x0, phrase.x1
        under = [index for index, (left, right) in enumerate(sides) if left < x1 and right > x0]
        for index in under:
            met[index] += 1
        if len(under) == 1:
            alone += under
    pairs = sum(1 for index in alone if met[index] == 1)
    return pairs / min(len(line.phrases), len(other.phrases)) if pairs > 1 else 0.0


def is_caption(line: TextLine) -> bool:
    """Whether a line begins like a caption or a source note and holds no figures apart."""
    return CAPTION.match(line.phrases[0].text) is not None and not any(p.number for p in line.phrases[1:])


def in_column(phrase: Phrase, lines: list[TextLine]) -> bool:
    """Whether a phrase begins where a column of the last lines does, and ends before the next one."""
    recent = lines[-12:]
    edge = min((line.phrases[1].x0 for line in recent if len(line.phrases) > 1), default=float("inf"))
    singles = [line for line in recent if len(line.phrases) == 1]
    if phrase.x1 < edge and any(abs(line.x0 - phrase.x0) < 0.3 * phrase.size for line in singles):
        return True
    for line in [line for line in recent if len(line.phrases) > 1][-4:]:
        for own, after in zip(line.phrases, [*line.phrases[1:], None], strict=True):
            starts = abs(own.x0 - phrase.x0) < 1.6 * phrase.size
            if starts and (after is None or phrase.x1 < after.x0):
                return True
    return False


def goes_on(line: TextLine, above: list[TextLine]) -> bool:
    """Whether a single phrase close below the last line goes on with the text of a column."""
    if len(line.phrases) > 1 or line.base - above[-1].base > 1.5 * line.size:
        return False
    phrase = line.phrases[0]
    later = phrase.x0 > min(other.x0 for other in above[-12:]) + 2 * phrase.size
    return (later or phrase.text[:1].islower()) and not phrase.number and in_column(phrase, above)
