"""The awards of a year that an aggregated table counts, each once however many notices tell it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, extract, or_, select

from core.storage.catalogue import Catalogue
from core.storage.chains import Chains
from core.storage.revisions import Revisions
from normalizers.linking.awards_told_twice import Told, told_again
from normalizers.organisations.key import Organisations
from normalizers.secrecy.awards import Award

Row = Mapping[Any, Any]
WON, NOTICES = "attributions-marches", "avis-marches"
_OF_AWARD = (
    "id",
    "id_avis",
    "id_procedure",
    "numero_lot",
    "titulaire_siren",
    "titulaire_nom",
    "titulaire_code_postal",
    "montant",
    "devise",
    "statut",
    "statut_publication",
    "groupement",
    "date_publication",
)
_OF_NOTICE = ("code_departement", "cpv", "type_avis")


def awards_of(tx: Connection, catalogue: Catalogue, year: int) -> Iterator[tuple[str, Award]]:
    """The awards of a year with a known amount in euros, by record.

    The amount of a joint award counts once; so do awards that a rectificatif restates, in their notice, and
    awards that several notices of a thread tell, in the first of them, be it of another year.
    """
    rows = [dict(row) for row in tx.execute(_query(catalogue, year)).mappings() if _counts(row)]
    winners = _organisations(rows)
    restated = _restated(tx, catalogue, rows)
    single = [row for row in _once(rows) if row["id_avis"] not in restated]
    again = told_again(_told(row, winners) for row in single if row["id_procedure"])
    for row in single:
        if row["id"] not in again and row["date_publication"].year == year:
            yield row["id"], _award(row, winners)


def awards_at(tx: Connection, catalogue: Catalogue, year: int, position: int) -> dict[str, Award]:
    """What a release counted that was made before releases kept what they count: every notice for itself.

    ``position`` is that of its first version: the rows are those that stood then.
    """
    table = catalogue[WON].table
    here = extract("year", table.c.date_publication) == year
    records = list(tx.execute(select(table.c.id).where(here).order_by(table.c.id)).scalars())
    won = Revisions(tx).standing(WON, records, position)
    named = sorted({str(each.data.get("id_avis")) for each in won.values()})
    notices = Revisions(tx).standing(NOTICES, named, position)
    rows = []
    for record, version in sorted(won.items()):
        notice = notices.get(str(version.data.get("id_avis")))
        beside = {name: notice.data.get(name) if notice else None for name in _OF_NOTICE}
        row = {**{name: version.data.get(name) for name in _OF_AWARD}, **beside, "id": record}
        if _counts(row) and str(row["date_publication"] or "").startswith(f"{year}-"):
            rows.append(row)
    winners = _organisations(rows)
    return {row["id"]: _award(row, winners) for row in _once(rows)}


def _query(catalogue: Catalogue, year: int) -> Select[Any]:
    """The awards of a year, and those of other years in their threads."""
    won, notice = catalogue[WON].table, catalogue[NOTICES].table
    here = extract("year", won.c.date_publication) == year
    threads = select(won.c.id_procedure).where(here, won.c.id_procedure.is_not(None))
    columns = [*(won.c[name] for name in _OF_AWARD), *(notice.c[name] for name in _OF_NOTICE)]
    return (
        select(*columns)
        .select_from(won.outerjoin(notice, won.c.id_avis == notice.c.id))
        .where(won.c.date_publication.is_not(None), or_(here, won.c.id_procedure.in_(threads)))
        .order_by(won.c.id)
    )


def _counts(row: Row) -> bool:
    return bool(
        row["statut"] == "attribue"
        and row["statut_publication"] != "retire"
        and (row["montant"] or 0) > 0
        and row["devise"] == "EUR"
    )


def _once(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows but those of a joint award after its first."""
    joint: set[tuple[Any, Any, Any]] = set()
    for row in rows:
        lot = (row["id_avis"], row["numero_lot"], row["montant"])
        if not (row["groupement"] and lot in joint):
            joint.add(lot)
            yield row


def _award(row: Row, winners: Organisations) -> Award:
    places = row["code_departement"] or []
    return Award(
        places[0] if len(places) == 1 else None, row["cpv"], _winner(row, winners), float(row["montant"])
    )


def _told(row: Row, winners: Organisations) -> Told:
    return Told(
        record=row["id"],
        notice=row["id_avis"] or row["id"],
        thread=row["id_procedure"],
        lot=row["numero_lot"],
        winner=_winner(row, winners),
        amount=float(row["montant"]),
        day=row["date_publication"].isoformat(),
    )


def _winner(row: Row, winners: Organisations) -> str:
    key = winners.key(row["titulaire_nom"], row["titulaire_siren"], row["titulaire_code_postal"])
    return key or ""


def _restated(tx: Connection, catalogue: Catalogue, rows: Sequence[Row]) -> set[str]:
    """The rectificatifs of notices that are published too, whose awards say what theirs say."""
    entry = catalogue[NOTICES]
    if entry.dataset.chain is None:
        return set()
    chains = Chains(tx, entry, entry.dataset.chain)
    later = {row["id_avis"] for row in rows if row["type_avis"] in entry.dataset.chain.mending}
    return {one for one in later if chains.mends([one])}


def _organisations(rows: Sequence[Row]) -> Organisations:
    """The winners whose SIREN is printed, by which the others are known."""
    known = Organisations()
    for row in rows:
        if row["titulaire_siren"] and row["titulaire_nom"] and row["titulaire_code_postal"]:
            known.learn(row["titulaire_nom"], row["titulaire_siren"], row["titulaire_code_postal"])
    return known
