"""Composes the PDF fixtures of boamp: extracts of invented notices in the layout of boamp.fr.

``python -m tools.compose_boamp`` writes the inputs; the same call gives the same bytes.
"""

# ruff: noqa: E501 -- sentences are as long as the BOAMP prints them

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "boamp"

BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=12, leading=15)

WARNING = (
    "Attention : les informations contenues dans l'extrait PDF peuvent dans certains cas ne pas présenter le "
    "texte intégral de l'annonce. Les extraits PDF des annonces du BOAMP ne constituent pas le format officiel, "
    "pour consulter le texte intégral au format officiel du présent avis, cliquez sur "
    "http://www.boamp.fr/avis/detail/{number}/officiel"
)

NATIONAL = (
    "Avis d'appel public à la concurrence",
    "Département(s) de publication : 64, 2A",
    "Annonce No 26-50001",
    "Services",
    "- Nom et adresse officiels de l'organisme acheteur : Ville d'Arretzaldi.",
    "Correspondant : Mme la maire, direction de la commande publique - 1<super>er</super> étage, 4 rue de "
    "l'Hôtel de Ville CS 40012 64200 Biarritz Cedex, tél. : 05-00-00-00-00, courriel : marches exemple.fr "
    "adresse internet : http://www.exemple.fr .",
    "Adresse internet du profil d'acheteur : https://profil.exemple.fr .",
    "Principale(s) Activité(s) du pouvoir adjudicateur : Services généraux des administrations publiques.",
    "Objet du marché : transports scolaires et périscolaires de la ville, avec accompagnement des enfants "
    "vers les restaurants municipaux.",
    "Catégorie de services : 2.",
    "CPV - Objet principal : 60130000.",
    "Lieu d'exécution : .",
    "Code NUTS : -FRI15.",
    "L'avis implique l'établissement d'un accord-cadre.",
    "Durée de l'accord-cadre : 11 mois.",
    "Caractéristiques principales :",
    "lot n<super>o</super> 1 - ramassage des enfants des écoles maternelles, sans minimum",
    "Refus des variantes.",
    "Estimation de la valeur (H.T.) : 160 000 euros.",
    "Prestations divisées en lots : oui.",
    "Possibilité de présenter une offre pour un ou plusieurs lots.",
    "Durée du marché ou délai d'exécution : .",
    "à compter du 1.e.r septembre 2026 et jusqu'au 31 août 2028.",
    "Conditions de participation :",
    "Situation juridique - références requises : cf. règlement de la consultation.",
    "Critères d'attribution :",
    "Offre économiquement la plus avantageuse appréciée en fonction des critères énoncés ci-dessous avec leur "
    "pondération.",
    "- qualité du service rendu aux familles, appréciée d'après le mémoire technique remis par le candidat : 55 %;",
    "- prix des prestations : 45 %.",
    "Une enchère électronique ne sera pas effectuée.",
    "Type de procédure : procédure adaptée.",
    "Date limite de réception des offres : 1.e.r avril 2026, à 12 heures.",
    "Délai minimum de validité des offres : 120 jours à compter de la date limite de réception des offres.",
    "Autres renseignements :",
    "Numéro de référence attribué au marché par le pouvoir adjudicateur / l'entité adjudicatrice : 2026_05.06.",
    "Date d'envoi du présent avis à la publication : 10 mars 2026.",
    "Adresse auprès de laquelle les documents peuvent être obtenus :",
    "adresse internet : https://profil.exemple.fr/sdm/ent/gen/ent_detail.do?PCSLID=CSL_2026_sEWL&amp;v=1 .",
    "Instance chargée des procédures de recours : Tribunal administratif de Pau 50 cours Lyautey 64010 Pau.",
    "Renseignements relatifs aux lots :",
    "Lot(s) 1. - transports avec ramassage des enfants des écoles maternelles et primaires vers le restaurant "
    "scolaire municipal.",
    "Ramassage des enfants pour les déposer au restaurant scolaire municipal avec retour aux écoles",
    "Coût estimé (HT) : 90 000,00 euros.",
    "C.P.V. - Objet principal : 60130000.",
    "Mots descripteurs : Transport",
    "Lot(s) 2. - transports sur circuits longs.",
    "Déplacements de plus de cinquante kilomètres",
    "Durée : à compter du 1.e.r septembre 2026 jusqu'au 31 août 2027.",
    "C.P.V. - Objet principal : 60140000.",
    "Mots descripteurs : Transport",
)

EUROPEAN = (
    "Avis de marché",
    "Département(s) de publication : 33",
    "Annonce No 26-50002",
    "I.II.III.IV.VI.",
    "AVIS DE MARCHÉ",
    "Directive 2014/24/UE",
    "Section I : Pouvoir adjudicateur",
    "I.1) NOM ET ADRESSES",
    "Établissement public du Bas-Médoc, Numéro national d'identification : 21440912000018, 8 allée des Pins, "
    "33000, Bordeaux, F, Téléphone : (+33) 5 00 00 00 00, Courriel : achats exemple.fr, Code NUTS : FRI12",
    "Adresse(s) internet :",
    "Adresse principale : https://www.exemple.fr",
    "Adresse du profil acheteur : https://profil.exemple.fr",
    "I.3) COMMUNICATION",
    "Les documents du marché sont disponibles gratuitement en accès direct non restreint et complet, à "
    "l'adresse : https://profil.exemple.fr/dce",
    "Adresse à laquelle des informations complémentaires peuvent être obtenues :",
    "le ou les point(s) de contact susmentionné(s)",
    "I.4) TYPE DE POUVOIR ADJUDICATEUR",
    "Organisme de droit public",
    "Section II : Objet",
    "II.1) ÉTENDUE DU MARCHÉ",
    "II.1.1) Intitulé : Maintenance des installations de chauffage, de ventilation et de climatisation des "
    "bâtiments de l'établissement",
    "Numéro de référence : 26CVC",
    "II.1.2) Code CPV principal :",
    "Descripteur principal : 50720000",
    "II.1.3) Type de marché",
    "Services",
    "II.1.4) Description succincte : Maintenance préventive et corrective.",
    "II.1.5) Valeur totale estimée :",
    "Valeur hors TVA : 480 000 euros",
    "II.1.6) Information sur les lots :",
    "Ce marché est divisé en lots : non",
    "II.2) DESCRIPTION",
    "II.2.1) Intitulé :",
    "II.2.2) Code(s) CPV additionnel(s)",
    "Code CPV principal : 50720000",
    "II.2.3) Lieu d'exécution",
    "Code NUTS : FRI12",
    "Lieu principal d'exécution : Bordeaux",
    "II.2.4) Description des prestations : Maintenance de 46 chaufferies.",
    "II.2.5) Critères d'attribution",
    "critères énoncés ci-dessous",
    "Critère de qualité",
    "1. Organisation et moyens humains affectés à l'exécution des prestations de maintenance préventive et de "
    "dépannage / Pondération : 40",
    "Prix :",
    "1. PRIX / Pondération : 60",
    "II.2.6) Valeur estimée",
    "Valeur hors TVA : 480 000 euros",
    "II.2.7) Durée du marché, de l'accord-cadre ou du système d'acquisition dynamique",
    "Durée en mois : 48",
    "Section IV : Procédure",
    "IV.1) DESCRIPTION",
    "IV.1.1) Type de procédure",
    "Procédure ouverte",
    "IV.2) RENSEIGNEMENTS D'ORDRE ADMINISTRATIF",
    "IV.2.2) Date limite de réception des offres ou des demandes de participation",
    "20 avril 2026 - 16:30",
    "Section VI : Renseignements complémentaires",
    "VI.5) DATE D'ENVOI DU PRÉSENT AVIS",
    "11 mars 2026",
)

REDESIGNED = (
    "Annonce No 26-50099",
    "Département(s) de publication : 33",
    "Acheteur public",
    "Établissement public du Bas-Médoc",
    "Besoin",
    "Maintenance des chaufferies",
)


def write(case: str, number: str, paragraphs: Sequence[str]) -> Path:
    """One extract as a PDF."""
    path = FIXTURES / case / "input.pdf"
    path.parent.mkdir(parents=True, exist_ok=True)
    head = (f"Avis n°{number}", WARNING.format(number=number))
    document = SimpleDocTemplate(
        str(path), pagesize=A4, invariant=1, title=f"Avis {number}", author="", bottomMargin=70, topMargin=60
    )
    story: list[Any] = [Paragraph(text, BODY) for text in (*head, *paragraphs)]
    document.build(story, onFirstPage=_number_page, onLaterPages=_number_page)
    return path


def _number_page(canvas: Any, document: Any) -> None:
    canvas.setFont("Times-Roman", 10)
    canvas.drawRightString(A4[0] - 40, 40, f"page {document.page}")


def main() -> int:
    """Write the extracts."""
    for case, number, paragraphs in (
        ("nominal-pdf", "26-50001", NATIONAL),
        ("pdf-joue", "26-50002", EUROPEAN),
        ("refonte-pdf", "26-50099", REDESIGNED),
    ):
        print(write(case, number, paragraphs))
    return 0


if __name__ == "__main__":
    sys.exit(main())
