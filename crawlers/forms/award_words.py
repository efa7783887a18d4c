"""The words in which French prose tells who won a contract, for how much and when."""

from __future__ import annotations

import re
from collections.abc import Iterator

KIND = (
    r"(?:soci[ée]t[ée]s?|entreprises?|st[ée]|cabinet|[ée]tablissements|bureaux?\s+d['’][ée]tudes|"
    r"groupement(?:\s+d['’]entreprises)?|association|agence|op[ée]rateur\s+[ée]conomique)"
)
_NAME = rf"(?P<kind>{KIND}\s+)?(?P<name>[«\"“]?\s?(?-i:[A-ZÀ-Ý0-9])[^\n;,(]*)"
_AWARDED_TO = re.compile(
    r"\b(?:attribu|confi|d[ée]cern|notifi|pass|sign|conclu)[ée]?e?s?\b[^.;\n]{0,60}?"
    rf"\s(?:[àa]|avec|au|aux)\s+(?:(?:l['’]\s?|la\s|le\s|les\s)\s*)?{_NAME}",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:^|[\n:;.,–-])\s*[•*]?\s*(?:nom\s+(?:et\s+adresse\s+)?(?:du|de l['’])\s*)?"
    r"(?:titulaires?|attributaires?|(?:entreprise|soci[ée]t[ée]|candidat|prestataire)s?\s+(?:retenue?|attributaire)s?)(?:\s*\(s\))?"
    rf"(?:\s+(?:du|des|de l['’])\s*(?:march[ée]s?|lots?|accord-cadre|concession))?\s*:\s*{_NAME}",
    re.IGNORECASE,
)
_NAME_END = re.compile(
    r"(?<!\.[A-Z])\.(?=\s|$)|\s[-–:]\s*(?=\d|montant|siret|pour\b|valeur)|"
    r"\s+(?=(?:pour|sise?|situ[ée]e?|domicili[ée]e?|dont|demeurant|siret|moyennant|repr[ée]sent[ée]e?|"
    r"en date|mandataire|[àa] hauteur|[àa] compter|au prix|sur la base|d['’]un montant|le \d)\b)",
    re.IGNORECASE,
)
_FATE = re.compile(
    r"[\s:–-]+(?:infructueu|d[ée]clar[ée]|sans[\s-]suite|montant|non[\s-]attribu)", re.IGNORECASE
)

_NUMBER = r"\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?:,\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_AMOUNT = re.compile(
    rf"(?<![\d.,])(?P<said>(?:{_NUMBER})\s*(?:€|euros?\b|eur\b)(?:\s*H\.?T\b\.?)?)", re.IGNORECASE
)
_OTHER_AMOUNT = re.compile(
    r"annuel|par an\b|reconduction|t\.?t\.?c|toutes taxes|p[ée]nalit|capital|estim|unitaire", re.IGNORECASE
)
_BOUNDS = {"montant_min": re.compile(r"\bminim", re.I), "montant_max": re.compile(r"\bmaxim", re.I)}
_AROUND = 45
"""Letters before and after an amount among which the words that tell what it is are looked for."""

_DAY = r"\d{1,2}/\d{1,2}/\d{4}|\d{1,2}(?:er)?\s+[a-zûé]{3,9}\.?\s+\d{4}|\d{4}-\d{2}-\d{2}"
_TERMS = {
    "date_attribution": re.compile(
        r"(?:attribu[ée]e?s?\s+(?:le|en date du)|date\s+d['’]attribution(?:\s+du\s+march[ée])?\s*:?|"
        rf"conclue?s?\s+le)\s*(?P<said>{_DAY})",
        re.IGNORECASE,
    ),
    "nb_offres": re.compile(
        r"(?:nombre\s+(?:total\s+)?d['’]offres\s+re[çc]ues\s*:?\s*)(?P<said>\d{1,3})\b", re.IGNORECASE
    ),
    "titulaire_siret": re.compile(
        r"\bsiret\s*(?:n\s*[°o]?\s*)?:?\s*(?P<said>\d{3}\s?\d{3}\s?\d{3}\s?\d{5})\b", re.IGNORECASE
    ),
}

Span = tuple[int, int]


def winner(text: str) -> re.Match[str] | None:
    """Groups ``kind`` (``groupement``) and ``name``, still with what follows the name on its line."""
    return _LABELLED.search(text) or _AWARDED_TO.search(text)


def name_length(name: str) -> int:
    """The letters of a name before ``pour un montant de …``, ``sise …`` or the end of the sentence."""
    end = _NAME_END.search(name)
    return end.start() if end else len(name)


def title_length(line: str) -> int:
    """The letters of ``Peinture - attribué à …`` before what became of the lot."""
    told = [found.start() for found in (_LABELLED.search(line), _AWARDED_TO.search(line)) if found]
    told.extend(found.start() for found in _FATE.finditer(line))
    return min(told, default=len(line))


def terms(text: str) -> Iterator[tuple[str, Span]]:
    """The columns of attributions-marches that a text states, with where it does.

    Amounts with tax, of a year, of a renewal or estimated are none of the contract's.
    """
    for found in _AMOUNT.finditer(text):
        before = re.split(r"[.;\n](?=\s|$)", text[max(0, found.start() - _AROUND) : found.start()])[-1]
        after = re.split(r"[.;,\n]", text[found.end() : found.end() + _AROUND])[0]
        if not _OTHER_AMOUNT.search(f"{before} {after}"):
            bound = next((name for name, words in _BOUNDS.items() if words.search(before)), "montant")
            yield bound, found.span("said")
    for column, pattern in _TERMS.items():
        said = pattern.search(text)
        if said:
            yield column, said.span("said")
