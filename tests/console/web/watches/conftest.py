"""A small site whose watches are changed by each test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import pytest

from console.web.site import Site
from core.model.channel import Channel, ChannelKind
from core.model.person import Person
from core.model.watch import Watch
from core.storage.channels import Channels
from core.storage.ownership import Owner, Ownership
from core.storage.watches import Watches
from tests.console.web.cheap_passwords import _cheap
from tests.console.web.seeding import NOW, open_empty, seed
from workers.delivery.opening import open_channel

__all__ = ["_cheap"]

AVIS = "avis-marches"


@dataclass
class Desk:
    """A site with a few notices."""

    site: Site

    def own(self, watch: str, person: Person | None = None, team: int | None = None) -> None:
        """A watch of a person or a team."""
        with self.site.database.write() as tx:
            Watches(tx).put(Watch(watch, f"Veille {watch}", (AVIS,), "toiture", created_at=NOW), NOW)
            Ownership(tx).put(watch, Owner(person.id if person else None, team))

    def open(self, watch: str, kind: ChannelKind, target: str) -> Channel:
        """A channel of a watch."""
        channel = open_channel(watch, kind, target, NOW)
        with self.site.database.write() as tx:
            Channels(tx).put(channel)
        return channel

    def channels(self, watch: str) -> list[Channel]:
        """The channels of a watch as they stand."""
        with self.site.database.read() as tx:
            return Channels(tx).of(watch)


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site with a few notices, to be copied."""
    folder = tmp_path_factory.mktemp("furnished")
    shelf = open_empty(folder)
    seed(shelf, notices=4)
    shelf.site.database.close()
    return folder


@pytest.fixture
def desk(furnished: Path, tmp_path: Path) -> Iterator[Desk]:
    shelf = open_empty(Path(copytree(furnished, tmp_path / "site")))
    yield Desk(shelf.site)
    shelf.site.database.close()
