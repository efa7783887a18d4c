"""Names of datasets and columns as readers know them, where the values of a row are such names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from console.web.language import Language
from console.web.messages import Messages
from core.model.dataset import Column
from normalizers.datasets import datasets
from normalizers.datasets.qualite_donnees import DATASET, WHOLE

_OF_DATASET, _OF_COLUMN = DATASET.column("jeu"), DATASET.column("colonne")


def declared_name(column: Column, value: object, row: Mapping[str, Any], language: Language) -> str:
    """The title of the dataset or the column that a measure is of; empty for any other value.

    Where the row names no dataset, as among the values of a filter, a column has a title if all datasets that
    have it call it alike.
    """
    if column == _OF_DATASET:
        measured = datasets().get(str(value))
        return _title(measured, language) if measured else ""
    if column == _OF_COLUMN:
        if value == WHOLE:
            return Messages(language)("quality.whole")
        named = row.get(_OF_DATASET.name)
        asked = datasets().values() if named is None else filter(None, [datasets().get(str(named))])
        titles = {_title(each.column(str(value)), language) for each in asked if each.declares(str(value))}
        return titles.pop() if len(titles) == 1 else ""
    return ""


def _title(named: Any, language: Language) -> str:
    return str(named.title if language == "fr" else named.title_en)
