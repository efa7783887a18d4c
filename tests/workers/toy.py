"""A small publisher, its folder of recorded answers and a route that reads it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path

from sqlalchemy import Connection

from core.errors import CorruptDocument, StructureChanged
from core.model.dataset import Column, Dataset, Kind
from core.model.document import Document, Reference
from core.model.evidence import Evidence
from core.model.reading import Coverage, Extraction, Reading, Refusal, Value
from core.model.record import Record
from core.model.source import Floor, Form, Origin, Source, Window
from core.model.toolbox import Toolbox
from core.model.watch import Match, Reason
from core.storage.blobs import FolderBlobs
from core.storage.database import open_database
from core.storage.outbox import Message
from core.storage.revisions import Version
from core.storage.runs import Run
from workers.context import Context
from workers.origins import ReplayOrigin
from workers.route import Hit, Route, Sending, Withdrawn

DAY = date(2026, 3, 12)
WINDOW = Window(DAY, DAY + timedelta(days=6))
NOON = datetime(2026, 3, 18, 12, tzinfo=UTC)
LISTING = "https://toy.example/listing.json"

TOYS = Dataset(
    name="jouets",
    title="Jouets",
    title_en="Toys",
    description="",
    version="1.0.0",
    licence="Licence Ouverte 2.0",
    date_column="date_publication",
    label_column="objet",
    columns=(
        Column("id", Kind.TEXT, "", ""),
        Column("objet", Kind.TEXT, "", "", search=True),
        Column("montant", Kind.AMOUNT, "", ""),
        Column("date_publication", Kind.DATE, "", ""),
        Column("departements", Kind.CODE, "", "", many=True, facet=True),
        Column("annule", Kind.TEXT, "", ""),
        Column("url", Kind.URL, "", "", material=False),
    ),
)


def discover(origin: Origin, window: Window) -> Iterator[Reference]:
    answer = origin.get(LISTING)
    if answer is not None:
        for each in json.loads(answer.body):
            yield Reference("toy", each["key"], each["url"], date.fromisoformat(each["published"]))


def _read(_document: Document, _toolbox: Toolbox) -> Iterator[Reading]:
    return iter(())


def _any(_document: Document) -> bool:
    return True


SOURCE = Source(
    name="toy",
    title="Jouet",
    title_en="Toy",
    publisher="Toy",
    homepage="https://toy.example",
    licence="Licence Ouverte 2.0",
    cadence=timedelta(days=3),
    datasets=("jouets",),
    discover=discover,
    forms=(Form("coded", "json", _any, _read), Form("page", "pdf", _any, _read)),
    floor=Floor(documents=5, filled=(("objet", 0.9),)),
)


def extract(source: Source, data: bytes, *, name: str) -> Extraction:
    """JSON lines, one row each; the first line may be the name of an error or of a form."""
    if data.startswith(b"corrupt"):
        raise CorruptDocument(f"{name} is cut")
    if data.startswith(b"redesigned"):
        raise StructureChanged(f"{name} is new")
    form = "page" if data.startswith(b"%PDF\n") else "coded"
    rows = [json.loads(line) for line in data.removeprefix(b"%PDF\n").splitlines()]
    unknown = tuple(sorted({f"/{name}" for row in rows for name in row if name.startswith("x_")}))
    known = {name for row in rows for name in row if not name.startswith("x_")}
    return Extraction(
        source=source.name,
        form=form,
        sha256=hashlib.sha256(data).hexdigest(),
        readings=tuple(_reading(row, at) for at, row in enumerate(rows) if "refused" not in row),
        refusals=tuple(
            Refusal("protected", "kept apart", f"/[{at}]") for at, row in enumerate(rows) if "refused" in row
        ),
        unmapped=unknown,
        coverage=Coverage(read=len(known), unknown=len(unknown)),
    )


def _reading(row: dict[str, str], at: int) -> Reading:
    known = {name: text for name, text in row.items() if not name.startswith("x_") and name != "id"}
    values = {name: Value(text, Evidence(text, path=f"/[{at}]/{name}")) for name, text in known.items()}
    return Reading("jouets", row["id"], values)


def normalise(reading: Reading, *, sha256: str, url: str, read_at: datetime) -> Record:
    texts = {name: value.text for name, value in reading.values.items() if isinstance(value, Value)}
    proofs = {name: (value.evidence,) for name, value in reading.values.items() if isinstance(value, Value)}
    typed = {
        "montant": float(texts["montant"]) if "montant" in texts else None,
        "date_publication": DAY,
        "departements": texts.get("departements", "").split(),
    }
    return Record(
        dataset=reading.dataset,
        id=reading.id,
        values={**texts, **typed},
        evidence=proofs,
        confidence={name: 0.9 for name in texts},
        warnings=reading.warnings,
        document_sha256=sha256,
        document_url=url,
        read_at=read_at,
    )


def match(_tx: Connection, versions: Sequence[Version], at: datetime) -> Iterable[Hit]:
    """Two watches: one on everything, one on even amounts."""
    for version, watch in product(versions, ("all", "even")):
        if watch == "all" or float(version.data["montant"] or 1) % 2 == 0:
            made = Match(
                watch, version.dataset, version.record, version.version, at, (Reason("objet", "a", "b"),)
            )
            subject = f"{watch}/{version.record}/{version.version}"
            yield Hit(made, (Sending("log", subject, {"record": version.record}),))


def withdraws(dataset: str, record: str, values: object) -> Iterable[Withdrawn]:
    annulled = values.get("annule") if isinstance(values, dict) else None
    return [Withdrawn(dataset, annulled, f"annulled by {record}")] if annulled else []


@dataclass
class Channel:
    """A channel that remembers what it was given."""

    sent: list[Message] = field(default_factory=list)
    fails: int = 0
    refuses: str = ""

    def __call__(self, message: Message) -> None:
        if self.fails or message.subject == self.refuses:
            self.fails = max(0, self.fails - 1)
            raise ConnectionError("nobody there")
        self.sent.append(message)


ROUTE = Route(extract=extract, normalise=normalise, match=match, withdraws=withdraws, deliver=Channel())


@contextmanager
def installed(url: str, home: Path, folder: Path, route: Route = ROUTE) -> Iterator[Context]:
    """An installation on a database and a folder of recorded answers."""

    origins: dict[int, ReplayOrigin] = {}

    def origin(run: Run) -> ReplayOrigin:
        if run.id not in origins:
            origins[run.id] = ReplayOrigin(folder, "toy")
        return origins[run.id]

    with open_database(url, [TOYS]) as database:
        yield Context(
            db=database,
            blobs=FolderBlobs(home / "blobs"),
            sources={"toy": SOURCE},
            origin_for=origin,
            route=route,
        )


def row(number: int, **more: str) -> dict[str, str]:
    return {
        "id": f"toy:{number}",
        "objet": f"Jouet {number}",
        "montant": str(number),
        "departements": "59 2A",
        **more,
    }


def body(*rows: dict[str, str]) -> bytes:
    return b"\n".join(json.dumps(each).encode() for each in rows)


def record(folder: Path, documents: dict[str, bytes]) -> Path:
    """Record answers: a listing of all documents, and the documents."""
    listing = [
        {"key": key, "url": f"https://toy.example/{key}", "published": DAY.isoformat()} for key in documents
    ]
    _case(folder / "listing", LISTING, "listing", json.dumps(listing).encode())
    for key, data in documents.items():
        _case(folder / key, f"https://toy.example/{key}", "document", data)
    return folder


def _case(folder: Path, url: str, kind: str, data: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    keys = {"source": "toy", "url": url, "kind": kind, "media_type": "application/json"}
    lines = [f'{name} = "{value}"' for name, value in keys.items()]
    (folder / "meta.toml").write_text("\n".join([*lines, f"published = {DAY}"]))
    (folder / "input.json").write_bytes(data)
