"""What a chart or a map asks of a dataset: which rows, grouped by what, measured how."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from console.web.datasets.parse import parse_view
from console.web.datasets.view import Pairs, View
from console.web.explore.choices import is_period, key_text, keys_of, measure_text, measures_of
from console.web.refusal import BadAddress
from core.model.dataset import Dataset
from core.storage.aggregates import Grain, Key, Measure

BY, THEN, MEASURE, FORM = "par", "puis", "mesure", "forme"
_OWN = (BY, THEN, MEASURE, FORM)


class Form(StrEnum):
    """How a chart is drawn."""

    BARS = "barres"
    LINE = "courbe"


@dataclass(frozen=True, slots=True)
class Question:
    """The rows of ``view`` grouped ``by`` a key and, as series, ``then`` by another one."""

    view: View
    by: Key
    then: Key | None
    measure: Measure
    form: Form

    def own_pairs(self) -> Pairs:
        """The question beside its filters as pairs of an address."""
        pairs = [(BY, key_text(self.by))]
        pairs += [(THEN, key_text(self.then))] if self.then else []
        return [*pairs, (MEASURE, measure_text(self.measure)), (FORM, str(self.form))]

    def query(self) -> str:
        """The query of this question's address."""
        return f"?{urlencode([*self.view.filters(), *self.own_pairs()])}"


def parse_question(dataset: Dataset, params: QueryParams) -> Question:
    """The question that an address asks; without parameters, the rows of each month.

    Raises:
        BadAddress: the dataset cannot be grouped or measured so, or a filter is wrong.
    """
    view = parse_view(dataset, _without(params, _OWN))
    by = _key(dataset, _given(params, BY)) or _usual_key(dataset)
    then = _key(dataset, _given(params, THEN))
    form = _form(_given(params, FORM), by)
    return Question(view, by, then if then != by else None, parse_measure(dataset, params), form)


def parse_measure(dataset: Dataset, params: QueryParams) -> Measure:
    """The measure that an address names; the number of rows where it names none.

    Raises:
        BadAddress: the dataset has no such measure.
    """
    text = _given(params, MEASURE)
    known = {measure_text(measure): measure for measure in measures_of(dataset)}
    if text and text not in known:
        raise BadAddress("measure", name=text)
    return known[text] if text else Measure()


def parse_filters(dataset: Dataset, params: QueryParams, own: tuple[str, ...]) -> View:
    """The rows that an address asks for, beside the parameters of its page.

    Raises:
        BadAddress: as :func:`parse_view`.
    """
    return parse_view(dataset, _without(params, own))


def _without(params: QueryParams, names: tuple[str, ...]) -> QueryParams:
    return QueryParams([pair for pair in params.multi_items() if pair[0] not in names])


def _given(params: QueryParams, name: str) -> str:
    values = [value.strip() for value in params.getlist(name) if value.strip()]
    if len(values) > 1:
        raise BadAddress("repeated", name=name)
    return values[0] if values else ""


def _key(dataset: Dataset, text: str) -> Key | None:
    known = {key_text(key): key for key in keys_of(dataset)}
    if text and text not in known:
        raise BadAddress("column", name=text)
    return known.get(text)


def _usual_key(dataset: Dataset) -> Key:
    dated = Key(dataset.date_column, Grain.MONTH)
    known = keys_of(dataset)
    return dated if dated in known else known[0]


def _form(text: str, by: Key) -> Form:
    if text not in ("", *Form):
        raise BadAddress("form", name=text)
    return Form(text) if text and is_period(by) else Form.BARS
