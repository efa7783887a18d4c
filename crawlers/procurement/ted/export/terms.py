"""What the codes and the elements of TED_EXPORT stand for in our datasets."""

from __future__ import annotations

DOCUMENT_TYPES = {
    "0": "preinformation",
    "1": "rectificatif",
    "2": "rectificatif",
    "3": "consultation",
    "4": "consultation",
    "5": "consultation",
    "6": "autre",
    "7": "attribution",
    "8": "autre",
    "9": "autre",
    "A": "consultation",
    "B": "preinformation",
    "C": "consultation",
    "D": "consultation",
    "E": "consultation",
    "F": "consultation",
    "G": "autre",
    "H": "consultation",
    "I": "consultation",
    "J": "attribution",
    "K": "modification",
    "M": "consultation",
    "N": "autre",
    "O": "consultation",
    "P": "preinformation",
    "Q": "consultation",
    "R": "attribution",
    "S": "autre",
    "V": "intention",
    "Y": "consultation",
}
"""TD_DOCUMENT_TYPE → type_avis. Q, a qualification system that is no call, is what it is at the BOAMP."""

AWARDS = ("attribution", "sans_suite", "intention", "modification")
"""Notices whose amounts are those of contracts and not estimates."""

KINDS = {"WORKS": "travaux", "SUPPLIES": "fournitures", "SERVICES": "services"}
"""@CTYPE → type_marche."""

NATURES = {"1": "travaux", "2": "fournitures", "4": "services"}
"""NC_CONTRACT_NATURE → type_marche; the other codes name no kind."""

PROCEDURES = {
    "PT_OPEN": "ouverte",
    "F09_TYPE_PROCEDURE_OPEN": "ouverte",
    "PT_RESTRICTED": "restreinte",
    "PT_RESTRICTED_ACCELERATED": "restreinte",
    "PT_ACCELERATED_RESTRICTED": "restreinte",
    "PT_ACCELERATED_RESTRICTED_CHOICE": "restreinte",
    "PT_COMPETITIVE_NEGOTIATION": "negociee",
    "PT_NEGOTIATED_CHOICE": "negociee",
    "PT_NEGOTIATED_WITH_COMPETITION": "negociee",
    "PT_NEGOTIATED_WITH_PRIOR_CALL": "negociee",
    "PT_NEGOTIATED_WITH_PUBLICATION_CONTRACT_NOTICE": "negociee",
    "PT_ACCELERATED_NEGOTIATED": "negociee",
    "PT_INVOLVING_NEGOTIATION": "negociee",
    "PT_COMPETITIVE_DIALOGUE": "dialogue_competitif",
    "PT_INNOVATION_PARTNERSHIP": "partenariat_innovation",
    "PT_AWARD_CONTRACT_WITHOUT_CALL": "negociee_sans_publicite",
    "PT_AWARD_CONTRACT_WITHOUT_PUBLICATION": "negociee_sans_publicite",
    "PT_NEGOTIATED_WITHOUT_PUBLICATION": "negociee_sans_publicite",
    "PT_NEGOTIATED_WITHOUT_COMPETITION": "negociee_sans_publicite",
    "PT_COMPETITIVE_TENDERING": "autre",
    "PT_DIRECT_AWARD": "negociee_sans_publicite",
    "PT_AWARD_CONTRACT_WITH_PRIOR_PUBLICATION": "concession",
}
"""The element that names the procedure → procedure."""

CODED_PROCEDURES = {
    "1": "ouverte",
    "2": "restreinte",
    "3": "restreinte",
    "4": "negociee",
    "6": "negociee",
    "A": "negociee_sans_publicite",
    "B": "negociee",
    "C": "dialogue_competitif",
    "E": "concession",
    "F": "concession",
    "G": "partenariat_innovation",
    "T": "negociee_sans_publicite",
    "V": "negociee_sans_publicite",
}
"""PR_PROC → procedure; 9, N and Z name none."""

CONTESTS = ("F12", "F13")
CONCESSIONS = ("F23", "F24", "F25")
CONCESSIONS_DIRECTIVE = ("32014L0023", "2014/23/EU")

LABELS = {
    "ouverte": "Procédure ouverte",
    "restreinte": "Procédure restreinte",
    "negociee": "Procédure négociée avec publication préalable d'un appel à la concurrence",
    "negociee_sans_publicite": "Procédure négociée sans publication préalable",
    "dialogue_competitif": "Dialogue compétitif",
    "concours": "Concours",
    "partenariat_innovation": "Partenariat d'innovation",
    "concession": "Concession",
    "autre": "Autre procédure",
}
"""procedure → procedure_libelle."""

OUTCOMES = {"PROCUREMENT_UNSUCCESSFUL": "infructueux", "PROCUREMENT_DISCONTINUED": "sans_suite"}

UNITS = {"MONTH": "mois", "DAY": "jours", "YEAR": "ans", "WEEK": "semaines"}
