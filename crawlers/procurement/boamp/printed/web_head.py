"""The head of a page of boamp.fr and its digest "L'essentiel du marché", in the buyer's own capitals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from core.model.reading import Value
from crawlers.forms.folding import fold
from crawlers.forms.notice import Fields, Notice, put
from crawlers.procurement.boamp.printed.address import put_address
from crawlers.procurement.boamp.printed.heading import kind_of, procedure_of
from crawlers.procurement.boamp.printed.labels import Labels, fields, first
from crawlers.procurement.boamp.printed.line import Line, trimmed, value_of
from crawlers.procurement.boamp.printed.places import put_place

DIGEST = Labels(
    {
        "debut": ("l'essentiel du marche",),
        "acheteur": (
            "nom et adresse officiels de l'organisme acheteur",
            "nom et adresse de l'autorite delegante",
        ),
        "attention": ("a l'attention de", r"point\(s\) de contact"),
        "adresse": ("adresse", "adresse generale de l'autorite delegante"),
        "contact": ("telephone.*", "telecopieur.*", "courriel", "poste.*"),
        "profil": ("adresse internet du profil d'acheteur",),
        "site": (
            "adresse internet du pouvoir adjudicateur",
            "adresse internet",
            "adresse internet de l'entite.*",
        ),
        "objet": ("objet du marche", "objet de la delegation", "objet du contrat", "objet de la concession"),
        "lieu": (
            r"lieu d'execution des travaux, de livraison fournitures ou de prestation des services",
            "lieu.*",
        ),
        "description": ("caracteristiques principales",),
        "quantite": ("quantite ou etendue",),
        "lots": ("renseignements relatifs aux lots",),
        "offre": ("possibilite de presenter une offre pour",),
        "pratique": ("informations pratiques",),
        "limite": (
            "date limite de reception des offres",
            "date limite de reception des candidatures",
            "date limite de reception des demandes de participation",
        ),
        "validite": ("delai minimum de validite des offres",),
        "criteres": ("criteres d'attribution",),
        "autre": (
            "situation propre",
            "capacite economique et financiere.*",
            "reference professionnelle.*",
            "conditions de participations?",
            "la prestation est reservee.*",
            "conditions et mode de paiement.*",
            "date limite d'obtention",
            "adresse (?:a|aupres de) laquelle.*",
            "soumission des offres.*",
            "references completes",
            "reference de ted",
        ),
    }
)
BODY = "departement(s) de publication"
TYPE_LINE = re.compile(
    r"(?:avis (?!n[o°])|resultats? |rectificatif|annulation|modification |pre-?information|intention )"
)
END_OF_HEAD = ("references completes", "l'essentiel du marche", "annonce")


def split_page(lines: Sequence[Line]) -> tuple[list[Line], list[Line], list[Line]]:
    """The head, the digest and the notice itself."""
    body = next((index for index, line in enumerate(lines) if fold(line.text).startswith(BODY)), len(lines))
    head = next(
        (i for i, line in enumerate(lines) if fold(line.text).strip(" :").startswith(END_OF_HEAD)), body
    )
    start = max(0, body - 1) if body and lines[body - 1 : body] and kind_of(lines[body - 1]) else body
    return list(lines[: min(head, start)]), list(lines[min(head, start) : start]), list(lines[start:])


def read_web_head(lines: Sequence[Line], notice: Notice) -> None:
    """The indexing title and the kind: ``Avis de marché Procédure Ouverte``, under the title."""
    title = _title(lines)
    kinds = [kind_of(line) for line in reversed(lines) if TYPE_LINE.match(fold(line.text))]
    put(notice.avis, objet_publication=title, type_avis=next((kind for kind in kinds if kind), None))


def indexed_buyer(lines: Sequence[Line]) -> str:
    """The name under which the DILA indexes the buyer: ``Dépt. : 78 Commune de maisons laffitte``."""
    for line in lines:
        folded = fold(line.text)
        if folded.startswith("dept. :"):
            return line.text[len("dept. :") :].lstrip(" 0123456789AB,")
    return ""


def read_digest(lines: Sequence[Line]) -> Fields:
    """Title, buyer, place and description in the buyer's own capitals."""
    found = fields(lines, DIGEST)
    result: Fields = {}
    put(
        result,
        acheteur_nom=trimmed(first(found, "acheteur"), " "),
        objet=trimmed(first(found, "objet")),
        description=first(found, "description", "quantite"),
        url_profil_acheteur=first(found, "profil"),
    )
    put_address(first(found, "adresse"), "acheteur", result)
    put_place(first(found, "lieu"), result)
    return result


def fallback_procedure(lines: Sequence[Line]) -> Value | None:
    """The procedure that the head names, where the notice itself names none."""
    for line in reversed(lines):
        at = fold(line.text).find("procedure ")
        if at >= 0 and TYPE_LINE.match(fold(line.text)):
            whole = value_of([line])
            return procedure_of(replace(whole, text=line.text[at:])) if whole else None
    return None


def _title(lines: Sequence[Line]) -> Value | None:
    """The line that follows the département and the buyer."""
    for line, following in pairwise(lines):
        if fold(line.text).startswith("dept. :"):
            return value_of([following])
    return None
