"""zones-installation-notaires: one row a zone of the map, from the annex tables of the arrêté."""

from __future__ import annotations

from core.model.dataset import Dataset
from normalizers.completions.zones import complete_zone
from normalizers.datasets.columns import CLOSING, ID, code, day, integer, term, text

DATASET = Dataset(
    name="zones-installation-notaires",
    title="Zones d'installation des notaires",
    title_en="Zones where notaries may settle",
    description="Une ligne par zone de la carte instituée par l'article 52 de la loi du 6 août 2015.",
    description_en="One row per zone of the map instituted by article 52 of the law of 6 August 2015.",
    version="1.0.0",
    licence="Licence Ouverte 2.0",
    date_column="date_arrete",
    label_column="zone_libelle",
    review_below=0.95,
    keywords=("notaires", "liberté d'installation"),
    themes=("JUST",),
    columns=(
        ID,
        code(name="arrete_nor", title="NOR de l'arrêté", title_en="NOR of the arrêté"),
        day(name="date_arrete", title="Date de l'arrêté", title_en="Date of the arrêté"),
        text(name="zone_libelle", title="Zone", title_en="Zone", search=True),
        term(name="type_zone", title="Type de zone", title_en="Zone type", terms=("libre", "controlee")),
        integer(
            name="nb_offices_recommande",
            title="Offices recommandés",
            title_en="Offices recommended",
        ),
        integer(
            name="nb_nominations_cible",
            title="Nominations visées",
            title_en="Nominations aimed at",
        ),
        code(
            name="code_departement",
            scheme="departement",
            title="Départements",
            title_en="Départements",
            many=True,
            facet=True,
        ),
        code(name="communes", title="Communes", title_en="Communes", many=True),
        code(name="code_zone_emploi", title="Zone d'emploi", title_en="Employment zone"),
        *CLOSING,
    ),
    inputs=(text(name="communes_libelles", title="", title_en="", many=True),),
)

COMPLETIONS = (complete_zone,)
