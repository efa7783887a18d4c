"""What a dataset can be grouped by and measured by: made from its declaration."""

from __future__ import annotations

from core.model.dataset import Column, Dataset, Kind
from core.storage.aggregates import Function, Grain, Key, Measure

PERIODS = (Grain.YEAR, Grain.QUARTER, Grain.MONTH, Grain.WEEK)
_CURRENCY = "devise"
_ORGANISATIONS = ("acheteur_nom", "titulaire_nom")


def keys_of(dataset: Dataset) -> tuple[Key, ...]:
    """Periods of its dates first, then its facets, CPV divisions and organisations."""
    periods = [Key(column.name, grain) for column in _days(dataset) for grain in PERIODS]
    values: list[Key] = []
    for column in dataset.columns:
        if column.scheme == "cpv" and not column.many:
            values.append(Key(column.name, Grain.DIVISION))
        if column.facet or column.name in _ORGANISATIONS:
            values.append(Key(column.name))
    return (*periods, *values)


def measures_of(dataset: Dataset) -> tuple[Measure, ...]:
    """The number of rows, then sums and means of amounts and sums of what is counted."""
    currency = _CURRENCY if dataset.declares(_CURRENCY) else ""
    found = [Measure()]
    for column in dataset.columns:
        if column.kind is Kind.AMOUNT:
            functions = (Function.SUM, Function.MEAN)
            found += [Measure(function, column.name, currency) for function in functions]
        elif column.kind is Kind.INTEGER and column.name.startswith("nb_"):
            found.append(Measure(Function.SUM, column.name))
    return tuple(found)


def key_text(key: Key) -> str:
    """A key as it stands in an address: ``type_avis``, ``date_publication.mois``."""
    return key.column if key.grain is Grain.WHOLE else f"{key.column}.{key.grain}"


def measure_text(measure: Measure) -> str:
    """A measure as it stands in an address: ``nombre``, ``somme.montant``."""
    return f"{measure.function}.{measure.column}" if measure.column else str(measure.function)


def is_period(key: Key) -> bool:
    """Whether the groups of a key follow each other in time."""
    return key.grain in PERIODS


def is_additive(measure: Measure) -> bool:
    """Whether the values of two groups can be added."""
    return measure.function is not Function.MEAN


def is_amount(dataset: Dataset, measure: Measure) -> bool:
    """Whether the measure is in euros."""
    return bool(measure.column) and dataset.column(measure.column).kind is Kind.AMOUNT


def _days(dataset: Dataset) -> list[Column]:
    """The columns of days, the one that the dataset is dated by first."""
    days = [column for column in dataset.columns if column.kind is Kind.DATE and not column.many]
    return sorted(days, key=lambda column: column.name != dataset.date_column)
