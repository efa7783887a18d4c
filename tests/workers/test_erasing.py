"""What a veto reaches is nowhere any more: in no table, no file, no index, no message."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import MetaData, create_engine, delete, select, text, update

from core.model.channel import Channel, ChannelKind
from core.model.reading import Extraction
from core.model.source import Window
from core.model.watch import Match, Reason, Watch
from core.storage.blobs import FolderBlobs
from core.storage.channels import Channels
from core.storage.database import Database, open_database
from core.storage.deliveries import Deliveries
from core.storage.digests import digest
from core.storage.erased_documents import documents_of
from core.storage.erasing import Eraser
from core.storage.erasures import Erasures
from core.storage.extractions import Extractions
from core.storage.finding import table_of
from core.storage.ledger import Ledger
from core.storage.queries import Rows, Words
from core.storage.readings import Readings
from core.storage.records import Records
from core.storage.reports import Reports
from core.storage.revisions import Revisions
from core.storage.runs import Runs
from core.storage.schema import EXTRACTED, EXTRACTION, READING, REVISION
from core.storage.staged import Staged
from core.storage.watches import Watches
from core.storage.withdrawals import Veto
from core.wire import load_extraction
from crawlers import sources
from normalizers.datasets import datasets
from tests.workers.nights.harness import ROUTE
from tools import compose_jorf as compose
from tools import jorf_xml
from workers.advance import HANDED, Plan
from workers.context import Context
from workers.delivery.prepare import prepare
from workers.duties import older_rows
from workers.erasing import carry_out, clean
from workers.feeds.telling import Teller
from workers.ingest import FileOrigin
from workers.linked_acts import DATASET, linked_acts
from workers.run import run

NOTARY = "JORFTEXT000059900101:1:1"
OTHER = "JORFTEXT000059900102:1:1"
NAMES = ("verdelet", "antoine", "lacombe-roy")
NOW = datetime(2026, 3, 14, 9, tzinfo=UTC)
PLAIN = jorf_xml.summary_xml((compose.NOTARY, compose.OFFICERS))
MARKED = jorf_xml.summary_xml(
    (replace(compose.NOTARY, title=f"{compose.NOTARY.title} (Accès protégé)"), compose.OFFICERS)
)


def delivery(*members: tuple[str, str]) -> bytes:
    """An archive as the publisher delivers texts."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, xml in members:
            info = tarfile.TarInfo(name)
            info.size = len(xml.encode())
            archive.addfile(info, io.BytesIO(xml.encode()))
    return out.getvalue()


class Shop:
    """An installation whose folder holds all that it keeps in files."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url, self.folder = url, folder
        self.db = open_database(url, datasets().values())
        self.blobs = FolderBlobs(folder / "blobs")

    def context(self, origin: FileOrigin, reader: str) -> Context:
        route = replace(ROUTE, linked=linked_acts, reader=reader)
        return Context(self.db, self.blobs, sources(), lambda _: origin, route)

    def hand(self, name: str, data: bytes | str, reader: str = "1") -> None:
        """Send a file through the whole route, with a version of the readers."""
        origin = FileOrigin(name, data if isinstance(data, bytes) else data.encode())
        plan = Plan(sources()["jorf"], Window(date(2026, 3, 12), date(2026, 3, 12)), HANDED, origin.key)
        run(self.context(origin, reader), [plan], threads=1)

    def carry_out(self) -> None:
        carry_out(self.db, self.blobs, NOW)

    def places(self) -> list[str]:
        """Every table (those of the index of words, too) and file with a name, in whatever case."""
        return sorted({*self._tables(), *self._files()})

    def _tables(self) -> Iterator[str]:
        engine = create_engine(self.db.engine.url)
        schema = MetaData()
        with engine.connect() as tx:
            schema.reflect(tx)
            indexes = {table_of(each.table.name) for each in self.db.catalogue.values()}
            for table in (each for name, each in schema.tables.items() if name not in indexes):
                for row in tx.execute(select(table)):
                    said = " ".join(_legible(each) for each in row).casefold()
                    if any(name in said for name in NAMES):
                        yield table.name
        engine.dispose()

    def _files(self) -> Iterator[str]:
        for path in self.folder.rglob("*"):
            if path.is_file() and any(name.encode() in path.read_bytes().lower() for name in NAMES):
                yield str(path.relative_to(self.folder).parts[0])


def _legible(value: object) -> str:
    return bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)


@pytest.fixture
def shop(database_url: str, tmp_path: Path) -> Iterator[Shop]:
    made = Shop(database_url, tmp_path)
    yield made
    made.db.close()


def use(shop: Shop) -> None:
    """Everything that people and programs do with a row leaves a trace of its values."""
    db = shop.db
    reason = Reason("nom", "VERDELET", "verdelet")
    watch = Watch("notaires", "Notaires", (DATASET,), created_at=NOW)
    channel = Channel("courriel", "notaires", ChannelKind.MAIL, "a@ville.example", created_at=NOW)
    with db.write() as tx:
        Watches(tx).put(watch, NOW)
        Channels(tx).put(channel)
        Ledger(tx).add([Match("notaires", DATASET, NOTARY, 1, NOW, (reason,))])
        Records(tx, db.catalogue, NOW).correct(DATASET, NOTARY, "nom", "VERDELET-BIS", "moi", note="Antoine")
        Reports(tx).add(DATASET, NOTARY, "nom", "M. Verdelet s'écrit autrement", NOW)
        reading = Readings(tx).of(DATASET, [NOTARY])[NOTARY][0]
        waiting, _ = Runs(tx).open("jorf", HANDED, "x", Window(date(2026, 3, 12), date(2026, 3, 12)), NOW)
        Staged(tx).put("jorf", "retenu.xml", waiting.id, [reading])


def told(db: Database) -> list[str]:
    """What the subscriber reads of every match, in words."""
    with db.read() as tx:
        matches = [entry.match for entry in Ledger(tx).after("notaires")]
        teller = Teller(datasets(), "https://veille.example")
        return [f"{each.match.version} {each.entry} {each.row}" for each in teller.told(tx, matches)]


def test_nothing_of_a_person_is_left_after_a_veto(shop: Shop) -> None:
    text_of = jorf_xml.text_xml(compose.NOTARY)
    shop.hand(
        "JORF_1.tar.gz",
        delivery(("a/texte.xml", text_of), ("a/autre.xml", jorf_xml.text_xml(compose.OFFICERS))),
    )
    shop.hand("sommaire.xml", PLAIN)
    use(shop)
    before = shop.places()
    for table in ("ds_nominations_professions_juridiques", "revision", "reading", "extraction", "ledger"):
        assert table in before, "the search finds what is there"
    assert {"staged", "correction", "report", "blobs"} <= set(before)
    with shop.db.read() as tx:
        other = Rows(tx, shop.db.catalogue).get(DATASET, OTHER)
    shop.hand("sommaire.xml", MARKED)
    assert shop.places() == []
    with shop.db.read() as tx:
        row = Rows(tx, shop.db.catalogue).get(DATASET, NOTARY)
        assert row is not None
        assert (row["statut"], row["nom"], row["titre"], row["preuves"]) == ("retire", None, None, None)
        versions = Revisions(tx).of(DATASET, NOTARY)
        assert [each.cause for each in versions][-1] == "texte protégé"
        (fact,) = Erasures(tx).latest(10)
        assert (fact.record, fact.cause) == (NOTARY, "texte protégé")
        assert Rows(tx, shop.db.catalogue).get(DATASET, OTHER) == other, "the others stand"
        assert not list(Rows(tx, shop.db.catalogue).rows(DATASET, [Words("verdelet")]))


def test_the_index_of_words_forgets(shop: Shop) -> None:
    shop.hand("texte.xml", jorf_xml.text_xml(compose.NOTARY))
    erase(shop, Veto.OBJECTION)
    clean(shop.db)
    if not shop.db.sqlite:
        pytest.skip("PostgreSQL keeps its words with the row")
    words = table_of("ds_nominations_professions_juridiques")
    with shop.db.read() as tx:
        query = text(f"SELECT count(*) FROM {words} WHERE {words} MATCH 'verdelet*'")  # noqa: S608
        assert tx.execute(query).scalar() == 0
        blocks = tx.execute(text(f"SELECT block FROM {words}_data")).scalars().all()  # noqa: S608
    assert not any(b"verdelet" in block for block in blocks)


def erase(shop: Shop, veto: Veto, name: str = NOTARY) -> list[str]:
    with shop.db.write_durably() as tx:
        return Eraser(tx, shop.db.catalogue, NOW + timedelta(hours=1)).erase(DATASET, name, veto, by="dpo")


@pytest.mark.parametrize("stored", ["by this release", "by an older one", "by an older one, listed at night"])
def test_documents_whose_reading_gave_way_go_too(shop: Shop, stored: str) -> None:
    shop.hand("texte.xml", jorf_xml.text_xml(compose.NOTARY))
    with shop.db.write() as tx:
        other = tx.execute(select(EXTRACTION)).mappings().one()
        again = Extraction("jorf", other["form"], "f" * 64, load_extraction(other["data"]).readings)
        Extractions(tx).put(again, "1", NOW)
        if stored != "by this release":
            tx.execute(update(EXTRACTION).values(listed=None))
            tx.execute(delete(EXTRACTED))
    if stored == "by an older one, listed at night":
        older_rows.perform(shop.context(FileOrigin("x", b""), "1"))
        with shop.db.read() as tx:
            assert tx.execute(select(EXTRACTION.c.listed)).scalars().all() == [True, True]
    erase(shop, Veto.OBJECTION)
    with shop.db.read() as tx:
        assert set(Erasures(tx).waiting()) == {"f" * 64, other["sha256"]}
        assert not tx.execute(select(EXTRACTED).where(EXTRACTED.c.record == NOTARY)).all()
    assert "extraction" not in shop.places()


def test_a_veto_reads_no_extraction_whose_records_are_listed(shop: Shop) -> None:
    shop.hand("texte.xml", jorf_xml.text_xml(compose.NOTARY))
    with shop.db.write() as tx:
        tx.execute(update(EXTRACTION).values(data=b"x"))
        assert len(documents_of(tx, DATASET, [NOTARY])) == 1
        tx.execute(delete(READING))
        tx.execute(delete(REVISION))
        assert len(documents_of(tx, DATASET, [NOTARY])) == 1


@pytest.mark.parametrize("later", ["the same bytes", "a delivery that differs", "an archive", "the summary"])
def test_no_later_document_brings_a_row_back(shop: Shop, later: str) -> None:
    shop.hand("texte.xml", jorf_xml.text_xml(compose.NOTARY))
    assert erase(shop, Veto.ERASURE, "JORFTEXT000059900101:") == [NOTARY]
    shop.carry_out()
    clean(shop.db)
    xml = jorf_xml.text_xml(compose.NOTARY)
    documents: dict[str, tuple[str, bytes | str]] = {
        "the same bytes": ("texte-2.xml", xml),
        "a delivery that differs": ("texte-3.xml", xml.replace("Vernon", "Gisors")),
        "an archive": ("JORF_2.tar.gz", delivery(("b/texte.xml", xml.replace("Louis", "Louise")))),
        "the summary": ("sommaire.xml", PLAIN),
    }
    shop.hand(*documents[later])
    shop.hand(*documents[later])
    assert shop.places() == []
    with shop.db.read() as tx:
        row = Rows(tx, shop.db.catalogue).get(DATASET, NOTARY)
        assert row is not None
        assert (row["statut"], row["version"], row["titre"]) == ("retire", 2, None)


def test_the_other_members_of_an_erased_archive_are_read_again_by_a_new_reader(shop: Shop) -> None:
    kept = jorf_xml.text_xml(compose.OFFICERS)
    archive = delivery(("a/texte.xml", jorf_xml.text_xml(compose.NOTARY)), ("a/autre.xml", kept))
    shop.hand("JORF_1.tar.gz", archive)
    erase(shop, Veto.ERASURE)
    shop.carry_out()
    assert not shop.blobs.exists(digest(archive))
    assert shop.blobs.exists(digest(kept.encode()))
    shop.hand("JORF_1.tar.gz", archive, reader="2")
    with shop.db.read() as tx:
        assert Extractions(tx).get(digest(kept.encode()), "jorf", "2") is not None
        rows = {row["id"]: row["statut"] for row in Rows(tx, shop.db.catalogue).rows(DATASET)}
    assert rows[NOTARY] == "retire"
    assert rows[OTHER] != "retire"
    assert shop.places() == []


def test_a_subscriber_is_told_that_a_row_is_gone_and_not_whose(shop: Shop) -> None:
    shop.hand("texte.xml", jorf_xml.text_xml(compose.NOTARY))
    use(shop)
    assert "VERDELET" in " ".join(told(shop.db))
    erase(shop, Veto.OBJECTION)
    said = told(shop.db)
    assert len(said) == 2
    assert not any(name in " ".join(said).casefold() for name in NAMES)
    assert "withdrawn=True" in said[-1]
    assert "withdrawn=False" in said[0], "so that feeds put a tombstone in its place"
    with shop.db.write() as tx:
        prepare(tx, NOW + timedelta(hours=2))
        owed = Deliveries(tx).latest("courriel", 10)
    assert [each.match.version for each in owed] == [3], "what was not sent yet is told to nobody"


def test_it_is_done_once(shop: Shop) -> None:
    shop.hand("texte.xml", jorf_xml.text_xml(compose.NOTARY))
    assert erase(shop, Veto.OBJECTION) == [NOTARY]
    assert erase(shop, Veto.ERASURE) == []
    with shop.db.read() as tx:
        assert [each.version for each in Revisions(tx).of(DATASET, NOTARY)] == [1, 2]
        assert [(each.cause, each.by) for each in Erasures(tx).latest(9)] == [("opposition", "dpo")]


def test_a_row_that_was_withdrawn_already_is_emptied_too(shop: Shop) -> None:
    shop.hand("texte.xml", jorf_xml.text_xml(compose.NOTARY))
    use(shop)
    with shop.db.write() as tx:
        Records(tx, shop.db.catalogue, NOW).withdraw(DATASET, NOTARY, "rapporté")
    erase(shop, Veto.ERASURE)
    shop.carry_out()
    clean(shop.db)
    assert shop.places() == []
    with shop.db.read() as tx:
        assert len(Ledger(tx).after("notaires")) == 1, "that it is gone was told before, or is about to be"
        versions = Revisions(tx).of(DATASET, NOTARY)
    assert versions[-1].version > versions[-2].version, "copies of it are known to be old"


def test_what_a_death_left_in_the_archive_goes_the_next_time(shop: Shop) -> None:
    shop.hand("texte.xml", jorf_xml.text_xml(compose.NOTARY))
    erase(shop, Veto.ERASURE)
    assert "blobs" in shop.places()
    shop.carry_out()
    assert shop.places() == []
    with shop.db.read() as tx:
        assert Erasures(tx).waiting() == []


def test_a_name_in_a_search_of_a_subscriber_stays_theirs(shop: Shop) -> None:
    shop.hand("texte.xml", jorf_xml.text_xml(compose.NOTARY))
    with shop.db.write() as tx:
        Watches(tx).put(Watch("une", "Une personne", (DATASET,), words="verdelet", created_at=NOW), NOW)
    erase(shop, Veto.ERASURE)
    shop.carry_out()
    clean(shop.db)
    assert set(shop.places()) - {"test.sqlite"} == {"watch"}
