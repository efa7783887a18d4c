"""Push rows to a portal (Opendatasoft, ``…/push/?pushkey=``): new versions replace, withdrawn rows go.

A message carries rows in the order of their versions, and the next message is made when this one was taken:
no row is overtaken by its former version. A batch is under 5 MB. What was taken before a batch that failed is
sent again with it, which changes nothing: the portal knows a row by its unique id.

The values of a row that was erased are known no longer: it is pushed empty, in the place of the one that the
portal has, and deleted so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import orjson

from core.storage.database import Database
from core.storage.deliveries import Deliveries
from core.storage.emptied import is_emptied
from core.storage.revisions import Revisions
from workers.delivery.errors import NotTaken
from workers.delivery.parcel import Parcel
from workers.delivery.web import Post, taken
from workers.feeds.telling import Teller, Told

BATCH_BYTES = 4_900_000
_PUSH, _DELETE = "/push/", "/delete/"

Row = Mapping[str, Any]


@dataclass(frozen=True)
class PushWay:
    """How rows are pushed; ``target`` of the channel is the address of ``/push/`` with its key."""

    db: Database
    post: Post
    teller: Teller

    def __call__(self, parcel: Parcel) -> str:
        """Push what stands, delete what was withdrawn."""
        if parcel.kind != "matches":
            return "a portal takes rows only"
        latest = {(each.match.dataset, each.match.record): each for each in parcel.told}
        erased = [_row(each) for each in latest.values() if is_emptied(each.row)]
        rows = [_row(each) for each in latest.values() if not each.entry.withdrawn] + erased
        gone = [each for each in latest.values() if each.entry.withdrawn and not is_emptied(each.row)]
        former = [*self._pushed(parcel, gone), *erased]
        url = parcel.channel.target
        for batch in batches(rows):
            _check(taken(self.post, url, batch, {}))
        for batch in batches(former):
            _check(taken(self.post, deleting(url), batch, {}))
        return f"{len(rows)} pushed, {len(former)} deleted"

    def _pushed(self, parcel: Parcel, gone: Iterable[Told]) -> list[Row]:
        """The rows that the portal has of records that were withdrawn: it deletes by their values."""
        wanted = {(each.match.dataset, each.match.record, each.match.version) for each in gone}
        rows: list[Row] = []
        with self.db.read() as tx:
            for each in Deliveries(tx).carried(parcel.message.id):
                match = each.match
                if (match.dataset, match.record, match.version) not in wanted:
                    continue
                known = Deliveries(tx).told_before(parcel.channel.id, each)
                version = Revisions(tx).get(match.dataset, match.record, known) if known else None
                dataset = self.teller.datasets.get(match.dataset)
                if version is not None and dataset is not None:
                    names = {column.name for column in dataset.columns}
                    seen = {name: value for name, value in version.data.items() if name in names}
                    rows.append({"id": match.record, **seen})
        return rows


def batches(rows: Iterable[Row], most: int = BATCH_BYTES) -> Iterator[bytes]:
    """The rows as JSON arrays of at most so many bytes.

    Raises:
        NotTaken: one row alone is larger.
    """
    batch: list[bytes] = []
    size = 2
    for row in rows:
        written = orjson.dumps(row)
        if len(written) + 2 > most:
            raise NotTaken(f"the row {row.get('id')} has {len(written)} bytes, more than the portal takes")
        if batch and size + len(written) + 1 > most:
            yield b"[" + b",".join(batch) + b"]"
            batch, size = [], 2
        batch.append(written)
        size += len(written) + 1
    if batch:
        yield b"[" + b",".join(batch) + b"]"


def deleting(url: str) -> str:
    """The address that deletes, beside the one that pushes."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=parts.path.removesuffix(_PUSH) + _DELETE))


def _row(told: Told) -> Row:
    return {"id": told.match.record, **told.row}


def _check(answer: str) -> None:
    """The portal answers 200 also where it refuses a row; ``{"status": "OK"}`` says that it has taken all."""
    said = answer.partition(" ")[2]
    try:
        status = orjson.loads(said).get("status", "")
    except (orjson.JSONDecodeError, AttributeError):
        status = ""
    if str(status).upper() != "OK":
        raise NotTaken(f"the portal answered {answer}")
