"""The matches of a watch as entries that a subscriber reads."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from console.web.site import Site
from core.model.channel import Language
from core.model.watch import Match
from workers.feeds.entry import Entry
from workers.feeds.telling import Teller


def entries_of(
    site: Site, tx: Connection, matches: Sequence[Match], base_url: str, language: Language
) -> list[Entry]:
    """The entries of matches, as whoever asks may see them; one whose version is gone is left out."""
    teller = Teller(site.datasets, base_url, site.authority, language)
    return [told.entry for told in teller.told(tx, matches)]
