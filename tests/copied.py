"""A new SQLite database is the copy of one that was made before: making one takes ten times as long.

The product still looks at each copy as it does at every database that it opens. Where the making itself is
what is tested, the fixture ``from_scratch`` keeps copies away.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine

from core.model.dataset import Dataset
from core.storage import database

Prepare = Callable[[Engine, tuple[Dataset, ...]], None]

_prepare: Prepare = database._prepare


class Copies:
    """Prepares databases, with one model for each set of datasets."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._models: dict[tuple[Dataset, ...], Path] = {}

    def prepare(self, engine: Engine, datasets: tuple[Dataset, ...]) -> None:
        """See ``core.storage.database``."""
        place = engine.url.database
        if engine.dialect.name == "sqlite" and place and place != ":memory:" and not Path(place).exists():
            self._copy(datasets, Path(place))
        _prepare(engine, datasets)

    def _copy(self, datasets: tuple[Dataset, ...], place: Path) -> None:
        beside = place.with_name(f"{place.name}.{uuid4().hex}")
        shutil.copyfile(self._model(datasets), beside)
        try:
            os.link(beside, place)  # whole or not at all: another starter may look for it
        except FileExistsError:
            pass
        finally:
            beside.unlink()

    def _model(self, datasets: tuple[Dataset, ...]) -> Path:
        if datasets not in self._models:
            made = self.folder / uuid4().hex
            engine = database._engine(database._parsed(str(made)))
            _prepare(engine, datasets)
            engine.dispose()
            self._models[datasets] = made
        return self._models[datasets]


@pytest.fixture(scope="session", autouse=True)
def copied_databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Databases opened in this process are copies."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "_prepare", Copies(tmp_path_factory.mktemp("models")).prepare)
        yield


@pytest.fixture
def from_scratch(monkeypatch: pytest.MonkeyPatch) -> None:
    """This test makes its databases."""
    monkeypatch.setattr(database, "_prepare", _prepare)
