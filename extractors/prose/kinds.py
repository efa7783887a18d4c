"""The kind of act that a main verb makes with the words around it."""

from __future__ import annotations

import re
from typing import Final

from extractors.prose.verbs import Verb

DISCIPLINE: Final = "discipline"
NO_ACT: Final = ""

_SUSPENDED = (
    r"destitution|suspension|interdiction|radiation|peine|sanction|censure|blâme|rappel à l'ordre|poursuites"
)
_DISCIPLINE = re.compile(
    rf"\b(?:{_SUSPENDED}|destitu|disciplinaire|suspendue?s? |interdite?s? (?:temporairement|d'exercer))",
    re.IGNORECASE,
)


def kind_of(flat: str, start: int, verb: Verb, end: int) -> str:
    """The type_acte of the clause ``flat[start:end]``, DISCIPLINE, or NO_ACT for another matter."""
    before, after = flat[start : verb.start], flat[verb.end : end]
    rule = _RULES.get(verb.word)
    return rule(before, after, flat[start:end]) if rule else NO_ACT


def _first(words: str, *choices: tuple[str, str]) -> str:
    """The kind whose words come first in a text."""
    hits = [(match.start(), kind) for pattern, kind in choices if (match := re.search(pattern, words, re.I))]
    return min(hits)[1] if hits else NO_ACT


_NOUNS = (
    (rf"\b(?:{_SUSPENDED})\b", DISCIPLINE),
    (r"\bdissolution\b", "dissolution_societe"),
    (r"\bretraits? de la liste\b", "autre"),
    (r"\bretraits?\b(?! de la liste)|\bse retirer\b", "retrait_associe"),
    (
        r"\bcessions? [^;,]{0,80}\bde (?:la totalité de |toutes )?(?:ses|leurs) (?:parts|actions)\b",
        "retrait_associe",
    ),
    (r"\btransformation d(?:e |')", "changement_denomination"),
    (r"\b(?:continuer|poursuivre) (?:d'|à |l'|ses )|\bexercer (?:ses fonctions )?(?:jusqu|au-delà)", "autre"),
    (r"\bbureaux? (?:annexe|permanent|secondaire)s?\b", "autre"),
    (r"\bdémissions?\b", "demission"),
    (r"\bsuppressions?\b", "suppression_office"),
    (r"\btransferts?\b|\btransférer\b|\bà transporter\b", "transfert_office"),
    (r"\bcréations?\b", "creation_office"),
    (r"\bhonorariat\b|\bhonoraires?\b", "honorariat"),
    (r"\bsuppléan", "suppleance"),
    (r"\bdroit de présentation\b|\bcaducité\b|\bcadu(?:c|que)s?\b", "autre"),
    (
        r"\b(?:changement de |modification de la )?(?:dénomination|raison sociale)\b",
        "changement_denomination",
    ),
    (r"\bcessation (?:de|des) (?:ses |leurs )?fonctions|\bfin (?:des|aux) fonctions", "cessation"),
)


_BRANCH = re.compile(r"\bbureaux? (?:annexe|permanent|secondaire)s?\b")


def _by_noun(before: str, after: str, clause: str) -> str:
    kind = _first(before, *_NOUNS) if before.strip() else NO_ACT
    kind = kind or _first(after, *_NOUNS)
    return (
        _salaried(clause) if kind == "cessation" or (kind == "demission" and _is_salaried(clause)) else kind
    )


def _is_salaried(clause: str) -> bool:
    return re.search(r"\bsalariée?s?\b", clause) is not None


def _ceased(before: str, after: str, clause: str) -> str:
    """Whose functions end: those of an employee, of a partner who leaves the company, of another."""
    if _is_salaried(clause):
        return "cessation_salarie"
    partner = re.search(r"\bassociée?s?\b", clause) and _IN_COMPANY.search(after)
    return "retrait_associe" if partner else "autre"


_IN_COMPANY = re.compile(r"\b(?:au sein (?:de |d')|membres? de |dans )(?:la|ladite|cette) (?:société|S)")


def _salaried(clause: str) -> str:
    return "cessation_salarie" if _is_salaried(clause) else "autre"


_DEPUTY = re.compile(
    r"(?: en qualité de)? (?:membre|assesseur|juge|délégué|représentant|président|expert|conseill)[^,;]{0,40}"
    r"\bsuppléan",
    re.IGNORECASE,
)


def _named(before: str, after: str, clause: str) -> str:
    head = re.split(r"en remplacement|dont (?:est|était)|;", after)[0]
    if _DEPUTY.match(head):
        return NO_ACT
    special = _first(
        head[:160],
        (r"\bsuppléan(?:te?s?|ce)\b", "suppleance"),
        (r"\bhonoraires?\b", "honorariat"),
        (r"\battributaires?\b|administrat(?:eur|rice)s? (?:provisoires?|de l'office)", "autre"),
    )
    return special or "nomination"


def _closed(before: str, after: str, clause: str) -> str:
    """Reads "mis fin" with what ends: functions, a suppléance, a suspension."""
    if _DISCIPLINE.search(clause):
        return DISCIPLINE
    if _ASKED.search(clause) and not _is_salaried(clause):
        return "demission"
    return _salaried(clause) if "fonctions" in clause else "autre"


def _ended(before: str, after: str, clause: str) -> str:
    """Reads "prennent fin" after "les fonctions de …"."""
    return _salaried(clause) if re.search(r"\bfonctions\b", before) else NO_ACT


_ASKED = re.compile(r"\b(?:sur|à) (?:sa|leur) demande\b")


def _fixed(before: str, after: str, clause: str) -> str:
    """Reads "La résidence de l'office … est fixée à X, au lieu de Y"."""
    return "transfert_office" if _INSTEAD.search(after) and re.search(r"office|étude", clause) else NO_ACT


def _effective(before: str, after: str, clause: str) -> str:
    """Reads "le retrait de M. A prend effet le …"; without a name it tells of an act read before."""
    return _by_noun(before, "", clause) if _CIVIL.search(before) else NO_ACT


_INSTEAD = re.compile(r"\bau lieu de\b|\bprécédemment (?:fixée?|située?|établie?)\b")
_CIVIL = re.compile(r"\b(?:M\.|MM\.|Mmes?|Mlles?|Me|Monsieur|Madame|Maître) ")


def _moved(before: str, after: str, clause: str) -> str:
    head = before or after
    if re.search(r"\b(?:minutes|répertoires|archives)\b", head):
        return NO_ACT
    if _BRANCH.search(clause):
        return "autre"
    return "transfert_office" if re.search(r"office|étude|résidence|siège|bureau", clause) else NO_ACT


def _made(before: str, after: str, clause: str) -> str:
    if _BRANCH.search(clause):
        return "autre"
    return "creation_office" if _of_office(after, clause) else NO_ACT


def _removed(before: str, after: str, clause: str) -> str:
    if _BRANCH.search(clause):
        return "autre"
    return "suppression_office" if _of_office(after, clause) else NO_ACT


def _of_office(after: str, clause: str) -> bool:
    """Whether an office is made or suppressed; "Sont supprimés :" leaves it to the items of the list."""
    return not after.strip() or re.search(r"\b[Oo]ffices?\b|\b[Éé]tudes?\b", clause) is not None


def _changed(before: str, after: str, clause: str) -> str:
    if re.search(r"dénomination|raison sociale|nom social", clause):
        return "changement_denomination"
    return "autre" if re.search(r"\b(?:arrêté|décret|décision)\b", before) else NO_ACT


def _declared(before: str, after: str, clause: str) -> str:
    if _DISCIPLINE.search(clause):
        return DISCIPLINE
    return "demission" if re.match(r" ?(?:comme )?démissionnaires?", after) else "autre"


def _listed(before: str, after: str, clause: str) -> str:
    if re.search(r"\btransformation d(?:e |')", before):
        return "changement_denomination"
    return "autre"


def _approved(before: str, after: str, clause: str) -> str:
    """Reads "agréé": a nomination, a transformation, else a company or a person on a list."""
    named = re.search(r"^[Ll]a nomination d", before) or re.match(r" la nomination d", after)
    return "nomination" if named else _listed(before, after, clause)


def _branched(before: str, after: str, clause: str) -> str:
    return "autre" if _BRANCH.search(clause) else NO_ACT


def _replaced(before: str, after: str, clause: str) -> str:
    if re.search(r"\b(?:dénomination|raison sociale)\b", before):
        return "changement_denomination"
    return "nomination" if _BY.search(after) else NO_ACT


_BY = re.compile(r"\bpar (?:M\.|MM\.|Mmes?|Mlles?|Mes?|Monsieur|Madame|Maître) ")


def _barred(before: str, after: str, clause: str) -> str:
    return "autre" if _ASKED.search(clause) else DISCIPLINE


def _admitted(before: str, after: str, clause: str) -> str:
    if "honorariat" in after:
        return "honorariat"
    return "autre" if re.search(r"\bretraite\b|^ ?à cesser (?:ses|leurs) fonctions\b", after) else NO_ACT


def _filled(before: str, after: str, clause: str) -> str:
    return "nomination" if re.match(r",? par la nomination d", after) else NO_ACT


_RULES = {
    **dict.fromkeys(("nommé", "désigné", "chargé", "institué"), _named),
    **dict.fromkeys(
        (
            "accepté",
            "prononcé",
            "constaté",
            "autorisé",
            "noted",
            "levé",
            "conféré",
            "confié",
            "approuvé",
            "accordé",
            "octroyé",
        ),
        _by_noun,
    ),
    **dict.fromkeys(("inscrit", "réinscrit", "rapporté", "retiré", "annulé", "abrogé", "omis"), _listed),
    **dict.fromkeys(("destitué", "suspendu", "interdit", "radié"), _barred),
    "dissous": lambda before, after, clause: "dissolution_societe",
    "dissout": lambda before, after, clause: "dissolution_societe",
    "supprimé": _removed,
    "créé": _made,
    "transféré": _moved,
    "modifié": _changed,
    "pourvu": _filled,
    "takes": lambda before, after, clause: "changement_denomination",
    "dénommé": lambda before, after, clause: "changement_denomination",
    "transformé": lambda before, after, clause: "changement_denomination",
    "leaves": lambda before, after, clause: "retrait_associe",
    "ceases": _ceased,
    "ends": _ended,
    "agréé": _approved,
    "succeeds": lambda before, after, clause: "nomination",
    "fixé": _fixed,
    "effective": _effective,
    "reads": _replaced,
    "remplacé": _replaced,
    **dict.fromkeys(("déclaré", "réputé"), _declared),
    **dict.fromkeys(("ouvert", "fermé"), _branched),
    "admis": _admitted,
    "mis fin": _closed,
}
