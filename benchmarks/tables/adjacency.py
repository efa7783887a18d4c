"""Scores tables by the adjacency relations of their cells.

Method: Göbel, Hassan, Oro, Orsi, "A methodology for evaluating algorithms for table understanding in PDF
documents" (2012), and the ICDAR 2013 table competition. A relation joins a cell with text to the nearest one
with text right of it or below it, and knows the number of blank cells between; texts are compared without
white space, signs as one sign.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

GridCell = tuple[int, int, int, int, str]
"""First row, last row, first column, last column, text."""

Relation = tuple[str, str, str, int]
"""Text, text of the neighbour, direction (H or V), blank cells between."""

Relations = Counter[Relation]

PageTable = tuple[int, Relations]
"""Page (from 1) and relations of a table."""

KEPT = 2000
"""Partial assignments carried on, best first; pages with more tables than this can rank have not been met."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Relations that are right, that were found, and that are true."""

    right: int = 0
    found: int = 0
    true: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.found + other.found, self.true + other.true)

    @property
    def precision(self) -> float:
        """Share of the found relations that are right; 0 where none was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the true relations that were found."""
        return self.right / self.true if self.true else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return harmonic(self.precision, self.recall)


def harmonic(precision: float, recall: float) -> float:
    """F1 of a precision and a recall."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def folded(text: str) -> str:
    """A text as it is compared: compatibility forms, no white space, upper case, ``_`` for each sign."""
    bare = "".join(unicodedata.normalize("NFKC", text).split())
    bare = bare.replace("\u200b", "").replace("\u00ad", "")
    return "".join(c if c.isalnum() else "_" for c in bare).upper()


def relations(cells: Iterable[GridCell]) -> Relations:
    """The adjacency relations of a table."""
    owner: dict[tuple[int, int], int] = {}
    texts: list[str] = []
    for first, last, left, right, text in cells:
        bare = folded(text)
        if not bare:
            continue
        for row in range(first, last + 1):
            for col in range(left, right + 1):
                owner.setdefault((row, col), len(texts))
        texts.append(bare)
    lines: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for (row, col), cell in owner.items():
        lines["H", row].append((col, cell))
        lines["V", col].append((row, cell))
    pairs = {
        (a, b, direction): q - p - 1
        for (direction, _), line in reversed(lines.items())
        for (p, a), (q, b) in reversed(list(pairwise(sorted(line))))
        if a != b
    }
    return Counter((texts[a], texts[b], direction, gap) for (a, b, direction), gap in pairs.items())


def score(true: Sequence[PageTable], found: Sequence[PageTable]) -> Counts:
    """The relations of a document; the tables of each page are paired so that most are right."""
    right = 0
    for page in {page for page, _ in true}:
        rows = [table for number, table in true if number == page]
        cols = [table for number, table in found if number == page]
        right += best_total([[(a & b).total() for b in cols] for a in rows])
    return Counts(right, sum(t.total() for _, t in found), sum(t.total() for _, t in true))


def best_total(scores: list[list[int]]) -> int:
    """The largest sum of a one-to-one pairing of rows and columns."""
    if not scores or not scores[0]:
        return 0
    if len(scores) > len(scores[0]):
        scores = [list(column) for column in zip(*scores, strict=True)]
    totals = {0: 0}
    for row in scores:
        step = dict(totals)
        for used, total in totals.items():
            for column, value in enumerate(row):
                taken = used | 1 << column
                if value and not used >> column & 1:
                    step[taken] = max(step.get(taken, 0), total + value)
        totals = dict(sorted(step.items(), key=lambda item: -item[1])[:KEPT])
    return max(totals.values())


@dataclass(frozen=True, slots=True)
class Summary:
    """Scores of a set of documents: macro (mean over documents) and micro (over all relations)."""

    macro_precision: float
    macro_recall: float
    micro: Counts

    @property
    def macro_f1(self) -> float:
        """F1 of the mean precision and the mean recall."""
        return harmonic(self.macro_precision, self.macro_recall)


def summary(documents: Sequence[Counts]) -> Summary:
    """The summary of the counts of some documents."""
    count = max(1, len(documents))
    return Summary(
        macro_precision=sum(item.precision for item in documents) / count,
        macro_recall=sum(item.recall for item in documents) / count,
        micro=sum(documents, Counts()),
    )
