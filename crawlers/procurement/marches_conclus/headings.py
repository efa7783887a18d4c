"""What the heading of a column says that it holds.

The arrêté of 26 December 2007 wants subject, date, holder and postal code under a bracket of amounts; buyers
word the headings as they like and add columns of their own.
"""

from __future__ import annotations

import re
from functools import lru_cache

from crawlers.procurement.marches_conclus.words import REMEMBERED, has_date, plain, spaced

LONGEST = 120
"""A longer text is a sentence and no heading."""

_HOLDER = (
    r"\btitulaires?\b|\battributaires?\b|\bentreprises?\b|\bfournisseurs?\b|\bprestataires?\b|\bsocietes?\b"
    r"|\braison sociale\b|\bco-?contractants?\b|\bcandidats? retenus?\b|\bbeneficiaires?\b|\bnoms?\b"
)
_POSTAL = r"\bcodes? post|\bc\. ?p\b|\bcp\b"
_TOWN = r"\bvilles?\b|\bcommunes?\b|\blocalites?\b|\bdomicil"
_ADDRESS = r"\badresses?\b|\bcoordonnees\b|\blocalisation\b|\bimplantation\b|\bsiege\b"
_OF_HOLDER = rf"(?:.{{0,20}}\b(?:du|de|des|de l'|d')\W?|\w* )(?:{_HOLDER})"
"""What makes a heading that begins with a place one of the holder's: "Adresse de l'entreprise"."""
_HOLDER_S = rf"^(?:nom )?(?:{_HOLDER}) ?[-:/(]? ?(?:"
"""A holder named before a detail of it, in the words of databases: "Fournisseur code postal"."""

_RULES = (
    (
        "acheteur_siret",
        r"\bsire[tn]\b.*\b(?:acheteur|collectivite|pouvoir)|\b(?:acheteur|pouvoir)\b.*\bsire[tn]\b",
    ),
    ("siret", r"\bsire[tn]\b"),
    ("cpv", r"\bcpv\b"),
    ("numero", r"^marches? (?:n|no|n°|num\w*)\W*$"),
    ("objet", r"\bobjets?\b|^(?:intitule|libelle|designation)s? (?:du |des |de la )?(?:marche|consultation)"),
    ("lieu", r"\blieux?\b.*\b(?:execution|prestation|travaux|livraison)\b"),
    ("autre_montant", r"\b(?:ttc|tva|t\.t\.c|mini?|maxi?|minimum|maximum|avenants?|estim\w+)\b"),
    ("tranche", r"\btranches?\b|\bseuils?\b"),
    ("date", r"\bdates?\b|^notifi\w*|\bnotifie\w* le\b|^sign(?:e|ature)\b|\bconclu(?:sion)? le\b"),
    ("duree", r"\bduree\b|\bdelais?\b"),
    (
        "acheteur",
        r"\bacheteurs?\b|\bpouvoirs? adjudicateurs?\b|\bcollectivite\b|\bmaitres? d'ouvrage\b|^organismes?\b"
        r"|\bentites? (?:d'achats?|adjudicatrices?|acheteuses?)\b",
    ),
    ("code_postal", rf"^(?:{_POSTAL}){_OF_HOLDER}|{_HOLDER_S}{_POSTAL})"),
    ("ville", rf"^(?:{_TOWN}){_OF_HOLDER}|{_HOLDER_S}{_TOWN})"),
    ("adresse", rf"^(?:{_ADDRESS}){_OF_HOLDER}|{_HOLDER_S}{_ADDRESS})"),
    ("montant", r"\bmontants?\b|\bprix\b|\bvaleurs?\b|\bcouts?\b|(?:^|\b)(?:€|euros?)? ?h\.?t\b"),
    ("titulaire", _HOLDER),
    ("code_postal", _POSTAL),
    ("ville", _TOWN),
    ("adresse", _ADDRESS),
    ("procedure", r"\bprocedures?\b|\bpassation\b|\bmode de consultation\b"),
    ("objet", r"\bnature (?:de la|des?) (?:travaux|prestations?|fournitures?|services?|depenses?|achats?)"),
    ("numero", r"^(?:n|no|n°|n\.|num|numeros?)(?:\W|$)(?!.*\blots?\b)|^ref(?:erence)?s?\b|^codes?\b|^id\b"),
    ("lot", r"\blots?\b"),
    ("nature", r"\bnatures?\b|\btypes?\b|\bcategories?\b|\bfamilles?\b"),
    (
        "objet",
        r"\blibelles?\b|\bintitules?\b|\bdesignations?\b|\bdescriptions?\b|\bmarches?\b|\bprestations?\b"
        r"|\bconsultations?\b|\boperations?\b|\bprojets?\b",
    ),
    (
        "remarque",
        r"\bobservations?\b|\bremarques?\b|\bcommentaires?\b|\bservices?\b|\bdirections?\b|\bpole\b|\boffres?\b"
        r"|\bannees?\b|\bexercice\b|\bbudget\w*|\bperimetre\b|\breconduction|\bforme\b|\bimputation\b|\bpublicite\b|\bsupport\b|\bavis\b",
    ),
)
_FIELDS = tuple((field, re.compile(pattern)) for field, pattern in _RULES)

IGNORED = frozenset({"numero", "autre_montant", "remarque"})
"""The buyer's own numbers, amounts other than the price without tax, remarks: of no column of ours."""


@lru_cache(maxsize=REMEMBERED)
def field_of(heading: str) -> str | None:
    """The field that a heading names; None where it names none.

    A heading that names the holder and its address ("Titulaire et code postal") is of the holder; one in the
    words of a database (``codePostal_titulaire``) is read as its words are.
    """
    text = plain(spaced(heading))
    if not text or len(text) > LONGEST or has_date(text):
        return None
    return next((field for field, pattern in _FIELDS if pattern.search(text)), None)


_PREFERRED = {
    "date": (re.compile(r"notifi"), re.compile(r"attribution|conclu|signature|\bmarches?\b")),
    "montant": (re.compile(r"\bh\.?t\b|hors taxes?"),),
    "titulaire": (re.compile(r"\btitulaires?\b|\battributaires?\b"),),
}
"""Words of the column to read where several are of one field, the surest first."""


def preference(field: str, heading: str) -> int:
    """How well the words of a heading single its column out among those of a field; 0 is best."""
    patterns = _PREFERRED.get(field, ())
    words = plain(spaced(heading))
    return next((rank for rank, each in enumerate(patterns) if each.search(words)), len(patterns))


def without_tax(heading: str) -> bool | None:
    """Whether the heading of an amount says HT (True) or TTC (False); None where it says neither."""
    text = plain(spaced(heading))
    if re.search(r"\bh\.?t\b|hors taxes?", text):
        return True
    return False if re.search(r"\bt\.?t\.?c\b|toutes taxes", text) else None


def unit_of(heading: str) -> str | None:
    """The unit that the heading of durations gives them: "Durée (jours)"; None where it gives none or two."""
    found = set(_UNIT.findall(plain(spaced(heading))))
    return found.pop() if len(found) == 1 else None


_UNIT = re.compile(r"\b(?:jour|semaine|mois|annee|an)(?=s?\b)")


def names_euros(heading: str) -> bool:
    """Whether the heading gives the currency of its column."""
    return bool(re.search(r"€|\beur(?:os?)?\b", plain(heading)))
