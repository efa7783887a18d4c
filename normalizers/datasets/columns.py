"""Short forms to declare columns, and the columns that datasets share."""

from __future__ import annotations

from functools import partial

from core.model.dataset import Column, Kind

text = partial(Column, kind=Kind.TEXT)
code = partial(Column, kind=Kind.CODE)
term = partial(Column, kind=Kind.TERM, facet=True)
day = partial(Column, kind=Kind.DATE)
moment = partial(Column, kind=Kind.DATETIME)
amount = partial(Column, kind=Kind.AMOUNT)
integer = partial(Column, kind=Kind.INTEGER)
number = partial(Column, kind=Kind.NUMBER)
boolean = partial(Column, kind=Kind.BOOLEAN)
url = partial(Column, kind=Kind.URL, material=False)
struct = partial(Column, kind=Kind.STRUCT, many=True)

ID = text(
    name="id",
    title="Identifiant",
    title_en="Identifier",
    meaning="Identifiant stable, formé des numéros de publication.",
)

PLACE = (
    text(
        name="lieu_libelle",
        title="Lieu",
        title_en="Place",
        meaning="Lieu tel que le document l'écrit.",
        search=True,
    ),
    code(
        name="code_commune",
        title="Code commune",
        title_en="Commune code",
        meaning="Code INSEE de la commune, quand une seule est indiquée.",
        facet=True,
    ),
    code(
        name="communes",
        title="Communes",
        title_en="Communes",
        meaning="Codes INSEE, s'il y en a plusieurs.",
        many=True,
    ),
    code(
        name="code_departement",
        title="Départements",
        title_en="Départements",
        meaning="Codes des départements (« 2A », « 971 »).",
        many=True,
        facet=True,
    ),
    code(
        name="code_region",
        title="Régions",
        title_en="Régions",
        meaning="Codes INSEE des régions.",
        many=True,
        facet=True,
    ),
    code(
        name="code_nuts",
        scheme="nuts",
        title="Codes NUTS",
        title_en="NUTS codes",
        meaning="Codes NUTS.",
        many=True,
    ),
    Column(
        "latlon",
        Kind.LATLON,
        "Latitude, longitude",
        "Latitude, longitude",
        "« lat,lon » de la commune, en degrés WGS 84.",
        material=False,
    ),
    term(
        name="lieu_precision",
        title="Précision du lieu",
        title_en="Place precision",
        meaning="Niveau géographique dont on est sûr.",
        terms=("commune", "departement", "region", "pays", "inconnu"),
    ),
    term(
        name="lieu_source",
        title="Origine du lieu",
        title_en="Place origin",
        meaning="Lieu d'exécution, départements de publication ou acheteur.",
        terms=("execution", "publication", "acheteur", "siege"),
    ),
)

PLACE_INPUTS = (
    code(name="lieu_code_nuts", scheme="nuts", title="", title_en="", many=True),
    text(name="lieu_code_postal", title="", title_en=""),
    text(name="lieu_ville", title="", title_en="", many=True),
    text(name="lieu_departement", title="", title_en="", many=True),
    text(name="lieu_pays", title="", title_en=""),
    text(name="lieu_code", title="", title_en=""),
    text(name="lieu_type_code", title="", title_en=""),
)
"""Raw parts of the place of performance that a source may give; PLACE is derived from them."""


WINNER = (
    text(
        name="titulaire_nom",
        title="Titulaire",
        title_en="Winner",
        meaning="Nom du titulaire, du premier s'ils sont plusieurs.",
        search=True,
    ),
    code(
        name="titulaire_siret",
        scheme="siret",
        title="SIRET du titulaire",
        title_en="Winner's SIRET",
        meaning="14 chiffres, clé vérifiée.",
    ),
    code(
        name="titulaire_siren",
        scheme="siren",
        title="SIREN du titulaire",
        title_en="Winner's SIREN",
        meaning="9 chiffres, clé vérifiée ; aussi quand le document n'en donne pas plus.",
        facet=True,
    ),
    code(
        name="titulaire_code_postal",
        scheme="postal",
        title="Code postal du titulaire",
        title_en="Winner's postal code",
        meaning="Tel que lu, sans espaces.",
    ),
    text(
        name="titulaire_ville", title="Ville du titulaire", title_en="Winner's town", meaning="Telle que lue."
    ),
    code(
        name="titulaire_code_commune",
        title="Commune du titulaire",
        title_en="Winner's commune",
        meaning="Code INSEE.",
        indexed=True,
    ),
    code(
        name="titulaire_naf",
        scheme="naf",
        title="Activité du titulaire",
        title_en="Winner's activity",
        meaning="Sous-classe NAF rév. 2 (APE) de l'établissement, selon Sirene ; vide sans stock Sirene.",
    ),
)
"""Who was awarded the contract."""

CPV = (
    code(
        name="cpv",
        scheme="cpv",
        title="CPV",
        title_en="CPV",
        meaning="Code CPV principal, 8 chiffres.",
        facet=True,
    ),
    code(
        name="cpv_secondaires",
        scheme="cpv",
        title="CPV complémentaires",
        title_en="Additional CPV",
        meaning="Autres codes CPV (ceux des lots restent aux lots).",
        many=True,
    ),
)


def closing(status_column: str = "statut") -> tuple[Column, ...]:
    """The last columns of every dataset, filled by the store and not by the sources."""
    return (
        integer(
            name="version",
            title="Version",
            title_en="Version",
            meaning="1 à la première lecture, +1 à chaque changement notable.",
            material=False,
        ),
        term(
            name=status_column,
            title="Statut",
            title_en="Status",
            meaning="Publié, à vérifier, corrigé ou retiré.",
            terms=("publie", "a_verifier", "corrige", "retire"),
            material=False,
        ),
        number(
            name="confiance",
            title="Confiance",
            title_en="Confidence",
            meaning="De 0 à 1 : la moins sûre des colonnes remplies.",
            material=False,
        ),
        text(
            name="champs_corriges",
            title="Champs corrigés",
            title_en="Corrected fields",
            meaning="Colonnes fixées par une personne.",
            many=True,
            material=False,
        ),
        code(
            name="document_sha256",
            title="Empreinte du document",
            title_en="Document digest",
            meaning="SHA-256 des octets lus.",
            material=False,
        ),
        url(
            name="document_url",
            title="Adresse du document",
            title_en="Document address",
            meaning="D'où les octets proviennent.",
        ),
        moment(name="lu_le", title="Lu le", title_en="Read at", meaning="Date de lecture.", material=False),
        Column(
            "preuves",
            Kind.JSON,
            "Preuves",
            "Evidence",
            "Pour chaque colonne, l'endroit du document où elle a été lue.",
            material=False,
        ),
        text(
            name="avertissements",
            title="Avertissements",
            title_en="Warnings",
            meaning="Avertissements nommés.",
            many=True,
            material=False,
        ),
    )


CLOSING = closing()
