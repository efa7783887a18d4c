"""Whether a watch can still be matched: datasets and their columns change, watches stay."""

from __future__ import annotations

from core.errors import InputError
from core.model.watch import Watch
from normalizers.datasets import open_datasets


def check(watch: Watch) -> None:
    """See that the datasets of a watch are there and have what its conditions ask for.

    Raises:
        InputError: none of its datasets is published, or none of them has all the columns.
    """
    if not watch.datasets:
        return
    published = open_datasets()
    known = [published[name] for name in watch.datasets if name in published]
    if not known:
        raise InputError(
            f"no dataset is called {', '.join(watch.datasets)}", hint="Known: " + ", ".join(published)
        )
    asked = [*watch.accept, *watch.ranges]
    if not any(all(dataset.declares(name) for name in asked) for dataset in known):
        lacking = [name for name in asked if not any(dataset.declares(name) for dataset in known)]
        raise InputError(
            f"no dataset of the watch has the columns {', '.join(lacking or asked)}",
            hint="Change the conditions: the columns of a dataset are told on its page.",
        )
