"""Rows that are titles: brackets of amounts, kinds of contract, totals, the title of the list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from crawlers.procurement.marches_conclus.words import REMEMBERED, has_amount, plain

KINDS = (
    ("travaux", re.compile(r"\btravaux\b")),
    ("fournitures", re.compile(r"\bfournitures?\b")),
    ("services", re.compile(r"\bservices?\b|\bprestations? intellectuelles?\b|\bmaitrise d'oeuvre\b")),
)
CODES = {"t": "travaux", "f": "fournitures", "s": "services", "pi": "services"}

_FIGURE = r"\d[\d .,\u202f\u00a0]*"
_MONEY = rf"{_FIGURE}(?:€|euros?|k€|h\.?t)?"
_TO = r".{0,12}\b(?:a|et) "
_BRACKET = re.compile(
    rf"^tranches?\b|\btranches? {_FIGURE}|\b(?:de|entre) {_MONEY}{_TO}{_MONEY}|^{_FIGURE}{_TO}{_FIGURE}"
    rf"|^(?:marches? )?(?:de |d'un montant de )?{_MONEY} ?(?:€|euros?)? ?(?:h\.?t\.?)? (?:et|ou)"
    r" (?:plus|au[ -]dela|\+)"
    r"|(?:superieur|inferieur|egal|plus de|moins de|a partir de|au[ -]dela|jusqu'a|compris|>|<|≥|≤).{0,30}\d"
)
_TOTAL = re.compile(r"^(?:sous[- ]?)?totaux?\b|^montant total\b|^total\b|^nombre (?:total )?de marches\b")
_NONE = re.compile(r"^(?:neant|aucun\w*|sans objet|-+|/+|nul)\b|\baucun marche\b|^pas de marche\b")
_LIST = re.compile(
    r"\bliste\b|\bmarches (?:publics )?(?:conclus|attribues|notifies|passes)\b|\barticle 133\b|\barrete du\b"
    r"|\ben application\b|\bcode d(?:es|e la) (?:marches|commande)\b|\barticles? [lr]\.? ?\d+"
    r"|^page \d+|^\d+ ?/ ?\d+$|\bannee \d{4}\b|^\d{4}$|^recapitulatif\b|^etat des marches\b"
    r"|\bmis a jour\b|^edite le\b|\bdonnees essentielles\b"
)
_ORDINAL = re.compile(r"\d{1,2}|[ivx]+|[a-h]|(?:19|20)\d{2}")
"""Numbers of titles, and years."""

_BUYER = re.compile(
    r"(?:ville|commune|mairie|metropole|departement|region|communaute (?:de communes|d'agglomeration|urbaine)"
    r"|conseil (?:departemental|general|regional)|syndicat|ccas|centre (?:hospitalier|communal)|chu|oph|sdis"
    r"|universite|office public|etablissement public|agglomeration|grand)\b.*\w"
)
_SEPARATOR = re.compile(r"\s+[-–—|]\s+|\s*[:\n]\s*")
_FILLERS = frozenset(
    """
    marche marches public publics de des du d' et en les la le l' courante courantes courants generale
    generales prestation prestations intellectuelles autre autres nature type categorie conclus passes annee
    notifies maitrise oeuvre d'oeuvre fourniture fournitures service services travaux & /
    """.split()  # noqa: SIM905  one name a line would hide the rest
)
"""Words that a title naming kinds of contract may have beside them."""


@dataclass(frozen=True, slots=True)
class Title:
    """What a title row says; ``kind`` is "" where it names several kinds of contract."""

    bracket: bool = False
    kind: str | None = None
    known: bool = False


@lru_cache(maxsize=REMEMBERED)
def read_title(text: str) -> Title:
    """The meaning of a row that has one filled cell; not ``known`` where it has none of these meanings."""
    words = plain(text).strip(" .:*")
    if _TOTAL.search(words) or _NONE.search(words):
        return Title(known=True)
    bracket = bool(_BRACKET.search(words)) and (has_amount(words) or words.startswith("tranche"))
    kind = _kind(words) if bracket or _is_bare(words) else None
    if bracket or kind is not None:
        return Title(bracket, kind, known=True)
    return Title(known=bool(_LIST.search(words)))


def _is_bare(words: str) -> bool:
    """Whether a title names kinds of contract and nothing else: "Marchés de travaux", no building site."""
    return all(word in _FILLERS or _ORDINAL.fullmatch(word) for word in re.findall(r"[\w'&/]+", words))


def is_total(text: str) -> bool:
    """Whether a cell says that its row sums up others."""
    return bool(_TOTAL.search(plain(text)))


def is_none(text: str) -> bool:
    """Whether a cell says that there is no contract under its title."""
    return bool(_NONE.search(plain(text)))


def _kind(words: str) -> str | None:
    """The kind that a title names; "" for several at once."""
    found = [kind for kind, pattern in KINDS if pattern.search(words)]
    return found[0] if len(found) == 1 else "" if found else None


def kind_of_cell(text: str) -> str | None:
    """The kind that a cell of a column "nature" names."""
    words = plain(text)
    return CODES.get(words) or _kind(words) or None


def buyer_in(text: str) -> str | None:
    """The buyer that the title of a list names, as printed."""
    for part in _SEPARATOR.split(text):
        words = plain(part)
        if _BUYER.match(words) and len(words) <= 90 and not re.search(r"\bmarches?\b|\d{4}", words):
            return " ".join(part.split())
    return None
