"""The matches of a watch as entries that a subscriber reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from console.web.site import Site
from core.model.record import Change
from core.model.watch import Match
from core.storage.disclosure import disclosed
from core.storage.ledger import Ledger
from core.storage.plain import native
from core.storage.revisions import Revisions, Version
from workers.feeds.entry import Entry, entry_of


def latest_entries(site: Site, tx: Connection, watch: str, base_url: str, limit: int) -> list[Entry]:
    """The entries of the latest matches, latest first; each tells the version that was matched."""
    matches = [entry.match for entry in Ledger(tx).latest(watch, limit)]
    return entries_of(site, tx, matches, base_url)


def entries_of(site: Site, tx: Connection, matches: Sequence[Match], base_url: str) -> list[Entry]:
    """The entries of matches; one whose dataset or version is gone is left out."""
    found = [(match, _version(site, tx, match)) for match in matches]
    return [_entry(site, match, version, base_url) for match, version in found if version is not None]


def _version(site: Site, tx: Connection, match: Match) -> Version | None:
    if match.dataset not in site.datasets:
        return None
    found = Revisions(tx).get(match.dataset, match.record, match.version)
    told = disclosed(tx, site.datasets[match.dataset], [found] if found else [])
    return told[0] if told else None


def _entry(site: Site, match: Match, version: Version, base_url: str) -> Entry:
    """The stored version is in JSON form; entries are written of natives."""
    dataset = site.datasets[match.dataset]
    columns = {column.name: column for column in dataset.columns}
    row = {name: native(columns[name], value) for name, value in version.data.items() if name in columns}
    changes = tuple(
        Change(
            each.column, native(columns[each.column], each.before), native(columns[each.column], each.after)
        )
        for each in version.changes
        if each.column in columns
    )
    revision = replace(version.revision(), changes=changes)
    return entry_of(match, dataset, row, revision, base_url=base_url)
