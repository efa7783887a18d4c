"""What the codes of the BOAMP stand for in our datasets (schemas V230, V240 and 3.2.5 of the DILA)."""

from __future__ import annotations

NATURES = {
    "PREINFORMATION": "preinformation",
    "PRE-INFORMATION": "preinformation",
    "PRE_INFORMATION": "preinformation",
    "PERIODIQUE": "preinformation",
    "PROFIL_ACHETEUR": "preinformation",
    "APPEL_OFFRE": "consultation",
    "QUALIFICATION": "consultation",
    "SOUS_TRAITANCE": "consultation",
    "SOUSTRAITANCE": "consultation",
    "INTENTION_CONCLURE": "intention",
    "ATTRIBUTION": "attribution",
    "MODIFICATION": "modification",
    "RECTIFICATIF": "rectificatif",
    "ANNULATION": "annulation",
    "AUTRE": "autre",
}
"""NATURE of a notice → type_avis."""

CALLS_BY_PRIOR_INFORMATION = {"MISE_EN_CONCURRENCE": "consultation", "QUALIFICATION": "consultation"}
"""Kinds of prior information that are a call for competition."""

STATUSES = {"RECTIFICATIF": "rectificatif", "MODIFICATION": "rectificatif", "ANNULATION": "annulation"}
"""STATUT of a notice that outweighs its NATURE."""

FAMILIES = {name: name for name in ("MAPA", "FNS", "JOUE", "DSP", "DIVERS", "AUTRE", "EFORMS")}

KINDS = {
    "TRAVAUX": "travaux",
    "FOURNITURES": "fournitures",
    "FOURNITURE": "fournitures",
    "SERVICES": "services",
    "SERVICE": "services",
    "travaux": "travaux",
    "fournitures": "fournitures",
    "fourniture": "fournitures",
    "services": "services",
    "service": "services",
}
"""TYPE_MARCHE → type_marche."""

PROCEDURES = {
    "OUVERT": "ouverte",
    "RESTREINT": "restreinte",
    "PROCEDURE_ADAPTE": "adaptee",
    "NEGOCIE": "negociee",
    "ATTRIBUE_SANS_PUB_JOUE": "negociee_sans_publicite",
    "SANS_PUBLICATION_PREALABLE": "negociee_sans_publicite",
    "DIALOGUE_COMPETITIF": "dialogue_competitif",
    "CONCOURS": "concours",
    "CONCOURS_OUVERT": "concours",
    "CONCOURS_RESTREINT": "concours",
    "PARTENARIAT_INNOVATION": "partenariat_innovation",
    "SAD": "systeme_acquisition_dynamique",
    "CONCESSION": "concession",
    "CONCESSION_AVEC_PUB": "concession",
    "CONCESSION_SANS_PUB": "concession",
    "AUTRE": "autre",
}
"""TYPE_PROCEDURE → procedure."""

SPECIAL_PROCEDURES = {"CONCOURS": "concours", "CONCESSION": "concession"}
"""Kinds of call, of award and of prior information that are a procedure of their own."""

WITHOUT_PUBLICATION = {
    "SANS_PUB_PREALABLE": "negociee_sans_publicite",
    "SANS_MISE_EN_CONCURRENCE": "negociee_sans_publicite",
}
"""Kinds of NEGOCIE that are awarded without a call."""

LABELS = {
    "ouverte": "Procédure ouverte",
    "restreinte": "Procédure restreinte",
    "adaptee": "Procédure adaptée",
    "negociee": "Procédure négociée",
    "negociee_sans_publicite": "Procédure négociée sans publication préalable",
    "dialogue_competitif": "Dialogue compétitif",
    "concours": "Concours",
    "partenariat_innovation": "Partenariat d'innovation",
    "systeme_acquisition_dynamique": "Système d'acquisition dynamique",
    "accord_cadre": "Accord-cadre",
    "concession": "Concession",
    "autre": "Autre procédure",
}
"""procedure → procedure_libelle."""
