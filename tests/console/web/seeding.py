"""An installation with invented records of several datasets, for the tests and for looking at the pages."""

from __future__ import annotations

import importlib
import io
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import Connection

from console.web.site import Site
from core.model.document import Document, Reference, Snapshot
from core.model.evidence import Evidence
from core.model.reading import Coverage, Extraction, Refusal
from core.model.record import Record
from core.model.source import Form, Found, Origin, Source, Window
from core.model.toolbox import Toolbox
from core.model.watch import Match, Range, Reason, Watch
from core.storage.blobs import FolderBlobs
from core.storage.coverage import Coverages
from core.storage.database import Database, open_database
from core.storage.ledger import Ledger
from core.storage.records import Records
from core.storage.refusals import Refusals
from core.storage.runs import Runs, RunState
from core.storage.snapshots import Documents, Snapshots
from core.storage.watches import Watches
from normalizers.datasets import datasets

NOW = datetime(2026, 3, 20, 9, 30, tzinfo=UTC)
HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)> \u202egnp.exe\u202c & fin'
PDF_NOTICE = "boamp:26-90001"
JSON_NOTICE = "boamp:26-10001"
XML_NOTICE = "ted:000042-2026"
HOSTILE_NOTICE = "place:org/a:MAPA <1>"
PROTECTED_NOTICE = "boamp:26-99999"
NOTICES = 137

_BUYERS = (
    ("Commune de Saint-Hilaire-du-Lac", "17", "17333"),
    ("Communauté de communes du Val d'Orge", "91", None),
    ("Département de la Haute-Rive", "70", None),
    ("Centre hospitalier Marie-Laurent", "2A", "2A004"),
    ("Syndicat intercommunal des eaux de la Plaine", "971", None),
    ("Lycée Jeanne-Moreau", "75", "75056"),
)
_WORKS = (
    ("Réfection de la toiture de l'école maternelle", "45260000"),
    ("Fourniture de denrées alimentaires pour la restauration scolaire", "15000000"),
    ("Maintenance des ascenseurs et monte-charges", "50750000"),
    ("Construction d'une station d'épuration de 4 000 équivalents-habitants, lots 1 à 7", "45252127"),
    ("Assistance à maîtrise d'ouvrage pour la rénovation énergétique", "71300000"),
    ("Transport scolaire, circuits spéciaux", "60130000"),
)


class LocalReader:
    """Reads in this process what a sandbox would read in a child: the bytes are ours."""

    def run(self, function: str, data: bytes, arguments: dict[str, Any]) -> bytes:
        """See :class:`console.web.site.Reader`."""
        module, _, name = function.partition(":")
        answer: bytes = getattr(importlib.import_module(module), name)(data, arguments)
        return answer


@dataclass(frozen=True)
class Shelf:
    """The site and what it stands on."""

    site: Site
    blobs: FolderBlobs


def open_empty(folder: Path, url: str = "") -> Shelf:
    """A site without a row, in a file of the folder or at the address of a database."""
    blobs = FolderBlobs(folder / "blobs")
    database = open_database(url or str(folder / "veille.sqlite"), datasets().values())
    site = Site(
        database=database,
        archive=blobs,
        reader=LocalReader(),
        datasets=datasets(),
        sources={source.name: source for source in SOURCES},
        base_url="https://veille.example",
        version="0.1.0",
        now=lambda: NOW,
    )
    return Shelf(site, blobs)


def seed(shelf: Shelf, notices: int = NOTICES) -> None:
    """Fill a site with invented publications."""
    database = shelf.site.database
    with database.write() as tx:
        _seed_notices(tx, database, shelf.blobs, notices)
        _seed_special(tx, database, shelf.blobs)
        _seed_people(tx, database, shelf.blobs)
        _seed_runs(tx)
    with database.write_durably() as tx:
        _seed_corrections(tx, database)
        _seed_watches(tx)


def _discover(origin: Origin, window: Window) -> Iterator[Reference]:
    return iter(())


def _read(document: Document, toolbox: Toolbox) -> Iterator[Found]:
    return iter(())


def _source(  # noqa: PLR0917 - a table below
    name: str, title: str, title_en: str, publisher: str, names: tuple[str, ...], days: int
) -> Source:
    form = Form(
        name="essai", media="json", recognises=lambda _: True, read=_read, embedded=frozenset({"donnees"})
    )
    return Source(
        name=name,
        title=title,
        title_en=title_en,
        publisher=publisher,
        homepage=f"https://{name}.example/",
        licence="Licence Ouverte 2.0",
        cadence=timedelta(days=days),
        datasets=names,
        discover=_discover,
        forms=(form,),
    )


SOURCES = (
    _source(
        "boamp",
        "BOAMP, avis de marchés",
        "BOAMP, procurement notices",
        "DILA",
        ("avis-marches", "lots-marches", "attributions-marches"),
        4,
    ),
    _source(
        "ted", "Journal officiel de l'Union européenne", "EU Official Journal", "OP", ("avis-marches",), 4
    ),
    _source(
        "jorf",
        "Journal officiel, nominations",
        "Journal officiel, appointments",
        "DILA",
        ("nominations-professions-juridiques",),
        7,
    ),
    _source(
        "decp", "Données essentielles (DECP)", "Essential data (DECP)", "Bercy", ("marches-conclus",), 30
    ),
)


def _archive(  # noqa: PLR0917 - a snapshot has many parts
    tx: Connection, blobs: FolderBlobs, source: str, key: str, data: bytes, media: str, day: date
) -> Snapshot:
    url = f"https://{source}.example/documents/{key}"
    Documents(tx).saw([Reference(source, key, url, day)], NOW)
    snapshot = Snapshot(source, key, url, blobs.put(data), len(data), media, NOW - timedelta(hours=2))
    return Snapshots(tx).add(snapshot)[0]


def _apply(  # noqa: PLR0917 - a row has many parts
    tx: Connection,
    database: Database,
    dataset: str,
    id: str,
    values: Mapping[str, Any],
    snapshot: Snapshot,
    *,
    evidence: Mapping[str, tuple[Evidence, ...]] | None = None,
    confidence: Mapping[str, float] | None = None,
    warnings: tuple[str, ...] = (),
    at: datetime = NOW,
    precedence: int = 0,
) -> None:
    record = Record(
        dataset=dataset,
        id=id,
        values={"id": id, **values},
        evidence=evidence or {},
        confidence=confidence or {},
        warnings=warnings,
        document_sha256=snapshot.sha256,
        document_url=snapshot.url,
        read_at=at,
    )
    records = Records(tx, database.catalogue, at)
    document = f"{snapshot.source}/{snapshot.key}"
    records.apply(record, f"{snapshot.source}: {snapshot.key}", document=document, precedence=precedence)


def _seed_notices(tx: Connection, database: Database, blobs: FolderBlobs, notices: int) -> None:
    chance = random.Random(7)  # noqa: S311 - invented amounts
    kinds = ("consultation", "consultation", "attribution", "rectificatif", "annulation")
    for number in range(10001, 10001 + notices):
        buyer, departement, commune = _BUYERS[number % len(_BUYERS)]
        title, cpv = _WORKS[(number // 2) % len(_WORKS)]
        day = date(2026, 3, 19) - timedelta(days=number % 30)
        amount = None if number % 3 else round(chance.uniform(20_000, 4_000_000), 2)
        notice = {
            "idweb": f"26-{number}",
            "objet": title,
            "acheteur": {"nom": buyer, "departement": departement},
            "cpv": cpv,
            "parution": day.isoformat(),
            "montant": amount,
            "criteres": [{"libelle": "Prix", "poids": "60 %"}, {"libelle": "Technique", "poids": "40 %"}],
        }
        key = f"26-{number}"
        data = orjson.dumps(notice)
        snapshot = _archive(tx, blobs, "boamp", key, data, "application/json", day)
        values = {
            "source": "boamp",
            "numero_source": key,
            "id_procedure": f"proc-{number // 3}",
            "type_avis": kinds[number % len(kinds)],
            "objet": f"{title} ({number})",
            "description": f"{title}. " + "Le marché comprend la dépose, la fourniture et la pose. " * 6,
            "acheteur_nom": buyer,
            "type_marche": ["travaux"] if cpv.startswith("45") else ["services"],
            "procedure": "adaptee" if number % 2 else "ouverte",
            "cpv": cpv,
            "date_publication": day,
            "date_limite_reponse": datetime(2026, 4, 13, 10, 0, tzinfo=UTC)
            if number % 4
            else date(2026, 4, 20),
            "montant_estime": amount,
            "code_departement": [departement],
            "code_commune": commune,
            "lieu_libelle": buyer.rpartition(" ")[2],
            "lieu_precision": "commune" if commune else "departement",
            "criteres": [
                {"libelle": "Prix", "poids": "60 %"},
                {"libelle": "Valeur technique", "poids": "40 %"},
            ],
            "url": f"https://boamp.example/avis/{key}",
        }
        evidence = {
            "objet": (Evidence(title, path="/objet"),),
            "acheteur_nom": (Evidence(buyer, path="/acheteur/nom"),),
            "cpv": (Evidence(cpv, path="/cpv"),),
            "criteres": tuple(
                Evidence(word, path=f"/criteres[{at}]/libelle")
                for at, word in ((1, "Prix"), (2, "Technique"))
            ),
        }
        sure = {"objet": 1.0, "acheteur_nom": 0.97, "cpv": 0.72 if number % 5 else 0.41}
        warnings = ("siret_cle:acheteur_siret", "duree_arrondie:duree_mois") if number % 4 == 0 else ()
        _apply(
            tx,
            database,
            "avis-marches",
            f"boamp:{key}",
            values,
            snapshot,
            evidence=evidence,
            confidence=sure,
            warnings=warnings,
        )


def _seed_special(tx: Connection, database: Database, blobs: FolderBlobs) -> None:
    day = date(2026, 3, 19)
    _seed_lots(tx, database, blobs, day)
    _seed_pdf(tx, database, blobs, day)
    _seed_xml(tx, database, blobs, day)
    _seed_hostile(tx, database, blobs, day)
    _seed_protected(tx, database, blobs, day)
    Records(tx, database.catalogue, NOW).withdraw(
        "avis-marches", "boamp:26-10004", "boamp: annulation 26-10044"
    )


def _seed_lots(tx: Connection, database: Database, blobs: FolderBlobs, day: date) -> None:
    snapshot = _archive(tx, blobs, "boamp", "26-10001-lots", b'{"lots": 2}', "application/json", day)
    for number, title in ((1, "Gros œuvre"), (2, "Charpente et couverture")):
        lot = {"id_avis": JSON_NOTICE, "numero_lot": str(number), "intitule": title, "date_publication": day}
        _apply(tx, database, "lots-marches", f"{JSON_NOTICE}:lot:{number}", lot, snapshot)
        award = {
            **lot,
            "id_procedure": "proc-3333",
            "statut": "attribue",
            "titulaire_nom": f"Entreprise Durand-{number}",
            "montant": 125_000.5 * number,
        }
        _apply(tx, database, "attributions-marches", f"{JSON_NOTICE}:attribution:{number}", award, snapshot)


def _seed_pdf(tx: Connection, database: Database, blobs: FolderBlobs, day: date) -> None:
    snapshot = _archive(tx, blobs, "boamp", "26-90001.pdf", pdf_notice(), "application/pdf", day)
    values = {
        "source": "boamp",
        "type_avis": "consultation",
        "objet": "Réhabilitation de la halle aux grains",
        "acheteur_nom": "Commune de Saint-Hilaire-du-Lac",
        "date_publication": day,
        "montant_estime": 1_250_000.0,
        "date_limite_reponse": datetime(2026, 4, 13, 10, 0, tzinfo=UTC),
        "code_departement": ["17"],
    }
    evidence = {
        "objet": (Evidence("Réhabilitation de la halle aux grains", page=1, bbox=(70, 139, 330, 155)),),
        "acheteur_nom": (Evidence("Commune de Saint-Hilaire-du-Lac", page=1, bbox=(70, 89, 285, 105)),),
        "montant_estime": (Evidence("1 250 000 € HT", page=1, bbox=(205, 189, 300, 205)),),
        "date_limite_reponse": (Evidence("lundi 13 avril 2026 à 12 h 00", page=2, bbox=(70, 139, 270, 155)),),
    }
    confidence = {"objet": 0.99, "montant_estime": 0.86, "date_limite_reponse": 0.95}
    _apply(
        tx, database, "avis-marches", PDF_NOTICE, values, snapshot, evidence=evidence, confidence=confidence
    )


def pdf_notice() -> bytes:
    """Two pages with a title, a buyer, an amount and a deadline."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    height = A4[1]
    pages = (
        (
            (100, "Commune de Saint-Hilaire-du-Lac"),
            (150, "Réhabilitation de la halle aux grains"),
            (200, "Montant estimé du marché : 1 250 000 € HT"),
            (260, "Procédure adaptée, article R. 2123-1"),
        ),
        ((100, "Date limite de remise des offres"), (150, "lundi 13 avril 2026 à 12 h 00")),
    )
    for lines in pages:
        for top, text in lines:
            canvas.setFont("Helvetica", 13)
            canvas.drawString(72, height - top, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _seed_xml(tx: Connection, database: Database, blobs: FolderBlobs, day: date) -> None:
    text = "<OBJ>Travaux &lt;b&gt;urgents&lt;/b&gt; sur le pont de l'Yvette \u202e(tnemele)</OBJ>"
    data = f"<?xml version='1.0'?><AVIS lang='FR'><NOM>Ville d'Évry</NOM>{text}</AVIS>".encode()
    snapshot = _archive(tx, blobs, "ted", "000042-2026", data, "application/xml", day)
    values = {
        "source": "ted",
        "type_avis": "consultation",
        "objet": "Travaux <b>urgents</b> sur le pont de l'Yvette",
        "acheteur_nom": "Ville d'Évry",
        "acheteur_siren": "999000003",
        "date_publication": day,
        "avis_lies": [JSON_NOTICE, "boamp:25-00000"],
    }
    lecture = "pont de l'Yvette"
    evidence = {"objet": (Evidence(lecture, path="/AVIS/OBJ", start=30, end=46),)}
    _apply(tx, database, "avis-marches", XML_NOTICE, values, snapshot, evidence=evidence)


def _seed_hostile(tx: Connection, database: Database, blobs: FolderBlobs, day: date) -> None:
    data = f"<html><body><h1>Avis</h1><p>{HOSTILE}</p><script>alert(2)</script></body></html>".encode()
    snapshot = _archive(tx, blobs, "boamp", "hostile.html", data, "text/html", day)
    values = {
        "source": "place",
        "type_avis": "consultation",
        "objet": HOSTILE,
        "description": HOSTILE,
        "acheteur_nom": HOSTILE,
        "date_publication": day,
        "url": "javascript:alert(1)",
    }
    evidence = {"objet": (Evidence(HOSTILE, path="/html/body/p"),)}
    _apply(
        tx,
        database,
        "avis-marches",
        HOSTILE_NOTICE,
        values,
        snapshot,
        evidence=evidence,
        warnings=(f"{HOSTILE}:objet", HOSTILE),
    )


def _seed_protected(tx: Connection, database: Database, blobs: FolderBlobs, day: date) -> None:
    data = b'{"texte": "SECRET"}'
    snapshot = _archive(tx, blobs, "boamp", "26-99999", data, "application/json", day)
    Refusals(tx).put(snapshot, "1", [Refusal("protected", "acces protege")], NOW)
    values = {"source": "boamp", "type_avis": "autre", "objet": "Texte protégé", "date_publication": day}
    evidence = {"objet": (Evidence("SECRET", path="/texte"),)}
    _apply(tx, database, "avis-marches", PROTECTED_NOTICE, values, snapshot, evidence=evidence)


def _seed_people(tx: Connection, database: Database, blobs: FolderBlobs) -> None:
    text = "Par arrêté, Mme Inventée (Louise, Marie) est nommée notaire à la résidence de Nulleville (Orne)."
    day = date(2026, 3, 8)
    page = f"<html><body><h1>Arrêté</h1><p>{text}</p></body></html>".encode()
    snapshot = _archive(tx, blobs, "jorf", "JORFTEXT000099999999", page, "text/html", day)
    start = text.index("Inventée")
    for number in range(1, 8):
        values = {
            "titre": f"Arrêté du 1er mars 2026 relatif à un office de notaire ({number})",
            "date_publication": day,
            "profession": "notaire",
            "type_acte": "nomination_associe" if number % 2 else "demission",
            "nom": "Inventée",
            "prenoms": "Louise, Marie",
            "residence_libelle": "Nulleville",
            "code_commune": "61001",
            "code_departement": "61",
            "societe_nom": ("SCP Louise Inventée", "Scp Louise INVENTEE", None)[number % 3],
            "office_cree": False,
        }
        evidence = {
            "nom": (Evidence("Inventée", path="/html/body/p", start=start, end=start + len("Inventée")),),
        }
        _apply(
            tx,
            database,
            "nominations-professions-juridiques",
            f"jorf:JORFTEXT000099999999:{number}",
            values,
            snapshot,
            evidence=evidence,
            confidence={"nom": 0.93},
        )


def _seed_runs(tx: Connection) -> None:
    runs = Runs(tx)
    for back in range(6, 0, -1):
        day = NOW.date() - timedelta(days=back)
        run, _ = runs.open("boamp", "live", "", Window(day, day), NOW - timedelta(days=back - 1, hours=3))
        counts = {"found": 41 + back, "fetched": 41 + back, "extracted": 40 + back, "refused": 1, "new": 39}
        state = RunState.INCOMPLETE if back == 3 else RunState.COMPLETE
        reasons = ["discover 2026-03-17: page 4 of 7 did not answer (503)"] if back == 3 else []
        runs.finish(run.id, state, NOW - timedelta(days=back - 1, hours=2), counts, reasons)
    run, _ = runs.open("jorf", "live", "", Window(date(2026, 3, 1), date(2026, 3, 19)), NOW)
    runs.finish(run.id, RunState.COMPLETE, NOW, {"found": 7, "extracted": 7, "new": 7}, [])
    run, _ = runs.open("ted", "live", "", Window(date(2026, 3, 1), date(2026, 3, 19)), NOW)
    why = [f"the run found 0 documents, its floor is 40 {HOSTILE}"]
    runs.finish(run.id, RunState.REFUSED, NOW, {"found": 0}, why)
    met = ("/avis/nouveau_champ",)
    for digest, unknown in (("a", (*met, f"/avis/{HOSTILE}")), *((str(number), met) for number in range(4))):
        counted = Coverage(read=60, ignored=30, unknown=len(unknown))
        extraction = Extraction("boamp", "fnsimple", digest * 64, (), unmapped=unknown, coverage=counted)
        Coverages(tx).put(extraction, "1", NOW)


def _seed_corrections(tx: Connection, database: Database) -> None:
    later = NOW + timedelta(hours=1)
    records = Records(tx, database.catalogue, later)
    records.correct("avis-marches", JSON_NOTICE, "montant_estime", 99_000.0, "Claire")
    records.correct("avis-marches", JSON_NOTICE, "objet", "Réfection complète de la toiture", "Claire")


def _seed_watches(tx: Connection) -> None:
    toiture = Watch(
        id="toiture",
        name="Toitures du Sud <b>",
        datasets=("avis-marches",),
        words="toiture OU couverture",
        accept={"code_departement": ("17", "2A"), "type_avis": ("consultation",)},
        ranges={"montant_estime": Range(90000.0)},
        token="jeton-secret",
        created_at=NOW - timedelta(days=40),
    )
    notaires = Watch(
        "notaires",
        "Tous les notaires",
        ("nominations-professions-juridiques",),
        created_at=NOW,
        paused_at=NOW,
    )
    Watches(tx).put(toiture, NOW)
    Watches(tx).put(notaires, NOW)
    Watches(tx).put(Watch("cassee", "Requête cassée", ("avis-marches",), words='"', created_at=NOW), NOW)
    Watches(tx).suspend("cassee", "a quotation mark is not closed")
    reasons = (
        Reason("objet", "toitures", "toiture"),
        Reason("code_departement", "17", "17"),
    )
    matches = [
        Match("toiture", "avis-marches", JSON_NOTICE, 1, NOW - timedelta(minutes=30), reasons),
        Match("toiture", "avis-marches", JSON_NOTICE, 2, NOW - timedelta(minutes=5), reasons),
        Match("toiture", "avis-marches", HOSTILE_NOTICE, 1, NOW - timedelta(minutes=1), reasons),
        Match("notaires", "nominations-professions-juridiques", "jorf:JORFTEXT000099999999:1", 1, NOW, ()),
    ]
    Ledger(tx).add(matches)
