"""What becomes of the labels of a national form and of the sections of a form of the JOUE."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from core.model.source import Accounted, Unmapped
from crawlers.forms.accounts import account_labels, account_sections
from crawlers.forms.folding import fold
from crawlers.procurement.boamp.printed import national_lots
from crawlers.procurement.boamp.printed.european import Section, sections
from crawlers.procurement.boamp.printed.labels import Field, fields
from crawlers.procurement.boamp.printed.line import Line
from crawlers.procurement.boamp.printed.mapping import is_european
from crawlers.procurement.boamp.printed.national import split_lots
from crawlers.procurement.boamp.printed.national_labels import NATIONAL
from crawlers.procurement.boamp.printed.web_head import DIGEST

NATIONAL_IGNORED = frozenset(
    {
        "activite", "conditions", "renseignements", "adresses", "options", "implique", "enchere", "offre",
        "validite", "debut", "motif",
    }
)  # fmt: skip
"""Keys of the national forms without a column: the buyer's activity, conditions, recourse, other words."""

LOT_IGNORED = frozenset({"descripteurs", "debut", "complement", "quantite"})
DIGEST_IGNORED = frozenset(
    {
        "debut", "attention", "contact", "site", "lots", "offre", "pratique", "limite", "validite",
        "criteres", "autre",
    }
)  # fmt: skip
"""What the digest repeats of the notice, which says it whole."""

BOXES = frozenset(
    {
        "", "departements", "numero", "profil", "identifiant", "travaux", "fournitures", "services", "cpv",
        "cpv_supplementaires", "nuts", "procedure", "limite_offres", "limite_candidatures", "envoi",
        "numero_lot", "montant", "montant_mini", "montant_maxi", "date_attribution", "nb_offres",
    }
)  # fmt: skip
"""Fields of one value: what looks like a label below it is one that nobody knows. In the others, which are
read whole, it is a word of the buyer."""

SECTIONS_READ = (
    r"^noms?,? (?:et )?adresses?", "^communication", "^intitule", "^description", r"\bcpv\b",
    "^type de marche", "^valeur", "^estimation", "^montant", r"\blots?\b", "^lieu", "^duree",
    "^criteres d'", "^type de procedure",
    "^forme de la procedure", "^type de concours", "^date limite", r"publication(?:\(s\))? anterieure",
    "avis original", "^date d'envoi du present", "^date (?:de conclusion|d'attribution|de la decision)",
    "sous-traitance", "attribution", "offres recues",
    "^informations? sur les offres", "titulaire", "contractant", "laureat",
    "quantite ou etendue", "^informations? a (?:modifier|rectifier)", "^texte a ",
)  # fmt: skip
SECTIONS_IGNORED = {
    "headings": (
        "^section", "^etendue", "^conditions (?:de participation|liees|relatives|propres)",
        "^recompenses et jury", "^procedures? de recours", "^renseignements d'ordre administratif",
        "^procedure$", "^objet$",
    ),
    "joint procurement, kind and activity of the buyer": (
        "^procedure conjointe", "^type de pouvoir", "^type d'entite", "^activite",
        "^attribution de marche pour le compte",
    ),
    "limits, variants, options, catalogues, funds, renewal": (
        "^informations? sur les (?:limites|options|catalogues|fonds|echanges)", "^variantes", "^reconduction",
        "^renouvellement", "^options",
    ),
    "conditions of participation and of performance": (
        "^habilitation", "^capacite", "^regles et criteres", "^cautionnement", "^modalites? essentielles",
        "^forme juridique", "^informations? sur les (?:marches|concessions) reserve", "eligible au mps",
        "^informations? relatives? a la profession", "^informations? sur les? (?:membres du )?personnel",
        "^conditions (?:particulieres|d'execution)", "^situation propre", "^autres conditions",
        "^membres du personnel", "^qualification", "^criteres de selection",
    ),
    "frameworks, auctions, reduction and negotiation": (
        "^informations? sur (?:l'accord-cadre|la reduction|la negociation)", "^enchere", "^reduction",
        "^informations? concernant l'accord", "^limites concernant", "^identification des regles",
        "^principales caracteristiques", "^noms des participants",
    ),
    "languages, validity, opening, invitations, numbers and documents": (
        "^langue", "^delai minim", "^modalites? d'ouverture", "^date d'envoi (?:estimee )?des invitations",
        "^date de lancement", "^numero de reference", "^conditions d'obtention",
    ),
    "prizes and jury": (
        "^information sur les primes", "^detail des paiements", "^contrats faisant", "^decision du jury",
        "^noms des membres du jury",
    ),
    "recourse and further words": (
        "^instance chargee", "^organe charge", "^introduction", "^service aupres",
        "^(?:informations|renseignements) complementaires", "^autres informations",
    ),
}  # fmt: skip
"""Patterns over folded titles, by what the sections are about; they come before those that are read."""

_READ = re.compile("|".join(SECTIONS_READ))
_ASIDE = re.compile("|".join(pattern for patterns in SECTIONS_IGNORED.values() for pattern in patterns))
_LABEL_LIKE = re.compile(r"\s*(?:[-–•*]\s*)?(?P<label>[^\W\d_][^:\n.;,]{2,70}?)\s?:(?!//)")


def account_printed(lines: Sequence[Line], digest: Sequence[Line] = ()) -> Iterator[Unmapped | Accounted]:
    """The labels or the sections of a notice, and those of the digest above it."""
    yield from _fields(fields(digest, DIGEST), DIGEST_IGNORED)
    if is_european(lines):
        yield from _sections(sections(lines))
        return
    notice, lots = split_lots(lines)
    yield from _fields(fields(notice, NATIONAL), NATIONAL_IGNORED, BOXES)
    yield from _fields(fields(lots, national_lots.LABELS), LOT_IGNORED)


def _fields(
    found: Sequence[Field], ignored: frozenset[str], boxes: frozenset[str] = frozenset()
) -> Iterator[Unmapped | Accounted]:
    """Some labels are known by their first words alone: their text holds the value too."""
    filled = [each for each in found if each.key and (each.lines or not each.label.endswith(":"))]
    yield from account_labels(
        read=[_head(each) for each in filled if each.key not in ignored],
        ignored=[_head(each) for each in filled if each.key in ignored],
        unknown=[label for each in found if each.key in boxes for label in _labels_like(each.lines)],
    )


def _head(field: Field) -> str:
    return field.label.partition(":")[0]


def _labels_like(lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        found = _LABEL_LIKE.match(line.text)
        if found:
            yield found["label"]


def _sections(found: Sequence[Section]) -> Iterator[Unmapped | Accounted]:
    titles = dict.fromkeys(fold(each.title) for each in found if each.number and each.lines)
    ignored = [title for title in titles if _ASIDE.search(title)]
    read = [title for title in titles if title not in ignored and _READ.search(title)]
    yield from account_sections(read, ignored, [each for each in titles if each not in {*read, *ignored}])
