"""An arrêté with the map of the zones, as a page of the web or as a PDF of the Journal officiel."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from core.errors import StructureChanged
from core.model.document import Document
from core.model.reading import Value
from core.model.source import Found
from core.model.table import marked_heading
from core.model.toolbox import Toolbox
from crawlers.forms.accounts import account_columns
from crawlers.forms.folding import fold
from crawlers.legal.zones_notaires.blocks import Block, Grid, Row, blocks, value_of
from crawlers.legal.zones_notaires.columns import marked_headings, read_headings, unknown_headings, zone_type
from crawlers.legal.zones_notaires.completeness import missing
from crawlers.legal.zones_notaires.zones import Map

_LAW = re.compile(r"article\s+52")
_ZONES = re.compile(r"zones?\b[^.]{0,80}\binstallation|installation\s+(?:libre|control)")
_NOR = re.compile(r"\bNOR\s*:?\s*(?P<nor>[A-Z]{4}\d{7}[A-Z])\b")
_DATE = re.compile(r"arr[êe]t[ée]\s+du\s+(?P<day>\d{1,2}\s?(?:er)?\s+[^\W\d_]+\s+\d{4})", re.IGNORECASE)
LONGEST_TITLE = 220
"""A longer line that names a type of zone is a sentence of the arrêté and no title."""


def recognises(document: Document) -> bool:
    """Whether a document is about the zones of article 52 of the law of 6 August 2015, and of notaries."""
    words = " ".join(fold(block.text) for block in blocks(document) if isinstance(block, Value))
    return "notaire" in words and bool(_LAW.search(words)) and bool(_ZONES.search(words))


def read(document: Document, toolbox: Toolbox) -> Iterator[Found]:
    """A row for each zone of the annex tables, and a refusal where they give less than the arrêté announces.

    Raises:
        StructureChanged: no table has the headings of the annex.
    """
    reader = _Reader()
    for block in blocks(document):
        reader.take(block)
    if not reader.map.zones:
        raise StructureChanged("no table has the headings of the annex: a zone and what is said of it")
    readings = list(reader.map.readings(reader.nor, reader.day, document.sha256[:16]))
    yield from readings
    totals = {column: sums[0] for column, sums in reader.map.sums.items() if len(sums) == 1}
    yield from missing(readings, " ".join(reader.prose), totals)
    yield from account_columns(read=reader.known, unknown=reader.unknown)


@dataclass(slots=True)
class _Reader:
    """Goes through the document once and remembers the title above and the headings of the last table."""

    map: Map = field(default_factory=Map)
    nor: Value | None = None
    day: Value | None = None
    kind: Value | None = None
    roles: dict[int, str] = field(default_factory=dict)
    known: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)

    def take(self, block: Block) -> None:
        """Read the next line or table."""
        if isinstance(block, Grid):
            self._table(block)
        else:
            self._line(block)

    def _line(self, line: Value) -> None:
        self.prose.append(line.text)
        nor, day = _NOR.search(line.text), _DATE.search(line.text)
        self.nor = self.nor or (replace(line, text=nor["nor"]) if nor else None)
        self.day = self.day or (replace(line, text=day["day"]) if day else None)
        kind = zone_type(line.text) if len(line.text) <= LONGEST_TITLE else None
        if kind:
            self.kind = replace(line, text=kind)
        elif _is_section(line.text):
            self.kind = None

    def _table(self, table: Grid) -> None:
        """A table without headings goes on with the columns of the last one (a page break)."""
        width = max((len(row) for row in table.rows), default=0)
        if self.roles and width <= max(self.roles):
            self.roles = {}
        above: list[Row] = []
        for number, row in enumerate(table.rows):
            mark = marked_heading(row.values())
            above = [*above, row] if mark else []
            if mark and any(marked_heading(below.values()) for below in table.rows[number + 1 : number + 2]):
                continue
            headings = marked_headings(above) if mark else None if mark is False else read_headings(row)
            if headings:
                self.roles = headings
                shown = {col: cell for each in above or [row] for col, cell in each.items()}
                self.known += [shown[column].text for column in headings]
                self.unknown += unknown_headings(shown, headings)
                self.kind = _kind_in(row) or self.kind
            elif number == 0 and not self.roles:
                return
            elif len({id(cell) for cell in row.values()}) == 1 and len(row) > 1:
                self._line(_spanning(row))
            else:
                self.map.take(row, self.roles, self.kind)


def _is_section(text: str) -> bool:
    """A title such as "II. – Composition communale" ends what the title before said."""
    return bool(re.match(r"^\s*(?:[IVX]{1,4}\s*[.–-]|annexe\b)", text, re.IGNORECASE))


def _kind_in(row: Row) -> Value | None:
    """The type that a heading names: "Zones d'installation libre"."""
    for cell in row.values():
        kind = zone_type(cell.text)
        if kind:
            return replace(value_of(cell), text=kind)
    return None


def _spanning(row: Row) -> Value:
    return value_of(next(iter(row.values())))
