"""Rows pushed to a portal that keeps them as Opendatasoft does: by unique id, deleted by their values."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from core.model.channel import ChannelKind
from core.storage.catalogue import catalogue_of
from core.storage.emptied import EMPTIED
from core.storage.revisions import Revisions
from normalizers.datasets import datasets
from tests.workers.delivery.office import DATASET, Office, Receiver, notice, receiver
from workers.delivery.errors import NotTaken
from workers.delivery.push import batches

OK = b'{"status": "OK"}'
PATH = "/api/push/1.0/marches/donnees/push/?pushkey=cle"


@dataclass
class Portal:
    """The rows of a portal, made of what a receiver got: those that were refused changed nothing."""

    web: Receiver
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    read: int = 0

    @property
    def url(self) -> str:
        return self.web.url.replace("/hook", PATH)

    def take(self, refused: int = 0) -> None:
        """Apply the requests since the last time, but for the first ones, which were refused."""
        new = self.web.got[self.read :]
        self.read = len(self.web.got)
        for path, _, body in new[refused:]:
            assert len(body) < 5_000_000
            assert path.endswith("?pushkey=cle")
            for row in json.loads(body):
                if "/delete/" in path:
                    assert self.rows[row["id"]] == row  # Opendatasoft deletes by values
                    del self.rows[row["id"]]
                else:
                    self.rows[row["id"]] = row


@pytest.fixture
def portal() -> Iterator[Portal]:
    with receiver(OK) as web:
        yield Portal(web)


def test_new_versions_replace_and_withdrawn_rows_go(here: Office, portal: Portal) -> None:
    here.open(ChannelKind.PUSH, portal.url)
    for number in range(3):
        here.find(number)
    here.work()
    portal.take()
    assert set(portal.rows) == {"boamp:26-0", "boamp:26-1", "boamp:26-2"}
    here.find(1, version=2, objet="Objet rectifié")
    here.find(2, version=2, statut="retire")
    here.work()
    portal.take()
    assert portal.rows["boamp:26-1"]["objet"] == "Objet rectifié"
    assert set(portal.rows) == {"boamp:26-0", "boamp:26-1"}


@pytest.mark.parametrize(
    "refusal", [(500, {}, b""), (200, {}, b'{"status": "error", "error": "quota"}'), (200, {}, b"<html>")]
)
def test_a_row_is_not_overtaken_by_its_former_version(
    here: Office, portal: Portal, refusal: tuple[int, dict[str, str], bytes]
) -> None:
    channel = here.open(ChannelKind.PUSH, portal.url)
    portal.web.answers = [refusal]
    here.find(1)
    here.work()
    portal.take(refused=1)
    assert portal.rows == {}
    here.find(1, version=2, objet="Objet rectifié")
    here.work()
    here.later(minutes=4)
    here.work()
    here.work()
    portal.take()
    assert portal.rows["boamp:26-1"]["objet"] == "Objet rectifié"
    assert {each.state for each in here.owed(channel)} == {"sent"}


def test_batches_are_under_the_limit_and_lose_nothing() -> None:
    rows = [{"id": str(number), "texte": "é" * (number * 37 % 400)} for number in range(500)]
    made = list(batches(rows, 10_000))
    assert all(len(batch) <= 10_000 for batch in made)
    assert len(made) > 5
    assert [row for batch in made for row in json.loads(batch)] == rows
    with pytest.raises(NotTaken):
        list(batches([{"id": "1", "texte": "x" * 10_000}], 10_000))


def test_a_row_that_was_erased_goes_though_nobody_knows_its_values(here: Office, portal: Portal) -> None:
    here.open(ChannelKind.PUSH, portal.url)
    here.find(1)
    here.find(2)
    here.work()
    portal.take()
    assert set(portal.rows) == {"boamp:26-1", "boamp:26-2"}
    blank: dict[str, Any] = dict.fromkeys(notice(2))
    here.find(2, version=2, **blank | {"statut": "retire", "avertissements": [EMPTIED]})
    with here.db.write() as tx:
        Revisions(tx).empty(catalogue_of(datasets().values())[DATASET], ["boamp:26-2"])
    here.work()
    portal.take()
    assert set(portal.rows) == {"boamp:26-1"}
    (deleted,) = json.loads(portal.web.got[-1][2])
    assert {name for name, value in deleted.items() if value} <= {
        "id",
        "version",
        "statut",
        "lu_le",
        "avertissements",
    }
