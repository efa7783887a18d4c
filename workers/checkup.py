"""What an installation has and lacks, each with what to do."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Iterator

from core.clock import paris, utc_now
from core.errors import VeilleError
from core.sandbox import probe
from core.settings import Settings
from core.storage.blobs import open_blobs
from core.storage.database import open_database
from core.storage.queries import Rows
from extractors.ocr.engine import lacking
from normalizers.datasets import datasets
from normalizers.organisations.sirene.compiled import FILE, counted
from workers import postgres_server, redis_server
from workers.findings import Finding
from workers.skew import TOLERANCE, skew


def checkup(settings: Settings) -> list[Finding]:
    """Everything that has to work, and what is only lacking."""
    looks: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
        _python,
        _clock,
        _database,
        _broker,
        _archive,
        _child,
        _ocr,
        _sirene,
    )
    return [finding for look in looks for finding in look(settings)]


def _python(_settings: Settings) -> Iterator[Finding]:
    yield Finding("Python", f"{platform.python_version()} ({sys.executable})")


def _clock(_settings: Settings) -> Iterator[Finding]:
    yield Finding("heure de Paris", f"{paris(utc_now()):%d/%m/%Y %Hh%M}")


def _database(settings: Settings) -> Iterator[Finding]:
    try:
        db = open_database(settings.database_address, datasets().values())
        with db.read() as tx:
            count = sum(Rows(tx, db.catalogue).count(name) for name in datasets())
            server = list(postgres_server.look(tx))
        off = skew(db, utc_now)
        db.close()
    except (VeilleError, OSError) as error:
        yield Finding("base de données", str(error), True, "Vérifiez VEILLE_DATABASE_URL et VEILLE_HOME.")
        return
    yield Finding("base de données", f"{count} lignes publiées")
    yield from server
    if abs(off) > TOLERANCE:
        hint = "Mettez les deux machines à l’heure (chrony, systemd-timesyncd)."
        yield Finding("horloge", f"{off.total_seconds():+.0f} s sur celle de la base", True, hint)


def _broker(settings: Settings) -> Iterator[Finding]:
    if settings.redis_address is None:
        yield Finding("réveil des travailleurs", "dans le processus")
        return
    yield from redis_server.look_calmly(settings.redis_address)


def _archive(settings: Settings) -> Iterator[Finding]:
    try:
        blobs = open_blobs(settings.blobs_address)
        blobs.get(blobs.put(b"veille"))
    except (VeilleError, OSError) as error:
        yield Finding("archive", str(error), True, "Vérifiez VEILLE_BLOBS_URL et la place sur le disque.")
        return
    yield Finding("archive", "écriture et lecture")


def _child(settings: Settings) -> Iterator[Finding]:
    report = probe()
    if report.strong:
        found = f"Landlock {report.landlock_abi}, seccomp ; {len(report.refusals)} essais, tous refusés"
        yield Finding("confinement des lectures", found)
        return
    found = report.problem or f"un document pourrait : {', '.join(report.lacking)}"
    hint = "Il faut Landlock et seccomp ; sinon VEILLE_ALLOW_WEAK_SANDBOX, en connaissance de cause."
    yield Finding("confinement des lectures", found, not settings.allow_weak_sandbox, hint)


def _ocr(_settings: Settings) -> Iterator[Finding]:
    missing = lacking()
    hint = "apt-get install tesseract-ocr tesseract-ocr-fra, pour les documents numérisés." if missing else ""
    yield Finding("OCR", f"{missing} absent" if missing else "Tesseract, français", hint=hint)


def _sirene(settings: Settings) -> Iterator[Finding]:
    missing = [str(file) for file in settings.sirene if not file.is_file()]
    compiled = settings.home / FILE
    if compiled.is_file():
        establishments, units = counted(compiled)
        found = f"{establishments} établissements, {units} unités légales"
    else:
        found = "aucun stock ; les acheteurs et les titulaires restent tels que lus"
    hint = f"Absent : {', '.join(missing)}. Corrigez VEILLE_SIRENE." if missing else ""
    yield Finding("Sirene", found, hint=hint)
