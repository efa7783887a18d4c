"""Matches of the ledger as entries: each tells the version that was matched, as its readers may see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from core.model.channel import Language
from core.model.dataset import Dataset
from core.model.record import Change, Revision
from core.model.watch import Match
from core.storage.disclosure import disclosed
from core.storage.plain import native
from core.storage.revisions import Revisions, Version
from workers.feeds.entry import Entry, entry_of
from workers.feeds.titles import Whole


@dataclass(frozen=True, slots=True)
class Told:
    """A match, what a subscriber is told of it, and the row as it then stood, in JSON form.

    ``affair`` names the dataset and the record of the notice that a lot or an award belongs to; of any other
    row its own.
    """

    match: Match
    entry: Entry
    row: Mapping[str, Any]
    affair: tuple[str, str]


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
        found = [(match, self._version(tx, match)) for match in matches]
        told = [(match, version) for match, version in found if version is not None]
        wholes = self._wholes(tx, told)
        return [self._told(match, version, wholes) for match, version in told]

    def _version(self, tx: Connection, match: Match) -> Version | None:
        if match.dataset not in self.datasets:
            return None
        return self._disclosed(tx, Revisions(tx).get(match.dataset, match.record, match.version))

    def _disclosed(self, tx: Connection, version: Version | None) -> Version | None:
        told = disclosed(tx, self.datasets[version.dataset], [version]) if version else []
        return told[0] if told else None

    def _wholes(self, tx: Connection, told: Iterable[tuple[Match, Version]]) -> dict[_Moment, Whole]:
        """The notices that lots and awards belong to, as they stood when these were told, each read once."""
        found: dict[_Moment, Whole] = {}
        for match, version in told:
            of, record = _affair(self.datasets[match.dataset], version)
            moment = (of, record, match.matched_at)
            if of == match.dataset or of not in self.datasets or moment in found:
                continue
            notice = self._disclosed(tx, Revisions(tx).as_of(of, record, match.matched_at))
            if notice is not None:
                found[moment] = Whole(self.datasets[of], _natives(self.datasets[of], notice.data))
        return found

    def _told(self, match: Match, version: Version, wholes: Mapping[_Moment, Whole]) -> Told:
        """The stored version is in JSON form; entries are written of natives."""
        dataset, affair = self.datasets[match.dataset], _affair(self.datasets[match.dataset], version)
        names = {column.name for column in dataset.columns}
        # A column that these readers may not see is no reason to them.
        known = replace(match, reasons=tuple(each for each in match.reasons if each.column in names))
        entry = entry_of(
            known,
            dataset,
            _natives(dataset, version.data),
            _revision(dataset, version),
            base_url=self.base_url,
            authority=self.authority,
            language=self.language,
            whole=wholes.get((*affair, match.matched_at)),
        )
        seen = {name: value for name, value in version.data.items() if name in names}
        return Told(known, entry, seen, affair)


_Moment = tuple[str, str, datetime]


def _affair(dataset: Dataset, version: Version) -> tuple[str, str]:
    """The notice that a row is a part of, or the row itself."""
    named = version.data.get(dataset.part.named) if dataset.part else None
    return (dataset.part.of, str(named)) if dataset.part and named else (dataset.name, version.record)


def _natives(dataset: Dataset, data: Mapping[str, Any]) -> dict[str, Any]:
    return {each.name: native(each, data[each.name]) for each in dataset.columns if each.name in data}


def _revision(dataset: Dataset, version: Version) -> Revision:
    columns = {column.name: column for column in dataset.columns}
    changes = tuple(
        Change(
            each.column, native(columns[each.column], each.before), native(columns[each.column], each.after)
        )
        for each in version.changes
        if each.column in columns
    )
    return replace(version.revision(), changes=changes)
