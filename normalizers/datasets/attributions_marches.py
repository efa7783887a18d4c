"""attributions-marches: one row an awarded (or failed) lot and winner."""

from __future__ import annotations

from core.model.dataset import Dataset, Part
from normalizers.completions.organisations import complete_winner
from normalizers.datasets.columns import ID, WINNER, amount, boolean, closing, code, day, integer, term, text

STATUS_COLUMN = "statut_publication"
"""``statut`` is the outcome of the lot here, so the status of the row has a name of its own."""

DATASET = Dataset(
    name="attributions-marches",
    title="Attributions de marchés publics",
    title_en="Contract awards",
    description="Une ligne par lot attribué (ou infructueux) et par titulaire.",
    description_en="One row per lot awarded (or left without a winner) and per winner.",
    version="1.3.0",
    licence="Licence Ouverte 2.0",
    date_column="date_publication",
    label_column="titulaire_nom",
    status_column=STATUS_COLUMN,
    part=Part(
        of="avis-marches",
        named="id_avis",
        same=(("numero_lot", "titulaire_siren"), ("numero_lot", "titulaire_nom")),
        alone="numero_lot",
        mended=("montant", "montant_min", "montant_max", "date_attribution", "nb_offres"),
        kept=("id_avis", "id_procedure", "date_publication"),
    ),
    review_below=0.95,
    keywords=("commande publique", "attributions", "titulaires"),
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
            name="id_procedure",
            title="Procédure",
            title_en="Procedure",
            meaning="Identique pour tous les avis d'une même procédure.",
            indexed=True,
        ),
        text(
            name="numero_lot",
            title="Numéro de lot",
            title_en="Lot number",
            meaning="Tel qu'imprimé ; vide si le marché n'est pas alloti.",
        ),
        text(name="intitule", title="Intitulé", title_en="Title", meaning="Intitulé du lot.", search=True),
        term(
            name="statut",
            title="Résultat",
            title_en="Outcome",
            meaning="Sort du lot.",
            terms=("attribue", "prevu", "infructueux", "sans_suite", "non_precise"),
        ),
        *WINNER,
        boolean(
            name="groupement",
            title="Groupement",
            title_en="Joint award",
            meaning="Vrai si le titulaire est membre d'un groupement.",
        ),
        amount(name="montant", title="Montant", title_en="Amount", meaning="Montant attribué.", indexed=True),
        amount(
            name="montant_avant",
            title="Montant avant modification",
            title_en="Amount before the modification",
            meaning="Dans un avis de modification : montant actualisé du marché avant celle-ci, s'il est imprimé.",
        ),
        amount(
            name="montant_min",
            title="Montant minimum",
            title_en="Minimum amount",
            meaning="Minimum de l'accord-cadre.",
        ),
        amount(
            name="montant_max",
            title="Montant maximum",
            title_en="Maximum amount",
            meaning="Maximum de l'accord-cadre.",
        ),
        amount(name="offre_min", title="Offre la plus basse", title_en="Lowest offer"),
        amount(name="offre_max", title="Offre la plus élevée", title_en="Highest offer"),
        code(
            name="devise",
            scheme="devise",
            title="Devise",
            title_en="Currency",
            meaning="Code ISO 4217 ; EUR par défaut.",
        ),
        day(
            name="date_attribution",
            title="Date d'attribution",
            title_en="Award date",
            meaning="Date de conclusion ou d'attribution selon le formulaire.",
        ),
        integer(
            name="nb_offres",
            title="Nombre d'offres",
            title_en="Number of offers",
            meaning="Nombre d'offres reçues.",
        ),
        boolean(
            name="sous_traitance",
            title="Sous-traitance",
            title_en="Subcontracting",
            meaning="Vrai, faux ou inconnu.",
        ),
        day(
            name="date_publication",
            title="Date de publication",
            title_en="Publication date",
            meaning="Jour de parution de l'avis.",
        ),
        *closing(STATUS_COLUMN),
    ),
    inputs=(text(name="titulaire_pays", title="", title_en=""),),
)

COMPLETIONS = (complete_winner,)
