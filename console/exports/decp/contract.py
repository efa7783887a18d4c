"""A row of marches-conclus as a contract or a concession of the format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from console.exports.decp import words
from core.clock import paris

Row = Mapping[str, Any]

CONTRACT, CONCESSION = "marche", "contrat-concession"
_NUMBER_LENGTH = 16
_SUBJECT_LENGTH = 1000


class Incomplete(Exception):
    """A row lacks fields that the format requires; their names are the argument."""

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields, as the format has them."""
        return tuple(self.args)


def kind_of(row: Row) -> str:
    """Under which member of the package a row goes."""
    return CONCESSION if words.word(row.get("type_contrat"), words.CONCESSION_NATURES) else CONTRACT


def contract(row: Row) -> dict[str, Any]:
    """The contract or the concession.

    Raises:
        Incomplete: the row lacks fields that the format requires.
    """
    required, optional = (_CONCESSION, _NONE) if kind_of(row) == CONCESSION else (_CONTRACT, _OPTIONAL)
    found = {name: give(row) for name, give in required.items()}
    lacking = [name for name, value in found.items() if value is None]
    if lacking:
        raise Incomplete(*lacking)
    more = {name: give(row) for name, give in optional.items()}
    changes = _changes(row, found)
    return found | {name: value for name, value in more.items() if value is not None} | changes


def _number(row: Row) -> str | None:
    number = row.get("numero_contrat")
    return number if number and len(number) <= _NUMBER_LENGTH else None


def _framework(row: Row) -> str | None:
    number = row.get("id_accord_cadre")
    return number if number and len(number) <= _NUMBER_LENGTH else None


def _buyer(row: Row) -> dict[str, str] | None:
    return {"id": row["acheteur_siret"]} if row.get("acheteur_siret") else None


def _subject(row: Row) -> str | None:
    """The subject, cut where the format ends it."""
    subject = row.get("objet")
    return subject if not subject or len(subject) <= _SUBJECT_LENGTH else subject[: _SUBJECT_LENGTH - 1] + "…"


def _place(row: Row) -> dict[str, str] | None:
    """The place of performance at the level that is sure; what was not stated as such is not told."""
    if row.get("lieu_source") != "execution":
        return None
    if row.get("code_commune"):
        return {"code": row["code_commune"], "typeCode": "Code commune"}
    for level, column, kind in (
        ("departement", "code_departement", "Code département"),
        ("region", "code_region", "Code région"),
    ):
        codes = row.get(column) or []
        if row.get("lieu_precision") == level and len(codes) == 1:
            return {"code": codes[0], "typeCode": kind}
    return None


def _holders(name: str) -> Callable[[Row], list[dict[str, Any]] | None]:
    """All the holders, none where one of them has no identifier: a part of a group is not the group."""

    def give(row: Row) -> list[dict[str, Any]] | None:
        holders = [_holder(each) for each in row.get("titulaires") or []]
        if not holders or None in holders:
            return None
        once = {(each["typeIdentifiant"], each["id"]): each for each in holders if each}
        return [{name: each} for each in once.values()]

    return give


def _holder(holder: Mapping[str, Any]) -> dict[str, str] | None:
    if holder.get("siret"):
        return {"typeIdentifiant": "SIRET", "id": holder["siret"]}
    kind = holder.get("type_identifiant")
    if holder.get("identifiant") and kind in words.IDENTIFIERS and kind != "SIRET":
        return {"typeIdentifiant": kind, "id": holder["identifiant"]}
    return None


def _day(column: str) -> Callable[[Row], str | None]:
    def give(row: Row) -> str | None:
        day = row.get(column)
        return None if day is None else (paris(day).date() if hasattr(day, "hour") else day).isoformat()

    return give


def _at_least(column: str, least: float) -> Callable[[Row], Any]:
    def give(row: Row) -> Any:
        value = row.get(column)
        return value if value is not None and value >= least else None

    return give


def _share(column: str) -> Callable[[Row], Any]:
    def give(row: Row) -> Any:
        value = row.get(column)
        return value if value is not None and 0 <= value <= 1 else None

    return give


def _same(column: str) -> Callable[[Row], Any]:
    return lambda row: row.get(column)


def _cpv(row: Row) -> str | None:
    return row.get("cpv")


def _one_of(column: str, known: tuple[str, ...]) -> Callable[[Row], str | None]:
    return lambda row: words.word(row.get(column), known)


def _procedure(known: tuple[str, ...]) -> Callable[[Row], str | None]:
    return lambda row: words.procedure(row.get("procedure"), known)


def _all_of(column: str, member: str, known: tuple[str, ...]) -> Callable[[Row], dict[str, list[str]] | None]:
    def give(row: Row) -> dict[str, list[str]] | None:
        found = [words.word(each, known) for each in row.get(column) or []]
        told = list(dict.fromkeys(each for each in found if each))
        return {member: told} if told and None not in found else None

    return give


_CONTRACT: dict[str, Callable[[Row], Any]] = {
    "id": _number,
    "acheteur": _buyer,
    "nature": _one_of("type_contrat", words.CONTRACT_NATURES),
    "objet": _subject,
    "codeCPV": _cpv,
    "techniques": _all_of("techniques", "technique", words.TECHNIQUES),
    "modalitesExecution": _all_of("modalites_execution", "modaliteExecution", words.MANNERS),
    "marcheInnovant": _same("marche_innovant"),
    "ccag": _one_of("ccag", words.CCAG),
    "offresRecues": _at_least("nb_offres", 1),
    "attributionAvance": _same("attribution_avance"),
    "typeGroupementOperateurs": _one_of("type_groupement", words.GROUPS),
    "procedure": _procedure(words.CONTRACT_PROCEDURES),
    "lieuExecution": _place,
    "dureeMois": _at_least("duree_mois", 1),
    "dateNotification": _day("date_notification"),
    "datePublicationDonnees": _day("date_publication_donnees"),
    "montant": _at_least("montant_ht", 1),
    "typesPrix": _all_of("types_prix", "typePrix", words.PRICES),
    "formePrix": _one_of("forme_prix", words.PRICE_FORMS),
    "sousTraitanceDeclaree": _same("sous_traitance"),
    "titulaires": _holders("titulaire"),
    "considerationsSociales": _all_of("considerations_sociales", "considerationSociale", words.SOCIAL),
    "considerationsEnvironnementales": _all_of(
        "considerations_environnementales", "considerationEnvironnementale", words.ENVIRONMENTAL
    ),
}
"""Each required field of a contract and where it comes from."""

_OPTIONAL: dict[str, Callable[[Row], Any]] = {
    "idAccordCadre": _framework,
    "tauxAvance": _share("taux_avance"),
    "origineUE": _share("origine_ue"),
    "origineFrance": _share("origine_france"),
}

_CONCESSION: dict[str, Callable[[Row], Any]] = {
    "id": _number,
    "autoriteConcedante": _buyer,
    "nature": _one_of("type_contrat", words.CONCESSION_NATURES),
    "objet": _subject,
    "procedure": _procedure(words.CONCESSION_PROCEDURES),
    "dureeMois": _at_least("duree_mois", 1),
    "dateSignature": _day("date_notification"),
    "datePublicationDonnees": _day("date_publication_donnees"),
    "dateDebutExecution": _day("date_debut_execution"),
    "valeurGlobale": _at_least("montant_ht", 1),
    "montantSubventionPublique": _at_least("montant_subvention", 0),
    "concessionnaires": _holders("concessionnaire"),
    "considerationsSociales": _all_of(
        "considerations_sociales", "considerationSociale", words.CONCESSION_SOCIAL
    ),
    "considerationsEnvironnementales": _all_of(
        "considerations_environnementales", "considerationEnvironnementale", words.ENVIRONMENTAL
    ),
}
"""As :data:`_CONTRACT`, for a concession."""

_NONE: dict[str, Callable[[Row], Any]] = {}


def _changes(row: Row, found: Mapping[str, Any]) -> dict[str, Any]:
    """The modifications that have both the dates which the format requires."""
    signed, amount = (
        ("dateSignatureModification", "valeurGlobale")
        if "concessionnaires" in found
        else ("dateNotificationModification", "montant")
    )
    changes = [
        {"modification": change}
        for number, each in enumerate(row.get("modification") or [], start=1)
        if (change := _change(each, number, signed, amount))
    ]
    return {"modifications": changes} if changes else {}


def _change(change: Mapping[str, Any], number: int, signed: str, amount: str) -> dict[str, Any] | None:
    days = {signed: change.get("date"), "datePublicationDonneesModification": change.get("date_publication")}
    if None in days.values():
        return None
    found: dict[str, Any] = {"id": change.get("numero") or number}
    found |= {name: str(day)[:10] for name, day in days.items()}
    found |= _kept((("dureeMois", change.get("duree_mois")), (amount, change.get("montant"))))
    return found


def _kept(given: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return {name: value for name, value in given if value is not None and value >= 1}
