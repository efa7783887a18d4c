"""How keys and measures are called, and their values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from console.web.declared import declared_name
from console.web.explore.choices import is_amount, is_period
from console.web.messages import Messages
from core.model.dataset import Column, Dataset, Kind
from core.storage.aggregates import Function, Grain, Key, Measure
from normalizers.codes import cpv
from normalizers.codes.names import name_of
from workers.feeds.figures import Figures


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of a dataset's charts in the reader's language."""

    dataset: Dataset
    t: Messages
    f: Figures

    def column(self, name: str) -> str:
        """The title of a column."""
        column = self.dataset.column(name)
        return column.title if self.t.language == "fr" else column.title_en or column.title

    def key(self, key: Key) -> str:
        """``Date de publication, par mois``."""
        title = self.column(key.column)
        return title if key.grain is Grain.WHOLE else f"{title}, {self.t(f'explore.grain_{key.grain}')}"

    def measure(self, measure: Measure) -> str:
        """``Somme : montant attribué``."""
        if measure.function is Function.COUNT:
            return self.t("explore.count")
        return self.t(f"explore.{measure.function}", column=self.column(measure.column))

    def value(self, key: Key, value: Any) -> str:
        """What a group is called."""
        if value is None:
            return self.t("explore.unknown")
        if is_period(key):
            return self._period(key.grain, str(value))
        if key.grain is Grain.DIVISION:
            label = cpv.label(f"{value}000000")
            return f"{value} · {label}" if label else str(value)
        return self.called(self.dataset.column(key.column), value)

    def called(self, column: Column, value: Any) -> str:
        """A value of a column: its term, what a list calls its code, the title of the dataset it names."""
        if column.kind in (Kind.TERM, Kind.BOOLEAN):
            return self.t.term(column.name, str(value).lower() if column.kind is Kind.BOOLEAN else value)
        return declared_name(column, value, {}, self.t.language) or name_of(column, value)

    def figure(self, measure: Measure, value: float | None) -> str:
        """A measured value, readable; a dash where it is unknown."""
        if value is None:
            return "—"
        if is_amount(self.dataset, measure):
            return self.f.amount(round(value))
        return self.f.number(int(value) if float(value).is_integer() else round(value, 2))

    def _period(self, grain: Grain, text: str) -> str:
        year, _, rest = text.partition("-")
        if grain is Grain.MONTH:
            return self.f.month(int(year), int(rest))
        if grain is Grain.QUARTER:
            return self.t("explore.quarter", number=rest.removeprefix("T"), year=year)
        if grain is Grain.WEEK:
            return self.t("explore.week", day=self.f.short_day(date.fromisoformat(text)))
        return text
