"""How much of the documents of a source was read, ignored, unknown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, insert

from core.model.document import Snapshot
from core.model.reading import Coverage, Extraction
from core.storage import migrate
from core.storage.coverage import Coverages, FormCoverage, UnknownPath
from core.storage.database import Database, open_database
from core.storage.schema import UNMAPPED
from core.storage.snapshots import Snapshots
from tests.core.storage.samples import NOON, TOYS


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    with open_database(database_url, [TOYS]) as opened:
        yield opened


def extraction(
    sha256: str, *unknown: str, read: int = 3, ignored: int = 1, form: str = "coded"
) -> Extraction:
    counts = Coverage(read, ignored, len(unknown))
    return Extraction("toy", form, sha256, (), unmapped=unknown, coverage=counts)


def test_the_counts_of_a_form_are_those_of_its_documents(database: Database) -> None:
    with database.write() as tx:
        found = Coverages(tx)
        found.put(extraction("aa", "/x", "/y"), "1", NOON)
        found.put(extraction("bb", "/x", read=7), "1", NOON)
        found.put(extraction("cc", form="page", ignored=0), "1", NOON)
        assert found.forms("toy") == [
            FormCoverage("coded", 2, Coverage(10, 2, 3)),
            FormCoverage("page", 1, Coverage(3, 0, 0)),
        ]
        assert [(each.path, each.documents) for each in found.unknown("toy")] == [("/x", 2), ("/y", 1)]
        assert found.forms("other") == []


def test_a_document_that_is_read_again_counts_once_and_as_it_was_read_last(database: Database) -> None:
    with database.write() as tx:
        found = Coverages(tx)
        found.put(extraction("aa", "/x", "/y"), "1", NOON)
        found.put(extraction("aa", "/y", read=4), "2", NOON)
        assert found.forms("toy") == [FormCoverage("coded", 1, Coverage(4, 1, 1))]
        assert found.unknown("toy") == [UnknownPath("coded", "/y", 1, "aa")]


def test_an_unknown_path_names_a_document_where_it_was_met(database: Database) -> None:
    with database.write() as tx:
        Snapshots(tx).add(Snapshot("toy", "26-7", "https://toy.example/7", "aa", 3, "text/xml", NOON))
        Coverages(tx).put(extraction("aa", "/x"), "1", NOON)
        assert Coverages(tx).unknown("toy") == [UnknownPath("coded", "/x", 1, "26-7")]


def test_only_the_documents_of_a_form_last_seen_count(database: Database) -> None:
    with database.write() as tx:
        found = Coverages(tx)
        for number, path in enumerate(("/old", "/new")):
            found.put(extraction(str(number), path), "1", NOON + timedelta(hours=number))
        found.put(extraction("page", form="page"), "1", NOON - timedelta(days=9))
        assert [each.documents for each in found.forms("toy", last=1)] == [1, 1]
        assert [each.path for each in found.unknown("toy", last=1)] == ["/new"]
        assert len(found.unknown("toy")) == 2


def first_release(database_url: str) -> None:
    """Make the tables of the first release, with a path that was unknown then."""
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    engine = create_engine(database_url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as tx:
        config.attributes["connection"] = tx
        command.upgrade(config, "0001")
        row = {"source": "toy", "form": "coded", "path": "/x", "sha256": "aa", "at": NOON}
        tx.execute(insert(UNMAPPED).values(**row))
    engine.dispose()


def test_a_database_of_the_first_release_is_brought_up_to_date(database_url: str) -> None:
    first_release(database_url)
    with open_database(database_url, [TOYS]) as database, database.write() as tx:
        found = Coverages(tx)
        assert found.forms("toy") == []
        assert found.unknown("toy") == []  # of documents that were never counted nothing is said
        found.put(extraction("aa", "/y"), "2", NOON)
        assert found.forms("toy") == [FormCoverage("coded", 1, Coverage(3, 1, 1))]
        assert found.unknown("toy") == [UnknownPath("coded", "/y", 1, "aa")]
