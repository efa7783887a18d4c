"""The fields that a query may ask, by their French and English names, and how their values are read.

A field is a notion that datasets write into columns of their own (:mod:`workers.matching.facts`); any column
of a dataset is a field too, by its name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from core.model.dataset import Column, Kind
from core.model.watch import Range
from crawlers import sources
from normalizers.datasets import open_datasets
from normalizers.values.siret import parse_siren, parse_siret
from normalizers.values.text import fold
from workers.matching.figures import read_figure
from workers.matching.lexer import Piece
from workers.matching.places import near, territory
from workers.matching.terms import Atom, Between, Term, Value
from workers.matching.trouble import QueryError
from workers.matching.words import tokens

CPV, COMMUNE, EPCI, DEPARTEMENT, REGION, NEAR = (
    "/cpv",
    "/commune",
    "/epci",
    "/departement",
    "/region",
    "/pres",
)
BUYER, WINNER, PROFESSION, TYPE = "/acheteur", "/titulaire", "/profession", "/type"
SOURCE, STATUS, REVIEWED, DATASET = "/source", "/statut", "/relu", "/"
AMOUNT, PUBLISHED, DEADLINE, DAYS_LEFT, CONFIDENCE = (
    "/montant",
    "/publication",
    "/limite",
    "/jours",
    "/confiance",
)

NAMES = {
    CPV: ("cpv",),
    COMMUNE: ("commune", "town"),
    EPCI: ("epci", "intercommunalite"),
    DEPARTEMENT: ("departement", "dep"),
    REGION: ("region",),
    NEAR: ("pres", "near"),
    BUYER: ("acheteur", "buyer"),
    WINNER: ("titulaire", "winner"),
    PROFESSION: ("profession",),
    TYPE: ("type", "acte", "act"),
    SOURCE: ("source",),
    STATUS: ("statut", "status"),
    REVIEWED: ("relu", "reviewed"),
    DATASET: ("jeu", "dataset"),
    AMOUNT: ("montant", "amount"),
    PUBLISHED: ("publication", "publie", "published"),
    DEADLINE: ("limite", "echeance", "deadline"),
    CONFIDENCE: ("confiance", "confidence"),
}
"""The first name is the one that we write; accents and case are no matter."""

TERM_COLUMNS = {
    PROFESSION: ("profession", "role"),
    TYPE: ("type_avis", "type_acte", "type_annonce"),
}

_FIGURES = {AMOUNT: Kind.AMOUNT, PUBLISHED: Kind.DATE, DEADLINE: Kind.DATETIME, CONFIDENCE: Kind.NUMBER}
_COMPARED = (Kind.AMOUNT, Kind.NUMBER, Kind.INTEGER, Kind.DATE, Kind.DATETIME)
_ITEM = re.compile(r'-?\d{1,2}\.\d+,-?\d{1,3}(?:\.\d+)?/[^,]*|(?:"[^"]*"|[^,"])+')
"""Between commas, but for the one inside a point with a distance."""

_DAYS = re.compile(r"(\d{1,4})\s*(?:j|jours?|d|days?)", re.IGNORECASE)
_CPV = re.compile(r"(\d{2,8})(?:-\d)?")
_YES = ("oui", "yes", "true", "1")


class Item(NamedTuple):
    """A value as typed, without its quotation marks, and its place in the query."""

    text: str
    at: int


class Asking(NamedTuple):
    """A field that is asked: its canonical name, and the piece of the query that asks."""

    field: str
    query: str
    piece: Piece

    @property
    def items(self) -> Iterator[Item]:
        """The values between commas."""
        for found in _ITEM.finditer(self.piece.values):
            yield Item(found[0].replace('"', "").strip(), self._start + found.start())

    @property
    def whole(self) -> Item:
        """All that stands after the sign: a comma may be that of a figure."""
        return Item(self.piece.values.replace('"', "").strip(), self._start)

    @property
    def _start(self) -> int:
        return self.piece.at + len(self.piece.text) + len(self.piece.sign)

    def wrong(self, key: str, at: int, **parts: object) -> QueryError:
        """What is wrong, at a place."""
        return QueryError(key, self.query, at, **parts)

    def wanted(self, value: str) -> str:
        """A value with the field that it is asked of, as typed."""
        return f"{self.piece.text}{self.piece.sign}{value}"


def asked(query: str, piece: Piece) -> tuple[Term, ...] | Between:
    """The alternatives, or the bounds, that a piece like ``cpv:45,71`` or ``montant>=90k`` asks for.

    Raises:
        QueryError: there is no such field, or it holds no such value.
    """
    field = _canonical().get(fold(piece.text))
    column = None if field else _columns().get(fold(piece.text))
    if field is None and column is None:
        raise QueryError("field", query, piece.at, name=piece.text)
    asking = Asking(field or (column.name if column else ""), query, piece)
    if not piece.values.strip(' ",'):
        raise asking.wrong("value", piece.at, name=piece.text)
    kind = _FIGURES.get(asking.field, column.kind if column else None)
    if kind in _COMPARED and kind is not None:
        return _between(asking, kind)
    if piece.sign not in (":", "="):
        raise asking.wrong("sign", piece.at, name=piece.text, sign=piece.sign)
    read = _READERS.get(asking.field) or (_by_kind(column) if column else _plain)
    return tuple(term for item in asking.items for term in read(asking, item))


@cache
def _canonical() -> dict[str, str]:
    return {name: field for field, names in NAMES.items() for name in names}


@cache
def _columns() -> dict[str, Column]:
    """Columns of all datasets by folded name."""
    return {fold(column.name): column for each in open_datasets().values() for column in each.columns}


def _between(asking: Asking, kind: Kind) -> Between:
    field, sign, (typed, at) = asking.field, asking.piece.sign, asking.whole
    if sign in ("<", ">"):
        raise asking.wrong("sign", asking.piece.at, name=asking.piece.text, sign=sign)
    days = _DAYS.fullmatch(typed) if field == DEADLINE else None
    if days:
        most = Range(0.0, float(days[1]))
        bounds = Range(float(days[1])) if sign == ">=" else most
        return Between(DAYS_LEFT, bounds, asking.wanted(typed))
    low, apart, high = typed.partition("..")
    ends = [read_figure(end, kind) if end else None for end in ((low, high) if apart else (typed,))]
    if any(end is None and said for end, said in zip(ends, (low, high), strict=False)):
        raise asking.wrong(
            "bound", at, value=typed, kind="amount" if kind is Kind.AMOUNT else "figure or day"
        )
    first, last = ends[0], ends[-1]
    bounds = Range(None if sign == "<=" else first, None if sign == ">=" else last)
    return Between(field, bounds, asking.wanted(typed))


def _cpv(asking: Asking, item: Item) -> Iterator[Term]:
    found = _CPV.fullmatch(item.text)
    if found is None:
        raise asking.wrong("code", item.at, value=item.text, kind="beginning of a CPV code")
    code = found[1]
    beginning = code.rstrip("0") if len(code) == 8 else code
    yield Value(CPV, beginning.ljust(2, "0"), asking.wanted(item.text))


def _territory(asking: Asking, item: Item) -> Iterator[Term]:
    try:
        codes = territory(asking.field, item.text)
    except QueryError as error:
        raise asking.wrong(error.key, item.at, **error.parts) from error
    yield from (Value(asking.field, code, asking.wanted(item.text)) for code in codes)


def _near(asking: Asking, item: Item) -> Iterator[Term]:
    try:
        yield near(item.text, asking.wanted(item.text))
    except QueryError as error:
        raise asking.wrong(error.key, item.at, **error.parts) from error


def _organisation(asking: Asking, item: Item) -> Iterator[Term]:
    digits = re.sub(r"[\s.]", "", item.text)
    if not digits.isdecimal():
        yield from _worded(asking, item)
        return
    if not (parse_siren(digits).value or parse_siret(digits).value):
        raise asking.wrong("code", item.at, value=item.text, kind="SIREN or SIRET")
    yield Value(asking.field, digits, asking.wanted(item.text))


def _worded(asking: Asking, item: Item) -> Iterator[Term]:
    stems = tuple(token.stem for token in tokens(item.text))
    if not stems:
        raise asking.wrong("nothing", item.at, value=item.text)
    yield Atom(asking.wanted(item.text), stems, asking.field)


def _term(asking: Asking, item: Item) -> Iterator[Term]:
    names = TERM_COLUMNS.get(asking.field, (asking.field,))
    known = [
        term for dataset in open_datasets().values() for column in dataset.columns if column.name in names
        for term in column.terms
    ]  # fmt: skip
    yield from _among(asking, item, known)


def _status(asking: Asking, item: Item) -> Iterator[Term]:
    known = {
        term for dataset in open_datasets().values() for term in dataset.column(dataset.status_column).terms
    }  # fmt: skip
    yield from _among(asking, item, sorted(known))


def _source(asking: Asking, item: Item) -> Iterator[Term]:
    yield from _among(asking, item, [each.name for each in sources().values()])


def _dataset(asking: Asking, item: Item) -> Iterator[Term]:
    yield from _among(asking, item, list(open_datasets()))


def _reviewed(asking: Asking, item: Item) -> Iterator[Term]:
    if fold(item.text) not in _YES:
        raise asking.wrong("term", item.at, value=item.text, name=asking.piece.text, known="oui")
    yield Value(REVIEWED, "oui", asking.wanted(item.text))


def _among(asking: Asking, item: Item, known: list[str]) -> Iterator[Term]:
    found = next((each for each in known if _spelt(each) == _spelt(item.text)), None)
    if found is None:
        told = ", ".join(sorted(set(known)))
        raise asking.wrong("term", item.at, value=item.text, name=asking.piece.text, known=told)
    yield Value(asking.field, found, asking.wanted(item.text))


def _spelt(term: str) -> str:
    return re.sub(r"[\s_'-]+", " ", fold(term)).strip()


def _plain(asking: Asking, item: Item) -> Iterator[Term]:
    yield Value(asking.field, item.text, asking.wanted(item.text))


def _flag(asking: Asking, item: Item) -> Iterator[Term]:
    yield Value(asking.field, str(fold(item.text) in _YES), asking.wanted(item.text))


_Reader = Callable[[Asking, Item], Iterator[Term]]

_READERS: dict[str, _Reader] = {
    CPV: _cpv,
    COMMUNE: _territory,
    EPCI: _territory,
    DEPARTEMENT: _territory,
    REGION: _territory,
    NEAR: _near,
    BUYER: _organisation,
    WINNER: _organisation,
    PROFESSION: _term,
    TYPE: _term,
    STATUS: _status,
    SOURCE: _source,
    REVIEWED: _reviewed,
    DATASET: _dataset,
}


def _by_kind(column: Column) -> _Reader:
    if column.kind is Kind.TEXT:
        return _worded
    if column.kind is Kind.TERM and column.terms:
        return _term
    return _flag if column.kind is Kind.BOOLEAN else _plain
