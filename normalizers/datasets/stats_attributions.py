"""stats-attributions: one row a cell of département × CPV division × year, and the margins of the table."""

from __future__ import annotations

from core.model.dataset import Dataset, Profile, Secrecy
from normalizers.datasets.columns import ID, amount, boolean, closing, code, integer, term, text

DATASET = Dataset(
    name="stats-attributions",
    title="Statistiques des attributions de marchés",
    title_en="Statistics of contract awards",
    description="Montants attribués par département, division CPV et année, avec les totaux par région, France et "
    "toutes divisions. Secret statistique : au moins trois titulaires par case, aucun au-delà de 85 % ; une case "
    "secrète n'a ni montant ni nombre de titulaires, et d'autres cases sont masquées pour qu'aucun total ne la livre.",
    description_en="Amounts awarded by département, CPV division and year, with the totals by region, France and all "
    "divisions. Statistical secrecy: three winners at least in a cell, none above 85%; a secret cell has neither "
    "amount nor number of winners, and other cells are masked so that no total gives it away.",
    version="1.0.0",
    licence="Licence Ouverte 2.0",
    label_column="lieu_libelle",
    secrecy=Secrecy(flag="secret", hides=("nb_titulaires", "montant")),
    keywords=("commande publique", "attributions", "statistiques"),
    themes=("GOVE", "ECON"),
    columns=(
        ID,
        integer(
            name="annee", title="Année", title_en="Year", meaning="Année de parution de l'avis.", indexed=True
        ),
        term(
            name="niveau",
            title="Niveau",
            title_en="Level",
            meaning="Niveau géographique de la case.",
            terms=("departement", "region", "france"),
        ),
        code(
            name="code_lieu",
            title="Code du lieu",
            title_en="Place code",
            meaning="Code du département ou de la région ; « inconnu » quand l'avis n'en donne pas un seul.",
            facet=True,
        ),
        text(name="lieu_libelle", title="Lieu", title_en="Place", meaning="Nom du lieu.", search=True),
        code(
            name="cpv_division",
            title="Division CPV",
            title_en="CPV division",
            meaning="Deux premiers chiffres du CPV ; « total » pour toutes, « inconnue » sans CPV.",
            facet=True,
        ),
        text(
            name="cpv_libelle",
            title="Libellé de la division",
            title_en="Division label",
            meaning="Libellé français du CPV.",
            search=True,
        ),
        integer(
            name="nb_attributions",
            title="Nombre d'attributions",
            title_en="Number of awards",
            meaning="Attributions dont le montant est connu ; chacune est publique, leur nombre n'est pas secret.",
        ),
        integer(
            name="nb_titulaires",
            title="Nombre de titulaires",
            title_en="Number of winners",
            meaning="Titulaires différents ; vide si la case est secrète.",
        ),
        amount(
            name="montant",
            title="Montant",
            title_en="Amount",
            meaning="Somme des montants en euros ; vide si la case est secrète.",
        ),
        boolean(
            name="secret",
            title="Secret statistique",
            title_en="Statistical secrecy",
            meaning="Vrai si la case est masquée.",
        ),
        term(
            name="motif_secret",
            title="Motif du secret",
            title_en="Reason of secrecy",
            meaning="Par elle-même (primaire) ou pour en cacher une autre (secondaire). Interne : le dire "
            "désignerait les cases d'un ou deux titulaires.",
            terms=("primaire", "secondaire"),
            profile=Profile.INTERNAL,
            facet=False,
        ),
        *closing(),
    ),
)
