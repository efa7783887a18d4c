"""The terms of a contract beside its parties and its price, in the words of the format of December 2022."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from core.model.reading import ColumnValue, Value
from core.strict import StrictReader
from crawlers.forms.folding import fold

_BETWEEN_LETTERS = re.compile(r"[^a-z0-9]+")
_ITEM = re.compile(r"'((?:[^']|(?<=\w)'(?=\w))*)'|\"([^\"]*)\"")
_LISTS = {
    "techniques": "techniques",
    "modalites_execution": "modalites",
    "types_prix": "types_prix",
    "considerations_sociales": "sociales",
    "considerations_environnementales": "environnementales",
}
_WORDS = {
    "type_contrat": "nature",
    "ccag": "ccag",
    "type_groupement": "groupement",
    "forme_prix": "forme_prix",
}
_PLAIN = {
    "id_accord_cadre": "accord_cadre",
    "marche_innovant": "innovant",
    "nb_offres": "offres",
    "attribution_avance": "avance",
    "taux_avance": "taux_avance",
    "sous_traitance": "sous_traitance",
    "origine_ue": "origine_ue",
    "origine_france": "origine_france",
    "date_publication_donnees": "publication",
    "date_debut_execution": "debut",
    "montant_subvention": "subvention",
}
"""Column → field."""


def terms_of(reader: StrictReader) -> dict[str, ColumnValue | None]:
    """The columns of a contract's terms; words of the format become terms of the dataset."""
    found: dict[str, ColumnValue | None] = {name: reader.value(field) for name, field in _PLAIN.items()}
    found |= {name: _term(reader.value(field)) for name, field in _WORDS.items()}
    for name, field in _LISTS.items():
        found[name] = tuple(_terms(reader.values(field)))
    return found


def _term(value: Value | None) -> Value | None:
    return replace(value, text=slug(value.text)) if value else None


def _terms(values: tuple[Value, ...]) -> Iterator[Value]:
    for value in values:
        for text in _items(value.text):
            yield replace(value, text=slug(text))


def _items(text: str) -> Iterator[str]:
    """One item, or those that a table writes as ``['…', "…"]`` or ``…|…``."""
    bare = text.strip()
    if bare.startswith("["):
        yield from (one or other for one, other in _ITEM.findall(bare))
    else:
        yield from filter(None, (each.strip() for each in bare.split("|")))


def slug(text: str) -> str:
    """``maitrise_d_oeuvre`` for ``Maitrise d'œuvre``."""
    return _BETWEEN_LETTERS.sub("_", fold(text).replace("œ", "oe")).strip("_")
