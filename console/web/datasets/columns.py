"""Which columns are shown first: fifty at once help nobody."""

from __future__ import annotations

from collections.abc import Sequence

from core.model.dataset import Column, Dataset, Kind

_FIRST = (
    "type_avis",
    "type_acte",
    "role",
    "statut",
    "acheteur_nom",
    "nom",
    "prenoms",
    "societe_nom",
    "professionnel_nom",
    "titulaire_nom",
    "profession",
    "type_zone",
    "intitule",
    "residence_libelle",
    "lieu_libelle",
    "montant",
    "montant_ht",
    "montant_estime",
    "date_limite_reponse",
    "code_departement",
    "tribunal",
    "nb_offices_recommande",
    "nb_nominations_cible",
    "numero_lot",
    "date_attribution",
    "cpv",
)
"""What a reader wants beside the title, in that order; the names are common to the datasets."""

_TECHNICAL = frozenset(
    {"version", "confiance", "champs_corriges", "document_sha256", "document_url", "lu_le", "preuves"}
    | {"avertissements"}
)
_FEWEST, _SHOWN = 6, 7
_UNSORTABLE = frozenset({Kind.STRUCT, Kind.JSON, Kind.LATLON})


def default_columns(dataset: Dataset) -> tuple[str, ...]:
    """The date and the title, then what says most; six or seven.

    The status is not among them: nearly every row is published, and the others say so beside their title.
    """
    ends = (dataset.date_column, dataset.label_column)
    names = [name for name in ends if name]
    known = {column.name for column in dataset.columns}
    rest = [name for name in _FIRST if name in known and name not in (*names, dataset.status_column)]
    fallback = [
        column.name for column in dataset.columns if not is_technical(dataset, column) and column.name != "id"
    ]
    few = max(0, _FEWEST - len(names) - len(rest))
    filling = [name for name in fallback if name not in (*names, *rest)][:few]
    return tuple([*names, *rest, *filling][:_SHOWN])


def is_technical(dataset: Dataset, column: Column) -> bool:
    """Whether a column is one of those that the store fills in every dataset."""
    return column.name in _TECHNICAL or column.name == dataset.status_column


def shown_columns(dataset: Dataset, names: Sequence[str]) -> tuple[Column, ...]:
    """The columns of those names, in the order of the default or of the declaration."""
    if not names:
        return tuple(dataset.column(name) for name in default_columns(dataset))
    return tuple(column for column in dataset.columns if column.name in names)


def choosable_columns(dataset: Dataset) -> tuple[Column, ...]:
    """What a reader may put in the table: all but the raw evidence."""
    return tuple(column for column in dataset.columns if column.kind is not Kind.JSON)


def is_sortable(column: Column) -> bool:
    """Whether rows can be put in the order of a column."""
    return not column.many and column.kind not in _UNSORTABLE
