"""Deliveries of the Journal officiel over several runs: a text takes the place of what was said before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest

from core.model.source import Window
from core.storage.blobs import FolderBlobs
from core.storage.database import open_database
from core.storage.queries import Rows
from core.storage.runs import Run, RunState
from core.storage.schema import REVISION
from crawlers import source as source_of
from normalizers.datasets import datasets
from tests.workers.nights.harness import ROUTE
from tools import compose_jorf as compose
from tools.dila_listing import listing
from tools.jorf_xml import ISSUE, Text, summary_xml, text_xml
from workers.advance import Plan
from workers.context import Context
from workers.origins import ReplayOrigin
from workers.run import run

ROOT = "https://echanges.dila.gouv.fr/OPENDATA/JORFSIMPLE/"
DATASET = "nominations-professions-juridiques"
WINDOW = Window(date(2026, 3, 10), date(2026, 3, 15))
ANNOUNCED = replace(
    compose.NOTARY,
    title="Arrêté du 3 mars 2026 portant nomination d'un notaire et suppression d'un office de notaire"
    " (officiers publics ou ministériels)",
)
MENDED = replace(compose.NOTARY, body=compose.NOTARY.body.replace("VERDELET", "VERDELAY"))
PAIR = compose.OFFICERS
ONE_OF_THEM = replace(PAIR, body=PAIR.body.partition(" ;<br/>")[0] + ".</p>")


@dataclass
class Publisher:
    """The folder of deliveries, asked by one installation."""

    context: Context
    folder: Path
    stamps: list[str] = field(default_factory=list)

    def delivers(self, stamp: str, *texts: Text, summary: tuple[Text, ...] = ()) -> Run:
        """Add a delivery, then run once."""
        files = {text.id: text_xml(text) for text in texts}
        if summary:
            files[ISSUE] = summary_xml(summary)
        self.stamps.append(stamp)
        name = f"JORFSIMPLE_{stamp}.tar.gz"
        _record(self.folder / stamp, f"{ROOT}{name}", "document", compose.delivery(stamp, files))
        rows = tuple((f"JORFSIMPLE_{each}.tar.gz", "2026-03-12 00:30", "16K") for each in self.stamps)
        _record(self.folder / "listing", ROOT, "listing", listing("/OPENDATA/JORFSIMPLE", rows))
        (one,) = run(self.context, [Plan(source_of("jorf"), WINDOW)], threads=1).runs
        assert one.state is RunState.COMPLETE, one.reasons
        return one

    def rows(self) -> dict[str, tuple[str, str | None]]:
        """The state and the name in each row, by the end of its id."""
        with self.context.db.read() as tx:
            found = Rows(tx, self.context.db.catalogue).rows(DATASET)
            return {row["id"].partition(":")[2]: (row["statut"], row["nom"]) for row in found}

    def versions(self) -> dict[str, int]:
        """The last version of each row, by the end of its id."""
        with self.context.db.read() as tx:
            query = REVISION.select().where(REVISION.c.dataset == DATASET).order_by(REVISION.c.version)
            return {row.record.partition(":")[2]: row.version for row in tx.execute(query)}


def _record(folder: Path, url: str, kind: str, data: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    media = "text/html" if kind == "listing" else "application/gzip"
    keys = {"kind": kind, "url": url, "media_type": media}
    lines = [f'{name} = "{value}"' for name, value in keys.items()]
    (folder / "meta.toml").write_text("\n".join([*lines, "published = 2026-03-12", ""]), encoding="utf-8")
    (folder / ("input.html" if kind == "listing" else "input.gz")).write_bytes(data)


@pytest.fixture
def publisher(tmp_path: Path, database_url: str) -> Iterator[Publisher]:
    with open_database(database_url, datasets().values()) as db:
        jorf = source_of("jorf")
        sources = {"jorf": replace(jorf, floor=replace(jorf.floor, documents=1, filled=()))}
        context = Context(
            db,
            FolderBlobs(tmp_path / "blobs"),
            sources,
            lambda _run: ReplayOrigin(tmp_path / "recorded", "jorf"),
            ROUTE,
        )
        yield Publisher(context, tmp_path / "recorded" / "jorf")


def test_a_summary_gives_way_to_its_text(publisher: Publisher) -> None:
    publisher.delivers("20260312-003012", summary=(ANNOUNCED,))
    assert publisher.rows() == {"1:1": ("publie", None), "1:2": ("publie", None)}
    publisher.delivers("20260312-135307", ANNOUNCED)
    assert publisher.rows() == {"1:1": ("publie", "VERDELET"), "1:2": ("retire", None)}


def test_a_summary_that_comes_with_its_text_says_nothing_more(publisher: Publisher) -> None:
    publisher.delivers("20260312-003012", ANNOUNCED, summary=(ANNOUNCED,))
    assert publisher.rows() == {"1:1": ("publie", "VERDELET")}
    assert publisher.versions() == {"1:1": 1}


def test_a_summary_that_is_delivered_again_does_not_come_back(publisher: Publisher) -> None:
    publisher.delivers("20260312-003012", ANNOUNCED)
    publisher.delivers("20260313-213012", summary=(ANNOUNCED,))
    assert publisher.rows() == {"1:1": ("publie", "VERDELET")}
    assert publisher.versions() == {"1:1": 1}


def test_the_same_text_delivered_again_is_nothing_new(publisher: Publisher) -> None:
    publisher.delivers("20260312-003012", compose.NOTARY)
    again = publisher.delivers("20260313-213012", compose.NOTARY)
    assert publisher.versions() == {"1:1": 1}
    assert (again.counts["new"], again.counts["changed"]) == (0, 0)


def test_a_text_that_is_mended_is_a_new_version(publisher: Publisher) -> None:
    publisher.delivers("20260312-003012", compose.NOTARY)
    mended = publisher.delivers("20260313-213012", MENDED)
    assert publisher.rows() == {"1:1": ("publie", "VERDELAY")}
    assert publisher.versions() == {"1:1": 2}
    assert (mended.counts["new"], mended.counts["changed"]) == (0, 1)


def test_an_act_that_the_mended_text_has_no_more_is_withdrawn(publisher: Publisher) -> None:
    publisher.delivers("20260312-003012", PAIR)
    assert publisher.rows() == {"1:1": ("publie", "QUENTIN"), "1:2": ("publie", "OUVRARD")}
    publisher.delivers("20260313-213012", ONE_OF_THEM)
    assert publisher.rows() == {"1:1": ("publie", "QUENTIN"), "1:2": ("retire", "OUVRARD")}
    assert publisher.versions() == {"1:1": 1, "1:2": 2}


def test_a_withdrawn_act_comes_back_when_the_text_has_it_again(publisher: Publisher) -> None:
    for stamp, text in (
        ("20260312-003012", PAIR),
        ("20260313-213012", ONE_OF_THEM),
        ("20260314-213012", PAIR),
    ):
        publisher.delivers(stamp, text)
    assert publisher.rows() == {"1:1": ("publie", "QUENTIN"), "1:2": ("publie", "OUVRARD")}
    assert publisher.versions() == {"1:1": 1, "1:2": 3}
