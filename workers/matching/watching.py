"""The watches that a new version of a record answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import structlog
from sqlalchemy import Connection

from core.errors import InputError
from core.model.watch import Match
from core.storage.revisions import Version
from core.storage.watches import Watches
from normalizers.datasets import dataset as dataset_of
from workers.matching.match import match
from workers.route import Hit

_log = structlog.get_logger()


def match_version(tx: Connection, version: Version, at: datetime) -> Iterator[Hit]:
    """A hit for each watch, paused ones too: what they miss in silence is found in their feed later.

    A watch whose query can no longer be read is passed over and told; it is never deleted.
    """
    dataset = dataset_of(version.dataset)
    for watch in Watches(tx).all():
        try:
            reasons = match(watch, dataset, version.data)
        except (InputError, KeyError) as error:
            _log.error("watch cannot be evaluated", watch=watch.id, error=str(error))
            continue
        if reasons is not None:
            yield Hit(Match(watch.id, version.dataset, version.record, version.version, at, reasons))
