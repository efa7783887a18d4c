"""A result as it leaves: the rows, and all that tells how they were made."""

from __future__ import annotations

from typing import Any

from core.errors import InputError
from core.model.dataset import Computation, Dataset
from core.storage.releases import Release
from normalizers.secrecy.primary import FEWEST_UNITS, LARGEST_SHARE
from workers.computing import restriction_of

METHOD = (
    "Somme par case et par total. Secret statistique : au moins trois unités par case, aucune au-delà de "
    "85 % ; d'autres cases sont tues pour qu'aucun total, aucun autre calcul et aucune livraison antérieure "
    "ne livre une case secrète (programmes linéaires sur le cube de toutes les dimensions)."
)


def computation_of(dataset: Dataset, name: str) -> Computation:
    """A registered computation.

    Raises:
        InputError: there is none of that name.
    """
    for each in restriction_of(dataset).computations:
        if each.name == name:
            return each
    known = ", ".join(each.name for each in restriction_of(dataset).computations)
    raise InputError(f"{dataset.name} has no computation {name!r}", hint=f"Registered: {known}.")


def result(dataset: Dataset, computation: Computation, release: Release) -> dict[str, Any]:
    """The rows of a computation in a release, with method, parameters and the version of the data."""
    return {
        "jeu": dataset.name,
        "calcul": computation.name,
        "titre": computation.title,
        "methode": METHOD,
        "parametres": {
            "dimensions": list(computation.dimensions),
            "unite": computation.unit,
            "valeur": computation.value or "nombre de lignes",
            "unites_minimum": FEWEST_UNITS,
            "part_maximum": LARGEST_SHARE,
            "gel_jours": restriction_of(dataset).freeze_days,
        },
        "version_donnees": release.data_version,
        "fait_le": release.at.isoformat(timespec="seconds"),
        "approuve_le": release.decided_at.isoformat(timespec="seconds") if release.decided_at else None,
        "lignes": list(release.tables[computation.name]),
    }
