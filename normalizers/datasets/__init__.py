"""One module a published dataset: columns, types, meanings, version; discovered, never registered.

A module has ``DATASET``, the declaration, and may have ``COMPLETIONS``, functions that derive columns of a
row from others (places, SIREN…), applied in order.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType

from core.errors import InputError
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
