"""The words of the format for the terms of the dataset."""

from __future__ import annotations

from crawlers.forms.folding import fold
from crawlers.procurement.decp.terms import slug

CONTRACT_NATURES = ("Marché", "Marché de partenariat", "Marché de défense ou de sécurité")
CONCESSION_NATURES = (
    "Concession de travaux",
    "Concession de service",
    "Concession de service public",
    "Délégation de service public",
)
CONTRACT_PROCEDURES = (
    "Procédure adaptée",
    "Appel d'offres ouvert",
    "Appel d'offres restreint",
    "Procédure avec négociation",
    "Marché passé sans publicité ni mise en concurrence préalable",
    "Dialogue compétitif",
)
CONCESSION_PROCEDURES = (
    "Procédure négociée ouverte",
    "Procédure non négociée ouverte",
    "Procédure négociée restreinte",
    "Procédure non négociée restreinte",
)
RENAMED = {
    "procédure concurrentielle avec négociation": "Procédure avec négociation",
    "marché négocié sans publicité ni mise en concurrence préalable": CONTRACT_PROCEDURES[4],
    "marché public négocié sans publicité ni mise en concurrence préalable": CONTRACT_PROCEDURES[4],
}
"""Procedures that the arrêté of 2022 gave another name."""

CCAG = (
    "Travaux",
    "Maitrise d'œuvre",
    "Fournitures courantes et services",
    "Marchés industriels",
    "Prestations intellectuelles",
    "Techniques de l'information et de la communication",
    "Pas de CCAG",
)
TECHNIQUES = (
    "Accord-cadre",
    "Concours",
    "Système de qualification",
    "Système d'acquisition dynamique",
    "Catalogue électronique",
    "Enchère électronique",
    "Sans objet",
)
MANNERS = ("Tranches", "Bons de commande", "Marchés subséquents", "Sans objet")
GROUPS = ("Conjoint", "Solidaire", "Pas de groupement")
PRICES = ("Définitif ferme", "Définitif actualisable", "Définitif révisable", "Provisoire")
PRICE_FORMS = ("Unitaire", "Forfaitaire", "Mixte")
SOCIAL = ("Clause sociale", "Critère social", "Marché réservé", "Pas de considération sociale")
CONCESSION_SOCIAL = ("Clause sociale", "Critère social", "Concession réservée", SOCIAL[3])
ENVIRONMENTAL = (
    "Clause environnementale",
    "Critère environnemental",
    "Pas de considération environnementale",
)
IDENTIFIERS = ("SIRET", "TVA", "TAHITI", "RIDET", "FRWF", "IREP", "HORS-UE")


def word(term: str | None, words: tuple[str, ...]) -> str | None:
    """The word of the format that a term stands for, None where it stands for none of them."""
    return next((each for each in words if slug(each) == term), None) if term else None


def procedure(printed: str | None, words: tuple[str, ...]) -> str | None:
    """The procedure as the format words it, from the words read."""
    if not printed:
        return None
    renamed = {fold(old): new for old, new in RENAMED.items()}
    folded = fold(" ".join(printed.split()))
    return word(slug(renamed.get(folded, printed)), words)
