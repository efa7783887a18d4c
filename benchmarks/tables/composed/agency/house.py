"""House styles: how an agency sets its tables, as CSS and a few choices that CSS cannot make."""

from __future__ import annotations

import random
from dataclasses import dataclass

WHOLE = "table{border-block-start:1pt solid;border-block-end:.8pt solid}"
UNDER = "tr.leaf>th{border-block-end:.6pt solid}"

RULES = {
    "none": "",
    "booktabs": f"{WHOLE} {UNDER}",
    "spanned": f"{WHOLE} {UNDER} th.span>div{{border-block-end:.5pt solid}}",
    "spans only": "th.span>div{border-block-end:.5pt solid}",
    "head": UNDER,
    "rows": "table{border-block-start:.8pt solid} tr>*{border-block-end:.4pt solid #777}",
    "zebra": "tr.odd>*{background:#e4e8ee}",
    "zebra head": "thead{background:#2b3f63;color:#fff} tr.odd>*{background:#f0f0e6}",
    "shaded groups": "tr.group>*{background:#d9d9d9} tr.leaf>th{border-block-end:.6pt solid}",
    "columns": f"tbody td+td{{border-inline-start:.5pt solid}} {WHOLE} {UNDER}",
    "printing office": "table{border-block-start:2.4pt double;border-block-end:.5pt solid}"
    " tr>*+*{border-inline-start:.4pt solid} thead th{border-block-end:.4pt solid}",
    "columns below": "tbody td{border-inline-start:.5pt solid} tr.leaf>th{border-block-end:1pt solid #446}",
    "box": "table{border:1pt solid} tr.leaf>th{border-block-end:.5pt solid}",
    "grid": "td,th{border:.5pt solid} thead th{background:#eee}",
    "totals": "tr.total>td{border-block-start:.5pt solid} tr.total>td{border-block-end:2pt double}",
}
"""Kinds of rules: no page that is measured has more than one of them."""

FONTS = (
    "Liberation Serif",
    "Liberation Sans",
    "Liberation Sans Narrow",
    "DejaVu Sans Condensed",
    "DejaVu Serif Condensed",
    "Liberation Mono",
)


@dataclass(frozen=True, slots=True)
class House:
    """A style. ``gap`` is the white between columns in ems, ``indent`` that of a level of labels."""

    rules: str
    font: str
    size: float
    leading: float
    gap: float
    indent: float
    align: str
    heads: str
    head_weight: str
    base: str
    leaders: bool
    caption: str
    stub: float
    """Width of the labels in ems; longer ones are wrapped."""
    wide: bool
    """The table takes the whole width of its column, its columns spread."""

    def css(self) -> str:
        """The rules of the style for one table."""
        half = self.gap / 2
        return (
            f"table{{font:{self.size}pt/{self.leading} '{self.font}';border-collapse:collapse;"
            f"{'inline-size:100%;' if self.wide else ''}"
            f"margin:{'0 auto' if self.caption == 'center' else '0'}}}"
            f"td,th{{padding-block:{0.06 + self.leading / 20:.3f}em;padding-inline:{half}em;"
            f"text-align:{self.align};vertical-align:{self.base};font-weight:normal}}"
            f"thead th{{vertical-align:bottom;text-align:{self.heads};font-weight:{self.head_weight}}}"
            f"th.span{{text-align:center}} tbody td:first-child{{white-space:normal}}"
            "tr>.stub{text-align:left;padding-inline-start:0} "
            "td.words{text-align:left;max-inline-size:15em}"
            "tr.total>*{font-weight:bold} sup{font-size:65%;line-height:0}"
            f"{RULES[self.rules]}"
        )


def drawn_house(rng: random.Random, rules: str) -> House:
    """A style with these rules."""
    size = rng.choice((6.5, 7, 7.5, 8, 8, 9, 9.5, 10))
    leaders = (
        rules in {"none", "spanned", "spans only", "head", "booktabs", "columns"} and rng.random() < 0.35
    )
    wide = rng.random() < 0.5
    return House(
        rules=rules,
        font=rng.choice(FONTS[:-1] if rng.random() < 0.9 else FONTS[-1:]),
        size=size,
        leading=rng.choice((1.08, 1.15, 1.25, 1.4)),
        gap=rng.choice((0.55, 0.8, 1.2, 2.0, 3.0)),
        indent=rng.choice((0.8, 1.2, 2)),
        align=rng.choice(("right", "right", "right", "center")),
        heads=rng.choice(("right", "center", "center", "right" if wide else "left")),
        head_weight=rng.choice(("normal", "bold")),
        base=rng.choice(("bottom", "bottom", "top")),
        leaders=leaders,
        caption=rng.choice(("left", "center")),
        stub=rng.choice((13, 17, 24)),
        wide=wide,
    )
