"""HTML of statements and of the texts around them."""

from __future__ import annotations

import html
import random
from functools import lru_cache

from PIL import ImageFont

from benchmarks.tables.composed.agency.house import House
from benchmarks.tables.composed.agency.model import Entry, Statement
from benchmarks.tables.composed.agency.words import Tongue

FILES = {
    "Liberation Serif": "LiberationSerif-Regular.ttf",
    "Liberation Sans": "LiberationSans-Regular.ttf",
    "Liberation Sans Narrow": "LiberationSansNarrow-Regular.ttf",
    "Liberation Mono": "LiberationMono-Regular.ttf",
    "DejaVu Sans Condensed": "DejaVuSansCondensed.ttf",
    "DejaVu Serif Condensed": "DejaVuSerifCondensed.ttf",
}
SCALE = 100
"""Size in which widths are measured."""


def table(statement: Statement, house: House) -> str:
    """A statement with its caption, its unit and its notes."""
    head = f"<div style='text-align:{house.caption};font-weight:bold'>{text(statement.caption)}</div>"
    if statement.unit:
        head += f"<div style='text-align:{house.caption};font-size:90%'>{text(statement.unit)}</div>"
    notes = "".join(f"<div class=note>{text(note)}</div>" for note in statement.notes)
    rows = "".join(_row(entry, index, statement, house) for index, entry in enumerate(statement.entries))
    style = house.css().replace("table{", "@scope{table{", 1) + "}"
    return (
        f"<div class=statement><style>{style}</style>{head}<table>"
        f"<thead>{_heads(statement)}</thead><tbody>{rows}</tbody></table>{notes}</div>"
    )


def _heads(statement: Statement) -> str:
    rows = []
    for row, level in enumerate(statement.levels()):
        last = row == statement.depth - 1
        cells = [f"<th class=stub>{text(statement.stub) if last else ''}</th>"]
        column = 0
        for head, first in level:
            cells += ["<th></th>"] * (first - column)
            span = f"class=span colspan={head.width}" if head.parts else ""
            cells.append(f"<th {span}><div>{text(head.text)}</div></th>")
            column = first + head.width
        cells += ["<th></th>"] * (statement.columns - column)
        rows.append(f"<tr class={'leaf' if last else 'title'}>{''.join(cells)}</tr>")
    return "".join(rows)


def _row(entry: Entry, index: int, statement: Statement, house: House) -> str:
    kind = "total" if entry.total else "group" if not entry.cells else "odd" if index % 2 else "even"
    left = entry.level * house.indent
    size = f"inline-size:{house.stub}em;min-inline-size:{house.stub}em"
    style = f"padding-inline-start:{left + 1}em;text-indent:-1em;{size}"
    label = f"<td class=stub style='{style}'>{text(entry.label)}</td>"
    cells = entry.cells or ("",) * statement.columns
    data = "".join(
        f"<td class=words>{text(cell)}</td>"
        if column in statement.words
        else f"<td style='white-space:nowrap'>{text(cell)}</td>"
        for column, cell in enumerate(cells)
    )
    return f"<tr class='{kind}'>{label}{data}</tr>"


def text(raw: str) -> str:
    """A text with its note mark raised."""
    plain, mark, rest = raw.partition("^")
    if not mark:
        return html.escape(plain)
    sign, _, rest = rest.partition(" ")
    return f"{html.escape(plain)}<sup>{html.escape(sign)}</sup>{' ' if rest else ''}{html.escape(rest)}"


def led(statement: Statement, house: House) -> None:
    """Set leader dots behind the labels that fit one line, up to the end of the column of labels."""
    entries = []
    for entry in statement.entries:
        room = house.stub - entry.level * house.indent - 1
        lack = room - width(entry.label + " ", house.font)
        dots = int(lack / width(".", house.font)) - 1
        if entry.cells and "^" not in entry.label and dots > 2:
            entry = Entry(f"{entry.label} {'.' * dots}", entry.level, entry.cells, entry.total)  # noqa: PLW2901
        entries.append(entry)
    statement.entries = entries


@lru_cache(maxsize=4096)
def width(line: str, font: str) -> float:
    """Width of a line in ems."""
    return float(_font(font).getlength(line)) / SCALE


@lru_cache
def _font(name: str) -> ImageFont.FreeTypeFont:
    try:
        return ImageFont.truetype(FILES[name], SCALE)
    except OSError as error:
        told = f"the font {name} is not here: apt-get install fonts-liberation fonts-dejavu"
        raise FileNotFoundError(told) from error


def paragraph(rng: random.Random, tongue: Tongue, sentences: int = 3) -> str:
    """A paragraph of running text."""
    return f"<p>{html.escape(' '.join(rng.choices(tongue.sentences, k=sentences)))}</p>"


def heading(rng: random.Random, tongue: Tongue) -> str:
    """A heading."""
    return f"<h3>{html.escape(rng.choice(tongue.groups))}</h3>"
