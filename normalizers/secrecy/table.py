"""A table as its cells and the sums that tie them: margins, levels, linked tables are all sums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """A cell that is the sum of others."""

    total: Key
    parts: tuple[Key, ...]


@dataclass(frozen=True)
class SumTable:
    """Non-negative cells and the sums between them; a cell that no sum names is tied to nothing."""

    values: Mapping[Key, float]
    sums: Sequence[Sum]

    @property
    def keys(self) -> list[Key]:
        """The cells in their order."""
        return list(self.values)

    def equations(self) -> csr_array:
        """One row a sum, one column a cell: the parts less the total."""
        place = {key: number for number, key in enumerate(self.values)}
        rows: list[int] = []
        columns: list[int] = []
        signs: list[float] = []
        for row, each in enumerate(self.sums):
            for key, sign in ((each.total, -1.0), *((part, 1.0) for part in each.parts)):
                rows.append(row)
                columns.append(place[key])
                signs.append(sign)
        shape = (len(self.sums), len(self.values))
        return csr_array((np.array(signs), (np.array(rows, int), np.array(columns, int))), shape=shape)
