"""Pages and figures without a table: contents, lists, forms, bibliographies, charts, glossaries, indexes."""

from __future__ import annotations

import html
import random
from collections.abc import Callable

from benchmarks.tables.composed.agency import markup
from benchmarks.tables.composed.agency.words import Tongue

Drawer = Callable[[random.Random, Tongue], str]


def bar_chart(rng: random.Random, tongue: Tongue) -> str:
    """Bars that lie or stand, with their figures and an axis."""
    names = rng.sample(tongue.labels, 7)
    parts = [f"<p><b>{tongue.figure} {rng.randint(1, 20)}. {rng.choice(tongue.groups)}</b></p>"]
    parts.append("<svg width=470 height=190 font-family='Liberation Sans' font-size=8>")
    lying = rng.random() < 0.5
    for index, name in enumerate(names):
        value = rng.uniform(8, 98)
        if lying:
            y = 8 + 22 * index
            parts.append(f"<text x=118 y={y + 10} text-anchor=end>{html.escape(name)}</text>")
            parts.append(f"<rect x=122 y={y} width={3 * value:.1f} height=14 fill=#468 />")
            parts.append(f"<text x={126 + 3 * value:.1f} y={y + 10}>{value:.1f}</text>")
        else:
            x = 40 + 60 * index
            parts.append(
                f"<rect x={x} y={160 - 1.4 * value:.1f} width=34 height={1.4 * value:.1f} fill=#486 />"
            )
            parts.append(f"<text x={x + 17} y={156 - 1.4 * value:.1f} text-anchor=middle>{value:.0f}</text>")
            parts.append(f"<text x={x + 17} y=172 text-anchor=middle>{html.escape(name[:14])}</text>")
    for mark in range(6):
        x, y = (122 + 60 * mark, 170) if lying else (30, 163 - 28 * mark)
        parts.append(f"<text x={x} y={y} text-anchor=end>{20 * mark}</text>")
    return "".join([*parts, "</svg>"])


def lines_chart(rng: random.Random, tongue: Tongue) -> str:
    """Lines over years, figures at some of the points, a legend."""
    parts = [f"<p><b>{tongue.figure} {rng.randint(1, 20)}. {rng.choice(tongue.groups)}</b></p>"]
    parts.append("<svg width=470 height=230 font-family='Liberation Sans' font-size=8>")
    for series, name in enumerate(rng.sample(tongue.labels, 3)):
        points = [(40 + 45 * k, 190 - 40 * series - rng.uniform(0, 60)) for k in range(9)]
        joined = " ".join(f"{x},{y:.1f}" for x, y in points)
        parts.append(f"<polyline points='{joined}' fill=none stroke=#333 />")
        parts += [f"<text x={x} y={y - 4:.1f}>{rng.uniform(0, 90):.1f}</text>" for x, y in points[::2]]
        parts.append(f"<text x=410 y={20 + 11 * series}>{html.escape(name)}</text>")
    parts += [f"<text x={40 + 45 * k} y=210 text-anchor=middle>{1994 + k}</text>" for k in range(9)]
    parts += [f"<text x=24 y={193 - 30 * k} text-anchor=end>{10 * k}</text>" for k in range(7)]
    return "".join([*parts, "</svg>"])


def charts(rng: random.Random, tongue: Tongue) -> str:
    """Two charts with a text."""
    return bar_chart(rng, tongue) + markup.paragraph(rng, tongue) + lines_chart(rng, tongue)


def contents(rng: random.Random, tongue: Tongue) -> str:
    """A table of contents, with or without leader dots, numbered or not."""
    dots, numbered, page, lines = rng.random() < 0.6, rng.random() < 0.5, 1, []
    for index in range(26):
        page += rng.randint(0, 4)
        name = rng.choice([*tongue.labels, *tongue.groups, *tongue.long_labels[:2]])
        name = f"{index // 4 + 1}.{index % 4}  {name}" if numbered else name
        left = 14 * (index % 4 > 0)
        fill = (
            "." * int(max(0, 420 - left - 10 * markup.width(name, "Liberation Serif")) / 2.6) if dots else ""
        )
        lines.append(
            f"<div style='margin-left:{left}pt;display:flex;justify-content:space-between'>"
            f"<span>{html.escape(name)} {fill}</span><span>{page}</span></div>"
        )
    return f"<h2>{tongue.contents}</h2>" + "".join(lines)


def prose_columns(rng: random.Random, tongue: Tongue) -> str:
    """Prose in two or three columns."""
    text = "".join(
        markup.heading(rng, tongue) + markup.paragraph(rng, tongue, rng.randint(2, 5)) for _ in range(8)
    )
    return f"<div class=columns style='column-count:{rng.choice((2, 2, 3))}'>{text}</div>"


def lists(rng: random.Random, tongue: Tongue) -> str:
    """Numbered points with points under them."""
    points = [
        f"<li>{html.escape(rng.choice(tongue.sentences))}"
        f"<ul>{''.join(f'<li>{html.escape(t)}</li>' for t in rng.sample(tongue.remarks, 3))}</ul></li>"
        for _ in range(6)
    ]
    return f"<ol>{''.join(points)}</ol>"


def bibliography(rng: random.Random, tongue: Tongue) -> str:
    """References with hanging numbers or years."""
    entries = [
        f"<p style='padding-left:3em;text-indent:-3em'>[{k}]&emsp;{rng.choice('ABCDEFGH')}. Lorme, "
        f"{html.escape(rng.choice(tongue.sentences)[:80])}, vol. {rng.randint(2, 40)}, "
        f"{rng.randint(1970, 2009)}, p. {rng.randint(3, 200)}–{rng.randint(201, 400)}.</p>"
        for k in range(1, 19)
    ]
    return "".join(entries)


def glossary(rng: random.Random, tongue: Tongue) -> str:
    """Abbreviations in two blocks of terms with their meaning below."""
    terms = [
        f"<dt><b>{html.escape(rng.choice(tongue.labels))}</b></dt><dd>{html.escape(rng.choice(tongue.sentences))}</dd>"
        for _ in range(12)
    ]
    return f"<dl class=columns>{''.join(terms)}</dl>"


def form(rng: random.Random, tongue: Tongue) -> str:
    """Questions with lines to write on and boxes to tick."""
    lines = [
        f"<div style='display:flex;gap:14pt;margin:9pt 0'><span>{k}. {html.escape(name)} :</span>"
        "<span style='border-bottom:.6pt solid;flex:1'></span>"
        f"<span>☐ {html.escape(tongue.remarks[-1])}</span>"
        f"<span>☐ {html.escape(tongue.labels[-1])}</span></div>"
        for k, name in enumerate(rng.sample(tongue.labels, 14), start=1)
    ]
    return "".join(lines)


def index(rng: random.Random, tongue: Tongue) -> str:
    """An alphabetical index in three columns."""
    names = sorted({*tongue.labels, *tongue.heads, *tongue.spanners})
    numbers = [", ".join(str(rng.randint(3, 300)) for _ in range(rng.randint(1, 3))) for _ in names]
    lines = [f"<div>{html.escape(name)}, {after}</div>" for name, after in zip(names, numbers, strict=True)]
    return f"<div class=columns style='column-count:3'>{''.join(lines)}</div>"


def letter(rng: random.Random, tongue: Tongue) -> str:
    """A letter: addresses at both sides, a subject, paragraphs, a signature."""
    address = "<br>".join(f"{rng.randint(1, 99)} {html.escape(t)}" for t in rng.sample(tongue.labels, 3))
    sender = "<br>".join(html.escape(t) for t in rng.sample(tongue.labels, 4))
    body = "".join(markup.paragraph(rng, tongue) for _ in range(6))
    both = f"<div>{sender}</div><div>{address}</div>"
    return f"<div style='display:flex;justify-content:space-between'>{both}</div>{body}"


NONTABLES: tuple[Drawer, ...] = (
    charts, contents, prose_columns, lists, bibliography, glossary, form, index, letter,
)  # fmt: skip
