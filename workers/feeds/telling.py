"""Matches of the ledger as entries: each tells the version that was matched, as its readers may see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from core.model.channel import Language
from core.model.dataset import Dataset
from core.model.record import Change
from core.model.watch import Match
from core.storage.disclosure import disclosed
from core.storage.plain import native
from core.storage.revisions import Revisions, Version
from workers.feeds.entry import Entry, entry_of


@dataclass(frozen=True, slots=True)
class Told:
    """A match, what a subscriber is told of it, and the row as it then stood, in JSON form."""

    match: Match
    entry: Entry
    row: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells matches.

    ``datasets`` have the columns that the readers may see; ``authority`` is the name in the tag: URIs, which
    stays where the address of the installation changes.
    """

    datasets: Mapping[str, Dataset]
    base_url: str
    authority: str = ""
    language: Language = "fr"

    def told(self, tx: Connection, matches: Iterable[Match]) -> list[Told]:
        """The matches as entries; one whose dataset or version is gone is left out."""
        found = ((match, self._version(tx, match)) for match in matches)
        return [self._told(match, version) for match, version in found if version is not None]

    def _version(self, tx: Connection, match: Match) -> Version | None:
        if match.dataset not in self.datasets:
            return None
        found = Revisions(tx).get(match.dataset, match.record, match.version)
        told = disclosed(tx, self.datasets[match.dataset], [found] if found else [])
        return told[0] if told else None

    def _told(self, match: Match, version: Version) -> Told:
        """The stored version is in JSON form; entries are written of natives."""
        dataset = self.datasets[match.dataset]
        columns = {column.name: column for column in dataset.columns}
        seen = {name: value for name, value in version.data.items() if name in columns}
        row = {name: native(columns[name], value) for name, value in seen.items()}
        changes = tuple(
            Change(
                each.column,
                native(columns[each.column], each.before),
                native(columns[each.column], each.after),
            )
            for each in version.changes
            if each.column in columns
        )
        # A column that these readers may not see is no reason to them.
        known = replace(match, reasons=tuple(each for each in match.reasons if each.column in columns))
        entry = entry_of(
            known,
            dataset,
            row,
            replace(version.revision(), changes=changes),
            base_url=self.base_url,
            authority=self.authority,
            language=self.language,
        )
        return Told(known, entry, seen)
