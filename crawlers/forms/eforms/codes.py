"""Codes of the eForms SDK (codelists notice-type, procurement-procedure-type, contract-nature, …)."""

from __future__ import annotations

NOTICE_TYPES = {
    "pin-buyer": "preinformation",
    "pin-only": "preinformation",
    "pin-rtl": "preinformation",
    "pin-tran": "preinformation",
    "pmc": "preinformation",
    "pin-cfc-standard": "consultation",
    "pin-cfc-social": "consultation",
    "qu-sy": "consultation",
    "cn-standard": "consultation",
    "cn-social": "consultation",
    "cn-desg": "consultation",
    "subco": "consultation",
    "veat": "intention",
    "can-standard": "attribution",
    "can-social": "attribution",
    "can-desg": "attribution",
    "can-tran": "attribution",
    "can-modif": "modification",
    "compl": "execution",
    "brin-ecs": "autre",
    "brin-eeig": "autre",
}
"""notice-type → type_avis."""

DESIGN_CONTESTS = {"cn-desg": "concours", "can-desg": "concours"}

CONCESSIONS = {"32014L0023": "concession"}
"""The directive on concessions (RegulatoryDomain) → procedure."""

SPECIAL_LABELS = {"concours": "Concours", "concession": "Concession"}

CANCELLATIONS = ("cancel", "cancel-intent")
"""change-corr-justification: reasons that withdraw a notice."""

PROCEDURES = {
    "open": "ouverte",
    "restricted": "restreinte",
    "neg-w-call": "negociee",
    "neg-wo-call": "negociee_sans_publicite",
    "comp-dial": "dialogue_competitif",
    "comp-tend": "autre",
    "innovation": "partenariat_innovation",
    "oth-single": "autre",
    "oth-mult": "autre",
    "exp-int-rail": "autre",
}
"""procurement-procedure-type → procedure."""

PROCEDURE_LABELS = {
    "open": "Procédure ouverte",
    "restricted": "Procédure restreinte",
    "neg-w-call": "Procédure négociée avec publication préalable d'un appel à la concurrence",
    "neg-wo-call": "Procédure négociée sans publication préalable",
    "comp-dial": "Dialogue compétitif",
    "comp-tend": "Mise en concurrence",
    "innovation": "Partenariat d'innovation",
    "oth-single": "Autre procédure en une étape",
    "oth-mult": "Autre procédure en plusieurs étapes",
    "exp-int-rail": "Demande de manifestation d'intérêt (transport ferroviaire)",
}

KINDS = {"works": "travaux", "supplies": "fournitures", "services": "services"}
"""contract-nature → type_marche ("combined" names the kinds in the additional types)."""

RESULTS = {"selec-w": "attribue", "open-nw": "non_precise"}
"""winner-selection-status → statut; clos-nw depends on the reason."""

UNSUCCESSFUL = ("no-rece", "all-rej", "no-signed")
"""non-award-justification: no tender, all rejected, winner did not sign; other reasons abandon the lot."""

CRITERIA = {"price": "Prix", "cost": "Coût", "quality": "Qualité"}
"""award-criterion-type → libelle, where the criterion has no name of its own."""
