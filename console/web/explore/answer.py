"""The figures of a question: categories, and the values of each series in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from console.web.datasets.parse import filterable
from console.web.datasets.view import View
from console.web.explore.choices import is_additive, is_period
from console.web.explore.labels import Labels
from console.web.explore.periods import between, days_of
from console.web.explore.question import Question
from core.storage.aggregates import Aggregates, Function, Grain, Group, Key

MOST_CATEGORIES = 200
MOST_SERIES = 8

Values = dict[Any, float | None]


@dataclass(frozen=True, slots=True)
class Category:
    """A group of rows; ``query`` leads to them in the table, where the table can filter them."""

    code: str | None
    label: str
    query: str


@dataclass(frozen=True, slots=True)
class Series:
    """The values of a series in the order of the categories; None is unknown."""

    label: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """``left_out`` counts categories that are not listed; ``measured`` of ``rows`` rows had a value."""

    categories: tuple[Category, ...]
    series: tuple[Series, ...]
    total: float | None
    rows: int
    measured: int
    left_out: int


def answer(aggregates: Aggregates, question: Question, labels: Labels) -> Answer:
    """Ask the database.

    Raises:
        InputError: never for a question that was parsed.
    """
    conditions, name = question.view.conditions(), question.view.dataset.name
    (whole,) = aggregates.groups(name, (), question.measure, conditions)
    groups = aggregates.groups(name, (question.by,), question.measure, conditions)
    codes = _ordered(question, groups)
    kept = codes[:MOST_CATEGORIES]
    if question.then is None:
        values = {group.keys[0]: group.value for group in groups}
        series = [Series(labels.measure(question.measure), _filled(question, values, kept))]
    else:
        pairs = aggregates.groups(name, (question.by, question.then), question.measure, conditions)
        series = _series(question, question.then, pairs, kept, labels)
    categories = tuple(_category(question, code, labels) for code in kept)
    left_out = len(codes) - len(kept)
    return Answer(categories, tuple(series), whole.value, whole.rows, whole.measured, left_out)


def _ordered(question: Question, groups: Sequence[Group]) -> list[Any]:
    """Periods as they follow each other, empty ones too; else the greatest first. Unknown is last."""
    codes = [group.keys[0] for group in groups]
    known = [code for code in codes if code is not None]
    if is_period(question.by) and known:
        known = between(question.by.grain, min(known), max(known))[-MOST_CATEGORIES:]
    return known + ([None] if len(set(codes)) > len(set(codes) - {None}) else [])


def _series(
    question: Question, then: Key, pairs: Sequence[Group], kept: Sequence[Any], labels: Labels
) -> list[Series]:
    """The greatest series, and the sum of the others where values can be added."""
    by_series: dict[Any, Values] = defaultdict(dict)
    for group in pairs:
        by_series[group.keys[1]][group.keys[0]] = group.value
    ranked = sorted(by_series, key=lambda code: (-_weight(by_series[code]), code is None, str(code)))
    found = [
        Series(labels.value(then, code), _filled(question, by_series[code], kept))
        for code in ranked[:MOST_SERIES]
    ]
    others = [by_series[code] for code in ranked[MOST_SERIES:]]
    if others and is_additive(question.measure):
        label = labels.t("explore.others", number=len(others))
        found.append(Series(label, _filled(question, _added(others), kept)))
    return found


def _weight(values: Values) -> float:
    return sum(abs(value) for value in values.values() if value is not None)


def _added(many: Sequence[Values]) -> Values:
    added: Values = {}
    for values in many:
        for code, value in values.items():
            if value is not None:
                added[code] = (added.get(code) or 0) + value
    return added


def _filled(question: Question, values: Values, kept: Sequence[Any]) -> tuple[float | None, ...]:
    """No row is a count of 0, and no known amount."""
    missing = 0.0 if question.measure.function is Function.COUNT else None
    return tuple(values.get(code, missing) for code in kept)


def _category(question: Question, code: Any, labels: Labels) -> Category:
    text = None if code is None else str(code)
    return Category(text, labels.value(question.by, code), rows_query(question.view, question.by, code))


def rows_query(view: View, key: Key, code: Any) -> str:
    """The query of the table that shows the rows of a group; empty where the table has no such filter."""
    dataset = view.dataset
    if code is None:
        return ""
    if is_period(key):
        return _period_query(view, key, str(code)) if key.column == dataset.date_column else ""
    if key.grain is not Grain.WHOLE or key.column not in filterable(dataset):
        return ""
    return replace(view, chosen={**view.chosen, key.column: (code,)}).query()


def _period_query(view: View, key: Key, period: str) -> str:
    first, last = days_of(key.grain, period)
    since = max(first, view.since) if view.since else first
    until = min(last, view.until) if view.until else last
    return replace(view, since=since, until=until).query()
