"""One module a published dataset: columns, types, meanings, version; discovered, never registered.

A module has ``DATASET``, the declaration, and may have ``COMPLETIONS``, functions that derive columns of a
row from others (places, SIREN…), applied in order.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType

from core.errors import InputError, RowsStay
from core.model.dataset import Dataset


@cache
def modules() -> dict[str, ModuleType]:
    """The module of each dataset, by the dataset's name."""
    found = {}
    for info in pkgutil.iter_modules(__path__, f"{__name__}."):
        module = importlib.import_module(info.name)
        declared = getattr(module, "DATASET", None)
        if isinstance(declared, Dataset):
            found[declared.name] = module
    return dict(sorted(found.items()))


@cache
def datasets() -> dict[str, Dataset]:
    """Every dataset by name."""
    return {name: module.DATASET for name, module in modules().items()}


def open_datasets() -> dict[str, Dataset]:
    """Every dataset of which the rows may be shown, by name."""
    return {name: each for name, each in datasets().items() if each.restriction is None}


def is_restricted(name: str) -> bool:
    """Whether a dataset is declared and its rows never leave."""
    found = datasets().get(name)
    return found is not None and found.restriction is not None


def dataset(name: str) -> Dataset:
    """The dataset of that name.

    Raises:
        InputError: there is none; the hint lists the names.
    """
    try:
        return datasets()[name]
    except KeyError:
        known = ", ".join(datasets())
        raise InputError(f"unknown dataset {name!r}", hint=f"Known datasets: {known}.") from None


def open_dataset(name: str) -> Dataset:
    """The dataset of that name, of which the rows may be shown.

    Raises:
        InputError: there is none; the hint lists the names.
        RowsStay: its rows never leave.
    """
    found = dataset(name)
    if found.restriction is not None:
        raise RowsStay(f"the rows of {name} never leave")
    return found
