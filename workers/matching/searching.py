"""A query as conditions of the store: the search of published rows by the grammar of the watches.

The store has no stems: a word is found by the beginning that all its forms share, so that a search may find a
little more than a watch of the same words. Fields and bounds mean the same in both.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import takewhile

from core.clock import PARIS, paris
from core.model.dataset import Column, Dataset, Kind
from core.model.watch import Range
from core.storage.folding import folded
from core.storage.queries import All, Condition, Either, Filter, Neither, Test, Words
from normalizers.geo import tables
from normalizers.geo.lineage import today
from workers.matching import fields
from workers.matching.circles import within
from workers.matching.facts import (
    COMMUNES,
    ORGANISATIONS,
    by_beginning,
    figure_columns,
)
from workers.matching.query import parse_query
from workers.matching.terms import Between, Near, Term, Value
from workers.matching.words import stem

_SHORTEST = 3
"""Letters of a beginning that still says something; a shorter word is found whole."""

DEADLINE = "date_limite_reponse"


def conditions(dataset: Dataset, text: str, now: datetime) -> list[Condition]:
    """What a row of a dataset must fulfil to answer a query.

    Raises:
        QueryError: the text is no query.
    """
    query = parse_query(text)
    found: list[Condition] = [Either(tuple(_term(dataset, term) for term in group)) for group in query.groups]
    found += [_between(dataset, asked, now) for asked in query.bounds]
    excluded = tuple(_term(dataset, term) for term in query.excluded)
    return [*found, Neither(excluded)] if excluded else found


def _term(dataset: Dataset, term: Term) -> Condition:
    if isinstance(term, Near):
        return _among_communes(dataset, _communes_near(term))
    if isinstance(term, Value):
        return Either(tuple(_value(dataset, term)))
    if not term.field:
        return Words(_beginnings(term.wanted, " "))
    names = ORGANISATIONS[term.field][1:] if term.field in ORGANISATIONS else (term.field,)
    pattern = _beginnings(term.wanted.partition(":")[2], "%")
    return Either(tuple(Filter(name, Test.LIKE, pattern) for name in names if dataset.declares(name)))


def _beginnings(wanted: str, between: str) -> str:
    return between.join(map(_beginning, folded(wanted).replace('"', " ").split()))


def _beginning(word: str) -> str:
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(word, stem(word), strict=False))
    shared = "".join(letter for letter, _ in pairs)
    return shared if len(shared) >= _SHORTEST else word


def _value(dataset: Dataset, term: Value) -> Iterator[Condition]:
    if term.field == fields.DATASET:
        yield Neither(()) if term.value == dataset.name else Either(())
    elif term.field in ORGANISATIONS:
        for name in ORGANISATIONS[term.field][0]:
            if dataset.declares(name):
                yield Filter(name, Test.STARTS, term.value)
    elif term.field == fields.EPCI:
        yield from _equal(dataset, ("code_epci",), term.value)
        yield _among_communes(dataset, _communes_of(term.value))
    elif term.field == fields.SOURCE and not dataset.declares("source"):
        yield Filter(
            dataset.columns[0].name, Test.STARTS, "JORFTEXT" if term.value == "jorf" else f"{term.value}:"
        )
    elif term.field == fields.REVIEWED:
        yield Filter(dataset.status_column, Test.EQUALS, "corrige")
        yield Filter("champs_corriges", Test.KNOWN)
    else:
        yield from _equal(dataset, _columns(dataset, term.field), term.value)


def _columns(dataset: Dataset, field: str) -> tuple[str, ...]:
    return {
        fields.CPV: ("cpv", "cpv_secondaires"),
        fields.COMMUNE: COMMUNES,
        fields.DEPARTEMENT: ("code_departement",),
        fields.REGION: ("code_region",),
        fields.SOURCE: ("source",),
        fields.STATUS: (dataset.status_column,),
        **fields.TERM_COLUMNS,
    }.get(field, (field,))


def _equal(dataset: Dataset, names: tuple[str, ...], value: str) -> Iterator[Condition]:
    for name in names:
        if dataset.declares(name):
            column = dataset.column(name)
            typed = value == "True" if column.kind is Kind.BOOLEAN else value
            yield Filter(name, Test.STARTS if by_beginning(column) else Test.EQUALS, typed)


def _among_communes(dataset: Dataset, codes: list[str]) -> Condition:
    return Either(tuple(Filter(name, Test.AMONG, codes) for name in COMMUNES if dataset.declares(name)))


def _communes_near(term: Near) -> list[str]:
    found = []
    for entry in tables.all_entries():
        if entry.latlon:
            latitude, _, longitude = entry.latlon.partition(",")
            if within(term.latitude, term.longitude, term.km, (float(latitude), float(longitude))):
                found.append(entry.code)
    return found


def _communes_of(epci: str) -> list[str]:
    return [
        entry.code for entry in tables.all_entries()
        if tables.communes()[today(entry.code) or entry.code].epci == epci
    ]  # fmt: skip


def _between(dataset: Dataset, asked: Between, now: datetime) -> Condition:
    if asked.field == fields.DAYS_LEFT:
        return _days_left(dataset, asked, now)
    names = [name for name in figure_columns(asked.field, dataset) if name and dataset.declares(name)]
    found = []
    for at, name in enumerate(names):  # the first that the row has
        lacking = (Filter(each, Test.UNKNOWN) for each in names[:at])
        found.append(All((*lacking, *_bounds(dataset.column(name), asked.bounds))))
    return Either(tuple(found))


def _bounds(column: Column, bounds: Range) -> Iterator[Condition]:
    yield Filter(column.name, Test.KNOWN)
    if bounds.low is not None:
        yield Filter(column.name, Test.AT_LEAST, _typed(column, bounds.low, time()))
    if bounds.high is not None:
        yield Filter(column.name, Test.AT_MOST, _typed(column, bounds.high, time(23, 59, 59, 999_999)))


def _typed(column: Column, bound: float | str, hour: time) -> float | date:
    """A bound as the column holds it; a day is that of Paris, from its beginning or to its end."""
    if not isinstance(bound, str):
        return bound
    if column.kind is Kind.DATE:
        return date.fromisoformat(bound[:10])
    if "T" not in bound:
        return datetime.combine(date.fromisoformat(bound), hour, PARIS)
    moment = datetime.fromisoformat(bound)
    return moment if moment.tzinfo else moment.replace(tzinfo=PARIS)


def _days_left(dataset: Dataset, asked: Between, now: datetime) -> Condition:
    if not dataset.declares(DEADLINE):
        return Either(())
    ends = (asked.bounds.low, asked.bounds.high)
    low, high = (None if end is None else now + timedelta(days=float(end)) for end in ends)
    first = low or now
    # A deadline without an hour is a day, and lasts to its end.
    begun = Either(
        (Filter(DEADLINE, Test.AT_LEAST, first), Filter(DEADLINE, Test.EQUALS, paris(first).date()))
    )
    return All((begun, *([Filter(DEADLINE, Test.AT_MOST, high)] if high else [])))
