"""Awards of notices as contracts: what a notice tells of the données essentielles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, select

from core.storage.catalogue import Catalogue

_OF_NOTICE = (
    "acheteur_siret",
    "procedure_libelle",
    "cpv",
    "duree_mois",
    "code_commune",
    "code_departement",
    "code_region",
    "lieu_precision",
    "lieu_source",
)


def awarded_contracts(tx: Connection, catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    """A row of marches-conclus for each awarded lot, its holders together; what no notice says is absent."""
    won, notice = catalogue["attributions-marches"].table, catalogue["avis-marches"].table
    query = (
        select(won, *(notice.c[name].label(f"avis_{name}") for name in (*_OF_NOTICE, "objet")))
        .select_from(won.outerjoin(notice, won.c.id_avis == notice.c.id))
        .where(won.c.statut == "attribue", won.c.statut_publication != "retire")
        .order_by(won.c.id_avis, won.c.numero_lot, won.c.montant, won.c.id)
    )
    found = tx.execute(query.execution_options(stream_results=True, yield_per=1000)).mappings()
    for _, group in groupby(found, key=_contract_of):
        rows = list(group)
        yield _contract(rows[0], rows)


def _contract_of(row: Mapping[Any, Any]) -> tuple[Any, ...]:
    """Members of a joint award hold one contract; other winners of a lot have each their own."""
    joint = (row["montant"],) if row["groupement"] else (row["id"],)
    return (row["id_avis"], row["numero_lot"], *joint)


def _contract(row: Mapping[Any, Any], members: list[Any]) -> dict[str, Any]:
    of_notice = {name: row[f"avis_{name}"] for name in _OF_NOTICE}
    return {
        **of_notice,
        "procedure": of_notice["procedure_libelle"],
        "objet": row["intitule"] or row["avis_objet"],
        "date_notification": row["date_attribution"],
        "montant_ht": row["montant"] if row["devise"] == "EUR" else None,
        "nb_offres": row["nb_offres"],
        "sous_traitance": row["sous_traitance"],
        "titulaires": [{"nom": each["titulaire_nom"], "siret": each["titulaire_siret"]} for each in members],
    }
