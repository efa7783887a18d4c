"""A buyer's list of contracts: title rows, heading rows, contracts, and rows that nobody understands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from core.errors import StructureChanged
from core.model.document import Document
from core.model.reading import Reading, Refusal, Value
from core.model.source import Accounted, Found, Unmapped
from core.model.toolbox import Toolbox
from crawlers.forms.outcomes import outcome_in_a_name
from crawlers.procurement.marches_conclus.contracts import DATASET, Section, read_contract
from crawlers.procurement.marches_conclus.grid import LINE, Row, rows_of, value_of
from crawlers.procurement.marches_conclus.headings import without_tax
from crawlers.procurement.marches_conclus.layout import Layout, is_second_line, marked_layout, read_layout
from crawlers.procurement.marches_conclus.positions import rows_by_position
from crawlers.procurement.marches_conclus.titles import buyer_in, is_none, is_total, read_title
from crawlers.procurement.marches_conclus.words import plain

NOT_UNDERSTOOD = "row-not-understood"


def recognises(document: Document) -> bool:
    """Any table may be a list; :func:`read` says whether it is one."""
    return bool(document.tables or document.pages)


def recognises_page(document: Document) -> bool:
    """Whether a web page holds a list: one of its tables has the headings of a list."""
    return any(read_layout(row, None) for row in rows_of(document))


def read(document: Document, toolbox: Toolbox) -> Iterator[Found]:
    """A row for each contract; a row that is neither contract nor title is refused by name.

    The tables of a PDF and the positions of its words are two ways to its rows; the one in which fewer rows
    are left over, and then more contracts are found, is taken. Tables that people have mended are read as
    they are. Rows that people have added to tables have no say in it, and are read there in any case.

    Raises:
        StructureChanged: no row has the headings of a list, or more rows are refused than read.
    """
    digest = document.sha256[:16]
    tables = _read_rows(rows_of(document), digest)
    ways = [tables]
    if document.pages and not document.mended:
        ways.append(_read_rows(rows_by_position(document), digest))
    best = max(ways, key=_ListReader.worth)
    if best.layout is None:
        raise StructureChanged("no row has the headings of a list of contracts (subject, holder, amount)")
    refused = [each for each in best.found if isinstance(each, Refusal)]
    if len(refused) > best.contracts():
        raise StructureChanged(f"{len(refused)} rows of the list are not understood: {refused[0].path}")
    yield from best.found
    yield from tables.added if best is not tables else ()
    yield from best.columns


def _read_rows(rows: Iterable[Row], digest: str) -> _ListReader:
    filled = [row for row in rows if row.filled()]
    reader = _ListReader(digest)
    for row, below in zip(filled, [*filled[1:], None], strict=True):
        reader.take(row, below)
    return reader


@dataclass
class _ListReader:
    """Goes through the rows once and remembers the titles above.

    The id of a contract has the digest of the list and the number of its row; in a PDF, whose rows depend on
    the layout, the number of the contract. One that a person has added has the name of its row.
    """

    digest: str
    layout: Layout | None = None
    section: Section = field(default_factory=Section)
    found: list[Reading | Refusal] = field(default_factory=list)
    columns: list[Unmapped | Accounted] = field(default_factory=list)
    subject: Value | None = None
    brackets_outside: bool | None = None
    """Whether kinds stand inside brackets (True) or brackets inside kinds; None before both were seen."""
    skips: bool = False
    marked: list[Row] = field(default_factory=list)
    added: list[Reading | Refusal] = field(default_factory=list)
    """What was found in rows that people have added."""

    def contracts(self) -> int:
        """How many contracts were read."""
        return sum(isinstance(each, Reading) for each in self.found)

    def worth(self) -> int:
        """How much of the list was understood: contracts that are whole less rows left over."""
        put = set(map(id, self.added))
        read = [each for each in self.found if id(each) not in put]
        return sum(map(_is_whole, read)) - sum(isinstance(each, Refusal) for each in read)

    def take(self, row: Row, below: Row | None) -> None:
        """Read the next row."""
        before = len(self.found)
        self._take(row, below)
        if row.added:
            if self.layout is None:
                self._odd(row)
            self.added += self.found[before:]

    def _take(self, row: Row, below: Row | None) -> None:
        if self.skips:
            self.skips = False
            return
        if row.heading:
            self._marked(row, below)
            return
        layout = read_layout(row, below)
        if layout is not None:
            self._start(layout)
            self.skips = below is not None and is_second_line(row, below)
        elif row.heading is None and len({cell.text for cell in row.filled()}) == 1:
            self._single(row, below)
        elif self.layout is not None and row.table != LINE:
            self._contract(row, self.layout)

    def _marked(self, row: Row, below: Row | None) -> None:
        """A row that a person says is of the heading; one of a single text among them is a title."""
        if len(row.filled()) == 1:
            self._single(row, below)
        else:
            self.marked.append(row)
        if self.marked and (below is None or not below.heading or below.table != row.table):
            self._start(marked_layout(self.marked))
            self.marked = []

    def _start(self, layout: Layout) -> None:
        if self.layout is None or layout.unknown != self.layout.unknown:
            self.columns += layout.account()
        self.layout = layout
        self.subject = None

    def _single(self, row: Row, below: Row | None) -> None:
        """A row of one text: a title, or something else that is told once the list has begun."""
        value = value_of(row.filled()[0])
        title = read_title(value.text)
        self.section = replace(self.section, is_net=self.section.is_net or without_tax(value.text) is True)
        if title.bracket or title.kind is not None:
            self._enter(value, title.kind, bracket=title.bracket)
        elif self.layout is None:
            self._note_buyer(value)
        elif not (title.known or _begins_with_lot(below) or _repeats(row, self.layout)):
            self._odd(row)

    def _enter(self, value: Value, kind: str | None, *, bracket: bool) -> None:
        """A bracket ends the kind before it where kinds stand inside brackets, and the other way round."""
        self.subject = None
        if self.brackets_outside is None and bracket != (kind is not None):
            self.brackets_outside = bracket
        if bracket:
            kept = self.section.kind if self.brackets_outside is False else None
            self.section = replace(self.section, bracket=value, kind=kept)
        elif self.brackets_outside is False:
            self.section = replace(self.section, bracket=None)
        if kind is not None:
            self.section = replace(self.section, kind=replace(value, text=kind) if kind else None)

    def _note_buyer(self, value: Value) -> None:
        buyer = buyer_in(value.text)
        if buyer and self.section.buyer is None:
            self.section = replace(self.section, buyer=replace(value, text=buyer))

    def _contract(self, row: Row, layout: Layout) -> None:
        cells = {name: layout.cell(row, name) for name in ("objet", "titulaire", "montant", "date")}
        texts = [cell.text for cell in cells.values() if cell]
        subject, holder, price = cells["objet"], cells["titulaire"], cells["montant"]
        if any(is_none(text) for text in texts) or (not holder and any(is_total(text) for text in texts)):
            return
        if holder and outcome_in_a_name(holder.text):
            return
        if subject is None and (self.subject is None or holder is None or price is None):
            self._odd(row)
            return
        if holder is None and price is None and cells["date"] is None:
            self._odd(row)
            return
        read = self.contracts() - sum(isinstance(each, Reading) for each in self.added)
        number = row.added or row.number or read + 1
        id_ = f"{DATASET}:{self.digest}:{number}"
        self.found.append(read_contract(row, layout, self.section, id_, self.subject))
        self.subject = value_of(subject) if subject else self.subject

    def _odd(self, row: Row) -> None:
        self.found.append(
            Refusal(NOT_UNDERSTOOD, f"no contract and no known title: {row.text()[:200]}", row.path())
        )


def _repeats(row: Row, layout: Layout) -> bool:
    """Whether a line has words of the headings only: a heading that a page repeats line by line."""
    words = {word for cell in layout.headings.values() for word in plain(cell.text).split()}
    return row.table == LINE and set(plain(row.text()).split()) <= words


def _begins_with_lot(row: Row | None) -> bool:
    """Whether the row below is of a lot, so that a single text above it is the title of its lots."""
    return row is not None and any(plain(cell.text).startswith("lot") for cell in row.filled())


def _is_whole(found: Reading | Refusal) -> bool:
    """Whether a contract has subject, holder, and date or price."""
    if not isinstance(found, Reading):
        return False
    names = found.values.keys()
    return {"objet", "titulaire_nom"} <= names and bool({"date_notification", "montant_ht"} & names)
