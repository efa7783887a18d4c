"""A small installation whose watch has channels, a clock that can be moved, and real receivers."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from core.model.channel import Channel, ChannelKind, Language, Rhythm
from core.model.record import Change
from core.model.watch import Match, Reason, Watch
from core.settings import Settings
from core.storage.blobs import FolderBlobs
from core.storage.channels import Channels
from core.storage.database import Database, open_database
from core.storage.deliveries import Deliveries, Delivery
from core.storage.ledger import Ledger
from core.storage.revisions import Revisions, Version
from core.storage.watches import Watches
from normalizers.datasets import datasets
from tests.workers.toy import extract, normalise
from workers.context import Context
from workers.delivery.installed import courier_for
from workers.delivery.opening import open_channel
from workers.delivery.prepare import prepare, prepare_due
from workers.drain import Drain
from workers.origins import Fetcher
from workers.route import Route

NOON = datetime(2026, 3, 18, 11, tzinfo=UTC)
"""A Wednesday, noon in Paris."""

DATASET = "avis-marches"


@dataclass
class Office:
    """The installation; :meth:`find` is a match, :meth:`work` is a worker that does what is due."""

    db: Database
    settings: Settings
    home: Path
    time: datetime = NOON

    def now(self) -> datetime:
        return self.time

    def later(self, **passed: float) -> None:
        self.time += timedelta(**passed)

    def open(
        self,
        kind: ChannelKind,
        target: str,
        rhythm: Rhythm = Rhythm.INSTANT,
        language: Language = "fr",
        watch: str = "w",
    ) -> Channel:
        channel = open_channel(watch, kind, target, self.time, rhythm=rhythm, language=language)
        with self.db.write_durably() as tx:
            Channels(tx).put(channel)
        return channel

    def find(self, number: int, version: int = 1, watch: str = "w", **row: Any) -> Match:
        """A new version of a notice is published and answers the watch."""
        record = f"boamp:26-{number}"
        data = {**notice(number), **row}
        changes = (Change("objet", "Ancien objet", data["objet"]),) if version > 1 else ()
        match = Match(watch, DATASET, record, version, self.time, (Reason("objet", "écoles", "ecole"),))
        with self.db.write_durably() as tx:
            if Revisions(tx).get(DATASET, record, version) is None:
                Revisions(tx).add([Version(DATASET, record, version, self.time, "run 1", data, changes)])
            Ledger(tx).add([match])
            prepare(tx, self.time)
        return match

    def work(self) -> None:
        prepare_due(self.db, self.time)
        Drain(self.context(), [], threads=1, patience=timedelta(0)).run()

    def context(self) -> Context:
        def nowhere(_run: object) -> Fetcher:
            raise AssertionError

        courier = courier_for(self.db, self.settings, now=self.now)

        def deliver(message: Any) -> None:
            courier(message)

        route = Route(extract=extract, normalise=normalise, deliver=deliver)
        return Context(self.db, FolderBlobs(self.home / "blobs"), {}, nowhere, route, self.now)

    def owed(self, channel: Channel) -> list[Delivery]:
        with self.db.read() as tx:
            return Deliveries(tx).latest(channel.id, 1000)

    def channel(self, channel: Channel) -> Channel:
        with self.db.read() as tx:
            found = Channels(tx).get(channel.id)
        assert found is not None
        return found


def notice(number: int) -> dict[str, Any]:
    return {
        "objet": f"Rénovation d'écoles n° {number} <b>& peinture</b>",
        "type_avis": "avis_marche",
        "acheteur_nom": "Commune d'Ormeval",
        "date_limite_reponse": "2026-04-02T10:00:00+00:00",
        "code_departement": ["35"],
        "statut": "publie",
    }


@contextmanager
def office(url: str, home: Path, **settings: Any) -> Iterator[Office]:
    made = Settings(
        home=home,
        base_url="https://veille.example",
        webhook_hosts=frozenset({"127.0.0.1"}),
        mail_from="Veille <veille@veille.example>",
        **settings,
    )
    with open_database(url, datasets().values()) as database:
        with database.write_durably() as tx:
            Watches(tx).put(Watch("w", "Écoles", (DATASET,), "école", created_at=NOON), NOON)
        yield Office(database, made, home)


@dataclass
class Receiver:
    """A web server that keeps what it is sent; ``answers`` are given first, then 200."""

    url: str
    got: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)

    def bodies(self) -> list[bytes]:
        return [body for _, _, body in self.got]


@contextmanager
def receiver(said: bytes = b"ok") -> Iterator[Receiver]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            made.got.append((self.path, {name.lower(): value for name, value in self.headers.items()}, body))
            status, headers, answer = made.answers.pop(0) if made.answers else (200, {}, said)
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(answer))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Tests read what was got."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made = Receiver(f"http://127.0.0.1:{server.server_port}/hook")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class MailBox:
    """What a mail server took; it refuses as often as ``refuses`` says."""

    url: str = ""
    mails: list[EmailMessage] = field(default_factory=list)
    refuses: int = 0

    async def handle_DATA(self, _server: object, _session: object, envelope: Any) -> str:  # noqa: N802
        if self.refuses:
            self.refuses -= 1
            return "451 later"
        parsed = BytesParser(policy=default).parsebytes(envelope.content)
        self.mails.append(parsed)
        return "250 OK"


@contextmanager
def mail_box() -> Iterator[MailBox]:
    box = MailBox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    box.url = f"smtp://127.0.0.1:{port}"
    try:
        yield box
    finally:
        server.stop()
