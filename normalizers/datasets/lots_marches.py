"""lots-marches: one row a lot of a divided procurement."""

from __future__ import annotations

from core.model.dataset import Dataset, Part
from normalizers.completions.places import complete_place
from normalizers.datasets.columns import (
    CLOSING,
    CPV,
    ID,
    PLACE,
    PLACE_INPUTS,
    amount,
    boolean,
    day,
    integer,
    moment,
    text,
)

DATASET = Dataset(
    name="lots-marches",
    title="Lots des marchés publics",
    title_en="Procurement lots",
    description="Un lot par ligne, pour les marchés allotis.",
    description_en="One lot per row, of the procedures that are divided into lots.",
    version="1.1.0",
    licence="Licence Ouverte 2.0",
    date_column="date_publication",
    label_column="intitule",
    part=Part(
        of="avis-marches",
        named="id_avis",
        same=(("numero_lot",), ("intitule",)),
        mended=(
            "cpv",
            "montant_estime",
            "montant_min",
            "montant_max",
            "duree_mois",
            "date_limite_reponse",
            "annule",
        ),
        kept=("id_avis", "date_publication"),
        cancels="annule",
    ),
    review_below=0.95,
    keywords=("commande publique", "lots"),
    columns=(
        ID,
        text(
            name="id_avis",
            title="Avis",
            title_en="Notice",
            meaning="Identifiant de l'avis.",
            indexed=True,
        ),
        text(
            name="numero_lot",
            title="Numéro de lot",
            title_en="Lot number",
            meaning="Tel qu'imprimé, sans « LOT » ni zéros initiaux.",
        ),
        text(name="intitule", title="Intitulé", title_en="Title", meaning="Intitulé du lot.", search=True),
        text(
            name="description",
            title="Description",
            title_en="Description",
            meaning="Description du lot.",
            search=True,
        ),
        *CPV,
        amount(
            name="montant_estime",
            title="Montant estimé",
            title_en="Estimated amount",
            meaning="Estimation du lot.",
        ),
        amount(
            name="montant_min", title="Montant minimum", title_en="Minimum amount", meaning="Borne basse."
        ),
        amount(
            name="montant_max", title="Montant maximum", title_en="Maximum amount", meaning="Borne haute."
        ),
        integer(
            name="duree_mois",
            scheme="months",
            title="Durée (mois)",
            title_en="Duration (months)",
            meaning="Durée du lot en mois.",
        ),
        moment(
            name="date_limite_reponse",
            title="Date limite de réponse",
            title_en="Deadline",
            meaning="Heure de Paris imprimée pour ce lot ; vide si l'avis n'en donne qu'une pour tous.",
        ),
        boolean(
            name="annule",
            title="Lot annulé",
            title_en="Lot cancelled",
            meaning="Vrai si l'avis annule ce lot seul ; le lot des avis qu'il modifie est alors retiré.",
        ),
        day(
            name="date_publication",
            title="Date de publication",
            title_en="Publication date",
            meaning="Jour de parution de l'avis.",
        ),
        *PLACE,
        *CLOSING,
    ),
    inputs=(*PLACE_INPUTS, text(name="duree_jours", title="", title_en="")),
)

COMPLETIONS = (complete_place,)
