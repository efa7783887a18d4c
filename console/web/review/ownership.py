"""Who may mend the tables of a document, and which of its decisions nobody could carry over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from console.web.site import Site
from core.model.document import Snapshot
from core.model.person import Person
from core.storage.carried_edits import CarriedEdits
from core.storage.readings import Readings
from core.storage.snapshots import Snapshots


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """A document with decisions on its tables that are not in its new bytes, and how many."""

    snapshot: Snapshot
    count: int


def is_owned(site: Site, tx: Connection, who: Person, snapshots: Sequence[Snapshot]) -> bool:
    """Whether a person owns every dataset that the rows of a document go to.

    Where none of its rows stands, its datasets are those that its source feeds.
    """
    feeds = {
        name
        for each in snapshots
        if each.source in site.sources
        for name in site.sources[each.source].datasets
    }
    fed = {name for each in snapshots for name in Readings(tx).datasets_of(each.sha256)} or feeds
    return bool(fed) and all(map(who.owns, fed))


def left_behind(site: Site, tx: Connection, who: Person) -> list[LeftBehind]:
    """The documents of a person whose new bytes lack the ground of a decision, those of old first."""
    counts = Counter(each.sha256 for each in CarriedEdits(tx).left_behind())
    found = []
    for sha256, count in counts.items():
        snapshots = Snapshots(tx).of_bytes(sha256)
        if snapshots and is_owned(site, tx, who, snapshots):
            found.append(LeftBehind(snapshots[0], count))
    return found
