"""The tables of a page."""

from __future__ import annotations

import numpy as np

from core.model.table import Table
from extractors.pdf.reader import PageObjects
from extractors.tables.grid import as_table
from extractors.tables.lattice import lattices
from extractors.tables.ruled import ruled_grid
from extractors.tables.rules import level_rules, upright_rules


def tables_of(page: PageObjects) -> list[Table]:
    """The tables of one page, from top to bottom."""
    level, upright = level_rules(page.drawing.level), upright_rules(page.drawing.upright)
    tables = []
    for lattice in lattices(level, upright):
        grid = ruled_grid(lattice, page.words)
        if sum(1 for cell in grid.cells if len(cell.words)) >= 4 and grid.cols >= 2 and grid.rows >= 2:
            tables.append(as_table(grid, page.words, page.number))
    return sorted(tables, key=lambda table: (table.bbox[1], table.bbox[0]) if table.bbox else (0, 0))
