"""The versions of a record, each with what it changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.model.dataset import Column, Dataset
from core.storage.plain import native
from core.storage.revisions import Version

_CAUSES = {
    "correction: ": "cause_correction",
    "correction undone: ": "cause_undone",
    "run ": "cause_run",
    "reader ": "cause_reader",
    "mesure de ": "cause_measured",
    "statistiques ": "cause_counted",
    "annulé par ": "cause_annulled",
    "rectifié par ": "cause_replaced",
    "rapporté par ": "cause_revoked",
    "texte protégé": "cause_protected",
    "opposition": "cause_objection",
    "effacement demandé": "cause_erasure",
    "suite de ": "cause_followed",
    "thread: ": "cause_thread",
}
"""How the store and the stages begin the cause of a version, and the sentence that tells it."""


@dataclass(frozen=True, slots=True)
class Step:
    """A field that differs from the version before, as natives."""

    column: Column
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Episode:
    """One version; the first one has no steps.

    ``cause`` is told by the sentence ``told`` about it, or as it is where that is empty.
    """

    version: int
    at: datetime
    told: str
    cause: str
    steps: tuple[Step, ...]


def history_of(dataset: Dataset, versions: Sequence[Version]) -> list[Episode]:
    """The versions, latest first; a column that is no longer declared is left out."""
    known = {column.name: column for column in dataset.columns}
    return [
        Episode(
            version.version,
            version.at,
            *_cause(version.cause),
            tuple(
                _step(known[change.column], change.before, change.after)
                for change in version.changes
                if change.column in known
            ),
        )
        for version in reversed(versions)
    ]


def _cause(text: str) -> tuple[str, str]:
    for beginning, told in _CAUSES.items():
        if text.startswith(beginning):
            return told, text.removeprefix(beginning)
    return "", text


def _step(column: Column, before: Any, after: Any) -> Step:
    return Step(column, native(column, before), native(column, after))
