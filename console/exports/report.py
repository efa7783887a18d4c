"""What an export in the terms of a standard wrote, and what it had to leave out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Report:
    """``lacking`` counts the rows left out by each field that they lack; a row may lack several."""

    written: int = 0
    left_out: int = 0
    lacking: Counter[str] = field(default_factory=Counter)

    def leave_out(self, fields: tuple[str, ...]) -> None:
        """Count a row that cannot be told in the standard."""
        self.left_out += 1
        self.lacking.update(fields)

    def lines(self) -> list[str]:
        """The report in French, for people."""
        told = [f"{self.written} écrits, {self.left_out} laissés de côté faute d'un champ obligatoire"]
        told += [f"  {name} : manque à {count}" for name, count in self.lacking.most_common()]
        return told
