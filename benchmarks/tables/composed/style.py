"""Styles: how a table is set, drawn by seed."""

from __future__ import annotations

import random
from dataclasses import dataclass

FAMILIES = {
    "Helvetica": ("Helvetica", "Helvetica-Bold"),
    "Times": ("Times-Roman", "Times-Bold"),
}

RULES = ("none", "none", "header", "header", "booktabs", "rows", "columns", "grid", "blocks")


@dataclass(frozen=True)
class Style:
    """How to set a table. Widths are in ems, sizes in points; shares of width are 0 to 1."""

    font: str
    bold: str
    size: float
    leading: float
    gutter: float
    rules: str
    align: str
    header: str
    """Where labels stand over their column: centre, right or left."""
    leaders: bool
    block: int
    """Rows after which a blank line is left; 0 for none."""
    indent: float
    zebra: bool
    bold_header: bool
    spanner_rules: bool
    figures_first: bool
    """Figures stand beside the first line of a label, not the last."""
    labels_top: bool
    """Labels of columns begin at one height, not end at one."""


def drawn_style(rng: random.Random) -> Style:
    """A style."""
    font, bold = FAMILIES[rng.choice(sorted(FAMILIES))]
    return Style(
        font=font,
        bold=bold,
        size=rng.choice([6.0, 7.0, 8.0, 8.0, 9.0, 10.0]),
        leading=rng.choice([1.08, 1.15, 1.25, 1.4, 1.7]),
        gutter=rng.choice([0.7, 1.0, 1.5, 2.0, 3.0, 4.5]),
        rules=rng.choice(RULES),
        align=rng.choice(["right", "right", "right", "decimal", "centre"]),
        header=rng.choice(["centre", "centre", "right"]),
        leaders=rng.random() < 0.25,
        block=rng.choice([0, 0, 0, 5]),
        indent=rng.choice([0.8, 1.0, 1.5]),
        zebra=rng.random() < 0.15,
        bold_header=rng.random() < 0.4,
        spanner_rules=rng.random() < 0.6,
        figures_first=rng.random() < 0.4,
        labels_top=rng.random() < 0.15,
    )
