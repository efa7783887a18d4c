"""One module a published dataset: columns, types, meanings, version; discovered, never registered."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from core.errors import InputError
from core.model.dataset import Dataset


@cache
def datasets() -> dict[str, Dataset]:
    """Every dataset by name: the ``DATASET`` of each module of this package."""
    found = {}
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        dataset = getattr(importlib.import_module(module.name), "DATASET", None)
        if isinstance(dataset, Dataset):
            found[dataset.name] = dataset
    return dict(sorted(found.items()))


def dataset(name: str) -> Dataset:
    """The dataset of that name.

    Raises:
        InputError: there is none; the hint lists the names.
    """
    try:
        return datasets()[name]
    except KeyError:
        raise InputError(
            f"unknown dataset {name!r}", hint=f"Known datasets: {', '.join(datasets())}."
        ) from None
