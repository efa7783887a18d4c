"""qualite-donnees: one row a column of a dataset, and one for the dataset as a whole."""

from __future__ import annotations

from core.model.dataset import Dataset
from normalizers.datasets.columns import ID, closing, day, integer, number, text

WHOLE = "*"

DATASET = Dataset(
    name="qualite-donnees",
    title="Qualité des jeux de données",
    title_en="Quality of the datasets",
    description="Pour chaque jeu et chacune de ses colonnes : lignes, complétude, valeurs illisibles, fraîcheur, "
    "corrections, conflits. La colonne « * » est le jeu entier.",
    description_en="For each dataset and each of its columns: rows, completeness, unreadable values, freshness, corrections, "
    "conflicts. The column “*” is the whole dataset.",
    version="1.0.0",
    licence="Licence Ouverte 2.0",
    label_column="jeu",
    date_column="mesure_le",
    keywords=("qualité", "complétude", "fraîcheur"),
    columns=(
        ID,
        text(
            name="jeu",
            title="Jeu de données",
            title_en="Dataset",
            meaning="Nom du jeu.",
            facet=True,
            search=True,
        ),
        text(
            name="colonne",
            title="Colonne",
            title_en="Column",
            meaning="Nom de la colonne ; « * » : le jeu.",
            facet=True,
        ),
        day(
            name="mesure_le",
            title="Mesuré le",
            title_en="Measured on",
            meaning="Jour de la mesure.",
            material=False,
        ),
        integer(
            name="lignes",
            title="Lignes",
            title_en="Rows",
            meaning="Lignes publiées, sans celles qui sont retirées.",
        ),
        number(
            name="completude",
            title="Complétude",
            title_en="Completeness",
            meaning="Part des lignes où la colonne est remplie ; pour le jeu, moyenne des colonnes de la source.",
        ),
        integer(
            name="illisibles",
            title="Valeurs illisibles",
            title_en="Unreadable values",
            meaning="Lignes où le document donne une valeur que personne ne sait lire.",
        ),
        number(
            name="validite",
            title="Validité",
            title_en="Validity",
            meaning="Part des valeurs données qui sont lues.",
        ),
        integer(
            name="corrections", title="Corrections", title_en="Corrections", meaning="Corrections en vigueur."
        ),
        integer(
            name="conflits",
            title="Conflits",
            title_en="Conflicts",
            meaning="Corrections dont le document dit maintenant autre chose.",
        ),
        integer(
            name="a_verifier",
            title="Lignes à vérifier",
            title_en="Rows to check",
            meaning="Lignes qui attendent une personne ; pour le jeu seulement.",
        ),
        integer(
            name="retirees",
            title="Lignes retirées",
            title_en="Withdrawn rows",
            meaning="Pour le jeu seulement.",
        ),
        day(
            name="derniere_date",
            title="Dernière date",
            title_en="Latest date",
            meaning="Date de publication la plus récente ; pour le jeu seulement.",
        ),
        *closing(),
    ),
)
