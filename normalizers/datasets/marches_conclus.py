"""marches-conclus: one row a contract, from DECP and from buyers' lists."""

from __future__ import annotations

from core.model.dataset import Dataset
from normalizers.completions.organisations import complete_buyer, complete_winner
from normalizers.completions.places import complete_place
from normalizers.datasets.columns import (
    CLOSING,
    ID,
    PLACE,
    PLACE_INPUTS,
    WINNER,
    amount,
    code,
    day,
    integer,
    struct,
    term,
    text,
)

DATASET = Dataset(
    name="marches-conclus",
    title="Marchés conclus",
    title_en="Contracts concluded",
    description="Un contrat par ligne, tiré des données essentielles (DECP) et des listes annuelles des acheteurs.",
    version="1.1.0",
    licence="Licence Ouverte 2.0",
    date_column="date_notification",
    label_column="objet",
    review_below=0.95,
    keywords=("commande publique", "données essentielles", "marchés conclus"),
    columns=(
        ID,
        term(name="source", title="Source", title_en="Source", meaning="marches-conclus, decp."),
        text(
            name="acheteur_nom",
            title="Acheteur",
            title_en="Buyer",
            meaning="Nom de l'acheteur.",
            search=True,
        ),
        code(
            name="acheteur_siret",
            scheme="siret",
            title="SIRET de l'acheteur",
            title_en="Buyer's SIRET",
            meaning="14 chiffres, clé vérifiée.",
        ),
        code(
            name="acheteur_naf",
            scheme="naf",
            title="Activité de l'acheteur",
            title_en="Buyer's activity",
            meaning="Sous-classe NAF rév. 2 (APE) de l'établissement, selon Sirene ; vide sans stock Sirene.",
        ),
        text(
            name="id_procedure",
            title="Procédure",
            title_en="Procedure",
            meaning="Identique pour tous les avis d'une même procédure.",
            material=False,
            indexed=True,
        ),
        term(
            name="nature",
            title="Nature",
            title_en="Nature",
            meaning="Travaux, fournitures, services.",
            terms=("travaux", "fournitures", "services"),
        ),
        text(
            name="tranche",
            title="Tranche",
            title_en="Bracket",
            meaning="Tranche de montant sous laquelle la liste range le marché.",
        ),
        text(name="objet", title="Objet", title_en="Subject", meaning="Objet du marché.", search=True),
        code(
            name="cpv",
            scheme="cpv",
            title="CPV",
            title_en="CPV",
            meaning="Code CPV principal, 8 chiffres.",
            facet=True,
        ),
        text(
            name="procedure",
            title="Procédure de passation",
            title_en="Procedure type",
            meaning="Telle que lue.",
        ),
        day(
            name="date_notification",
            title="Date de notification",
            title_en="Notification date",
            meaning="Date de notification ou de conclusion.",
        ),
        integer(
            name="duree_mois",
            scheme="months",
            title="Durée (mois)",
            title_en="Duration (months)",
            meaning="Durée en mois.",
        ),
        amount(
            name="montant_ht", title="Montant HT", title_en="Amount excl. VAT", meaning="Euros hors taxes."
        ),
        *WINNER,
        struct(
            name="titulaires",
            title="Titulaires",
            title_en="Winners",
            meaning="Tous les titulaires.",
            parts=(
                text(name="nom", title="Nom", title_en="Name"),
                code(name="siret", scheme="siret", title="SIRET", title_en="SIRET"),
            ),
        ),
        *PLACE,
        struct(
            name="modification",
            title="Modifications",
            title_en="Modifications",
            meaning="Modifications du contrat.",
            parts=(
                day(name="date", title="Date", title_en="Date"),
                text(name="objet", title="Objet", title_en="Subject"),
                amount(name="montant", title="Montant", title_en="Amount"),
                integer(
                    name="duree_mois", scheme="months", title="Durée (mois)", title_en="Duration (months)"
                ),
            ),
        ),
        *CLOSING,
    ),
    inputs=PLACE_INPUTS,
)

COMPLETIONS = (
    complete_buyer,
    complete_winner,
    complete_place,
)
